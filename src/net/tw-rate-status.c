/* tw-rate-status.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-rate-record-private.h"

/**
 * tw_rate_until_midnight:
 * @now: the time
 *
 * Returns: how long the day (UTC) lasts yet, in microseconds
 */
gint64
tw_rate_until_midnight (const TwRateNow *now)
{
  return G_TIME_SPAN_DAY - now->wall % G_TIME_SPAN_DAY;
}

/**
 * tw_rate_record_used_of_day:
 * @self: a record
 * @priority: for whom
 *
 * Returns: the calls that count against what @priority may use of the day: people may use all that this
 * machine has not used, since what others used is only an estimate
 */
guint64
tw_rate_record_used_of_day (const TwRateRecord *self,
                            TwPriority          priority)
{
  return priority == TW_PRIORITY_PERSON ? self->day_count : self->day_count + self->day_others;
}

/**
 * tw_rate_record_estimate:
 * @self: a record, just advanced to @now
 * @limits: what it is held against
 * @now: the time
 * @priority: who wants to call
 * @n_calls: how often
 *
 * Returns: how long so many calls take when nobody else calls, in microseconds; 0 when nothing limits them
 */
gint64
tw_rate_record_estimate (const TwRateRecord *self,
                         const TwRateLimits *limits,
                         const TwRateNow    *now,
                         TwPriority          priority,
                         gint64              n_calls)
{
  guint per_day = tw_rate_share (limits->per_day, priority);
  guint per_window = tw_rate_share (limits->per_window, priority);
  gint64 used = (gint64) tw_rate_record_used_of_day (self, priority);
  gboolean closed = tw_rate_record_is_closed (self, priority);
  gint64 turn = closed ? self->closed_until - now->wall : tw_rate_until_midnight (now);
  gint64 today = closed ? 0 : per_day > 0 ? MAX (0, per_day - used) : n_calls;
  gint64 days = 0;

  if (n_calls > today)
    {
      gint64 later = n_calls - today;

      days = per_day > 0 ? (later - 1) / per_day : 0;
      n_calls = later - days * per_day;
      days = turn + days * G_TIME_SPAN_DAY;
    }

  return days + (per_window > 0 ? n_calls * limits->window / per_window : 0);
}

/**
 * tw_rate_record_describe:
 * @self: a record, just advanced to @now
 * @limits: what it is held against
 * @now: the time
 * @status: (out): how it stands
 */
void
tw_rate_record_describe (const TwRateRecord *self,
                         const TwRateLimits *limits,
                         const TwRateNow    *now,
                         TwRateStatus       *status)
{
  status->calls_per_minute = limits->per_window;
  status->calls_per_day = limits->per_day;
  status->pace = tw_rate_pace (self, limits, now);
  status->minute = tw_rate_record_used (self);
  status->minute_others = self->others;
  status->day = self->day_count;
  status->day_others = self->day_others;
  status->limited = self->limited_until > now->machine;
  status->quota_over = self->closed_until != 0;
  for (guint i = 0; i < G_N_ELEMENTS (status->wait); i++)
    {
      gboolean day_over;

      status->wait[i] = tw_rate_record_wait (self, limits, now, i, &day_over);
    }
}
