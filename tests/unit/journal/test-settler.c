/* test-settler.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "settler-test.h"

#include "base/tw-error.h"

/* The order that is found by our own mark needs nothing else; it ends in journal and mirror. */
static void
test_entry_mark (SettlerTest   *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwMirrorEntry) mirrored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *attributes = NULL;
  g_autofree char *json = NULL;

  settler_test_add_order (fixture, ORDER ("1184000", "05", "'poNumber': 'PO-6', " LINES));
  lost = settler_test_lose_order (fixture);
  g_assert_true (g_str_has_prefix (lost->entry_mark, "1-"));
  g_assert_cmpstr (lost->newest_order_id, ==, "1184000");

  /* What was sent says the same as the entry. */
  attributes = g_strdup_printf ("\"attributes\":{\"tradewindEntry\":\"%s\"}", lost->entry_mark);
  g_assert_nonnull (strstr (fixture->base.marketplace->last_body, attributes));
  g_assert_null (tw_json_get_member (lost->request, "attributes"));

  json = g_strdup_printf (ORDER ("1184220", "10", "'attributes': {'tradewindEntry': '%s'}"), lost->entry_mark);
  settler_test_add_order (fixture, json);
  settler_test_add_order (fixture, ORDER ("1184221", "10", "'attributes': {'tradewindEntry': '9-0'}, " PO_7 LINES));

  entry = settler_test_look (fixture, lost->id);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (entry->result_id, ==, "1184220");
  g_assert_nonnull (entry->answer);
  g_assert_null (entry->error);
  g_assert_cmpstr (entry->correlation_id, ==, "a8n-0002");
  g_assert_cmpuint (tw_json_get_length (entry->looks), ==, 1);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 1);

  tw_mirror_get_async (fixture->base.mirror, TW_KIND_ORDER, "1184220", NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  mirrored = tw_mirror_get_finish (fixture->base.mirror, result, &error);
  g_assert_no_error (error);
}

/* Orders that came after sending, and whether one of them is ours. */
typedef struct
{
  const char     *name;
  const char     *order;
  TwJournalState  state;
} MatchCase;

#define MATCH(name, rest, state) { name, ORDER ("1184220", "10", rest), state }

static const MatchCase match_cases[] = {
  MATCH ("same", PO_7 LINES, TW_JOURNAL_CONFIRMED),
  MATCH ("dependency-added", PO_7 "'products': [{'mpn': 'BASE', 'quantity': 12}, {'mpn': 'SEAT', 'quantity': 12}]",
         TW_JOURNAL_CONFIRMED),
  MATCH ("other-mark", "'poNumber': 'PO-8', " LINES, TW_JOURNAL_UNKNOWN),
  MATCH ("other-quantity", PO_7 "'products': [{'mpn': 'SEAT', 'quantity': 13}]", TW_JOURNAL_UNKNOWN),
  MATCH ("other-product", PO_7 "'products': [{'mpn': 'CHAIR', 'quantity': 12}]", TW_JOURNAL_UNKNOWN),
  MATCH ("no-mark", LINES, TW_JOURNAL_NEEDS_A_PERSON),
  { "other-type",
    "{'id': '1184220', 'type': 'change', 'customerId': '1002417', 'creationDate': '2026-11-02T09:10:00Z', " PO_7 LINES
    "}",
    TW_JOURNAL_UNKNOWN },
  { "unknown-type",
    "{'id': '1184220', 'type': 'unknown', 'customerId': '1002417', 'creationDate': '2026-11-02T09:10:00Z', " PO_7 LINES
    "}",
    TW_JOURNAL_CONFIRMED },
  { "other-customer",
    "{'id': '1184220', 'type': 'sales', 'customerId': '1002418', 'creationDate': '2026-11-02T09:10:00Z', " PO_7 LINES
    "}",
    TW_JOURNAL_UNKNOWN },
};

static void
test_match (SettlerTest   *fixture,
            gconstpointer  data)
{
  const MatchCase *match = data;
  g_autoptr (TwJournalEntry) lost = NULL;

  settler_test_add_order (fixture, ORDER ("1184000", "05", "'poNumber': 'PO-6', " LINES));
  lost = settler_test_lose_order (fixture);
  settler_test_add_order (fixture, match->order);
  if (match->state == TW_JOURNAL_UNKNOWN)
    settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  else
    settler_test_assert_settles (fixture, lost, match->state,
                                 match->state == TW_JOURNAL_CONFIRMED ? "1184220" : NULL);
}

/* However well it fits: what was there before is not what was sent. */
static void
test_known_before (SettlerTest   *fixture,
                   gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = NULL;

  settler_test_add_order (fixture, ORDER ("1184000", "10", PO_7 LINES));
  lost = settler_test_lose_order (fixture);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
}

/* Where the newest order before sending is not known, the marketplace's clock less ten minutes is. */
static void
test_floor (SettlerTest   *fixture,
            gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);

  settler_test_add_order (fixture,
                          "{'id': '1184220', 'type': 'sales', 'customerId': '1002417',"
                          " 'creationDate': '2026-11-02T08:59:59Z', "
                          PO_7 LINES "}");
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  settler_test_add_order (fixture, ORDER ("1184221", "00", PO_7 LINES));
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_CONFIRMED, "1184221");
}

/* The marketplace's clock is days from the machine's, in both directions, and nobody minds. */
static void
test_clock (SettlerTest   *fixture,
            gconstpointer  data)
{
  GTimeSpan days = GPOINTER_TO_INT (data) * G_TIME_SPAN_DAY;
  g_autoptr (GDateTime) here = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) there = g_date_time_add (here, days);
  g_autoptr (GDateTime) before = g_date_time_add_minutes (there, -5);
  g_autofree char *before_text = g_date_time_format (before, "%FT%TZ");
  g_autofree char *after_text = g_date_time_format (there, "%FT%TZ");
  g_autofree char *known = NULL;
  g_autofree char *order = NULL;
  g_autoptr (TwJournalEntry) lost = NULL;

  g_clear_pointer (&fixture->base.marketplace->server_time, g_date_time_unref);
  fixture->base.marketplace->server_time = g_date_time_ref (there);
  known = g_strdup_printf ("{'id': '1184000', 'type': 'sales', 'customerId': '1002417', 'creationDate': '%s', "
                           PO_7 LINES "}",
                           before_text);
  settler_test_add_order (fixture, known);
  lost = settler_test_lose_order (fixture);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);

  order = g_strdup_printf ("{'id': '1184220', 'type': 'sales', 'customerId': '1002417', 'creationDate': '%s', "
                           PO_7 LINES "}",
                           after_text);
  settler_test_add_order (fixture, order);
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");
}

/* Many orders came since; all of them are looked at. */
static void
test_pages (SettlerTest   *fixture,
            gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);

  settler_test_add_order (fixture, ORDER ("1184220", "10", PO_7 LINES));
  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *json = g_strdup_printf (
        "{'id': '%u', 'type': 'change', 'customerId': '1002417', 'creationDate': '2026-11-02T09:11:00Z'}", 1185000 + i);

      settler_test_add_order (fixture, json);
    }
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");
}

/* Two could be it: a person sees them both, and says which. */
static void
test_several (SettlerTest   *fixture,
              gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwJournalEntry) again = NULL;
  g_autoptr (TwJournalEntry) resolved = NULL;
  g_autoptr (TwJournalEntry) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  settler_test_add_order (fixture, ORDER ("1184220", "10", PO_7 LINES));
  settler_test_add_order (fixture, ORDER ("1184221", "11", PO_7 LINES));
  settler_test_add_order (fixture,
                          "{'id': '1184230', 'type': 'sales', 'customerId': '77',"
                          " 'creationDate': '2026-11-02T09:11:00Z'}");
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_NEEDS_A_PERSON, NULL);
  entry = settler_test_look (fixture, lost->id);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_NEEDS_A_PERSON);
  g_assert_cmpuint (tw_json_get_length (entry->candidates), ==, 2);
  id = tw_json_dup_member_text (tw_json_get_element (entry->candidates, 0), "id");
  g_assert_cmpstr (id, ==, "1184221");

  /* The same order once more goes on with this entry, and sends nothing. */
  again = settler_test_place (fixture, REQUEST);
  g_assert_cmpstr (again->id, ==, lost->id);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 1);

  g_assert_null (settler_test_resolve (fixture, lost->id, "1184230", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (settler_test_resolve (fixture, lost->id, "99", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_clear_error (&error);

  resolved = settler_test_resolve (fixture, lost->id, "1184220", &error);
  g_assert_no_error (error);
  g_assert_cmpint (resolved->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (resolved->result_id, ==, "1184220");

  /* What one entry made is no other's. */
  g_assert_null (settler_test_resolve (fixture, lost->id, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);
  second = settler_test_lose_order (fixture);
  g_assert_cmpstr (second->id, !=, lost->id);
  g_assert_null (settler_test_resolve (fixture, second->id, "1184220", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
}

/* An object that another entry made is not looked at again. */
static void
test_taken (SettlerTest   *fixture,
            gconstpointer  data)
{
  g_autoptr (TwJournalEntry) first = settler_test_lose_order (fixture);
  g_autoptr (TwJournalEntry) second = NULL;

  g_assert_cmpstr (first->id, ==, "1");
  journal_test_execute (fixture->base.path,
                        "UPDATE journal SET state = 'confirmed', result_id = '1184220' WHERE id = 1");
  second = settler_test_lose_order (fixture);
  g_assert_cmpstr (second->id, ==, "2");
  settler_test_add_order (fixture, ORDER ("1184220", "10", PO_7 LINES));
  settler_test_assert_state (fixture, second, TW_JOURNAL_UNKNOWN, NULL);
  settler_test_add_order (fixture, ORDER ("1184221", "10", PO_7 LINES));
  settler_test_assert_settles (fixture, second, TW_JOURNAL_CONFIRMED, "1184221");
}

/* Three looks without a find, spread over the time; closer ones do not count. Then it may be tried again. */
static void
test_not_placed (SettlerTest   *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
  g_autoptr (TwJournalEntry) settled = NULL;
  g_autoptr (TwJournalEntry) again = NULL;

  for (guint i = 0; i < 4; i++)
    settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  settler_test_date_back (fixture, "140");
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  settler_test_date_back (fixture, "20");
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  settler_test_date_back (fixture, "151");
  settler_test_assert_state (fixture, lost, TW_JOURNAL_NOT_PLACED, NULL);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 1);

  /* The journal's own words have a reason; what the marketplace said is quoted. */
  settled = journal_test_get_only (fixture->base.journal);
  journal_test_assert_reason (settled->reason, "not-there");
  g_assert_cmpstr (settled->send_error, ==, lost->error);
  g_assert_null (settled->send_reason);

  fixture->base.marketplace->write_answer = fake_resource (TW_TYPE_ORDER, ORDER ("1184220", "20", PO_7 LINES));
  again = settler_test_place (fixture, REQUEST);
  g_assert_cmpint (again->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (again->retry_of, ==, lost->id);
  g_assert_cmpstr (again->entry_mark, !=, lost->entry_mark);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 2);
}

/* The clock is set forward between looks, and back: no time has passed. The machine starts anew: the clock is all. */
static void
test_clock_set (SettlerTest   *fixture,
                gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);

  for (guint i = 0; i < 4; i++)
    {
      settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
      journal_test_execute (fixture->base.path,
                            "UPDATE journal_looks SET time = strftime ('%Y-%m-%dT%H:%M:%SZ', time, '-2 days')");
    }

  journal_test_execute (fixture->base.path, "UPDATE journal_looks SET boot = 'another'");
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  settler_test_date_back (fixture, "151");
  settler_test_assert_state (fixture, lost, TW_JOURNAL_NOT_PLACED, NULL);
}

/* A look that failed says nothing, however often; it is noted. */
static void
test_failed_look (SettlerTest   *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autofree char *result = NULL;
  g_autofree char *message = NULL;

  fixture->base.marketplace->read_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_NONE, "Nobody there");
  for (guint i = 0; i < 4; i++)
    {
      settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
      settler_test_date_back (fixture, "200");
    }

  entry = settler_test_look (fixture, lost->id);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpstr (entry->error, ==, "Cut off");
  result = tw_json_dup_member_text (tw_json_get_element (entry->looks, 4), "result");
  message = tw_json_dup_member_text (tw_json_get_element (entry->looks, 4), "error");
  g_assert_cmpstr (result, ==, "failed");
  g_assert_cmpstr (message, ==, "Nobody there");
}

#define CHANGE_ORDER(subscription, quantity) \
  "{'id': '1184220', 'type': 'change', 'customerId': '1002417', 'subscriptionId': '" subscription "'," \
  " 'creationDate': '2026-11-02T09:10:00Z', 'poNumber': 'PO-7'," \
  " 'products': [{'mpn': 'SEAT', 'quantity': " #quantity "}]}"

/* Sent as a total, answered as a difference: 10 and 5 more are 15. The same on another subscription is another order. */
static void
test_change (SettlerTest   *fixture,
             gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_change ("1369120", TW_SEATS_TOTAL, TW_DECIMAL_INIT (15));
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (TwJournalEntry) lost = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GAsyncResult) prepared = NULL;
  g_autoptr (GAsyncResult) placed = NULL;
  g_autoptr (GError) error = NULL;
  FakeMarketplace *marketplace = fixture->base.marketplace;

  marketplace->capabilities = TW_CAN_LIST_ORDERS;
  fake_marketplace_add (marketplace,
                        TW_TYPE_SUBSCRIPTION,
                        "{'id': '1369120', 'customerId': '1002417', 'status': 'active',"
                        " 'products': [{'mpn': 'SEAT', 'vendor': 'Contoso_NCE', 'quantity': 10}]}");
  tw_order_draft_set_po_number (draft, "PO-7");
  tw_order_preview_prepare_async (draft,
                                  TW_MARKETPLACE (marketplace),
                                  NULL,
                                  NULL,
                                  NULL,
                                  tw_test_store_result,
                                  &prepared);
  TW_WAIT_FOR (prepared != NULL);
  preview = tw_order_preview_prepare_finish (prepared, &error);
  g_assert_no_error (error);
  marketplace->write_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, "Cut off");
  tw_writer_place_async (fixture->base.writer, preview, NULL, tw_test_store_result, &placed);
  TW_WAIT_FOR (placed != NULL);
  lost = tw_writer_place_finish (fixture->base.writer, placed, &error);
  g_assert_no_error (error);

  settler_test_add_order (fixture, CHANGE_ORDER ("1369120", 4));
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  g_ptr_array_remove_index (marketplace->objects, 0);

  settler_test_add_order (fixture, CHANGE_ORDER ("1369121", 5));
  entry = settler_test_look (fixture, lost->id);
  g_assert_null (entry->candidates);
  g_assert_null (settler_test_resolve (fixture, lost->id, "1184220", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_ptr_array_remove_index (marketplace->objects, 0);

  settler_test_add_order (fixture, CHANGE_ORDER ("1369120", 5));
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");
}

/* An order is listed that cannot be read: it may be the one. */
static void
test_unreadable (SettlerTest   *fixture,
                 gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
  g_autoptr (TwJournalEntry) entry = NULL;

  settler_test_add_order (fixture, ORDER ("1184220", "10", PO_7 LINES));
  marketplace->forget_details = TRUE;
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_NEEDS_A_PERSON, NULL);
  entry = settler_test_look (fixture, lost->id);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_NEEDS_A_PERSON);
  g_assert_cmpuint (tw_json_get_length (entry->candidates), ==, 1);
}

static void
insert_orders_cb (FakeMarketplace *marketplace,
                  gpointer         data)
{
  static guint id = 1186000;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *json = g_strdup_printf ("{'id': '%u', 'type': 'change', 'customerId': '1002417',"
                                               " 'creationDate': '2026-11-02T09:12:00Z'}",
                                               id++);

      fake_marketplace_add (marketplace, TW_TYPE_ORDER, json);
    }
}

/* While the pages are read, others order on: rows move from one page to the next, none is missed or taken for two. */
static void
test_moving (SettlerTest   *fixture,
             gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);

  for (guint i = 0; i < 2; i++)
    insert_orders_cb (fixture->base.marketplace, NULL);
  settler_test_add_own_order (fixture, lost, "1184220", 0);
  for (guint i = 0; i < 3; i++)
    insert_orders_cb (fixture->base.marketplace, NULL);
  fixture->base.marketplace->on_list = insert_orders_cb;
  settler_test_assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  SETTLER_ADD ("/journal/settler/entry-mark", test_entry_mark);
  SETTLER_ADD_CASES ("/journal/settler/match/", match_cases, test_match)
  SETTLER_ADD ("/journal/settler/known-before", test_known_before);
  SETTLER_ADD ("/journal/settler/floor", test_floor);
  SETTLER_ADD_WITH ("/journal/settler/clock/behind", GINT_TO_POINTER (-9), test_clock);
  SETTLER_ADD_WITH ("/journal/settler/clock/ahead", GINT_TO_POINTER (9), test_clock);
  SETTLER_ADD ("/journal/settler/pages", test_pages);
  SETTLER_ADD ("/journal/settler/several", test_several);
  SETTLER_ADD ("/journal/settler/taken", test_taken);
  SETTLER_ADD ("/journal/settler/not-placed", test_not_placed);
  SETTLER_ADD ("/journal/settler/clock-set", test_clock_set);
  SETTLER_ADD ("/journal/settler/failed-look", test_failed_look);
  SETTLER_ADD ("/journal/settler/change", test_change);
  SETTLER_ADD ("/journal/settler/unreadable", test_unreadable);
  SETTLER_ADD ("/journal/settler/moving", test_moving);

  return g_test_run ();
}
