/* tw-clock.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TwClock:
 * @base: world time in microseconds since 1970 when @since was taken
 * @since: monotonic time at that moment
 * @frozen: whether only tw_clock_set() and tw_clock_advance() move it
 *
 * The clock of the world: it starts anywhere, runs on in real time, can be frozen and pushed.
 */
typedef struct
{
  gint64   base;
  gint64   since;
  gboolean frozen;
} TwClock;

void   tw_clock_init   (TwClock  *self,
                        gint64    seconds,
                        gboolean  frozen);
void   tw_clock_set    (TwClock  *self,
                        gint64    seconds);
gint64 tw_clock_now    (TwClock  *self);
gint64 tw_clock_now_us (TwClock  *self);

G_END_DECLS
