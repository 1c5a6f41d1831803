/* test-settler.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"
#include "journal/tw-settler.h"

/* Long enough that no test waits for it; looks are dated back instead. */
#define SETTLE_AFTER 300

#define LINES "'products': [{'mpn': 'SEAT', 'quantity': 12}]"
#define REQUEST "{'type': 'sales', 'customerId': '1002417', 'poNumber': 'PO-7', " LINES "}"

/* An order as the marketplace answers it, made at a minute past nine. */
#define ORDER(id, minute, rest) \
  "{'id': '" id "', 'type': 'sales', 'customerId': '1002417', 'status': 'submitted'," \
  " 'creationDate': '2026-11-02T09:" minute ":00Z', " rest "}"

typedef struct
{
  JournalTest  base;
  TwSettler   *settler;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  journal_test_set_up (&fixture->base, data);
  fixture->base.marketplace->thin_lists = TRUE;
  fixture->base.marketplace->server_time = g_date_time_new_utc (2026, 11, 2, 9, 10, 0);
  fixture->settler = tw_settler_new (TW_MARKETPLACE (fixture->base.marketplace),
                                     fixture->base.journal,
                                     fixture->base.mirror,
                                     SETTLE_AFTER);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->settler));
  journal_test_tear_down (&fixture->base, data);
}

static void
add_order (Fixture    *fixture,
           const char *json)
{
  fake_marketplace_add (fixture->base.marketplace, TW_TYPE_ORDER, json);
}

/* Sends a write whose answer gets lost; the entry is unknown afterwards. */
static TwJournalEntry *
lose_write (Fixture     *fixture,
            TwWriteKind  kind,
            const char  *target,
            const char  *json)
{
  GType type = tw_kind_get_resource_type (tw_write_kind_get_kind (kind));
  g_autoptr (TwResource) body = fake_resource (type, json);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;

  fixture->base.marketplace->write_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, "Cut off");
  tw_writer_submit_async (fixture->base.writer, kind, target, body, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entry = tw_writer_submit_finish (fixture->base.writer, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_clear_error (&fixture->base.marketplace->write_error);

  return entry;
}

static TwJournalEntry *
place (Fixture    *fixture,
       const char *json)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwOrder) order = TW_ORDER (fake_resource (TW_TYPE_ORDER, json));
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_from_order (order);
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (GAsyncResult) prepared = NULL;
  g_autoptr (GAsyncResult) placed = NULL;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;

  marketplace->capabilities = TW_CAN_LIST_ORDERS;
  fake_marketplace_add (marketplace, TW_TYPE_PRODUCT, "{'mpn': 'SEAT'}");
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

  tw_writer_place_async (fixture->base.writer, preview, NULL, tw_test_store_result, &placed);
  TW_WAIT_FOR (placed != NULL);
  entry = tw_writer_place_finish (fixture->base.writer, placed, &error);
  g_assert_no_error (error);
  g_ptr_array_remove_index (marketplace->objects, 0);

  return entry;
}

static TwJournalEntry *
lose_order (Fixture *fixture)
{
  TwJournalEntry *entry;

  fixture->base.marketplace->write_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, "Cut off");
  entry = place (fixture, REQUEST);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_clear_error (&fixture->base.marketplace->write_error);

  return entry;
}

static GPtrArray *
run (TwSettler  *settler,
     const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  tw_settler_run_async (settler, id, 0, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entries = tw_settler_run_finish (settler, result, &error);
  g_assert_no_error (error);

  return entries;
}

/* One look at an entry, and what came of it. */
static TwJournalEntry *
look (Fixture    *fixture,
      const char *id)
{
  g_autoptr (GPtrArray) entries = run (fixture->settler, id);

  g_assert_cmpuint (entries->len, ==, 1);

  return g_object_ref (g_ptr_array_index (entries, 0));
}

static void
assert_state (Fixture        *fixture,
              TwJournalEntry *lost,
              TwJournalState  state,
              const char     *result_id)
{
  guint n_writes = fixture->base.marketplace->n_writes;
  g_autoptr (TwJournalEntry) entry = look (fixture, lost->id);

  g_assert_cmpint (entry->state, ==, state);
  g_assert_cmpstr (entry->result_id, ==, result_id);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, n_writes);
}

/* The order that is found by our own mark needs nothing else; it ends in journal and mirror. */
static void
test_entry_mark (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwMirrorEntry) mirrored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *attributes = NULL;
  g_autofree char *json = NULL;

  add_order (fixture, ORDER ("1184000", "05", "'poNumber': 'PO-6', " LINES));
  lost = lose_order (fixture);
  g_assert_true (g_str_has_prefix (lost->entry_mark, "1-"));
  g_assert_cmpstr (lost->newest_order_id, ==, "1184000");

  /* What was sent says the same as the entry. */
  attributes = g_strdup_printf ("\"attributes\":{\"tradewindEntry\":\"%s\"}", lost->entry_mark);
  g_assert_nonnull (strstr (fixture->base.marketplace->last_body, attributes));
  g_assert_null (tw_json_get_member (lost->request, "attributes"));

  json = g_strdup_printf (ORDER ("1184220", "10", "'attributes': {'tradewindEntry': '%s'}"), lost->entry_mark);
  add_order (fixture, json);
  add_order (fixture, ORDER ("1184221", "10", "'attributes': {'tradewindEntry': '9-0'}, 'poNumber': 'PO-7', " LINES));

  entry = look (fixture, lost->id);
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
#define PO_7 "'poNumber': 'PO-7', "

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
  { "other-customer",
    "{'id': '1184220', 'type': 'sales', 'customerId': '1002418', 'creationDate': '2026-11-02T09:10:00Z', " PO_7 LINES
    "}",
    TW_JOURNAL_UNKNOWN },
};

static void
test_match (Fixture       *fixture,
            gconstpointer  data)
{
  const MatchCase *match = data;
  g_autoptr (TwJournalEntry) lost = NULL;

  add_order (fixture, ORDER ("1184000", "05", "'poNumber': 'PO-6', " LINES));
  lost = lose_order (fixture);
  add_order (fixture, match->order);
  assert_state (fixture, lost, match->state, match->state == TW_JOURNAL_CONFIRMED ? "1184220" : NULL);
}

/* However well it fits: what was there before is not what was sent. */
static void
test_known_before (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = NULL;

  add_order (fixture, ORDER ("1184000", "10", PO_7 LINES));
  lost = lose_order (fixture);
  assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
}

/* Where the newest order before sending is not known, the marketplace's clock less ten minutes is. */
static void
test_floor (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose_order (fixture);

  add_order (fixture,
             "{'id': '1184220', 'type': 'sales', 'customerId': '1002417', 'creationDate': '2026-11-02T08:59:59Z', "
             PO_7 LINES "}");
  assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  add_order (fixture, ORDER ("1184221", "00", PO_7 LINES));
  assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184221");
}

/* The marketplace's clock is days from the machine's, in both directions, and nobody minds. */
static void
test_clock (Fixture       *fixture,
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
  add_order (fixture, known);
  lost = lose_order (fixture);
  assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);

  order = g_strdup_printf ("{'id': '1184220', 'type': 'sales', 'customerId': '1002417', 'creationDate': '%s', "
                           PO_7 LINES "}",
                           after_text);
  add_order (fixture, order);
  assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");
}

/* Many orders came since; all of them are looked at. */
static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose_order (fixture);

  add_order (fixture, ORDER ("1184220", "10", PO_7 LINES));
  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *json = g_strdup_printf (
        "{'id': '%u', 'type': 'change', 'customerId': '1002417', 'creationDate': '2026-11-02T09:11:00Z'}", 1185000 + i);

      add_order (fixture, json);
    }
  assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");
}

static TwJournalEntry *
resolve (Fixture     *fixture,
         const char  *id,
         const char  *object_id,
         GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_settler_resolve_async (fixture->settler, id, object_id, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_settler_resolve_finish (fixture->settler, result, error);
}

/* Two could be it: a person sees them both, and says which. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose_order (fixture);
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwJournalEntry) again = NULL;
  g_autoptr (TwJournalEntry) resolved = NULL;
  g_autoptr (TwJournalEntry) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  add_order (fixture, ORDER ("1184220", "10", PO_7 LINES));
  add_order (fixture, ORDER ("1184221", "11", PO_7 LINES));
  add_order (fixture,
             "{'id': '1184230', 'type': 'sales', 'customerId': '77', 'creationDate': '2026-11-02T09:11:00Z'}");
  entry = look (fixture, lost->id);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_NEEDS_A_PERSON);
  g_assert_cmpuint (tw_json_get_length (entry->candidates), ==, 2);
  id = tw_json_dup_member_text (tw_json_get_element (entry->candidates, 0), "id");
  g_assert_cmpstr (id, ==, "1184221");

  /* The same order once more goes on with this entry, and sends nothing. */
  again = place (fixture, REQUEST);
  g_assert_cmpstr (again->id, ==, lost->id);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 1);

  g_assert_null (resolve (fixture, lost->id, "1184230", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (resolve (fixture, lost->id, "99", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_clear_error (&error);

  resolved = resolve (fixture, lost->id, "1184220", &error);
  g_assert_no_error (error);
  g_assert_cmpint (resolved->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (resolved->result_id, ==, "1184220");

  /* What one entry made is no other's. */
  g_assert_null (resolve (fixture, lost->id, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);
  second = lose_order (fixture);
  g_assert_cmpstr (second->id, !=, lost->id);
  g_assert_null (resolve (fixture, second->id, "1184220", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
}

/* An object that another entry made is not looked at again. */
static void
test_taken (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TwJournalEntry) first = lose_order (fixture);
  g_autoptr (TwJournalEntry) second = NULL;

  g_assert_cmpstr (first->id, ==, "1");
  journal_test_execute (fixture->base.path,
                        "UPDATE journal SET state = 'confirmed', result_id = '1184220' WHERE id = 1");
  second = lose_order (fixture);
  g_assert_cmpstr (second->id, ==, "2");
  add_order (fixture, ORDER ("1184220", "10", PO_7 LINES));
  assert_state (fixture, second, TW_JOURNAL_UNKNOWN, NULL);
  add_order (fixture, ORDER ("1184221", "10", PO_7 LINES));
  assert_state (fixture, second, TW_JOURNAL_CONFIRMED, "1184221");
}

static void
date_back (Fixture    *fixture,
           const char *seconds)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE journal_looks SET uptime = uptime - %s * 1000000, time = "
                                          "strftime ('%%Y-%%m-%%dT%%H:%%M:%%SZ', time, '-%s seconds')",
                                          seconds,
                                          seconds);

  journal_test_execute (fixture->base.path, sql);
}

/* Three looks without a find, spread over the time; closer ones do not count. Then it may be tried again. */
static void
test_not_placed (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose_order (fixture);
  g_autoptr (TwJournalEntry) again = NULL;

  for (guint i = 0; i < 4; i++)
    assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  date_back (fixture, "140");
  assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  date_back (fixture, "20");
  assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  date_back (fixture, "151");
  assert_state (fixture, lost, TW_JOURNAL_NOT_PLACED, NULL);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 1);

  fixture->base.marketplace->write_answer = fake_resource (TW_TYPE_ORDER, ORDER ("1184220", "20", PO_7 LINES));
  again = place (fixture, REQUEST);
  g_assert_cmpint (again->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (again->retry_of, ==, lost->id);
  g_assert_cmpstr (again->entry_mark, !=, lost->entry_mark);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 2);
}

/* The clock is set forward between looks, and back: no time has passed. The machine starts anew: the clock is all. */
static void
test_clock_set (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose_order (fixture);

  for (guint i = 0; i < 4; i++)
    {
      assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
      journal_test_execute (fixture->base.path,
                            "UPDATE journal_looks SET time = strftime ('%Y-%m-%dT%H:%M:%SZ', time, '-2 days')");
    }

  journal_test_execute (fixture->base.path, "UPDATE journal_looks SET boot = 'another'");
  assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  date_back (fixture, "151");
  assert_state (fixture, lost, TW_JOURNAL_NOT_PLACED, NULL);
}

/* A look that failed says nothing, however often; it is noted. */
static void
test_failed_look (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose_order (fixture);
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autofree char *result = NULL;
  g_autofree char *message = NULL;

  fixture->base.marketplace->read_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_NONE, "Nobody there");
  for (guint i = 0; i < 4; i++)
    {
      assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
      date_back (fixture, "200");
    }

  entry = look (fixture, lost->id);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpstr (entry->error, ==, "Cut off");
  result = tw_json_dup_member_text (tw_json_get_element (entry->looks, 4), "result");
  message = tw_json_dup_member_text (tw_json_get_element (entry->looks, 4), "error");
  g_assert_cmpstr (result, ==, "failed");
  g_assert_cmpstr (message, ==, "Nobody there");
}

/* A restored entry whose send nobody noted: there is no before, so nobody can say what is new. */
static void
test_no_facts (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose_order (fixture);

  journal_test_execute (fixture->base.path, "UPDATE journal SET server_time = NULL");
  assert_state (fixture, lost, TW_JOURNAL_NEEDS_A_PERSON, NULL);
}

#define CHANGE_ORDER(quantity) \
  "{'id': '1184220', 'type': 'change', 'customerId': '1002417', 'subscriptionId': '1369120'," \
  " 'creationDate': '2026-11-02T09:10:00Z', 'poNumber': 'PO-7'," \
  " 'products': [{'mpn': 'SEAT', 'quantity': " #quantity "}]}"

/* Sent as a total, answered as a difference: 10 and 5 more are 15. */
static void
test_change (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_change ("1369120", TW_SEATS_TOTAL, TW_DECIMAL_INIT (15));
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (TwJournalEntry) lost = NULL;
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

  add_order (fixture, CHANGE_ORDER (4));
  assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  g_ptr_array_remove_index (marketplace->objects, 0);
  add_order (fixture, CHANGE_ORDER (5));
  assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");
}

/* A customer is known by external id and name; one that was there before is another one. */
static void
test_customer (Fixture       *fixture,
               gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = NULL;

  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '1', 'name': 'Heron', 'externalId': 'K-7'}");
  lost = lose_write (fixture, TW_WRITE_CREATE_CUSTOMER, NULL, "{'name': 'Heron', 'externalId': 'K-7'}");
  g_assert_cmpstr (lost->newest_order_id, ==, "1");
  assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '2', 'name': 'Heron', 'externalId': 'K-8'}");
  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '3', 'name': 'Crane', 'externalId': 'K-7'}");
  assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '4', 'name': 'Heron', 'externalId': 'K-7'}");
  assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "4");
}

/* A customer of a reseller is looked for there. */
static void
test_reseller_customer (Fixture       *fixture,
                        gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = lose_write (fixture,
                                                TW_WRITE_CREATE_RESELLER_CUSTOMER,
                                                "20",
                                                "{'name': 'Heron'}");

  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '4', 'name': 'Heron', 'resellerId': '21'}");
  assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '5', 'name': 'Heron', 'resellerId': '20'}");
  assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "5");
}

/* An object before and after a change: the change has taken place when everything that was sent is there. */
typedef struct
{
  const char  *name;
  TwWriteKind  kind;
  const char  *sent;
  const char  *before;
  const char  *after;
} UpdateCase;

static const UpdateCase update_cases[] = {
  { "customer",
    TW_WRITE_UPDATE_CUSTOMER,
    "{'name': 'Crane', 'contactPersons': [{'type': 'admin', 'email': 'a@crane.example', 'password': 'geheim'}]}",
    "{'id': '7', 'name': 'Crane', 'contactPersons': [{'type': 'admin', 'email': 'a@heron.example'}]}",
    "{'id': '7', 'name': 'Crane', 'contactPersons': [{'type': 'billing', 'email': 'b@crane.example'},"
    " {'type': 'admin', 'email': 'a@crane.example', 'firstName': 'Ana'}]}" },
  { "reseller", TW_WRITE_UPDATE_RESELLER, "{'taxRegId': 'T-2'}", "{'id': '7', 'taxRegId': 'T-1'}",
    "{'id': '7', 'taxRegId': 'T-2'}" },
  { "subscription", TW_WRITE_UPDATE_SUBSCRIPTION, "{'renewalStatus': false, 'attributes': {'dept': 'IT'}}",
    "{'id': '7', 'renewalStatus': false}",
    "{'id': '7', 'renewalStatus': false, 'attributes': {'PONumber': 'x', 'dept': 'IT'}}" },
  { "prices", TW_WRITE_SET_PRICES,
    "{'products': [{'mpn': 'SEAT', 'unitPrice': {'currency': 'USD', 'amount': '12.50'}}]}",
    "{'id': '7', 'products': [{'mpn': 'SEAT', 'unitPrice': {'currency': 'USD', 'amount': '12.00'}}]}",
    "{'id': '7', 'products': [{'mpn': 'SEAT', 'unitPrice': {'currency': 'USD', 'amount': '12.5'}}]}" },
  { "order", TW_WRITE_UPDATE_ORDER, "{'creditCheck': true}", "{'id': '7', 'creditCheck': false}",
    "{'id': '7', 'creditCheck': true}" },
  { "withdrawal", TW_WRITE_UPDATE_ORDER, "{'statusCode': 'CL'}",
    "{'id': '7', 'status': 'processing', 'statusCode': 'LO'}",
    "{'id': '7', 'status': 'cancelled', 'statusCode': 'XX'}" },
};

static void
test_update (Fixture       *fixture,
             gconstpointer  data)
{
  const UpdateCase *update = data;
  FakeMarketplace *marketplace = fixture->base.marketplace;
  GType type = tw_kind_get_resource_type (tw_write_kind_get_kind (update->kind));
  g_autoptr (TwJournalEntry) lost = NULL;

  fake_marketplace_add (marketplace, type, update->before);
  lost = lose_write (fixture, update->kind, "7", update->sent);
  assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  fake_marketplace_add (marketplace, type, update->after);
  assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "7");
}

#define REPORT(id, minute, name, format, end) \
  "{'id': '" id "', 'name': '" name "', 'format': '" format "', 'startDate': '2026-10-01T00:00:00Z'," \
  " 'endDate': '" end "', 'creationDate': '2026-11-02T0" minute ":00Z'}"

static void
test_report (Fixture       *fixture,
             gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = lose_write (fixture,
                                                TW_WRITE_SCHEDULE_REPORT,
                                                NULL,
                                                "{'name': 'October', 'format': 'csv',"
                                                " 'startDate': '2026-10-01T00:00:00Z',"
                                                " 'endDate': '2026-10-31T23:59:59Z'}");

  fake_marketplace_add (marketplace, TW_TYPE_REPORT, REPORT ("r1", "8:10", "October", "CSV", "2026-10-31T00:00:00Z"));
  fake_marketplace_add (marketplace, TW_TYPE_REPORT, REPORT ("r2", "9:10", "October", "CSV", "2026-10-30T00:00:00Z"));
  fake_marketplace_add (marketplace, TW_TYPE_REPORT, REPORT ("r3", "9:10", "October", "XML", "2026-10-31T00:00:00Z"));
  fake_marketplace_add (marketplace, TW_TYPE_REPORT, REPORT ("r4", "9:10", "Oktober", "CSV", "2026-10-31T00:00:00Z"));
  assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  fake_marketplace_add (marketplace, TW_TYPE_REPORT, REPORT ("r5", "9:10", "October", "CSV", "2026-10-31T00:00:00Z"));
  assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "r5");
}

static gboolean
says (Fixture    *fixture,
      const char *sql,
      const char *expected)
{
  g_autofree char *text = journal_test_query (fixture->base.path, sql);

  return g_strcmp0 (text, expected) == 0;
}

/* Started, it settles what was left behind and what comes later, without anybody asking; and can be stopped. */
static void
test_background (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwJournalEntry) before = lose_order (fixture);
  g_autoptr (TwJournalEntry) after = NULL;
  g_autofree char *json = NULL;

  json = g_strdup_printf (ORDER ("1184220", "10", "'attributes': {'tradewindEntry': '%s'}"), before->entry_mark);
  add_order (fixture, json);
  tw_settler_start (fixture->settler);
  TW_WAIT_FOR (says (fixture, "SELECT state FROM journal WHERE id = 1", "confirmed"));
  g_assert_cmpint (fixture->base.marketplace->last_priority, ==, TW_PRIORITY_FRESH);

  after = lose_order (fixture);
  TW_WAIT_FOR (says (fixture, "SELECT result FROM journal_looks WHERE entry = 2", "absent"));
  tw_settler_stop (fixture->settler);
}

/* Two programs look at once: the entry takes one step, and both see it. */
static void
test_two (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose_order (fixture);
  TwJournal *other_journal = journal_test_open (fixture->base.path);
  TwSettler *other = tw_settler_new (TW_MARKETPLACE (fixture->base.marketplace), other_journal, NULL, SETTLE_AFTER);
  g_autoptr (GAsyncResult) a = NULL;
  g_autoptr (GAsyncResult) b = NULL;
  g_autoptr (GPtrArray) a_entries = NULL;
  g_autoptr (GPtrArray) b_entries = NULL;
  g_autoptr (GError) error = NULL;

  add_order (fixture, ORDER ("1184220", "10", PO_7 LINES));
  tw_settler_run_async (fixture->settler, NULL, 0, NULL, tw_test_store_result, &a);
  tw_settler_run_async (other, NULL, 0, NULL, tw_test_store_result, &b);
  TW_WAIT_FOR (a != NULL && b != NULL);
  a_entries = tw_settler_run_finish (fixture->settler, a, &error);
  g_assert_no_error (error);
  b_entries = tw_settler_run_finish (other, b, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (a_entries->len + b_entries->len, >=, 1);
  assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");

  g_clear_object (&a);
  g_clear_object (&b);
  g_assert_finalize_object (other);
  g_assert_finalize_object (other_journal);
}

/* Nothing is unknown: nobody is asked. */
static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) entries = run (fixture->settler, NULL);

  g_assert_cmpuint (entries->len, ==, 0);
  g_assert_cmpuint (fixture->base.marketplace->n_reads, ==, 0);
}

/* It goes on looking until the time is over, and no longer. */
static void
test_wait (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose_order (fixture);
  TwSettler *quick = tw_settler_new (TW_MARKETPLACE (fixture->base.marketplace), fixture->base.journal, NULL, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (lost->state, ==, TW_JOURNAL_UNKNOWN);
  tw_settler_run_async (quick, NULL, 60, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entries = tw_settler_run_finish (quick, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (TW_JOURNAL_ENTRY (g_ptr_array_index (entries, 0))->state, ==, TW_JOURNAL_NOT_PLACED);
  g_assert_cmpuint (tw_json_get_length (TW_JOURNAL_ENTRY (g_ptr_array_index (entries, 0))->looks), ==, 3);
  g_clear_object (&result);
  g_assert_finalize_object (quick);
}

/* Another program settles the entry between two looks: whoever waits for it sees that, and waits no longer. */
static void
test_wait_for_other (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose_order (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  TwSettler *quick = tw_settler_new (TW_MARKETPLACE (fixture->base.marketplace), fixture->base.journal, NULL, 4);

  g_assert_cmpint (lost->state, ==, TW_JOURNAL_UNKNOWN);
  tw_settler_run_async (quick, NULL, 60, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (says (fixture, "SELECT count (*) FROM journal_looks", "1"));
  journal_test_execute (fixture->base.path, "UPDATE journal SET state = 'confirmed', result_id = '1184220'");
  TW_WAIT_FOR (result != NULL);
  entries = tw_settler_run_finish (quick, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (TW_JOURNAL_ENTRY (g_ptr_array_index (entries, 0))->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_true (says (fixture, "SELECT count (*) FROM journal_looks", "1"));
  g_clear_object (&result);
  g_assert_finalize_object (quick);
}

static TwJournalEntry *
resume (Fixture     *fixture,
        GError     **error)
{
  g_autoptr (TwJournalEntry) entry = journal_test_get_only (fixture->base.journal);
  g_autoptr (GAsyncResult) result = NULL;

  tw_writer_resume_async (fixture->base.writer, entry, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_writer_resume_finish (fixture->base.writer, result, error);
}

#define INSERT_QUEUED(resumable) \
  "INSERT INTO journal (kind, state, mark, created, updated, customer_id, request, resumable, account, author," \
  "  program, entry_mark)" \
  " VALUES ('place-order', 'queued', 'PO-7', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z', '1002417'," \
  "  '{\"type\":\"sales\",\"customerId\":\"1002417\",\"poNumber\":\"PO-7\"," \
  "    \"products\":[{\"mpn\":\"SEAT\",\"quantity\":12}]}', " #resumable ", 'acme', 'ana@desk', 'x', '1-ab')"

/* What was approved and never sent is sent once, as it was approved. */
static void
test_resume (Fixture       *fixture,
             gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwJournalEntry) again = NULL;
  g_autoptr (GError) error = NULL;

  journal_test_execute (fixture->base.path, INSERT_QUEUED (1));
  marketplace->write_answer = fake_resource (TW_TYPE_ORDER, ORDER ("1184220", "10", PO_7 LINES));
  entry = resume (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (entry->result_id, ==, "1184220");
  g_assert_nonnull (entry->server_time);
  g_assert_nonnull (strstr (marketplace->last_body, "\"quantity\":12"));
  g_assert_nonnull (strstr (marketplace->last_body, "\"tradewindEntry\":\"1-ab\""));

  /* Whoever comes second, with what was read before, sees what came of it. */
  again = resume (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpuint (marketplace->n_writes, ==, 1);
}

static void
test_resume_masked (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  journal_test_execute (fixture->base.path, INSERT_QUEUED (0));
  g_assert_null (resume (fixture, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 0);
  g_clear_error (&error);

  /* A person may end it. */
  entry = resolve (fixture, "1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_NOT_PLACED);
}

#define ADD_CASES(path, cases, function) \
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) \
    { \
      g_autofree char *name = g_strconcat (path, cases[i].name, NULL); \
      g_test_add (name, Fixture, &cases[i], set_up, function, tear_down); \
    }

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

  ADD ("/journal/settler/entry-mark", test_entry_mark);
  ADD_CASES ("/journal/settler/match/", match_cases, test_match)
  ADD ("/journal/settler/known-before", test_known_before);
  ADD ("/journal/settler/floor", test_floor);
  g_test_add ("/journal/settler/clock/behind", Fixture, GINT_TO_POINTER (-9), set_up, test_clock, tear_down);
  g_test_add ("/journal/settler/clock/ahead", Fixture, GINT_TO_POINTER (9), set_up, test_clock, tear_down);
  ADD ("/journal/settler/pages", test_pages);
  ADD ("/journal/settler/several", test_several);
  ADD ("/journal/settler/taken", test_taken);
  ADD ("/journal/settler/not-placed", test_not_placed);
  ADD ("/journal/settler/clock-set", test_clock_set);
  ADD ("/journal/settler/failed-look", test_failed_look);
  ADD ("/journal/settler/no-facts", test_no_facts);
  ADD ("/journal/settler/change", test_change);
  ADD ("/journal/settler/customer", test_customer);
  ADD ("/journal/settler/reseller-customer", test_reseller_customer);
  ADD_CASES ("/journal/settler/update/", update_cases, test_update)
  ADD ("/journal/settler/report", test_report);
  ADD ("/journal/settler/background", test_background);
  ADD ("/journal/settler/two", test_two);
  ADD ("/journal/settler/nothing", test_nothing);
  ADD ("/journal/settler/wait", test_wait);
  ADD ("/journal/settler/wait-for-other", test_wait_for_other);
  ADD ("/journal/settler/resume", test_resume);
  ADD ("/journal/settler/resume-masked", test_resume_masked);

  return g_test_run ();
}
