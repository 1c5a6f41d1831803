/* test-journal-owner.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal/tw-journal-owner-private.h"

#include "base/tw-error.h"
#include "journal/tw-records-file-private.h"
#include "support/tw-test-support.h"

#include <glib/gstdio.h>

static void
test_alive (void)
{
  g_autofree char *dir = tw_test_make_temp_dir ();
  g_autofree char *path = g_build_filename (dir, "owners", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJournalOwner) one = tw_journal_owner_new (path, &error);
  TwJournalOwner *two = tw_journal_owner_new (path, &error);
  gint64 token = tw_journal_owner_get_token (two);
  gboolean alive;

  g_assert_no_error (error);
  g_assert_cmpint (tw_journal_owner_get_token (one), !=, token);

  g_assert_true (tw_journal_owner_is_alive (one, tw_journal_owner_get_token (one), &alive, &error));
  g_assert_true (alive);
  g_assert_true (tw_journal_owner_is_alive (one, token, &alive, &error));
  g_assert_true (alive);
  g_assert_true (tw_journal_owner_is_alive (two, tw_journal_owner_get_token (one), &alive, &error));
  g_assert_true (alive);

  tw_journal_owner_free (two);
  g_assert_true (tw_journal_owner_is_alive (one, token, &alive, &error));
  g_assert_false (alive);
  g_assert_no_error (error);

  tw_test_remove_dir (dir);
}

/* While the records are being replaced nobody can take them, and is told why. */
static void
test_replacing (void)
{
  g_autofree char *dir = tw_test_make_temp_dir ();
  g_autofree char *records = g_build_filename (dir, "records", NULL);
  g_autofree char *path = g_strconcat (records, "-owners", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJournalOwner) owner = NULL;
  int lock = tw_records_file_lock (records, 0, &error);

  g_assert_no_error (error);
  g_assert_null (tw_journal_owner_new (path, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, "replacing the records"));
  g_clear_error (&error);

  g_close (lock, NULL);
  owner = tw_journal_owner_new (path, &error);
  g_assert_no_error (error);

  tw_test_remove_dir (dir);
}

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tw_journal_owner_new ("/nonexistent/owners", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, "/nonexistent/owners"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/journal/owner/alive", test_alive);
  g_test_add_func ("/journal/owner/replacing", test_replacing);
  g_test_add_func ("/journal/owner/no-folder", test_no_folder);

  return g_test_run ();
}
