/* test-background-plan.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "client/tw-background-private.h"
#include "support/tw-test-support.h"

#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR

typedef struct
{
  char             *folder;
  TwMirror         *mirror;
  TwBackgroundPlan  plan;
  gint64            start;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = tw_test_make_temp_dir ();
  path = g_build_filename (fixture->folder, "plan.mirror.db", NULL);
  tw_mirror_open_async (path, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  fixture->mirror = tw_mirror_open_finish (result, &error);
  g_assert_no_error (error);
  fixture->plan = (TwBackgroundPlan) {
    .times = tw_background_usual_times,
    .full_interval = TW_SYNC_FULL_INTERVAL,
    .can_list_orders = TRUE,
    .can_list_resellers = TRUE,
    .calls_per_day = 5000,
    .no_gaps = TRUE,
  };
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  TW_WAIT_FOR (g_atomic_int_get (&G_OBJECT (fixture->mirror)->ref_count) == 1);
  g_assert_finalize_object (fixture->mirror);
  tw_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
}

/* That list was read to its end just now. */
static void
complete (Fixture *fixture,
          TwKind   kind)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tw_mirror_complete_list_async (fixture->mirror, kind, NULL, 0, now, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_true (tw_mirror_complete_list_finish (fixture->mirror, result, NULL, &error));
  g_assert_no_error (error);
}

static void
complete_all (Fixture *fixture)
{
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    complete (fixture, kind);
  fixture->start = g_get_real_time ();
}

static TwBackgroundWork
choose (Fixture *fixture,
        gint64   passed)
{
  gint64 wait;
  TwBackgroundWork work = tw_background_plan_choose (&fixture->plan, fixture->mirror, fixture->start + passed, &wait);

  g_assert_cmpint (wait, >=, 0);

  return work;
}

/* A list that was never read comes before everything else. */
static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  fixture->start = g_get_real_time ();
  fixture->plan.no_gaps = FALSE;
  g_assert_cmpint (choose (fixture, 0), ==, TW_BACKGROUND_WORK_LISTS);
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    if (kind != TW_KIND_REPORT)
      complete (fixture, kind);
  g_assert_cmpint (choose (fixture, 0), ==, TW_BACKGROUND_WORK_LISTS);
  complete (fixture, TW_KIND_REPORT);
  fixture->start = g_get_real_time ();
  g_assert_cmpint (choose (fixture, 0), ==, TW_BACKGROUND_WORK_DETAILS);
  fixture->plan.no_gaps = TRUE;
  g_assert_cmpint (choose (fixture, 0), ==, TW_BACKGROUND_WORK_NONE);
}

/* Orders some twelve times an hour, all lists once. */
static void
test_intervals (Fixture       *fixture,
                gconstpointer  data)
{
  gint64 wait;

  complete_all (fixture);
  g_assert_cmpint (choose (fixture, 4 * MINUTE), ==, TW_BACKGROUND_WORK_NONE);
  g_assert_cmpint (choose (fixture, 5 * MINUTE), ==, TW_BACKGROUND_WORK_ORDERS);
  g_assert_cmpint (choose (fixture, 59 * MINUTE), ==, TW_BACKGROUND_WORK_ORDERS);
  g_assert_cmpint (choose (fixture, HOUR), ==, TW_BACKGROUND_WORK_LISTS);

  tw_background_plan_choose (&fixture->plan, fixture->mirror, fixture->start, &wait);
  g_assert_cmpint (wait, >, 4 * MINUTE);
  g_assert_cmpint (wait, <, 5 * MINUTE);

  /* Where many old orders are open, each of which costs a call, they wait for the lists. */
  fixture->plan.order_calls = 3;
  g_assert_cmpint (choose (fixture, 14 * MINUTE), ==, TW_BACKGROUND_WORK_NONE);
  g_assert_cmpint (choose (fixture, 15 * MINUTE), ==, TW_BACKGROUND_WORK_ORDERS);
  fixture->plan.order_calls = 98;
  g_assert_cmpint (choose (fixture, 4 * HOUR + 47 * MINUTE), ==, TW_BACKGROUND_WORK_NONE);
  g_assert_cmpint (choose (fixture, 4 * HOUR + 48 * MINUTE), ==, TW_BACKGROUND_WORK_LISTS);

  /* Without a limit there is a floor. */
  fixture->plan.calls_per_day = 0;
  g_assert_cmpint (choose (fixture, MINUTE), ==, TW_BACKGROUND_WORK_NONE);
  g_assert_cmpint (choose (fixture, 2 * MINUTE), ==, TW_BACKGROUND_WORK_ORDERS);

  fixture->plan.can_list_orders = FALSE;
  g_assert_cmpint (choose (fixture, 59 * MINUTE), ==, TW_BACKGROUND_WORK_NONE);
}

/* What it takes of a day: a tenth of its calls, however many orders are open. */
static void
test_share (Fixture       *fixture,
            gconstpointer  data)
{
  static const guint order_calls[] = { 1, 2, 5, 12, 100, 480 };

  complete_all (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (order_calls); i++)
    {
      gint64 wait;

      fixture->plan.order_calls = order_calls[i];
      tw_background_plan_choose (&fixture->plan, fixture->mirror, fixture->start, &wait);
      g_assert_cmpint (order_calls[i] * G_TIME_SPAN_DAY / wait, <=, 505);
    }
}

/* How often to the ends of the lists is the account's; other lists once a day. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  complete_all (fixture);
  fixture->plan.times.lists = 100 * HOUR;
  fixture->plan.times.orders = 100 * HOUR;
  g_assert_cmpint (choose (fixture, 23 * HOUR), ==, TW_BACKGROUND_WORK_NONE);
  g_assert_cmpint (choose (fixture, 24 * HOUR), ==, TW_BACKGROUND_WORK_LISTS);

  fixture->plan.full_interval = 2 * 60 * 60;
  g_assert_cmpint (choose (fixture, 119 * MINUTE), ==, TW_BACKGROUND_WORK_NONE);
  g_assert_cmpint (choose (fixture, 2 * HOUR), ==, TW_BACKGROUND_WORK_LISTS);
  fixture->plan.full_interval = 300 * 60 * 60;
  g_assert_cmpint (choose (fixture, 24 * HOUR), ==, TW_BACKGROUND_WORK_LISTS);
}

/* What failed waits; what is missing is read meanwhile. A clock that was set changes nothing for good. */
static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  complete_all (fixture);
  fixture->plan.no_gaps = FALSE;
  fixture->plan.lists_not_before = fixture->start + 2 * HOUR;
  fixture->plan.orders_not_before = fixture->start + 2 * HOUR;
  g_assert_cmpint (choose (fixture, 2 * HOUR - MINUTE), ==, TW_BACKGROUND_WORK_DETAILS);
  g_assert_cmpint (choose (fixture, 2 * HOUR), ==, TW_BACKGROUND_WORK_LISTS);

  fixture->plan.lists_not_before = fixture->start + 200 * HOUR;
  fixture->plan.orders_not_before = fixture->start + 200 * HOUR;
  g_assert_cmpint (choose (fixture, 2 * HOUR), ==, TW_BACKGROUND_WORK_LISTS);
  fixture->plan.lists_not_before = 0;
  fixture->plan.orders_not_before = 0;
  g_assert_cmpint (choose (fixture, -10 * HOUR), ==, TW_BACKGROUND_WORK_LISTS);
}

/* A list that never comes, as that of the resellers where they may not be seen, does not make the others be read more
 * often: they take a tenth of the day's calls at most. */
static void
test_lasting_failure (Fixture       *fixture,
                      gconstpointer  data)
{
  static const guint order_calls[] = { 1, 12, 103, 480 };
  gint64 retry;

  complete_all (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (order_calls); i++)
    {
      fixture->plan.order_calls = order_calls[i];
      retry = tw_background_plan_get_retry (&fixture->plan, TW_BACKGROUND_WORK_LISTS);
      g_assert_cmpint (retry, >=, fixture->plan.times.last_retry);
      g_assert_cmpint ((order_calls[i] + 2) * G_TIME_SPAN_DAY / retry, <=, 505);
      g_assert_cmpint (order_calls[i] * G_TIME_SPAN_DAY
                         / tw_background_plan_get_retry (&fixture->plan, TW_BACKGROUND_WORK_ORDERS), <=, 505);

      fixture->plan.full_interval = 1;
      fixture->plan.lists_not_before = fixture->start + retry;
      g_assert_cmpint (choose (fixture, retry - 1), !=, TW_BACKGROUND_WORK_LISTS);
      g_assert_cmpint (choose (fixture, retry), ==, TW_BACKGROUND_WORK_LISTS);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/client/background-plan/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("first", test_first);
  ADD ("intervals", test_intervals);
  ADD ("share", test_share);
  ADD ("full", test_full);
  ADD ("failures", test_failures);
  ADD ("lasting-failure", test_lasting_failure);

  return g_test_run ();
}
