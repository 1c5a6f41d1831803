/* test-settle-rounds.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "settler-test.h"

#include "journal/tw-settle-entry-private.h"

/* Started, it settles what was left behind and what comes later, without anybody asking; and can be stopped. */
static void
test_background (SettlerTest   *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwJournalEntry) before = settler_test_lose_order (fixture);
  g_autoptr (TwJournalEntry) after = NULL;
  g_autofree char *json = NULL;

  json = g_strdup_printf (ORDER ("1184220", "10", "'attributes': {'tradewindEntry': '%s'}"), before->entry_mark);
  settler_test_add_order (fixture, json);
  tw_settler_start (fixture->settler);
  TW_WAIT_FOR (settler_test_says (fixture, "SELECT state FROM journal WHERE id = 1", "confirmed"));
  g_assert_cmpint (fixture->base.marketplace->last_priority, ==, TW_PRIORITY_FRESH);

  after = settler_test_lose_order (fixture);
  TW_WAIT_FOR (settler_test_says (fixture, "SELECT result FROM journal_looks WHERE entry = 2", "absent"));
  tw_settler_stop (fixture->settler);
}

/* Two programs look at once: the entry takes one step, and both see it. */
static void
test_two (SettlerTest   *fixture,
          gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
  TwJournal *other_journal = journal_test_open (fixture->base.path);
  TwSettler *other = tw_settler_new (TW_MARKETPLACE (fixture->base.marketplace), other_journal, NULL, SETTLE_AFTER);
  g_autoptr (GAsyncResult) a = NULL;
  g_autoptr (GAsyncResult) b = NULL;
  g_autoptr (GPtrArray) a_entries = NULL;
  g_autoptr (GPtrArray) b_entries = NULL;
  g_autoptr (GError) error = NULL;

  settler_test_add_own_order (fixture, lost, "1184220", 0);
  tw_settler_run_async (fixture->settler, NULL, 0, NULL, tw_test_store_result, &a);
  tw_settler_run_async (other, NULL, 0, NULL, tw_test_store_result, &b);
  TW_WAIT_FOR (a != NULL && b != NULL);
  a_entries = tw_settler_run_finish (fixture->settler, a, &error);
  g_assert_no_error (error);
  b_entries = tw_settler_run_finish (other, b, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (a_entries->len + b_entries->len, >=, 1);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");

  g_clear_object (&a);
  g_clear_object (&b);
  g_assert_finalize_object (other);
  g_assert_finalize_object (other_journal);
}

/* Nothing is unknown: nobody is asked. */
static void
test_nothing (SettlerTest   *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) entries = settler_test_run (fixture->settler, NULL);

  g_assert_cmpuint (entries->len, ==, 0);
  g_assert_cmpuint (fixture->base.marketplace->n_reads, ==, 0);
}

/* It goes on looking until the time is over, and no longer. */
static void
test_wait (SettlerTest   *fixture,
           gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
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
test_wait_for_other (SettlerTest   *fixture,
                     gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  TwSettler *quick = tw_settler_new (TW_MARKETPLACE (fixture->base.marketplace), fixture->base.journal, NULL, 4);

  g_assert_cmpint (lost->state, ==, TW_JOURNAL_UNKNOWN);
  tw_settler_run_async (quick, NULL, 60, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (settler_test_says (fixture, "SELECT count (*) FROM journal_looks", "1"));
  journal_test_execute (fixture->base.path, "UPDATE journal SET state = 'confirmed', result_id = '1184220'");
  TW_WAIT_FOR (result != NULL);
  entries = tw_settler_run_finish (quick, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (TW_JOURNAL_ENTRY (g_ptr_array_index (entries, 0))->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_true (settler_test_says (fixture, "SELECT count (*) FROM journal_looks", "1"));
  g_clear_object (&result);
  g_assert_finalize_object (quick);
}

/* When the next look is due; the last one was long ago by any clock. */
static void
test_due (void)
{
  static const struct
  {
    guint settle_after;
    guint distance; /* seconds */
  } cases[] = { { 300, 150 }, { 1, 1 }, { 0, 1 } };
  g_autoptr (GDateTime) look = g_date_time_new_utc (2016, 11, 2, 9, 30, 0);
  g_autoptr (TwResource) entry = fake_resource (TW_TYPE_JOURNAL_ENTRY,
                                                "{'id': '1', 'looks': [{'time': '2016-11-02T09:30:00Z'}]}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (tw_settle_entry_get_due (TW_JOURNAL_ENTRY (entry), cases[i].settle_after),
                     ==,
                     (g_date_time_to_unix (look) + cases[i].distance) * G_USEC_PER_SEC);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  SETTLER_ADD ("/journal/settle-rounds/background", test_background);
  SETTLER_ADD ("/journal/settle-rounds/two", test_two);
  SETTLER_ADD ("/journal/settle-rounds/nothing", test_nothing);
  SETTLER_ADD ("/journal/settle-rounds/wait", test_wait);
  SETTLER_ADD ("/journal/settle-rounds/wait-for-other", test_wait_for_other);
  g_test_add_func ("/journal/settle-rounds/due", test_due);

  return g_test_run ();
}
