/* test-database-watch.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mirror-test-support.h"

#include "mirror/tw-database-watch.h"
#include "mirror/tw-sync-lock.h"

static void
count_cb (gpointer instance,
          gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
count_kind_cb (TwMirror *mirror,
               TwKind    kind,
               gpointer  user_data)
{
  guint *counts = user_data;

  counts[kind]++;
}

/* Long enough for a look that should not be there. */
static void
let_time_pass (void)
{
  gint64 end = g_get_monotonic_time () + 600 * G_TIME_SPAN_MILLISECOND;

  TW_WAIT_FOR (g_get_monotonic_time () > end);
}

static void
put_order (MirrorFixture *fixture,
           TwMirror      *mirror,
           const char    *id)
{
  g_autofree char *json = g_strdup_printf ("[{\"id\":\"%s\"}]", id);

  mirror_test_put_page (mirror, TW_KIND_ORDER, json);
}

/* What another one writes is told soon, all kinds of it, and the ages of lists are known. */
static void
test_mirror (MirrorFixture *fixture,
             gconstpointer  data)
{
  TwMirror *other = mirror_test_open (fixture->path);
  TwDatabaseWatch *watch = tw_database_watch_new_for_mirror (fixture->mirror);
  guint n_changed = 0;
  guint kinds[TW_N_KINDS] = { 0 };

  g_signal_connect (watch, "changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect (fixture->mirror, "changed", G_CALLBACK (count_kind_cb), kinds);
  let_time_pass ();
  g_assert_cmpuint (n_changed, ==, 0);

  put_order (fixture, other, "1");
  TW_WAIT_FOR (kinds[TW_KIND_ORDER] > 0);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (kinds[TW_KIND_CUSTOMER], ==, 1);
  g_assert_nonnull (tw_mirror_get_list_state (fixture->mirror, TW_KIND_ORDER)->page_time);

  put_order (fixture, other, "2");
  TW_WAIT_FOR (kinds[TW_KIND_ORDER] > 1);
  let_time_pass ();
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_cmpuint (kinds[TW_KIND_ORDER], ==, 2);

  tw_database_watch_stop (watch);
  TW_WAIT_FOR (g_atomic_int_get (&G_OBJECT (watch)->ref_count) == 1);
  g_assert_finalize_object (watch);
  TW_WAIT_FOR (g_atomic_int_get (&G_OBJECT (other)->ref_count) == 1);
  g_assert_finalize_object (other);
}

/* What another one has written since the file was opened is told as well: nobody has looked since. */
static void
test_before (MirrorFixture *fixture,
             gconstpointer  data)
{
  g_autoptr (TwMirror) other = mirror_test_open (fixture->path);
  g_autoptr (TwDatabaseWatch) watch = NULL;
  guint n_changed = 0;
  guint kinds[TW_N_KINDS] = { 0 };

  put_order (fixture, other, "1");
  watch = tw_database_watch_new_for_mirror (fixture->mirror);
  g_signal_connect (watch, "changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect (fixture->mirror, "changed", G_CALLBACK (count_kind_cb), kinds);
  TW_WAIT_FOR (n_changed == 1 && kinds[TW_KIND_ORDER] > 0);
}

/* What is written here is nothing new, and a burst is one change, not a hundred. */
static void
test_own (MirrorFixture *fixture,
          gconstpointer  data)
{
  TwMirror *other = mirror_test_open (fixture->path);
  TwDatabaseWatch *watch = tw_database_watch_new_for_mirror (fixture->mirror);
  guint n_changed = 0;
  guint kinds[TW_N_KINDS] = { 0 };

  g_signal_connect (watch, "changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect (fixture->mirror, "changed", G_CALLBACK (count_kind_cb), kinds);
  let_time_pass ();
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      put_order (fixture, fixture->mirror, id);
    }
  let_time_pass ();
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_cmpuint (kinds[TW_KIND_ORDER], ==, 20);
  g_assert_cmpuint (kinds[TW_KIND_CUSTOMER], ==, 0);

  for (guint i = 100; i < 200; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      put_order (fixture, other, id);
    }
  TW_WAIT_FOR (kinds[TW_KIND_CUSTOMER] > 0);
  let_time_pass ();
  g_assert_cmpuint (n_changed, >=, 1);
  g_assert_cmpuint (n_changed, <=, 20);

  g_object_unref (watch);
  g_object_unref (other);
}

/* Stopped, it says nothing and holds nothing. */
static void
test_stop (MirrorFixture *fixture,
           gconstpointer  data)
{
  TwMirror *other = mirror_test_open (fixture->path);
  TwDatabaseWatch *watch = tw_database_watch_new_for_mirror (fixture->mirror);
  guint n_changed = 0;

  g_signal_connect (watch, "changed", G_CALLBACK (count_cb), &n_changed);
  put_order (fixture, other, "1");
  tw_database_watch_stop (watch);
  let_time_pass ();
  g_assert_cmpuint (n_changed, ==, 0);
  TW_WAIT_FOR (g_atomic_int_get (&G_OBJECT (fixture->mirror)->ref_count) == 1);
  g_assert_finalize_object (watch);
  g_object_unref (other);
}

static TwSyncLock *
take (TwMirror    *mirror,
      TwSyncPiece  piece)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwSyncLock *lock;

  tw_sync_lock_take_async (mirror, piece, 0, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  lock = tw_sync_lock_take_finish (mirror, result, &error);
  g_assert_no_error (error);

  return lock;
}

/* One has it at a time, each piece by itself; who waits gets it. */
static void
test_lock (MirrorFixture *fixture,
           gconstpointer  data)
{
  g_autoptr (TwMirror) other = mirror_test_open (fixture->path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) waiting = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GError) error = NULL;
  TwSyncLock *lock = take (fixture->mirror, TW_SYNC_PIECE_LISTS);
  TwSyncLock *details = take (other, TW_SYNC_PIECE_DETAILS);
  guint rounds = 0;

  g_assert_nonnull (lock);
  g_assert_nonnull (details);
  g_assert_null (take (other, TW_SYNC_PIECE_LISTS));
  g_assert_null (take (fixture->mirror, TW_SYNC_PIECE_LISTS));
  g_assert_null (take (fixture->mirror, TW_SYNC_PIECE_DETAILS));
  tw_sync_lock_free (details);

  tw_sync_lock_take_async (other, TW_SYNC_PIECE_LISTS, 30, NULL, tw_test_store_result, &waiting);
  tw_sync_lock_take_async (other, TW_SYNC_PIECE_LISTS, 30, cancellable, tw_test_store_result, &cancelled);
  TW_WAIT_FOR (rounds++ > 3);
  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (cancelled != NULL);
  g_assert_null (tw_sync_lock_take_finish (other, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (waiting);

  tw_sync_lock_free (lock);
  TW_WAIT_FOR (waiting != NULL);
  lock = tw_sync_lock_take_finish (other, waiting, NULL);
  g_assert_nonnull (lock);
  tw_sync_lock_free (lock);
  lock = take (fixture->mirror, TW_SYNC_PIECE_LISTS);
  g_assert_nonnull (lock);
  tw_sync_lock_free (lock);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/mirror/" name, MirrorFixture, NULL, mirror_fixture_set_up, func, mirror_fixture_tear_down)
  ADD ("watch/mirror", test_mirror);
  ADD ("watch/before", test_before);
  ADD ("watch/own", test_own);
  ADD ("watch/stop", test_stop);
  ADD ("lock", test_lock);

  return g_test_run ();
}
