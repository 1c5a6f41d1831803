/* tw-rate-turn.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-rate-turn-private.h"

#include "net/tw-rate-store-private.h"
#include "net/tw-retry-private.h"

/**
 * tw_rate_turn_new:
 * @path: (nullable): path of the record, %NULL when it is not shared
 * @limits: what it is held against
 * @record: what this process knows
 *
 * Returns: (transfer full): a turn that only looks
 */
TwRateTurn *
tw_rate_turn_new (const char         *path,
                  const TwRateLimits *limits,
                  const TwRateRecord *record)
{
  TwRateTurn *self = g_new0 (TwRateTurn, 1);

  self->path = g_strdup (path);
  self->limits = *limits;
  self->record = *record;
  self->retry_after = -1;

  return self;
}

static void
turn_free (gpointer data)
{
  TwRateTurn *self = data;

  g_free (self->path);
  g_free (self);
}

static void
change_cb (TwRateRecord    *record,
           const TwRateNow *now,
           gpointer         user_data)
{
  TwRateTurn *self = user_data;

  if (self->n_refused > 0)
    tw_rate_record_refuse (record, &self->limits, now, self->n_refused, self->retry_after);
  if (self->closed)
    tw_rate_record_close (record, now, self->closed_for);
  else if (self->accepted)
    tw_rate_record_reopen (record);
  if (self->take)
    self->wait = tw_rate_record_take (record, &self->limits, now, self->priority, &self->day_over);
  self->refused = self->day_over || self->wait > TW_RETRY_PAUSE_MAX * G_TIME_SPAN_SECOND;
}

static void
turn_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  TwRateTurn *self = task_data;
  GError *error = NULL;

  if (tw_rate_store_change (self->path, &self->limits, &self->record, change_cb, self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * tw_rate_turn_run:
 * @self: (transfer full): a turn
 * @task: a task, whose data the turn becomes
 *
 * Takes the turn in a worker thread. The task returns %TRUE, or a file error when the record cannot be shared
 * and the turn was taken on this process's own.
 */
void
tw_rate_turn_run (TwRateTurn *self,
                  GTask      *task)
{
  g_task_set_task_data (task, self, turn_free);
  g_task_run_in_thread (task, turn_thread);
}

static GError *
finish_error (const TwRateTurn *self,
              GError           *error)
{
  tw_error_set_effect (error, TW_EFFECT_NONE);
  tw_error_set_retry_after (error, (self->wait + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND);

  return error;
}

/**
 * tw_rate_turn_explain:
 * @self: a turn that was refused
 *
 * Returns: (transfer full): an error that says why, and when there are calls again
 */
GError *
tw_rate_turn_explain (const TwRateTurn *self)
{
  int minutes = (self->wait + G_TIME_SPAN_MINUTE - 1) / G_TIME_SPAN_MINUTE;
  guint per_day = self->limits.per_day;
  g_autofree char *what = NULL;
  GError *error;

  if (!self->day_over)
    return finish_error (self,
                         g_error_new (TW_ERROR,
                                      TW_ERROR_RATE_LIMITED,
                                      "The marketplace asked all who use the key to wait; calls go on in %d min",
                                      minutes));

  if (tw_rate_record_is_closed (&self->record, self->priority))
    return finish_error (self,
                         g_error_new (TW_ERROR,
                                      TW_ERROR_RATE_LIMITED,
                                      "The marketplace says that this day's calls are used up, by all programs that "
                                      "use the key; background work goes on in %d h %02d min",
                                      minutes / 60,
                                      minutes % 60));

  if (self->priority == TW_PRIORITY_PERSON)
    what = g_strdup_printf ("The %u calls of this day are used up", per_day);
  else
    what = g_strdup_printf ("Background work has used its part of this day's %u calls (the last %u are kept)",
                            per_day,
                            per_day - tw_rate_share (per_day, self->priority));

  error = g_error_new (TW_ERROR,
                       TW_ERROR_RATE_LIMITED,
                       "%s; the next day begins at 00:00 UTC, in %d h %02d min",
                       what,
                       minutes / 60,
                       minutes % 60);
  return finish_error (self, error);
}
