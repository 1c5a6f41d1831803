/* tw-sync-run.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-private.h"

#include "base/tw-error.h"

/* Calls under way at a time; the rate budget decides how fast they leave. */
#define MAX_CALLS 4

/* Lists that change little are read again after so long, in microseconds. */
#define QUIET_LIST_AGE (24 * G_TIME_SPAN_HOUR)

/* Lists in the order in which they are read: customers first, since orders show their names. */
static const TwKind list_order[] = {
  TW_KIND_CUSTOMER, TW_KIND_SUBSCRIPTION, TW_KIND_ORDER, TW_KIND_RESELLER, TW_KIND_PRODUCT, TW_KIND_PLAN,
  TW_KIND_REPORT,
};

/* Kinds whose list rows lack what people want: an order's lines, a subscription's seats. */
static const TwKind detail_kinds[] = { TW_KIND_ORDER, TW_KIND_SUBSCRIPTION };

/*
 * lists: by kind, %NULL when the list is not read
 * closed: the end of that list was noted in the mirror, or is being noted
 * gaps: by kind, keys of the objects without a detail, newest first
 * details: of DetailKey; what is asked for next
 * detail_priority: who waits for them
 * n_calls: calls under way
 * n_jobs: calls and writes under way
 * next: what comes when nothing is under way any more
 * stop: an error after which more calls make no sense
 */
typedef struct _Run Run;

struct _Run
{
  TwSync        *sync;
  GTask         *task;
  GCancellable  *cancellable;
  TwSyncScope    scope;
  TwPriority     priority;
  TwSyncSummary *summary;
  TwSyncList    *lists[TW_N_KINDS];
  gboolean       closed[TW_N_KINDS];
  char         **gaps[TW_N_KINDS];
  GQueue         details;
  TwPriority     detail_priority;
  guint          n_calls;
  guint          n_jobs;
  void         (*next) (Run *run);
  GError        *stop;
};

typedef struct
{
  TwKind  kind;
  char   *key;
} DetailKey;

/* One call or write of a run. */
typedef struct
{
  Run    *run;
  TwKind  kind;
  gint64  offset;
  char   *key;
} Job;

static void run_step (Run *run);

static void
detail_key_free (DetailKey *detail)
{
  g_free (detail->key);
  g_free (detail);
}

static void
run_free (Run *run)
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
  g_queue_clear_full (&run->details, (GDestroyNotify) detail_key_free);
  g_clear_error (&run->stop);
  g_free (run);
}

static Job *
job_new (Run    *run,
         TwKind  kind)
{
  Job *job = g_new0 (Job, 1);

  job->run = run;
  job->kind = kind;
  run->n_jobs++;

  return job;
}

static void
job_end (Job *job)
{
  Run *run = job->run;

  g_free (job->key);
  g_free (job);
  run->n_jobs--;
  run_step (run);
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

/* The first error of a kind is kept; some end the whole run. */
static void
note_error (Run    *run,
            TwKind  kind,
            GError *error)
{
  TwSyncPart *part = &run->summary->parts[kind];

  if (run->stop == NULL && is_hopeless (error))
    run->stop = g_error_copy (error);

  if (part->error == NULL)
    part->error = error;
  else
    g_error_free (error);
}

static void
add_change (TwMirrorChange       *sum,
            const TwMirrorChange *change)
{
  sum->n_new += change->n_new;
  sum->n_changed += change->n_changed;
  sum->n_vanished += change->n_vanished;
}

static void
list_closed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Job *job = user_data;
  TwSyncPart *part = &job->run->summary->parts[job->kind];
  TwMirrorChange change;
  GError *error = NULL;

  if (tw_mirror_complete_list_finish (TW_MIRROR (source), result, &change, &error))
    {
      part->listed = TRUE;
      add_change (&part->change, &change);
    }
  else
    {
      note_error (job->run, job->kind, error);
    }

  job_end (job);
}

static void
page_put_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Job *job = user_data;
  TwMirrorChange change;
  GError *error = NULL;

  if (tw_mirror_put_page_finish (TW_MIRROR (source), result, &change, &error))
    add_change (&job->run->summary->parts[job->kind].change, &change);
  else
    note_error (job->run, job->kind, error);

  job_end (job);
}

static void
note_page (Run    *run,
           TwKind  kind,
           gint64  offset,
           TwPage *page)
{
  TwSyncList *list = run->lists[kind];
  gint64 known_total = MAX (tw_sync_list_get_total (list), 0);

  for (guint i = 0; i < page->rows->len; i++)
    tw_sync_list_note_key (list, tw_kind_dup_key (kind, page->rows->pdata[i]));
  tw_sync_list_note_page (list, offset, page->rows->len, page->total);

  run->summary->parts[kind].rows += page->rows->len;
  tw_sync_count_rows (run->sync, kind, page->rows->len, page->total - known_total);
}

static void
page_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Job *job = user_data;
  Run *run = job->run;
  GError *error = NULL;
  g_autoptr (TwPage) page = tw_marketplace_list_finish (TW_MARKETPLACE (source), result, &error);

  run->n_calls--;

  if (page == NULL)
    {
      note_error (run, job->kind, error);
      job_end (job);
      return;
    }

  /* Every page that came is kept, whatever comes of the list. */
  note_page (run, job->kind, job->offset, page);
  tw_mirror_put_page_async (tw_sync_get_mirror (run->sync), job->kind, page->rows, NULL, page_put_cb, job);
  run_step (run);
}

static void
count_call (Run    *run,
            TwKind  kind)
{
  run->n_calls++;
  run->summary->parts[kind].calls++;
  tw_sync_count_call (run->sync, kind);
}

static void
ask_for_page (Run    *run,
              TwKind  kind,
              gint64  offset)
{
  g_autoptr (TwQuery) query = tw_query_new (kind);
  Job *job = job_new (run, kind);

  tw_query_set_range (query, offset, TW_SYNC_PAGE_SIZE);
  job->offset = offset;
  count_call (run, kind);
  tw_marketplace_list_async (tw_sync_get_marketplace (run->sync), query, run->priority, run->cancellable,
                             page_listed_cb, job);
}

/* A list with an error is not gone on with. */
static gboolean
ask_for_next_page (Run *run)
{
  for (guint i = 0; i < G_N_ELEMENTS (list_order); i++)
    {
      TwKind kind = list_order[i];
      gint64 offset;

      if (run->lists[kind] == NULL || run->summary->parts[kind].error != NULL)
        continue;
      if (tw_sync_list_take_offset (run->lists[kind], &offset))
        {
          ask_for_page (run, kind, offset);
          return TRUE;
        }
    }

  return FALSE;
}

/* The mirror writes in order, so that all pages are in it when the end of the list is noted. */
static void
close_lists (Run *run)
{
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    {
      TwSyncList *list = run->lists[kind];
      GHashTable *keys;

      if (list == NULL || run->closed[kind] || run->summary->parts[kind].error != NULL
          || !tw_sync_list_is_complete (list))
        continue;

      run->closed[kind] = TRUE;
      keys = tw_sync_list_is_steady (list) ? tw_sync_list_get_keys (list) : NULL;
      tw_mirror_complete_list_async (tw_sync_get_mirror (run->sync), kind, keys, tw_sync_list_get_total (list),
                                     tw_sync_list_get_started (list), NULL, list_closed_cb, job_new (run, kind));
    }
}

static void
detail_put_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Job *job = user_data;
  TwSyncPart *part = &job->run->summary->parts[job->kind];
  TwMirrorChange change;
  GError *error = NULL;

  if (tw_mirror_put_detail_finish (TW_MIRROR (source), result, &change, &error))
    {
      part->details++;
      add_change (&part->change, &change);
      tw_sync_count_details (job->run->sync, job->kind, 1, 0);
    }
  else
    {
      note_error (job->run, job->kind, error);
    }

  job_end (job);
}

static void
detail_vanished_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Job *job = user_data;
  TwMirrorChange change;
  GError *error = NULL;

  if (tw_mirror_mark_vanished_finish (TW_MIRROR (source), result, &change, &error))
    add_change (&job->run->summary->parts[job->kind].change, &change);
  else
    note_error (job->run, job->kind, error);

  job_end (job);
}

static void
detail_fetched_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Job *job = user_data;
  Run *run = job->run;
  TwMirror *mirror = tw_sync_get_mirror (run->sync);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwAnswer) answer = tw_marketplace_get_finish (TW_MARKETPLACE (source), result, &error);

  run->n_calls--;

  if (answer != NULL)
    {
      tw_mirror_put_detail_async (mirror, job->kind, answer->resource, NULL, detail_put_cb, job);
      run_step (run);
    }
  else if (g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND))
    {
      tw_mirror_mark_vanished_async (mirror, job->kind, job->key, NULL, detail_vanished_cb, job);
      run_step (run);
    }
  else
    {
      note_error (run, job->kind, g_steal_pointer (&error));
      job_end (job);
    }
}

static gboolean
ask_for_next_detail (Run *run)
{
  DetailKey *detail = g_queue_pop_head (&run->details);
  Job *job;

  if (detail == NULL)
    return FALSE;

  job = job_new (run, detail->kind);
  job->key = g_steal_pointer (&detail->key);
  detail_key_free (detail);
  count_call (run, job->kind);
  tw_marketplace_get_async (tw_sync_get_marketplace (run->sync), job->kind, job->key, run->detail_priority,
                            run->cancellable, detail_fetched_cb, job);

  return TRUE;
}

static void
queue_detail (Run        *run,
              TwKind      kind,
              const char *key)
{
  DetailKey *detail = g_new0 (DetailKey, 1);

  detail->kind = kind;
  detail->key = g_strdup (key);
  g_queue_push_tail (&run->details, detail);
  tw_sync_count_details (run->sync, kind, 0, 1);
}

/* What the run did not come to is not read for the same reason. */
static void
spread_stop (Run *run)
{
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    if (run->lists[kind] != NULL && !run->summary->parts[kind].listed && run->summary->parts[kind].error == NULL)
      run->summary->parts[kind].error = g_error_copy (run->stop);
}

static void
finish (Run *run)
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

static void
missing_counted_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Job *job = user_data;
  GError *error = NULL;
  g_auto (GStrv) keys = tw_mirror_list_detail_gaps_finish (TW_MIRROR (source), result,
                                                           &job->run->summary->parts[job->kind].missing_details,
                                                           &error);

  if (keys == NULL)
    note_error (job->run, job->kind, error);

  job_end (job);
}

static void
count_missing (Run *run)
{
  run->next = finish;
  for (guint i = 0; i < G_N_ELEMENTS (detail_kinds); i++)
    tw_mirror_list_detail_gaps_async (tw_sync_get_mirror (run->sync), detail_kinds[i], 0, NULL, missing_counted_cb,
                                      job_new (run, detail_kinds[i]));
}

/* Kinds take turns, newest objects first. */
static void
queue_gaps (Run *run)
{
  char **next[G_N_ELEMENTS (detail_kinds)];
  gint64 left = run->scope.max_details;
  gboolean more = TRUE;

  run->next = count_missing;
  run->detail_priority = TW_PRIORITY_DETAIL;

  for (guint k = 0; k < G_N_ELEMENTS (detail_kinds); k++)
    next[k] = run->gaps[detail_kinds[k]];

  while (more)
    {
      more = FALSE;
      for (guint k = 0; k < G_N_ELEMENTS (detail_kinds); k++)
        {
          char **gap = next[k];

          if (gap == NULL || *gap == NULL || left == 0)
            continue;
          queue_detail (run, detail_kinds[k], *gap);
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
  Job *job = user_data;
  GError *error = NULL;
  g_auto (GStrv) keys = tw_mirror_list_detail_gaps_finish (TW_MIRROR (source), result, NULL, &error);

  if (keys == NULL)
    note_error (job->run, job->kind, error);
  else
    job->run->gaps[job->kind] = g_steal_pointer (&keys);

  job_end (job);
}

static void
list_gaps (Run *run)
{
  run->next = queue_gaps;

  if (run->scope.max_details == 0)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (detail_kinds); i++)
    if (run->lists[detail_kinds[i]] != NULL)
      tw_mirror_list_detail_gaps_async (tw_sync_get_mirror (run->sync), detail_kinds[i], run->scope.max_details, NULL,
                                        gaps_listed_cb, job_new (run, detail_kinds[i]));
}

static void
open_orders_listed_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  Job *job = user_data;
  Run *run = job->run;
  GHashTable *seen = tw_sync_list_get_keys (run->lists[TW_KIND_ORDER]);
  GError *error = NULL;
  g_auto (GStrv) keys = tw_mirror_list_open_orders_finish (TW_MIRROR (source), result, &error);

  if (keys == NULL)
    note_error (run, job->kind, error);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_hash_table_contains (seen, keys[i]))
      queue_detail (run, TW_KIND_ORDER, keys[i]);

  job_end (job);
}

static void
list_open_orders (Run *run)
{
  run->next = list_gaps;
  run->detail_priority = run->priority;

  if (run->lists[TW_KIND_ORDER] != NULL)
    tw_mirror_list_open_orders_async (tw_sync_get_mirror (run->sync), NULL, open_orders_listed_cb,
                                      job_new (run, TW_KIND_ORDER));
}

/* A list that moved all the time was not read to its end; nothing in it may vanish for that. */
static void
judge_lists (Run *run)
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

  run->next = list_open_orders;
}

/* Goes on where anything can be done, and to the next stage when nothing is under way any more. */
static void
run_step (Run *run)
{
  gboolean ended = FALSE;

  while (!ended)
    {
      if (run->stop == NULL)
        g_cancellable_set_error_if_cancelled (run->cancellable, &run->stop);

      if (run->stop == NULL)
        {
          while (run->n_calls < MAX_CALLS && (ask_for_next_page (run) || ask_for_next_detail (run)))
            ;
          close_lists (run);
        }

      if (run->n_jobs > 0)
        return;

      if (run->stop != NULL && run->next != finish)
        run->next = count_missing;
      ended = run->next == finish;
      run->next (run);
    }
}

static gboolean
is_due (TwSync            *sync,
        const TwSyncScope *scope,
        TwKind             kind)
{
  TwCapabilities can = tw_marketplace_get_capabilities (tw_sync_get_marketplace (sync));
  GDateTime *complete = tw_mirror_get_list_state (tw_sync_get_mirror (sync), kind)->complete_time;
  g_autoptr (GDateTime) now = NULL;

  if ((kind == TW_KIND_RESELLER && (can & TW_CAN_MANAGE_RESELLERS) == 0)
      || (kind == TW_KIND_ORDER && (can & TW_CAN_LIST_ORDERS) == 0))
    return FALSE;

  if (scope->kinds != 0)
    return (scope->kinds & TW_KIND_BIT (kind)) != 0;

  if (kind == TW_KIND_CUSTOMER || kind == TW_KIND_SUBSCRIPTION || kind == TW_KIND_ORDER)
    return TRUE;

  now = g_date_time_new_now_utc ();

  return scope->full || complete == NULL || g_date_time_difference (now, complete) >= QUIET_LIST_AGE;
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
  Run *run = g_new0 (Run, 1);
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
      run->lists[kind] = tw_sync_list_new ();

  tw_sync_begin_run (sync);
  run_step (run);
}
