/* tw-order-draft.h
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
 * TwSeats:
 * @TW_SEATS_TOTAL: this many seats in all
 * @TW_SEATS_ADD: this many more
 * @TW_SEATS_REMOVE: this many fewer
 *
 * How a person states a change of seats. The marketplace takes totals only.
 */
typedef enum
{
  TW_SEATS_TOTAL,
  TW_SEATS_ADD,
  TW_SEATS_REMOVE,
} TwSeats;

/**
 * TwOrderDraft:
 *
 * An order as a person states it, before it becomes a request: products by their MPN, or a subscription and
 * what shall happen to it. It holds what was typed, is never changed by resolving, and
 * tw_order_preview_prepare_async() makes an exact request of it. Forms edit its order and lines directly.
 */
#define TW_TYPE_ORDER_DRAFT (tw_order_draft_get_type ())
G_DECLARE_FINAL_TYPE (TwOrderDraft, tw_order_draft, TW, ORDER_DRAFT, GObject)

TwOrderDraft *tw_order_draft_new_sales        (const char           *customer_id);
TwOrderDraft *tw_order_draft_new_change       (const char           *subscription_id,
                                               TwSeats               seats,
                                               TwDecimal             quantity);
TwOrderDraft *tw_order_draft_new_renewal      (const char           *subscription_id);
TwOrderDraft *tw_order_draft_new_cancellation (const char           *subscription_id);
TwOrderDraft *tw_order_draft_new_from_order   (TwOrder              *order);

/* The request as far as it is known; owned by the draft, and what forms edit. */
TwOrder      *tw_order_draft_get_order        (TwOrderDraft         *self);
const char   *tw_order_draft_get_subscription (TwOrderDraft         *self);

TwOrderLine  *tw_order_draft_add_line         (TwOrderDraft         *self,
                                               const char           *mpn,
                                               TwDecimal             quantity);
gboolean      tw_order_draft_add_line_text    (TwOrderDraft         *self,
                                               const char           *text,
                                               GError              **error);

/* For all lines that do not say otherwise themselves. */
gboolean      tw_order_draft_set_term         (TwOrderDraft         *self,
                                               const char           *period,
                                               GError              **error);
gboolean      tw_order_draft_set_billing      (TwOrderDraft         *self,
                                               const char           *period,
                                               GError              **error);
void          tw_order_draft_set_vendor       (TwOrderDraft         *self,
                                               const char           *vendor);
void          tw_order_draft_set_parameter    (TwOrderDraft         *self,
                                               const char           *name,
                                               const char           *value);
gboolean      tw_order_draft_add_parameter_text (TwOrderDraft       *self,
                                               const char           *text,
                                               GError              **error);

void          tw_order_draft_set_mpn          (TwOrderDraft         *self,
                                               const char           *mpn);
void          tw_order_draft_set_at_renewal   (TwOrderDraft         *self,
                                               gboolean              at_renewal);
void          tw_order_draft_set_po_number    (TwOrderDraft         *self,
                                               const char           *po_number);

/* The exact request: which product each line means, within its limits, nothing required missing. */
void          tw_order_draft_resolve_async    (TwOrderDraft         *self,
                                               TwMarketplace        *marketplace,
                                               TwMirror             *mirror,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
TwOrder      *tw_order_draft_resolve_finish   (TwOrderDraft         *self,
                                               GAsyncResult         *result,
                                               GError              **error);

char         *tw_propose_po_number            (GDateTime            *now);

G_END_DECLS
