/* tw-order-open.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-watch.h"

G_BEGIN_DECLS

/*
 * While an order on a subscription is open the marketplace refuses another one (observed: status 500 and a text
 * that names the blocking order).
 */
void     tw_order_find_open_async      (TwMarketplace        *marketplace,
                                        const char           *subscription_id,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
TwOrder *tw_order_find_open_finish     (GAsyncResult         *result,
                                        GError              **error);

void     tw_order_wait_for_open_async  (TwMarketplace        *marketplace,
                                        TwMirror             *mirror,
                                        const char           *subscription_id,
                                        guint                 seconds,
                                        TwWatchFunc           progress,
                                        gpointer              progress_data,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean tw_order_wait_for_open_finish (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
