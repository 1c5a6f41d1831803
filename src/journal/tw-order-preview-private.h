/* tw-order-preview-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-order-preview.h"

G_BEGIN_DECLS

TwOrderPreview *tw_order_preview_new        (TwOrder         *order,
                                             TwOrder         *estimate,
                                             TwSubscription  *subscription,
                                             gint64           po_uses,
                                             GError         **error);

/* What the lines and the sums are computed from. */
GPtrArray      *tw_preview_list_lines       (TwOrder         *order,
                                             TwOrder         *estimate,
                                             TwSubscription  *subscription,
                                             GError         **error);
GPtrArray      *tw_preview_list_totals      (TwOrder         *estimate,
                                             GError         **error);
gboolean        tw_preview_compute_recurring (TwOrder        *order,
                                             TwSubscription  *subscription,
                                             TwMoney         *from,
                                             TwMoney         *to,
                                             GError         **error);

G_END_DECLS
