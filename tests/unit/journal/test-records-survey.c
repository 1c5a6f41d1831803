/* test-records-survey.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-date.h"
#include "base/tw-error.h"
#include "journal/tw-records-backup.h"
#include "journal/tw-records-survey.h"

#include <signal.h>
#include <string.h>

#define INSERT(id, state, account, day) \
  "INSERT INTO journal (id, kind, state, mark, created, updated, request, resumable, account, author, program)" \
  " VALUES (" #id ", 'place-order', '" state "', 'PO-" #id "', '2026-11-" day "T09:00:00Z'," \
  "  '2026-11-" day "T09:30:00Z', '{}', 1, '" account "', 'ana@desk', 'x')"

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
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->dir = tw_test_make_temp_dir ();
  fixture->path = g_build_filename (fixture->dir, "acme.records.db", NULL);
  fixture->copy = g_build_filename (fixture->dir, "kept.records", NULL);
  journal = journal_test_open (fixture->path);
  journal_test_execute (fixture->path, INSERT (1, "confirmed", "acme", "02"));
  journal_test_execute (fixture->path, INSERT (2, "queued", "old name", "03"));

  tw_records_back_up_async (fixture->path, fixture->copy, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_cmpint (tw_records_back_up_finish (result, &error), ==, 2);
  g_assert_no_error (error);
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

static TwRecordsSurvey *
survey (const char  *copy,
        const char  *path,
        GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_records_survey_async (copy, path, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_records_survey_finish (result, error);
}

static void
assert_time (GDateTime  *time,
             const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_nonnull (time);
  text = tw_date_time_to_string (time);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRecordsSurvey) found = survey (fixture->copy, fixture->path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (found->n_entries, ==, 2);
  g_assert_cmpint (found->n_open, ==, 1);
  g_assert_cmpuint (g_strv_length (found->accounts), ==, 2);
  g_assert_cmpstr (found->accounts[0], ==, "acme");
  g_assert_cmpstr (found->accounts[1], ==, "old name");
  assert_time (found->newest, "2026-11-03T09:30:00Z");
  g_assert_nonnull (found->file_time);
  g_assert_cmpint (found->n_present, ==, 2);
  g_assert_cmpint (found->n_missing, ==, 0);
  g_assert_null (found->missing_since);
  g_assert_cmpint (found->n_changed, ==, 0);
}

/* What happened since, while the records are open: one step, and two entries of which one has a number that the
 * copy uses for another. */
static void
test_behind (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TwJournal) journal = journal_test_open (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRecordsSurvey) found = NULL;

  g_assert_nonnull (journal);
  journal_test_execute (fixture->path, "UPDATE journal SET state = 'not-placed' WHERE id = 2");
  journal_test_execute (fixture->path, INSERT (3, "confirmed", "acme", "07"));
  journal_test_execute (fixture->path, "DELETE FROM journal WHERE id = 1");
  journal_test_execute (fixture->path, INSERT (1, "confirmed", "acme", "05"));

  found = survey (fixture->copy, fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->n_entries, ==, 2);
  g_assert_cmpint (found->n_present, ==, 3);
  g_assert_cmpint (found->n_missing, ==, 2);
  assert_time (found->missing_since, "2026-11-05T09:00:00Z");
  g_assert_cmpint (found->n_changed, ==, 1);
}

/* A new computer has no records yet, and damaged ones are a reason to restore. */
static void
test_nothing_to_compare (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *missing = g_build_filename (fixture->dir, "missing.records.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRecordsSurvey) first = survey (fixture->copy, missing, &error);
  g_autoptr (TwRecordsSurvey) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (first->n_present, ==, 0);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (missing, "This is no database, whatever its name says.", -1, &error));
  g_assert_no_error (error);
  second = survey (fixture->copy, missing, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->n_entries, ==, 2);
  g_assert_cmpint (second->n_present, ==, -1);
}

static void
test_no_copy (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = g_build_filename (fixture->dir, "text", NULL);
  g_autofree char *foreign = g_build_filename (fixture->dir, "foreign.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (text, "This is no database, whatever its name says.", -1, &error));
  g_assert_no_error (error);
  g_assert_null (survey (text, fixture->path, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
  g_clear_error (&error);

  journal_test_create (foreign, "CREATE TABLE journal (id); PRAGMA user_version = 1");
  g_assert_null (survey (foreign, fixture->path, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
}

/* Whoever has the records open is named: its program, and the number of its process. */
static void
test_user (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "unit", "journal", "journal-child", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                    program, "hold", fixture->path, NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "sending");

  tw_records_restore_async (fixture->path, fixture->copy, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_cmpint (tw_records_restore_finish (result, NULL, &error), ==, -1);
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  expected = g_strdup_printf ("journal-child (process %s)", g_subprocess_get_identifier (child));
  g_assert_nonnull (strstr (error->message, expected));

  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, NULL);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/journal/records-survey/same", test_same);
  ADD ("/journal/records-survey/behind", test_behind);
  ADD ("/journal/records-survey/nothing-to-compare", test_nothing_to_compare);
  ADD ("/journal/records-survey/no-copy", test_no_copy);
  ADD ("/journal/records-survey/user", test_user);

  return g_test_run ();
}
