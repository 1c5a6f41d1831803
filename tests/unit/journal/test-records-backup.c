/* test-records-backup.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"
#include "journal/tw-records-backup.h"
#include "journal/tw-records.h"

#include <glib/gstdio.h>
#include <string.h>

#define INSERT(id, state, owner) \
  "INSERT INTO journal (id, kind, state, mark, created, updated, request, resumable, account, author, program, owner)" \
  " VALUES (" #id ", 'place-order', '" state "', 'PO-" #id "', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z'," \
  "  '{}', 1, 'acme', 'ana@desk', 'x', " owner ")"

typedef struct
{
  char *dir;
  char *path;
  char *copy;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (TwJournal) journal = NULL;

  fixture->dir = tw_test_make_temp_dir ();
  fixture->path = g_build_filename (fixture->dir, "acme.records.db", NULL);
  fixture->copy = g_build_filename (fixture->dir, "kept.records", NULL);
  journal = journal_test_open (fixture->path);
  journal_test_execute (fixture->path, INSERT (1, "confirmed", "NULL"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->copy);
}

static gint64
back_up (Fixture  *fixture,
         GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_records_back_up_async (fixture->path, fixture->copy, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_records_back_up_finish (result, error);
}

static gint64
restore (Fixture  *fixture,
         char    **aside,
         GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_records_restore_async (fixture->path, fixture->copy, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_records_restore_finish (result, aside, error);
}

/* Copied while it is open, what is still in the file beside it included. */
static void
test_back_up_open (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (TwJournal) journal = journal_test_open (fixture->path);
  g_autofree char *mode = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_nonnull (journal);
  journal_test_execute (fixture->path, INSERT (2, "queued", "NULL"));
  g_assert_cmpint (back_up (fixture, &error), ==, 2);
  g_assert_no_error (error);
  mode = journal_test_query (fixture->copy, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "delete");
  g_assert_cmpint (g_stat (fixture->copy, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* While a program has the journal open, it may be sending: nothing is replaced under its hands. */
static void
test_restore_open (Fixture       *fixture,
                   gconstpointer  data)
{
  TwJournal *journal = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *count = NULL;

  g_assert_cmpint (back_up (fixture, &error), ==, 1);
  journal = journal_test_open (fixture->path);
  journal_test_execute (fixture->path, INSERT (2, "sending", "17"));
  g_assert_cmpint (restore (fixture, &aside, &error), ==, -1);
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_null (aside);
  g_clear_error (&error);
  count = journal_test_query (fixture->path, "SELECT count (*) FROM journal");
  g_assert_cmpstr (count, ==, "2");

  g_assert_finalize_object (journal);
  g_assert_cmpint (restore (fixture, &aside, &error), ==, 1);
  g_assert_no_error (error);
  g_clear_pointer (&count, g_free);
  count = journal_test_query (aside, "SELECT count (*) FROM journal");
  g_assert_cmpstr (count, ==, "2");
}

/* What was on its way when the copy was made is not on its way any more, and never will be again. */
static void
test_restore_states (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *states = NULL;
  g_autoptr (GError) error = NULL;

  journal_test_execute (fixture->path, INSERT (2, "queued", "NULL"));
  journal_test_execute (fixture->path, INSERT (3, "sending", "17"));
  journal_test_execute (fixture->path, INSERT (4, "needs-a-person", "NULL"));
  g_assert_cmpint (back_up (fixture, &error), ==, 4);
  g_assert_cmpint (restore (fixture, NULL, &error), ==, 4);
  g_assert_no_error (error);
  states = journal_test_query (fixture->path,
                               "SELECT group_concat (state) FROM (SELECT state FROM journal ORDER BY id)");
  g_assert_cmpstr (states, ==, "confirmed,unknown,unknown,needs-a-person");
}

static TwDatabase *
finish (GAsyncResult  *result,
        char         **notice)
{
  g_autoptr (GError) error = NULL;
  TwDatabase *records = tw_records_open_finish_with_notice (result, notice, &error);

  g_assert_no_error (error);

  return records;
}

/* Two programs start on a damaged file: one puts it right, and both work on the same file afterwards. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GAsyncResult) a = NULL;
  g_autoptr (GAsyncResult) b = NULL;
  g_autoptr (TwDatabase) first = NULL;
  g_autoptr (TwDatabase) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autofree char *a_notice = NULL;
  g_autofree char *b_notice = NULL;
  g_autofree char *count = NULL;
  const char *name;
  guint n_damaged = 0;

  /* The copy of the day is made when the file with an entry in it is opened. */
  g_object_unref (journal_test_open (fixture->path));
  g_assert_true (g_file_set_contents (fixture->path, "This is no database, whatever its name says.", -1, &error));
  g_assert_no_error (error);

  tw_records_open_async (fixture->path, NULL, tw_test_store_result, &a);
  tw_records_open_async (fixture->path, NULL, tw_test_store_result, &b);
  TW_WAIT_FOR (a != NULL && b != NULL);
  first = finish (a, &a_notice);
  second = finish (b, &b_notice);
  g_assert_true ((a_notice != NULL) != (b_notice != NULL));
  g_assert_nonnull (strstr (a_notice != NULL ? a_notice : b_notice, "missing"));
  count = journal_test_query (fixture->path, "SELECT count (*) FROM journal");
  g_assert_cmpstr (count, ==, "1");

  dir = g_dir_open (fixture->dir, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    n_damaged += strstr (name, ".damaged-") != NULL;
  g_assert_cmpuint (n_damaged, ==, 1);
}

/* A program that works on the damaged file has to end first; nothing is lost by waiting for it. */
static void
test_damaged_open (Fixture       *fixture,
                   gconstpointer  data)
{
  TwJournal *journal = journal_test_open (fixture->path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "This is no database, whatever its name says.", -1, &error));
  tw_records_open_async (fixture->path, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_null (tw_records_open_finish_with_notice (result, &notice, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_null (notice);
  g_assert_finalize_object (journal);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

  ADD ("/journal/records-backup/open", test_back_up_open);
  ADD ("/journal/records-backup/restore-open", test_restore_open);
  ADD ("/journal/records-backup/restore-states", test_restore_states);
  ADD ("/journal/records-backup/damaged", test_damaged);
  ADD ("/journal/records-backup/damaged-open", test_damaged_open);

  return g_test_run ();
}
