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
      g_clear_pointer (&run->failing[i], g_hash_table_unref);
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
  g_clear_object (&job->cancellable);
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
          while (run->n_calls < MAX_CALLS && (tw_sync_run_ask_for_page (run) || tw_sync_run_ask_for_detail (run)))
            ;
          tw_sync_run_close_lists (run);
        }

      if (run->n_jobs > 0)
        return;

      if (run->stop != NULL && run->next != tw_sync_run_finish_task)
        run->next = tw_sync_run_count_missing;
      ended = run->next == tw_sync_run_finish_task;
      run->next (run);
    }
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
  run->next = tw_sync_run_begin_lists;
  g_queue_init (&run->details);

  tw_sync_begin_run (sync);
  tw_sync_run_step (run);
}
