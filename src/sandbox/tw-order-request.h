/* tw-order-request.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-ask.h"

G_BEGIN_DECLS

/* What the order is read for: an estimate needs no activation parameters and may be asked on credit hold. */
typedef enum
{
  TW_ORDER_FOR_ESTIMATE,
  TW_ORDER_FOR_PLACING,
} TwOrderPurpose;

TwSimOrder   *tw_order_request_read   (TwExchange         *x,
                                       TwOrderPurpose      purpose,
                                       GError            **error);
gboolean      tw_order_find_product   (TwWorld            *world,
                                       JsonObject         *object,
                                       const char         *path,
                                       TwSimProduct      **product,
                                       GError            **error);
gboolean      tw_order_parse_type     (const char         *text,
                                       TwSimOrderType     *type);
/* tw-order-rules.c: what depends on the state of the world. */
gboolean      tw_order_rules_check    (TwWorld            *world,
                                       TwSimOrder         *order,
                                       TwOrderPurpose      purpose,
                                       GError            **error);

G_END_DECLS
