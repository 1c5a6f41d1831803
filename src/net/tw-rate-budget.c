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
#include "net/tw-wait-queue-private.h"

#define N_PRIORITIES (TW_PRIORITY_DETAIL + 1)

#define WINDOW_MS (60 * 1000)

/**
 * TwRateBudget:
 *
 * The calls that a key has left: a minute's and a day's, shared by all processes through a small locked file.
 * Who wants to call waits here for a turn, people before background work, and first come, first served among
 * equals. To be used in one thread.
 */
struct _TwRateBudget
{
  GObject parent_instance;

  char         *path;
  TwRateLimits  limits;
  TwRateRecord  record;
  GQueue        waiting[N_PRIORITIES];
  GSource      *timer;
  gboolean      asking;
  gboolean      complained;
  gint64        limited_until;
  gint64        pause_end;
  int           pause;
};

G_DEFINE_FINAL_TYPE (TwRateBudget, tw_rate_budget, G_TYPE_OBJECT)

/* One turn at the shared record, made in a worker thread on a copy. */
typedef struct
{
  char         *path;
  TwRateLimits  limits;
  TwRateRecord  record;
  gint64        limited_until;
  gboolean      take;
  gint64        wait;
  gboolean      day_over;
} TurnData;

static void ask (TwRateBudget *self);

static void
turn_data_free (gpointer data)
{
  TurnData *turn = data;

  g_free (turn->path);
  g_free (turn);
}

static gboolean
anyone_waits (TwRateBudget *self)
{
  for (guint i = 0; i < N_PRIORITIES; i++)
    if (!g_queue_is_empty (&self->waiting[i]))
      return TRUE;

  return FALSE;
}

static GTask *
pop_first (TwRateBudget *self)
{
  for (guint i = 0; i < N_PRIORITIES; i++)
    if (!g_queue_is_empty (&self->waiting[i]))
      return tw_wait_queue_pop (&self->waiting[i]);

  return NULL;
}

/* Adopts what a turn has learnt. Without a shared record the budget is this process's own: worse, but no
 * reason to stop working. */
static void
adopt (TwRateBudget *self,
       GTask        *task)
{
  TurnData *turn = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->record = turn->record;
  if (!g_task_propagate_boolean (task, &error) && !self->complained)
    {
      self->complained = TRUE;
      g_info ("Calls of other programs are not counted: %s", error->message);
    }
}

static void
change_cb (TwRateRecord    *record,
           const TwRateNow *now,
           gpointer         user_data)
{
  TurnData *turn = user_data;

  tw_rate_record_limit (record, turn->limited_until);
  if (turn->take)
    turn->wait = tw_rate_record_take (record, &turn->limits, now, &turn->day_over);
}

static void
turn_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  TurnData *turn = task_data;
  GError *error = NULL;

  if (tw_rate_store_change (turn->path, &turn->limits, &turn->record, change_cb, turn, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static GError *
day_over_error (TwRateBudget *self,
                gint64        wait)
{
  int minutes = (wait + G_TIME_SPAN_MINUTE - 1) / G_TIME_SPAN_MINUTE;
  GError *error;

  error = g_error_new (TW_ERROR,
                       TW_ERROR_RATE_LIMITED,
                       "The %u calls of this day are used up; the next day begins at 00:00 UTC, in %d h %02d min",
                       self->limits.per_day,
                       minutes / 60,
                       minutes % 60);
  tw_error_set_effect (error, TW_EFFECT_NONE);
  tw_error_set_retry_after (error, (wait + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND);

  return error;
}

static void
refuse_all (TwRateBudget *self,
            gint64        wait)
{
  g_autoptr (GError) error = day_over_error (self, wait);
  GTask *task;

  while ((task = pop_first (self)) != NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      g_object_unref (task);
    }
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
          gint64        usec)
{
  g_assert (self->timer == NULL);

  self->timer = g_timeout_source_new ((usec + 999) / 1000);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
turn_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  TwRateBudget *self = TW_RATE_BUDGET (source);
  TurnData *turn = g_task_get_task_data (G_TASK (result));

  self->asking = FALSE;
  adopt (self, G_TASK (result));

  if (turn->day_over)
    {
      refuse_all (self, turn->wait);
    }
  else if (turn->wait > 0)
    {
      if (anyone_waits (self))
        wait_for (self, turn->wait);
    }
  else if (turn->take)
    {
      /* Whoever is first now: someone more urgent may have come meanwhile. When all have left, the call that
       * was taken is lost, which does no harm. */
      g_autoptr (GTask) task = pop_first (self);

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
  gboolean take = self->timer == NULL && anyone_waits (self);
  g_autoptr (GTask) task = NULL;
  TurnData *turn;

  if (self->asking || (!take && self->limited_until == 0))
    return;

  turn = g_new0 (TurnData, 1);
  turn->path = g_strdup (self->path);
  turn->limits = self->limits;
  turn->record = self->record;
  turn->limited_until = self->limited_until;
  turn->take = take;
  self->limited_until = 0;

  task = g_task_new (self, NULL, turn_cb, NULL);
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, turn, turn_data_free);
  self->asking = TRUE;
  g_task_run_in_thread (task, turn_thread);
}

static void
tw_rate_budget_finalize (GObject *object)
{
  TwRateBudget *self = TW_RATE_BUDGET (object);

  /* Everyone in the queue holds a reference, so it is empty; the timer may still run. */
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
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
}

/**
 * tw_rate_budget_new:
 * @key: what the marketplace counts calls by, the subscription key; only its hash is kept
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
 * @key: what the marketplace counts calls by
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

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (window_ms >= TW_RATE_WINDOW_SLOTS, NULL);

  self = g_object_new (TW_TYPE_RATE_BUDGET, NULL);
  self->path = tw_rate_store_path (key);
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
 * Waits until one call may be sent, and counts it.
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
 *   %TW_EFFECT_NONE, when the day's calls are used up, or with %G_IO_ERROR_CANCELLED
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
 * Notes that the marketplace turned a call away: nobody calls until it wants to be called again, in no process.
 * Where it does not say when, the wait is 15 seconds, longer when it happens again soon; it is an hour at most.
 */
void
tw_rate_budget_note_limited (TwRateBudget *self,
                             int           retry_after)
{
  TwRateNow now;
  gint64 until;

  g_return_if_fail (TW_IS_RATE_BUDGET (self));

  tw_rate_now (&now);
  if (retry_after < 0 && now.machine < self->pause_end)
    return;

  if (retry_after < 0)
    {
      self->pause = tw_rate_next_pause (self->pause, now.machine - self->pause_end);
      retry_after = self->pause;
    }
  until = now.machine + MIN (retry_after * G_TIME_SPAN_SECOND, TW_RATE_PAUSE_MAX);
  self->pause_end = MAX (self->pause_end, until);

  /* A turn that is under way may let one more call through. */
  self->limited_until = MAX (self->limited_until, until);
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
