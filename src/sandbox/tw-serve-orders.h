/* tw-serve-orders.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-exchange.h"

G_BEGIN_DECLS

void        tw_order_write_row  (TwOut            *out,
                                 const TwSimOrder *order);
void        tw_order_write      (TwOut            *out,
                                 const TwSimOrder *order);
char       *tw_order_get_number (const TwSimOrder *order);
const char *tw_order_peek_type  (const TwSimOrder *order);

G_END_DECLS
