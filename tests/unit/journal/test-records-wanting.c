/* test-records-wanting.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"
#include "journal/tw-journal-owner-private.h"
#include "journal/tw-records-wanting.h"

#include <glib/gstdio.h>

typedef struct
{
  char      *dir;
  char      *path;
  GDateTime *since;
} Fixture;

/* A file with an entry in each state, none of which was touched after the second of November. */
static void
set_up (Fixture       *fixture,
        gconstpointer  version)
{
  g_autofree char *name = g_strdup_printf ("%s.sql", (const char *) version);
  g_autofree char *sql_path = g_test_build_filename (G_TEST_DIST, "unit", "journal", "records", name, NULL);
  g_autofree char *sql = NULL;

  fixture->dir = tw_test_make_temp_dir ();
  fixture->path = g_build_filename (fixture->dir, "acme.records.db", NULL);
  fixture->since = g_date_time_new_utc (2026, 11, 3, 0, 0, 0);
  g_assert_true (g_file_get_contents (sql_path, &sql, NULL, NULL));
  journal_test_create (fixture->path, sql);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  version)
{
  tw_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->path);
  g_date_time_unref (fixture->since);
}

static guint
count (Fixture  *fixture,
       guint    *n_sending,
       GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint n_wanting = 0;

  tw_records_count_wanting_async (fixture->path, fixture->since, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  tw_records_count_wanting_finish (result, &n_wanting, n_sending, error);

  return n_wanting;
}

static void
assert_count (Fixture *fixture,
              guint    n_wanting,
              guint    n_sending)
{
  g_autoptr (GError) error = NULL;
  guint sending = 0;
  guint wanting = count (fixture, &sending, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (wanting, ==, n_wanting);
  g_assert_cmpuint (sending, ==, n_sending);
}

/* Queued long ago, its sender gone, unknown, for a person. What failed before counts no more. */
static void
test_states (Fixture       *fixture,
             gconstpointer  version)
{
  assert_count (fixture, 4, 0);
  journal_test_execute (fixture->path, "UPDATE journal SET updated = '2026-11-03T00:00:00Z' WHERE state = 'rejected'");
  journal_test_execute (fixture->path, "UPDATE journal SET updated = '2026-11-03T00:00:00.5Z' WHERE state = 'not-placed'");
  assert_count (fixture, 6, 0);
  journal_test_execute (fixture->path, "UPDATE journal SET updated = '2026-11-02T23:59:59.5Z' WHERE state = 'rejected'");
  assert_count (fixture, 5, 0);
  journal_test_execute (fixture->path, "UPDATE journal SET updated = '2026-11-03T00:00:01Z' WHERE state = 'queued'");
  assert_count (fixture, 4, 0);
}

/* A process that is at it needs nobody, as long as it lives. */
static void
test_sender (Fixture       *fixture,
             gconstpointer  version)
{
  g_autofree char *path = g_strconcat (fixture->path, "-owners", NULL);
  g_autoptr (GError) error = NULL;
  TwJournalOwner *owner = tw_journal_owner_new (path, &error);
  g_autofree char *sql = NULL;

  g_assert_no_error (error);
  sql = g_strdup_printf ("UPDATE journal SET owner = %" G_GINT64_FORMAT " WHERE state = 'sending'",
                         tw_journal_owner_get_token (owner));
  journal_test_execute (fixture->path, sql);
  assert_count (fixture, 3, 1);
  tw_journal_owner_free (owner);
  assert_count (fixture, 4, 0);
}

/* Another program has the file open and writes to it. */
static void
test_open (Fixture       *fixture,
           gconstpointer  version)
{
  TwJournal *journal = journal_test_open (fixture->path);

  assert_count (fixture, 4, 0);
  g_assert_finalize_object (journal);
  assert_count (fixture, 4, 0);
}

static void
test_unusable (Fixture       *fixture,
               gconstpointer  version)
{
  g_autoptr (GError) error = NULL;
  guint n_sending;

  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  assert_count (fixture, 0, 0);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (fixture->path, "This is no database, whatever its name says.", -1, NULL));
  g_assert_cmpuint (count (fixture, &n_sending, &error), ==, 0);
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, "acme.records.db"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, version, function) g_test_add (path, Fixture, version, set_up, function, tear_down)

  ADD ("/journal/records-wanting/first-form", "1", test_states);
  ADD ("/journal/records-wanting/newest-form", "6", test_states);
  ADD ("/journal/records-wanting/sender", "6", test_sender);
  ADD ("/journal/records-wanting/open", "6", test_open);
  ADD ("/journal/records-wanting/unusable", "6", test_unusable);

  return g_test_run ();
}
