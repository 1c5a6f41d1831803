/* tw-late-orders.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal.h"
#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

/* Orders that show up after everybody had stopped looking for them. */
void     tw_late_orders_find_async  (TwJournal            *journal,
                                     TwMirror             *mirror,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean tw_late_orders_find_finish (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
