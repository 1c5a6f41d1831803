/* test-sync-front.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync-test.h"

#include "base/tw-error.h"

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/sync-front/" name, SyncFixture, NULL, sync_test_set_up, func, sync_test_tear_down)
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

  return g_test_run ();
}
