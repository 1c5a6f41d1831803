/* test-rate-budget.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net/tw-rate-budget-private.h"
#include "net/tw-rate-store-private.h"
#include "net-test.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>

#define KEY "a key of the test"

/* The window of these tests: short enough to wait for. */
#define WINDOW_MS 1200

/* The worker thread may hold the budget a moment longer than its answer takes. */
static void
end_budget (TwRateBudget *budget)
{
  TW_WAIT_FOR (g_atomic_int_get (&G_OBJECT (budget)->ref_count) == 1);
  g_assert_finalize_object (budget);
}

static gboolean
acquire (TwRateBudget  *budget,
         GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_rate_budget_acquire_async (budget, TW_PRIORITY_PERSON, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_rate_budget_acquire_finish (budget, result, error);
}

static void
acquire_ok (TwRateBudget *budget)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (acquire (budget, &error));
  g_assert_no_error (error);
}

static void
test_window (void)
{
  TwRateBudget *minute = tw_rate_budget_new ("minute", 5, 0);
  TwRateBudget *budget = tw_rate_budget_new_for_window ("window", 5, 0, WINDOW_MS);
  TwRateStatus status;
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < 5; i++)
    acquire_ok (minute);
  tw_rate_budget_get_status (minute, &status);
  g_assert_cmpuint (status.minute, ==, 5);
  g_assert_cmpuint (status.day, ==, 5);
  g_assert_cmpint (status.wait[TW_PRIORITY_PERSON], >, 0);

  for (guint i = 0; i < 6; i++)
    acquire_ok (budget);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, WINDOW_MS * 1000 * 99 / 100);
  end_budget (minute);
  end_budget (budget);
}

/* People have calls left when background work has none, and need not wait behind it. */
static void
test_reserve (void)
{
  TwRateBudget *budget = tw_rate_budget_new ("reserve", 10, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) last = NULL;
  g_autoptr (GError) error = NULL;
  TwRateStatus status;
  guint rounds = 0;

  for (guint i = 0; i < 9; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      tw_rate_budget_acquire_async (budget, TW_PRIORITY_FRESH, NULL, tw_test_store_result, &result);
      TW_WAIT_FOR (result != NULL);
      g_assert_true (tw_rate_budget_acquire_finish (budget, result, NULL));
    }

  tw_rate_budget_acquire_async (budget, TW_PRIORITY_FRESH, cancellable, tw_test_store_result, &last);
  TW_WAIT_FOR (rounds++ > 10);
  g_assert_null (last);
  acquire_ok (budget);
  g_assert_null (last);

  tw_rate_budget_get_status (budget, &status);
  g_assert_cmpuint (status.calls_per_minute, ==, 10);
  g_assert_cmpuint (status.pace, ==, 10);
  g_assert_cmpuint (status.minute, ==, 10);
  g_assert_cmpuint (status.day, ==, 10);
  g_assert_cmpuint (status.minute_others, ==, 0);
  g_assert_false (status.limited);
  g_assert_cmpint (status.wait[TW_PRIORITY_PERSON], >, 0);
  g_assert_cmpint (status.wait[TW_PRIORITY_DETAIL], >=, status.wait[TW_PRIORITY_PERSON]);

  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (last != NULL);
  g_assert_false (tw_rate_budget_acquire_finish (budget, last, &error));
  g_clear_object (&last);
  end_budget (budget);
}

static void
refresh (TwRateBudget *budget)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tw_rate_budget_refresh_async (budget, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_true (tw_rate_budget_refresh_finish (budget, result, &error));
  g_assert_no_error (error);
}

/* What one process learns of others, all know. */
static void
test_status_is_shared (void)
{
  TwRateBudget *budget = tw_rate_budget_new ("status", 60, 5000);
  TwRateBudget *other = tw_rate_budget_new ("status", 60, 5000);
  TwRateStatus status;

  for (guint i = 0; i < 3; i++)
    acquire_ok (budget);
  tw_rate_budget_note_limited (budget, 7);
  refresh (budget);
  refresh (other);
  tw_rate_budget_get_status (other, &status);
  g_assert_cmpuint (status.minute, ==, 2);
  g_assert_cmpuint (status.day, ==, 3);
  g_assert_cmpuint (status.minute_others, ==, 58);
  g_assert_cmpuint (status.day_others, ==, 58);
  g_assert_cmpuint (status.pace, ==, 30);
  g_assert_true (status.limited);
  g_assert_cmpint (status.wait[TW_PRIORITY_PERSON], >, 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (status.wait[TW_PRIORITY_PERSON], <=, 7 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (tw_rate_budget_estimate (other, TW_PRIORITY_PERSON, 60), ==, G_TIME_SPAN_MINUTE);
  end_budget (budget);
  end_budget (other);
}

/* Without a key nothing is shared, and no file is made. */
static void
test_not_shared (void)
{
  TwRateBudget *budget = tw_rate_budget_new (NULL, 3, 0);
  TwRateBudget *other = tw_rate_budget_new (NULL, 3, 0);
  g_autofree char *path = tw_rate_store_path ("any");
  g_autofree char *folder = g_path_get_dirname (path);
  TwRateStatus status;

  for (guint i = 0; i < 3; i++)
    acquire_ok (budget);
  tw_rate_budget_get_status (budget, &status);
  g_assert_cmpuint (status.minute, ==, 3);
  g_assert_cmpint (status.wait[TW_PRIORITY_PERSON], >, 0);
  g_assert_cmpuint (net_test_count_calls (other), ==, 0);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  end_budget (budget);
  end_budget (other);
}

static void
test_day (void)
{
  TwRateBudget *budget = tw_rate_budget_new ("day", 0, 3);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    acquire_ok (budget);
  g_assert_false (acquire (budget, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_RATE_LIMITED);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_cmpint (tw_error_get_retry_after (error), >, 0);
  g_assert_cmpint (tw_error_get_retry_after (error), <=, 24 * 60 * 60);
  end_budget (budget);
}

typedef struct
{
  GString *order;
  char     name;
} Place;

static void
acquired_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Place *place = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_rate_budget_acquire_finish (TW_RATE_BUDGET (source), result, &error));
  g_string_append_c (place->order, place->name);
}

/* When background work has used its part of the day, it is refused, and people are not. */
static void
test_day_of_background (void)
{
  TwRateBudget *budget = tw_rate_budget_new ("day-of-background", 0, 10);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 8; i++)
    acquire_ok (budget);
  tw_rate_budget_acquire_async (budget, TW_PRIORITY_DETAIL, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_false (tw_rate_budget_acquire_finish (budget, result, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_RATE_LIMITED);
  g_assert_nonnull (strstr (error->message, "Background work has used its part of this day's 10 calls (the last 2"));
  acquire_ok (budget);
  acquire_ok (budget);
  g_clear_object (&result);
  end_budget (budget);
}

static void
test_order (void)
{
  TwRateBudget *budget = tw_rate_budget_new_for_window ("order", 1, 0, WINDOW_MS / 4);
  g_autoptr (GString) order = g_string_new (NULL);
  const TwPriority priorities[] = {
    TW_PRIORITY_DETAIL, TW_PRIORITY_FRESH, TW_PRIORITY_PERSON,
    TW_PRIORITY_DETAIL, TW_PRIORITY_FRESH, TW_PRIORITY_PERSON,
  };
  Place places[G_N_ELEMENTS (priorities)];

  for (guint i = 0; i < G_N_ELEMENTS (priorities); i++)
    {
      places[i] = (Place) { order, 'a' + i };
      tw_rate_budget_acquire_async (budget, priorities[i], NULL, acquired_cb, &places[i]);
    }
  TW_WAIT_FOR (order->len == G_N_ELEMENTS (priorities));
  g_assert_cmpstr (order->str, ==, "cfbead");
  end_budget (budget);
}

static void
test_cancel (void)
{
  TwRateBudget *budget = tw_rate_budget_new ("cancel", 1, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) early = NULL;
  g_autoptr (GError) error = NULL;

  acquire_ok (budget);
  tw_rate_budget_acquire_async (budget, TW_PRIORITY_FRESH, cancellable, tw_test_store_result, &result);
  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (result != NULL);
  g_assert_false (tw_rate_budget_acquire_finish (budget, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&result);

  tw_rate_budget_acquire_async (budget, TW_PRIORITY_FRESH, cancellable, tw_test_store_result, &early);
  TW_WAIT_FOR (early != NULL);
  g_assert_false (tw_rate_budget_acquire_finish (budget, early, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&early);
  end_budget (budget);
}

static void
test_limited (void)
{
  TwRateBudget *budget = tw_rate_budget_new ("limited", 0, 0);
  TwRateBudget *other = tw_rate_budget_new ("limited", 0, 0);
  gint64 begin = g_get_monotonic_time ();

  tw_rate_budget_note_limited (budget, 1);
  acquire_ok (budget);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 990 * 1000);

  /* The other one knows it from the shared record. */
  begin = g_get_monotonic_time ();
  tw_rate_budget_note_limited (budget, 1);
  TW_WAIT_FOR (g_atomic_int_get (&G_OBJECT (budget)->ref_count) == 1);
  acquire_ok (other);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 900 * 1000);
  end_budget (budget);
  end_budget (other);
}

/* Nobody stands in line for an hour: whoever wants to call, in any process, is told how long it takes. */
static void
test_long_pause (void)
{
  TwRateBudget *budget = tw_rate_budget_new ("long-pause", 60, 5000);
  TwRateBudget *other = tw_rate_budget_new ("long-pause", 60, 5000);
  g_autoptr (GAsyncResult) background = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) background_error = NULL;

  tw_rate_budget_note_limited (budget, 60 * 60);
  refresh (budget);
  tw_rate_budget_acquire_async (other, TW_PRIORITY_DETAIL, NULL, tw_test_store_result, &background);
  g_assert_false (acquire (other, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_RATE_LIMITED);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_cmpint (tw_error_get_retry_after (error), >, 59 * 60);
  g_assert_cmpint (tw_error_get_retry_after (error), <=, 60 * 60);
  g_assert_cmpstr (error->message, ==,
                   "The marketplace asked all who use the key to wait; calls go on in 60 min");
  TW_WAIT_FOR (background != NULL);
  g_assert_false (tw_rate_budget_acquire_finish (other, background, &background_error));
  g_assert_error (background_error, TW_ERROR, TW_ERROR_RATE_LIMITED);
  g_clear_object (&background);
  end_budget (budget);
  end_budget (other);
}

/* What the record says of a pause, in seconds from now on. */
static double
recorded_pause (const char *key)
{
  g_autofree char *path = tw_rate_store_path (key);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  TwRateRecord record;
  TwRateNow now;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  g_assert_true (tw_rate_record_parse (&record, text, length));
  tw_rate_now (&now);

  return (record.limited_until - now.machine) / (double) G_TIME_SPAN_SECOND;
}

/* Several calls that were under way meet the limit together: that is one limit, not several. */
static void
test_limited_without_time (void)
{
  TwRateBudget *budget = tw_rate_budget_new ("limited-without-time", 0, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint rounds = 0;

  for (guint i = 0; i < 5; i++)
    tw_rate_budget_note_limited (budget, -1);
  tw_rate_budget_acquire_async (budget, TW_PRIORITY_PERSON, cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (rounds++ > 10);
  g_assert_null (result);
  g_assert_cmpfloat (recorded_pause ("limited-without-time"), >, 5);
  g_assert_cmpfloat (recorded_pause ("limited-without-time"), <=, 15);

  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (result != NULL);
  g_assert_false (tw_rate_budget_acquire_finish (budget, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  end_budget (budget);
}

/* Whatever is in the file's place, calls go on. */
static void
test_damage (void)
{
  g_autofree char *path = tw_rate_store_path ("damage");
  TwRateBudget *budget = tw_rate_budget_new ("damage", 10, 0);
  TwRateBudget *fresh = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;

  acquire_ok (budget);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);

  g_file_set_contents (path, "\xff\x00garbage", 9, &error);
  g_assert_no_error (error);
  acquire_ok (budget);
  g_assert_cmpuint (net_test_count_calls (budget), ==, 1);

  /* A folder where the file should be: this process counts alone. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  acquire_ok (budget);
  acquire_ok (budget);
  g_assert_cmpuint (net_test_count_calls (budget), ==, 3);
  end_budget (budget);

  g_assert_cmpint (g_rmdir (path), ==, 0);
  fresh = tw_rate_budget_new ("damage", 10, 0);
  acquire_ok (fresh);
  g_assert_cmpuint (net_test_count_calls (fresh), ==, 1);
  end_budget (fresh);
}

/* Someone keeps the lock: the main loop goes on, and after a while the calls do. */
static void
test_stuck_lock (void)
{
  g_autofree char *path = tw_rate_store_path ("stuck");
  TwRateBudget *budget = tw_rate_budget_new ("stuck", 10, 0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint rounds = 0;
  int fd;

  acquire_ok (budget);
  fd = g_open (path, O_RDWR, 0);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);

  tw_rate_budget_acquire_async (budget, TW_PRIORITY_PERSON, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (rounds++ > 20);
  g_assert_null (result);
  TW_WAIT_FOR (result != NULL);
  g_assert_true (tw_rate_budget_acquire_finish (budget, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_true (g_close (fd, NULL));
  end_budget (budget);
}

/* The other process of the next test: takes so many calls. */
static int
run_child (guint n_calls)
{
  g_autoptr (TwRateBudget) budget = tw_rate_budget_new_for_window (KEY, 10, 0, WINDOW_MS);

  for (guint i = 0; i < n_calls; i++)
    acquire_ok (budget);

  return 0;
}

/* Three processes, one budget. Each of them alone would be done in little more than a window; their 36 calls take three
 * whole ones, however fast the machine is. */
static void
test_processes (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  gint64 begin = g_get_monotonic_time ();
  GSubprocess *children[3];

  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", g_get_user_state_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", g_get_home_dir (), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      g_autoptr (GError) error = NULL;

      children[i] = g_subprocess_launcher_spawn (launcher, &error, program, "--take", "12", NULL);
      g_assert_no_error (error);
    }

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      g_autoptr (GError) error = NULL;

      g_subprocess_wait_check (children[i], NULL, &error);
      g_assert_no_error (error);
      g_object_unref (children[i]);
    }

  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 3 * WINDOW_MS * 1000 * 99 / 100);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--take") == 0)
    return run_child (atoi (argv[2]));

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/rate-budget/window", test_window);
  g_test_add_func ("/net/rate-budget/reserve", test_reserve);
  g_test_add_func ("/net/rate-budget/status-is-shared", test_status_is_shared);
  g_test_add_func ("/net/rate-budget/not-shared", test_not_shared);
  g_test_add_func ("/net/rate-budget/day", test_day);
  g_test_add_func ("/net/rate-budget/day-of-background", test_day_of_background);
  g_test_add_func ("/net/rate-budget/order", test_order);
  g_test_add_func ("/net/rate-budget/cancel", test_cancel);
  g_test_add_func ("/net/rate-budget/limited", test_limited);
  g_test_add_func ("/net/rate-budget/long-pause", test_long_pause);
  g_test_add_func ("/net/rate-budget/limited-without-time", test_limited_without_time);
  g_test_add_func ("/net/rate-budget/damage", test_damage);
  g_test_add_func ("/net/rate-budget/stuck-lock", test_stuck_lock);
  g_test_add_func ("/net/rate-budget/processes", test_processes);

  return g_test_run ();
}
