/* tw-order-begin-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-order-repeat-private.h"
#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

void     tw_order_begin_change_async  (TwOrderDraft         *draft,
                                       TwMarketplace        *marketplace,
                                       TwMirror             *mirror,
                                       TwJournal            *journal,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean tw_order_begin_change_finish (GAsyncResult         *result,
                                       TwOrder             **order,
                                       TwSubscription      **subscription,
                                       TwOrderRepeat       **repeat,
                                       GError              **error);

G_END_DECLS
