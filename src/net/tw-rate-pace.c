/* tw-rate-pace.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-rate-record-private.h"

/* Of a hundred calls, how many background work leaves: to people, and by details also to fresh lists. So few
 * calls cannot be divided. */
#define LEFT_BY_FRESH 10
#define LEFT_BY_DETAIL 15
#define TOO_FEW_TO_SHARE 4

/* A pace that was lowered grows by one call each so many windows at first: whatever lowered it is likely to
 * be there still, and each try beyond it costs a refused call. Later it grows by a part of the limit each
 * window. */
#define CAREFUL_WINDOWS 10
#define CAREFUL_STEP 2
#define QUICK_PART 10

/* Where no limit is configured, a lowered pace is forgotten after so many windows. */
#define FORGET_WINDOWS 30

/* A pace is not lowered below this part of the limit, or below half of what vendors allow where none is
 * configured: a few refused calls tell little. */
#define LOWEST_PART 10
#define LOWEST_UNLIMITED 30

/* Where the marketplace does not say how long to wait: this long, doubled each time it happens again within
 * the time after which a limit counts as a new one. In seconds. */
#define PAUSE_FIRST 15
#define PAUSE_LAST 60
#define PAUSE_MEMORY 120

/**
 * tw_rate_share:
 * @n_calls: calls of a window or a day, 0 for no limit
 * @priority: for whom
 *
 * Returns: how many of them may be used before nothing is left for @priority, 0 for no limit
 */
guint
tw_rate_share (guint      n_calls,
               TwPriority priority)
{
  static const guint parts[] = {
    [TW_PRIORITY_PERSON] = 0,
    [TW_PRIORITY_FRESH] = LEFT_BY_FRESH,
    [TW_PRIORITY_DETAIL] = LEFT_BY_DETAIL,
  };

  if (n_calls < TOO_FEW_TO_SHARE)
    return n_calls;

  return n_calls - (guint) (((guint64) n_calls * parts[priority] + 99) / 100);
}

/**
 * tw_rate_pace:
 * @self: a record
 * @limits: what it is held against
 * @now: the time
 *
 * Returns: how many calls the window may hold now, 0 for no limit: as configured, or less for a while after
 * the marketplace turned a call away
 */
guint
tw_rate_pace (const TwRateRecord *self,
              const TwRateLimits *limits,
              const TwRateNow    *now)
{
  guint step = MAX ((limits->per_window > 0 ? limits->per_window : self->pace) / QUICK_PART, 1);
  gint64 elapsed = CLAMP (now->machine - self->pace_since, 0, limits->window * 10000);
  gint64 careful = MIN (elapsed, CAREFUL_WINDOWS * limits->window);
  gint64 pace;

  if (self->pace == 0 || (limits->per_window == 0 && elapsed >= FORGET_WINDOWS * limits->window))
    return limits->per_window;

  pace = self->pace + careful / (CAREFUL_STEP * limits->window) + (elapsed - careful) / limits->window * step;

  return limits->per_window > 0 ? MIN (pace, limits->per_window) : pace;
}

/**
 * tw_rate_lower_pace:
 * @self: a record
 * @limits: what it is held against
 * @now: the time
 *
 * What the pace becomes when the marketplace turns a call away: less than the calls it has just accepted, but
 * no less than half at a time, since a single refusal may have other reasons.
 *
 * Returns: calls that the window may hold from now on
 */
guint
tw_rate_lower_pace (const TwRateRecord *self,
                    const TwRateLimits *limits,
                    const TwRateNow    *now)
{
  guint64 pace = tw_rate_pace (self, limits, now);
  guint64 accepted = tw_rate_record_used (self);
  guint64 below = accepted * 9 / 10;

  if (pace > 0)
    below = MIN (MAX (below, pace / 2), pace * 9 / 10);
  if (limits->per_window == 0)
    return (guint) MAX (below, LOWEST_UNLIMITED);

  return (guint) MAX (below, MAX (limits->per_window / LOWEST_PART, 1));
}

/**
 * tw_rate_next_pause:
 * @last: the last pause that was chosen here, in seconds; 0 when there was none
 * @since: what has passed since its end, in microseconds
 *
 * Chooses a pause for when the marketplace limits calls and does not say for how long.
 *
 * Returns: a pause, in seconds
 */
int
tw_rate_next_pause (int    last,
                    gint64 since)
{
  if (last == 0 || since >= PAUSE_MEMORY * G_TIME_SPAN_SECOND)
    return PAUSE_FIRST;

  return MIN (last * 2, PAUSE_LAST);
}
