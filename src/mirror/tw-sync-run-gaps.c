/* tw-sync-run-gaps.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-run-private.h"

#include "mirror/tw-sync-failures-private.h"

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
          tw_sync_run_queue_detail (run, detail_kinds[k], *gap);
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
      tw_sync_run_queue_detail (run, TW_KIND_ORDER, keys[i]);

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
