/* test-rate-quota.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net/tw-clock-private.h"
#include "net/tw-rate-budget-private.h"
#include "net-test.h"

#include <string.h>

#define SECOND G_TIME_SPAN_SECOND
#define HOUR G_TIME_SPAN_HOUR

/* Ten in the morning, UTC. */
#define WALL (20000 * G_TIME_SPAN_DAY + 10 * HOUR)

static const TwRateLimits limits = { .per_window = 60, .per_day = 5000, .window = 60 * G_TIME_SPAN_SECOND };

static TwRateNow
at (gint64 passed)
{
  return (TwRateNow) { .boot = "boot-1", .machine = HOUR + passed, .wall = WALL + passed };
}

static gint64
wait_of (TwRateRecord *record,
         gint64        passed,
         TwPriority    priority,
         gboolean     *day_over)
{
  TwRateNow now = at (passed);

  tw_rate_record_advance (record, &limits, &now);

  return tw_rate_record_wait (record, &limits, &now, priority, day_over);
}

static void
fresh (TwRateRecord *record)
{
  TwRateNow now = at (0);

  tw_rate_record_init (record, &now);
  tw_rate_record_advance (record, &limits, &now);
}

static void
close_at (TwRateRecord *record,
          gint64        passed,
          int           retry_after)
{
  TwRateNow now = at (passed);

  tw_rate_record_advance (record, &limits, &now);
  tw_rate_record_close (record, &now, retry_after);
}

/* Until the marketplace's time, or its day; people may try all the while. */
static void
test_record (void)
{
  TwRateRecord record;
  gboolean day_over;

  fresh (&record);
  close_at (&record, 0, 7200);
  g_assert_cmpint (wait_of (&record, 0, TW_PRIORITY_FRESH, &day_over), ==, 2 * HOUR);
  g_assert_true (day_over);
  g_assert_cmpint (wait_of (&record, HOUR, TW_PRIORITY_DETAIL, &day_over), ==, HOUR);
  g_assert_true (day_over);
  g_assert_cmpint (wait_of (&record, HOUR, TW_PRIORITY_PERSON, &day_over), ==, 0);
  g_assert_false (day_over);
  g_assert_cmpint (wait_of (&record, 2 * HOUR, TW_PRIORITY_DETAIL, &day_over), ==, 0);
  g_assert_false (day_over);

  close_at (&record, 3 * HOUR, -1);
  g_assert_cmpint (wait_of (&record, 3 * HOUR, TW_PRIORITY_FRESH, &day_over), ==, 11 * HOUR);
  g_assert_cmpint (wait_of (&record, 14 * HOUR, TW_PRIORITY_FRESH, &day_over), ==, 0);
  g_assert_false (day_over);

  /* It does not matter that our own count knows of plenty; when it knows of none, the longer wait counts. */
  close_at (&record, 15 * HOUR, 60);
  record.day_count = 5000;
  g_assert_cmpint (wait_of (&record, 15 * HOUR, TW_PRIORITY_FRESH, &day_over), ==, 23 * HOUR);
}

static void
test_record_bounds (void)
{
  TwRateRecord record;
  TwRateRecord back;
  TwRateNow yesterday = at (-2 * HOUR);
  g_autofree char *text = NULL;
  gboolean day_over;

  /* Nobody waits longer than a day, and nobody for a clock that was set back. */
  fresh (&record);
  close_at (&record, 0, 1000000);
  g_assert_cmpint (wait_of (&record, 0, TW_PRIORITY_FRESH, &day_over), ==, 24 * HOUR);
  text = tw_rate_record_print (&record);
  g_assert_true (tw_rate_record_parse (&back, text, strlen (text)));
  g_assert_cmpint (wait_of (&back, HOUR, TW_PRIORITY_FRESH, &day_over), ==, 23 * HOUR);
  yesterday.machine = HOUR;
  tw_rate_record_advance (&record, &limits, &yesterday);
  tw_rate_record_wait (&record, &limits, &yesterday, TW_PRIORITY_FRESH, &day_over);
  g_assert_false (day_over);
}

/* What is left of the day is nothing: all of it comes after. */
static void
test_record_estimate (void)
{
  TwRateRecord record;
  TwRateNow now = at (0);
  const TwRateLimits no_day = { .per_window = 60, .window = limits.window };

  fresh (&record);
  close_at (&record, 0, 3600);
  g_assert_cmpint (tw_rate_record_estimate (&record, &limits, &now, TW_PRIORITY_DETAIL, 51), ==, HOUR + 60 * SECOND);
  g_assert_cmpint (tw_rate_record_estimate (&record, &no_day, &now, TW_PRIORITY_DETAIL, 51), ==, HOUR + 60 * SECOND);
  g_assert_cmpint (tw_rate_record_estimate (&record, &limits, &now, TW_PRIORITY_DETAIL, 4250 + 51),
                   ==,
                   25 * HOUR + 60 * SECOND);
  g_assert_cmpint (tw_rate_record_estimate (&record, &limits, &now, TW_PRIORITY_PERSON, 60), ==, 60 * SECOND);
}

static gboolean
acquire (TwRateBudget  *budget,
         TwPriority     priority,
         GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_rate_budget_acquire_async (budget, priority, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_rate_budget_acquire_finish (budget, result, error);
}

static void
refresh (TwRateBudget *budget)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_rate_budget_refresh_async (budget, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_true (tw_rate_budget_refresh_finish (budget, result, NULL));
}

static void
end_budget (TwRateBudget *budget)
{
  TW_WAIT_FOR (g_atomic_int_get (&G_OBJECT (budget)->ref_count) == 1);
  g_assert_finalize_object (budget);
}

/* Who waits is told at once, all processes know, and a call that is taken opens it again. */
static void
test_budget (void)
{
  TwRateBudget *budget = tw_rate_budget_new ("quota", 10, 5000);
  TwRateBudget *other = tw_rate_budget_new ("quota", 10, 5000);
  g_autoptr (GAsyncResult) waiting = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  TwRateStatus status;
  gint64 before;

  for (guint i = 0; i < 8; i++)
    g_assert_true (acquire (budget, TW_PRIORITY_DETAIL, NULL));
  before = tw_clock_get ();
  tw_rate_budget_acquire_async (budget, TW_PRIORITY_DETAIL, NULL, tw_test_store_result, &waiting);
  tw_rate_budget_note_quota (budget, 5 * 60 * 60);
  TW_WAIT_FOR (waiting != NULL);
  g_assert_false (tw_rate_budget_acquire_finish (budget, waiting, &again));
  g_assert_error (again, TW_ERROR, TW_ERROR_RATE_LIMITED);
  g_assert_false (acquire (budget, TW_PRIORITY_FRESH, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_RATE_LIMITED);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_cmpint (tw_error_get_retry_after (error), >, 5 * 60 * 60 - 60);
  g_assert_cmpint (tw_error_get_retry_after (error), <=, 5 * 60 * 60);
  g_assert_nonnull (strstr (error->message, "used up, by all programs that use the key"));

  refresh (other);
  tw_rate_budget_get_status (other, &status);
  g_assert_true (status.quota_over);
  g_assert_cmpint (status.wait[TW_PRIORITY_DETAIL], >, 4 * HOUR);
  g_assert_cmpint (status.wait[TW_PRIORITY_PERSON], ==, 0);
  g_assert_true (acquire (other, TW_PRIORITY_PERSON, NULL));

  /* An answer to a call from before says nothing about now. */
  tw_rate_budget_note_accepted (other, before);
  refresh (other);
  tw_rate_budget_get_status (other, &status);
  g_assert_true (status.quota_over);
  tw_rate_budget_note_accepted (other, tw_clock_get ());
  refresh (budget);
  TW_WAIT_FOR ((refresh (budget), tw_rate_budget_get_status (budget, &status), !status.quota_over));
  g_clear_object (&waiting);
  end_budget (budget);
  end_budget (other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/net/rate-quota/record", test_record);
  g_test_add_func ("/net/rate-quota/record-bounds", test_record_bounds);
  g_test_add_func ("/net/rate-quota/record-estimate", test_record_estimate);
  g_test_add_func ("/net/rate-quota/budget", test_budget);

  return g_test_run ();
}
