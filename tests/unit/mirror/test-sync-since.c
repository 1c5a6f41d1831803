/* test-sync-since.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync-test.h"

#include "base/tw-error.h"

#define N_KNOWN 1200
#define N_NEW 7

/* Orders @first to @last, ten a day from 2026-06-01 on. */
static void
add_orders (SyncFixture *fixture,
            guint        first,
            guint        last)
{
  for (guint id = first; id <= last; id++)
    {
      g_autoptr (GDateTime) begin = g_date_time_new_utc (2026, 6, 1, 6, 0, 0);
      g_autoptr (GDateTime) created = g_date_time_add_hours (begin, (int) (id / 10 * 24 + id % 10));
      g_autofree char *time = g_date_time_format (created, "%FT%TZ");
      g_autofree char *key = g_strdup_printf ("%u", id);
      g_autofree char *json = g_strdup_printf ("{\"id\":\"%u\",\"status\":\"completed\",\"creationDate\":\"%s\"}",
                                               id, time);

      fake_marketplace_add (fixture->marketplace, TW_KIND_ORDER, key, json);
    }
}

/* All orders are known, and a few have come since. */
static void
prepare (SyncFixture *fixture)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autofree char *log = NULL;

  add_orders (fixture, 1, N_KNOWN);
  summary = sync_test_run (fixture, ORDERS, 0);
  log = sync_test_take_log (fixture);
  add_orders (fixture, N_KNOWN + 1, N_KNOWN + N_NEW);
}

static TwSyncSummary *
run_recent (SyncFixture *fixture)
{
  return sync_test_run_scope (fixture, &(TwSyncScope) { .kinds = ORDERS, .recent = TRUE });
}

static void
assert_complete (SyncFixture         *fixture,
                 const TwSyncSummary *summary,
                 guint                n_new)
{
  const TwListState *state = tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_ORDER);

  g_assert_no_error (summary->parts[TW_KIND_ORDER].error);
  g_assert_true (summary->parts[TW_KIND_ORDER].listed);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].change.n_new, ==, n_new);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, N_KNOWN + (n_new > 0 ? n_new : N_NEW));
  g_assert_cmpint (state->total, >=, N_KNOWN);
}

/* The 20 newest known ones begin on the 27th of September. */
static void
test_heeded (SyncFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwSyncSummary) again = NULL;
  g_autofree char *log = NULL;
  g_autofree char *again_log = NULL;

  prepare (fixture);
  fake_marketplace_set_since (fixture->marketplace, FAKE_SINCE_HEEDED);
  summary = run_recent (fixture);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order+0@2026-09-27");
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].rows, <, 40);
  assert_complete (fixture, summary, N_NEW);
  g_assert_cmpstr (tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_ORDER)->front[0], ==, "1207");

  again = run_recent (fixture);
  again_log = sync_test_take_log (fixture);
  g_assert_cmpstr (again_log, ==, "order+0@2026-09-27");
  assert_complete (fixture, again, 0);
}

/* As all marketplaces did that anybody has looked at: nothing is different, and nothing costs more. */
static void
test_ignored (SyncFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autofree char *log = NULL;

  prepare (fixture);
  summary = run_recent (fixture);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order+0@2026-09-27");
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].rows, ==, 500);
  assert_complete (fixture, summary, N_NEW);
  g_assert_cmpint (tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_ORDER)->total, ==, N_KNOWN + N_NEW);
}

/* Further pages of a list that does not heed the date are asked for without it. */
static void
test_ignored_over_pages (SyncFixture   *fixture,
                         gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autofree char *log = NULL;

  prepare (fixture);
  add_orders (fixture, N_KNOWN + N_NEW + 1, N_KNOWN + 600);
  summary = run_recent (fixture);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order+0@2026-09-27 order+500");
  assert_complete (fixture, summary, 600);
}

/* However the date is misread, nothing is lost, and it is not tried again. */
static void
test_misread (SyncFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwSyncSummary) again = NULL;
  g_autofree char *log = NULL;
  g_autofree char *again_log = NULL;

  prepare (fixture);
  fake_marketplace_set_since (fixture->marketplace, GPOINTER_TO_INT (data));
  summary = run_recent (fixture);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order+0@2026-09-27 order+0");
  assert_complete (fixture, summary, N_NEW);

  again = run_recent (fixture);
  again_log = sync_test_take_log (fixture);
  g_assert_cmpstr (again_log, ==, "order+0");
  assert_complete (fixture, again, 0);
}

/* More than a page since then: the page that came first need not be the newest. */
static void
test_oldest_first (SyncFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autofree char *log = NULL;

  prepare (fixture);
  add_orders (fixture, N_KNOWN + N_NEW + 1, N_KNOWN + 600);
  fake_marketplace_set_since (fixture->marketplace, FAKE_SINCE_OLDEST_FIRST);
  summary = run_recent (fixture);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order+0@2026-09-27 order+0 order+500");
  assert_complete (fixture, summary, 600);
}

/* An open order that a whole page shows would cost a call of its own: the whole page is asked for. One that is
 * older than that costs it anyway. */
static void
test_open_orders (SyncFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwSyncSummary) shown = NULL;
  g_autoptr (TwSyncSummary) hidden = NULL;
  g_autofree char *log = NULL;
  g_autofree char *hidden_log = NULL;

  prepare (fixture);
  fake_marketplace_set_since (fixture->marketplace, FAKE_SINCE_HEEDED);
  sync_test_restart (fixture, "UPDATE orders SET status = 'processing' WHERE id = '1000'");
  shown = run_recent (fixture);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order+0");

  sync_test_restart (fixture, "UPDATE orders SET status = 'completed' WHERE id = '1000'");
  sync_test_restart (fixture, "UPDATE orders SET status = 'processing' WHERE id = '600'");
  hidden = run_recent (fixture);
  hidden_log = sync_test_take_log (fixture);
  g_assert_cmpstr (hidden_log, ==, "order+0@2026-09-27 order/600(fresh)");
}

/* The pass to the end of the list is never by date. */
static void
test_full (SyncFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autofree char *log = NULL;

  prepare (fixture);
  fake_marketplace_set_since (fixture->marketplace, FAKE_SINCE_HEEDED);
  summary = sync_test_run_scope (fixture, &(TwSyncScope) { .kinds = ORDERS, .recent = TRUE, .full = TRUE });
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order+0 order+500 order+1000");
  assert_complete (fixture, summary, N_NEW);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, data, func) \
  g_test_add ("/sync-since/" name, SyncFixture, data, sync_test_set_up, func, sync_test_tear_down)
  ADD ("heeded", NULL, test_heeded);
  ADD ("ignored", NULL, test_ignored);
  ADD ("ignored-over-pages", NULL, test_ignored_over_pages);
  ADD ("reversed", GINT_TO_POINTER (FAKE_SINCE_REVERSED), test_misread);
  ADD ("forgetful", GINT_TO_POINTER (FAKE_SINCE_FORGETFUL), test_misread);
  ADD ("refused", GINT_TO_POINTER (FAKE_SINCE_REFUSED), test_misread);
  ADD ("oldest-first", NULL, test_oldest_first);
  ADD ("open-orders", NULL, test_open_orders);
  ADD ("full", NULL, test_full);

  return g_test_run ();
}
