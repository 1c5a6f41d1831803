/* tw-rate-record.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-rate-record-private.h"

#include "net/tw-clock-private.h"

#include <string.h>

#define BOOT_ID_FILE "/proc/sys/kernel/random/boot_id"

static gint64
slot_of (const TwRateLimits *limits,
         const TwRateNow    *now)
{
  return now->machine / (limits->window / TW_RATE_WINDOW_SLOTS);
}

/**
 * tw_rate_now:
 * @now: (out): the time
 *
 * Reads both clocks.
 */
void
tw_rate_now (TwRateNow *now)
{
  g_autofree char *boot = NULL;

  now->machine = tw_clock_get ();
  now->wall = g_get_real_time ();

  if (g_file_get_contents (BOOT_ID_FILE, &boot, NULL, NULL))
    g_strlcpy (now->boot, g_strstrip (boot), sizeof now->boot);
  else
    g_strlcpy (now->boot, "-", sizeof now->boot);
}

/**
 * tw_rate_record_init:
 * @self: (out): the record
 * @now: the time
 *
 * Makes the record of a key that nothing is known about.
 */
void
tw_rate_record_init (TwRateRecord    *self,
                     const TwRateNow *now)
{
  memset (self, 0, sizeof *self);
  g_strlcpy (self->boot, now->boot, sizeof self->boot);
  self->day = now->wall / G_TIME_SPAN_DAY;
}

/**
 * tw_rate_record_advance:
 * @self: a record
 * @limits: what it is held against
 * @now: the time
 *
 * Forgets what has left the window and the day. The window follows the machine's clock, so that setting the
 * clock neither frees nor blocks calls; the day is the wall clock's.
 */
void
tw_rate_record_advance (TwRateRecord       *self,
                        const TwRateLimits *limits,
                        const TwRateNow    *now)
{
  gint64 slot = slot_of (limits, now);
  gint64 day = now->wall / G_TIME_SPAN_DAY;

  if (!g_str_equal (self->boot, now->boot) || self->slot > slot)
    {
      memset (self->counts, 0, sizeof self->counts);
      g_strlcpy (self->boot, now->boot, sizeof self->boot);
      self->limited_until = 0;
      self->pace = 0;
      self->others = 0;
      self->closed_since = 0;
      self->slot = slot;
    }

  if (slot - self->slot >= TW_RATE_SLOTS)
    memset (self->counts, 0, sizeof self->counts);
  else
    for (gint64 i = self->slot + 1; i <= slot; i++)
      self->counts[i % TW_RATE_SLOTS] = 0;
  self->slot = slot;

  if (self->limited_until > now->machine + TW_RATE_PAUSE_MAX)
    self->limited_until = 0;
  if (now->machine >= self->others_until || self->others_until > now->machine + limits->window)
    self->others = 0;

  /* Later than a day from now is damage, or a clock that was set. */
  if (self->closed_until <= now->wall || self->closed_until > now->wall + G_TIME_SPAN_DAY)
    tw_rate_record_reopen (self);

  if (self->day != day)
    {
      self->day = day;
      self->day_count = 0;
      self->day_others = 0;
    }
}

/**
 * tw_rate_record_used:
 * @self: a record
 *
 * Returns: how many calls are in the window
 */
guint
tw_rate_record_used (const TwRateRecord *self)
{
  guint sum = 0;

  for (guint i = 0; i < TW_RATE_SLOTS; i++)
    sum += self->counts[i];

  return sum;
}

/* When the window will have room for one more of @most calls, in microseconds from now on. */
static gint64
wait_for_window (const TwRateRecord *self,
                 const TwRateLimits *limits,
                 const TwRateNow    *now,
                 guint               most)
{
  guint used = tw_rate_record_used (self);

  if (most == 0 || used < most)
    return 0;

  for (gint64 i = self->slot - TW_RATE_SLOTS + 1; i <= self->slot; i++)
    {
      used -= self->counts[(i + TW_RATE_SLOTS) % TW_RATE_SLOTS];
      if (used < most)
        return (i + TW_RATE_SLOTS) * (limits->window / TW_RATE_WINDOW_SLOTS) - now->machine;
    }

  return limits->window;
}

/**
 * tw_rate_record_wait:
 * @self: a record, just advanced to @now
 * @limits: what it is held against
 * @now: the time
 * @priority: who wants to call; who is less urgent leaves some calls to the others
 * @day_over: (out): whether the day's calls are used up
 *
 * Returns: 0 when a call may be made now; else in how many microseconds to ask again
 */
gint64
tw_rate_record_wait (const TwRateRecord *self,
                     const TwRateLimits *limits,
                     const TwRateNow    *now,
                     TwPriority          priority,
                     gboolean           *day_over)
{
  guint per_day = tw_rate_share (limits->per_day, priority);
  guint most = tw_rate_share (tw_rate_pace (self, limits, now), priority);
  gint64 wait = MAX (self->limited_until - now->machine, wait_for_window (self, limits, now, most));

  gboolean used_up = per_day > 0 && tw_rate_record_used_of_day (self, priority) >= per_day;
  gboolean closed = tw_rate_record_is_closed (self, priority);

  *day_over = used_up || closed;
  if (!*day_over)
    return MAX (wait, 0);

  return MAX (used_up ? tw_rate_until_midnight (now) : 0, closed ? self->closed_until - now->wall : 0);
}

/**
 * tw_rate_record_take:
 * @self: a record, just advanced to @now
 * @limits: what it is held against
 * @now: the time
 * @priority: who wants to call
 * @day_over: (out): whether the day's calls are used up
 *
 * Takes one call, when there is one.
 *
 * Returns: 0 when a call was taken; else in how many microseconds to ask again
 */
gint64
tw_rate_record_take (TwRateRecord       *self,
                     const TwRateLimits *limits,
                     const TwRateNow    *now,
                     TwPriority          priority,
                     gboolean           *day_over)
{
  gint64 wait = tw_rate_record_wait (self, limits, now, priority, day_over);

  if (wait > 0)
    return wait;

  self->counts[self->slot % TW_RATE_SLOTS] = MIN (self->counts[self->slot % TW_RATE_SLOTS] + 1, G_MAXUINT16);
  self->day_count++;

  return 0;
}

/* The gateway does not count what it turns away; what it turned away last was sent last. */
static void
uncount (TwRateRecord *self,
         guint         n_calls)
{
  for (gint64 i = self->slot + TW_RATE_SLOTS; i > self->slot && n_calls > 0; i--)
    {
      guint32 *count = &self->counts[i % TW_RATE_SLOTS];
      guint part = MIN (*count, n_calls);

      *count -= part;
      n_calls -= part;
    }
}

/* The marketplace counts more calls than we made. */
static void
note_others (TwRateRecord       *self,
             const TwRateLimits *limits,
             const TwRateNow    *now,
             guint               n_calls)
{
  if (n_calls > self->others)
    self->day_others += n_calls - self->others;

  self->others = n_calls;
  self->others_until = now->machine + limits->window;
}

/**
 * tw_rate_record_refuse:
 * @self: a record, just advanced to @now
 * @limits: what it is held against
 * @now: the time
 * @n_calls: how many calls the marketplace turned away
 * @retry_after: seconds that it asks to wait, -1 when it does not say
 *
 * Allows no calls until the marketplace wants to be called again, and fewer for some time after that. Calls
 * refused while a pause is on already met the same limit, and do not lower the pace again.
 */
void
tw_rate_record_refuse (TwRateRecord       *self,
                       const TwRateLimits *limits,
                       const TwRateNow    *now,
                       guint               n_calls,
                       int                 retry_after)
{
  gboolean again = now->machine < self->limited_until;
  guint accepted;

  uncount (self, n_calls);
  if (again && retry_after < 0)
    return;

  if (!again)
    {
      accepted = tw_rate_record_used (self);
      if (limits->per_window > accepted)
        note_others (self, limits, now, limits->per_window - accepted);
      self->pace = tw_rate_lower_pace (self, limits, now);
      self->pace_since = now->machine;
    }

  if (retry_after < 0)
    retry_after = self->pause = tw_rate_next_pause (self->pause, now->machine - self->limited_until);

  self->limited_until = MAX (self->limited_until,
                             now->machine + MIN (retry_after * G_TIME_SPAN_SECOND, TW_RATE_PAUSE_MAX));
}

/**
 * tw_rate_record_close:
 * @self: a record, just advanced to @now
 * @now: the time
 * @retry_after: seconds until there are calls again, -1 when the marketplace does not say
 *
 * Notes that the marketplace turned a call away because the calls of the day are used up, by whomever. Where it
 * does not say until when, its day is taken to be that of UTC.
 */
void
tw_rate_record_close (TwRateRecord    *self,
                      const TwRateNow *now,
                      int              retry_after)
{
  gint64 wait = retry_after > 0 ? MIN (retry_after * G_TIME_SPAN_SECOND, G_TIME_SPAN_DAY) : tw_rate_until_midnight (now);

  uncount (self, 1);
  self->closed_until = now->wall + wait;
  self->closed_since = now->machine;
}

/**
 * tw_rate_record_reopen:
 * @self: a record
 *
 * Notes that the marketplace takes calls again.
 */
void
tw_rate_record_reopen (TwRateRecord *self)
{
  self->closed_until = 0;
  self->closed_since = 0;
}

/**
 * tw_rate_record_is_closed:
 * @self: a record, just advanced
 * @priority: who wants to call
 *
 * People's calls go out all the same: one that is turned away costs nothing, and only the marketplace knows when
 * its day turns.
 *
 * Returns: whether the marketplace has no more calls for @priority today
 */
gboolean
tw_rate_record_is_closed (const TwRateRecord *self,
                          TwPriority          priority)
{
  return self->closed_until != 0 && priority != TW_PRIORITY_PERSON;
}
