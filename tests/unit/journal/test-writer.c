/* test-writer.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"

#define CUSTOMER "{'id': '1002417', 'name': 'Blue Heron', 'externalId': 'K-7'}"

#define SALES \
  "{'type': 'sales', 'customerId': '1002417', 'poNumber': 'PO-7', 'products': [" \
  "  {'mpn': 'SEAT', 'quantity': 12, 'parameters': [{'name': 'domain', 'value': 'heron.example'}]}]}"

#define PLACED \
  "{'id': '1184220', 'orderNumber': 'SO014207', 'type': 'sales', 'customerId': '1002417', 'status': 'submitted'," \
  " 'poNumber': 'PO-7', 'total': {'currency': 'USD', 'amount': '264.0'}}"

#define SUBSCRIPTION(seats) \
  "{'id': '1369120', 'customerId': '1002417', 'status': 'active', 'expirationDate': '2027-10-01'," \
  " 'products': [{'mpn': 'SEAT', 'vendor': 'Contoso_NCE', 'quantity': " #seats "}]}"

/* What came of one write. */
typedef struct
{
  TwJournalEntry *entry;
  GError         *error;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_object (&outcome->entry);
  g_clear_error (&outcome->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static Outcome
submit (JournalTest  *self,
        TwWriteKind   kind,
        const char   *target,
        TwResource   *body,
        GCancellable *cancellable)
{
  g_autoptr (GAsyncResult) result = NULL;
  Outcome outcome = { NULL };

  tw_writer_submit_async (self->writer, kind, target, body, cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  outcome.entry = tw_writer_submit_finish (self->writer, result, &outcome.error);
  g_assert_true ((outcome.entry == NULL) == (outcome.error != NULL));

  return outcome;
}

static TwOrderPreview *
prepare (JournalTest  *self,
         TwOrderDraft *draft)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwOrderPreview *preview;

  tw_order_preview_prepare_async (draft,
                                  TW_MARKETPLACE (self->marketplace),
                                  NULL,
                                  self->journal,
                                  NULL,
                                  tw_test_store_result,
                                  &result);
  TW_WAIT_FOR (result != NULL);
  preview = tw_order_preview_prepare_finish (result, &error);
  g_assert_no_error (error);

  return preview;
}

/* The preview of a sales order; the catalogue has its product. */
static TwOrderPreview *
prepare_sales (JournalTest *self,
               const char  *json)
{
  g_autoptr (TwOrder) order = TW_ORDER (fake_resource (TW_TYPE_ORDER, json));
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_from_order (order);

  if (self->marketplace->objects->len == 0)
    fake_marketplace_add (self->marketplace, TW_TYPE_PRODUCT, "{'mpn': 'SEAT', 'vendor': 'Contoso_NCE'}");
  if (self->marketplace->estimate == NULL)
    self->marketplace->estimate = TW_ORDER (fake_resource (TW_TYPE_ORDER,
                                                           "{'total': {'currency': 'USD', 'amount': '264.0'}}"));

  return prepare (self, draft);
}

static TwOrderPreview *
prepare_change (JournalTest *self,
                gint64       seats)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_change ("1369120",
                                                              TW_SEATS_TOTAL,
                                                              TW_DECIMAL_INIT (seats));

  self->marketplace->capabilities = TW_CAN_LIST_ORDERS;
  fake_marketplace_add (self->marketplace, TW_TYPE_SUBSCRIPTION, SUBSCRIPTION (10));
  tw_order_draft_set_po_number (draft, "PO-7");

  return prepare (self, draft);
}

static Outcome
place (JournalTest    *self,
       TwOrderPreview *preview,
       GCancellable   *cancellable)
{
  g_autoptr (GAsyncResult) result = NULL;
  Outcome outcome = { NULL };

  tw_writer_place_async (self->writer, preview, cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  outcome.entry = tw_writer_place_finish (self->writer, result, &outcome.error);
  g_assert_true ((outcome.entry == NULL) == (outcome.error != NULL));

  return outcome;
}

static void
test_confirmed (JournalTest   *self,
                gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER,
                                               "{'name': 'Blue Heron', 'externalId': 'K-7'}");
  g_autoptr (TwJournalEntry) stored = NULL;
  g_autoptr (TwResource) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = { NULL };

  self->marketplace->write_answer = fake_resource (TW_TYPE_CUSTOMER, CUSTOMER);
  outcome = submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (outcome.entry->state, ==, TW_JOURNAL_CONFIRMED);

  stored = journal_test_get_only (self->journal);
  g_assert_true (tw_resource_equal (TW_RESOURCE (stored), TW_RESOURCE (outcome.entry)));
  g_assert_cmpint (stored->kind, ==, TW_WRITE_CREATE_CUSTOMER);
  g_assert_cmpstr (stored->result_id, ==, "1002417");
  g_assert_cmpstr (stored->correlation_id, ==, "a8n-0001");
  g_assert_cmpstr (stored->account, ==, "acme");
  g_assert_nonnull (strchr (stored->author, '@'));
  g_assert_true (stored->resumable);
  g_assert_null (stored->error);
  g_assert_null (stored->mark);
  g_assert_nonnull (stored->server_time);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 1);
  g_assert_cmpuint (self->marketplace->n_reads, ==, 1);

  answer = tw_journal_entry_dup_answer (stored, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (TW_CUSTOMER (answer)->name, ==, "Blue Heron");
}

/* The answer is in the mirror without another call. */
static void
test_mirrored (JournalTest   *self,
               gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwMirrorEntry) mirrored = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = { NULL };

  self->marketplace->write_answer = fake_resource (TW_TYPE_CUSTOMER, CUSTOMER);
  outcome = submit (self, TW_WRITE_UPDATE_CUSTOMER, "1002417", body, NULL);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (self->marketplace->last_target, ==, "1002417");

  tw_mirror_get_async (self->mirror, TW_KIND_CUSTOMER, "1002417", NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  mirrored = tw_mirror_get_finish (self->mirror, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (TW_CUSTOMER (mirrored->resource)->external_id, ==, "K-7");
  g_assert_cmpint (mirrored->detail, ==, TW_DETAIL_KNOWN);
}

typedef struct
{
  const char     *name;
  TwError         code;
  TwEffect        effect;
  TwJournalState  state;
} EffectCase;

static const EffectCase effect_cases[] = {
  { "refused", TW_ERROR_VALIDATION, TW_EFFECT_REFUSED, TW_JOURNAL_REJECTED },
  { "business-rule", TW_ERROR_CONFLICT, TW_EFFECT_REFUSED, TW_JOURNAL_REJECTED },
  { "never-reached", TW_ERROR_OFFLINE, TW_EFFECT_NONE, TW_JOURNAL_NOT_PLACED },
  { "rate", TW_ERROR_RATE_LIMITED, TW_EFFECT_NONE, TW_JOURNAL_NOT_PLACED },
  { "cut", TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, TW_JOURNAL_UNKNOWN },
  { "server", TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, TW_JOURNAL_UNKNOWN },
  { "malformed", TW_ERROR_PROTOCOL, TW_EFFECT_UNKNOWN, TW_JOURNAL_UNKNOWN },
};

/* What is known of the effect decides the state; only an unknown one is no error for the caller. */
static void
test_effect (JournalTest   *self,
             gconstpointer  data)
{
  const EffectCase *effect = data;
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (Outcome) outcome = { NULL };

  self->marketplace->write_error = fake_error (effect->code, effect->effect, "It went wrong");
  outcome = submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, effect->state);
  g_assert_cmpstr (stored->error, ==, "It went wrong");
  g_assert_cmpstr (stored->correlation_id, ==, "a8n-0002");
  g_assert_cmpuint (self->marketplace->n_writes, ==, 1);

  if (effect->state == TW_JOURNAL_UNKNOWN)
    {
      g_assert_no_error (outcome.error);
      g_assert_cmpint (outcome.entry->state, ==, TW_JOURNAL_UNKNOWN);
    }
  else
    {
      g_assert_error (outcome.error, TW_ERROR, (int) effect->code);
      g_assert_cmpint (tw_error_get_effect (outcome.error), ==, effect->effect);
    }
}

static void
look_at_disk_cb (FakeMarketplace *marketplace,
                 TwWriteKind      kind,
                 TwResource      *body,
                 gpointer         data)
{
  JournalTest *self = data;
  g_autofree char *state = journal_test_query (self->path, "SELECT state FROM journal");
  g_autofree char *request = journal_test_query (self->path,
                                                 "SELECT json_extract (request, '$.name') FROM journal");
  g_autofree char *time = journal_test_query (self->path, "SELECT server_time FROM journal");

  g_assert_cmpstr (state, ==, "sending");
  g_assert_cmpstr (request, ==, "Blue Heron");
  g_assert_cmpstr (time, ==, "2026-11-02T09:00:00Z");
}

/* Another connection sees the entry, about to be sent, while the call is on its way. */
static void
test_on_disk_first (JournalTest   *self,
                    gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_auto (Outcome) outcome = { NULL };

  self->marketplace->write_answer = fake_resource (TW_TYPE_CUSTOMER, CUSTOMER);
  self->marketplace->on_write = look_at_disk_cb;
  self->marketplace->on_write_data = self;
  outcome = submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 1);
}

static void
break_journal_cb (FakeMarketplace *marketplace,
                  TwWriteKind      kind,
                  TwResource      *body,
                  gpointer         data)
{
  JournalTest *self = data;

  journal_test_execute (self->path,
                        "CREATE TRIGGER no_more BEFORE UPDATE ON journal BEGIN SELECT raise (ABORT, 'disk full'); END");
}

static gboolean
has_result (JournalTest *self,
            const char  *id)
{
  g_autofree char *text = journal_test_query (self->path, "SELECT result_id FROM journal WHERE state = 'confirmed'");

  return g_strcmp0 (text, id) == 0;
}

/* The order may be there although nothing could be noted: that is unknown, never a failure to try again. */
static void
test_unwritten_outcome (JournalTest   *self,
                        gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (Outcome) outcome = { NULL };

  self->marketplace->write_answer = fake_resource (TW_TYPE_CUSTOMER, CUSTOMER);
  self->marketplace->on_write = break_journal_cb;
  self->marketplace->on_write_data = self;
  outcome = submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (outcome.entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpstr (outcome.entry->result_id, ==, "1002417");

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_SENDING);

  /* Once there is room again the journal is told. */
  journal_test_execute (self->path, "DROP TRIGGER no_more");
  TW_WAIT_FOR (has_result (self, "1002417"));
}

/* Without an entry on disk nothing is sent. */
static void
test_unwritten_entry (JournalTest   *self,
                      gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_auto (Outcome) outcome = { NULL };

  journal_test_execute (self->path,
                        "CREATE TRIGGER no_more BEFORE INSERT ON journal BEGIN SELECT raise (ABORT, 'disk full'); END");
  outcome = submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL);
  g_assert_error (outcome.error, TW_ERROR, TW_ERROR_STORE);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);
}

static void
test_cancelled_during_send (JournalTest   *self,
                            gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwJournalEntry) stored = NULL;
  g_autoptr (GError) error = NULL;

  self->marketplace->hold_writes = TRUE;
  tw_writer_submit_async (self->writer,
                          TW_WRITE_CREATE_CUSTOMER,
                          NULL,
                          body,
                          cancellable,
                          tw_test_store_result,
                          &result);
  TW_WAIT_FOR (self->marketplace->held != NULL);
  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (result != NULL);
  entry = tw_writer_submit_finish (self->writer, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_UNKNOWN);
}

static void
test_cancelled_before (JournalTest   *self,
                       gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_auto (Outcome) outcome = { NULL };

  g_cancellable_cancel (cancellable);
  outcome = submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, cancellable);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);

  entries = journal_test_list (self->journal);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* Between the entry and the send: it ends as not placed, and nothing is sent. */
static void
test_cancelled_when_queued (JournalTest   *self,
                            gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TwJournalEntry) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gulong id;

  id = g_signal_connect_swapped (self->journal, "changed", G_CALLBACK (g_cancellable_cancel), cancellable);
  tw_writer_submit_async (self->writer,
                          TW_WRITE_CREATE_CUSTOMER,
                          NULL,
                          body,
                          cancellable,
                          tw_test_store_result,
                          &result);
  TW_WAIT_FOR (result != NULL);
  g_signal_handler_disconnect (self->journal, id);
  g_assert_null (tw_writer_submit_finish (self->writer, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_NOT_PLACED);
}

static void
test_place (JournalTest   *self,
            gconstpointer  data)
{
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (TwJournalEntry) stored = NULL;
  g_autofree char *total = NULL;
  g_auto (Outcome) outcome = { NULL };

  fake_marketplace_add (self->marketplace, TW_TYPE_PRODUCT, "{'mpn': 'SEAT', 'vendor': 'Contoso_NCE'}");
  fake_marketplace_add (self->marketplace,
                        TW_TYPE_ORDER,
                        "{'id': '1184000', 'type': 'sales', 'customerId': '1002417', 'status': 'completed',"
                        " 'creationDate': '2026-10-30T10:00:00Z'}");
  preview = prepare_sales (self, SALES);
  self->marketplace->write_answer = fake_resource (TW_TYPE_ORDER, PLACED);
  outcome = place (self, preview, NULL);
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
  g_autoptr (TwOrderPreview) first = prepare_sales (self, SALES);
  g_autoptr (TwOrderPreview) second = prepare_sales (self, SALES);
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (Outcome) cut = { NULL };
  g_auto (Outcome) again = { NULL };

  self->marketplace->write_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, "The connection was cut");
  cut = place (self, first, NULL);
  g_assert_cmpint (cut.entry->state, ==, TW_JOURNAL_UNKNOWN);

  g_clear_error (&self->marketplace->write_error);
  again = place (self, second, NULL);
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
  g_autoptr (TwOrderPreview) first = prepare_sales (self, SALES);
  g_autoptr (TwOrderPreview) second = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_auto (Outcome) one = { NULL };
  g_auto (Outcome) two = { NULL };

  g_assert_cmpint (tw_order_preview_get_po_uses (first), ==, 0);
  self->marketplace->write_answer = fake_resource (TW_TYPE_ORDER, PLACED);
  one = place (self, first, NULL);
  second = prepare_sales (self, SALES);
  g_assert_cmpint (tw_order_preview_get_po_uses (second), ==, 1);
  two = place (self, second, NULL);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 2);

  entries = journal_test_list (self->journal);
  g_assert_cmpuint (entries->len, ==, 2);
}

/* Another request under the same PO number is another order, also while the first is unknown. */
static void
test_other_request (JournalTest   *self,
                    gconstpointer  data)
{
  g_autoptr (TwOrderPreview) first = prepare_sales (self, SALES);
  g_autoptr (TwOrderPreview) second = NULL;
  g_auto (Outcome) one = { NULL };
  g_auto (Outcome) two = { NULL };

  second = prepare_sales (self,
                          "{'type': 'sales', 'customerId': '1002417', 'poNumber': 'PO-7',"
                          " 'products': [{'mpn': 'SEAT', 'quantity': 13}]}");
  self->marketplace->write_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, "The connection was cut");
  one = place (self, first, NULL);
  two = place (self, second, NULL);
  g_assert_cmpstr (one.entry->id, !=, two.entry->id);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 2);
}

/* Approved, and then the program ended: whoever asks for it again sends it, once. */
static void
test_same_order_queued (JournalTest   *self,
                        gconstpointer  data)
{
  g_autoptr (TwOrderPreview) preview = prepare_sales (self, SALES);
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (Outcome) broken = { NULL };
  g_auto (Outcome) again = { NULL };

  journal_test_execute (self->path,
                        "CREATE TRIGGER no_more BEFORE UPDATE ON journal BEGIN SELECT raise (ABORT, 'killed'); END");
  broken = place (self, preview, NULL);
  g_assert_error (broken.error, TW_ERROR, TW_ERROR_STORE);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);

  journal_test_execute (self->path, "DROP TRIGGER no_more");
  self->marketplace->write_answer = fake_resource (TW_TYPE_ORDER, PLACED);
  again = place (self, preview, NULL);
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
  g_autoptr (TwOrderPreview) preview = prepare_sales (self, SALES);
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
  g_autoptr (TwOrderPreview) preview = prepare_sales (self, SALES);
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
  g_autoptr (TwOrderPreview) preview = prepare_change (self, 12);
  g_autoptr (TwJournalEntry) stored = NULL;
  g_autofree char *basis = NULL;
  g_auto (Outcome) outcome = { NULL };

  self->marketplace->write_answer = fake_resource (TW_TYPE_ORDER, PLACED);
  outcome = place (self, preview, NULL);
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
  g_autoptr (TwOrderPreview) preview = prepare_change (self, 12);
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (Outcome) outcome = { NULL };

  fake_marketplace_add (self->marketplace, TW_TYPE_SUBSCRIPTION, SUBSCRIPTION (11));
  outcome = place (self, preview, NULL);
  g_assert_error (outcome.error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_nonnull (strstr (outcome.error->message, "10"));
  g_assert_nonnull (strstr (outcome.error->message, "11"));
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_REJECTED);
}

/* What cannot be checked is not sent. */
static void
test_unchecked_total (JournalTest   *self,
                      gconstpointer  data)
{
  g_autoptr (TwOrderPreview) preview = prepare_change (self, 12);
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (Outcome) outcome = { NULL };

  self->marketplace->read_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_NONE, "Out of reach");
  outcome = place (self, preview, NULL);
  g_assert_error (outcome.error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_NOT_PLACED);
}

/*
 * Neither a contact's password nor a password parameter reaches any file, and such an entry cannot be
 * resumed.
 */
static void
test_secret_contact (JournalTest   *self,
                     gconstpointer  data)
{
  g_autoptr (TwResource) body = NULL;
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (Outcome) outcome = { NULL };

  body = fake_resource (TW_TYPE_CUSTOMER,
                        "{'name': 'Blue Heron', 'contactPersons': ["
                        " {'type': 'admin', 'login': 'heron', 'password': 'swordfish-77'}]}");
  self->marketplace->write_answer = fake_resource (TW_TYPE_CUSTOMER, CUSTOMER);
  outcome = submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL);
  g_assert_no_error (outcome.error);
  g_assert_nonnull (strstr (self->marketplace->last_body, "swordfish-77"));

  stored = journal_test_get_only (self->journal);
  g_assert_false (stored->resumable);
  g_assert_false (journal_test_dir_contains (self->dir, "swordfish-77"));
  g_assert_true (journal_test_dir_contains (self->dir, "\"password\":\"***\""));
}

static void
test_secret_parameter (JournalTest   *self,
                       gconstpointer  data)
{
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (Outcome) outcome = { NULL };

  /* Only the marketplace's check says that this parameter is a password; its name does not. */
  g_ptr_array_add (self->marketplace->checks,
                   fake_resource (TW_TYPE_PARAMETER_CHECK,
                                  "{'mpn': 'SEAT', 'parameters': ["
                                  " {'name': 'access', 'type': 'password', 'result': 'success'}]}"));
  preview = prepare_sales (self,
                           "{'type': 'sales', 'customerId': '1002417', 'poNumber': 'PO-8', 'products': ["
                           "  {'mpn': 'SEAT', 'quantity': 1, 'parameters': ["
                           "    {'name': 'access', 'value': 'swordfish-78'},"
                           "    {'name': 'adminPassword', 'value': 'swordfish-79'}]}]}");
  self->marketplace->write_answer = fake_resource (TW_TYPE_ORDER,
                                                   "{'id': '1184220', 'status': 'submitted', 'products': ["
                                                   "  {'mpn': 'SEAT', 'parameters': ["
                                                   "    {'name': 'access', 'value': 'swordfish-78'}]}]}");
  outcome = place (self, preview, NULL);
  g_assert_no_error (outcome.error);
  g_assert_nonnull (strstr (self->marketplace->last_body, "swordfish-78"));
  g_assert_nonnull (strstr (self->marketplace->last_body, "swordfish-79"));

  stored = journal_test_get_only (self->journal);
  g_assert_false (stored->resumable);
  g_assert_false (journal_test_dir_contains (self->dir, "swordfish"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add (path, JournalTest, NULL, journal_test_set_up, function, journal_test_tear_down)

  ADD ("/journal/writer/confirmed", test_confirmed);
  ADD ("/journal/writer/mirrored", test_mirrored);
  for (guint i = 0; i < G_N_ELEMENTS (effect_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/journal/writer/effect/%s", effect_cases[i].name);

      g_test_add (path,
                  JournalTest,
                  &effect_cases[i],
                  journal_test_set_up,
                  test_effect,
                  journal_test_tear_down);
    }
  ADD ("/journal/writer/on-disk-first", test_on_disk_first);
  ADD ("/journal/writer/unwritten-outcome", test_unwritten_outcome);
  ADD ("/journal/writer/unwritten-entry", test_unwritten_entry);
  ADD ("/journal/writer/cancelled/during-send", test_cancelled_during_send);
  ADD ("/journal/writer/cancelled/before", test_cancelled_before);
  ADD ("/journal/writer/cancelled/when-queued", test_cancelled_when_queued);
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
  ADD ("/journal/writer/secret/contact", test_secret_contact);
  ADD ("/journal/writer/secret/parameter", test_secret_parameter);

  return g_test_run ();
}
