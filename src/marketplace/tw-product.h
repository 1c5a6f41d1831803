/* tw-product.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-price.h"

G_BEGIN_DECLS

#define TW_TYPE_PRODUCT (tw_product_get_type ())
G_DECLARE_FINAL_TYPE (TwProduct, tw_product, TW, PRODUCT, TwResource)

/* A sellable product of the catalogue. The MPN alone does not always name one. */
struct _TwProduct
{
  TwResource parent_instance;

  char      *mpn;
  char      *vendor;
  char      *id;
  char      *service_name;
  char      *name;
  TwDecimal  minimum_quantity;
  TwDecimal  maximum_quantity;
  GPtrArray *prices; /* TwPrice: what the customer pays */
  GPtrArray *costs;  /* TwPrice: what the reseller pays */
  TwPeriod  *billing_period;
  TwPeriod  *subscription_period;
  int        billing_model; /* TwBillingModel */
  TwJson    *depends_on;
  TwJson    *coterming;
};

#define TW_TYPE_PLAN (tw_plan_get_type ())
G_DECLARE_FINAL_TYPE (TwPlan, tw_plan, TW, PLAN, TwResource)

/* A service plan; the switches it allows come with its detail. */
struct _TwPlan
{
  TwResource parent_instance;

  char      *id;
  char      *name;
  char      *short_description;
  char      *long_description;
  gboolean   published;
  GPtrArray *subscription_periods; /* TwPeriod */
  TwPeriod  *billing_period;
  int        billing_model; /* TwBillingModel */
  TwJson    *plan_switches;
};

G_END_DECLS
