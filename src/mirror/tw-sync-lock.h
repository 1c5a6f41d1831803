/* tw-sync-lock.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

/**
 * TwSyncLock:
 *
 * The right to bring a mirror up to date by oneself: one program has it at a time, so that two do not spend calls on
 * the same lists and details. It ends with the process. What a person opens, or asks for at once, needs none.
 */
typedef struct _TwSyncLock TwSyncLock;

void        tw_sync_lock_free        (TwSyncLock           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwSyncLock, tw_sync_lock_free)

void        tw_sync_lock_take_async  (TwMirror             *mirror,
                                      guint                 patience,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
TwSyncLock *tw_sync_lock_take_finish (TwMirror             *mirror,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
