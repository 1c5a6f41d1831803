/* tw-watch.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-marketplace.h"
#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

/**
 * TwWatchFunc:
 * @resource: the object as the marketplace answered it just now
 * @user_data: data of the caller
 *
 * Called after each look.
 */
typedef void (*TwWatchFunc) (TwResource *resource,
                             gpointer    user_data);

/* Looks at an order or a report until it is final. */
void        tw_watch_async  (TwMarketplace        *marketplace,
                             TwMirror             *mirror,
                             TwKind                kind,
                             const char           *id,
                             guint                 seconds,
                             TwWatchFunc           progress,
                             gpointer              progress_data,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
TwResource *tw_watch_finish (GAsyncResult         *result,
                             GError              **error);

G_END_DECLS
