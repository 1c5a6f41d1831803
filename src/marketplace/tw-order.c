/* tw-order.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-order.h"

#include "marketplace/tw-resource-define-private.h"

#define ANSWER TW_FIELD_NO_FLAGS
#define CREATE TW_FIELD_CREATE

static const TwField order_line_fields[] = {
  TW_FIELD (TwOrderLine, mpn, "mpn", STRING, CREATE),
  TW_FIELD (TwOrderLine, vendor, "vendor", STRING, CREATE),
  TW_FIELD (TwOrderLine, id, "id", STRING, CREATE),
  TW_FIELD (TwOrderLine, name, "name", STRING, ANSWER),
  TW_FIELD (TwOrderLine, quantity, "quantity", DECIMAL, CREATE),
  TW_FIELD_OF (TwOrderLine, billing_period, "billingPeriod", OBJECT, CREATE, tw_period_get_type),
  TW_FIELD_OF (TwOrderLine, subscription_period, "subscriptionPeriod", OBJECT, CREATE, tw_period_get_type),
  TW_FIELD (TwOrderLine, extended_price, "extendedPrice", MONEY, ANSWER),
  TW_FIELD (TwOrderLine, subscription_id, "subscriptionId", STRING, CREATE),
  TW_FIELD (TwOrderLine, target_subscription_id, "targetSubscriptionId", STRING, CREATE),
  TW_FIELD (TwOrderLine, new_mpn, "newMPN", STRING, CREATE),
  TW_FIELD (TwOrderLine, new_id, "newId", STRING, CREATE),
  TW_FIELD (TwOrderLine, new_product_id, "newProductId", STRING, CREATE),
  TW_FIELD (TwOrderLine, type, "type", STRING, CREATE),
  TW_FIELD_OF (TwOrderLine, parameters, "parameters", LIST, CREATE, tw_parameter_get_type),
  TW_FIELD_OF (TwOrderLine, special_price, "specialPrice", OBJECT, CREATE, tw_price_get_type),
  TW_FIELD (TwOrderLine, special_cost, "specialCost", MONEY, CREATE),
  TW_FIELD (TwOrderLine, special_provider_cost, "specialProviderCost", MONEY, CREATE),
  TW_FIELD (TwOrderLine, vendor_rated_extended_cost, "vendorRatedExtendedCost", MONEY, CREATE),
  TW_FIELD (TwOrderLine, deals, "deals", JSON, CREATE),
  TW_FIELD (TwOrderLine, margins, "margins", JSON, CREATE),
  TW_FIELD (TwOrderLine, vendor_discounts, "vendorDiscounts", JSON, CREATE),
  TW_FIELD (TwOrderLine, vendor_already_accounted_tcvs, "vendorAlreadyAccountedTcvs", JSON, CREATE),
  TW_FIELD (TwOrderLine, tcvs, "tcvs", JSON, ANSWER),
  TW_FIELD (TwOrderLine, new_subscription, "newSubscription", JSON, ANSWER),
};
TW_DEFINE_RESOURCE (TwOrderLine, tw_order_line, order_line_fields)

static const TwField charge_fields[] = {
  TW_FIELD (TwCharge, type, "type", STRING, ANSWER),
  TW_FIELD (TwCharge, mpn, "mpn", STRING, ANSWER),
  TW_FIELD (TwCharge, product_id, "productId", STRING, ANSWER),
  TW_FIELD_OF (TwCharge, duration, "duration", OBJECT, ANSWER, tw_period_get_type),
  TW_FIELD (TwCharge, description, "description", STRING, ANSWER),
  TW_FIELD (TwCharge, quantity, "quantity", DECIMAL, ANSWER),
  TW_FIELD_OF (TwCharge, unit_price, "unitPrice", OBJECT, ANSWER, tw_price_get_type),
  TW_FIELD_OF (TwCharge, sales_unit_price, "salesUnitPrice", OBJECT, ANSWER, tw_price_get_type),
  TW_FIELD (TwCharge, extended_price, "extendedPrice", MONEY, ANSWER),
  TW_FIELD (TwCharge, sales_extended_price, "salesExtendedPrice", MONEY, ANSWER),
  TW_FIELD (TwCharge, discount, "discount", JSON, ANSWER),
  TW_FIELD (TwCharge, sales_discount, "salesDiscount", JSON, ANSWER),
  TW_FIELD (TwCharge, tax_amount, "taxAmount", MONEY, ANSWER),
  TW_FIELD (TwCharge, sales_tax_amount, "salesTaxAmount", MONEY, ANSWER),
  TW_FIELD (TwCharge, exclusive_tax_amount, "exclusiveTaxAmount", MONEY, ANSWER),
  TW_FIELD (TwCharge, sales_exclusive_tax_amount, "salesExclusiveTaxAmount", MONEY, ANSWER),
  /* A double of any length: kept as it is, since no amount is computed from it. */
  TW_FIELD (TwCharge, exchange_rate, "exchangeRate", JSON, ANSWER),
  TW_FIELD (TwCharge, exchange_time, "exchangeTime", STRING, ANSWER),
};
TW_DEFINE_RESOURCE (TwCharge, tw_charge, charge_fields)

static const TwField order_fields[] = {
  TW_FIELD (TwOrder, id, "id", STRING, ANSWER),
  TW_FIELD (TwOrder, order_number, "orderNumber", STRING, ANSWER),
  TW_FIELD_OF (TwOrder, type, "type", ENUM, CREATE, tw_order_type_get_type),
  TW_FIELD (TwOrder, customer_id, "customerId", STRING, CREATE),
  TW_FIELD (TwOrder, po_number, "poNumber", STRING, CREATE),
  TW_FIELD (TwOrder, creation_date, "creationDate", DATE_TIME, ANSWER),
  TW_FIELD (TwOrder, provisioning_date, "provisioningDate", DATE_TIME, ANSWER),
  TW_FIELD_OF (TwOrder, status, "status", ENUM, ANSWER, tw_order_status_get_type),
  TW_FIELD (TwOrder, status_code, "statusCode", STRING, TW_FIELD_UPDATE),
  TW_FIELD (TwOrder, total, "total", MONEY, ANSWER),
  TW_FIELD (TwOrder, attributes, "attributes", MAP, CREATE),
  TW_FIELD (TwOrder, credit_check, "creditCheck", BOOLEAN, TW_FIELD_UPDATE),
  TW_FIELD (TwOrder, subscription_id, "subscriptionId", STRING, CREATE),
  TW_FIELD (TwOrder, target_subscription_id, "targetSubscriptionId", STRING, CREATE),
  TW_FIELD_OF (TwOrder, billing_model, "billingModel", ENUM, CREATE, tw_billing_model_get_type),
  TW_FIELD (TwOrder, scheduled_on, "scheduledOn", STRING, CREATE),
  TW_FIELD (TwOrder, plan_id, "planId", STRING, CREATE),
  TW_FIELD_OF (TwOrder, subscription_period, "subscriptionPeriod", OBJECT, CREATE, tw_period_get_type),
  TW_FIELD (TwOrder, upgrade_start_type, "upgradeStartType", STRING, CREATE),
  TW_FIELD (TwOrder, align_expiration_date, "alignExpirationDate", JSON, CREATE),
  TW_FIELD (TwOrder, placement_type, "placementType", STRING, CREATE),
  TW_FIELD (TwOrder, vendor_billing_settings, "vendorBillingSettings", JSON, CREATE),
  TW_FIELD (TwOrder, autorenewal, "autorenewal", BOOLEAN, CREATE),
  TW_FIELD (TwOrder, start_date, "startDate", DATE, CREATE),
  TW_FIELD (TwOrder, migration_date, "migrationDate", DATE, CREATE),
  TW_FIELD (TwOrder, expiration_date, "expirationDate", DATE, CREATE),
  TW_FIELD (TwOrder, migration_program, "migrationProgram", STRING, CREATE),
  TW_FIELD (TwOrder, last_billing_date, "lastBillingDate", DATE, ANSWER),
  TW_FIELD (TwOrder, next_billing_date, "nextBillingDate", DATE, ANSWER),
  TW_FIELD_OF (TwOrder, products, "products", LIST, CREATE, tw_order_line_get_type),
  TW_FIELD_OF (TwOrder, details, "details", LIST, ANSWER, tw_charge_get_type),
  TW_FIELD (TwOrder, subscriptions, "subscriptions", JSON, ANSWER),
};
TW_DEFINE_RESOURCE (TwOrder, tw_order, order_fields)
