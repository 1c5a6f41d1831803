/* test-journal-drafts.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"
#include "journal/tw-journal-drafts.h"

#define SUBSCRIPTION \
  "{'id': '7', 'name': 'Business Suite', 'customerId': '3', 'status': 'active'," \
  " 'billingPeriod': {'type': 'month', 'duration': 1}, 'subscriptionPeriod': {'type': 'year', 'duration': 1}," \
  " 'products': [{'mpn': 'SEAT', 'vendor': 'Contoso', 'quantity': 10}]}"

/* The subscription, and what it costs to change it. */
static void
add_subscription (JournalTest *self)
{
  fake_marketplace_add (self->marketplace, TW_TYPE_SUBSCRIPTION, SUBSCRIPTION);
  self->marketplace->estimate = TW_ORDER (fake_resource (TW_TYPE_ORDER,
                                                         "{'total': {'currency': 'USD', 'amount': '29.34'}}"));
}

static TwOrderDraft *
change_new (guint seats)
{
  TwOrderDraft *draft = tw_order_draft_new_change ("7", TW_SEATS_TOTAL, TW_DECIMAL_INIT (seats));

  tw_order_draft_set_mpn (draft, "SEAT");
  tw_order_draft_set_po_number (draft, "PO-1");
  g_object_set (tw_order_draft_get_order (draft), "customer-id", "3", NULL);

  return draft;
}

static TwJournalEntry *
keep (JournalTest  *self,
      TwOrderDraft *draft)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;

  tw_journal_keep_draft_async (self->journal, draft, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entry = tw_journal_keep_draft_finish (self->journal, result, &error);
  g_assert_no_error (error);

  return entry;
}

static gboolean
discard (JournalTest  *self,
         const char   *id,
         GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_journal_discard_draft_async (self->journal, id, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_journal_discard_draft_finish (self->journal, result, error);
}

/* Prepares an order and places it. */
static TwJournalEntry *
place (JournalTest  *self,
       TwOrderDraft *draft)
{
  g_autoptr (GAsyncResult) prepared = NULL;
  g_autoptr (GAsyncResult) placed = NULL;
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;

  tw_order_preview_prepare_async (draft, TW_MARKETPLACE (self->marketplace), self->mirror, self->journal, NULL,
                                  tw_test_store_result, &prepared);
  TW_WAIT_FOR (prepared != NULL);
  preview = tw_order_preview_prepare_finish (prepared, &error);
  g_assert_no_error (error);

  tw_writer_place_async (self->writer, preview, NULL, tw_test_store_result, &placed);
  TW_WAIT_FOR (placed != NULL);
  entry = tw_writer_place_finish (self->writer, placed, &error);
  g_assert_no_error (error);

  return entry;
}

/* It says what was wanted, of which subscription, and nothing is sent of it. */
static void
test_keep (JournalTest   *self,
           gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = change_new (12);
  g_autoptr (TwJournalEntry) entry = keep (self, draft);
  g_autofree char *subscription = tw_journal_entry_dup_subscription (entry);
  g_autoptr (TwOrderDraft) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;

  g_assert_cmpint (entry->state, ==, TW_JOURNAL_DRAFT);
  g_assert_cmpstr (entry->mark, ==, "PO-1");
  g_assert_cmpstr (entry->customer_id, ==, "3");
  g_assert_cmpstr (subscription, ==, "7");
  g_assert_null (entry->entry_mark);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);

  again = tw_journal_entry_dup_draft (entry, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tw_order_draft_get_subscription (again), ==, "7");
  g_assert_cmpstr (tw_order_draft_get_order (again)->po_number, ==, "PO-1");

  count = journal_test_query (self->path, "SELECT count (*) FROM journal WHERE state = 'draft'");
  g_assert_cmpstr (count, ==, "1");
}

/* A draft has a PO number, so that it is known again when it is placed. */
static void
test_proposes (JournalTest   *self,
               gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_cancellation ("7");
  g_autoptr (TwJournalEntry) entry = keep (self, draft);
  g_autoptr (TwOrderDraft) again = tw_journal_entry_dup_draft (entry, NULL);

  g_assert_true (g_str_has_prefix (entry->mark, "TW-"));
  g_assert_cmpint (tw_order_draft_get_order (again)->type, ==, TW_ORDER_TYPE_CANCELLATION);
  g_assert_cmpstr (tw_order_draft_get_subscription (again), ==, "7");
}

/* Placing it is a step of the same entry, and only then does it carry a mark of its own. */
static void
test_place (JournalTest   *self,
            gconstpointer  data)
{
  g_autoptr (TwOrderDraft) wanted = change_new (12);
  g_autoptr (TwJournalEntry) entry = keep (self, wanted);
  g_autoptr (TwOrderDraft) draft = tw_journal_entry_dup_draft (entry, NULL);
  g_autoptr (TwJournalEntry) placed = NULL;
  g_autoptr (TwJournalEntry) only = NULL;
  g_autoptr (TwOrder) sent = NULL;

  add_subscription (self);
  placed = place (self, draft);
  g_assert_cmpstr (placed->id, ==, entry->id);
  g_assert_cmpint (placed->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_true (g_str_has_prefix (placed->entry_mark, placed->id));
  g_assert_cmpuint (self->marketplace->n_writes, ==, 1);

  sent = TW_ORDER (fake_resource (TW_TYPE_ORDER, self->marketplace->last_body));
  g_assert_cmpstr (((TwOrderLine *) sent->products->pdata[0])->vendor, ==, "Contoso");
  journal_test_assert_number (((TwOrderLine *) sent->products->pdata[0])->quantity, "12");
  only = journal_test_get_only (self->journal);
  g_assert_cmpstr (only->id, ==, entry->id);
}

/* Another order on the subscription, and one for another, leave it alone. */
static void
test_other (JournalTest   *self,
            gconstpointer  data)
{
  g_autoptr (TwOrderDraft) wanted = change_new (12);
  g_autoptr (TwJournalEntry) entry = keep (self, wanted);
  g_autoptr (TwOrderDraft) other = change_new (11);
  g_autoptr (TwJournalEntry) placed = NULL;
  g_autofree char *state = NULL;

  tw_order_draft_set_po_number (other, "PO-2");
  add_subscription (self);
  placed = place (self, other);
  g_assert_cmpstr (placed->id, !=, entry->id);
  state = journal_test_query (self->path, "SELECT state FROM journal ORDER BY id LIMIT 1");
  g_assert_cmpstr (state, ==, "draft");
}

/* A draft can be taken out, an entry that was approved never. */
static void
test_discard (JournalTest   *self,
              gconstpointer  data)
{
  g_autoptr (TwOrderDraft) wanted = change_new (12);
  g_autoptr (TwJournalEntry) entry = keep (self, wanted);
  g_autoptr (TwJournalEntry) second = NULL;
  g_autoptr (TwJournalEntry) placed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (discard (self, entry->id, &error));
  g_assert_no_error (error);
  g_assert_false (discard (self, entry->id, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);

  second = keep (self, wanted);
  g_assert_cmpstr (second->id, !=, entry->id);
  add_subscription (self);
  placed = place (self, wanted);
  g_assert_cmpstr (placed->id, ==, second->id);
  g_assert_false (discard (self, placed->id, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
}

#define ADD(path, test) g_test_add (path, JournalTest, NULL, journal_test_set_up, test, journal_test_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/journal/drafts/keep", test_keep);
  ADD ("/journal/drafts/proposes", test_proposes);
  ADD ("/journal/drafts/place", test_place);
  ADD ("/journal/drafts/other", test_other);
  ADD ("/journal/drafts/discard", test_discard);

  return g_test_run ();
}
