/* tw-order-waits.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "client/tw-client.h"
#include "tw-activity-item.h"

G_BEGIN_DECLS

/**
 * TwOrderWaits:
 *
 * Waits for the orders that are in the way of drafts, as long as the account is open. Nothing is placed: the items of
 * the drafts say when it can be. Signal `ready` with the item of such a draft.
 */
#define TW_TYPE_ORDER_WAITS (tw_order_waits_get_type ())
G_DECLARE_FINAL_TYPE (TwOrderWaits, tw_order_waits, TW, ORDER_WAITS, GObject)

TwOrderWaits *tw_order_waits_new    (TwClient       *client);
void          tw_order_waits_watch  (TwOrderWaits   *self,
                                     TwActivityItem *item);
void          tw_order_waits_forget (TwOrderWaits   *self,
                                     TwActivityItem *item);
void          tw_order_waits_stop   (TwOrderWaits   *self);

G_END_DECLS
