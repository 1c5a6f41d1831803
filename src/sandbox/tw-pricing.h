/* tw-pricing.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-world.h"

G_BEGIN_DECLS

/**
 * TwSpan:
 * @from: first day
 * @through: last day
 *
 * A run of days, both ends inclusive.
 */
typedef struct
{
  TwDay from;
  TwDay through;
} TwSpan;

TwDecimal tw_price_rate      (const char         *currency);
TwDecimal tw_price_convert   (TwDecimal           dollars,
                              const char         *currency);
TwDecimal tw_price_unit      (const TwSimProduct *product,
                              TwDecimal           dollars,
                              int                 quantity,
                              const char         *currency);
TwDecimal tw_price_seat_cost (const TwSimSeat    *seat,
                              const char         *currency);
TwDecimal tw_price_seat_price (const TwSimSeat   *seat,
                               const char        *currency);
TwDecimal tw_price_times     (TwDecimal           unit,
                              int                 quantity,
                              const char         *currency);
TwDecimal tw_price_prorate   (TwDecimal           unit,
                              TwSpan              part,
                              TwSpan              whole);
TwDecimal tw_price_meter     (TwDecimal           dollars,
                              const char         *currency);
TwDecimal tw_price_measure   (TwDecimal           unit,
                              TwDecimal           units,
                              const char         *currency);
TwDecimal tw_price_tax       (TwDecimal           amount,
                              const TwSimAccount *customer);
TwDecimal tw_price_round     (TwDecimal           amount,
                              const char         *currency);
TwDecimal tw_price_sum       (TwDecimal           a,
                              TwDecimal           b);
TwSpan    tw_billing_span    (const TwSimPlan    *plan,
                              TwDay               term_start,
                              TwDay               day);

G_END_DECLS
