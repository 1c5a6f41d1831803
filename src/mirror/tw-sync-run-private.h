/* tw-sync-run-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-sync-private.h"

G_BEGIN_DECLS

/*
 * lists: by kind, %NULL when the list is not read
 * first: by kind, a list of what people work with was never up to date before: they wait for it
 * told_cost: what the first reading costs was told, or there is none
 * n_pages: by kind, pages that came and are not stored yet
 * closed: the end of that list was noted in the mirror, or is being noted
 * gaps: by kind, keys of the objects without a detail, newest first
 * failing: by kind, keys of the objects whose details failed and are left alone for now
 * details: of TwSyncDetailKey; what is asked for next
 * n_details: details of the scope that were asked for or are queued
 * detail_priority: who waits for them
 * n_calls: calls under way
 * n_jobs: calls and writes under way
 * next: what comes when nothing is under way any more
 * stop: an error after which more calls make no sense
 */
typedef struct _TwSyncRun TwSyncRun;

struct _TwSyncRun
{
  TwSync        *sync;
  GTask         *task;
  GCancellable  *cancellable;
  TwSyncScope    scope;
  TwPriority     priority;
  TwSyncSummary *summary;
  TwSyncList    *lists[TW_N_KINDS];
  gboolean       first[TW_N_KINDS];
  gboolean       told_cost;
  guint          n_pages[TW_N_KINDS];
  gboolean       closed[TW_N_KINDS];
  char         **gaps[TW_N_KINDS];
  GHashTable    *failing[TW_N_KINDS];
  GQueue         details;
  gint64         n_details;
  TwPriority     detail_priority;
  guint          n_calls;
  guint          n_jobs;
  void         (*next) (TwSyncRun *run);
  GError        *stop;
};

typedef struct
{
  TwKind      kind;
  char       *key;
  TwPriority  priority;
} TwSyncDetailKey;

/*
 * One call or write of a run.
 *
 * cancellable, cancel_id: of a detail, cancelled with the run, or when a person opens the same
 */
typedef struct
{
  TwSyncRun    *run;
  TwKind        kind;
  gint64        offset;
  char         *key;
  char         *subscription;
  TwPriority    priority;
  GCancellable *cancellable;
  gulong        cancel_id;
} TwSyncJob;

/* What lists and details have in common. */
TwSyncJob *tw_sync_job_new             (TwSyncRun             *run,
                                        TwKind                 kind);
void       tw_sync_job_end             (TwSyncJob             *job);
void       tw_sync_run_step            (TwSyncRun             *run);
void       tw_sync_run_count_call      (TwSyncRun             *run,
                                        TwKind                 kind);
void       tw_sync_run_note_error      (TwSyncRun             *run,
                                        TwKind                 kind,
                                        GError                *error);
void       tw_sync_run_note_change     (TwSyncRun             *run,
                                        TwKind                 kind,
                                        const TwMirrorChange  *change);
void       tw_sync_run_finish_task     (TwSyncRun             *run);

/* Lists. */
void       tw_sync_run_begin_lists      (TwSyncRun            *run);
gboolean   tw_sync_run_ask_for_page     (TwSyncRun            *run);
void       tw_sync_run_close_lists      (TwSyncRun            *run);

/* The stages that follow the lists. */
void       tw_sync_run_list_failures    (TwSyncRun            *run);
void       tw_sync_run_count_missing    (TwSyncRun            *run);
gboolean   tw_sync_run_ask_for_detail   (TwSyncRun            *run);
void       tw_sync_run_queue_detail     (TwSyncRun            *run,
                                         TwKind                kind,
                                         const char           *key);
gboolean   tw_sync_run_has_details      (TwKind                kind);
void       tw_sync_detail_key_free      (TwSyncDetailKey      *detail);

G_END_DECLS
