/* tw-sync-run-lists.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-run-private.h"

#include "base/tw-error.h"
#include "mirror/tw-sync-since-private.h"

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
  const TwListState *state = tw_mirror_get_list_state (tw_sync_get_mirror (sync), kind);

  if (!tw_sync_can_list (sync, kind))
    return FALSE;

  if (scope->details_only)
    return FALSE;

  if (scope->kinds != 0)
    return (scope->kinds & TW_KIND_BIT (kind)) != 0;

  return IS_GROWING (kind) || scope->full || is_older (state->complete_time, QUIET_LIST_AGE);
}

/* From its front down to where it is known, or to its end when that was long ago or is asked for. */
static TwSyncList *
begin_list (TwSync            *sync,
            const TwSyncScope *scope,
            TwKind             kind,
            const char        *since)
{
  const TwListState *state = tw_mirror_get_list_state (tw_sync_get_mirror (sync), kind);
  gboolean whole = !IS_GROWING (kind) || scope->full
                   || is_older (state->full_time, tw_sync_get_full_interval (sync) * G_TIME_SPAN_SECOND);

  return whole ? tw_sync_list_new (NULL, NULL, -1) : tw_sync_list_new (state->front, since, state->total);
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

  job->run->n_pages[job->kind]--;
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
  tw_sync_count_rows (run->sync, kind, page->rows->len, whole ? tw_sync_list_get_total (list) - known_total : page->rows->len);
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

/* A list that was asked for by date, and was not answered as that was meant: it is read as it is. */
static gboolean
begin_again (TwSyncRun    *run,
             TwKind        kind,
             const GError *error)
{
  TwSyncList *list = run->lists[kind];
  gboolean refused = tw_sync_list_get_since (list) != NULL && g_error_matches (error, TW_ERROR, TW_ERROR_VALIDATION);

  if (!refused && !tw_sync_list_is_astray (list))
    return FALSE;

  g_debug ("The list of %ss by date of creation is of no use", tw_kind_to_string (kind));
  tw_sync_distrust_since (run->sync);
  tw_sync_list_free (list);
  run->lists[kind] = begin_list (run->sync, &run->scope, kind, NULL);

  return TRUE;
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

  if (page == NULL && begin_again (run, job->kind, error))
    {
      g_error_free (error);
      tw_sync_job_end (job);
      return;
    }
  if (page == NULL)
    {
      tw_sync_run_note_error (run, job->kind, error);
      tw_sync_job_end (job);
      return;
    }

  /* Every page that came is kept, whatever comes of the list. */
  note_page (run, job->kind, job->offset, page);
  begin_again (run, job->kind, NULL);
  tell_cost (run);
  run->n_pages[job->kind]++;
  tw_mirror_put_page_async (tw_sync_get_mirror (run->sync), job->kind, page->rows, NULL, page_put_cb, job);
  tw_sync_run_step (run);
}

static void
ask_for_page (TwSyncRun *run,
              TwKind     kind,
              gint64     offset)
{
  g_autoptr (TwQuery) query = tw_query_new (kind);
  const char *since = tw_sync_list_get_since (run->lists[kind]);
  TwSyncJob *job = tw_sync_job_new (run, kind);

  tw_query_set_range (query, offset, TW_SYNC_PAGE_SIZE);
  if (since != NULL)
    tw_query_set_filter (query, "since", since);
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

/**
 * tw_sync_run_ask_for_page:
 * @run: a run
 *
 * First pages come first: they show something of every list, and how much there is.
 *
 * Returns: whether there was a page to ask for
 */
gboolean
tw_sync_run_ask_for_page (TwSyncRun *run)
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

/**
 * tw_sync_run_close_lists:
 * @run: a run
 *
 * Notes the ends of lists in the mirror, once all their pages are in it: what a page that could not be stored held
 * must not count as known.
 */
void
tw_sync_run_close_lists (TwSyncRun *run)
{
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    {
      TwSyncList *list = run->lists[kind];

      if (list == NULL || run->closed[kind] || run->n_pages[kind] > 0
          || run->summary->parts[kind].error != NULL || !tw_sync_list_is_complete (list))
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

/* A list that moved all the time, or lacks rows, was not read to its end; nothing in it may vanish for that. */
static void
judge_lists (TwSyncRun *run)
{
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    {
      TwSyncPart *part = &run->summary->parts[kind];

      if (run->lists[kind] != NULL && !part->listed && part->error == NULL)
        part->error = g_error_new (TW_ERROR, TW_ERROR_SERVER,
                                   "The list of %ss is not whole: %u of %" G_GINT64_FORMAT " came, though it was read"
                                   " again",
                                   tw_kind_to_string (kind), g_hash_table_size (tw_sync_list_get_keys (run->lists[kind])),
                                   tw_sync_list_get_total (run->lists[kind]));
    }

  run->next = tw_sync_run_list_failures;
}

static void
begin_lists (TwSyncRun  *run,
             const char *since)
{
  TwMirror *mirror = tw_sync_get_mirror (run->sync);

  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    if (is_due (run->sync, &run->scope, kind))
      {
        run->lists[kind] = begin_list (run->sync, &run->scope, kind, kind == TW_KIND_ORDER ? since : NULL);
        run->first[kind] = IS_GROWING (kind) && tw_mirror_get_list_state (mirror, kind)->complete_time == NULL;
      }
  run->told_cost = !run->first[TW_KIND_ORDER] && !run->first[TW_KIND_SUBSCRIPTION];
}

static void
since_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  TwSyncJob *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *since = tw_sync_find_since_finish (TW_MIRROR (source), result, &error);

  if (error != NULL)
    tw_sync_run_note_error (job->run, TW_KIND_ORDER, g_steal_pointer (&error));
  begin_lists (job->run, since);
  tw_sync_job_end (job);
}

/**
 * tw_sync_run_begin_lists:
 * @run: a run
 *
 * The first stage: the lists that are due.
 */
void
tw_sync_run_begin_lists (TwSyncRun *run)
{
  run->next = judge_lists;

  if (run->scope.recent && !tw_sync_distrusts_since (run->sync))
    tw_sync_find_since_async (tw_sync_get_mirror (run->sync), TW_SYNC_PAGE_SIZE, since_found_cb,
                              tw_sync_job_new (run, TW_KIND_ORDER));
  else
    begin_lists (run, NULL);
}
