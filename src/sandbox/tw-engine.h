/* tw-engine.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-world.h"

G_BEGIN_DECLS

/* Days after the start of a term in which seats can still be given back. */
#define TW_RETURN_DAYS 7

/* What an order does: tw-quote.c says what it costs, tw-engine.c lets it happen. */
void        tw_quote_order           (TwWorld           *world,
                                      TwSimOrder        *order,
                                      TwDay              today);
void        tw_engine_place          (TwWorld           *world,
                                      TwSimOrder        *order,
                                      gint64             time);
void        tw_engine_withdraw       (TwWorld           *world,
                                      TwSimOrder        *order,
                                      gint64             time);
gboolean    tw_order_is_final        (const TwSimOrder  *order);
const char *tw_order_peek_code       (const TwSimOrder  *order);
gint64      tw_engine_renewal_time   (TwDay              expires,
                                      TwSimAccount      *customer);
gboolean    tw_plan_is_monthly       (const TwSimPlan   *plan);

G_END_DECLS
