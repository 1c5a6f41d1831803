/* tw-product.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-product.h"

#include "marketplace/tw-resource-define-private.h"

#define ANSWER TW_FIELD_NO_FLAGS

static const TwField product_fields[] = {
  TW_FIELD (TwProduct, mpn, "mpn", STRING, ANSWER),
  TW_FIELD (TwProduct, vendor, "vendor", STRING, ANSWER),
  TW_FIELD (TwProduct, id, "id", STRING, ANSWER),
  TW_FIELD (TwProduct, service_name, "serviceName", STRING, ANSWER),
  TW_FIELD (TwProduct, name, "name", STRING, ANSWER),
  TW_FIELD (TwProduct, minimum_quantity, "minimumQuantity", DECIMAL, TW_FIELD_AS_TEXT),
  TW_FIELD (TwProduct, maximum_quantity, "maximumQuantity", DECIMAL, TW_FIELD_AS_TEXT),
  TW_FIELD_OF (TwProduct, prices, "prices", LIST, ANSWER, tw_price_get_type),
  TW_FIELD_OF (TwProduct, costs, "costs", LIST, ANSWER, tw_price_get_type),
  TW_FIELD_OF (TwProduct, billing_period, "billingPeriod", OBJECT, ANSWER, tw_period_get_type),
  TW_FIELD_OF (TwProduct, subscription_period, "subscriptionPeriod", OBJECT, ANSWER, tw_period_get_type),
  TW_FIELD_OF (TwProduct, billing_model, "billingModel", ENUM, ANSWER, tw_billing_model_get_type),
  TW_FIELD (TwProduct, depends_on, "dependsOn", JSON, ANSWER),
  TW_FIELD (TwProduct, coterming, "coterming", JSON, ANSWER),
};
TW_DEFINE_RESOURCE (TwProduct, tw_product, product_fields)

static const TwField plan_fields[] = {
  TW_FIELD (TwPlan, id, "id", STRING, TW_FIELD_REQUIRED),
  TW_FIELD (TwPlan, name, "name", STRING, ANSWER),
  TW_FIELD (TwPlan, short_description, "shortDescription", STRING, ANSWER),
  TW_FIELD (TwPlan, long_description, "longDescription", STRING, ANSWER),
  TW_FIELD (TwPlan, published, "published", BOOLEAN, ANSWER),
  TW_FIELD_OF (TwPlan, subscription_periods, "subscriptionPeriods", LIST, ANSWER, tw_period_get_type),
  TW_FIELD_OF (TwPlan, billing_period, "billingPeriod", OBJECT, ANSWER, tw_period_get_type),
  TW_FIELD_OF (TwPlan, billing_model, "billingModel", ENUM, ANSWER, tw_billing_model_get_type),
  TW_FIELD (TwPlan, plan_switches, "planSwitches", JSON, ANSWER),
};
TW_DEFINE_RESOURCE (TwPlan, tw_plan, plan_fields)
