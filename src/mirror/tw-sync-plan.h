/* tw-sync-plan.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

/**
 * TwSyncStep:
 * @TW_SYNC_STEP_FIRST: a list is read for the first time
 * @TW_SYNC_STEP_FULL: lists are read to their ends, which shows changes of old objects and what is gone
 * @TW_SYNC_STEP_DETAILS: details that are missing or outdated are read
 *
 * What a sync does beside looking for new objects.
 */
typedef enum
{
  TW_SYNC_STEP_FIRST,
  TW_SYNC_STEP_FULL,
  TW_SYNC_STEP_DETAILS,
} TwSyncStep;

#define TW_TYPE_SYNC_STEP (tw_sync_step_get_type ())
GType tw_sync_step_get_type (void) G_GNUC_CONST;

/**
 * TwSyncPlan:
 * @rows: by #TwKind: objects known
 * @missing: by #TwKind: of these, whose details are missing or outdated
 * @step: what comes next
 * @step_time: when: now, or when lists are due to be read to their ends
 *
 * How complete a mirror is, and what is next.
 */
typedef struct
{
  gint64      rows[TW_N_KINDS];
  gint64      missing[TW_N_KINDS];
  TwSyncStep  step;
  GDateTime  *step_time;
} TwSyncPlan;

void        tw_sync_plan_free        (TwSyncPlan           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwSyncPlan, tw_sync_plan_free)

gint64      tw_sync_plan_get_missing (const TwSyncPlan     *self);

void        tw_sync_plan_make_async  (TwMirror             *mirror,
                                      gint64                full_interval,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
TwSyncPlan *tw_sync_plan_make_finish (TwMirror             *mirror,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
