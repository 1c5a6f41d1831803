/* tw-clock.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-clock-private.h"

#include <time.h>

/**
 * tw_clock_get:
 *
 * The machine's clock: the same in all processes, not moved by people or by the network, and going on while
 * the machine sleeps (which g_get_monotonic_time() does not).
 *
 * Returns: microseconds since the machine was started
 */
gint64
tw_clock_get (void)
{
  struct timespec time;

  clock_gettime (CLOCK_BOOTTIME, &time);

  return time.tv_sec * G_TIME_SPAN_SECOND + time.tv_nsec / 1000;
}
