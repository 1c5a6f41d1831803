/* tw-sync-run.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-run-private.h"

#include "base/tw-error.h"

/* Calls under way at a time; the rate budget decides how fast they leave. */
#define MAX_CALLS 4

/* Lists that change little are read again after so long, in microseconds. */
#define QUIET_LIST_AGE (24 * G_TIME_SPAN_HOUR)

/* Lists that come newest first and grow: they are read to their ends once an interval only. */
#define IS_GROWING(kind) \
  ((kind) == TW_KIND_CUSTOMER || (kind) == TW_KIND_SUBSCRIPTION || (kind) == TW_KIND_ORDER)

/* Lists in the order in which they are read: customers first, since orders show their names. */
static const TwKind list_order[] = {
  TW_KIND_CUSTOMER, TW_KIND_SUBSCRIPTION, TW_KIND_ORDER, TW_KIND_RESELLER, TW_KIND_PRODUCT, TW_KIND_PLAN,
  TW_KIND_REPORT,
};

static void
run_free (TwSyncRun *run)
{
  g_clear_object (&run->sync);
  g_clear_object (&run->task);
  g_clear_object (&run->cancellable);
  g_clear_pointer (&run->summary, tw_sync_summary_free);
  for (guint i = 0; i < TW_N_KINDS; i++)
    {
      g_clear_pointer (&run->lists[i], tw_sync_list_free);
      g_clear_pointer (&run->gaps[i], g_strfreev);
    }
  g_queue_clear_full (&run->details, (GDestroyNotify) tw_sync_detail_key_free);
  g_clear_error (&run->stop);
  g_free (run);
}

/**
 * tw_sync_detail_key_free:
 * @detail: (transfer full): a detail that is to be asked for
 */
void
tw_sync_detail_key_free (TwSyncDetailKey *detail)
{
  g_free (detail->key);
  g_free (detail);
}

/**
 * tw_sync_job_new:
 * @run: a run
 * @kind: a kind
 *
 * Returns: (transfer full): a call or write of the run, which waits for it until tw_sync_job_end()
 */
TwSyncJob *
tw_sync_job_new (TwSyncRun *run,
                 TwKind     kind)
{
  TwSyncJob *job = g_new0 (TwSyncJob, 1);

  job->run = run;
  job->kind = kind;
  run->n_jobs++;

  return job;
}

/**
 * tw_sync_job_end:
 * @job: (transfer full): a call or write that is done
 *
 * The run goes on, and may have ended when this returns.
 */
void
tw_sync_job_end (TwSyncJob *job)
{
  TwSyncRun *run = job->run;

  g_free (job->key);
  g_free (job->subscription);
  g_free (job);
  run->n_jobs--;
  tw_sync_run_step (run);
}

/**
 * tw_sync_run_count_call:
 * @run: a run
 * @kind: a kind
 *
 * Notes that a call is made. Its end is noted by counting `n_calls` down.
 */
void
tw_sync_run_count_call (TwSyncRun *run,
                        TwKind     kind)
{
  run->n_calls++;
  run->summary->parts[kind].calls++;
  tw_sync_count_call (run->sync, kind);
}

static gboolean
is_hopeless (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED)
         || g_error_matches (error, TW_ERROR, TW_ERROR_OFFLINE)
         || g_error_matches (error, TW_ERROR, TW_ERROR_RATE_LIMITED)
         || g_error_matches (error, TW_ERROR, TW_ERROR_STORE);
}

/**
 * tw_sync_run_note_error:
 * @run: a run
 * @kind: a kind
 * @error: (transfer full): what went wrong
 *
 * The first error of a kind is kept; some end the whole run.
 */
void
tw_sync_run_note_error (TwSyncRun *run,
                        TwKind     kind,
                        GError    *error)
{
  TwSyncPart *part = &run->summary->parts[kind];

  if (run->stop == NULL && is_hopeless (error))
    run->stop = g_error_copy (error);

  if (part->error == NULL)
    part->error = error;
  else
    g_error_free (error);
}

/**
 * tw_sync_run_note_change:
 * @run: a run
 * @kind: a kind
 * @change: what a write changed
 */
void
tw_sync_run_note_change (TwSyncRun            *run,
                         TwKind                kind,
                         const TwMirrorChange *change)
{
  TwMirrorChange *sum = &run->summary->parts[kind].change;

  sum->n_new += change->n_new;
  sum->n_changed += change->n_changed;
  sum->n_vanished += change->n_vanished;
}

static void
list_closed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  TwSyncJob *job = user_data;
  TwSyncPart *part = &job->run->summary->parts[job->kind];
  TwMirrorChange change;
  GError *error = NULL;

  if (tw_mirror_complete_list_finish (TW_MIRROR (source), result, &change, &error))
    {
      part->listed = TRUE;
      tw_sync_run_note_change (job->run, job->kind, &change);
    }
  else
    {
      tw_sync_run_note_error (job->run, job->kind, error);
    }

  tw_sync_job_end (job);
}

static void
front_noted_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  TwSyncJob *job = user_data;
  GError *error = NULL;

  if (tw_mirror_note_front_finish (TW_MIRROR (source), result, &error))
    job->run->summary->parts[job->kind].listed = TRUE;
  else
    tw_sync_run_note_error (job->run, job->kind, error);

  tw_sync_job_end (job);
}

static void
page_put_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  TwSyncJob *job = user_data;
  TwMirrorChange change;
  GError *error = NULL;

  if (tw_mirror_put_page_finish (TW_MIRROR (source), result, &change, &error))
    tw_sync_run_note_change (job->run, job->kind, &change);
  else
    tw_sync_run_note_error (job->run, job->kind, error);

  tw_sync_job_end (job);
}

static void
note_page (TwSyncRun *run,
           TwKind     kind,
           gint64     offset,
           TwPage    *page)
{
  TwSyncList *list = run->lists[kind];
  gint64 known_total = MAX (tw_sync_list_get_total (list), 0);
  gboolean whole = tw_sync_list_is_whole (list);

  for (guint i = 0; i < page->rows->len; i++)
    tw_sync_list_note_key (list, offset + i, tw_kind_dup_key (kind, page->rows->pdata[i]));
  tw_sync_list_note_page (list, offset, page->rows->len, page->total);

  run->summary->parts[kind].rows += page->rows->len;
  tw_sync_count_rows (run->sync, kind, page->rows->len, whole ? page->total - known_total : page->rows->len);
}

/* Once the first page of each list is there, the first sync of an account can say what it will cost. */
static void
tell_cost (TwSyncRun *run)
{
  guint list_calls = 0;
  gint64 details = 0;

  for (guint kind = 0; kind < TW_N_KINDS && !run->told_cost; kind++)
    {
      TwSyncList *list = run->lists[kind];
      gint64 total = list != NULL ? tw_sync_list_get_total (list) : 0;

      if (total < 0 && run->summary->parts[kind].error == NULL)
        return;
      if (list == NULL || total < 0)
        continue;

      list_calls += tw_sync_list_is_whole (list) && total > 0
                      ? (guint) ((total - 1) / tw_sync_list_get_step (list)) + 1 : 1;
      if (run->first[kind] && tw_sync_run_has_details (kind))
        details += total;
    }

  if (!run->told_cost)
    tw_sync_tell_cost (run->sync, list_calls, details);
  run->told_cost = TRUE;
}

static void
page_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  TwSyncJob *job = user_data;
  TwSyncRun *run = job->run;
  GError *error = NULL;
  g_autoptr (TwPage) page = tw_marketplace_list_finish (TW_MARKETPLACE (source), result, &error);

  run->n_calls--;

  if (page == NULL)
    {
      tw_sync_run_note_error (run, job->kind, error);
      tw_sync_job_end (job);
      return;
    }

  /* Every page that came is kept, whatever comes of the list. */
  note_page (run, job->kind, job->offset, page);
  tell_cost (run);
  tw_mirror_put_page_async (tw_sync_get_mirror (run->sync), job->kind, page->rows, NULL, page_put_cb, job);
  tw_sync_run_step (run);
}

static void
ask_for_page (TwSyncRun *run,
              TwKind     kind,
              gint64     offset)
{
  g_autoptr (TwQuery) query = tw_query_new (kind);
  TwSyncJob *job = tw_sync_job_new (run, kind);

  tw_query_set_range (query, offset, TW_SYNC_PAGE_SIZE);
  job->offset = offset;
  tw_sync_run_count_call (run, kind);
  tw_marketplace_list_async (tw_sync_get_marketplace (run->sync), query,
                             run->first[kind] ? TW_PRIORITY_PERSON : run->priority, run->cancellable,
                             page_listed_cb, job);
}

/* A list with an error is not gone on with. */
static gboolean
ask_for_page_of (TwSyncRun *run,
                 gboolean   started)
{
  for (guint i = 0; i < G_N_ELEMENTS (list_order); i++)
    {
      TwKind kind = list_order[i];
      gint64 offset;

      if (run->lists[kind] == NULL || run->summary->parts[kind].error != NULL
          || tw_sync_list_is_started (run->lists[kind]) != started)
        continue;
      if (tw_sync_list_take_offset (run->lists[kind], &offset))
        {
          ask_for_page (run, kind, offset);
          return TRUE;
        }
    }

  return FALSE;
}

/* First pages come first: they show something of every list, and how much there is. */
static gboolean
ask_for_next_page (TwSyncRun *run)
{
  return ask_for_page_of (run, FALSE) || ask_for_page_of (run, TRUE);
}

static void
close_whole_list (TwSyncRun *run,
                  TwKind     kind)
{
  TwSyncList *list = run->lists[kind];
  GHashTable *keys = tw_sync_list_is_steady (list) ? tw_sync_list_get_keys (list) : NULL;

  tw_mirror_complete_list_async (tw_sync_get_mirror (run->sync), kind, keys, tw_sync_list_get_total (list),
                                 tw_sync_list_get_started (list), NULL, list_closed_cb,
                                 tw_sync_job_new (run, kind));
}

/* The mirror writes in order, so that all pages are in it when the end of the list is noted. */
static void
close_lists (TwSyncRun *run)
{
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    {
      TwSyncList *list = run->lists[kind];

      if (list == NULL || run->closed[kind] || run->summary->parts[kind].error != NULL
          || !tw_sync_list_is_complete (list))
        continue;

      run->closed[kind] = TRUE;
      if (tw_sync_list_is_whole (list))
        close_whole_list (run, kind);
      if (IS_GROWING (kind))
        tw_mirror_note_front_async (tw_sync_get_mirror (run->sync), kind, tw_sync_list_get_front (list),
                                    tw_sync_list_get_total (list), NULL, front_noted_cb,
                                    tw_sync_job_new (run, kind));
    }
}

/* What the run did not come to is not read for the same reason. */
static void
spread_stop (TwSyncRun *run)
{
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    if (run->lists[kind] != NULL && !run->summary->parts[kind].listed
        && run->summary->parts[kind].error == NULL)
      run->summary->parts[kind].error = g_error_copy (run->stop);
}

/**
 * tw_sync_run_finish_task:
 * @run: (transfer full): a run that is done
 */
void
tw_sync_run_finish_task (TwSyncRun *run)
{
  g_autoptr (TwSync) sync = g_object_ref (run->sync);
  g_autoptr (GTask) task = g_object_ref (run->task);

  if (run->stop != NULL)
    spread_stop (run);

  if (g_error_matches (run->stop, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_error_copy (run->stop));
  else
    g_task_return_pointer (task, g_steal_pointer (&run->summary), (GDestroyNotify) tw_sync_summary_free);

  run_free (run);
  tw_sync_end_run (sync);
}

/* A list that moved all the time was not read to its end; nothing in it may vanish for that. */
static void
judge_lists (TwSyncRun *run)
{
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    {
      TwSyncPart *part = &run->summary->parts[kind];

      if (run->lists[kind] != NULL && !part->listed && part->error == NULL)
        part->error = g_error_new (TW_ERROR, TW_ERROR_SERVER,
                                   "The list of %ss changed all the time while it was read: %u of %" G_GINT64_FORMAT
                                   " came",
                                   tw_kind_to_string (kind), g_hash_table_size (tw_sync_list_get_keys (run->lists[kind])),
                                   tw_sync_list_get_total (run->lists[kind]));
    }

  run->next = tw_sync_run_list_open_orders;
}

/**
 * tw_sync_run_step:
 * @run: a run
 *
 * Goes on where anything can be done, and to the next stage when nothing is under way any more.
 */
void
tw_sync_run_step (TwSyncRun *run)
{
  gboolean ended = FALSE;

  while (!ended)
    {
      if (run->stop == NULL)
        g_cancellable_set_error_if_cancelled (run->cancellable, &run->stop);

      if (run->stop == NULL)
        {
          while (run->n_calls < MAX_CALLS && (ask_for_next_page (run) || tw_sync_run_ask_for_detail (run)))
            ;
          close_lists (run);
        }

      if (run->n_jobs > 0)
        return;

      if (run->stop != NULL && run->next != tw_sync_run_finish_task)
        run->next = tw_sync_run_count_missing;
      ended = run->next == tw_sync_run_finish_task;
      run->next (run);
    }
}

/* Whether the time of an event is so long ago, or later than now by a clock that was set since. */
static gboolean
is_older (GDateTime *time,
          gint64     age)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  gint64 passed;

  if (time == NULL)
    return TRUE;

  passed = g_date_time_difference (now, time);

  return passed < 0 || passed >= age;
}

static gboolean
is_due (TwSync            *sync,
        const TwSyncScope *scope,
        TwKind             kind)
{
  TwCapabilities can = tw_marketplace_get_capabilities (tw_sync_get_marketplace (sync));
  const TwListState *state = tw_mirror_get_list_state (tw_sync_get_mirror (sync), kind);

  if ((kind == TW_KIND_RESELLER && (can & TW_CAN_MANAGE_RESELLERS) == 0)
      || (kind == TW_KIND_ORDER && (can & TW_CAN_LIST_ORDERS) == 0))
    return FALSE;

  if (scope->kinds != 0)
    return (scope->kinds & TW_KIND_BIT (kind)) != 0;

  return IS_GROWING (kind) || scope->full || is_older (state->complete_time, QUIET_LIST_AGE);
}

/* From its front down to where it is known, or to its end when that was long ago or is asked for. It is not
 * asked for by date of creation: nobody has seen a marketplace heed that, a page costs one call all the same,
 * and the whole page shows open orders too, which would cost a call each. */
static TwSyncList *
begin_list (TwSync            *sync,
            const TwSyncScope *scope,
            TwKind             kind)
{
  const TwListState *state = tw_mirror_get_list_state (tw_sync_get_mirror (sync), kind);
  gboolean whole = !IS_GROWING (kind) || scope->full
                   || is_older (state->full_time, tw_sync_get_full_interval (sync) * G_TIME_SPAN_SECOND);

  return tw_sync_list_new (whole ? NULL : state->front);
}

/**
 * tw_sync_run_start:
 * @sync: a sync
 * @scope: how much
 * @priority: who waits for the lists
 * @task: (transfer full): returned with a #TwSyncSummary
 */
void
tw_sync_run_start (TwSync            *sync,
                   const TwSyncScope *scope,
                   TwPriority         priority,
                   GTask             *task)
{
  TwSyncRun *run = g_new0 (TwSyncRun, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  run->sync = g_object_ref (sync);
  run->task = task;
  run->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  run->scope = *scope;
  run->priority = priority;
  run->summary = g_new0 (TwSyncSummary, 1);
  run->next = judge_lists;
  g_queue_init (&run->details);
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    if (is_due (sync, scope, kind))
      {
        run->lists[kind] = begin_list (sync, scope, kind);
        run->first[kind] = tw_mirror_get_list_state (tw_sync_get_mirror (sync), kind)->complete_time == NULL;
      }
  run->told_cost = !run->first[TW_KIND_ORDER] && !run->first[TW_KIND_SUBSCRIPTION];

  tw_sync_begin_run (sync);
  tw_sync_run_step (run);
}
