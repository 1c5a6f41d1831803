/* tw-retry.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-retry-private.h"

/* How often a call is sent again by itself. */
#define MAX_REPEATS 4

/* And when there is no connection: someone may be waiting to be told so. */
#define MAX_REPEATS_UNREACHABLE 2

/* The first pause, doubled each time. */
#define PAUSE_FIRST_MS 400

/* Half of a pause is chance, so that calls which failed together do not come back together. */
static guint
pause_for (guint repeats)
{
  guint pause = PAUSE_FIRST_MS << repeats;

  return pause / 2 + g_random_int_range (0, pause / 2 + 1);
}

/**
 * tw_retry_reply:
 * @reply: what was answered
 * @throttled: whether the gateway turned the call away unread
 * @read: whether the call is a read
 * @repeats: how often it was sent again already
 * @pause_ms: (out): how long to wait before, in milliseconds
 *
 * Whether a call should be sent again by itself after an answer. A throttled call needs no pause of its own,
 * the budget makes it wait.
 *
 * Returns: whether to send again; a write only when it was throttled
 */
gboolean
tw_retry_reply (const TwReply *reply,
                gboolean       throttled,
                gboolean       read,
                guint          repeats,
                guint         *pause_ms)
{
  *pause_ms = 0;

  if (repeats >= MAX_REPEATS || reply->retry_after > TW_RETRY_PAUSE_MAX)
    return FALSE;

  if (throttled)
    return TRUE;

  if (!read || reply->status < 502 || reply->status > 504)
    return FALSE;

  *pause_ms = reply->retry_after >= 0 ? (guint) reply->retry_after * 1000 : pause_for (repeats);

  return TRUE;
}

/**
 * tw_retry_failure:
 * @error: what went wrong
 * @failure: why there was no answer
 * @read: whether the call is a read
 * @repeats: how often it was sent again already
 * @pause_ms: (out): how long to wait before, in milliseconds
 *
 * Whether a call should be sent again by itself when there was no answer.
 *
 * Returns: whether to send again; a write only when not one byte of it was sent
 */
gboolean
tw_retry_failure (const GError *error,
                  TwFailure     failure,
                  gboolean      read,
                  guint         repeats,
                  guint        *pause_ms)
{
  *pause_ms = pause_for (repeats);

  if (!g_error_matches (error, TW_ERROR, TW_ERROR_OFFLINE))
    return FALSE;

  if (failure == TW_FAILURE_UNREACHABLE)
    return repeats < MAX_REPEATS_UNREACHABLE && tw_error_get_effect (error) == TW_EFFECT_NONE;

  return failure == TW_FAILURE_CUT && read && repeats < MAX_REPEATS;
}

static gboolean
wake_cb (GCancellable *cancellable,
         gpointer      user_data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * tw_retry_pause:
 * @task: (transfer full): a task
 * @pause_ms: milliseconds
 * @callback: (scope async): called with @task, which it owns, when the pause is over or the task is cancelled
 */
void
tw_retry_pause (GTask       *task,
                guint        pause_ms,
                GSourceFunc  callback)
{
  g_autoptr (GSource) source = g_timeout_source_new (pause_ms);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    {
      g_autoptr (GSource) child = g_cancellable_source_new (cancellable);

      g_source_set_callback (child, G_SOURCE_FUNC (wake_cb), NULL, NULL);
      g_source_add_child_source (source, child);
    }
  g_source_set_callback (source, callback, task, NULL);
  g_source_attach (source, g_task_get_context (task));
}
