/* tw-background-plan.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-client"

#include "config.h"

#include "client/tw-background-private.h"

/* Looking for new and open orders may take so many hundredths of a day's calls, and all lists so many: where many old
 * orders are open, each of which costs a call, it is done less often. */
#define ORDERS_PART 6
#define LISTS_PART 10

/* Lists beside that of the orders, a page each. */
#define OTHER_LISTS 2

/* Lists that change little. */
#define QUIET_EVERY G_TIME_SPAN_DAY

static const TwKind growing_kinds[] = { TW_KIND_CUSTOMER, TW_KIND_SUBSCRIPTION, TW_KIND_ORDER };
static const TwKind quiet_kinds[] = { TW_KIND_RESELLER, TW_KIND_PRODUCT, TW_KIND_PLAN, TW_KIND_REPORT };

const TwBackgroundTimes tw_background_usual_times = {
  .lists = G_TIME_SPAN_HOUR,
  .orders = 2 * G_TIME_SPAN_MINUTE,
  .gap = G_TIME_SPAN_SECOND,
  .first_retry = 15 * G_TIME_SPAN_SECOND,
  .last_retry = 15 * G_TIME_SPAN_MINUTE,
  .tick = G_TIME_SPAN_MINUTE,
};

static gboolean
can_list (const TwBackgroundPlan *self,
          TwKind                  kind)
{
  return (kind != TW_KIND_ORDER || self->can_list_orders) && (kind != TW_KIND_RESELLER || self->can_list_resellers);
}

/* How long until @time is @age ago; nothing when there was no such time, or it is later than now by a clock that was
 * set since. */
static gint64
until_older (GDateTime *time,
             gint64     age,
             gint64     now)
{
  gint64 then;

  if (time == NULL)
    return 0;

  then = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);

  return then > now ? 0 : MAX (then + age - now, 0);
}

/* How far apart so many calls must be to stay within @part hundredths of the day's. */
static gint64
space (const TwBackgroundPlan *self,
       guint                   n_calls,
       gint64                  part)
{
  return self->calls_per_day > 0 ? n_calls * G_TIME_SPAN_DAY * 100 / (part * self->calls_per_day) : 0;
}

static gint64
space_lists (const TwBackgroundPlan *self)
{
  return space (self, self->order_calls + OTHER_LISTS, LISTS_PART);
}

static gint64
space_orders (const TwBackgroundPlan *self)
{
  return space (self, MAX (self->order_calls, 1), ORDERS_PART);
}

/* Until what failed is tried again. A time that is too far away is one of a clock that was set since. */
static gint64
until_retry (const TwBackgroundPlan *self,
             TwBackgroundWork        work,
             gint64                  now)
{
  gint64 time = work == TW_BACKGROUND_WORK_LISTS ? self->lists_not_before : self->orders_not_before;

  return time > now && time - now <= tw_background_plan_get_retry (self, work) ? time - now : 0;
}

static gint64
until_lists (const TwBackgroundPlan *self,
             TwMirror               *mirror,
             gint64                  now)
{
  gint64 age = MAX (self->times.lists, space_lists (self));
  gint64 wait = G_MAXINT64;

  for (guint i = 0; i < G_N_ELEMENTS (growing_kinds); i++)
    {
      const TwListState *state = tw_mirror_get_list_state (mirror, growing_kinds[i]);

      if (!can_list (self, growing_kinds[i]))
        continue;
      wait = MIN (wait, until_older (state->complete_time, age, now));
      wait = MIN (wait, until_older (state->full_time, self->full_interval * G_TIME_SPAN_SECOND, now));
    }
  for (guint i = 0; i < G_N_ELEMENTS (quiet_kinds); i++)
    if (can_list (self, quiet_kinds[i]))
      wait = MIN (wait, until_older (tw_mirror_get_list_state (mirror, quiet_kinds[i])->complete_time, QUIET_EVERY,
                                     now));

  return wait;
}

static gint64
until_orders (const TwBackgroundPlan *self,
              TwMirror               *mirror,
              gint64                  now)
{
  gint64 age = MAX (self->times.orders, space_orders (self));

  if (!self->can_list_orders)
    return G_MAXINT64;

  return until_older (tw_mirror_get_list_state (mirror, TW_KIND_ORDER)->complete_time, age, now);
}

/**
 * tw_background_plan_get_retry:
 * @self: what decides
 * @work: lists or orders, some of which failed
 *
 * A list may fail for good, as that of the resellers does where the account may not see it: the others must not be
 * read more often for that than they may.
 *
 * Returns: after how long to try again, in microseconds
 */
gint64
tw_background_plan_get_retry (const TwBackgroundPlan *self,
                              TwBackgroundWork        work)
{
  return MAX (self->times.last_retry, work == TW_BACKGROUND_WORK_LISTS ? space_lists (self) : space_orders (self));
}

/**
 * tw_background_plan_choose:
 * @self: what decides
 * @mirror: the mirror, whose ages say what other programs did as well
 * @now: this machine's time, in microseconds since 1970 UTC
 * @wait: (out): when there is nothing to do, for how long at most, in microseconds
 *
 * Returns: what to do next
 */
TwBackgroundWork
tw_background_plan_choose (const TwBackgroundPlan *self,
                           TwMirror               *mirror,
                           gint64                  now,
                           gint64                 *wait)
{
  gint64 lists = MAX (until_lists (self, mirror, now), until_retry (self, TW_BACKGROUND_WORK_LISTS, now));
  gint64 orders = MAX (until_orders (self, mirror, now), until_retry (self, TW_BACKGROUND_WORK_ORDERS, now));

  *wait = MIN (lists, orders);
  if (lists == 0)
    return TW_BACKGROUND_WORK_LISTS;
  if (orders == 0)
    return TW_BACKGROUND_WORK_ORDERS;

  return self->no_gaps ? TW_BACKGROUND_WORK_NONE : TW_BACKGROUND_WORK_DETAILS;
}
