/* tw-rate-record-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-rate-budget.h"

G_BEGIN_DECLS

/* The window is cut into this many slots, and one more is kept: a call counts until its whole slot has left
 * the window. */
#define TW_RATE_WINDOW_SLOTS 240
#define TW_RATE_SLOTS (TW_RATE_WINDOW_SLOTS + 1)

/* No pause is longer, whatever the marketplace asks for: one that is, in the record, is damage. */
#define TW_RATE_PAUSE_MAX G_TIME_SPAN_HOUR

/**
 * TwRateRecord:
 * @boot: which run of the machine the slots and times belong to; their clock starts anew with it
 * @slot: number of the newest slot, counted from the start of the machine
 * @counts: calls per slot, that of slot `n` at `n % TW_RATE_SLOTS`
 * @limited_until: no calls before, in microseconds since the start of the machine
 * @pause: the last pause that was chosen here because the marketplace named none, in seconds
 * @pace: calls that the window might hold just after the marketplace last turned one away, 0 for as
 *   configured
 * @pace_since: when that was, in microseconds since the start of the machine
 * @others: calls in the window that must have been made by others, as that told
 * @others_until: when they have left the window, in microseconds since the start of the machine
 * @day: day of @day_count, counted from 1970-01-01 UTC
 * @day_count: calls of that day
 * @day_others: calls of others noticed on that day
 * @closed_until: the marketplace said that the calls of the day are used up, and until when that is taken to
 *   be so: microseconds since 1970-01-01 UTC, 0 when it did not
 * @closed_since: when it said so, in microseconds since the start of the machine
 *
 * What is known about the calls made with one key, by all processes.
 */
typedef struct
{
  char    boot[40];
  gint64  slot;
  guint32 counts[TW_RATE_SLOTS];
  gint64  limited_until;
  int     pause;
  guint   pace;
  gint64  pace_since;
  guint   others;
  gint64  others_until;
  gint64  day;
  guint64 day_count;
  guint64 day_others;
  gint64  closed_until;
  gint64  closed_since;
} TwRateRecord;

/**
 * TwRateNow:
 * @boot: which run of the machine this is
 * @machine: microseconds since its start; not moved by people or by the network
 * @wall: microseconds since 1970-01-01 UTC
 *
 * The time, told by both clocks.
 */
typedef struct
{
  char   boot[40];
  gint64 machine;
  gint64 wall;
} TwRateNow;

/**
 * TwRateLimits:
 * @per_window: calls in the window, 0 for no limit
 * @per_day: calls a day, 0 for no limit
 * @window: length of the window, in microseconds
 */
typedef struct
{
  guint  per_window;
  guint  per_day;
  gint64 window;
} TwRateLimits;

void      tw_rate_now              (TwRateNow           *now);

void      tw_rate_record_init      (TwRateRecord        *self,
                                    const TwRateNow     *now);
gboolean  tw_rate_record_parse     (TwRateRecord        *self,
                                    const char          *text,
                                    gsize                length);
char     *tw_rate_record_print     (const TwRateRecord  *self);
void      tw_rate_record_advance   (TwRateRecord        *self,
                                    const TwRateLimits  *limits,
                                    const TwRateNow     *now);
guint     tw_rate_record_used      (const TwRateRecord  *self);
gint64    tw_rate_record_wait      (const TwRateRecord  *self,
                                    const TwRateLimits  *limits,
                                    const TwRateNow     *now,
                                    TwPriority           priority,
                                    gboolean            *day_over);
gint64    tw_rate_record_take      (TwRateRecord        *self,
                                    const TwRateLimits  *limits,
                                    const TwRateNow     *now,
                                    TwPriority           priority,
                                    gboolean            *day_over);
void      tw_rate_record_refuse    (TwRateRecord        *self,
                                    const TwRateLimits  *limits,
                                    const TwRateNow     *now,
                                    guint                n_calls,
                                    int                  retry_after);
void      tw_rate_record_close     (TwRateRecord        *self,
                                    const TwRateNow     *now,
                                    int                  retry_after);
void      tw_rate_record_reopen    (TwRateRecord        *self);
gboolean  tw_rate_record_is_closed (const TwRateRecord  *self,
                                    TwPriority           priority);
gint64    tw_rate_record_estimate  (const TwRateRecord  *self,
                                    const TwRateLimits  *limits,
                                    const TwRateNow     *now,
                                    TwPriority           priority,
                                    gint64               n_calls);

void      tw_rate_record_describe  (const TwRateRecord  *self,
                                    const TwRateLimits  *limits,
                                    const TwRateNow     *now,
                                    TwRateStatus        *status);
guint64   tw_rate_record_used_of_day (const TwRateRecord *self,
                                    TwPriority           priority);
gint64    tw_rate_until_midnight   (const TwRateNow     *now);

/* How fast it may go. */
guint     tw_rate_share            (guint                n_calls,
                                    TwPriority           priority);
guint     tw_rate_pace             (const TwRateRecord  *self,
                                    const TwRateLimits  *limits,
                                    const TwRateNow     *now);
guint     tw_rate_lower_pace       (const TwRateRecord  *self,
                                    const TwRateLimits  *limits,
                                    const TwRateNow     *now);
int       tw_rate_next_pause       (int                  last,
                                    gint64               since);

G_END_DECLS
