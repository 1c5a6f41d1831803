/* tw-sync-failures-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-sync.h"

G_BEGIN_DECLS

void        tw_sync_note_failure_async   (TwMirror             *mirror,
                                          TwKind                kind,
                                          const char           *key,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean    tw_sync_note_failure_finish  (TwMirror             *mirror,
                                          GAsyncResult         *result,
                                          GError              **error);

void        tw_sync_list_failures_async  (TwMirror             *mirror,
                                          TwKind                kind,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GHashTable *tw_sync_list_failures_finish (TwMirror             *mirror,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
