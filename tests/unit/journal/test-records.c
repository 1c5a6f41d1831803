/* test-records.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"
#include "journal/tw-records.h"

#include <glib/gstdio.h>

/*
 * Newest version of the file; raised with each migration, which comes with a fixture of the version before.
 */
#define VERSION 6

#define SCHEMA "SELECT group_concat (sql, ';') FROM (SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name)"

typedef struct
{
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = tw_test_make_temp_dir ();
  fixture->path = g_build_filename (fixture->dir, "tradewind", "acme.records.db", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->path);
}

static void
test_new_file (Fixture       *fixture,
               gconstpointer  data)
{
  TwJournal *journal = journal_test_open (fixture->path);
  g_autofree char *version = journal_test_query (fixture->path, "PRAGMA user_version");
  g_autofree char *mode = journal_test_query (fixture->path, "PRAGMA journal_mode");
  g_autoptr (GDir) dir = NULL;
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  const char *name;

  g_assert_cmpint (atoi (version), ==, VERSION);
  g_assert_cmpstr (mode, ==, "wal");

  /* Nobody else reads what somebody ordered. */
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }

  g_assert_finalize_object (journal);
}

/* What the second form of the file added. */
static void
assert_settling (GPtrArray *entries)
{
  TwJournalEntry *needs_a_person = g_ptr_array_index (entries, 0);
  TwJournalEntry *unknown = g_ptr_array_index (entries, 2);
  g_autofree char *time = NULL;
  g_autofree char *message = NULL;

  g_assert_cmpint (needs_a_person->state, ==, TW_JOURNAL_NEEDS_A_PERSON);
  g_assert_cmpuint (tw_json_get_length (needs_a_person->candidates), ==, 2);
  g_assert_cmpuint (tw_json_get_length (needs_a_person->looks), ==, 1);

  g_assert_cmpint (unknown->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpstr (unknown->entry_mark, ==, "6-0123456789abcdef");
  g_assert_cmpstr (unknown->retry_of, ==, "7");
  g_assert_cmpuint (tw_json_get_length (unknown->looks), ==, 2);
  time = tw_json_dup_member_text (tw_json_get_element (unknown->looks, 0), "time");
  g_assert_cmpstr (time, ==, "2026-11-02T09:02:06.5Z");
  message = tw_json_dup_member_text (tw_json_get_element (unknown->looks, 1), "error");
  g_assert_cmpstr (message, ==, "Nobody there");
}

/* What the fourth form of the file added. */
static void
assert_known (GPtrArray *entries)
{
  TwJournalEntry *unknown = g_ptr_array_index (entries, 2);

  g_assert_cmpuint (tw_json_get_length (unknown->known_ids), ==, 2);
  g_assert_cmpstr (unknown->send_error, ==, "Internal server error (500)");
}

/* What the sixth form of the file added; what the fifth said that is always the same is known by its words. */
static void
assert_reasons (GPtrArray *entries,
                guint      version)
{
  TwJournalEntry *not_placed = g_ptr_array_index (entries, 1);
  TwJournalEntry *unknown = g_ptr_array_index (entries, 2);
  TwJournalEntry *rejected = g_ptr_array_index (entries, 3);
  TwJson *look = tw_json_get_element (unknown->looks, 1);

  journal_test_assert_reason (not_placed->reason, "not-there");
  journal_test_assert_reason (not_placed->send_reason, "interrupted");
  g_assert_cmpstr (rejected->error, ==, "Refused");
  g_assert_null (rejected->reason);
  g_assert_null (unknown->send_reason);
  journal_test_assert_reason (tw_json_get_member (look, "reason"), version >= 6 ? "too-many" : NULL);
}

/* Each released form of the file opens as the newest one, with everything it held. */
static void
test_upgrade (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *fresh_path = g_build_filename (fixture->dir, "fresh.records.db", NULL);
  TwJournal *fresh = journal_test_open (fresh_path);
  g_autofree char *expected = journal_test_query (fresh_path, SCHEMA);

  for (guint version = 1; version <= VERSION; version++)
    {
      g_autofree char *name = g_strdup_printf ("%u.sql", version);
      g_autofree char *sql_path = g_test_build_filename (G_TEST_DIST,
                                                         "unit",
                                                         "journal",
                                                         "records",
                                                         name,
                                                         NULL);
      g_autofree char *path = g_strdup_printf ("%s/%u.records.db", fixture->dir, version);
      g_autofree char *sql = NULL;
      g_autofree char *schema = NULL;
      g_autoptr (TwJournal) journal = NULL;
      g_autoptr (GPtrArray) entries = NULL;
      TwJournalEntry *confirmed;

      g_assert_true (g_file_get_contents (sql_path, &sql, NULL, NULL));
      journal_test_create (path, sql);
      journal = journal_test_open (path);
      schema = journal_test_query (path, SCHEMA);
      g_assert_cmpstr (schema, ==, expected);

      entries = journal_test_list (journal);
      g_assert_cmpuint (entries->len, ==, 8);
      confirmed = g_ptr_array_index (entries, 4);
      g_assert_cmpint (confirmed->state, ==, TW_JOURNAL_CONFIRMED);
      g_assert_cmpstr (confirmed->mark, ==, "PO-4");
      g_assert_cmpstr (confirmed->result_id, ==, "1184220");
      if (version >= 2)
        assert_settling (entries);
      if (version >= 4)
        assert_known (entries);
      if (version >= 5)
        assert_reasons (entries, version);
      g_assert_cmpstr (TW_JOURNAL_ENTRY (g_ptr_array_index (entries, 2))->login,
                       ==,
                       version >= 5 ? "heron.api, us, https://api.example.com" : NULL);
    }

  g_assert_finalize_object (fresh);
}

/* The only steps an entry can take; the one that must never be there is back to being sent. */
static gboolean
is_step (TwJournalState from,
         TwJournalState to)
{
  switch (from)
    {
    case TW_JOURNAL_DRAFT:
      return to == TW_JOURNAL_QUEUED;
    case TW_JOURNAL_QUEUED:
      return to == TW_JOURNAL_SENDING || to == TW_JOURNAL_REJECTED || to == TW_JOURNAL_NOT_PLACED;
    case TW_JOURNAL_SENDING:
      return to == TW_JOURNAL_CONFIRMED || to == TW_JOURNAL_REJECTED || to == TW_JOURNAL_UNKNOWN ||
             to == TW_JOURNAL_NOT_PLACED;
    case TW_JOURNAL_UNKNOWN:
      return to == TW_JOURNAL_CONFIRMED || to == TW_JOURNAL_NOT_PLACED || to == TW_JOURNAL_NEEDS_A_PERSON;
    case TW_JOURNAL_NEEDS_A_PERSON:
      return to == TW_JOURNAL_CONFIRMED || to == TW_JOURNAL_NOT_PLACED;
    case TW_JOURNAL_NOT_PLACED:
      return to == TW_JOURNAL_CONFIRMED || to == TW_JOURNAL_NEEDS_A_PERSON;
    case TW_JOURNAL_CONFIRMED:
    case TW_JOURNAL_REJECTED:
    default:
      return FALSE;
    }
}

/* The file itself refuses every other step, whatever program tries it. */
static void
test_steps (Fixture       *fixture,
            gconstpointer  data)
{
  TwJournal *journal = journal_test_open (fixture->path);

  for (TwJournalState from = TW_JOURNAL_UNKNOWN; from <= TW_JOURNAL_NEEDS_A_PERSON; from++)
    for (TwJournalState to = TW_JOURNAL_UNKNOWN; to <= TW_JOURNAL_NEEDS_A_PERSON; to++)
      {
        const char *from_text = tw_journal_state_to_string (from);
        const char *to_text = tw_journal_state_to_string (to);
        g_autofree char *insert = NULL;
        g_autofree char *update = NULL;

        if (from == to)
          continue;
        insert = g_strdup_printf ("INSERT OR REPLACE INTO journal (id, kind, state, created, updated, request,"
                                  "  resumable, account, author, program, owner)"
                                  " VALUES (1, 'place-order', '%s', '', '', '{}', 1, '', '', '', %s)",
                                  from_text,
                                  from == TW_JOURNAL_SENDING ? "1" : "NULL");
        update = g_strdup_printf ("UPDATE journal SET state = '%s', owner = %s WHERE id = 1",
                                  to_text,
                                  to == TW_JOURNAL_SENDING ? "1" : "NULL");
        journal_test_execute (fixture->path, insert);
        if (journal_test_try (fixture->path, update) != is_step (from, to))
          g_error ("From %s to %s", from_text, to_text);
      }

  g_assert_finalize_object (journal);
}

/* A file of a newer release is left alone. */
static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "newer.records.db", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwDatabase) records = NULL;
  g_autoptr (GError) error = NULL;

  journal_test_create (path, "CREATE TABLE journal (x); PRAGMA user_version = 99;");
  tw_records_open_async (path, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  records = tw_records_open_finish (result, NULL, &error);
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
  g_assert_null (records);
  g_assert_nonnull (strstr (error->message, "newer.records.db"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

  ADD ("/journal/records/new-file", test_new_file);
  ADD ("/journal/records/upgrade", test_upgrade);
  ADD ("/journal/records/steps", test_steps);
  ADD ("/journal/records/newer", test_newer);

  return g_test_run ();
}
