/* test-sync-store.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync-test.h"

#include "base/tw-error.h"

/* From now on one order cannot be stored, as on a disk that is full for a moment; its page is lost with it. */
#define SPOIL \
  "CREATE TRIGGER spoilt BEFORE INSERT ON orders WHEN NEW.id = '%s' BEGIN SELECT RAISE (ABORT, 'disk full'); END"

static void
spoil (SyncFixture *fixture,
       const char  *id)
{
  g_autofree char *sql = g_strdup_printf (SPOIL, id);

  mirror_test_write_sqlite (fixture->base.path, sql);
}

static void
assert_mended (SyncFixture *fixture,
               gint64       n_rows)
{
  g_autoptr (TwSyncSummary) mended = NULL;

  mirror_test_write_sqlite (fixture->base.path, "DROP TRIGGER spoilt");
  mended = sync_test_run (fixture, ORDERS, 0);
  g_assert_no_error (tw_sync_summary_get_error (mended));
  g_assert_true (mended->parts[TW_KIND_ORDER].listed);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, n_rows);
}

/* The last page of a list is as good a page as any: without it the list is not up to date. */
static void
test_first (SyncFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (TwSyncSummary) failed = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 900);
  spoil (fixture, "7");
  failed = sync_test_run (fixture, ORDERS, 0);
  g_assert_error (failed->parts[TW_KIND_ORDER].error, TW_ERROR, TW_ERROR_STORE);
  g_assert_false (failed->parts[TW_KIND_ORDER].listed);
  g_assert_false (sync_test_is_complete (fixture, TW_KIND_ORDER));
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 500);
  assert_mended (fixture, 900);
}

/* What such a page held is not taken for known by the next refresh. */
static void
test_refresh (SyncFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) failed = NULL;
  g_autoptr (GDateTime) before = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 900);
  first = sync_test_run (fixture, ORDERS, 0);
  before = g_date_time_ref (tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_ORDER)->complete_time);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 901, 930);
  spoil (fixture, "920");
  failed = sync_test_run (fixture, ORDERS, 0);
  g_assert_error (failed->parts[TW_KIND_ORDER].error, TW_ERROR, TW_ERROR_STORE);
  g_assert_false (failed->parts[TW_KIND_ORDER].listed);
  g_assert_true (g_date_time_equal (tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_ORDER)->complete_time,
                                    before));
  assert_mended (fixture, 930);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/sync-store/" name, SyncFixture, NULL, sync_test_set_up, func, sync_test_tear_down)
  ADD ("first", test_first);
  ADD ("refresh", test_refresh);

  return g_test_run ();
}
