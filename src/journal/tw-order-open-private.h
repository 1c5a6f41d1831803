/* tw-order-open-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-reason.h"
#include "marketplace/tw-marketplace.h"

G_BEGIN_DECLS

TwQuery  *tw_order_open_query_new (const char *subscription_id);
gboolean  tw_order_is_open        (TwOrder    *order);
GError   *tw_order_open_to_error  (TwOrder    *order,
                                   TwReason    reason);

G_END_DECLS
