/* tw-watch.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-watch.h"

#include "base/tw-error.h"
#include "journal/tw-mirror-answer-private.h"

/*
 * Seconds between looks: close while something may happen soon, then sparing with calls. The last one
 * repeats.
 */
static const guint intervals[] = { 1, 2, 3, 5, 10 };

typedef struct
{
  TwMarketplace *marketplace;
  TwMirror      *mirror;
  TwKind         kind;
  char          *id;
  gint64         deadline; /* monotonic, in microseconds */
  guint          looks;
  gboolean       is_over;
  TwWatchFunc    progress;
  gpointer       progress_data;
  TwResource    *last;
} Watch;

static void
watch_free (Watch *watch)
{
  g_clear_object (&watch->marketplace);
  g_clear_object (&watch->mirror);
  g_clear_object (&watch->last);
  g_free (watch->id);
  g_free (watch);
}

static void look (GTask *task);

static gboolean
is_final (Watch *watch)
{
  if (watch->last == NULL)
    return FALSE;
  if (watch->kind == TW_KIND_ORDER)
    return tw_order_status_is_final (TW_ORDER (watch->last)->status);

  return TW_REPORT (watch->last)->status == TW_REPORT_STATUS_COMPLETED
         || TW_REPORT (watch->last)->status == TW_REPORT_STATUS_ERROR;
}

static gboolean
look_again_cb (gpointer user_data)
{
  look (g_object_ref (user_data));

  return G_SOURCE_REMOVE;
}

/* Takes @task. The next look is due in a while, but no later than the end of the time. */
static void
wait_for_next_look (GTask *task)
{
  Watch *watch = g_task_get_task_data (task);
  guint interval = intervals[MIN (watch->looks, G_N_ELEMENTS (intervals) - 1)];
  gint64 left = MAX (watch->deadline - g_get_monotonic_time (), 0);
  gint64 wait = MIN ((gint64) interval * G_USEC_PER_SEC, left);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GSource) timer = g_timeout_source_new (wait / 1000);

  /* Cancelling wakes it up at once: the look then ends by itself. */
  if (cancellable != NULL)
    {
      g_autoptr (GSource) waker = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (waker);
      g_source_add_child_source (timer, waker);
    }
  g_source_set_static_name (timer, "tw-watch");
  g_source_set_callback (timer, look_again_cb, task, g_object_unref);
  g_source_attach (timer, g_task_get_context (task));
}

/* An error that time may heal; the order goes on at the marketplace whether somebody looks or not. */
static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, TW_ERROR, TW_ERROR_OFFLINE)
         || g_error_matches (error, TW_ERROR, TW_ERROR_RATE_LIMITED)
         || g_error_matches (error, TW_ERROR, TW_ERROR_SERVER);
}

/* Takes @task. */
static void
look_done (GTask *task)
{
  Watch *watch = g_task_get_task_data (task);

  watch->looks++;
  if (!watch->is_over && !is_final (watch))
    {
      wait_for_next_look (task);
      return;
    }

  g_task_return_pointer (task, g_object_ref (watch->last), g_object_unref);
  g_object_unref (task);
}

static void
mirrored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  look_done (user_data);
}

/* Takes @task. */
static void
take_answer (GTask    *task,
             TwAnswer *answer)
{
  Watch *watch = g_task_get_task_data (task);

  g_set_object (&watch->last, answer->resource);
  if (watch->progress != NULL)
    watch->progress (answer->resource, watch->progress_data);

  tw_mirror_answer_async (watch->mirror, watch->kind, answer->resource, mirrored_cb, task);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Watch *watch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwAnswer) answer = tw_marketplace_get_finish (TW_MARKETPLACE (source), result, &error);

  watch->is_over = g_get_monotonic_time () >= watch->deadline;
  if (answer != NULL)
    take_answer (task, answer);
  else if (is_passing (error) && !(watch->is_over && watch->last == NULL))
    look_done (task);
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
    }
}

/* Takes @task. */
static void
look (GTask *task)
{
  Watch *watch = g_task_get_task_data (task);

  tw_marketplace_get_async (watch->marketplace,
                            watch->kind,
                            watch->id,
                            TW_PRIORITY_PERSON,
                            g_task_get_cancellable (task),
                            looked_cb,
                            task);
}

/**
 * tw_watch_async:
 * @marketplace: the marketplace
 * @mirror: (nullable): where each answer is kept
 * @kind: %TW_KIND_ORDER or %TW_KIND_REPORT
 * @id: id of the order or report, which was just placed or scheduled
 * @seconds: how long to watch at most
 * @progress: (nullable) (scope notified): called after each look, until @callback is called
 * @progress_data: data of @progress
 * @cancellable: (nullable): to stop watching
 * @callback: called when it is final, or the time is over
 * @user_data: data of @callback
 *
 * Looks at an order or a report, first after a second and then at growing intervals, until it is final. A
 * marketplace that is out of reach for a while is asked again.
 */
void
tw_watch_async (TwMarketplace       *marketplace,
                TwMirror            *mirror,
                TwKind               kind,
                const char          *id,
                guint                seconds,
                TwWatchFunc          progress,
                gpointer             progress_data,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  Watch *watch;
  GTask *task;

  g_return_if_fail (TW_IS_MARKETPLACE (marketplace));
  g_return_if_fail (mirror == NULL || TW_IS_MIRROR (mirror));
  g_return_if_fail (kind == TW_KIND_ORDER || kind == TW_KIND_REPORT);
  g_return_if_fail (id != NULL);

  watch = g_new0 (Watch, 1);
  watch->marketplace = g_object_ref (marketplace);
  g_set_object (&watch->mirror, mirror);
  watch->kind = kind;
  watch->id = g_strdup (id);
  watch->deadline = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  watch->progress = progress;
  watch->progress_data = progress_data;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_watch_async);
  g_task_set_task_data (task, watch, (GDestroyNotify) watch_free);
  wait_for_next_look (task);
}

/**
 * tw_watch_finish:
 * @result: the result
 * @error: return location
 *
 * That the time ran out is no error: the object is then not final yet.
 *
 * Returns: (transfer full): the object as it was seen last, %NULL with @error set
 */
TwResource *
tw_watch_finish (GAsyncResult  *result,
                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_watch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
