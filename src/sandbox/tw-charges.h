/* tw-charges.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-world.h"

G_BEGIN_DECLS

/**
 * TwCharge:
 * @reseller: whom the marketplace bills: the calling reseller
 * @delegate: (nullable): the reseller below the caller whose customer it is, %NULL for the caller's own
 * @customer: whom the reseller bills
 * @subscription: what was charged
 * @product: (nullable): the product, %NULL for usage
 * @order: (nullable): the order that caused it, %NULL for billing runs and usage
 * @mpn: part number; of usage, the meter's
 * @resource: name of what was charged, without its term
 * @type: kind of charge in the report's words ("Recurring", "Setup Fee", "Recurring Refund", "Resource Overusage"…)
 * @description: free text with "from YYYY-MM-DD through YYYY-MM-DD"; commas, quotes, line breaks and scripts
 *   written from right to left occur
 * @currency: of every amount in the row
 * @quantity: units; of usage, with decimals
 * @unit_cost: what the reseller pays for one unit, four decimals
 * @cost: what the reseller pays in all, rounded to the currency; negative for a credit
 * @unit_price: what the customer pays for one unit
 * @price: what the customer pays in all
 * @tax: tax on @cost, on top of it
 * @from: first day charged
 * @through: last day charged
 * @charged: the day it was charged on
 * @invoice_number: of the month's invoice in this currency
 * @invoice_date: first day of the month after @charged
 *
 * One row of a charges report. A plain value: its texts and pointers stay valid until the iterator is moved
 * or freed.
 */
typedef struct
{
  const TwSimAccount      *reseller;
  const TwSimAccount      *delegate;
  const TwSimAccount      *customer;
  const TwSimSubscription *subscription;
  const TwSimProduct      *product;
  const TwSimOrder        *order;
  const char              *mpn;
  const char              *resource;
  const char              *type;
  const char              *description;
  const char              *currency;
  TwDecimal                quantity;
  TwDecimal                unit_cost;
  TwDecimal                cost;
  TwDecimal                unit_price;
  TwDecimal                price;
  TwDecimal                tax;
  GDate                    from;
  GDate                    through;
  GDate                    charged;
  const char              *invoice_number;
  GDate                    invoice_date;
} TwCharge;

typedef struct _TwChargeIter TwChargeIter;

TwChargeIter *tw_charge_iter_new  (TwWorld      *world,
                                   const GDate  *from,
                                   const GDate  *to);
gboolean      tw_charge_iter_next (TwChargeIter *self,
                                   TwCharge     *charge);
void          tw_charge_iter_free (TwChargeIter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwChargeIter, tw_charge_iter_free)

G_END_DECLS
