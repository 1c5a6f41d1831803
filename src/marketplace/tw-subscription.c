/* tw-subscription.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-subscription.h"

#include "marketplace/tw-resource-define-private.h"

#define ANSWER TW_FIELD_NO_FLAGS
#define UPDATE TW_FIELD_UPDATE

/* There is no quantity to send: seats change only through a change order. */
static const TwField subscription_product_fields[] = {
  TW_FIELD (TwSubscriptionProduct, mpn, "mpn", STRING, UPDATE),
  TW_FIELD (TwSubscriptionProduct, vendor, "vendor", STRING, ANSWER),
  TW_FIELD (TwSubscriptionProduct, id, "id", STRING, UPDATE),
  TW_FIELD (TwSubscriptionProduct, quantity, "quantity", DECIMAL, ANSWER),
  TW_FIELD (TwSubscriptionProduct, name, "name", STRING, ANSWER),
  TW_FIELD_OF (TwSubscriptionProduct, unit_price, "unitPrice", OBJECT, UPDATE, tw_price_get_type),
  TW_FIELD_OF (TwSubscriptionProduct, unit_cost, "unitCost", OBJECT, UPDATE, tw_price_get_type),
  TW_FIELD (TwSubscriptionProduct, unit_provider_cost, "unitProviderCost", MONEY, UPDATE),
  TW_FIELD (TwSubscriptionProduct, extended_price, "extendedPrice", MONEY, ANSWER),
  TW_FIELD (TwSubscriptionProduct, vendor_subscription_id, "vendorSubscriptionId", STRING, ANSWER),
  TW_FIELD (TwSubscriptionProduct, total_subscription_price, "totalSubscriptionPrice", MONEY, ANSWER),
  TW_FIELD (TwSubscriptionProduct, total_subscription_cost, "totalSubscriptionCost", MONEY, ANSWER),
  TW_FIELD (TwSubscriptionProduct, total_subscription_provider_cost, "totalSubscriptionProviderCost", MONEY,
            ANSWER),
};
TW_DEFINE_RESOURCE (TwSubscriptionProduct, tw_subscription_product, subscription_product_fields)

/* Status cannot be set: a cancellation order ends a subscription. */
static const TwField subscription_fields[] = {
  TW_FIELD (TwSubscription, id, "id", STRING, TW_FIELD_REQUIRED),
  TW_FIELD (TwSubscription, name, "name", STRING, ANSWER),
  TW_FIELD (TwSubscription, customer_id, "customerId", STRING, ANSWER),
  TW_FIELD_OF (TwSubscription, status, "status", ENUM, ANSWER, tw_subscription_status_get_type),
  TW_FIELD (TwSubscription, attributes, "attributes", MAP, UPDATE),
  TW_FIELD (TwSubscription, renewal_status, "renewalStatus", BOOLEAN, UPDATE),
  TW_FIELD (TwSubscription, creation_date, "creationDate", DATE, ANSWER),
  TW_FIELD (TwSubscription, renewal_date, "renewalDate", DATE, ANSWER),
  TW_FIELD (TwSubscription, last_modified_date, "lastModifiedDate", DATE, ANSWER),
  TW_FIELD (TwSubscription, expiration_date, "expirationDate", DATE, ANSWER),
  TW_FIELD_OF (TwSubscription, billing_model, "billingModel", ENUM, ANSWER, tw_billing_model_get_type),
  TW_FIELD_OF (TwSubscription, billing_period, "billingPeriod", OBJECT, ANSWER, tw_period_get_type),
  TW_FIELD_OF (TwSubscription, subscription_period, "subscriptionPeriod", OBJECT, ANSWER, tw_period_get_type),
  TW_FIELD (TwSubscription, total_price, "totalPrice", MONEY, ANSWER),
  TW_FIELD (TwSubscription, total_subscription_price, "totalSubscriptionPrice", MONEY, ANSWER),
  TW_FIELD (TwSubscription, total_subscription_cost, "totalSubscriptionCost", MONEY, ANSWER),
  TW_FIELD (TwSubscription, total_subscription_provider_cost, "totalSubscriptionProviderCost", MONEY, ANSWER),
  TW_FIELD_OF (TwSubscription, products, "products", LIST, UPDATE, tw_subscription_product_get_type),
  TW_FIELD_OF (TwSubscription, order_parameters, "orderParameters", LIST, ANSWER, tw_parameter_get_type),
  TW_FIELD_OF (TwSubscription, fulfillment_parameters, "fulfillmentParameters", LIST, ANSWER,
               tw_parameter_get_type),
  TW_FIELD (TwSubscription, plan_id, "planId", STRING, TW_FIELD_AS_INT),
};
TW_DEFINE_RESOURCE (TwSubscription, tw_subscription, subscription_fields)
