/* test-settle-known.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "settler-test.h"

#include "base/tw-error.h"

/* What was there before sending, what came since, and what only seems to have. */

static void
assert_known (SettlerTest *fixture,
              const char  *expected)
{
  g_autofree char *known = journal_test_query (fixture->base.path, "SELECT known_ids FROM journal WHERE id = 1");

  g_assert_cmpstr (known, ==, expected);
}

/* Replaces the newest object: another machine of the marketplace answers, whose clock is another. */
static void
replace_newest (SettlerTest *fixture,
                const char  *json)
{
  g_ptr_array_remove_index (fixture->base.marketplace->objects, 0);
  settler_test_add_order (fixture, json);
}

/* The newest order of before is listed above ours: by a clock that is ahead, or in the same second. */
static void
test_skew (SettlerTest   *fixture,
           gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = NULL;

  settler_test_add_order (fixture, ORDER ("1184000", "09", PO_7 LINES));
  settler_test_add_order (fixture, ORDER ("1184001", "10", PO_7 LINES));
  lost = settler_test_lose_order (fixture);
  assert_known (fixture, "[\"1184001\",\"1184000\"]");

  replace_newest (fixture, ORDER ("1184001", "11", PO_7 LINES));
  settler_test_add_own_order (fixture, lost, "1184220", 1);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");
}

/* The same, where the marketplace does not keep our mark: neither of those known before is taken for it. */
static void
test_skew_unmarked (SettlerTest   *fixture,
                    gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = NULL;

  settler_test_add_order (fixture, ORDER ("1184000", "09", PO_7 LINES));
  settler_test_add_order (fixture, ORDER ("1184001", "10", PO_7 LINES));
  lost = settler_test_lose_order (fixture);
  replace_newest (fixture, ORDER ("1184001", "11", PO_7 LINES));
  g_ptr_array_insert (marketplace->objects, 2, fake_resource (TW_TYPE_ORDER, ORDER ("1184220", "08", PO_7 LINES)));
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");
}

/* Only the last ten minutes are written down, and only these are read again. */
static void
test_horizon (SettlerTest   *fixture,
              gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = NULL;
  guint n_reads;

  for (guint i = 0; i < 150; i++)
    settler_test_add_order (fixture,
                            "{'id': '1100000', 'type': 'sales', 'customerId': '1002417',"
                            " 'creationDate': '2026-11-02T08:54:59Z', " PO_7 LINES "}");
  settler_test_add_order (fixture, ORDER ("1184000", "05", PO_7 LINES));
  lost = settler_test_lose_order (fixture);
  assert_known (fixture, "[\"1184000\"]");

  n_reads = marketplace->n_reads;
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  g_assert_cmpuint (marketplace->n_reads, ==, n_reads + 1);
}

/* More came in the last minutes than one page holds. */
static void
test_many_known (SettlerTest   *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = NULL;
  g_autofree char *n_known = NULL;

  for (guint i = 0; i < 230; i++)
    {
      g_autofree char *json = g_strdup_printf (ORDER ("%u", "10", PO_7 LINES), 1184000 + i);

      settler_test_add_order (fixture, json);
    }
  lost = settler_test_lose_order (fixture);
  n_known = journal_test_query (fixture->base.path, "SELECT json_array_length (known_ids) FROM journal WHERE id = 1");
  g_assert_cmpstr (n_known, ==, "230");
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_NOT_PLACED, NULL);
}

static void
add_customer (SettlerTest *fixture,
              guint        id,
              const char  *name,
              guint        position)
{
  g_autofree char *json = g_strdup_printf ("{'id': '%u', 'name': '%s', 'externalId': 'K-7'}", id, name);

  g_ptr_array_insert (fixture->base.marketplace->objects, (int) position, fake_resource (TW_TYPE_CUSTOMER, json));
}

/* A marketplace may answer with fewer rows than it was asked for. */
static void
test_short_pages (SettlerTest   *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = NULL;

  fixture->base.marketplace->max_rows = 30;
  add_customer (fixture, 1, "Heron", 0);
  for (guint i = 2; i <= 150; i++)
    add_customer (fixture, i, "Crane", 0);
  lost = settler_test_lose_write (fixture,
                                  TW_WRITE_CREATE_CUSTOMER,
                                  NULL,
                                  "{'name': 'Heron', 'externalId': 'K-7'}");
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_NOT_PLACED, NULL);
}

/* Customers do not say when they were made. A namesake far down in the list is an old one. */
static void
test_customers (SettlerTest   *fixture,
                gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = NULL;

  add_customer (fixture, 1, "Heron", 0);
  for (guint i = 2; i <= 150; i++)
    add_customer (fixture, i, i == 149 ? "Heron" : "Crane", 0);
  lost = settler_test_lose_write (fixture,
                                  TW_WRITE_CREATE_CUSTOMER,
                                  NULL,
                                  "{'name': 'Heron', 'externalId': 'K-7'}");
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  add_customer (fixture, 151, "Heron", 3);
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_CONFIRMED, "151");
}

#define REPORT(id, minute) \
  "{'id': '" id "', 'name': 'October', 'format': 'CSV', 'startDate': '2026-10-01T00:00:00Z'," \
  " 'endDate': '2026-10-31T00:00:00Z', 'creationDate': '2026-11-02T09:" minute ":00Z'}"

static TwJournalEntry *
lose_report (SettlerTest *fixture)
{
  return settler_test_lose_write (fixture,
                                  TW_WRITE_SCHEDULE_REPORT,
                                  NULL,
                                  "{'name': 'October', 'format': 'csv', 'startDate': '2026-10-01T00:00:00Z',"
                                  " 'endDate': '2026-10-31T23:59:59Z'}");
}

/* The same report was made minutes ago: that is not this one. */
static void
test_report (SettlerTest   *fixture,
             gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = NULL;
  g_autoptr (TwJournalEntry) second = NULL;

  fake_marketplace_add (marketplace, TW_TYPE_REPORT, REPORT ("r1", "08"));
  lost = lose_report (fixture);
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_NOT_PLACED, NULL);

  second = lose_report (fixture);
  fake_marketplace_add (marketplace, TW_TYPE_REPORT, REPORT ("r2", "08"));
  settler_test_assert_settles (fixture, second, TW_JOURNAL_CONFIRMED, "r2");
}

/* Somebody else's order is there first; ours takes a while longer, and is the one. */
static void
test_foreign_first (SettlerTest   *fixture,
                    gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
  g_autoptr (TwJournalEntry) entry = NULL;

  settler_test_add_order (fixture, ORDER ("1184220", "10", PO_7 LINES));
  entry = settler_test_look (fixture, lost->id);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpuint (tw_json_get_length (entry->candidates), ==, 1);

  settler_test_date_back (fixture, "151");
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  settler_test_add_own_order (fixture, lost, "1184221", 0);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184221");
}

/* What seemed to be it is seen no more: nobody has ruled it out, and nobody is asked about it. */
static void
test_candidate_gone (SettlerTest   *fixture,
                     gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
  g_autoptr (TwJournalEntry) entry = NULL;

  settler_test_add_order (fixture, ORDER ("1184220", "10", LINES));
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  g_ptr_array_remove_index (fixture->base.marketplace->objects, 0);
  settler_test_date_back (fixture, "151");
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_NOT_PLACED, NULL);
  entry = settler_test_look (fixture, lost->id);
  g_assert_null (entry->candidates);
}

/* A person was asked, and then it shows up: whoever looks again need not answer. By itself nobody looks again. */
static void
test_person_spared (SettlerTest   *fixture,
                    gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
  g_autoptr (GPtrArray) entries = NULL;
  TwJournalEntry *entry;
  guint n_reads;

  settler_test_add_order (fixture, ORDER ("1184220", "10", LINES));
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_NEEDS_A_PERSON, NULL);

  /* A second one that could be it is one more to choose from, and no answer. */
  settler_test_add_order (fixture, ORDER ("1184221", "10", LINES));
  entries = settler_test_run (fixture->settler, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_NEEDS_A_PERSON);
  g_assert_cmpuint (tw_json_get_length (entry->candidates), ==, 2);

  /* After a day only whoever names it makes calls for it. */
  journal_test_execute (fixture->base.path, "UPDATE journal SET updated = '2026-01-02T09:00:00Z'");
  n_reads = marketplace->n_reads;
  g_clear_pointer (&entries, g_ptr_array_unref);
  entries = settler_test_run (fixture->settler, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  tw_settler_start (fixture->settler);
  settler_test_add_own_order (fixture, lost, "1184222", 0);
  journal_test_await_writes (fixture->base.journal);
  tw_settler_stop (fixture->settler);
  g_assert_cmpuint (marketplace->n_reads, ==, n_reads);

  settler_test_assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184222");
}

/* How it ended at first is not forgotten when it is known how it ended at last. */
static void
test_send_error (SettlerTest   *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
  g_autoptr (TwJournalEntry) entry = NULL;

  g_assert_cmpstr (lost->error, ==, "Cut off");
  g_assert_null (lost->send_error);
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_NOT_PLACED, NULL);
  entry = settler_test_look (fixture, lost->id);
  g_assert_cmpstr (entry->send_error, ==, "Cut off");
  g_assert_cmpstr (entry->error, !=, "Cut off");
}

static void
assert_refused (SettlerTest    *fixture,
                TwJournalEntry *entry,
                const char     *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (settler_test_resolve (fixture, entry->id, id, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  settler_test_assert_state (fixture, entry, TW_JOURNAL_UNKNOWN, NULL);
}

/* A person's word for what cannot be is a slip of the hand. */
static void
test_slips (SettlerTest   *fixture,
            gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = NULL;
  g_autoptr (TwJournalEntry) resolved = NULL;
  g_autoptr (GError) error = NULL;

  settler_test_add_order (fixture, ORDER ("1184000", "09", PO_7 LINES));
  settler_test_add_order (fixture, ORDER ("1184001", "10", PO_7 LINES));
  lost = settler_test_lose_order (fixture);
  assert_refused (fixture, lost, "1184000");
  assert_refused (fixture, lost, "1184001");

  settler_test_add_order (fixture,
                          "{'id': '1184220', 'type': 'renewal', 'customerId': '1002417',"
                          " 'creationDate': '2026-11-02T09:10:00Z', " PO_7 LINES "}");
  assert_refused (fixture, lost, "1184220");
  settler_test_add_order (fixture, ORDER ("1184221", "10", "'attributes': {'tradewindEntry': '9-0'}, " PO_7 LINES));
  assert_refused (fixture, lost, "1184221");

  /* Of what was changed in the panel the person knows better. */
  settler_test_add_order (fixture, ORDER ("1184222", "10", "'poNumber': 'PO-9', " LINES));
  resolved = settler_test_resolve (fixture, lost->id, "1184222", &error);
  g_assert_no_error (error);
  g_assert_cmpint (resolved->state, ==, TW_JOURNAL_CONFIRMED);
}

static void
test_slips_update (SettlerTest   *fixture,
                   gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = NULL;

  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '7', 'name': 'Heron'}");
  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '8', 'name': 'Crane'}");
  lost = settler_test_lose_write (fixture, TW_WRITE_UPDATE_CUSTOMER, "7", "{'name': 'Crane'}");
  assert_refused (fixture, lost, "8");
}

#define FORGET_FACTS \
  "UPDATE journal SET server_time = NULL, newest_order_id = NULL, newest_order_time = NULL, known_ids = NULL"

/* A restored entry: nobody knows when it was sent, but its mark is its own. */
static void
test_restored (SettlerTest   *fixture,
               gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);

  journal_test_execute (fixture->base.path, FORGET_FACTS);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  settler_test_add_own_order (fixture, lost, "1184220", 0);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");
}

/* Whatever else is there or not there, a person has to say. */
static void
test_restored_missing (SettlerTest   *fixture,
                       gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
  g_autoptr (TwJournalEntry) entry = NULL;

  journal_test_execute (fixture->base.path, FORGET_FACTS);
  if (data != NULL)
    settler_test_add_order (fixture, data);
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_NEEDS_A_PERSON, NULL);
  entry = settler_test_look (fixture, lost->id);
  g_assert_cmpuint (tw_json_get_length (entry->candidates), ==, data != NULL ? 1 : 0);
}

/* What carries no mark cannot be looked for at all. */
static void
test_restored_unmarked (SettlerTest   *fixture,
                        gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);

  journal_test_execute (fixture->base.path, FORGET_FACTS ", entry_mark = NULL");
  settler_test_assert_state (fixture, lost, TW_JOURNAL_NEEDS_A_PERSON, NULL);
}

/* An earlier release wrote down the newest id alone: what bears no mark may be older, and is for a person. */
static void
test_newest_alone (SettlerTest   *fixture,
                   gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = NULL;

  settler_test_add_order (fixture, ORDER ("1184000", "09", PO_7 LINES));
  settler_test_add_order (fixture, ORDER ("1184001", "10", PO_7 LINES));
  lost = settler_test_lose_order (fixture);
  journal_test_execute (fixture->base.path, "UPDATE journal SET known_ids = NULL");
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_NEEDS_A_PERSON, NULL);
  settler_test_add_own_order (fixture, lost, "1184220", 1);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  SETTLER_ADD ("/journal/settle-known/skew", test_skew);
  SETTLER_ADD ("/journal/settle-known/skew-unmarked", test_skew_unmarked);
  SETTLER_ADD ("/journal/settle-known/horizon", test_horizon);
  SETTLER_ADD ("/journal/settle-known/many", test_many_known);
  SETTLER_ADD ("/journal/settle-known/customers", test_customers);
  SETTLER_ADD ("/journal/settle-known/short-pages", test_short_pages);
  SETTLER_ADD ("/journal/settle-known/report", test_report);
  SETTLER_ADD ("/journal/settle-known/foreign-first", test_foreign_first);
  SETTLER_ADD ("/journal/settle-known/candidate-gone", test_candidate_gone);
  SETTLER_ADD ("/journal/settle-known/person-spared", test_person_spared);
  SETTLER_ADD ("/journal/settle-known/send-error", test_send_error);
  SETTLER_ADD ("/journal/settle-known/slips", test_slips);
  SETTLER_ADD ("/journal/settle-known/slips-update", test_slips_update);
  SETTLER_ADD ("/journal/settle-known/restored", test_restored);
  SETTLER_ADD ("/journal/settle-known/restored-missing", test_restored_missing);
  SETTLER_ADD_WITH ("/journal/settle-known/restored-candidate",
                    ORDER ("1184220", "10", PO_7 LINES),
                    test_restored_missing);
  SETTLER_ADD ("/journal/settle-known/restored-unmarked", test_restored_unmarked);
  SETTLER_ADD ("/journal/settle-known/newest-alone", test_newest_alone);

  return g_test_run ();
}
