/* tw-rate-budget.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-rate-budget-private.h"

#include "net/tw-rate-store-private.h"
#include "net/tw-rate-turn-private.h"
#include "net/tw-wait-queue-private.h"

#define WINDOW_MS (60 * 1000)

G_DEFINE_FINAL_TYPE (TwRateBudget, tw_rate_budget, G_TYPE_OBJECT)

/* The most urgent who waits; %TW_N_PRIORITIES when nobody does. */
static guint
first_priority (TwRateBudget *self)
{
  guint i = 0;

  while (i < TW_N_PRIORITIES && g_queue_is_empty (&self->waiting[i]))
    i++;

  return i;
}

/* The first who waits and is at least so urgent. */
static GTask *
pop_first (TwRateBudget *self,
           TwPriority    least)
{
  guint first = first_priority (self);

  return first <= least ? tw_wait_queue_pop (&self->waiting[first]) : NULL;
}

/* Adopts what a turn has learnt. Without a shared record the budget is this process's own: worse, but no
 * reason to stop working. */
static void
adopt (TwRateBudget *self,
       GTask        *task)
{
  TwRateTurn *turn = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->record = turn->record;
  if (!g_task_propagate_boolean (task, &error) && !self->complained)
    {
      self->complained = TRUE;
      g_info ("Calls of other programs are not counted: %s", error->message);
    }
}

/* Refuses all who may not call before the one that turn was for. */
static void
refuse (TwRateBudget     *self,
        const TwRateTurn *turn)
{
  g_autoptr (GError) error = tw_rate_turn_explain (turn);

  for (guint i = turn->priority; i < TW_N_PRIORITIES; i++)
    {
      GTask *task;

      while ((task = tw_wait_queue_pop (&self->waiting[i])) != NULL)
        {
          g_task_return_error (task, g_error_copy (error));
          g_object_unref (task);
        }
    }
}

static void
stop_timer (TwRateBudget *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static gboolean
timer_cb (gpointer user_data)
{
  TwRateBudget *self = user_data;

  g_clear_pointer (&self->timer, g_source_unref);
  tw_rate_budget_ask (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for (TwRateBudget *self,
          TwPriority    priority,
          gint64        usec)
{
  g_assert (self->timer == NULL);

  self->timer_priority = priority;
  self->timer = g_timeout_source_new ((usec + 999) / 1000);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
tell_watchers (TwRateBudget *self)
{
  GTask *task;

  while ((task = tw_wait_queue_pop (&self->watching)) != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static void
turn_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  TwRateBudget *self = TW_RATE_BUDGET (source);
  TwRateTurn *turn = g_task_get_task_data (G_TASK (result));

  self->asking = FALSE;
  adopt (self, G_TASK (result));
  tell_watchers (self);

  if (turn->refused)
    {
      refuse (self, turn);
    }
  else if (turn->wait > 0)
    {
      /* Someone more urgent may have come meanwhile, and need not wait as long. */
      if (first_priority (self) == turn->priority)
        wait_for (self, turn->priority, turn->wait);
    }
  else if (turn->take)
    {
      /* Whoever is first now. When all who may have it have left, the call that was taken is lost, which does
       * no harm. */
      g_autoptr (GTask) task = pop_first (self, turn->priority);

      if (task != NULL)
        g_task_return_boolean (task, TRUE);
    }

  tw_rate_budget_ask (self);
}

/**
 * tw_rate_budget_ask:
 * @self: a budget
 *
 * Takes the next turn at the record, when there is something to do: one at a time, so that what comes back is
 * always newer than what is known.
 */
void
tw_rate_budget_ask (TwRateBudget *self)
{
  guint first = first_priority (self);
  g_autoptr (GTask) task = NULL;
  TwRateTurn *turn;
  gboolean take;

  if (self->asking)
    return;

  if (self->timer != NULL && (first < self->timer_priority || self->closed))
    stop_timer (self);
  take = self->timer == NULL && first < TW_N_PRIORITIES;
  if (!take && self->n_refused == 0 && !self->closed && !self->accepted && g_queue_is_empty (&self->watching))
    return;

  turn = tw_rate_turn_new (self->path, &self->limits, &self->record);
  turn->take = take;
  turn->priority = MIN (first, TW_PRIORITY_DETAIL);
  turn->n_refused = self->n_refused;
  turn->retry_after = self->retry_after;
  turn->closed = self->closed;
  turn->closed_for = self->closed_for;
  turn->accepted = self->accepted;
  self->n_refused = 0;
  self->retry_after = -1;
  self->closed = FALSE;
  self->accepted = FALSE;

  task = g_task_new (self, NULL, turn_cb, NULL);
  g_task_set_source_tag (task, tw_rate_budget_ask);
  self->asking = TRUE;
  tw_rate_turn_run (turn, task);
}

static void
tw_rate_budget_finalize (GObject *object)
{
  TwRateBudget *self = TW_RATE_BUDGET (object);

  /* Everyone in the queue holds a reference, so it is empty; the timer may still run. */
  stop_timer (self);
  g_free (self->path);

  G_OBJECT_CLASS (tw_rate_budget_parent_class)->finalize (object);
}

static void
tw_rate_budget_class_init (TwRateBudgetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tw_rate_budget_finalize;
}

static void
tw_rate_budget_init (TwRateBudget *self)
{
  for (guint i = 0; i < TW_N_PRIORITIES; i++)
    g_queue_init (&self->waiting[i]);
  g_queue_init (&self->watching);
  self->retry_after = -1;
}

/**
 * tw_rate_budget_new:
 * @key: (nullable): what the marketplace counts calls by, the subscription key; only its hash is kept. %NULL for
 *   calls that no other process makes: they are counted in memory alone
 * @calls_per_minute: how many calls any 60 seconds may hold, 0 for no limit
 * @calls_per_day: how many calls a day (UTC) may hold, 0 for no limit
 *
 * Returns: (transfer full): the budget of that key
 */
TwRateBudget *
tw_rate_budget_new (const char *key,
                    guint       calls_per_minute,
                    guint       calls_per_day)
{
  return tw_rate_budget_new_for_window (key, calls_per_minute, calls_per_day, WINDOW_MS);
}

/**
 * tw_rate_budget_new_for_window:
 * @key: (nullable): what the marketplace counts calls by
 * @calls_per_window: how many calls the window may hold, 0 for no limit
 * @calls_per_day: how many calls a day may hold, 0 for no limit
 * @window_ms: length of the window, in milliseconds, %TW_RATE_WINDOW_SLOTS at least
 *
 * As tw_rate_budget_new(), for tests that have no minute.
 *
 * Returns: (transfer full): a budget
 */
TwRateBudget *
tw_rate_budget_new_for_window (const char *key,
                               guint       calls_per_window,
                               guint       calls_per_day,
                               guint       window_ms)
{
  TwRateBudget *self;
  TwRateNow now;

  g_return_val_if_fail (window_ms >= TW_RATE_WINDOW_SLOTS, NULL);

  self = g_object_new (TW_TYPE_RATE_BUDGET, NULL);
  self->path = key != NULL ? tw_rate_store_path (key) : NULL;
  self->limits.per_window = calls_per_window;
  self->limits.per_day = calls_per_day;
  self->limits.window = window_ms * (gint64) 1000;
  tw_rate_now (&now);
  tw_rate_record_init (&self->record, &now);

  return self;
}

/**
 * tw_rate_budget_acquire_async:
 * @self: a budget
 * @priority: who goes first
 * @cancellable: (nullable): leaves the queue
 * @callback: called when one call may be sent
 * @user_data: passed to @callback
 *
 * Waits until one call may be sent, and counts it. A tenth of the minute's and the day's calls is used for
 * %TW_PRIORITY_PERSON alone.
 */
void
tw_rate_budget_acquire_async (TwRateBudget        *self,
                              TwPriority           priority,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TW_IS_RATE_BUDGET (self));
  g_return_if_fail (priority < TW_N_PRIORITIES);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_rate_budget_acquire_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  tw_wait_queue_push (&self->waiting[priority], g_steal_pointer (&task));
  tw_rate_budget_ask (self);
}

/**
 * tw_rate_budget_acquire_finish:
 * @self: a budget
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE when one call may be sent now; %FALSE with %TW_ERROR_RATE_LIMITED, its effect
 *   %TW_EFFECT_NONE, when the day's calls for that priority are used up or the marketplace asked for a pause longer
 *   than anybody stands in line for, or with %G_IO_ERROR_CANCELLED
 */
gboolean
tw_rate_budget_acquire_finish (TwRateBudget  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_rate_budget_acquire_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * tw_rate_budget_note_limited:
 * @self: a budget
 * @retry_after: seconds that the marketplace asks to wait, -1 when it does not say
 *
 * Notes that the marketplace turned a call away: nobody calls until it wants to be called again, in no
 * process. Where it does not say when, the wait is 15 seconds, longer when it happens again soon; it is an
 * hour at most. After it calls go slower, and the pace recovers within a quarter of an hour or so.
 */
void
tw_rate_budget_note_limited (TwRateBudget *self,
                             int           retry_after)
{
  g_return_if_fail (TW_IS_RATE_BUDGET (self));

  self->n_refused++;
  self->retry_after = MAX (self->retry_after, retry_after);
  tw_rate_budget_ask (self);
}

/**
 * tw_rate_budget_note_quota:
 * @self: a budget
 * @retry_after: seconds until there are calls again, -1 when the marketplace does not say
 *
 * Notes that the marketplace turned a call away because the calls of the day are used up, whoever used them:
 * background work of all processes ends until then, or until midnight UTC. People may try.
 */
void
tw_rate_budget_note_quota (TwRateBudget *self,
                           int           retry_after)
{
  g_return_if_fail (TW_IS_RATE_BUDGET (self));

  self->closed = TRUE;
  self->closed_for = retry_after;
  self->accepted = FALSE;
  tw_rate_budget_ask (self);
}

/**
 * tw_rate_budget_note_accepted:
 * @self: a budget
 * @sent: when the call was sent, as tw_clock_get() tells the time
 *
 * Notes that the marketplace took a call. When it was sent after the calls of the day were said to be used up,
 * there are calls again.
 */
void
tw_rate_budget_note_accepted (TwRateBudget *self,
                              gint64        sent)
{
  g_return_if_fail (TW_IS_RATE_BUDGET (self));

  if (self->closed || self->record.closed_until == 0 || sent <= self->record.closed_since)
    return;

  self->accepted = TRUE;
  tw_rate_budget_ask (self);
}
