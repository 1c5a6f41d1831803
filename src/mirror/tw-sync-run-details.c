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

/* Kinds whose list rows lack what people want: an order's lines, a subscription's seats. */
static const TwKind detail_kinds[] = { TW_KIND_ORDER, TW_KIND_SUBSCRIPTION };

/**
 * tw_sync_run_has_details:
 * @kind: a kind
 *
 * Returns: whether details of that kind are filled in
 */
gboolean
tw_sync_run_has_details (TwKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (detail_kinds); i++)
    if (detail_kinds[i] == kind)
      return TRUE;

  return FALSE;
}

static gboolean
is_failing (TwSyncRun  *run,
            TwKind      kind,
            const char *key)
{
  return run->failing[kind] != NULL && g_hash_table_contains (run->failing[kind], key);
}

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

static void
detail_vanished_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  TwSyncJob *job = user_data;
  TwMirrorChange change;
  GError *error = NULL;

  if (tw_mirror_mark_vanished_finish (TW_MIRROR (source), result, &change, &error))
    tw_sync_run_note_change (job->run, job->kind, &change);
  else
    tw_sync_run_note_error (job->run, job->kind, error);

  /* Its list may go on showing it. */
  tw_sync_note_failure_async (TW_MIRROR (source), job->kind, job->key, failure_noted_cb, job);
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

  if (answer != NULL)
    {
      if (job->kind == TW_KIND_ORDER)
        job->subscription = tw_resource_dup_text (answer->resource, "subscriptionId");
      tw_mirror_put_detail_async (mirror, job->kind, answer->resource, NULL, detail_put_cb, job);
      tw_sync_run_step (run);
    }
  else if (g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND))
    {
      tw_mirror_mark_vanished_async (mirror, job->kind, job->key, NULL, detail_vanished_cb, job);
      tw_sync_run_step (run);
    }
  else if (tw_sync_error_is_of_object (error))
    {
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
  TwSyncDetailKey *detail = pop_detail (run);
  TwSyncJob *job;

  if (detail == NULL)
    return FALSE;

  job = tw_sync_job_new (run, detail->kind);
  job->key = g_steal_pointer (&detail->key);
  job->priority = detail->priority;
  tw_sync_detail_key_free (detail);
  tw_sync_run_count_call (run, job->kind);
  tw_marketplace_get_async (tw_sync_get_marketplace (run->sync), job->kind, job->key, job->priority,
                            run->cancellable, detail_fetched_cb, job);

  return TRUE;
}

static void
queue_detail (TwSyncRun  *run,
              TwKind      kind,
              const char *key)
{
  g_queue_push_tail (&run->details, new_detail (run, kind, key, run->detail_priority));
}

static void
missing_counted_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  TwSyncJob *job = user_data;
  GError *error = NULL;
  g_auto (GStrv) keys = tw_mirror_list_detail_gaps_finish (TW_MIRROR (source), result,
                                                           &job->run->summary->parts[job->kind].missing_details,
                                                           &error);

  if (keys == NULL)
    tw_sync_run_note_error (job->run, job->kind, error);

  tw_sync_job_end (job);
}

/**
 * tw_sync_run_count_missing:
 * @run: a run
 *
 * The last stage: how many details are missing.
 */
void
tw_sync_run_count_missing (TwSyncRun *run)
{
  run->next = tw_sync_run_finish_task;
  for (guint i = 0; i < G_N_ELEMENTS (detail_kinds); i++)
    tw_mirror_list_detail_gaps_async (tw_sync_get_mirror (run->sync), detail_kinds[i], 0, NULL,
                                      missing_counted_cb, tw_sync_job_new (run, detail_kinds[i]));
}

/* Kinds take turns; outdated details come first, then those of the newest objects. */
static void
queue_gaps (TwSyncRun *run)
{
  char **next[G_N_ELEMENTS (detail_kinds)];
  gint64 left = run->scope.max_details;
  gboolean more = TRUE;

  run->next = tw_sync_run_count_missing;
  run->detail_priority = TW_PRIORITY_DETAIL;

  for (guint k = 0; k < G_N_ELEMENTS (detail_kinds); k++)
    next[k] = run->gaps[detail_kinds[k]];

  while (more)
    {
      more = FALSE;
      for (guint k = 0; k < G_N_ELEMENTS (detail_kinds); k++)
        {
          char **gap = next[k];

          while (gap != NULL && *gap != NULL && is_failing (run, detail_kinds[k], *gap))
            gap++;
          next[k] = gap;
          if (gap == NULL || *gap == NULL || left == 0)
            continue;
          queue_detail (run, detail_kinds[k], *gap);
          run->n_details++;
          next[k]++;
          left--;
          more = TRUE;
        }
    }
}

static void
gaps_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  TwSyncJob *job = user_data;
  GError *error = NULL;
  g_auto (GStrv) keys = tw_mirror_list_detail_gaps_finish (TW_MIRROR (source), result, NULL, &error);

  if (keys == NULL)
    tw_sync_run_note_error (job->run, job->kind, error);
  else
    job->run->gaps[job->kind] = g_steal_pointer (&keys);

  tw_sync_job_end (job);
}

static gboolean
wants_details (TwSyncRun *run,
               TwKind     kind)
{
  if (run->scope.details_only)
    return run->scope.kinds == 0 || (run->scope.kinds & TW_KIND_BIT (kind)) != 0;

  return run->lists[kind] != NULL;
}

/* Those that are left alone for now may be among them. */
static gint64
get_gap_limit (TwSyncRun *run,
               TwKind     kind)
{
  gint64 n_failing = run->failing[kind] != NULL ? g_hash_table_size (run->failing[kind]) : 0;

  return MIN (run->scope.max_details, TW_SYNC_ALL_DETAILS - n_failing) + n_failing;
}

static void
list_gaps (TwSyncRun *run)
{
  run->next = queue_gaps;

  if (run->scope.max_details == 0)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (detail_kinds); i++)
    if (wants_details (run, detail_kinds[i]))
      tw_mirror_list_detail_gaps_async (tw_sync_get_mirror (run->sync), detail_kinds[i],
                                        get_gap_limit (run, detail_kinds[i]), NULL,
                                        gaps_listed_cb, tw_sync_job_new (run, detail_kinds[i]));
}

static void
open_orders_listed_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  TwSyncJob *job = user_data;
  TwSyncRun *run = job->run;
  GHashTable *seen = tw_sync_list_get_keys (run->lists[TW_KIND_ORDER]);
  GError *error = NULL;
  g_auto (GStrv) keys = tw_mirror_list_open_orders_finish (TW_MIRROR (source), result, &error);

  if (keys == NULL)
    tw_sync_run_note_error (run, job->kind, error);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_hash_table_contains (seen, keys[i]) && !is_failing (run, TW_KIND_ORDER, keys[i]))
      queue_detail (run, TW_KIND_ORDER, keys[i]);

  tw_sync_job_end (job);
}

static void
list_open_orders (TwSyncRun *run)
{
  run->next = list_gaps;
  run->detail_priority = run->priority;

  if (run->lists[TW_KIND_ORDER] != NULL)
    tw_mirror_list_open_orders_async (tw_sync_get_mirror (run->sync), NULL, open_orders_listed_cb,
                                      tw_sync_job_new (run, TW_KIND_ORDER));
}

static void
failures_listed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  TwSyncJob *job = user_data;
  GError *error = NULL;

  job->run->failing[job->kind] = tw_sync_list_failures_finish (TW_MIRROR (source), result, &error);
  if (error != NULL)
    tw_sync_run_note_error (job->run, job->kind, error);

  tw_sync_job_end (job);
}

/**
 * tw_sync_run_list_failures:
 * @run: a run
 *
 * The stage after the lists: what failed not long ago and is left alone. Then open orders that the lists did not
 * show, then details that are missing.
 */
void
tw_sync_run_list_failures (TwSyncRun *run)
{
  run->next = list_open_orders;
  for (guint i = 0; i < G_N_ELEMENTS (detail_kinds); i++)
    tw_sync_list_failures_async (tw_sync_get_mirror (run->sync), detail_kinds[i], failures_listed_cb,
                                 tw_sync_job_new (run, detail_kinds[i]));
}
