/* sync-test.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync-test.h"

void
sync_test_set_up (SyncFixture   *fixture,
                  gconstpointer  data)
{
  mirror_fixture_set_up (&fixture->base, data);
  fixture->marketplace = fake_marketplace_new ();
  fixture->sync = tw_sync_new (TW_MARKETPLACE (fixture->marketplace), fixture->base.mirror);
}

void
sync_test_tear_down (SyncFixture   *fixture,
                     gconstpointer  data)
{
  g_assert_false (tw_sync_is_busy (fixture->sync));
  g_assert_finalize_object (fixture->sync);
  g_assert_finalize_object (fixture->marketplace);
  mirror_fixture_tear_down (&fixture->base, data);
}

/* As if the program began anew, after @sql had changed the file. */
void
sync_test_restart (SyncFixture *fixture,
                   const char  *sql)
{
  g_assert_finalize_object (fixture->sync);
  TW_WAIT_FOR (g_atomic_int_get (&G_OBJECT (fixture->base.mirror)->ref_count) == 1);
  g_assert_finalize_object (fixture->base.mirror);
  if (sql != NULL)
    mirror_test_write_sqlite (fixture->base.path, sql);
  fixture->base.mirror = mirror_test_open (fixture->base.path);
  fixture->sync = tw_sync_new (TW_MARKETPLACE (fixture->marketplace), fixture->base.mirror);
}

TwSyncSummary *
sync_test_run_scope (SyncFixture       *fixture,
                     const TwSyncScope *scope)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwSyncSummary *summary;

  tw_sync_run_async (fixture->sync, scope, TW_PRIORITY_FRESH, NULL, tw_test_store_result, &result);
  g_assert_true (tw_sync_is_busy (fixture->sync));
  TW_WAIT_FOR (result != NULL);
  summary = tw_sync_run_finish (fixture->sync, result, &error);
  g_assert_no_error (error);

  return summary;
}

TwSyncSummary *
sync_test_run (SyncFixture *fixture,
               guint        kinds,
               gint64       max_details)
{
  TwSyncScope scope = { .kinds = kinds, .max_details = max_details };

  return sync_test_run_scope (fixture, &scope);
}

gint64
sync_test_count (SyncFixture *fixture,
                 TwKind       kind)
{
  g_autoptr (TwQuery) query = tw_query_new (kind);

  return mirror_test_count (fixture->base.mirror, query);
}

char *
sync_test_take_log (SyncFixture *fixture)
{
  return fake_marketplace_take_log (fixture->marketplace);
}

gboolean
sync_test_is_complete (SyncFixture *fixture,
                       TwKind       kind)
{
  return tw_mirror_get_list_state (fixture->base.mirror, kind)->complete_time != NULL;
}
