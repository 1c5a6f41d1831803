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
 * TwSyncPiece:
 * @TW_SYNC_PIECE_LISTS: lists and open orders
 * @TW_SYNC_PIECE_DETAILS: missing details, which takes days at times
 *
 * What one program reads at a time.
 */
typedef enum
{
  TW_SYNC_PIECE_LISTS,
  TW_SYNC_PIECE_DETAILS,
} TwSyncPiece;

/**
 * TwSyncLock:
 *
 * The right to read a piece of a mirror by oneself: one program has it at a time, so that two do not spend calls on
 * the same objects. It ends with the process. What a person opens, or asks for at once, needs none.
 */
typedef struct _TwSyncLock TwSyncLock;

void        tw_sync_lock_free        (TwSyncLock           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwSyncLock, tw_sync_lock_free)

void        tw_sync_lock_take_async  (TwMirror             *mirror,
                                      TwSyncPiece           piece,
                                      guint                 patience,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
TwSyncLock *tw_sync_lock_take_finish (TwMirror             *mirror,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
