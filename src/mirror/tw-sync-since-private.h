/* tw-sync-since-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

void  tw_sync_find_since_async  (TwMirror             *mirror,
                                 gint64                page_size,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
char *tw_sync_find_since_finish (TwMirror             *mirror,
                                 GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
