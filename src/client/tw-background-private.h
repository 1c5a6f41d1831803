/* tw-background-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "client/tw-background.h"
#include "mirror/tw-sync-lock.h"

G_BEGIN_DECLS

/**
 * TwBackgroundTimes:
 * @lists: how old lists may become
 * @orders: how old the list of orders may become at least, however few calls it takes
 * @gap: between one batch of details and the next, so that other programs come to read
 * @first_retry: after what failed; doubled each time
 * @last_retry: the longest such wait
 * @tick: it looks at the clock so often at least: the clock may be set, the computer may sleep
 *
 * How it divides its time, in microseconds.
 */
typedef struct
{
  gint64 lists;
  gint64 orders;
  gint64 gap;
  gint64 first_retry;
  gint64 last_retry;
  gint64 tick;
} TwBackgroundTimes;

/**
 * TwBackgroundWork:
 * @TW_BACKGROUND_WORK_NONE: nothing
 * @TW_BACKGROUND_WORK_LISTS: all lists that are due
 * @TW_BACKGROUND_WORK_ORDERS: new and open orders
 * @TW_BACKGROUND_WORK_DETAILS: a batch of missing details
 *
 * What to do next.
 */
typedef enum
{
  TW_BACKGROUND_WORK_NONE,
  TW_BACKGROUND_WORK_LISTS,
  TW_BACKGROUND_WORK_ORDERS,
  TW_BACKGROUND_WORK_DETAILS,
} TwBackgroundWork;

/**
 * TwBackgroundPlan:
 * @times: how it divides its time
 * @full_interval: lists are read to their ends so often, in seconds
 * @can_list_orders: the marketplace lists orders
 * @can_list_resellers: and resellers
 * @order_calls: calls that reading a page of orders and the open ones that it does not show took last
 * @calls_per_day: the limit of a day, 0 for none
 * @no_gaps: no detail is missing, as far as is known
 * @lists_not_before: since some lists failed, in microseconds since 1970 UTC; 0 for no such time
 * @orders_not_before: the same of orders
 *
 * What decides about the next piece of work.
 */
typedef struct
{
  TwBackgroundTimes times;
  gint64            full_interval;
  gboolean          can_list_orders;
  gboolean          can_list_resellers;
  guint             order_calls;
  guint             calls_per_day;
  gboolean          no_gaps;
  gint64            lists_not_before;
  gint64            orders_not_before;
} TwBackgroundPlan;

/*
 * working: a piece of work is under way, from the look at the calls left to its end
 * work: which
 * lock: held while it reads
 * piece: what it gives the right to
 * n_failures: in a row
 * timer: when to look what is due; none while it works, or waits for a person
 */
struct _TwBackground
{
  GObject parent_instance;

  TwSync            *sync;
  TwMirror          *mirror;
  TwRateBudget      *budget;
  GCancellable      *cancellable;
  TwSyncLock        *lock;
  TwSyncPiece        piece;
  GSource           *timer;
  TwBackgroundPlan   plan;
  TwBackgroundWork   work;
  TwBackgroundState  state;
  GError            *error;
  guint              n_failures;
  gboolean           running;
  gboolean           working;
};

extern const TwBackgroundTimes tw_background_usual_times;

void             tw_background_set_state      (TwBackground            *self,
                                               TwBackgroundState        state,
                                               GError                  *error);
void             tw_background_rest           (TwBackground            *self,
                                               gint64                   wait);
void             tw_background_work           (TwBackground            *self);
void             tw_background_set_times      (TwBackground            *self,
                                               const TwBackgroundTimes *times);
gint64           tw_background_plan_get_retry (const TwBackgroundPlan  *self,
                                               TwBackgroundWork         work);
TwBackgroundWork tw_background_plan_choose    (const TwBackgroundPlan  *self,
                                               TwMirror                *mirror,
                                               gint64                   now,
                                               gint64                  *wait);

G_END_DECLS
