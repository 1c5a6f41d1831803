/* test-rate-record.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net/tw-rate-record-private.h"

#include <string.h>

#define MINUTE ((gint64) 60 * 1000 * 1000)
#define SLOT (MINUTE / TW_RATE_WINDOW_SLOTS)
#define START (MINUTE * 1000)

/* 2026-11-22 10:00 UTC. */
#define WALL ((gint64) 1795341600 * 1000 * 1000)

static const TwRateLimits limits = { .per_window = 60, .per_day = 5000, .window = MINUTE };

static TwRateNow
at (gint64 machine)
{
  TwRateNow now = { .boot = "boot-1", .machine = START + machine, .wall = WALL + machine };

  return now;
}

static gint64
take (TwRateRecord       *record,
      const TwRateLimits *held_against,
      TwRateNow           now)
{
  gboolean day_over;
  gint64 wait;

  tw_rate_record_advance (record, held_against, &now);
  wait = tw_rate_record_take (record, held_against, &now, &day_over);
  g_assert_false (day_over);

  return wait;
}

static void
fresh (TwRateRecord *record)
{
  TwRateNow now = at (0);

  tw_rate_record_init (record, &now);
}

/* However calls are asked for, no 60 seconds hold more than 60, and no slower than need be. */
static void
test_window_slides (void)
{
  TwRateRecord record;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  gint64 now = 0;

  fresh (&record);
  while (taken->len < 2000)
    {
      gint64 wait = take (&record, &limits, at (now));

      if (wait == 0)
        {
          g_array_append_val (taken, now);
          if (g_rand_boolean (random))
            now += g_rand_int_range (random, 0, 3000000);
        }
      else
        {
          g_assert_cmpint (wait, <=, MINUTE + SLOT);
          now += wait;
        }
    }

  for (guint i = 60; i < taken->len; i++)
    g_assert_cmpint (g_array_index (taken, gint64, i) - g_array_index (taken, gint64, i - 60), >=, MINUTE);
  g_assert_cmpint (now, <, 2000 / 60 * 2 * MINUTE);
}

static void
test_burst (void)
{
  TwRateRecord record;

  fresh (&record);
  for (guint i = 0; i < 60; i++)
    g_assert_cmpint (take (&record, &limits, at (0)), ==, 0);
  g_assert_cmpuint (tw_rate_record_used (&record), ==, 60);
  g_assert_cmpint (take (&record, &limits, at (0)), >=, MINUTE);
  g_assert_cmpint (take (&record, &limits, at (0)), <=, MINUTE + SLOT);
  g_assert_cmpint (take (&record, &limits, at (MINUTE - 1)), >, 0);
  g_assert_cmpint (take (&record, &limits, at (MINUTE + SLOT)), ==, 0);
  g_assert_cmpuint (tw_rate_record_used (&record), ==, 1);
}

static void
test_no_limits (void)
{
  const TwRateLimits none = { .window = MINUTE };
  TwRateRecord record;

  fresh (&record);
  for (guint i = 0; i < 100 * 1000; i++)
    g_assert_cmpint (take (&record, &none, at (i)), ==, 0);
  g_assert_cmpuint (record.day_count, ==, 100 * 1000);
}

static void
test_day (void)
{
  const TwRateLimits few = { .per_day = 3, .window = MINUTE };
  TwRateNow now = at (0);
  TwRateRecord record;
  gboolean day_over;
  gint64 wait;

  fresh (&record);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (take (&record, &few, at (i)), ==, 0);
  tw_rate_record_advance (&record, &few, &now);
  wait = tw_rate_record_take (&record, &few, &now, &day_over);
  g_assert_true (day_over);
  g_assert_cmpint (wait, ==, 14 * 60 * MINUTE);

  g_assert_cmpint (take (&record, &few, at (14 * 60 * MINUTE)), ==, 0);
  g_assert_cmpuint (record.day_count, ==, 1);
}

static void
test_pause (void)
{
  TwRateRecord record;

  fresh (&record);
  tw_rate_record_limit (&record, START + 5000);
  tw_rate_record_limit (&record, START + 3000);
  g_assert_cmpint (take (&record, &limits, at (1000)), ==, 4000);
  g_assert_cmpint (take (&record, &limits, at (5000)), ==, 0);

  /* Damage: nobody asks for more than an hour. */
  tw_rate_record_limit (&record, G_MAXINT64);
  g_assert_cmpint (take (&record, &limits, at (6000)), ==, 0);
}

static void
test_next_pause (void)
{
  int pause = 0;

  g_assert_cmpint (tw_rate_next_pause (0, 0), ==, 15);
  for (guint i = 0; i < 10; i++)
    {
      int next = tw_rate_next_pause (pause, 1000);

      g_assert_cmpint (next, >=, pause);
      g_assert_cmpint (next, <=, 60);
      pause = next;
    }
  g_assert_cmpint (pause, ==, 60);
  g_assert_cmpint (tw_rate_next_pause (pause, 3 * MINUTE), ==, 15);
}

/* Someone sets the clock: neither frees the window nor blocks it. */
static void
test_wall_clock_jumps (void)
{
  TwRateRecord record;
  TwRateNow now;

  fresh (&record);
  for (guint i = 0; i < 60; i++)
    g_assert_cmpint (take (&record, &limits, at (0)), ==, 0);

  now = at (1000);
  now.wall += 400 * 24 * 60 * MINUTE;
  g_assert_cmpint (take (&record, &limits, now), >, 0);
  now.wall -= 800 * 24 * 60 * MINUTE;
  g_assert_cmpint (take (&record, &limits, now), >, 0);
  now = at (MINUTE + SLOT);
  now.wall -= 800 * 24 * 60 * MINUTE;
  g_assert_cmpint (take (&record, &limits, now), ==, 0);
}

/* The machine's clock begins anew with the machine. */
static void
test_restart (void)
{
  TwRateRecord record;
  TwRateNow now = at (0);

  fresh (&record);
  for (guint i = 0; i < 60; i++)
    g_assert_cmpint (take (&record, &limits, at (0)), ==, 0);
  tw_rate_record_limit (&record, START + MINUTE);

  now.machine = 1000;
  g_strlcpy (now.boot, "boot-2", sizeof now.boot);
  g_assert_cmpint (take (&record, &limits, now), ==, 0);
  g_assert_cmpuint (tw_rate_record_used (&record), ==, 1);
  g_assert_cmpuint (record.day_count, ==, 61);
}

static void
test_text (void)
{
  TwRateRecord record;
  TwRateRecord back;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  fresh (&record);
  for (guint i = 0; i < 59; i++)
    g_assert_cmpint (take (&record, &limits, at (i * 900 * 1000)), ==, 0);
  tw_rate_record_limit (&record, START + MINUTE);

  text = tw_rate_record_print (&record);
  g_assert_cmpuint (strlen (text), <, 4096);
  g_assert_true (tw_rate_record_parse (&back, text, strlen (text)));
  again = tw_rate_record_print (&back);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpuint (tw_rate_record_used (&back), ==, 59);
  g_assert_cmpint (take (&back, &limits, at (MINUTE - 1)), ==, 1);

  /* A process killed while writing leaves a part. */
  for (gsize length = 0; length < strlen (text) - 1; length++)
    g_assert_false (tw_rate_record_parse (&back, text, length));
}

static void
test_garbage (void)
{
  const char *const texts[] = {
    "",
    "\n\n\n\n\n\n",
    "tradewind-calls 2\nb\n1\n0\n1 1\nend\n",
    "tradewind-calls 1\nb\n1 2 3\n0\n1 1\nend\n",
    "tradewind-calls 1\n\n1\n0\n1 1\nend\n",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree char *good = NULL;
  TwRateRecord record;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (tw_rate_record_parse (&record, texts[i], strlen (texts[i])));

  /* Whatever a flipped byte makes of it, it stays a record that can be used. */
  fresh (&record);
  good = tw_rate_record_print (&record);
  for (guint i = 0; i < 20 * 1000; i++)
    {
      g_autofree char *bad = g_strdup (good);

      bad[g_rand_int_range (random, 0, strlen (bad))] = g_rand_int_range (random, 1, 256);
      if (tw_rate_record_parse (&record, bad, strlen (bad)))
        {
          TwRateNow now = at (i);
          gboolean day_over;

          tw_rate_record_advance (&record, &limits, &now);
          g_assert_cmpint (tw_rate_record_take (&record, &limits, &now, &day_over), <=, 24 * 60 * MINUTE);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/rate-record/window-slides", test_window_slides);
  g_test_add_func ("/net/rate-record/burst", test_burst);
  g_test_add_func ("/net/rate-record/no-limits", test_no_limits);
  g_test_add_func ("/net/rate-record/day", test_day);
  g_test_add_func ("/net/rate-record/pause", test_pause);
  g_test_add_func ("/net/rate-record/next-pause", test_next_pause);
  g_test_add_func ("/net/rate-record/wall-clock-jumps", test_wall_clock_jumps);
  g_test_add_func ("/net/rate-record/restart", test_restart);
  g_test_add_func ("/net/rate-record/text", test_text);
  g_test_add_func ("/net/rate-record/garbage", test_garbage);

  return g_test_run ();
}
