/* tw-order-details.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pages/tw-details.h"

G_BEGIN_DECLS

/**
 * TwOrderDetails:
 *
 * An order: what it costs, whose it is, its products and charges.
 */
#define TW_TYPE_ORDER_DETAILS (tw_order_details_get_type ())
G_DECLARE_FINAL_TYPE (TwOrderDetails, tw_order_details, TW, ORDER_DETAILS, TwDetails)

G_END_DECLS
