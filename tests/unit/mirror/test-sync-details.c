/* test-sync-details.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync-test.h"

#include "base/tw-error.h"

#include <string.h>

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

#define ADD(name, func) \
  g_test_add ("/sync-details/" name, SyncFixture, NULL, sync_test_set_up, func, sync_test_tear_down)
  ADD ("open-orders", test_open_orders);
  ADD ("some-details", test_some_details);
  ADD ("summary-add", test_summary_add);
  ADD ("failing-details", test_failing_details);
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
