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
  wait = tw_rate_record_take (record, held_against, &now, TW_PRIORITY_PERSON, &day_over);
  g_assert_false (day_over);

  return wait;
}

static gint64
wait_of (TwRateRecord *record,
         TwRateNow     now,
         TwPriority    priority)
{
  gboolean day_over;

  tw_rate_record_advance (record, &limits, &now);

  return tw_rate_record_wait (record, &limits, &now, priority, &day_over);
}

static void
refuse (TwRateRecord *record,
        TwRateNow     now,
        guint         n_calls,
        int           retry_after)
{
  tw_rate_record_advance (record, &limits, &now);
  tw_rate_record_refuse (record, &limits, &now, n_calls, retry_after);
}

static guint
pace_at (const TwRateRecord *record,
         gint64              machine)
{
  TwRateNow now = at (machine);

  return tw_rate_pace (record, &limits, &now);
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
  wait = tw_rate_record_take (&record, &few, &now, TW_PRIORITY_PERSON, &day_over);
  g_assert_true (day_over);
  g_assert_cmpint (wait, ==, 14 * 60 * MINUTE);

  g_assert_cmpint (take (&record, &few, at (14 * 60 * MINUTE)), ==, 0);
  g_assert_cmpuint (record.day_count, ==, 1);
}

/* Background work leaves a tenth of the minute to people, details leave some to fresh lists besides. */
static void
test_reserve_of_minute (void)
{
  TwRateRecord record;
  guint n_detail = 0;
  guint n_fresh = 0;

  fresh (&record);
  while (wait_of (&record, at (0), TW_PRIORITY_DETAIL) == 0)
    {
      g_assert_cmpint (take (&record, &limits, at (0)), ==, 0);
      n_detail++;
    }
  while (wait_of (&record, at (0), TW_PRIORITY_FRESH) == 0)
    {
      g_assert_cmpint (take (&record, &limits, at (0)), ==, 0);
      n_fresh++;
    }
  g_assert_cmpuint (n_detail, ==, 51);
  g_assert_cmpuint (n_detail + n_fresh, ==, 54);
  g_assert_cmpint (wait_of (&record, at (0), TW_PRIORITY_PERSON), ==, 0);
}

static void
test_reserve_of_day (void)
{
  TwRateRecord record;
  TwRateNow now = at (0);
  gboolean day_over;

  fresh (&record);
  record.day_count = 4250;
  tw_rate_record_wait (&record, &limits, &now, TW_PRIORITY_DETAIL, &day_over);
  g_assert_true (day_over);
  tw_rate_record_wait (&record, &limits, &now, TW_PRIORITY_FRESH, &day_over);
  g_assert_false (day_over);

  /* What others used counts for background work: people try all the same. */
  record.day_others = 700;
  tw_rate_record_wait (&record, &limits, &now, TW_PRIORITY_FRESH, &day_over);
  g_assert_true (day_over);
  tw_rate_record_wait (&record, &limits, &now, TW_PRIORITY_PERSON, &day_over);
  g_assert_false (day_over);
  record.day_count = 5000;
  tw_rate_record_wait (&record, &limits, &now, TW_PRIORITY_PERSON, &day_over);
  g_assert_true (day_over);
}

static void
test_share (void)
{
  g_assert_cmpuint (tw_rate_share (0, TW_PRIORITY_DETAIL), ==, 0);
  g_assert_cmpuint (tw_rate_share (1, TW_PRIORITY_DETAIL), ==, 1);
  g_assert_cmpuint (tw_rate_share (5, TW_PRIORITY_FRESH), ==, 4);
  g_assert_cmpuint (tw_rate_share (60, TW_PRIORITY_PERSON), ==, 60);
  g_assert_cmpuint (tw_rate_share (5000, TW_PRIORITY_FRESH), ==, 4500);
  g_assert_cmpuint (tw_rate_share (G_MAXUINT, TW_PRIORITY_FRESH), >, G_MAXUINT / 10 * 8);
}

static void
test_pause (void)
{
  TwRateRecord record;

  fresh (&record);
  refuse (&record, at (0), 1, 5);
  refuse (&record, at (0), 1, 3);
  g_assert_cmpint (take (&record, &limits, at (1000)), ==, 5 * G_TIME_SPAN_SECOND - 1000);
  g_assert_cmpint (take (&record, &limits, at (5 * G_TIME_SPAN_SECOND)), ==, 0);

  /* Nobody asks for more than an hour; more in the record is damage. */
  refuse (&record, at (6 * G_TIME_SPAN_SECOND), 1, G_MAXINT);
  g_assert_cmpint (take (&record, &limits, at (6 * G_TIME_SPAN_SECOND)), ==, G_TIME_SPAN_HOUR);
  record.limited_until = G_MAXINT64;
  g_assert_cmpint (take (&record, &limits, at (7 * G_TIME_SPAN_SECOND)), ==, 0);
}

/* Calls that were under way together meet one limit; where no time is named, each new one doubles the pause.
 * */
static void
test_pause_without_time (void)
{
  TwRateRecord record;

  fresh (&record);
  refuse (&record, at (0), 1, -1);
  refuse (&record, at (1000), 3, -1);
  g_assert_cmpint (wait_of (&record, at (1000), TW_PRIORITY_PERSON), ==, 15 * G_TIME_SPAN_SECOND - 1000);
  refuse (&record, at (16 * G_TIME_SPAN_SECOND), 1, -1);
  g_assert_cmpint (wait_of (&record, at (16 * G_TIME_SPAN_SECOND), TW_PRIORITY_PERSON), ==, 30 * G_TIME_SPAN_SECOND);

  /* A time that is named while the pause is on is obeyed too. */
  refuse (&record, at (17 * G_TIME_SPAN_SECOND), 1, 60);
  g_assert_cmpint (wait_of (&record, at (17 * G_TIME_SPAN_SECOND), TW_PRIORITY_PERSON), ==, MINUTE);
}

/* A refusal below our own count shows others, who leave the window but not the day. */
static void
test_others (void)
{
  TwRateRecord record;

  fresh (&record);
  for (guint i = 0; i < 22; i++)
    g_assert_cmpint (take (&record, &limits, at (i * 1000)), ==, 0);
  refuse (&record, at (30 * 1000), 2, 10);
  g_assert_cmpuint (tw_rate_record_used (&record), ==, 20);
  g_assert_cmpuint (record.others, ==, 40);
  g_assert_cmpuint (record.day_others, ==, 40);
  g_assert_cmpuint (record.day_count, ==, 22);

  /* Most of them are still the same some seconds later. */
  refuse (&record, at (20 * G_TIME_SPAN_SECOND), 0, 10);
  g_assert_cmpuint (record.day_others, ==, 40);
  g_assert_cmpint (wait_of (&record, at (2 * MINUTE), TW_PRIORITY_DETAIL), ==, 0);
  g_assert_cmpuint (record.others, ==, 0);
  g_assert_cmpuint (record.day_others, ==, 40);

  /* A refusal at our own count shows nobody. */
  fresh (&record);
  for (guint i = 0; i < 60; i++)
    g_assert_cmpint (take (&record, &limits, at (i)), ==, 0);
  refuse (&record, at (60), 0, 10);
  g_assert_cmpuint (record.others, ==, 0);
}

static void
test_pace (void)
{
  TwRateRecord record;
  guint last;

  fresh (&record);
  g_assert_cmpuint (pace_at (&record, 0), ==, 60);
  for (guint i = 0; i < 41; i++)
    g_assert_cmpint (take (&record, &limits, at (0)), ==, 0);
  refuse (&record, at (0), 1, 1);
  g_assert_cmpuint (pace_at (&record, 0), ==, 36);
  g_assert_cmpint (take (&record, &limits, at (2 * G_TIME_SPAN_SECOND)), >, 30 * G_TIME_SPAN_SECOND);

  /* It recovers carefully, then quickly, and never beyond the limit. */
  g_assert_cmpuint (pace_at (&record, 2 * MINUTE), ==, 37);
  g_assert_cmpuint (pace_at (&record, 10 * MINUTE), ==, 41);
  last = 0;
  for (guint i = 0; i < 30; i++)
    {
      g_assert_cmpuint (pace_at (&record, i * MINUTE), >=, last);
      last = pace_at (&record, i * MINUTE);
    }
  g_assert_cmpuint (last, ==, 60);

  /* Refused in the middle of the recovery, it goes down again, from where it was. */
  refuse (&record, at (5 * MINUTE), 0, 1);
  g_assert_cmpuint (pace_at (&record, 5 * MINUTE), ==, 19);
}

/* What the pace becomes after so many calls and so many refusals. */
static guint
lowered (guint per_window,
         guint n_accepted,
         guint n_refusals)
{
  const TwRateLimits some = { .per_window = per_window, .window = MINUTE };
  TwRateNow now = at (0);
  TwRateRecord record;

  fresh (&record);
  record.counts[record.slot % TW_RATE_SLOTS] = n_accepted;
  for (guint i = 0; i < n_refusals; i++)
    {
      record.pace = tw_rate_lower_pace (&record, &some, &now);
      record.pace_since = now.machine;
    }

  return tw_rate_pace (&record, &some, &now);
}

static void
test_lower_pace (void)
{
  g_assert_cmpuint (lowered (60, 60, 1), ==, 54);
  g_assert_cmpuint (lowered (60, 2, 1), ==, 30);
  g_assert_cmpuint (lowered (60, 2, 2), ==, 15);
  g_assert_cmpuint (lowered (60, 2, 20), ==, 6);
  g_assert_cmpuint (lowered (1, 0, 3), ==, 1);
  g_assert_cmpuint (lowered (0, 60, 1), ==, 54);
  g_assert_cmpuint (lowered (0, 1, 9), ==, 30);
}

/* A gateway as it is: so many calls in any minute, whoever makes them; what it refuses it does not count. */
typedef struct
{
  GArray *times;
  guint   limit;
  guint   n_calls;
  guint   n_refused;
} Gateway;

static gboolean
gateway_admit (Gateway *self,
               gint64   now)
{
  while (self->times->len > 0 && now - g_array_index (self->times, gint64, 0) >= MINUTE)
    g_array_remove_index (self->times, 0);
  if (self->times->len >= self->limit)
    return FALSE;
  g_array_append_val (self->times, now);

  return TRUE;
}

/* So many hours of background work through the record, while others call as often; returns what was refused,
 * in parts of a thousand. */
static guint
drive (const TwRateLimits *configured,
       guint               others_per_minute,
       gboolean            says_when,
       guint              *n_accepted)
{
  Gateway gateway = { .times = g_array_new (FALSE, FALSE, sizeof (gint64)), .limit = 60 };
  TwRateRecord record;
  gint64 next_other = 0;
  gint64 machine = 0;

  fresh (&record);
  while (machine < 120 * MINUTE)
    {
      TwRateNow now = at (machine);
      gboolean day_over;
      gint64 wait;

      for (; others_per_minute > 0 && next_other <= machine; next_other += MINUTE / others_per_minute)
        gateway_admit (&gateway, next_other);

      tw_rate_record_advance (&record, configured, &now);
      wait = tw_rate_record_take (&record, configured, &now, TW_PRIORITY_DETAIL, &day_over);
      g_assert_false (day_over);
      if (wait == 0)
        {
          gateway.n_calls++;
          if (!gateway_admit (&gateway, machine))
            {
              gateway.n_refused++;
              tw_rate_record_refuse (&record, configured, &now, 1, says_when ? 5 : -1);
            }
          wait = 250 * 1000;
        }
      machine += wait;
    }
  g_array_unref (gateway.times);
  *n_accepted = gateway.n_calls - gateway.n_refused;

  return gateway.n_refused * 1000 / gateway.n_calls;
}

static void
test_refused_part (void)
{
  const TwRateLimits as_it_is = { .per_window = 60, .window = MINUTE };
  const TwRateLimits too_high = { .per_window = 90, .window = MINUTE };
  const TwRateLimits none = { .window = MINUTE };
  const TwRateLimits *const all[] = { &as_it_is, &too_high, &none };
  guint n_accepted;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (guint says_when = 0; says_when < 2; says_when++)
      {
        g_assert_cmpuint (drive (all[i], 0, says_when != 0, &n_accepted), <=, 10);
        g_assert_cmpuint (n_accepted, >, 120 * 40);
      }

  /* Alone, it is not refused once, and leaves no more than it should. */
  g_assert_cmpuint (drive (&as_it_is, 0, FALSE, &n_accepted), ==, 0);
  g_assert_cmpuint (n_accepted, >=, 120 * 50);

  /* With others at half the rate, it finds the other half. */
  for (guint says_when = 0; says_when < 2; says_when++)
    {
      g_assert_cmpuint (drive (&as_it_is, 30, says_when != 0, &n_accepted), <=, 10);
      g_assert_cmpuint (n_accepted, >, 120 * 20);
    }
}

static void
test_estimate (void)
{
  const TwRateLimits by_minute = { .per_window = 60, .window = MINUTE };
  const TwRateLimits none = { .window = MINUTE };
  const TwRateNow now = at (0);
  TwRateRecord record;

  fresh (&record);
  g_assert_cmpint (tw_rate_record_estimate (&record, &none, &now, TW_PRIORITY_DETAIL, 20600), ==, 0);
  g_assert_cmpint (tw_rate_record_estimate (&record, &by_minute, &now, TW_PRIORITY_DETAIL, 510), ==, 10 * MINUTE);
  g_assert_cmpint (tw_rate_record_estimate (&record, &limits, &now, TW_PRIORITY_DETAIL, 0), ==, 0);

  /* The rest of today, four whole days, and a part of the sixth. */
  record.day_count = 250;
  g_assert_cmpint (tw_rate_record_estimate (&record, &limits, &now, TW_PRIORITY_DETAIL, 4000 + 4 * 4250 + 51),
                   ==,
                   (14 + 4 * 24) * 60 * MINUTE + MINUTE);
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
  refuse (&record, at (0), 0, 60);

  now.machine = 1000;
  g_strlcpy (now.boot, "boot-2", sizeof now.boot);
  g_assert_cmpint (take (&record, &limits, now), ==, 0);
  g_assert_cmpuint (tw_rate_record_used (&record), ==, 1);
  g_assert_cmpuint (record.day_count, ==, 61);
  g_assert_cmpuint (tw_rate_pace (&record, &limits, &now), ==, 60);
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
  refuse (&record, at (59 * 900 * 1000), 1, -1);
  record.pause = 60;
  record.limited_until = START + MINUTE;

  text = tw_rate_record_print (&record);
  g_assert_cmpuint (strlen (text), <, 4096);
  g_assert_true (tw_rate_record_parse (&back, text, strlen (text)));
  again = tw_rate_record_print (&back);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpuint (tw_rate_record_used (&back), ==, 58);
  g_assert_cmpuint (pace_at (&back, MINUTE), ==, 52);
  g_assert_cmpuint (back.others, ==, 2);
  g_assert_cmpuint (back.day_others, ==, 2);
  g_assert_cmpint (wait_of (&back, at (MINUTE - 1), TW_PRIORITY_PERSON), >=, 1);

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
    "tradewind-calls 1\nb\n1\n0\n1 1\nend\n",
    "tradewind-calls 3\nb\n1 2 3\n0 0 0 0 0 0\n1 1 1\nend\n",
    "tradewind-calls 3\n\n1\n0 0 0 0 0 0\n1 1 1\nend\n",
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
          g_assert_cmpint (tw_rate_record_take (&record, &limits, &now, TW_PRIORITY_DETAIL, &day_over), <=, 24 * 60 * MINUTE);
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
  g_test_add_func ("/net/rate-record/reserve-of-minute", test_reserve_of_minute);
  g_test_add_func ("/net/rate-record/reserve-of-day", test_reserve_of_day);
  g_test_add_func ("/net/rate-record/share", test_share);
  g_test_add_func ("/net/rate-record/pause", test_pause);
  g_test_add_func ("/net/rate-record/pause-without-time", test_pause_without_time);
  g_test_add_func ("/net/rate-record/others", test_others);
  g_test_add_func ("/net/rate-record/pace", test_pace);
  g_test_add_func ("/net/rate-record/lower-pace", test_lower_pace);
  g_test_add_func ("/net/rate-record/refused-part", test_refused_part);
  g_test_add_func ("/net/rate-record/estimate", test_estimate);
  g_test_add_func ("/net/rate-record/next-pause", test_next_pause);
  g_test_add_func ("/net/rate-record/wall-clock-jumps", test_wall_clock_jumps);
  g_test_add_func ("/net/rate-record/restart", test_restart);
  g_test_add_func ("/net/rate-record/text", test_text);
  g_test_add_func ("/net/rate-record/garbage", test_garbage);

  return g_test_run ();
}
