/* test-processes.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

/* Processes that race; enough that some meet in each step. */
#define N_RACERS 4

static GSubprocess *
start_child (const char *role,
             const char *records,
             const char *log)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "unit", "journal", "journal-child", NULL);
  g_autoptr (GError) error = NULL;
  const char *argv[] = { program, role, records, log, NULL };
  GSubprocess *process;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_set_child_setup (launcher, tw_test_die_with_parent, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);

  return process;
}

static char *
read_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError) error = NULL;
  char *line;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
  line = g_data_input_stream_read_line_utf8 (stream, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);

  return line;
}

static void
await_line (GSubprocess *process,
            const char  *expected)
{
  g_autofree char *line = read_line (process);

  g_assert_cmpstr (line, ==, expected);
}

static void
go (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, &error);
  g_assert_no_error (error);
}

/* What a child that places says in the end. */
static char *
read_outcome (GSubprocess *process)
{
  char *outcome = read_line (process);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));

  return outcome;
}

/* Killed while sending: nobody knows what the marketplace did, so the entry is unknown, and stays so. */
static void
test_killed (JournalTest   *self,
             gconstpointer  data)
{
  g_autoptr (GSubprocess) child = start_child ("hold", self->path, NULL);
  g_autoptr (TwJournalEntry) living = NULL;
  g_autoptr (TwJournalEntry) dead = NULL;
  g_autoptr (TwJournal) early = NULL;
  g_autoptr (TwJournal) late = NULL;

  await_line (child, "sending");

  /* While its process lives, opening the journal elsewhere does not touch it. */
  early = journal_test_open (self->path);
  living = journal_test_get_only (early);
  g_assert_cmpint (living->state, ==, TW_JOURNAL_SENDING);

  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);

  late = journal_test_open (self->path);
  dead = journal_test_get_only (late);
  g_assert_cmpint (dead->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_nonnull (dead->error);
  journal_test_assert_reason (dead->reason, "interrupted");
  g_assert_cmpstr (dead->mark, ==, "PO-7");
}

/* The same order asked for again after the crash: it goes on with the unknown entry and sends nothing. */
static void
test_killed_then_again (JournalTest   *self,
                        gconstpointer  data)
{
  g_autoptr (GSubprocess) child = start_child ("hold", self->path, NULL);
  g_autofree char *log = g_build_filename (self->dir, "calls", NULL);
  g_autoptr (GSubprocess) again = NULL;
  g_autofree char *outcome = NULL;

  await_line (child, "sending");
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);

  again = start_child ("place", self->path, log);
  await_line (again, "ready");
  go (again);
  outcome = read_outcome (again);
  g_assert_cmpstr (outcome, ==, "1 unknown");
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

/* Waiting for another process's send ends when that process does. */
static void
test_killed_while_waited_for (JournalTest   *self,
                              gconstpointer  data)
{
  g_autoptr (GSubprocess) child = start_child ("hold", self->path, NULL);
  g_autofree char *log = g_build_filename (self->dir, "calls", NULL);
  g_autoptr (GSubprocess) waiter = start_child ("place", self->path, log);
  g_autofree char *outcome = NULL;

  await_line (child, "sending");
  await_line (waiter, "ready");
  go (waiter);
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);

  outcome = read_outcome (waiter);
  g_assert_cmpstr (outcome, ==, "1 unknown");
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static guint
count_lines (const char *path)
{
  g_autofree char *text = NULL;
  guint lines = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const char *p = text; *p != '\0'; p++)
    lines += *p == '\n';

  return lines;
}

/*
 * Several programs place the same order at once: it is sent once, and all say the same. A program so late
 * that the order is confirmed when it begins places another one, so what must agree is the number of calls
 * and of entries.
 */
static void
test_race (JournalTest   *self,
           gconstpointer  data)
{
  g_autofree char *log = g_build_filename (self->dir, "calls", NULL);
  g_autoptr (GHashTable) outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) entries = NULL;
  GSubprocess *children[N_RACERS];

  for (guint i = 0; i < N_RACERS; i++)
    children[i] = start_child ("place", self->path, log);
  for (guint i = 0; i < N_RACERS; i++)
    await_line (children[i], "ready");
  for (guint i = 0; i < N_RACERS; i++)
    go (children[i]);

  for (guint i = 0; i < N_RACERS; i++)
    {
      char *outcome = read_outcome (children[i]);

      g_test_message ("%s", outcome);
      g_assert_true (g_str_has_suffix (outcome, " confirmed"));
      g_hash_table_add (outcomes, outcome);
      g_object_unref (children[i]);
    }

  entries = journal_test_list (self->journal);
  g_assert_cmpuint (count_lines (log), ==, entries->len);
  g_assert_cmpuint (count_lines (log), ==, g_hash_table_size (outcomes));
  g_assert_cmpuint (entries->len, <, N_RACERS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add (path, JournalTest, NULL, journal_test_set_up, function, journal_test_tear_down)

  ADD ("/journal/processes/killed", test_killed);
  ADD ("/journal/processes/killed-then-again", test_killed_then_again);
  ADD ("/journal/processes/killed-while-waited-for", test_killed_while_waited_for);
  ADD ("/journal/processes/race", test_race);

  return g_test_run ();
}
