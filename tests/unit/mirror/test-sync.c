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

/* Open orders are read by id only where the list did not show them; that one is not found does not make it vanish. */
static void
test_open_orders (SyncFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwMirrorEntry) done = NULL;
  g_autoptr (TwMirrorEntry) kept = NULL;
  g_autofree char *log = NULL;

  mirror_test_put_page (fixture->base.mirror, TW_KIND_ORDER,
                        "[{\"id\":\"1\",\"status\":\"processing\"},{\"id\":\"2\",\"status\":\"completed\"},"
                        "{\"id\":\"3\",\"status\":\"submitted\"},{\"id\":\"900\",\"status\":\"processing\"}]");
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 1000);
  fake_marketplace_remove (fixture->marketplace, TW_KIND_ORDER, "3");
  fake_marketplace_fail_list (fixture->marketplace, TW_KIND_ORDER, 500, TW_ERROR_SERVER);
  summary = sync_test_run (fixture, ORDERS, 0);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order+0 order+500 order/3(fresh) order/1(fresh)");
  done = mirror_test_get (fixture->base.mirror, TW_KIND_ORDER, "1");
  g_assert_cmpint (TW_ORDER (done->resource)->status, ==, TW_ORDER_STATUS_COMPLETED);
  kept = mirror_test_get (fixture->base.mirror, TW_KIND_ORDER, "3");
  g_assert_false (kept->vanished);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].details, ==, 1);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].change.n_vanished, ==, 0);
}

/* Orders and subscriptions take turns, newest first, and no more than were asked for. */
static void
test_some_details (SyncFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwSyncSummary) rest = NULL;
  g_autofree char *log = NULL;
  g_autofree char *rest_log = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 6);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_SUBSCRIPTION, 11, 12);
  summary = sync_test_run (fixture, ORDERS | SUBSCRIPTIONS, 5);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "subscription+0 order+0 order/6(detail) subscription/12(detail) order/5(detail)"
                            " subscription/11(detail) order/4(detail)");
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].details, ==, 3);
  g_assert_cmpuint (summary->parts[TW_KIND_SUBSCRIPTION].details, ==, 2);
  g_assert_cmpint (summary->parts[TW_KIND_ORDER].missing_details, ==, 3);
  g_assert_cmpint (summary->parts[TW_KIND_SUBSCRIPTION].missing_details, ==, 0);
  g_assert_cmpint (tw_sync_get_details (fixture->sync), ==, 5);
  g_assert_cmpint (tw_sync_get_total_details (fixture->sync), ==, 5);

  rest = sync_test_run (fixture, ORDERS, TW_SYNC_ALL_DETAILS);
  rest_log = sync_test_take_log (fixture);
  g_assert_cmpstr (rest_log, ==, "order+0 order/3(detail) order/2(detail) order/1(detail)");
  g_assert_cmpint (rest->parts[TW_KIND_ORDER].missing_details, ==, 0);
}

/* One detail that fails does not keep the others away. */
static void
test_failing_details (SyncFixture   *fixture,
                      gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwSyncSummary) limited = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 20);
  fake_marketplace_fail_details (fixture->marketplace, TW_ERROR_SERVER);
  summary = sync_test_run (fixture, ORDERS, 10);
  g_assert_error (summary->parts[TW_KIND_ORDER].error, TW_ERROR, TW_ERROR_SERVER);
  g_assert_true (summary->parts[TW_KIND_ORDER].listed);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].calls, ==, 11);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].details, ==, 0);

  /* When background work has used its calls the rest is put off, which is no failure. */
  fake_marketplace_fail_details (fixture->marketplace, TW_ERROR_RATE_LIMITED);
  limited = sync_test_run (fixture, ORDERS, 10);
  g_assert_no_error (tw_sync_summary_get_error (limited));
  g_assert_error (limited->parts[TW_KIND_ORDER].put_off, TW_ERROR, TW_ERROR_RATE_LIMITED);
  g_assert_true (limited->parts[TW_KIND_ORDER].listed);
  g_assert_cmpuint (limited->parts[TW_KIND_ORDER].calls, <=, 5);
  g_assert_cmpint (limited->parts[TW_KIND_ORDER].missing_details, ==, 20);
  g_assert_cmpint (tw_sync_get_total_details (fixture->sync), <=, 4);
}

/* Lists and details read one after the other tell the same as both at a time. */
static void
test_summary_add (SyncFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwSyncSummary) details = NULL;
  const TwSyncPart *orders = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 6);
  fake_marketplace_fail_list (fixture->marketplace, TW_KIND_PLAN, 0, TW_ERROR_SERVER);
  summary = sync_test_run_scope (fixture, &(TwSyncScope) { 0 });
  details = sync_test_run_scope (fixture, &(TwSyncScope) { .details_only = TRUE, .max_details = 4 });
  tw_sync_summary_add (summary, details);
  orders = &summary->parts[TW_KIND_ORDER];
  g_assert_true (orders->listed);
  g_assert_cmpuint (orders->calls, ==, 5);
  g_assert_cmpuint (orders->rows, ==, 6);
  g_assert_cmpuint (orders->details, ==, 4);
  g_assert_cmpuint (orders->change.n_new, ==, 6);
  g_assert_cmpuint (orders->change.n_changed, ==, 4);
  g_assert_cmpint (orders->missing_details, ==, 2);
  g_assert_no_error (orders->error);
  g_assert_error (summary->parts[TW_KIND_PLAN].error, TW_ERROR, TW_ERROR_SERVER);
}

/* Lists that change little are read once a day, or when asked for. */
static void
test_quiet_lists (SyncFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) second = NULL;
  g_autoptr (TwSyncSummary) full = NULL;
  g_autoptr (TwSyncSummary) next_day = NULL;
  g_autoptr (TwSyncSummary) without = NULL;
  g_autofree char *first_log = NULL;
  g_autofree char *second_log = NULL;
  g_autofree char *full_log = NULL;
  g_autofree char *next_day_log = NULL;
  g_autofree char *without_log = NULL;
  const char *all = "customer+0 subscription+0 order+0 reseller+0 product+0 plan+0 report+0";

  first = sync_test_run_scope (fixture, &(TwSyncScope) { 0 });
  first_log = sync_test_take_log (fixture);
  g_assert_cmpstr (first_log, ==, all);

  second = sync_test_run_scope (fixture, &(TwSyncScope) { 0 });
  second_log = sync_test_take_log (fixture);
  g_assert_cmpstr (second_log, ==, "customer+0 subscription+0 order+0");

  full = sync_test_run_scope (fixture, &(TwSyncScope) { .full = TRUE });
  full_log = sync_test_take_log (fixture);
  g_assert_cmpstr (full_log, ==, all);

  sync_test_restart (fixture,
                     "UPDATE list_states SET complete_time = complete_time - 86400000000 WHERE kind = 4");
  next_day = sync_test_run_scope (fixture, &(TwSyncScope) { 0 });
  next_day_log = sync_test_take_log (fixture);
  g_assert_cmpstr (next_day_log, ==, "customer+0 subscription+0 order+0 product+0");

  fake_marketplace_set_capabilities (fixture->marketplace, 0);
  without = sync_test_run_scope (fixture, &(TwSyncScope) { .full = TRUE });
  without_log = sync_test_take_log (fixture);
  g_assert_cmpstr (without_log, ==, "customer+0 subscription+0 product+0 plan+0 report+0");
}

/* New objects are at the front: what was known is not read again. */
static void
test_front (SyncFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) second = NULL;
  g_autofree char *first_log = NULL;
  g_autofree char *second_log = NULL;
  const TwListState *state;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 2000);
  first = sync_test_run (fixture, ORDERS, 0);
  first_log = sync_test_take_log (fixture);
  state = tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_ORDER);
  g_assert_cmpuint (g_strv_length (state->front), ==, 20);
  g_assert_cmpstr (state->front[0], ==, "2000");
  g_assert_cmpstr (state->front[19], ==, "1981");

  /* The file remembers it. */
  sync_test_restart (fixture, NULL);

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 2001, 2020);
  fake_marketplace_remove (fixture->marketplace, TW_KIND_ORDER, "7");
  second = sync_test_run (fixture, ORDERS, 0);
  second_log = sync_test_take_log (fixture);
  g_assert_cmpstr (second_log, ==, "order+0");
  g_assert_true (second->parts[TW_KIND_ORDER].listed);
  g_assert_cmpuint (second->parts[TW_KIND_ORDER].change.n_new, ==, 20);
  g_assert_cmpint (tw_sync_get_total (fixture->sync), ==, 500);

  /* A list that was not read to its end says nothing about what is gone. */
  g_assert_cmpuint (second->parts[TW_KIND_ORDER].change.n_vanished, ==, 0);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 2020);
  state = tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_ORDER);
  g_assert_cmpstr (state->front[0], ==, "2020");
  g_assert_cmpint (state->total, ==, 2019);
  g_assert_cmpint (g_date_time_compare (state->full_time, state->complete_time), <, 0);
}

/* As many pages as it takes, and no more. */
static void
test_front_over_pages (SyncFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) second = NULL;
  g_autofree char *first_log = NULL;
  g_autofree char *log = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 3000);
  first = sync_test_run (fixture, ORDERS, 0);
  first_log = sync_test_take_log (fixture);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 3001, 3995);
  second = sync_test_run (fixture, ORDERS, 0);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order+0 order+500 order+1000");
  g_assert_cmpuint (second->parts[TW_KIND_ORDER].change.n_new, ==, 995);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 3995);
}

static void
test_front_is_gone (SyncFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) second = NULL;
  g_autofree char *first_log = NULL;
  g_autofree char *log = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 1200);
  first = sync_test_run (fixture, ORDERS, 0);
  first_log = sync_test_take_log (fixture);
  for (guint id = 1185; id <= 1200; id++)
    {
      g_autofree char *key = g_strdup_printf ("%u", id);

      fake_marketplace_remove (fixture->marketplace, TW_KIND_ORDER, key);
    }
  second = sync_test_run (fixture, ORDERS, 0);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order+0 order+500 order+1000");
  g_assert_cmpuint (second->parts[TW_KIND_ORDER].change.n_vanished, ==, 16);
}

/* One known object that comes to the front again proves nothing about what follows it. */
static void
test_front_has_moved (SyncFixture   *fixture,
                      gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) second = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_CUSTOMER, 1, 1200);
  first = sync_test_run (fixture, CUSTOMERS, 0);
  fake_marketplace_remove (fixture->marketplace, TW_KIND_CUSTOMER, "1200");
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_CUSTOMER, 1201, 1800);
  fake_marketplace_add (fixture->marketplace, TW_KIND_CUSTOMER, "1200", NULL);
  second = sync_test_run (fixture, CUSTOMERS, 0);
  g_assert_cmpuint (second->parts[TW_KIND_CUSTOMER].change.n_new, ==, 600);
}

/* What came by other ways, by placing orders for instance, is not where the list was read to. */
static void
test_front_is_not_what_is_there (SyncFixture   *fixture,
                                 gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) second = NULL;
  g_autoptr (GString) rows = g_string_new ("[");

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 100);
  first = sync_test_run (fixture, ORDERS, 0);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 101, 700);
  for (guint id = 201; id <= 700; id++)
    g_string_append_printf (rows, "%s{\"id\":\"%u\",\"status\":\"completed\"}", id > 201 ? "," : "", id);
  g_string_append (rows, "]");
  mirror_test_put_page (fixture->base.mirror, TW_KIND_ORDER, rows->str);
  second = sync_test_run (fixture, ORDERS, 0);
  g_assert_cmpuint (second->parts[TW_KIND_ORDER].change.n_new, ==, 100);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 700);
}

/* A refresh that failed after its first page leaves a hole, which the next one fills. */
static void
test_front_after_failure (SyncFixture   *fixture,
                          gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) failed = NULL;
  g_autoptr (TwSyncSummary) mended = NULL;
  g_autoptr (GDateTime) before = NULL;
  const TwListState *state = tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_ORDER);

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 1000);
  first = sync_test_run (fixture, ORDERS, 0);
  state = tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_ORDER);
  before = g_date_time_ref (state->complete_time);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1001, 1900);
  fake_marketplace_fail_list (fixture->marketplace, TW_KIND_ORDER, 500, TW_ERROR_SERVER);
  failed = sync_test_run (fixture, ORDERS, 0);
  g_assert_false (failed->parts[TW_KIND_ORDER].listed);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 1500);
  state = tw_mirror_get_list_state (fixture->base.mirror, TW_KIND_ORDER);
  g_assert_true (g_date_time_equal (state->complete_time, before));
  g_assert_cmpint (g_date_time_compare (state->page_time, before), >, 0);

  fake_marketplace_fail_list (fixture->marketplace, TW_KIND_ORDER, -1, 0);
  mended = sync_test_run (fixture, ORDERS, 0);
  g_assert_true (mended->parts[TW_KIND_ORDER].listed);
  g_assert_cmpuint (mended->parts[TW_KIND_ORDER].change.n_new, ==, 400);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 1900);
}

/* Rows go while the second page is on its way, and one slips over the border of the pages unseen. */
static void
remove_new_cb (FakeMarketplace *marketplace,
               TwKind           kind,
               gint64           offset,
               gpointer         user_data)
{
  gboolean *done = user_data;

  if (offset == 500 && !*done)
    {
      *done = TRUE;
      fake_marketplace_remove (marketplace, kind, "1600");
    }
}

static void
test_front_shrinks (SyncFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) second = NULL;
  g_autoptr (TwMirrorEntry) slipped = NULL;
  gboolean done = FALSE;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 1000);
  first = sync_test_run (fixture, ORDERS, 0);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1001, 1700);
  fake_marketplace_before_answer (fixture->marketplace, remove_new_cb, &done);
  second = sync_test_run (fixture, ORDERS, 0);
  g_assert_true (done);
  g_assert_true (second->parts[TW_KIND_ORDER].listed);
  slipped = mirror_test_get (fixture->base.mirror, TW_KIND_ORDER, "1200");
  g_assert_nonnull (slipped);
}

static void
test_full_interval (SyncFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) asked = NULL;
  g_autoptr (TwSyncSummary) early = NULL;
  g_autoptr (TwSyncSummary) next_day = NULL;
  g_autofree char *first_log = NULL;
  g_autofree char *asked_log = NULL;
  g_autofree char *early_log = NULL;
  g_autofree char *next_day_log = NULL;

  g_assert_cmpint (tw_sync_get_full_interval (fixture->sync), ==, 24 * 60 * 60);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 700);
  first = sync_test_run (fixture, ORDERS, 0);
  first_log = sync_test_take_log (fixture);
  g_assert_cmpstr (first_log, ==, "order+0 order+500");

  asked = sync_test_run_scope (fixture, &(TwSyncScope) { .kinds = ORDERS, .full = TRUE });
  asked_log = sync_test_take_log (fixture);
  g_assert_cmpstr (asked_log, ==, "order+0 order+500");

  sync_test_restart (fixture, "UPDATE list_states SET full_time = full_time - 7100000000");
  tw_sync_set_full_interval (fixture->sync, 2 * 60 * 60);
  early = sync_test_run (fixture, ORDERS, 0);
  early_log = sync_test_take_log (fixture);
  g_assert_cmpstr (early_log, ==, "order+0");

  tw_sync_set_full_interval (fixture->sync, 7000);
  next_day = sync_test_run (fixture, ORDERS, 0);
  next_day_log = sync_test_take_log (fixture);
  g_assert_cmpstr (next_day_log, ==, "order+0 order+500");
}

typedef struct
{
  guint  n_times;
  guint  list_calls;
  gint64 details;
} Cost;

static void
cost_cb (TwSync   *sync,
         guint     list_calls,
         gint64    details,
         gpointer  user_data)
{
  Cost *cost = user_data;

  cost->n_times++;
  cost->list_calls = list_calls;
  cost->details = details;
}

/* What the lists say of their lengths may be anything. */
static void
test_absurd_totals (SyncFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  Cost cost = { 0 };

  g_signal_connect (fixture->sync, "cost", G_CALLBACK (cost_cb), &cost);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_SUBSCRIPTION, 1, 10);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 10);
  fake_marketplace_shift_total (fixture->marketplace, G_MAXINT64 - 10);
  summary = sync_test_run_scope (fixture, &(TwSyncScope) { 0 });
  g_assert_nonnull (tw_sync_summary_get_error (summary));
  g_assert_cmpuint (cost.n_times, ==, 1);
  g_assert_cmpint (cost.details, >, 20);
  g_assert_cmpint (tw_sync_get_total (fixture->sync), >, 20);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 10);
}

/* The first lists say what they cost. People wait for those that they work with; the others keep their place behind
 * people, even if they never come. */
static void
test_first_lists (SyncFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) second = NULL;
  g_autofree char *log = NULL;
  Cost cost = { 0 };

  g_signal_connect (fixture->sync, "cost", G_CALLBACK (cost_cb), &cost);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_CUSTOMER, 1, 900);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_SUBSCRIPTION, 1, 10);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 1001);
  first = sync_test_run_scope (fixture, &(TwSyncScope) { 0 });
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==,
                   "customer+0 subscription+0 order+0 reseller+0 product+0 plan+0 report+0 customer+500"
                   " order+500 order+1000");
  g_assert_cmpuint (cost.n_times, ==, 1);
  g_assert_cmpuint (cost.list_calls, ==, 10);
  g_assert_cmpint (cost.details, ==, 1011);
  g_assert_cmpint (fake_marketplace_get_list_priority (fixture->marketplace, TW_KIND_CUSTOMER), ==, TW_PRIORITY_PERSON);
  g_assert_cmpint (fake_marketplace_get_list_priority (fixture->marketplace, TW_KIND_ORDER), ==, TW_PRIORITY_PERSON);
  g_assert_cmpint (fake_marketplace_get_list_priority (fixture->marketplace, TW_KIND_RESELLER), ==, TW_PRIORITY_FRESH);

  second = sync_test_run_scope (fixture, &(TwSyncScope) { 0 });
  g_assert_cmpuint (cost.n_times, ==, 1);
  g_assert_cmpint (fake_marketplace_get_list_priority (fixture->marketplace, TW_KIND_ORDER), ==, TW_PRIORITY_FRESH);
}

/* What an order changed in a subscription shows nowhere but in the subscription's detail. */
static void
test_order_names_subscription (SyncFixture   *fixture,
                               gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) lists = NULL;
  g_autoptr (TwSyncSummary) second = NULL;
  g_autoptr (TwSyncSummary) third = NULL;
  g_autoptr (TwMirrorEntry) subscription = NULL;
  g_autofree char *first_log = NULL;
  g_autofree char *lists_log = NULL;
  g_autofree char *second_log = NULL;
  g_autofree char *third_log = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_SUBSCRIPTION, 1, 5);
  first = sync_test_run (fixture, ORDERS | SUBSCRIPTIONS, TW_SYNC_ALL_DETAILS);
  first_log = sync_test_take_log (fixture);

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 50, 52);
  fake_marketplace_set_detail (fixture->marketplace, TW_KIND_ORDER, "52",
                               "{\"id\":\"52\",\"status\":\"completed\",\"subscriptionId\":\"3\"}");
  fake_marketplace_set_detail (fixture->marketplace, TW_KIND_SUBSCRIPTION, "3",
                               "{\"id\":\"3\",\"name\":\"twelve seats now\"}");
  lists = sync_test_run (fixture, ORDERS | SUBSCRIPTIONS, 0);
  lists_log = sync_test_take_log (fixture);
  g_assert_cmpstr (lists_log, ==, "subscription+0 order+0");

  /* At once: before the details of the older orders, and in the place of the last of them. */
  fake_marketplace_set_page_cap (fixture->marketplace, 500);
  second = sync_test_run (fixture, ORDERS | SUBSCRIPTIONS, 3);
  second_log = sync_test_take_log (fixture);
  g_assert_true (g_str_has_prefix (second_log, "subscription+0 order+0 order/52(detail)"));
  g_assert_nonnull (strstr (second_log, "subscription/3(detail)"));
  g_assert_cmpuint (second->parts[TW_KIND_SUBSCRIPTION].details, ==, 1);
  g_assert_cmpuint (second->parts[TW_KIND_ORDER].details + second->parts[TW_KIND_SUBSCRIPTION].details, <=, 4);
  subscription = mirror_test_get (fixture->base.mirror, TW_KIND_SUBSCRIPTION, "3");
  g_assert_cmpint (subscription->detail, ==, TW_DETAIL_KNOWN);
  g_assert_cmpstr (TW_SUBSCRIPTION (subscription->resource)->name, ==, "twelve seats now");

  /* Once is enough. */
  third = sync_test_run (fixture, ORDERS | SUBSCRIPTIONS, TW_SYNC_ALL_DETAILS);
  third_log = sync_test_take_log (fixture);
  g_assert_null (strstr (third_log, "subscription/"));
}

/* An open order is read by id until it is done; then its subscription is read. */
static void
test_open_order_names_subscription (SyncFixture   *fixture,
                                    gconstpointer  data)
{
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) still = NULL;
  g_autoptr (TwSyncSummary) done = NULL;
  g_autofree char *first_log = NULL;
  g_autofree char *still_log = NULL;
  g_autofree char *done_log = NULL;
  const char *open = "{\"id\":\"7\",\"status\":\"processing\",\"subscriptionId\":\"3\"}";

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_SUBSCRIPTION, 3, 3);
  fake_marketplace_add (fixture->marketplace, TW_KIND_ORDER, "7", "{\"id\":\"7\",\"status\":\"processing\"}");
  fake_marketplace_set_detail (fixture->marketplace, TW_KIND_ORDER, "7", open);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 101, 700);
  first = sync_test_run (fixture, ORDERS | SUBSCRIPTIONS, TW_SYNC_ALL_DETAILS);
  first_log = sync_test_take_log (fixture);

  still = sync_test_run (fixture, ORDERS | SUBSCRIPTIONS, 5);
  still_log = sync_test_take_log (fixture);
  g_assert_cmpstr (still_log, ==, "subscription+0 order+0 order/7(fresh)");

  fake_marketplace_set_detail (fixture->marketplace, TW_KIND_ORDER, "7",
                               "{\"id\":\"7\",\"status\":\"completed\",\"subscriptionId\":\"3\"}");
  done = sync_test_run (fixture, ORDERS | SUBSCRIPTIONS, 5);
  done_log = sync_test_take_log (fixture);
  g_assert_cmpstr (done_log, ==, "subscription+0 order+0 order/7(fresh) subscription/3(detail)");
}

/* Orders from before the subscription was read say nothing new about it. */
static void
test_old_orders (SyncFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autofree char *log = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_SUBSCRIPTION, 1, 2);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 8);
  for (guint id = 1; id <= 8; id++)
    {
      g_autofree char *key = g_strdup_printf ("%u", id);
      g_autofree char *detail = g_strdup_printf ("{\"id\":\"%u\",\"status\":\"completed\","
                                                 "\"subscriptionId\":\"%u\"}", id, 1 + id % 2);

      fake_marketplace_set_detail (fixture->marketplace, TW_KIND_ORDER, key, detail);
    }
  summary = sync_test_run (fixture, ORDERS | SUBSCRIPTIONS, TW_SYNC_ALL_DETAILS);
  log = sync_test_take_log (fixture);
  g_assert_cmpuint (summary->parts[TW_KIND_SUBSCRIPTION].details, ==, 2);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].details, ==, 8);
}

static TwMirrorEntry *
fetch (SyncFixture  *fixture,
       TwKind        kind,
       const char   *key,
       GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_sync_fetch_detail_async (fixture->sync, kind, key, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_sync_fetch_detail_finish (fixture->sync, result, error);
}

static void
test_fetch_detail (SyncFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr (GAsyncResult) one = NULL;
  g_autoptr (GAsyncResult) two = NULL;
  g_autoptr (TwMirrorEntry) first = NULL;
  g_autoptr (TwMirrorEntry) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;

  fake_marketplace_add (fixture->marketplace, TW_KIND_ORDER, "7", NULL);
  fake_marketplace_set_detail (fixture->marketplace, TW_KIND_ORDER, "7",
                               "{\"id\":\"7\",\"poNumber\":\"TW-7\"}");

  /* Two that open the same thing cost one call. */
  tw_sync_fetch_detail_async (fixture->sync, TW_KIND_ORDER, "7", NULL, tw_test_store_result, &one);
  tw_sync_fetch_detail_async (fixture->sync, TW_KIND_ORDER, "7", NULL, tw_test_store_result, &two);
  TW_WAIT_FOR (one != NULL && two != NULL);
  first = tw_sync_fetch_detail_finish (fixture->sync, one, &error);
  g_assert_no_error (error);
  second = tw_sync_fetch_detail_finish (fixture->sync, two, &error);
  g_assert_no_error (error);
  g_assert_true (first == second);
  g_assert_cmpstr (TW_ORDER (first->resource)->po_number, ==, "TW-7");
  g_assert_cmpint (first->detail, ==, TW_DETAIL_KNOWN);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order/7(person)");
}

static void
test_fetch_detail_errors (SyncFixture   *fixture,
                          gconstpointer  data)
{
  g_autoptr (GError) gone = NULL;
  g_autoptr (GError) offline = NULL;
  g_autoptr (GError) no_product = NULL;
  g_autoptr (TwMirrorEntry) entry = NULL;
  g_autoptr (TwMirrorEntry) kept = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *log = NULL;

  mirror_test_put_page (fixture->base.mirror, TW_KIND_ORDER, "[{\"id\":\"7\"},{\"id\":\"8\"}]");
  g_assert_null (fetch (fixture, TW_KIND_ORDER, "7", &gone));
  g_assert_error (gone, TW_ERROR, TW_ERROR_NOT_FOUND);
  entry = mirror_test_get (fixture->base.mirror, TW_KIND_ORDER, "7");
  g_assert_false (entry->vanished);

  fake_marketplace_fail_details (fixture->marketplace, TW_ERROR_OFFLINE);
  g_assert_null (fetch (fixture, TW_KIND_ORDER, "8", &offline));
  g_assert_error (offline, TW_ERROR, TW_ERROR_OFFLINE);
  kept = mirror_test_get (fixture->base.mirror, TW_KIND_ORDER, "8");
  g_assert_false (kept->vanished);

  asked = sync_test_take_log (fixture);
  g_assert_cmpstr (asked, ==, "order/7(person) order/8(person)");

  /* Products have no detail call. */
  g_assert_null (fetch (fixture, TW_KIND_PRODUCT, "no product", &no_product));
  g_assert_error (no_product, TW_ERROR, TW_ERROR_NOT_FOUND);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "");
}

/* Somebody opens an order when it is known which details are to be filled in. */
static void
open_third_cb (TwSync     *sync,
               GParamSpec *pspec,
               gpointer    user_data)
{
  GAsyncResult **result = user_data;

  g_signal_handlers_disconnect_by_func (sync, open_third_cb, user_data);
  tw_sync_fetch_detail_async (sync, TW_KIND_ORDER, "3", NULL, tw_test_store_result, result);
}

/* What a person opens while details are filled in is not asked for again. */
static void
test_opened_meanwhile (SyncFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) open_result = NULL;
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwMirrorEntry) opened = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;
  TwSyncScope scope = { .kinds = ORDERS, .max_details = TW_SYNC_ALL_DETAILS };

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 60);
  tw_sync_run_async (fixture->sync, &scope, TW_PRIORITY_FRESH, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (tw_sync_get_rows (fixture->sync) > 0);
  g_signal_connect (fixture->sync, "notify::total-details", G_CALLBACK (open_third_cb), &open_result);
  TW_WAIT_FOR (result != NULL && open_result != NULL);
  summary = tw_sync_run_finish (fixture->sync, result, &error);
  g_assert_no_error (error);
  opened = tw_sync_fetch_detail_finish (fixture->sync, open_result, &error);
  g_assert_no_error (error);
  log = sync_test_take_log (fixture);
  g_assert_true (g_str_has_prefix (log, "order+0 order/3(person) order/60(detail) "));
  g_assert_null (strstr (log, "order/3(detail)"));
  g_assert_cmpint (opened->detail, ==, TW_DETAIL_KNOWN);
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].details, ==, 59);
}

/* Somebody opens the order that is being asked for in the background. */
static void
open_asked_cb (TwSync     *sync,
               GParamSpec *pspec,
               gpointer    user_data)
{
  GAsyncResult **result = user_data;

  if (tw_sync_get_total_details (sync) == 0 || tw_sync_get_calls (sync) < 3)
    return;

  g_signal_handlers_disconnect_by_func (sync, open_asked_cb, user_data);
  tw_sync_fetch_detail_async (sync, TW_KIND_ORDER, "60", NULL, tw_test_store_result, result);
}

/* The background leaves the line for what a person opens: that is no failure, and the others are read. */
static void
test_opened_in_line (SyncFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) open_result = NULL;
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwMirrorEntry) opened = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;
  TwSyncScope scope = { .kinds = ORDERS, .max_details = TW_SYNC_ALL_DETAILS };

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 60);
  g_signal_connect (fixture->sync, "notify::calls", G_CALLBACK (open_asked_cb), &open_result);
  tw_sync_run_async (fixture->sync, &scope, TW_PRIORITY_FRESH, cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL && open_result != NULL);
  summary = tw_sync_run_finish (fixture->sync, result, &error);
  g_assert_no_error (error);
  g_assert_no_error (tw_sync_summary_get_error (summary));
  opened = tw_sync_fetch_detail_finish (fixture->sync, open_result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (opened->detail, ==, TW_DETAIL_KNOWN);
  log = sync_test_take_log (fixture);
  g_assert_nonnull (strstr (log, "order/60(detail)"));
  g_assert_nonnull (strstr (log, "order/60(person)"));
  g_assert_cmpuint (summary->parts[TW_KIND_ORDER].details, ==, 59);
  g_assert_cmpint (summary->parts[TW_KIND_ORDER].missing_details, ==, 0);
  g_assert_cmpint (tw_sync_get_total_details (fixture->sync), ==, 59);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_properties (SyncFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  guint n_busy = 0;
  guint n_rows = 0;
  gboolean busy;
  TwKind kind;
  gint64 rows, total, details, total_details;
  guint calls;

  g_signal_connect (fixture->sync, "notify::busy", G_CALLBACK (count_cb), &n_busy);
  g_signal_connect (fixture->sync, "notify::rows", G_CALLBACK (count_cb), &n_rows);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_SUBSCRIPTION, 1, 3);
  summary = sync_test_run (fixture, SUBSCRIPTIONS, 2);
  g_assert_cmpuint (n_busy, ==, 2);
  g_assert_cmpuint (n_rows, ==, 2);
  g_object_get (fixture->sync, "busy", &busy, "kind", &kind, "rows", &rows, "total", &total, "details",
                &details,
                "total-details", &total_details, "calls", &calls, NULL);
  g_assert_false (busy);
  g_assert_cmpint (kind, ==, TW_KIND_SUBSCRIPTION);
  g_assert_cmpint (rows, ==, 3);
  g_assert_cmpint (total, ==, 3);
  g_assert_cmpint (details, ==, 2);
  g_assert_cmpint (total_details, ==, 2);
  g_assert_cmpuint (calls, ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/sync/" name, SyncFixture, NULL, sync_test_set_up, func, sync_test_tear_down)
  ADD ("pages", test_pages);
  ADD ("short-pages", test_short_pages);
  ADD ("empty-page", test_empty_page);
  ADD ("huge-total", test_huge_total);
  ADD ("same-page", test_same_page);
  ADD ("small-total", test_small_total);
  ADD ("no-total", test_no_total);
  ADD ("empty-list", test_empty_list);
  ADD ("rows-come", test_rows_come);
  ADD ("row-goes", test_row_goes);
  ADD ("never-still", test_never_still);
  ADD ("failure-half-way", test_failure_half_way);
  ADD ("offline", test_offline);
  ADD ("cancelled", test_cancelled);
  ADD ("open-orders", test_open_orders);
  ADD ("some-details", test_some_details);
  ADD ("summary-add", test_summary_add);
  ADD ("failing-details", test_failing_details);
  ADD ("quiet-lists", test_quiet_lists);
  ADD ("front", test_front);
  ADD ("front-over-pages", test_front_over_pages);
  ADD ("front-is-gone", test_front_is_gone);
  ADD ("front-has-moved", test_front_has_moved);
  ADD ("front-is-not-what-is-there", test_front_is_not_what_is_there);
  ADD ("front-after-failure", test_front_after_failure);
  ADD ("front-shrinks", test_front_shrinks);
  ADD ("full-interval", test_full_interval);
  ADD ("absurd-totals", test_absurd_totals);
  ADD ("first-lists", test_first_lists);
  ADD ("order-names-subscription", test_order_names_subscription);
  ADD ("open-order-names-subscription", test_open_order_names_subscription);
  ADD ("old-orders", test_old_orders);
  ADD ("opened-meanwhile", test_opened_meanwhile);
  ADD ("opened-in-line", test_opened_in_line);
  ADD ("fetch-detail", test_fetch_detail);
  ADD ("fetch-detail-errors", test_fetch_detail_errors);
  ADD ("properties", test_properties);

  return g_test_run ();
}
