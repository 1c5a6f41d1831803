/* tw-clock.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-clock.h"

/**
 * tw_clock_init:
 * @self: (out caller-allocates): a clock
 * @seconds: what it shows, in seconds since 1970
 * @frozen: whether it stands still
 */
void
tw_clock_init (TwClock  *self,
               gint64    seconds,
               gboolean  frozen)
{
  self->frozen = frozen;
  tw_clock_set (self, seconds);
}

/**
 * tw_clock_set:
 * @self: a clock
 * @seconds: what it shows from now on, in seconds since 1970
 */
void
tw_clock_set (TwClock *self,
              gint64   seconds)
{
  self->base = seconds * G_USEC_PER_SEC;
  self->since = g_get_monotonic_time ();
}

/**
 * tw_clock_now:
 * @self: a clock
 *
 * Returns: seconds since 1970
 */
gint64
tw_clock_now (TwClock *self)
{
  return tw_clock_now_us (self) / G_USEC_PER_SEC;
}

/**
 * tw_clock_now_us:
 * @self: a clock
 *
 * Returns: microseconds since 1970
 */
gint64
tw_clock_now_us (TwClock *self)
{
  return self->frozen ? self->base : self->base + g_get_monotonic_time () - self->since;
}
