/* tw-order.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-parameter.h"

G_BEGIN_DECLS

#define TW_TYPE_ORDER_LINE (tw_order_line_get_type ())
G_DECLARE_FINAL_TYPE (TwOrderLine, tw_order_line, TW, ORDER_LINE, TwResource)

/*
 * One product of an order, asked and answered. The quantity of a change is the new total when sent; in the
 * answer it is the signed difference, or the new total when the change is scheduled at renewal.
 */
struct _TwOrderLine
{
  TwResource parent_instance;

  char      *mpn;
  char      *vendor;
  char      *id;
  char      *name;
  TwDecimal  quantity;
  TwPeriod  *billing_period;
  TwPeriod  *subscription_period;
  TwMoney    extended_price;
  char      *subscription_id;
  char      *target_subscription_id;
  char      *new_mpn;
  char      *new_id;
  char      *new_product_id;
  char      *type;
  GPtrArray *parameters; /* TwParameter */
  TwPrice   *special_price;
  TwMoney    special_cost;
  TwMoney    special_provider_cost;
  TwMoney    vendor_rated_extended_cost;
  TwJson    *deals;
  TwJson    *margins;
  TwJson    *vendor_discounts;
  TwJson    *vendor_already_accounted_tcvs;
  TwJson    *tcvs;
  TwJson    *new_subscription;
};

#define TW_TYPE_CHARGE (tw_charge_get_type ())
G_DECLARE_FINAL_TYPE (TwCharge, tw_charge, TW, CHARGE, TwResource)

/*
 * One charge of an order or of an estimate, at what the customer pays: the contract's samples charge its `prices` of
 * the catalogue, not its `costs`. What the reseller pays is in no charge. The contract gives the sales fields no
 * meaning and its samples have none of them; standing beside an exchange rate they may be the same amounts in another
 * currency.
 */
struct _TwCharge
{
  TwResource parent_instance;

  char      *type; /* recurring, setup, downgrade … */
  char      *mpn;
  char      *product_id;
  TwPeriod  *duration;
  char      *description;
  TwDecimal  quantity;
  TwPrice   *unit_price;
  TwPrice   *sales_unit_price;
  TwMoney    extended_price;
  TwMoney    sales_extended_price;
  TwJson    *discount;
  TwJson    *sales_discount;
  TwMoney    tax_amount;
  TwMoney    sales_tax_amount;
  TwMoney    exclusive_tax_amount;
  TwMoney    sales_exclusive_tax_amount;
  TwJson    *exchange_rate;
  char      *exchange_time;
};

#define TW_TYPE_ORDER (tw_order_get_type ())
G_DECLARE_FINAL_TYPE (TwOrder, tw_order, TW, ORDER, TwResource)

/*
 * An order: the request (fields flagged for creation), a list row, the detail answer and an estimate (no id,
 * number and status). List rows lack lines, charges, PO number and subscription.
 */
struct _TwOrder
{
  TwResource parent_instance;

  char       *id;
  char       *order_number;
  int         type; /* TwOrderType */
  char       *customer_id;
  char       *po_number;
  GDateTime  *creation_date;
  GDateTime  *provisioning_date;
  int         status; /* TwOrderStatus */
  char       *status_code;
  TwMoney     total;
  GHashTable *attributes;
  gboolean    credit_check;
  char       *subscription_id;
  char       *target_subscription_id;
  int         billing_model; /* TwBillingModel */
  char       *scheduled_on;
  char       *plan_id;
  TwPeriod   *subscription_period;
  char       *upgrade_start_type;
  TwJson     *align_expiration_date;
  char       *placement_type;
  TwJson     *vendor_billing_settings;
  gboolean    autorenewal;
  GDate       start_date;
  GDate       migration_date;
  GDate       expiration_date;
  char       *migration_program;
  GDate       last_billing_date;
  GDate       next_billing_date;
  GPtrArray  *products; /* TwOrderLine */
  GPtrArray  *details;  /* TwCharge */
  TwJson     *subscriptions;
};

G_END_DECLS
