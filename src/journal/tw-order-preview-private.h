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
                                             GPtrArray       *products,
                                             TwOrder         *estimate,
                                             TwSubscription  *subscription,
                                             gint64           po_uses,
                                             GError         **error);
void            tw_order_preview_set_entries (TwOrderPreview *self,
                                              TwJournalEntry *entry,
                                              GPtrArray      *rivals);

/* What the lines and the sums are computed from. */
GPtrArray      *tw_preview_list_lines       (TwOrder         *order,
                                             TwOrder         *estimate,
                                             TwSubscription  *subscription,
                                             GError         **error);
GPtrArray      *tw_preview_list_totals      (TwOrder         *estimate,
                                             GError         **error);
gboolean        tw_preview_accumulate       (TwMoney         *sum,
                                             const TwMoney   *amount,
                                             GError         **error);
gboolean        tw_preview_add_costs        (GPtrArray       *lines,
                                             TwOrder         *order,
                                             GPtrArray       *products,
                                             TwOrder         *estimate,
                                             TwSubscription  *subscription,
                                             GError         **error);
gboolean        tw_preview_add_total_costs  (GPtrArray       *totals,
                                             GPtrArray       *lines,
                                             TwOrder         *estimate,
                                             GError         **error);
gboolean        tw_preview_changes_plan     (TwOrder         *order);

/* Whose side of a subscription's seats is summed up. */
typedef enum
{
  TW_PREVIEW_PRICE, /* what the customer pays */
  TW_PREVIEW_COST,  /* what the reseller pays */
} TwPreviewSide;

gboolean        tw_preview_compute_recurring (TwOrder         *order,
                                              TwSubscription  *subscription,
                                              TwPreviewSide    side,
                                              TwMoney         *from,
                                              TwMoney         *to,
                                              GError         **error);

G_END_DECLS
