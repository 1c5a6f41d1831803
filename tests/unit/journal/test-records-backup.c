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
#include "journal/tw-journal-private.h"
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

/* A program that is about to open the journal has no place in it yet, and would write into what was set aside. */
static void
test_restore_opening (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GAsyncResult) records_result = NULL;
  g_autoptr (GAsyncResult) journal_result = NULL;
  g_autoptr (TwDatabase) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;

  g_assert_cmpint (back_up (fixture, &error), ==, 1);
  tw_records_open_async (fixture->path, NULL, tw_test_store_result, &records_result);
  TW_WAIT_FOR (records_result != NULL);
  records = tw_records_open_finish (records_result, &notice, &error);
  g_assert_no_error (error);

  g_assert_cmpint (restore (fixture, NULL, &error), ==, 1);
  g_assert_no_error (error);
  tw_journal_open_async (records, "acme", NULL, tw_test_store_result, &journal_result);
  TW_WAIT_FOR (journal_result != NULL);
  g_assert_null (tw_journal_open_finish (journal_result, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, "was replaced"));
}

/* What was on its way when the copy was made is not on its way any more, and never will be again. */
static void
test_restore_states (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *states = NULL;
  g_autofree char *reasons = NULL;
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
  reasons = journal_test_query (fixture->path, "SELECT group_concat (DISTINCT error || reason) FROM journal");
  g_assert_cmpstr (reasons, ==, "Restored from a backup: it may have been sent after the backup was made."
                                "{\"code\":\"restored\"}");
}

static TwDatabase *
finish (GAsyncResult  *result,
        char         **notice)
{
  g_autoptr (GError) error = NULL;
  TwDatabase *records = tw_records_open_finish (result, notice, &error);

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
  g_assert_nonnull (a_notice);
  g_assert_nonnull (strstr (a_notice, "missing"));
  g_assert_cmpstr (a_notice, ==, b_notice);
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
  g_assert_null (tw_records_open_finish (result, &notice, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_null (notice);
  g_assert_finalize_object (journal);
}

static TwDatabase *
open_told (Fixture  *fixture,
           char    **notice)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_records_open_async (fixture->path, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return finish (result, notice);
}

static char *
list_marks (Fixture *fixture)
{
  return journal_test_query (fixture->path, "SELECT group_concat (mark) FROM (SELECT mark FROM journal ORDER BY id)");
}

/* A file that is empty or gone beside its backups is a loss, and no beginning. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TwDatabase) records = NULL;
      g_autofree char *notice = NULL;
      g_autofree char *marks = NULL;
      g_autoptr (GError) error = NULL;

      g_object_unref (journal_test_open (fixture->path));
      if (i == 0)
        g_assert_cmpint (g_unlink (fixture->path), ==, 0);
      else
        g_assert_true (g_file_set_contents (fixture->path, "", 0, &error));
      g_assert_no_error (error);

      records = open_told (fixture, &notice);
      g_assert_nonnull (notice);
      g_assert_nonnull (strstr (notice, i == 0 ? "was missing" : "was empty"));
      g_assert_nonnull (strstr (notice, "Its backup of"));
      marks = list_marks (fixture);
      g_assert_cmpstr (marks, ==, "PO-1");
    }
}

/* What was still beside a file that is gone belongs to no other: not to the backup that takes its place. */
static void
test_lost_beside (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  TwJournal *journal = journal_test_open (fixture->path);
  g_autoptr (TwDatabase) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *notice = NULL;
  g_autofree char *marks = NULL;
  gsize length;

  journal_test_execute (fixture->path, INSERT (2, "queued", "NULL"));
  g_assert_true (g_file_get_contents (wal, &contents, &length, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (journal);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_true (g_file_set_contents (wal, contents, (gssize) length, &error));
  g_assert_no_error (error);

  records = open_told (fixture, &notice);
  g_assert_nonnull (notice);
  marks = list_marks (fixture);
  g_assert_cmpstr (marks, ==, "PO-1");
}

/* Without backups, nothing there is how every journal begins. */
static void
test_fresh (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "new.records.db", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwDatabase) records = NULL;
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, &error));
  tw_records_open_async (path, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  records = finish (result, &notice);
  g_assert_nonnull (records);
  g_assert_null (notice);
}

/* Whoever opens first may be a program that nobody watches. */
static void
test_notice_stays (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_object_unref (journal_test_open (fixture->path));
  g_assert_false (tw_records_forget_notice (fixture->path));
  g_assert_true (g_file_set_contents (fixture->path, "This is no database, whatever its name says.", -1, &error));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *notice = NULL;
      g_autoptr (TwDatabase) records = open_told (fixture, &notice);

      g_assert_nonnull (records);
      g_assert_nonnull (notice);
      g_assert_nonnull (strstr (notice, "was damaged"));
    }

  g_assert_true (tw_records_forget_notice (fixture->path));
  {
    g_autofree char *notice = NULL;
    g_autoptr (TwDatabase) records = open_told (fixture, &notice);

    g_assert_nonnull (records);
    g_assert_null (notice);
  }
}

/* What was written since the last copy is in the next one, also on the same day. */
static void
test_copies (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *notice = NULL;
  g_autofree char *marks = NULL;
  g_autoptr (TwDatabase) records = NULL;

  g_object_unref (journal_test_open (fixture->path));
  journal_test_execute (fixture->path, INSERT (2, "unknown", "NULL"));
  g_object_unref (journal_test_open (fixture->path));
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  records = open_told (fixture, &notice);
  g_assert_nonnull (notice);
  marks = list_marks (fixture);
  g_assert_cmpstr (marks, ==, "PO-1,PO-2");
}

/* An order with an unknown outcome stands in no other place: it is in a copy before anybody is told. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  TwJournal *journal = journal_test_open (fixture->path);
  g_autoptr (GAsyncResult) claim_result = NULL;
  g_autoptr (GAsyncResult) move_result = NULL;
  g_autoptr (GAsyncResult) open_result = NULL;
  g_autoptr (TwJournalEntry) claimed = NULL;
  g_autoptr (TwJournalEntry) moved = NULL;
  g_autoptr (TwJournalEntry) outcome = NULL;
  g_autoptr (TwDatabase) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  g_autofree char *state = NULL;
  gboolean done;

  journal_test_execute (fixture->path, INSERT (2, "queued", "NULL"));
  tw_journal_claim_async (journal, "2", &(TwJournalFacts) { NULL }, tw_test_store_result, &claim_result);
  TW_WAIT_FOR (claim_result != NULL);
  claimed = tw_journal_claim_finish (journal, claim_result, &done, &error);
  g_assert_no_error (error);
  g_assert_true (done);

  outcome = g_object_new (TW_TYPE_JOURNAL_ENTRY, "id", "2", "kind", TW_WRITE_PLACE_ORDER, "state", TW_JOURNAL_UNKNOWN,
                          NULL);
  tw_journal_move_async (journal, TW_JOURNAL_SENDING, outcome, tw_test_store_result, &move_result);
  TW_WAIT_FOR (move_result != NULL);
  moved = tw_journal_move_finish (journal, move_result, &done, &error);
  g_assert_no_error (error);
  g_assert_true (done);
  g_clear_object (&claim_result);
  g_clear_object (&move_result);
  g_assert_finalize_object (journal);

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  tw_records_open_async (fixture->path, NULL, tw_test_store_result, &open_result);
  TW_WAIT_FOR (open_result != NULL);
  records = finish (open_result, &notice);
  g_assert_nonnull (notice);
  state = journal_test_query (fixture->path, "SELECT state FROM journal WHERE id = 2");
  g_assert_cmpstr (state, ==, "unknown");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

  ADD ("/journal/records-backup/open", test_back_up_open);
  ADD ("/journal/records-backup/restore-open", test_restore_open);
  ADD ("/journal/records-backup/restore-opening", test_restore_opening);
  ADD ("/journal/records-backup/restore-states", test_restore_states);
  ADD ("/journal/records-backup/damaged", test_damaged);
  ADD ("/journal/records-backup/damaged-open", test_damaged_open);
  ADD ("/journal/records-backup/lost", test_lost);
  ADD ("/journal/records-backup/lost-beside", test_lost_beside);
  ADD ("/journal/records-backup/fresh", test_fresh);
  ADD ("/journal/records-backup/notice-stays", test_notice_stays);
  ADD ("/journal/records-backup/copies", test_copies);
  ADD ("/journal/records-backup/unknown", test_unknown);

  return g_test_run ();
}
