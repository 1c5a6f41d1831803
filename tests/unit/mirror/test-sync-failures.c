/* test-sync-failures.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync-test.h"

#include "base/tw-error.h"

#include <string.h>

static const TwSyncScope details = { .details_only = TRUE, .max_details = 10 };

/* Orders whose lists are known, details still missing. */
static void
prepare (SyncFixture *fixture)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autofree char *log = NULL;

  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 1, 3);
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_SUBSCRIPTION, 11, 11);
  summary = sync_test_run (fixture, ORDERS | SUBSCRIPTIONS, 0);
  log = sync_test_take_log (fixture);
}

static void
assert_asks (SyncFixture *fixture,
             const char  *expected)
{
  g_autofree char *log = NULL;

  tw_sync_summary_free (sync_test_run_scope (fixture, &details));
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, expected);
}

/* No list is read. */
static void
test_details_only (SyncFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (TwSyncSummary) rest = NULL;
  g_autofree char *log = NULL;
  g_autofree char *rest_log = NULL;

  prepare (fixture);
  summary = sync_test_run_scope (fixture, &(TwSyncScope) { .details_only = TRUE, .kinds = ORDERS, .max_details = 2 });
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order/3(detail) order/2(detail)");
  g_assert_cmpint (summary->parts[TW_KIND_ORDER].missing_details, ==, 1);

  rest = sync_test_run_scope (fixture, &details);
  rest_log = sync_test_take_log (fixture);
  g_assert_cmpstr (rest_log, ==, "order/1(detail) subscription/11(detail)");
  g_assert_cmpint (rest->parts[TW_KIND_ORDER].missing_details, ==, 0);
  g_assert_cmpint (rest->parts[TW_KIND_SUBSCRIPTION].missing_details, ==, 0);
  assert_asks (fixture, "");
}

/* What failed is left alone, also after a restart; the others are read, and what is missing is said. */
static void
test_remembered (SyncFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;

  prepare (fixture);
  fake_marketplace_fail_detail (fixture->marketplace, TW_KIND_ORDER, "2", TW_ERROR_SERVER);
  assert_asks (fixture, "order/3(detail) subscription/11(detail) order/2(detail) order/1(detail)");
  assert_asks (fixture, "");
  sync_test_restart (fixture, NULL);
  summary = sync_test_run_scope (fixture, &details);
  g_assert_no_error (tw_sync_summary_get_error (summary));
  g_assert_cmpint (summary->parts[TW_KIND_ORDER].missing_details, ==, 1);
  assert_asks (fixture, "");
}

/* Later, and later each time, up to a week; a clock that was set back does not make it longer. */
static void
test_backoff (SyncFixture   *fixture,
              gconstpointer  data)
{
  static const gint64 pauses[] = {
    10 * G_TIME_SPAN_MINUTE, G_TIME_SPAN_HOUR, 6 * G_TIME_SPAN_HOUR, G_TIME_SPAN_DAY, 7 * G_TIME_SPAN_DAY,
    7 * G_TIME_SPAN_DAY,
  };

  prepare (fixture);
  fake_marketplace_fail_detail (fixture->marketplace, TW_KIND_ORDER, "2", TW_ERROR_SERVER);
  assert_asks (fixture, "order/3(detail) subscription/11(detail) order/2(detail) order/1(detail)");
  for (guint i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      g_autofree char *early = g_strdup_printf ("UPDATE detail_failures SET next_time = next_time - %" G_GINT64_FORMAT,
                                                pauses[i] - 60 * G_TIME_SPAN_SECOND);

      sync_test_restart (fixture, early);
      assert_asks (fixture, "");
      sync_test_restart (fixture, "UPDATE detail_failures SET next_time = next_time - 60000000");
      assert_asks (fixture, "order/2(detail)");
    }

  sync_test_restart (fixture, "UPDATE detail_failures SET next_time = next_time + 864000000000");
  assert_asks (fixture, "order/2(detail)");
}

/* One that comes after all is forgotten: when it is outdated some day, it is read at once. */
static void
test_forgotten (SyncFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  sqlite3 *handle = mirror_test_open_sqlite (fixture->base.path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  prepare (fixture);
  fake_marketplace_fail_detail (fixture->marketplace, TW_KIND_ORDER, "2", TW_ERROR_PROTOCOL);
  fake_marketplace_fail_detail (fixture->marketplace, TW_KIND_SUBSCRIPTION, "11", TW_ERROR_FORBIDDEN);
  summary = sync_test_run_scope (fixture, &details);
  before = mirror_test_read_sqlite (handle, "SELECT count (*) FROM detail_failures");
  g_assert_cmpstr (before, ==, "2");

  fake_marketplace_fail_detail (fixture->marketplace, TW_KIND_ORDER, "2", -1);
  fake_marketplace_fail_detail (fixture->marketplace, TW_KIND_SUBSCRIPTION, "11", -1);
  sync_test_restart (fixture, "UPDATE detail_failures SET next_time = 1");
  g_clear_pointer (&summary, tw_sync_summary_free);
  summary = sync_test_run_scope (fixture, &details);
  g_assert_cmpint (summary->parts[TW_KIND_ORDER].missing_details, ==, 0);
  after = mirror_test_read_sqlite (handle, "SELECT count (*) FROM detail_failures");
  g_assert_cmpstr (after, ==, "0");
  sqlite3_close (handle);
}

/* A detail that the marketplace does not know is no failure of the run and is left alone. Its row stays, since its list
 * may well go on showing it, until a reading of the list to its end does not. */
static void
test_not_found (SyncFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (TwSyncSummary) asked = NULL;
  g_autoptr (TwSyncSummary) shown = NULL;
  g_autoptr (TwSyncSummary) gone = NULL;
  const TwSyncScope full = { .kinds = ORDERS, .full = TRUE, .max_details = 10 };
  g_autofree char *log = NULL;
  g_autofree char *full_log = NULL;

  prepare (fixture);
  fake_marketplace_fail_detail (fixture->marketplace, TW_KIND_ORDER, "2", TW_ERROR_NOT_FOUND);
  asked = sync_test_run_scope (fixture, &details);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order/3(detail) subscription/11(detail) order/2(detail) order/1(detail)");
  g_assert_no_error (tw_sync_summary_get_error (asked));
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 3);

  shown = sync_test_run_scope (fixture, &full);
  full_log = sync_test_take_log (fixture);
  g_assert_cmpstr (full_log, ==, "order+0");
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 3);

  fake_marketplace_remove (fixture->marketplace, TW_KIND_ORDER, "2");
  gone = sync_test_run_scope (fixture, &full);
  g_assert_cmpuint (gone->parts[TW_KIND_ORDER].change.n_vanished, ==, 1);
  g_assert_cmpint (sync_test_count (fixture, TW_KIND_ORDER), ==, 2);
}

/* Open orders are read by id at each refresh; one that cannot be read is not. */
static void
test_open_order (SyncFixture   *fixture,
                 gconstpointer  data)
{
  g_autofree char *first_log = NULL;
  g_autofree char *log = NULL;
  g_autoptr (TwSyncSummary) first = NULL;
  g_autoptr (TwSyncSummary) second = NULL;

  fake_marketplace_add (fixture->marketplace, TW_KIND_ORDER, "7", "{\"id\":\"7\",\"status\":\"processing\"}");
  fake_marketplace_add_many (fixture->marketplace, TW_KIND_ORDER, 101, 700);
  first = sync_test_run (fixture, ORDERS, 0);
  g_clear_pointer (&first, tw_sync_summary_free);
  fake_marketplace_fail_detail (fixture->marketplace, TW_KIND_ORDER, "7", TW_ERROR_SERVER);
  first = sync_test_run (fixture, ORDERS, 0);
  first_log = sync_test_take_log (fixture);
  g_assert_true (g_str_has_suffix (first_log, "order+0 order/7(fresh)"));
  second = sync_test_run (fixture, ORDERS, 0);
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order+0");
}

/* Failures that say nothing about the object are not remembered. */
static void
test_passing (SyncFixture   *fixture,
              gconstpointer  data)
{
  static const int codes[] = { TW_ERROR_OFFLINE, TW_ERROR_AUTH_REQUIRED, TW_ERROR_RATE_LIMITED };
  sqlite3 *handle = mirror_test_open_sqlite (fixture->base.path);

  prepare (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (TwSyncSummary) summary = NULL;
      g_autofree char *failures = NULL;

      fake_marketplace_fail_details (fixture->marketplace, codes[i]);
      summary = sync_test_run_scope (fixture, &details);
      failures = mirror_test_read_sqlite (handle, "SELECT count (*) FROM detail_failures");
      g_assert_cmpstr (failures, ==, "0");
    }
  sqlite3_close (handle);
}

/* What a person opened and could not be read is left alone as well; a person may try as often as wanted. */
static void
test_opened (SyncFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *log = NULL;

  prepare (fixture);
  fake_marketplace_fail_detail (fixture->marketplace, TW_KIND_ORDER, "2", TW_ERROR_SERVER);
  fake_marketplace_fail_detail (fixture->marketplace, TW_KIND_ORDER, "1", TW_ERROR_NOT_FOUND);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      tw_sync_fetch_detail_async (fixture->sync, TW_KIND_ORDER, i % 2 == 0 ? "2" : "1", NULL, tw_test_store_result,
                                  &result);
      TW_WAIT_FOR (result != NULL);
      g_assert_null (tw_sync_fetch_detail_finish (fixture->sync, result, &error));
      g_assert_true (g_error_matches (error, TW_ERROR, i % 2 == 0 ? TW_ERROR_SERVER : TW_ERROR_NOT_FOUND));
    }
  log = sync_test_take_log (fixture);
  g_assert_cmpstr (log, ==, "order/2(person) order/1(person) order/2(person) order/1(person)");
  assert_asks (fixture, "order/3(detail) subscription/11(detail)");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/sync-failures/" name, SyncFixture, NULL, sync_test_set_up, func, sync_test_tear_down)
  ADD ("details-only", test_details_only);
  ADD ("remembered", test_remembered);
  ADD ("backoff", test_backoff);
  ADD ("forgotten", test_forgotten);
  ADD ("not-found", test_not_found);
  ADD ("open-order", test_open_order);
  ADD ("passing", test_passing);
  ADD ("opened", test_opened);

  return g_test_run ();
}
