/* tw-background-work.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-client"

#include "config.h"

#include "client/tw-background-private.h"

#include "base/tw-error.h"
#include "mirror/tw-mirror-look.h"

/* Details that are read before another program may read. */
#define BATCH 20

/* A place among the calls of a minute is waited for in line; whoever has to wait longer looks again later. */
#define LINE_PATIENCE (2 * G_TIME_SPAN_MINUTE)

/* Ends a piece of work. It goes on by the timer, so that nothing here runs into itself; never by itself when @wait is
 * negative. */
static void
end_work (TwBackground *self,
          gint64        wait)
{
  g_clear_pointer (&self->lock, tw_sync_lock_free);
  self->working = FALSE;
  if (wait >= 0)
    tw_background_rest (self, wait);
}

static gint64
next_retry (TwBackground *self)
{
  gint64 wait = self->plan.times.first_retry << MIN (self->n_failures, 16u);

  self->n_failures++;

  return MIN (wait, self->plan.times.last_retry);
}

/* What ends it for now; @error is taken. */
static void
end_in_failure (TwBackground *self,
                GError       *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      end_work (self, 0);
    }
  else if (g_error_matches (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED))
    {
      tw_background_set_state (self, TW_BACKGROUND_SIGN_IN, error);
      end_work (self, -1);
    }
  else if (g_error_matches (error, TW_ERROR, TW_ERROR_RATE_LIMITED))
    {
      gint64 wait = MAX (tw_error_get_retry_after (error), 0) * G_TIME_SPAN_SECOND;

      tw_background_set_state (self, TW_BACKGROUND_OUT_OF_CALLS, error);
      end_work (self, CLAMP (wait, self->plan.times.first_retry, self->plan.times.last_retry));
    }
  else
    {
      gboolean offline = g_error_matches (error, TW_ERROR, TW_ERROR_OFFLINE);

      tw_background_set_state (self, offline ? TW_BACKGROUND_OFFLINE : TW_BACKGROUND_TROUBLE, error);
      end_work (self, next_retry (self));
    }
}

/* Why nothing more can be read for now: an error after which no call makes sense, or one when nothing came at all.
 * That of a single list or detail is none. */
static GError *
find_failure (TwSyncSummary *summary)
{
  const GError *error = tw_sync_summary_get_error (summary);
  guint received = 0;

  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    {
      const TwSyncPart *part = &summary->parts[kind];

      received += part->rows + part->details;
      if (error == NULL)
        error = part->put_off;
    }

  if (error == NULL || (received > 0 && tw_sync_error_is_of_object (error)))
    return NULL;

  return g_error_copy (error);
}

/* However many pages it was this time: one, and the open orders that were read by id. */
static guint
count_order_calls (const TwSyncPart *orders)
{
  guint pages = (orders->rows + TW_SYNC_PAGE_SIZE - 1) / TW_SYNC_PAGE_SIZE;

  return 1 + (orders->calls > pages ? orders->calls - pages : 0);
}

static void
learn (TwBackground  *self,
       TwSyncSummary *summary)
{
  const TwSyncPart *orders = &summary->parts[TW_KIND_ORDER];
  gboolean failed = tw_sync_summary_get_error (summary) != NULL;
  gint64 later;

  if (self->work == TW_BACKGROUND_WORK_DETAILS)
    {
      self->plan.no_gaps = tw_sync_summary_get_calls (summary) == 0;
      return;
    }

  if (orders->listed)
    self->plan.order_calls = count_order_calls (orders);
  self->plan.no_gaps = FALSE;
  later = g_get_real_time () + tw_background_plan_get_retry (&self->plan, self->work);
  if (self->work == TW_BACKGROUND_WORK_LISTS)
    self->plan.lists_not_before = failed ? later : 0;
  else
    self->plan.orders_not_before = failed ? later : 0;
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (TwBackground) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwSyncSummary) summary = tw_sync_run_finish (TW_SYNC (source), result, &error);
  GError *failure = NULL;

  if (summary == NULL)
    {
      end_in_failure (self, g_steal_pointer (&error));
      return;
    }

  learn (self, summary);
  failure = find_failure (summary);
  if (failure != NULL)
    {
      end_in_failure (self, failure);
      return;
    }

  self->n_failures = 0;
  end_work (self, self->plan.times.gap);
}

/* Reads what is to be read now. What another program has read meanwhile is not. */
static void
run (TwBackground *self)
{
  TwSyncScope scope = { 0 };

  switch (self->work)
    {
    case TW_BACKGROUND_WORK_DETAILS:
      scope.details_only = TRUE;
      scope.max_details = BATCH;
      break;
    case TW_BACKGROUND_WORK_ORDERS:
      scope.kinds = TW_KIND_BIT (TW_KIND_ORDER);
      scope.recent = TRUE;
      break;
    case TW_BACKGROUND_WORK_LISTS:
    case TW_BACKGROUND_WORK_NONE:
    default:
      break;
    }

  tw_background_set_state (self, self->work == TW_BACKGROUND_WORK_DETAILS ? TW_BACKGROUND_DETAILS : TW_BACKGROUND_LISTS,
                           NULL);
  tw_sync_run_async (self->sync, &scope, TW_PRIORITY_FRESH, self->cancellable, run_cb, g_object_ref (self));
}

static void
choose (TwBackground *self,
        gint64       *wait)
{
  self->work = tw_background_plan_choose (&self->plan, self->mirror, g_get_real_time (), wait);
}

static TwSyncPiece
get_piece (TwBackground *self)
{
  return self->work == TW_BACKGROUND_WORK_DETAILS ? TW_SYNC_PIECE_DETAILS : TW_SYNC_PIECE_LISTS;
}

static void
wait_until_due (TwBackground *self,
                gint64        wait)
{
  tw_background_set_state (self, TW_BACKGROUND_WAITING, NULL);
  end_work (self, wait);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TwBackground) self = user_data;
  GError *error = NULL;
  gint64 wait;

  if (!tw_mirror_look_finish (TW_MIRROR (source), result, &error))
    {
      end_in_failure (self, error);
      return;
    }
  if (!self->running)
    {
      end_work (self, -1);
      return;
    }

  choose (self, &wait);
  if (self->work == TW_BACKGROUND_WORK_NONE)
    wait_until_due (self, wait);
  else if (get_piece (self) == self->piece)
    run (self);
  else
    end_work (self, 0);
}

static void
locked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TwBackground) self = user_data;
  GError *error = NULL;

  self->lock = tw_sync_lock_take_finish (TW_MIRROR (source), result, &error);
  if (self->lock != NULL && !self->running)
    {
      end_work (self, -1);
    }
  else if (self->lock != NULL)
    {
      tw_mirror_look_async (self->mirror, self->cancellable, looked_cb, g_object_ref (self));
    }
  else if (error != NULL)
    {
      end_in_failure (self, error);
    }
  else
    {
      tw_background_set_state (self, TW_BACKGROUND_OTHER_PROGRAM, NULL);
      end_work (self, self->plan.times.first_retry);
    }
}

static void
calls_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TwBackground) self = user_data;
  gint64 wait = 0;
  TwPriority priority;
  TwRateStatus status;

  if (!tw_rate_budget_refresh_finish (self->budget, result, NULL) || !self->running)
    {
      end_work (self, 0);
      return;
    }

  tw_rate_budget_get_status (self->budget, &status);
  self->plan.calls_per_day = status.calls_per_day;
  self->plan.full_interval = tw_sync_get_full_interval (self->sync);
  choose (self, &wait);
  if (self->work == TW_BACKGROUND_WORK_NONE)
    {
      wait_until_due (self, wait);
      return;
    }

  priority = self->work == TW_BACKGROUND_WORK_DETAILS ? TW_PRIORITY_DETAIL : TW_PRIORITY_FRESH;
  if (status.wait[priority] > LINE_PATIENCE)
    {
      tw_background_set_state (self, TW_BACKGROUND_OUT_OF_CALLS,
                               self->error != NULL ? g_error_copy (self->error) : NULL);
      end_work (self, status.wait[priority]);
      return;
    }

  self->piece = get_piece (self);
  tw_sync_lock_take_async (self->mirror, self->piece, 0, self->cancellable, locked_cb, g_object_ref (self));
}

/**
 * tw_background_work:
 * @self: a background life
 *
 * Does the piece of work that is due, if any: looks at the calls left, takes the right to read, and reads.
 */
void
tw_background_work (TwBackground *self)
{
  self->working = TRUE;
  tw_rate_budget_refresh_async (self->budget, self->cancellable, calls_read_cb, g_object_ref (self));
}
