/* tw-order-preview.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal.h"
#include "journal/tw-order-draft.h"

G_BEGIN_DECLS

/**
 * TwPreviewLine:
 * @mpn: (nullable): MPN of the product
 * @name: (nullable): its name
 * @billing_period: (nullable): how often it is billed
 * @subscription_period: (nullable): its term
 * @has_from: whether there are seats already, so that @from counts
 * @from: seats now, as the marketplace answered a moment ago
 * @to: seats afterwards
 * @unit_price: what the customer pays for one unit, for the days that are charged now; without an estimate, for a
 *   whole billing period; no currency when unknown
 * @extended_price: what the customer pays for the line now, setup included and without tax; no currency when unknown
 * @tax: tax on it; no currency when unknown
 * @unit_cost: what the reseller pays for one unit and a whole billing period; no currency when unknown
 * @extended_cost: what the reseller pays for a whole billing period of the seats that the order adds, less than
 *   nothing for those that it takes, and of all seats in a renewal; without setup and tax; no currency when unknown
 *
 * What an order does to one product. Prices come from the marketplace's estimate, whose amounts are the customer's:
 * in the samples of the contract orders are charged at the `prices` of the catalogue. An estimate has no costs. They
 * come from the catalogue (recurring `costs` in the estimate's currency, of the tier that the seats reach), and for
 * seats that a subscription has from its `unitCost`; a `specialCost` in the order comes before both.
 */
typedef struct
{
  char      *mpn;
  char      *name;
  TwPeriod  *billing_period;
  TwPeriod  *subscription_period;
  gboolean   has_from;
  TwDecimal  from;
  TwDecimal  to;
  TwMoney    unit_price;
  TwMoney    extended_price;
  TwMoney    tax;
  TwMoney    unit_cost;
  TwMoney    extended_cost;
} TwPreviewLine;

/**
 * TwPreviewTotal:
 * @net: what the customer pays now, without tax
 * @tax: tax on it
 * @gross: both together
 * @cost: what the reseller pays: the sum of the lines' extended costs, so for a whole billing period; no currency
 *   when that of any line is unknown
 *
 * What an order costs in one currency.
 */
typedef struct
{
  TwMoney net;
  TwMoney tax;
  TwMoney gross;
  TwMoney cost;
} TwPreviewTotal;

/**
 * TwOrderPreview:
 *
 * What an order will change, cost and bind, and the exact request that will do so. Made from a draft and live
 * answers of the marketplace; tw_writer_place_async() sends it while these still hold.
 */
#define TW_TYPE_ORDER_PREVIEW (tw_order_preview_get_type ())
G_DECLARE_FINAL_TYPE (TwOrderPreview, tw_order_preview, TW, ORDER_PREVIEW, GObject)

void            tw_order_preview_prepare_async   (TwOrderDraft         *draft,
                                                  TwMarketplace        *marketplace,
                                                  TwMirror             *mirror,
                                                  TwJournal            *journal,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
TwOrderPreview *tw_order_preview_prepare_finish  (GAsyncResult         *result,
                                                  GError              **error);
void            tw_order_preview_estimate_async  (TwOrderDraft         *draft,
                                                  TwMarketplace        *marketplace,
                                                  TwMirror             *mirror,
                                                  TwJournal            *journal,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
TwOrderPreview *tw_order_preview_estimate_finish (GAsyncResult         *result,
                                                  GError              **error);

TwOrder        *tw_order_preview_get_order          (TwOrderPreview  *self);
TwOrder        *tw_order_preview_get_estimate       (TwOrderPreview  *self);
TwSubscription *tw_order_preview_get_subscription   (TwOrderPreview  *self);
GPtrArray      *tw_order_preview_get_lines          (TwOrderPreview  *self);
GPtrArray      *tw_order_preview_get_totals         (TwOrderPreview  *self);
gboolean        tw_order_preview_get_recurring      (TwOrderPreview  *self,
                                                     TwMoney         *from,
                                                     TwMoney         *to,
                                                     TwMoney         *difference);
gboolean        tw_order_preview_get_recurring_cost (TwOrderPreview  *self,
                                                     TwMoney         *from,
                                                     TwMoney         *to,
                                                     TwMoney         *difference);
gint64          tw_order_preview_get_po_uses        (TwOrderPreview  *self);
TwJournalEntry *tw_order_preview_get_entry          (TwOrderPreview  *self);
GPtrArray      *tw_order_preview_get_rivals         (TwOrderPreview  *self);
gboolean        tw_order_preview_accepts_terms      (TwOrderPreview  *self);
TwJson         *tw_order_preview_get_basis          (TwOrderPreview  *self);

G_END_DECLS
