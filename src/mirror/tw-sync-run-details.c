/* tw-sync-run-details.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-run-private.h"

#include "base/tw-error.h"
#include "mirror/tw-sync-failures-private.h"

#include <string.h>

/* Details that nobody waits for are not many under way at a time: where somebody else has used up the minute, all of
 * them are turned away together. Two are as many as the calls of a minute let through. */
#define MAX_UNASKED_CALLS 2

static void
drop_detail (TwSyncRun *run,
             GList     *link)
{
  TwSyncDetailKey *detail = link->data;

  g_queue_delete_link (&run->details, link);
  tw_sync_count_details (run->sync, detail->kind, 0, -1);
  tw_sync_detail_key_free (detail);
}

static int
compare_detail (gconstpointer a,
                gconstpointer b)
{
  const TwSyncDetailKey *first = a;
  const TwSyncDetailKey *second = b;

  return first->kind == second->kind ? strcmp (first->key, second->key) : 1;
}

static TwSyncDetailKey *
new_detail (TwSyncRun  *run,
            TwKind      kind,
            const char *key,
            TwPriority  priority)
{
  TwSyncDetailKey *detail = g_new0 (TwSyncDetailKey, 1);

  detail->kind = kind;
  detail->key = g_strdup (key);
  detail->priority = priority;
  tw_sync_count_details (run->sync, kind, 0, 1);

  return detail;
}

/* What people see is known to be wrong: it comes before what is only missing, and in the place of the last of
 * that when there may be no more. */
static void
queue_detail_at_once (TwSyncRun  *run,
                      TwKind      kind,
                      const char *key)
{
  TwSyncDetailKey *detail = new_detail (run, kind, key, TW_PRIORITY_DETAIL);
  GList *queued = g_queue_find_custom (&run->details, detail, compare_detail);

  if (queued == NULL && run->n_details >= run->scope.max_details)
    queued = g_queue_peek_tail_link (&run->details);

  if (queued != NULL)
    drop_detail (run, queued);
  else
    run->n_details++;
  g_queue_push_head (&run->details, detail);
}

static void
subscription_read_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  TwSyncJob *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwMirrorEntry) entry = tw_mirror_get_finish (TW_MIRROR (source), result, &error);

  if (error != NULL)
    tw_sync_run_note_error (job->run, TW_KIND_SUBSCRIPTION, g_steal_pointer (&error));
  else if (entry != NULL && entry->detail == TW_DETAIL_OUTDATED)
    queue_detail_at_once (job->run, TW_KIND_SUBSCRIPTION, job->subscription);

  tw_sync_job_end (job);
}

static void
detail_put_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  TwSyncJob *job = user_data;
  TwSyncPart *part = &job->run->summary->parts[job->kind];
  TwMirrorChange change;
  GError *error = NULL;

  if (tw_mirror_put_detail_finish (TW_MIRROR (source), result, &change, &error))
    {
      part->details++;
      tw_sync_run_note_change (job->run, job->kind, &change);
      tw_sync_count_details (job->run->sync, job->kind, 1, 0);

      if (job->subscription != NULL && job->run->scope.max_details > 0)
        {
          tw_mirror_get_async (TW_MIRROR (source), TW_KIND_SUBSCRIPTION, job->subscription, NULL,
                               subscription_read_cb, job);
          return;
        }
    }
  else
    {
      tw_sync_run_note_error (job->run, job->kind, error);
    }

  tw_sync_job_end (job);
}

static void
failure_noted_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  TwSyncJob *job = user_data;
  GError *error = NULL;

  if (!tw_sync_note_failure_finish (TW_MIRROR (source), result, &error))
    tw_sync_run_note_error (job->run, job->kind, error);

  tw_sync_job_end (job);
}

/* The calls for background work are used up for now: the rest comes another time. */
static void
put_off_details (TwSyncRun *run,
                 TwKind     kind,
                 GError    *error)
{
  TwSyncPart *part = &run->summary->parts[kind];
  GList *head;

  while ((head = g_queue_peek_head_link (&run->details)) != NULL)
    drop_detail (run, head);

  if (part->put_off == NULL)
    part->put_off = error;
  else
    g_error_free (error);
}

static void
run_cancelled_cb (GCancellable *cancellable,
                  gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

static void
listen (TwSyncJob *job)
{
  TwSyncRun *run = job->run;

  job->cancellable = g_cancellable_new ();
  if (run->cancellable != NULL)
    job->cancel_id = g_cancellable_connect (run->cancellable, G_CALLBACK (run_cancelled_cb),
                                            g_object_ref (job->cancellable), g_object_unref);
  tw_sync_note_asked (run->sync, job->kind, job->key, job->cancellable);
}

static void
stop_listening (TwSyncJob *job)
{
  g_cancellable_disconnect (job->run->cancellable, job->cancel_id);
  job->cancel_id = 0;
  tw_sync_forget_asked (job->run->sync, job->kind, job->key);
}

static void
detail_fetched_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  TwSyncJob *job = user_data;
  TwSyncRun *run = job->run;
  TwMirror *mirror = tw_sync_get_mirror (run->sync);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwAnswer) answer = tw_marketplace_get_finish (TW_MARKETPLACE (source), result, &error);

  run->n_calls--;
  stop_listening (job);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !g_cancellable_is_cancelled (run->cancellable))
    {
      /* A person has opened it meanwhile, and is served first. */
      tw_sync_count_details (run->sync, job->kind, 0, -1);
      tw_sync_job_end (job);
    }
  else if (answer != NULL)
    {
      if (job->kind == TW_KIND_ORDER)
        job->subscription = tw_resource_dup_text (answer->resource, "subscriptionId");
      tw_mirror_put_detail_async (mirror, job->kind, answer->resource, NULL, detail_put_cb, job);
      tw_sync_run_step (run);
    }
  else if (tw_sync_error_is_of_object (error))
    {
      /* One that is not there is no failure of the run. Whether it is gone for good only its list can tell. */
      if (!g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND))
        tw_sync_run_note_error (run, job->kind, g_steal_pointer (&error));
      tw_sync_note_failure_async (mirror, job->kind, job->key, failure_noted_cb, job);
      tw_sync_run_step (run);
    }
  else
    {
      if (job->priority == TW_PRIORITY_DETAIL && g_error_matches (error, TW_ERROR, TW_ERROR_RATE_LIMITED))
        put_off_details (run, job->kind, g_steal_pointer (&error));
      else
        tw_sync_run_note_error (run, job->kind, g_steal_pointer (&error));
      tw_sync_job_end (job);
    }
}

/* Whether enough is under way already. */
static gboolean
has_enough (TwSyncRun *run)
{
  TwSyncDetailKey *next = g_queue_peek_head (&run->details);

  return next != NULL && next->priority == TW_PRIORITY_DETAIL && run->n_calls >= MAX_UNASKED_CALLS;
}

/* The next detail that nobody has opened meanwhile. */
static TwSyncDetailKey *
pop_detail (TwSyncRun *run)
{
  GList *head;

  while ((head = g_queue_peek_head_link (&run->details)) != NULL)
    {
      TwSyncDetailKey *detail = head->data;

      if (!tw_sync_was_fetched (run->sync, detail->kind, detail->key))
        {
          g_queue_delete_link (&run->details, head);
          return detail;
        }
      drop_detail (run, head);
    }

  return NULL;
}

/**
 * tw_sync_run_ask_for_detail:
 * @run: a run
 *
 * Returns: whether there was a detail to ask for
 */
gboolean
tw_sync_run_ask_for_detail (TwSyncRun *run)
{
  TwSyncDetailKey *detail;
  TwSyncJob *job;

  if (has_enough (run) || (detail = pop_detail (run)) == NULL)
    return FALSE;

  job = tw_sync_job_new (run, detail->kind);
  job->key = g_steal_pointer (&detail->key);
  job->priority = detail->priority;
  tw_sync_detail_key_free (detail);
  listen (job);
  tw_sync_run_count_call (run, job->kind);
  tw_marketplace_get_async (tw_sync_get_marketplace (run->sync), job->kind, job->key, job->priority,
                            job->cancellable, detail_fetched_cb, job);

  return TRUE;
}

/**
 * tw_sync_run_queue_detail:
 * @run: a run
 * @kind: a kind
 * @key: key of an object whose detail is to be asked for, after those that are queued already
 */
void
tw_sync_run_queue_detail (TwSyncRun  *run,
                          TwKind      kind,
                          const char *key)
{
  g_queue_push_tail (&run->details, new_detail (run, kind, key, run->detail_priority));
}
