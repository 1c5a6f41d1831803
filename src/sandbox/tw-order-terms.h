/* tw-order-terms.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-ask.h"

G_BEGIN_DECLS

/* When an order takes effect, until when, and to which plan it leads. */

gboolean tw_term_fits             (const TwSimTerm  *wanted,
                                   TwSimTerm         term);
gboolean tw_order_read_switch     (TwExchange       *x,
                                   TwSimOrder       *order,
                                   GError          **error);
void     tw_order_add_switch_line (TwSimOrder       *order);
gboolean tw_order_read_schedule   (TwExchange       *x,
                                   TwSimOrder       *order,
                                   GError          **error);
gboolean tw_order_read_alignment  (TwExchange       *x,
                                   TwSimOrder       *order,
                                   GError          **error);
gboolean tw_order_read_migration  (TwExchange       *x,
                                   TwSimOrder       *order,
                                   GError          **error);

G_END_DECLS
