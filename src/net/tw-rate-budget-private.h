/* tw-rate-budget-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-rate-record-private.h"

G_BEGIN_DECLS

#define TW_N_PRIORITIES (TW_PRIORITY_DETAIL + 1)

/**
 * TwRateBudget:
 *
 * The calls that a key has left: a minute's and a day's, shared by all processes through a small locked file.
 * Who wants to call waits here for a turn: people before background work, which leaves them a part of the
 * calls besides, and first come, first served among equals. When the marketplace turns calls away, everybody
 * pauses, goes slower for a while, and others who use the same key are noticed. To be used in one thread.
 */

/*
 * path: (nullable): of the shared record, %NULL when it is this process's own
 * record: what this process knows, as of its last turn
 * waiting: by priority, who wants to call
 * watching: who wants to know how it stands
 * timer: (nullable): when to ask again for @timer_priority; %NULL while nobody waits
 * asking: a turn is under way
 * complained: it was said once that the record cannot be shared
 * n_refused, retry_after, closed, closed_for, accepted: what answers told since the last turn, as in #TwRateTurn
 */
struct _TwRateBudget
{
  GObject parent_instance;

  char         *path;
  TwRateLimits  limits;
  TwRateRecord  record;
  GQueue        waiting[TW_N_PRIORITIES];
  GQueue        watching;
  GSource      *timer;
  TwPriority    timer_priority;
  gboolean      asking;
  gboolean      complained;
  guint         n_refused;
  int           retry_after;
  gboolean      closed;
  int           closed_for;
  gboolean      accepted;
};

TwRateBudget *tw_rate_budget_new_for_window (const char *key,
                                             guint       calls_per_window,
                                             guint       calls_per_day,
                                             guint       window_ms);

void          tw_rate_budget_ask            (TwRateBudget *self);

G_END_DECLS
