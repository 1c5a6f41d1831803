/* test-unsettled.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"
#include "tw-unsettled.h"

/* Of the entries in the file four want to be looked at. */
#define N_WANTING 4

typedef struct
{
  TwAccountStore *store;
  TwUnsettled    *unsettled;
  guint           n_changed;
} Fixture;

static char *
dup_records_path (const char *name)
{
  g_autoptr (TwAccount) account = tw_account_new (name, TW_ACCOUNT_CLOUDBLUE);

  return tw_account_dup_records_path (account);
}

/* Records as they are after the program was closed. */
static void
write_records (const char *name)
{
  g_autofree char *sql_path = g_test_build_filename (G_TEST_DIST, "unit", "journal", "records", "6.sql", NULL);
  g_autofree char *path = dup_records_path (name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *sql = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_get_contents (sql_path, &sql, NULL, NULL));
  journal_test_create (path, sql);
}

static void
add_account (Fixture    *fixture,
             const char *name)
{
  g_autoptr (TwAccount) account = tw_account_new (name, TW_ACCOUNT_CLOUDBLUE);
  g_autoptr (GError) error = NULL;

  g_object_set (account, "url", "http://127.0.0.1:9", "marketplace", "us", "username", "heron.api", NULL);
  tw_account_store_put (fixture->store, account, &error);
  g_assert_no_error (error);
}

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  write_records ("acme");
  fixture->store = tw_account_store_new (NULL);
  add_account (fixture, "acme");
  add_account (fixture, "other");
  fixture->unsettled = tw_unsettled_new (fixture->store);
  g_signal_connect_swapped (fixture->unsettled, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  /* What is being counted may hold it for a moment. */
  g_object_run_dispose (G_OBJECT (fixture->unsettled));
  g_object_unref (fixture->unsettled);
  g_assert_finalize_object (fixture->store);
}

static void
await_counts (Fixture *fixture,
              guint    acme,
              guint    other)
{
  TW_WAIT_FOR (tw_unsettled_get_count (fixture->unsettled, "acme") == acme
               && tw_unsettled_get_count (fixture->unsettled, "other") == other);
  g_assert_cmpuint (tw_unsettled_get_total (fixture->unsettled), ==, acme + other);
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_cmpuint (tw_unsettled_get_total (fixture->unsettled), ==, 0);
  await_counts (fixture, N_WANTING, 0);
  TW_WAIT_FOR (fixture->n_changed > 0);
  g_assert_cmpuint (tw_unsettled_get_count (fixture->unsettled, "nobody"), ==, 0);
}

/* Another program settles an entry, or writes to the records of an account for the first time. */
static void
test_written (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = dup_records_path ("acme");

  await_counts (fixture, N_WANTING, 0);
  journal_test_execute (path, "UPDATE journal SET state = 'confirmed' WHERE state = 'unknown'");
  await_counts (fixture, N_WANTING - 1, 0);
  write_records ("other");
  await_counts (fixture, N_WANTING - 1, N_WANTING);
}

/* What fails while nobody has the account open is told; what failed while somebody had it open was. */
static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = dup_records_path ("acme");

  await_counts (fixture, N_WANTING, 0);
  TW_WAIT_FOR (fixture->n_changed > 0);
  fixture->n_changed = 0;
  tw_unsettled_set_open (fixture->unsettled, "acme");
  g_assert_cmpuint (tw_unsettled_get_total (fixture->unsettled), ==, 0);

  /* Not while the one who chose it is at it. */
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  TW_WAIT_FOR (fixture->n_changed > 0);

  journal_test_execute (path, "UPDATE journal SET updated = '2999-01-01T00:00:00Z' WHERE state = 'rejected'");
  tw_unsettled_set_open (fixture->unsettled, NULL);
  await_counts (fixture, N_WANTING + 1, 0);
}

static void
test_accounts (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  await_counts (fixture, N_WANTING, 0);
  write_records ("third");
  add_account (fixture, "third");
  TW_WAIT_FOR (tw_unsettled_get_count (fixture->unsettled, "third") == N_WANTING);

  g_assert_true (tw_account_store_remove (fixture->store, "acme", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tw_unsettled_get_count (fixture->unsettled, "acme"), ==, 0);
  g_assert_cmpuint (tw_unsettled_get_total (fixture->unsettled), ==, N_WANTING);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

  ADD ("/app/unsettled/counts", test_counts);
  ADD ("/app/unsettled/written", test_written);
  ADD ("/app/unsettled/open", test_open);
  ADD ("/app/unsettled/accounts", test_accounts);

  return g_test_run ();
}
