/* tw-subscription.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-parameter.h"

G_BEGIN_DECLS

#define TW_TYPE_SUBSCRIPTION_PRODUCT (tw_subscription_product_get_type ())
G_DECLARE_FINAL_TYPE (TwSubscriptionProduct, tw_subscription_product, TW, SUBSCRIPTION_PRODUCT, TwResource)

/* A product inside a subscription; `quantity` are its seats. */
struct _TwSubscriptionProduct
{
  TwResource parent_instance;

  char      *mpn;
  char      *vendor;
  char      *id;
  TwDecimal  quantity;
  char      *name;
  TwPrice   *unit_price;
  TwPrice   *unit_cost;
  TwMoney    unit_provider_cost;
  TwMoney    extended_price;
  char      *vendor_subscription_id;
  TwMoney    total_subscription_price;
  TwMoney    total_subscription_cost;
  TwMoney    total_subscription_provider_cost;
};

#define TW_TYPE_SUBSCRIPTION (tw_subscription_get_type ())
G_DECLARE_FINAL_TYPE (TwSubscription, tw_subscription, TW, SUBSCRIPTION, TwResource)

/* A subscription. List rows lack products (so seats), prices, parameters and plan. */
struct _TwSubscription
{
  TwResource parent_instance;

  char       *id;
  char       *name;
  char       *customer_id;
  int         status; /* TwSubscriptionStatus */
  GHashTable *attributes;
  gboolean    renewal_status;
  GDate       creation_date;
  GDate       renewal_date;
  GDate       last_modified_date;
  GDate       expiration_date;
  int         billing_model; /* TwBillingModel */
  TwPeriod   *billing_period;
  TwPeriod   *subscription_period;
  TwMoney     total_price;
  TwMoney     total_subscription_price;
  TwMoney     total_subscription_cost;
  TwMoney     total_subscription_provider_cost;
  GPtrArray  *products;               /* TwSubscriptionProduct */
  GPtrArray  *order_parameters;       /* TwParameter */
  GPtrArray  *fulfillment_parameters; /* TwParameter */
  char       *plan_id;
};

G_END_DECLS
