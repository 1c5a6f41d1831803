/* test-writer-orders.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "writer-test.h"

#include "base/tw-error.h"

static void
test_place (JournalTest   *self,
            gconstpointer  data)
{
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (TwJournalEntry) stored = NULL;
  g_autofree char *total = NULL;
  g_auto (WriterOutcome) outcome = { NULL };

  fake_marketplace_add (self->marketplace, TW_TYPE_PRODUCT, "{'mpn': 'SEAT', 'vendor': 'Contoso_NCE'}");
  fake_marketplace_add (self->marketplace,
                        TW_TYPE_ORDER,
                        "{'id': '1184000', 'type': 'sales', 'customerId': '1002417', 'status': 'completed',"
                        " 'creationDate': '2026-10-30T10:00:00Z'}");
  preview = writer_test_prepare_sales (self, SALES);
  self->marketplace->write_answer = fake_resource (TW_TYPE_ORDER, PLACED);
  outcome = writer_test_place (self, preview, NULL);
  g_assert_no_error (outcome.error);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpint (stored->kind, ==, TW_WRITE_PLACE_ORDER);
  g_assert_cmpstr (stored->mark, ==, "PO-7");
  g_assert_cmpstr (stored->customer_id, ==, "1002417");
  g_assert_cmpstr (stored->result_id, ==, "1184220");
  g_assert_cmpstr (stored->newest_order_id, ==, "1184000");
  g_assert_cmpint (g_date_time_get_day_of_month (stored->newest_order_time), ==, 30);
  total = tw_json_dup_member_text (tw_json_get_member (stored->estimate, "total"), "amount");
  g_assert_cmpstr (total, ==, "264.0");
}

/* The same PO number with the same request goes on with what is open, and never sends it again. */
static void
test_same_order_unknown (JournalTest   *self,
                         gconstpointer  data)
{
  g_autoptr (TwOrderPreview) first = writer_test_prepare_sales (self, SALES);
  g_autoptr (TwOrderPreview) second = writer_test_prepare_sales (self, SALES);
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (WriterOutcome) cut = { NULL };
  g_auto (WriterOutcome) again = { NULL };

  self->marketplace->write_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, "The connection was cut");
  cut = writer_test_place (self, first, NULL);
  g_assert_cmpint (cut.entry->state, ==, TW_JOURNAL_UNKNOWN);

  g_clear_error (&self->marketplace->write_error);
  again = writer_test_place (self, second, NULL);
  g_assert_no_error (again.error);
  g_assert_cmpint (again.entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpstr (again.entry->id, ==, cut.entry->id);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 1);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpstr (stored->id, ==, cut.entry->id);
}

/* Once the outcome is known, the same PO number covers another order. */
static void
test_same_order_closed (JournalTest   *self,
                        gconstpointer  data)
{
  g_autoptr (TwOrderPreview) first = writer_test_prepare_sales (self, SALES);
  g_autoptr (TwOrderPreview) second = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_auto (WriterOutcome) one = { NULL };
  g_auto (WriterOutcome) two = { NULL };

  g_assert_cmpint (tw_order_preview_get_po_uses (first), ==, 0);
  self->marketplace->write_answer = fake_resource (TW_TYPE_ORDER, PLACED);
  one = writer_test_place (self, first, NULL);
  second = writer_test_prepare_sales (self, SALES);
  g_assert_cmpint (tw_order_preview_get_po_uses (second), ==, 1);
  two = writer_test_place (self, second, NULL);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 2);

  entries = journal_test_list (self->journal);
  g_assert_cmpuint (entries->len, ==, 2);
}

/* Another request under the same PO number is another order, also while the first is unknown. */
static void
test_other_request (JournalTest   *self,
                    gconstpointer  data)
{
  g_autoptr (TwOrderPreview) first = writer_test_prepare_sales (self, SALES);
  g_autoptr (TwOrderPreview) second = NULL;
  g_auto (WriterOutcome) one = { NULL };
  g_auto (WriterOutcome) two = { NULL };

  second = writer_test_prepare_sales (self,
                                      "{'type': 'sales', 'customerId': '1002417', 'poNumber': 'PO-7',"
                                      " 'products': [{'mpn': 'SEAT', 'quantity': 13}]}");
  self->marketplace->write_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, "The connection was cut");
  one = writer_test_place (self, first, NULL);
  two = writer_test_place (self, second, NULL);
  g_assert_cmpstr (one.entry->id, !=, two.entry->id);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 2);
}

/* Approved, and then the program ended: whoever asks for it again sends it, once. */
static void
test_same_order_queued (JournalTest   *self,
                        gconstpointer  data)
{
  g_autoptr (TwOrderPreview) preview = writer_test_prepare_sales (self, SALES);
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (WriterOutcome) broken = { NULL };
  g_auto (WriterOutcome) again = { NULL };

  journal_test_execute (self->path,
                        "CREATE TRIGGER no_more BEFORE UPDATE ON journal BEGIN SELECT raise (ABORT, 'killed'); END");
  broken = writer_test_place (self, preview, NULL);
  g_assert_error (broken.error, TW_ERROR, TW_ERROR_STORE);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);

  journal_test_execute (self->path, "DROP TRIGGER no_more");
  self->marketplace->write_answer = fake_resource (TW_TYPE_ORDER, PLACED);
  again = writer_test_place (self, preview, NULL);
  g_assert_no_error (again.error);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 1);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_CONFIRMED);
}

/* While one call sends it, a second one waits for the outcome. */
static void
test_same_order_sending (JournalTest   *self,
                         gconstpointer  data)
{
  g_autoptr (TwOrderPreview) preview = writer_test_prepare_sales (self, SALES);
  g_autoptr (TwJournal) other_journal = journal_test_open (self->path);
  g_autoptr (TwWriter) other = tw_writer_new (TW_MARKETPLACE (self->marketplace), other_journal, NULL);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwJournalEntry) same = NULL;
  g_autoptr (GError) error = NULL;

  self->marketplace->hold_writes = TRUE;
  self->marketplace->write_answer = fake_resource (TW_TYPE_ORDER, PLACED);
  tw_writer_place_async (self->writer, preview, NULL, tw_test_store_result, &first);
  TW_WAIT_FOR (self->marketplace->held != NULL);
  tw_writer_place_async (other, preview, NULL, tw_test_store_result, &second);
  journal_test_await_writes (other_journal);
  fake_marketplace_release (self->marketplace);
  TW_WAIT_FOR (first != NULL && second != NULL);

  entry = tw_writer_place_finish (self->writer, first, &error);
  g_assert_no_error (error);
  same = tw_writer_place_finish (other, second, &error);
  g_assert_no_error (error);
  g_assert_cmpint (same->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (same->id, ==, entry->id);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 1);
}

typedef struct
{
  TwEffect effect;
  TwError  code;
} OtherCase;

static const OtherCase other_cases[] = {
  { TW_EFFECT_REFUSED, TW_ERROR_CONFLICT },
  { TW_EFFECT_NONE, TW_ERROR_OFFLINE },
};

/* What another process was refused is the answer for who waited as well. */
static void
test_same_order_refused (JournalTest   *self,
                         gconstpointer  data)
{
  const OtherCase *other_case = data;
  g_autoptr (TwOrderPreview) preview = writer_test_prepare_sales (self, SALES);
  g_autoptr (TwJournal) other_journal = journal_test_open (self->path);
  g_autoptr (TwWriter) other = tw_writer_new (TW_MARKETPLACE (self->marketplace), other_journal, NULL);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) own = NULL;
  g_autoptr (GError) same = NULL;

  self->marketplace->hold_writes = TRUE;
  self->marketplace->write_error = fake_error (TW_ERROR_VALIDATION, other_case->effect, "No such domain");
  tw_writer_place_async (self->writer, preview, NULL, tw_test_store_result, &first);
  TW_WAIT_FOR (self->marketplace->held != NULL);
  tw_writer_place_async (other, preview, NULL, tw_test_store_result, &second);

  journal_test_await_writes (other_journal);
  fake_marketplace_release (self->marketplace);
  TW_WAIT_FOR (first != NULL && second != NULL);

  g_assert_null (tw_writer_place_finish (self->writer, first, &own));
  g_assert_error (own, TW_ERROR, TW_ERROR_VALIDATION);
  g_assert_null (tw_writer_place_finish (other, second, &same));
  g_assert_error (same, TW_ERROR, (int) other_case->code);
  g_assert_cmpstr (same->message, ==, "No such domain");
  g_assert_cmpstr (tw_error_get_correlation_id (same), ==, "a8n-0002");
  g_assert_cmpint (tw_error_get_effect (same), ==, other_case->effect);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 1);
}

static void
test_change (JournalTest   *self,
             gconstpointer  data)
{
  g_autoptr (TwOrderPreview) preview = writer_test_prepare_change (self, 12);
  g_autoptr (TwJournalEntry) stored = NULL;
  g_autofree char *basis = NULL;
  g_auto (WriterOutcome) outcome = { NULL };

  self->marketplace->write_answer = fake_resource (TW_TYPE_ORDER, PLACED);
  outcome = writer_test_place (self, preview, NULL);
  g_assert_no_error (outcome.error);

  stored = journal_test_get_only (self->journal);
  basis = tw_json_to_string (stored->basis, FALSE);
  g_assert_nonnull (strstr (basis, "\"quantity\":\"10\""));
  g_assert_nonnull (strstr (self->marketplace->last_body, "\"quantity\":12"));
}

/* Somebody changed the seats in the meantime: 12 in all is no longer what was meant by two more. */
static void
test_stale_total (JournalTest   *self,
                  gconstpointer  data)
{
  g_autoptr (TwOrderPreview) preview = writer_test_prepare_change (self, 12);
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (WriterOutcome) outcome = { NULL };

  fake_marketplace_add (self->marketplace, TW_TYPE_SUBSCRIPTION, SUBSCRIPTION (11));
  outcome = writer_test_place (self, preview, NULL);
  g_assert_error (outcome.error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_nonnull (strstr (outcome.error->message, "10"));
  g_assert_nonnull (strstr (outcome.error->message, "11"));
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_REJECTED);
  g_assert_cmpstr (stored->error, ==, outcome.error->message);
  journal_test_assert_reason (stored->reason, "seats-changed");
  g_assert_true (tw_json_equal (stored->reason, tw_error_get_reason (outcome.error)));
}

/* What cannot be checked is not sent. */
static void
test_unchecked_total (JournalTest   *self,
                      gconstpointer  data)
{
  g_autoptr (TwOrderPreview) preview = writer_test_prepare_change (self, 12);
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (WriterOutcome) outcome = { NULL };

  self->marketplace->read_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_NONE, "Out of reach");
  outcome = writer_test_place (self, preview, NULL);
  g_assert_error (outcome.error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_NOT_PLACED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add (path, JournalTest, NULL, journal_test_set_up, function, journal_test_tear_down)

  ADD ("/journal/writer/place", test_place);
  ADD ("/journal/writer/same-order/unknown", test_same_order_unknown);
  ADD ("/journal/writer/same-order/closed", test_same_order_closed);
  ADD ("/journal/writer/same-order/queued", test_same_order_queued);
  ADD ("/journal/writer/same-order/sending", test_same_order_sending);
  g_test_add ("/journal/writer/same-order/rejected", JournalTest, &other_cases[0],
              journal_test_set_up, test_same_order_refused, journal_test_tear_down);
  g_test_add ("/journal/writer/same-order/not-placed", JournalTest, &other_cases[1],
              journal_test_set_up, test_same_order_refused, journal_test_tear_down);
  ADD ("/journal/writer/other-request", test_other_request);
  ADD ("/journal/writer/change", test_change);
  ADD ("/journal/writer/stale-total", test_stale_total);
  ADD ("/journal/writer/unchecked-total", test_unchecked_total);

  return g_test_run ();
}
