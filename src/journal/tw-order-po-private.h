/* tw-order-po-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal.h"
#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

void   tw_order_settle_po_async  (TwOrder              *order,
                                  TwMarketplace        *marketplace,
                                  TwMirror             *mirror,
                                  TwJournal            *journal,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gint64 tw_order_settle_po_finish (GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
