/* test-order-repeat.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"

#include <string.h>

#define SUBSCRIPTION(seats, status) \
  "{'id': '1369120', 'customerId': '1002417', 'status': '" status "', 'expirationDate': '2027-10-01'," \
  " 'products': [{'mpn': 'SEAT', 'vendor': 'Contoso_NCE', 'quantity': " #seats "}]}"

#define OPEN_ORDER \
  "{'id': '1184900', 'orderNumber': 'CH004390', 'type': 'change', 'customerId': '1002417', 'status': 'processing'," \
  " 'subscriptionId': '1369120'}"

#define SALES(po, quantity) \
  "{'type': 'sales', 'customerId': '1002417'" po ", 'products': [{'mpn': 'SEAT', 'quantity': " #quantity "," \
  "  'parameters': [{'name': 'domain', 'value': 'heron.example'}, {'name': 'login', 'value': 'Quay-48'}]}]}"

#define PO(text) ", 'poNumber': '" text "'"

static TwOrderPreview *
prepare (JournalTest   *self,
         TwOrderDraft  *draft,
         GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_order_preview_prepare_async (draft,
                                  TW_MARKETPLACE (self->marketplace),
                                  NULL,
                                  self->journal,
                                  NULL,
                                  tw_test_store_result,
                                  &result);
  TW_WAIT_FOR (result != NULL);

  return tw_order_preview_prepare_finish (result, error);
}

static TwOrderPreview *
prepare_good (JournalTest  *self,
              TwOrderDraft *draft)
{
  g_autoptr (GError) error = NULL;
  TwOrderPreview *preview = prepare (self, draft, &error);

  g_assert_no_error (error);

  return preview;
}

static TwOrderPreview *
prepare_sales (JournalTest *self,
               const char  *json)
{
  g_autoptr (TwOrder) order = TW_ORDER (fake_resource (TW_TYPE_ORDER, json));
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_from_order (order);

  return prepare_good (self, draft);
}

static TwJournalEntry *
place (JournalTest    *self,
       TwOrderPreview *preview)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;

  tw_writer_place_async (self->writer, preview, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entry = tw_writer_place_finish (self->writer, result, &error);
  g_assert_no_error (error);

  return entry;
}

/* The order goes out and no answer comes back. */
static TwJournalEntry *
lose (JournalTest    *self,
      TwOrderPreview *preview)
{
  TwJournalEntry *entry;

  self->marketplace->write_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, "The connection was cut");
  entry = place (self, preview);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_clear_error (&self->marketplace->write_error);

  return entry;
}

static void
set_up_sales (JournalTest *self)
{
  TwParameterCheck *check;

  fake_marketplace_add (self->marketplace, TW_TYPE_PRODUCT, "{'mpn': 'SEAT', 'vendor': 'Contoso_NCE'}");
  self->marketplace->estimate = TW_ORDER (fake_resource (TW_TYPE_ORDER,
                                                         "{'total': {'currency': 'USD', 'amount': '264.0'}}"));
  check = TW_PARAMETER_CHECK (fake_resource (TW_TYPE_PARAMETER_CHECK,
                                             "{'mpn': 'SEAT', 'parameters': [{'name': 'login', 'type': 'password'}]}"));
  g_ptr_array_add (self->marketplace->checks, check);
}

static TwOrderDraft *
change_new (TwSeats     seats,
            gint64      quantity,
            const char *po_number)
{
  TwOrderDraft *draft = tw_order_draft_new_change ("1369120", seats, TW_DECIMAL_INIT (quantity));

  tw_order_draft_set_po_number (draft, po_number);

  return draft;
}

/* Answers the subscription as it is from now on, and the orders on it. */
static void
set_subscription (JournalTest *self,
                  const char  *subscription,
                  const char  *order)
{
  self->marketplace->capabilities = TW_CAN_LIST_ORDERS;
  g_ptr_array_set_size (self->marketplace->objects, 0);
  fake_marketplace_add (self->marketplace, TW_TYPE_SUBSCRIPTION, subscription);
  if (order != NULL)
    fake_marketplace_add (self->marketplace, TW_TYPE_ORDER, order);
}

/* Asks for the order again, and expects it to be the entry that it has, and nothing to be sent. */
static void
assert_goes_on (JournalTest    *self,
                TwOrderDraft   *draft,
                TwJournalEntry *lost)
{
  g_autoptr (TwOrderPreview) preview = prepare_good (self, draft);
  g_autoptr (TwJournalEntry) again = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  guint n_writes = self->marketplace->n_writes;

  g_assert_nonnull (tw_order_preview_get_entry (preview));
  g_assert_cmpstr (tw_order_preview_get_entry (preview)->id, ==, lost->id);
  again = place (self, preview);
  g_assert_cmpstr (again->id, ==, lost->id);
  g_assert_cmpint (again->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpuint (self->marketplace->n_writes, ==, n_writes);
  entries = journal_test_list (self->journal);
  g_assert_cmpuint (entries->len, ==, 1);
}

/* However the seats are stated, and however far the lost order has come at the marketplace. */
static void
test_change (JournalTest   *self,
             gconstpointer  data)
{
  static const struct
  {
    TwSeats seats;
    gint64  quantity;
  } ways[] = {
    { TW_SEATS_TOTAL, 16 },
    { TW_SEATS_ADD, 6 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (TwOrderDraft) draft = change_new (ways[i].seats, ways[i].quantity, "CH-S");
      g_autoptr (TwOrderDraft) unmarked = change_new (ways[i].seats, ways[i].quantity, NULL);
      g_autoptr (TwOrderPreview) refused = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (TwOrderPreview) preview = NULL;
      g_autoptr (TwJournalEntry) lost = NULL;
      TwPreviewLine *line;

      set_subscription (self, SUBSCRIPTION (10, "active"), NULL);
      preview = prepare_good (self, draft);
      g_assert_null (tw_order_preview_get_entry (preview));
      lost = lose (self, preview);

      set_subscription (self, SUBSCRIPTION (10, "active"), OPEN_ORDER);
      assert_goes_on (self, draft, lost);
      set_subscription (self, SUBSCRIPTION (16, "active"), NULL);
      assert_goes_on (self, draft, lost);
      refused = prepare (self, unmarked, &error);
      g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);

      /* It is shown as it was approved. */
      g_clear_object (&preview);
      preview = prepare_good (self, draft);
      line = g_ptr_array_index (tw_order_preview_get_lines (preview), 0);
      journal_test_assert_number (line->from, "10");
      journal_test_assert_number (line->to, "16");

      journal_test_execute (self->path, "DELETE FROM journal");
    }
}

/* A lost cancellation may have ended the subscription. */
static void
test_cancellation (JournalTest   *self,
                   gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_cancellation ("1369120");
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (TwJournalEntry) lost = NULL;

  tw_order_draft_set_po_number (draft, "CA-1");
  set_subscription (self, SUBSCRIPTION (10, "active"), NULL);
  preview = prepare_good (self, draft);
  lost = lose (self, preview);
  set_subscription (self, SUBSCRIPTION (10, "terminated"), NULL);
  assert_goes_on (self, draft, lost);
}

/* Another order on the subscription waits: the marketplace's own word for what is in the way would mislead. */
static void
test_other_change (JournalTest   *self,
                   gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = change_new (TW_SEATS_TOTAL, 16, "CH-S");
  g_autoptr (TwOrderDraft) other = change_new (TW_SEATS_TOTAL, 17, "CH-S");
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (TwOrderPreview) refused = NULL;
  g_autoptr (TwJournalEntry) lost = NULL;
  g_autoptr (GError) error = NULL;

  set_subscription (self, SUBSCRIPTION (10, "active"), NULL);
  preview = prepare_good (self, draft);
  lost = lose (self, preview);
  set_subscription (self, SUBSCRIPTION (10, "active"), OPEN_ORDER);
  refused = prepare (self, other, &error);
  g_assert_null (refused);
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Journal entry 1"));
  g_assert_null (strstr (error->message, "CH004390"));
}

/* Under its PO number, and without one when it never had one that means anything. */
static void
test_sale (JournalTest   *self,
           gconstpointer  data)
{
  static const char *const firsts[] = { SALES (PO ("PO-7"), 12), SALES ("", 12) };

  set_up_sales (self);
  for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
    {
      g_autoptr (TwOrder) order = TW_ORDER (fake_resource (TW_TYPE_ORDER, firsts[i]));
      g_autoptr (TwOrderDraft) draft = tw_order_draft_new_from_order (order);
      g_autoptr (TwOrderPreview) preview = prepare_good (self, draft);
      g_autoptr (TwJournalEntry) lost = lose (self, preview);

      g_assert_false (journal_test_dir_contains (self->dir, "Quay-48"));
      assert_goes_on (self, draft, lost);
      tw_order_draft_set_po_number (draft, lost->mark);
      assert_goes_on (self, draft, lost);

      journal_test_execute (self->path, "DELETE FROM journal");
    }
}

/* What the person may have meant to repeat is named; it is their word that it is another order. */
static void
test_rivals (JournalTest   *self,
             gconstpointer  data)
{
  static const char *const others[] = { SALES (PO ("PO-8"), 12), SALES (PO ("PO-7"), 13), SALES ("", 12) };
  static const char *const strangers[] = { SALES (PO ("PO-9"), 14), SALES ("", 14) };
  g_autoptr (TwOrderPreview) first = NULL;
  g_autoptr (TwJournalEntry) lost = NULL;

  set_up_sales (self);
  first = prepare_sales (self, SALES (PO ("PO-7"), 12));
  g_assert_cmpuint (tw_order_preview_get_rivals (first)->len, ==, 0);
  lost = lose (self, first);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (TwOrderPreview) preview = prepare_sales (self, others[i]);
      TwJournalEntry *rival;

      g_assert_null (tw_order_preview_get_entry (preview));
      g_assert_cmpuint (tw_order_preview_get_rivals (preview)->len, ==, 1);
      rival = g_ptr_array_index (tw_order_preview_get_rivals (preview), 0);
      g_assert_cmpstr (rival->id, ==, lost->id);
    }
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autoptr (TwOrderPreview) preview = prepare_sales (self, strangers[i]);

      g_assert_null (tw_order_preview_get_entry (preview));
      g_assert_cmpuint (tw_order_preview_get_rivals (preview)->len, ==, 0);
    }
}

/* Every order carries a mark. */
static void
test_blank_po (JournalTest   *self,
               gconstpointer  data)
{
  static const char *const blanks[] = { SALES (PO (""), 12), SALES (PO (" \u00a0"), 12) };

  set_up_sales (self);
  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    {
      g_autoptr (TwOrderPreview) preview = prepare_sales (self, blanks[i]);

      g_assert_true (g_str_has_prefix (tw_order_preview_get_order (preview)->po_number, "TW-"));
    }
}

static TwJournalEntry *
create (JournalTest  *self,
        const char   *json,
        GError      **error)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, json);
  g_autoptr (GAsyncResult) result = NULL;

  tw_writer_submit_async (self->writer, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_writer_submit_finish (self->writer, result, error);
}

/* A customer is known by all that is said of it, and by its id in the person's own systems. */
static void
test_customer (JournalTest   *self,
               gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = NULL;
  g_autoptr (TwJournalEntry) again = NULL;
  g_autoptr (TwJournalEntry) same_id = NULL;
  g_autoptr (TwJournalEntry) other = NULL;
  g_autoptr (GError) error = NULL;

  self->marketplace->write_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, "The connection was cut");
  lost = create (self, "{'name': 'Blue Heron', 'externalId': 'K-7'}", &error);
  g_assert_no_error (error);
  g_assert_cmpint (lost->state, ==, TW_JOURNAL_UNKNOWN);
  g_clear_error (&self->marketplace->write_error);
  self->marketplace->write_answer = fake_resource (TW_TYPE_CUSTOMER, "{'id': '1002418'}");

  again = create (self, "{'name': 'Blue Heron', 'externalId': 'K-7'}", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->id, ==, lost->id);
  same_id = create (self, "{'name': 'Blue Heron Dental', 'externalId': 'K-7'}", &error);
  g_assert_null (same_id);
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_nonnull (strstr (error->message, "K-7"));
  g_clear_error (&error);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 1);

  other = create (self, "{'name': 'Blue Heron', 'externalId': 'K-8'}", &error);
  g_assert_no_error (error);
  g_assert_cmpint (other->state, ==, TW_JOURNAL_CONFIRMED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add (path, JournalTest, NULL, journal_test_set_up, function, journal_test_tear_down)

  ADD ("/journal/repeat/change", test_change);
  ADD ("/journal/repeat/cancellation", test_cancellation);
  ADD ("/journal/repeat/other-change", test_other_change);
  ADD ("/journal/repeat/sale", test_sale);
  ADD ("/journal/repeat/rivals", test_rivals);
  ADD ("/journal/repeat/blank-po", test_blank_po);
  ADD ("/journal/repeat/customer", test_customer);

  return g_test_run ();
}
