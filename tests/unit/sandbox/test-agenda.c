/* test-agenda.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "sandbox/tw-agenda.h"
#include "sandbox/tw-clock.h"
#include "sandbox/tw-random.h"

#define N_EVENTS 2000

/* What has happened: times, and the order in which the events were added. */
typedef struct
{
  GArray   *times;
  GArray   *serials;
  TwAgenda *agenda;
} Log;

static void
happen_cb (gpointer user_data,
           gpointer subject,
           gint64   time)
{
  Log *log = user_data;
  guint serial = GPOINTER_TO_UINT (subject);

  g_array_append_val (log->times, time);
  g_array_append_val (log->serials, serial);
}

/* An event that makes another one for the same time: it comes after those that are there. */
static void
breed_cb (gpointer user_data,
          gpointer subject,
          gint64   time)
{
  Log *log = user_data;

  tw_agenda_add (log->agenda, time, happen_cb, GUINT_TO_POINTER (99));
}

static void
run_all (TwAgenda *agenda)
{
  gint64 time;

  while (tw_agenda_peek (agenda, &time))
    tw_agenda_run (agenda);
}

static void
test_order (void)
{
  Log log = { g_array_new (FALSE, FALSE, sizeof (gint64)), g_array_new (FALSE, FALSE, sizeof (guint)) };
  TwAgenda *agenda = tw_agenda_new (&log);
  TwRandom random = tw_random_new (1, 2, 3);
  gint64 times[N_EVENTS];

  for (guint i = 0; i < N_EVENTS; i++)
    {
      /* few different times, so that many events share one */
      times[i] = tw_random_below (&random, 100);
      tw_agenda_add (agenda, times[i], happen_cb, GUINT_TO_POINTER (i));
    }
  run_all (agenda);

  g_assert_cmpuint (log.times->len, ==, N_EVENTS);
  for (guint i = 0; i < N_EVENTS; i++)
    {
      guint serial = g_array_index (log.serials, guint, i);

      g_assert_cmpint (g_array_index (log.times, gint64, i), ==, times[serial]);
      if (i == 0)
        continue;
      g_assert_cmpint (g_array_index (log.times, gint64, i), >=, g_array_index (log.times, gint64, i - 1));
      if (g_array_index (log.times, gint64, i) == g_array_index (log.times, gint64, i - 1))
        g_assert_cmpuint (serial, >, g_array_index (log.serials, guint, i - 1));
    }

  tw_agenda_free (agenda);
  g_array_unref (log.times);
  g_array_unref (log.serials);
}

static void
test_added_while_running (void)
{
  Log log = { g_array_new (FALSE, FALSE, sizeof (gint64)), g_array_new (FALSE, FALSE, sizeof (guint)) };
  TwAgenda *agenda = tw_agenda_new (&log);
  gint64 time = 0;

  log.agenda = agenda;
  g_assert_false (tw_agenda_peek (agenda, &time));
  tw_agenda_add (agenda, 5, breed_cb, NULL);
  tw_agenda_add (agenda, 5, happen_cb, GUINT_TO_POINTER (1));
  tw_agenda_add (agenda, 4, happen_cb, GUINT_TO_POINTER (2));
  g_assert_true (tw_agenda_peek (agenda, &time));
  g_assert_cmpint (time, ==, 4);
  run_all (agenda);

  g_assert_cmpuint (log.serials->len, ==, 3);
  g_assert_cmpuint (g_array_index (log.serials, guint, 0), ==, 2);
  g_assert_cmpuint (g_array_index (log.serials, guint, 1), ==, 1);
  g_assert_cmpuint (g_array_index (log.serials, guint, 2), ==, 99);

  tw_agenda_free (agenda);
  g_array_unref (log.times);
  g_array_unref (log.serials);
}

static void
test_clock (void)
{
  TwClock clock;

  tw_clock_init (&clock, 1000, TRUE);
  g_assert_cmpint (tw_clock_now_us (&clock), ==, 1000 * G_USEC_PER_SEC);
  tw_clock_set (&clock, 5000);
  g_assert_cmpint (tw_clock_now (&clock), ==, 5000);

  tw_clock_init (&clock, 1000, FALSE);
  clock.since -= 7 * G_USEC_PER_SEC;
  g_assert_cmpint (tw_clock_now (&clock), ==, 1007);
}

/* The numbers are part of what the same seed promises: they must never change. */
static void
test_random (void)
{
  TwRandom one = tw_random_new (1, 0, 0);
  TwRandom same = tw_random_new (1, 0, 0);
  TwRandom other = tw_random_new (1, 0, 1);
  g_autofree char *uuid = NULL;
  guint64 first = tw_random_next (&one);

  g_assert_cmpuint (first, ==, tw_random_next (&same));
  g_assert_cmpuint (first, !=, tw_random_next (&other));
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpuint (tw_random_below (&one, 7), <, 7);
  uuid = tw_random_uuid (&one);
  g_assert_true (g_uuid_string_is_valid (uuid));
  g_assert_cmpint (uuid[14], ==, '4');
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sandbox/agenda/order", test_order);
  g_test_add_func ("/sandbox/agenda/added-while-running", test_added_while_running);
  g_test_add_func ("/sandbox/agenda/clock", test_clock);
  g_test_add_func ("/sandbox/agenda/random", test_random);

  return g_test_run ();
}
