/* test-sync.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync-test.h"

#include "base/tw-error.h"

static void
test_pages (SyncFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwSyncSummary) again = NULL;
  g_autofree char *log = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 3250);
  summary = sync_test_run (fixture, ORDERS, 0);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order+0 order+500 order+1000 order+1500 order+2000 order+2500 order+3000");
  g_assert_cmpuint (fake_marketplace_get_most_at_once (fixture->marketplace), >, 1);
  g_assert_cmpuint (fake_marketplace_get_most_at_once (fixture->marketplace), <=, 4);
  g_assert_no_error (tw_sync_summary_get_error (summary));
  g_assert_cmpuint (tw_sync_summary_get_calls (summary), ==, 7);
  g_assert_true (summary->parts[TW_KIND_ORDER].listed);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].rows, ==, 3250);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].change.n_new, ==, 3250);
  g_assert_cmpint (summary->parts[TW_KIND_ORDER].missing_details, ==, 3250);
  g_assert_false (summary->parts[TW_KIND_CUSTOMER].listed);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 3250);
  g_assert_cmpint (tw_sync_get_rows (fixture->sync), ==, 3250);
  g_assert_cmpint (tw_sync_get_total (fixture->sync), ==, 3250);
  g_assert_cmpuint (tw_sync_get_calls (fixture->sync), ==, 7);
  g_assert_cmpint (tw_sync_get_kind (fixture->sync), ==, TW_KIND_ORDER);

  again = sync_test_run (fixture, ORDERS, 0);
  g_assert_cmpuint (again->parts[TW_KIND_ORDER].change.n_new, ==, 0);
  g_assert_cmpuint (again->parts[TW_KIND_ORDER].change.n_changed, ==, 0);
}

/* A marketplace that gives shorter pages than it is asked for. */
static void
test_short_pages (SyncFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autofree char *log = NULL;

  fake_marketplace_set_page_cap (fixture->marketplace, 100);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_CUSTOMER, 1, 250);
  summary = sync_test_run (fixture, CUSTOMERS, 0);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "customer+0 customer+100 customer+200");
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_CUSTOMER), ==, 250);
  g_assert_true (summary->parts[TW_KIND_CUSTOMER].listed);
}

/* Every order is known from before; what the marketplace says of the list now does not fit. */
static TwSyncSummary *
read_misfit (SyncFixture *fixture,
             gint64       total_shift,
             gint64       empty_offset)
{
  g_autoptr (TwSyncSummary) before = NULL;
  g_autofree char *log = NULL;

  fake_marketplace_set_page_cap (fixture->marketplace, 100);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 250);
  before = sync_test_run (fixture, ORDERS, 0);
  log = sync_test_take_log (fixture);
  g_assert_true (before->parts[TW_KIND_ORDER].listed);

  fake_marketplace_shift_total (fixture->marketplace, total_shift);
  fake_marketplace_empty_page (fixture->marketplace, empty_offset);

  return sync_test_run_scope (fixture, &(TwSyncScope) { .kinds = ORDERS, .full = TRUE });
}

static void
assert_nothing_vanished (SyncFixture *fixture)
{
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 250);
}

/* A page of nothing in the middle of a list: the list is not whole, and says so. */
static void
test_empty_page (SyncFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = read_misfit (fixture, 0, 100);

  g_assert_error (summary->parts[TW_KIND_ORDER].error, TW_ERROR, TW_ERROR_SERVER);
  g_assert_false (summary->parts[TW_KIND_ORDER].listed);
  assert_nothing_vanished (fixture);
}

/* A list that counts far more than it has ends with its first empty page, not after the day's calls. */
static void
test_huge_total (SyncFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = read_misfit (fixture, G_GINT64_CONSTANT (1000000000000), -1);

  g_assert_error (summary->parts[TW_KIND_ORDER].error, TW_ERROR, TW_ERROR_SERVER);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].calls, <, 20);
  assert_nothing_vanished (fixture);
}

/* One whose pages are all the same is given up soon, however long it says that it is. */
static void
test_same_page (SyncFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 700);
  fake_marketplace_ignore_offset (fixture->marketplace);
  fake_marketplace_shift_total (fixture->marketplace, 100000);
  summary = sync_test_run (fixture, ORDERS, 0);
  g_assert_error (summary->parts[TW_KIND_ORDER].error, TW_ERROR, TW_ERROR_SERVER);
  g_assert_false (summary->parts[TW_KIND_ORDER].listed);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].calls, <, 20);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 500);
}

/* The same for one that is no longer than it says: what came is not all of it. */
static void
test_same_page_of_two (SyncFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 700);
  fake_marketplace_ignore_offset (fixture->marketplace);
  summary = sync_test_run (fixture, ORDERS, 0);
  g_assert_error (summary->parts[TW_KIND_ORDER].error, TW_ERROR, TW_ERROR_SERVER);
  g_assert_false (summary->parts[TW_KIND_ORDER].listed);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].calls, <, 20);
}

/* One that counts less than it gives is read until nothing new comes, and nothing is missed for it. */
static void
test_small_total (SyncFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = read_misfit (fixture, -250, -1);

  g_assert_true (summary->parts[TW_KIND_ORDER].listed);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].rows, ==, 250);
  assert_nothing_vanished (fixture);
}

/* The same for one that does not count at all. */
static void
test_no_total (SyncFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = read_misfit (fixture, G_MININT64, 200);

  g_assert_true (summary->parts[TW_KIND_ORDER].listed);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].rows, ==, 200);
  g_assert_cmpint (tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_ORDER)->total, ==, 200);
  assert_nothing_vanished (fixture);
}

static void
test_empty_list (SyncFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = sync_test_run (fixture, CUSTOMERS, 0);
  g_autofree char *log = sync_test_take_log (fixture);

  g_assert_cmpstr (log, ==, "customer+0");
  g_assert_true (summary->parts[TW_KIND_CUSTOMER].listed);
  g_assert_cmpint (tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_CUSTOMER)->total, ==, 0);
}

/* Two rows come at the front while the second page is on its way: all are seen, none twice. */
static void
add_two_cb (FakeMarketplace *marketplace,
            TwKind           kind,
            gint64           offset,
            gpointer         user_data)
{
  gboolean *done = user_data;

  if (offset == 500 && !*done)
    {
      *done = TRUE;
      fake_marketplace_add_many (marketplace, kind, 2001, 2002);
    }
}

static void
test_rows_come (SyncFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwSyncSummary) again = NULL;
  g_autofree char *log = NULL;
  gboolean done = FALSE;

  mirror_test_put_page (fixture->base.mirror, TW_KIND_CUSTOMER, "[{\"id\":\"99999\"}]");
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_CUSTOMER, 1, 2000);
  fake_marketplace_before_answer (fixture->marketplace, add_two_cb, &done);
  summary = sync_test_run (fixture, CUSTOMERS, 0);
  log = sync_test_take_log (fixture);
  g_assert_true (g_str_has_suffix (log, "customer+2000 customer+0"));
  g_assert_true (summary->parts[TW_KIND_CUSTOMER].listed);
  g_assert_true (sync_test_is_complete (fixture, TW_KIND_CUSTOMER));

  /* Only a list that stood still says what is gone. */
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_CUSTOMER), ==, 2003);
  again = sync_test_run_scope (fixture, &(TwSyncScope) { .kinds = CUSTOMERS, .full = TRUE });
  g_assert_cmpuint (again->parts[TW_KIND_CUSTOMER].change.n_vanished, ==, 1);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_CUSTOMER), ==, 2002);
}

/* A row goes while the last page is on its way: the one that slipped over the border is found all the same.
 * */
static void
remove_one_cb (FakeMarketplace *marketplace,
               TwKind           kind,
               gint64           offset,
               gpointer         user_data)
{
  gboolean *done = user_data;

  if (offset == 1500 && !*done)
    {
      *done = TRUE;
      fake_marketplace_remove (marketplace, kind, "1999");
    }
}

static void
test_row_goes (SyncFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwMirrorEntry) slipped = NULL;
  gboolean done = FALSE;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_CUSTOMER, 1, 2000);
  fake_marketplace_before_answer (fixture->marketplace, remove_one_cb, &done);
  summary = sync_test_run (fixture, CUSTOMERS, 0);
  g_assert_true (summary->parts[TW_KIND_CUSTOMER].listed);
  slipped = mirror_test_get (fixture->base.mirror, TW_KIND_CUSTOMER, "500");
  g_assert_nonnull (slipped);
  g_assert_false (slipped->vanished);
}

/* A list that never stands still is not taken for whole, and nothing vanishes for that. */
static void
keep_moving_cb (FakeMarketplace *marketplace,
                TwKind           kind,
                gint64           offset,
                gpointer         user_data)
{
  guint *next = user_data;

  fake_marketplace_add_many (marketplace, kind, *next, *next);
  (*next)++;
}

static void
test_never_still (SyncFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwMirrorEntry) known = NULL;
  guint next = 601;

  mirror_test_put_page (fixture->base.mirror, TW_KIND_CUSTOMER, "[{\"id\":\"99999\"}]");
  fake_marketplace_set_page_cap (fixture->marketplace, 100);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_CUSTOMER, 1, 600);
  fake_marketplace_before_answer (fixture->marketplace, keep_moving_cb, &next);
  summary = sync_test_run (fixture, CUSTOMERS, 0);
  g_assert_false (summary->parts[TW_KIND_CUSTOMER].listed);
  g_assert_error (summary->parts[TW_KIND_CUSTOMER].error, TW_ERROR, TW_ERROR_SERVER);
  g_assert_false (sync_test_is_complete (fixture, TW_KIND_CUSTOMER));
  known = mirror_test_get (fixture->base.mirror, TW_KIND_CUSTOMER, "99999");
  g_assert_false (known->vanished);
}

/* A list that fails half-way makes nothing vanish, and keeps what came. */
static void
test_failure_half_way (SyncFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwSyncSummary) mended = NULL;
  g_autoptr (TwMirrorEntry) known = NULL;
  g_autoptr (TwMirrorEntry) gone = NULL;

  mirror_test_put_page (fixture->base.mirror, TW_KIND_ORDER, "[{\"id\":\"99999\",\"status\":\"completed\"}]");
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_CUSTOMER, 1, 10);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 2000);
  fake_marketplace_fail_list (fixture->marketplace, TW_KIND_ORDER, 1000, TW_ERROR_SERVER);
  summary = sync_test_run (fixture, CUSTOMERS | ORDERS, 0);
  g_assert_error (summary->parts[TW_KIND_ORDER].error, TW_ERROR, TW_ERROR_SERVER);
  g_assert_true (tw_sync_summary_get_error (summary) == summary->parts[TW_KIND_ORDER].error);
  g_assert_false (summary->parts[TW_KIND_ORDER].listed);
  g_assert_true (summary->parts[TW_KIND_CUSTOMER].listed);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), >=, 1001);
  g_assert_false (sync_test_is_complete (fixture, TW_KIND_ORDER));
  g_assert_nonnull (tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_ORDER)->page_time);
  known = mirror_test_get (fixture->base.mirror, TW_KIND_ORDER, "99999");
  g_assert_false (known->vanished);

  fake_marketplace_fail_list (fixture->marketplace, TW_KIND_ORDER, -1, 0);
  mended = sync_test_run (fixture, ORDERS, 0);
  g_assert_true (mended->parts[TW_KIND_ORDER].listed);
  g_assert_cmpuint (mended->parts[TW_KIND_ORDER].change.n_vanished, ==, 1);
  gone = mirror_test_get (fixture->base.mirror, TW_KIND_ORDER, "99999");
  g_assert_true (gone->vanished);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 2000);
}

/* Without a connection there is no point in asking for the other lists. */
static void
test_offline (SyncFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autofree char *log = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 1600);
  fake_marketplace_fail_list (fixture->marketplace, TW_KIND_CUSTOMER, 0, TW_ERROR_OFFLINE);
  summary = sync_test_run_scope (fixture, &(TwSyncScope) { .max_details = 50 });
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "customer+0 subscription+0 order+0 reseller+0");
  g_assert_error (summary->parts[TW_KIND_CUSTOMER].error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_error (summary->parts[TW_KIND_REPORT].error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 500);
  g_assert_cmpint (summary->parts[TW_KIND_ORDER].missing_details, ==, 500);
}

static void
cancel_cb (FakeMarketplace *marketplace,
           TwKind           kind,
           gint64           offset,
           gpointer         user_data)
{
  if (offset == 500)
    g_cancellable_cancel (user_data);
}

static void
test_cancelled (SyncFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwSyncScope scope = { .kinds = ORDERS };

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 1600);
  fake_marketplace_before_answer (fixture->marketplace, cancel_cb, cancellable);
  tw_sync_run_async (fixture->sync, &scope, TW_PRIORITY_FRESH, cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_null (tw_sync_run_finish (fixture->sync, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), >=, 500);
  g_assert_false (sync_test_is_complete (fixture, TW_KIND_ORDER));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/sync/" name, SyncFixture, NULL, sync_test_set_up, func, sync_test_tear_down)
  ADD ("pages", test_pages);
  ADD ("short-pages", test_short_pages);
  ADD ("empty-page", test_empty_page);
  ADD ("huge-total", test_huge_total);
  ADD ("same-page", test_same_page);
  ADD ("same-page-of-two", test_same_page_of_two);
  ADD ("small-total", test_small_total);
  ADD ("no-total", test_no_total);
  ADD ("empty-list", test_empty_list);
  ADD ("rows-come", test_rows_come);
  ADD ("row-goes", test_row_goes);
  ADD ("never-still", test_never_still);
  ADD ("failure-half-way", test_failure_half_way);
  ADD ("offline", test_offline);
  ADD ("cancelled", test_cancelled);

  return g_test_run ();
}
