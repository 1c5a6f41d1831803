/* tw-rate-record-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The window is cut into this many slots, and one more is kept: a call counts until its whole slot has left the
 * window. */
#define TW_RATE_WINDOW_SLOTS 240
#define TW_RATE_SLOTS (TW_RATE_WINDOW_SLOTS + 1)

/* No pause is longer, whatever the marketplace asks for: one that is, in the record, is damage. */
#define TW_RATE_PAUSE_MAX G_TIME_SPAN_HOUR

/**
 * TwRateRecord:
 * @boot: which run of the machine the slots belong to; their clock starts anew with it
 * @slot: number of the newest slot, counted from the start of the machine
 * @counts: calls per slot, that of slot `n` at `n % TW_RATE_SLOTS`
 * @limited_until: no calls before, in microseconds since the start of the machine
 * @day: day of @day_count, counted from 1970-01-01 UTC
 * @day_count: calls of that day
 *
 * What is known about the calls made with one key, by all processes.
 */
typedef struct
{
  char    boot[40];
  gint64  slot;
  guint32 counts[TW_RATE_SLOTS];
  gint64  limited_until;
  gint64  day;
  guint64 day_count;
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

void      tw_rate_now            (TwRateNow           *now);

void      tw_rate_record_init    (TwRateRecord        *self,
                                  const TwRateNow     *now);
gboolean  tw_rate_record_parse   (TwRateRecord        *self,
                                  const char          *text,
                                  gsize                length);
char     *tw_rate_record_print   (const TwRateRecord  *self);
void      tw_rate_record_advance (TwRateRecord        *self,
                                  const TwRateLimits  *limits,
                                  const TwRateNow     *now);
guint     tw_rate_record_used    (const TwRateRecord  *self);
gint64    tw_rate_record_take    (TwRateRecord        *self,
                                  const TwRateLimits  *limits,
                                  const TwRateNow     *now,
                                  gboolean            *day_over);
void      tw_rate_record_limit   (TwRateRecord        *self,
                                  gint64               until);

int       tw_rate_next_pause     (int                  last,
                                  gint64               since);

G_END_DECLS
