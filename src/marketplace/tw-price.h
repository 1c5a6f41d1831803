/* tw-price.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-marketplace-types.h"

G_BEGIN_DECLS

#define TW_TYPE_PERIOD (tw_period_get_type ())
G_DECLARE_FINAL_TYPE (TwPeriod, tw_period, TW, PERIOD, TwResource)

/* Length of a term or of a billing period: one year, one month. Also a term offered by a plan. */
struct _TwPeriod
{
  TwResource parent_instance;

  int       type; /* TwPeriodUnit */
  TwDecimal duration;
  gboolean  trial;
  gboolean  active;
};

TwPeriod *tw_period_new     (TwPeriodUnit unit,
                             int          count);
char     *tw_period_dup_iso (TwPeriod    *self);

#define TW_TYPE_PRICE (tw_price_get_type ())
G_DECLARE_FINAL_TYPE (TwPrice, tw_price, TW, PRICE, TwResource)

/*
 * A price or cost: of a catalogue product (with what it pays for, its model and first quantity), or the unit
 * price of a line, tiered or not.
 */
struct _TwPrice
{
  TwResource parent_instance;

  char      *currency;
  TwDecimal  amount;
  char      *type;  /* recurring, setup, overuse */
  char      *model; /* FLAT, TIERED, VOLUME_… */
  TwDecimal  lower_limit;
  TwJson    *price_tiers;
};

gboolean tw_price_get_money (TwPrice *self,
                             TwMoney *out);

G_END_DECLS
