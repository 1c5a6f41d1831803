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

#define N_PRIORITIES (TW_PRIORITY_DETAIL + 1)

#define WINDOW_MS (60 * 1000)

/**
 * TwRateBudget:
 *
 * The calls that a key has left: a minute's and a day's, shared by all processes through a small locked file.
 * Who wants to call waits here for a turn: people before background work, which leaves them a part of the
 * calls besides, and first come, first served among equals. When the marketplace turns calls away, everybody
 * pauses, goes slower for a while, and others who use the same key are noticed. To be used in one thread.
 */
struct _TwRateBudget
{
  GObject parent_instance;

  char         *path; /* (nullable) */
  TwRateLimits  limits;
  TwRateRecord  record;
  GQueue        waiting[N_PRIORITIES];
  GQueue        watching;
  GSource      *timer;
  TwPriority    timer_priority;
  gboolean      asking;
  gboolean      complained;
  guint         n_refused;
  int           retry_after;
};

G_DEFINE_FINAL_TYPE (TwRateBudget, tw_rate_budget, G_TYPE_OBJECT)

static void ask (TwRateBudget *self);

/* The most urgent who waits; %N_PRIORITIES when nobody does. */
static guint
first_priority (TwRateBudget *self)
{
  guint i = 0;

  while (i < N_PRIORITIES && g_queue_is_empty (&self->waiting[i]))
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

/* Refuses all who may not use more of the day than who that turn was for. */
static void
refuse (TwRateBudget     *self,
        const TwRateTurn *turn)
{
  g_autoptr (GError) error = tw_rate_turn_explain (turn);

  for (guint i = turn->priority; i < N_PRIORITIES; i++)
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
  ask (self);

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

  if (turn->day_over)
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

  ask (self);
}

/* Takes the next turn at the record, when there is something to do: one at a time, so that what comes back is
 * always newer than what is known. */
static void
ask (TwRateBudget *self)
{
  guint first = first_priority (self);
  g_autoptr (GTask) task = NULL;
  TwRateTurn *turn;
  gboolean take;

  if (self->asking)
    return;

  if (self->timer != NULL && first < self->timer_priority)
    stop_timer (self);
  take = self->timer == NULL && first < N_PRIORITIES;
  if (!take && self->n_refused == 0 && g_queue_is_empty (&self->watching))
    return;

  turn = tw_rate_turn_new (self->path, &self->limits, &self->record);
  turn->take = take;
  turn->priority = MIN (first, TW_PRIORITY_DETAIL);
  turn->n_refused = self->n_refused;
  turn->retry_after = self->retry_after;
  self->n_refused = 0;
  self->retry_after = -1;

  task = g_task_new (self, NULL, turn_cb, NULL);
  g_task_set_source_tag (task, ask);
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
  for (guint i = 0; i < N_PRIORITIES; i++)
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
  g_return_if_fail (priority < N_PRIORITIES);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_rate_budget_acquire_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  tw_wait_queue_push (&self->waiting[priority], g_steal_pointer (&task));
  ask (self);
}

/**
 * tw_rate_budget_acquire_finish:
 * @self: a budget
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE when one call may be sent now; %FALSE with %TW_ERROR_RATE_LIMITED, its effect
 *   %TW_EFFECT_NONE, when the day's calls for that priority are used up, or with %G_IO_ERROR_CANCELLED
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
 * hour at most. After it calls go slower, and the pace recovers within some minutes.
 */
void
tw_rate_budget_note_limited (TwRateBudget *self,
                             int           retry_after)
{
  g_return_if_fail (TW_IS_RATE_BUDGET (self));

  self->n_refused++;
  self->retry_after = MAX (self->retry_after, retry_after);
  ask (self);
}

/**
 * tw_rate_budget_get_used_minute:
 * @self: a budget
 *
 * Returns: how many calls all processes made in the last minute, as far as this one knows
 */
guint
tw_rate_budget_get_used_minute (TwRateBudget *self)
{
  TwRateNow now;

  g_return_val_if_fail (TW_IS_RATE_BUDGET (self), 0);

  tw_rate_now (&now);
  tw_rate_record_advance (&self->record, &self->limits, &now);

  return tw_rate_record_used (&self->record);
}

/**
 * tw_rate_budget_get_used_day:
 * @self: a budget
 *
 * Returns: how many calls all processes made today (UTC), as far as this one knows
 */
guint
tw_rate_budget_get_used_day (TwRateBudget *self)
{
  TwRateNow now;

  g_return_val_if_fail (TW_IS_RATE_BUDGET (self), 0);

  tw_rate_now (&now);
  tw_rate_record_advance (&self->record, &self->limits, &now);

  return self->record.day_count;
}

/**
 * tw_rate_budget_refresh_async:
 * @self: a budget
 * @cancellable: (nullable): leaves the wait
 * @callback: called when the record was read
 * @user_data: passed to @callback
 *
 * Reads what all processes know, for tw_rate_budget_get_status(); nothing is counted.
 */
void
tw_rate_budget_refresh_async (TwRateBudget        *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TW_IS_RATE_BUDGET (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_rate_budget_refresh_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  tw_wait_queue_push (&self->watching, g_steal_pointer (&task));
  ask (self);
}

/**
 * tw_rate_budget_refresh_finish:
 * @self: a budget
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean
tw_rate_budget_refresh_finish (TwRateBudget  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_rate_budget_refresh_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * tw_rate_budget_get_status:
 * @self: a budget
 * @status: (out): how it stands, as far as this process knows
 */
void
tw_rate_budget_get_status (TwRateBudget *self,
                           TwRateStatus *status)
{
  TwRateNow now;

  g_return_if_fail (TW_IS_RATE_BUDGET (self));
  g_return_if_fail (status != NULL);

  tw_rate_now (&now);
  tw_rate_record_advance (&self->record, &self->limits, &now);

  tw_rate_record_describe (&self->record, &self->limits, &now, status);
}

/**
 * tw_rate_budget_estimate:
 * @self: a budget
 * @priority: of the calls
 * @n_calls: how many
 *
 * Returns: how long so many calls will take when nobody else calls, in microseconds; 0 when nothing limits
 * them
 */
gint64
tw_rate_budget_estimate (TwRateBudget *self,
                         TwPriority    priority,
                         gint64        n_calls)
{
  TwRateNow now;

  g_return_val_if_fail (TW_IS_RATE_BUDGET (self), 0);
  g_return_val_if_fail (priority < N_PRIORITIES, 0);
  g_return_val_if_fail (n_calls >= 0, 0);

  tw_rate_now (&now);
  tw_rate_record_advance (&self->record, &self->limits, &now);

  return tw_rate_record_estimate (&self->record, &self->limits, &now, priority, n_calls);
}
