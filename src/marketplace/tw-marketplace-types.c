/* tw-marketplace-types.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-marketplace-types.h"

#include "marketplace/tw-customer.h"
#include "marketplace/tw-order.h"
#include "marketplace/tw-product.h"
#include "marketplace/tw-report.h"
#include "marketplace/tw-subscription.h"

/* The nick is the text on the wire. */
G_DEFINE_ENUM_TYPE (TwAccountStatus, tw_account_status,
                    G_DEFINE_ENUM_VALUE (TW_ACCOUNT_STATUS_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (TW_ACCOUNT_STATUS_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (TW_ACCOUNT_STATUS_ACTIVE, "active"),
                    G_DEFINE_ENUM_VALUE (TW_ACCOUNT_STATUS_CREDIT_HOLD, "creditHold"),
                    G_DEFINE_ENUM_VALUE (TW_ACCOUNT_STATUS_ADMIN_HOLD, "adminHold"),
                    G_DEFINE_ENUM_VALUE (TW_ACCOUNT_STATUS_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (TW_ACCOUNT_STATUS_ERROR, "error"))

G_DEFINE_ENUM_TYPE (TwOrderStatus, tw_order_status,
                    G_DEFINE_ENUM_VALUE (TW_ORDER_STATUS_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (TW_ORDER_STATUS_SUBMITTED, "submitted"),
                    G_DEFINE_ENUM_VALUE (TW_ORDER_STATUS_PROCESSING, "processing"),
                    G_DEFINE_ENUM_VALUE (TW_ORDER_STATUS_ERROR, "error"),
                    G_DEFINE_ENUM_VALUE (TW_ORDER_STATUS_COMPLETED, "completed"),
                    G_DEFINE_ENUM_VALUE (TW_ORDER_STATUS_CANCELLED, "cancelled"))

G_DEFINE_ENUM_TYPE (TwOrderType, tw_order_type,
                    G_DEFINE_ENUM_VALUE (TW_ORDER_TYPE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (TW_ORDER_TYPE_SALES, "sales"),
                    G_DEFINE_ENUM_VALUE (TW_ORDER_TYPE_CHANGE, "change"),
                    G_DEFINE_ENUM_VALUE (TW_ORDER_TYPE_RENEWAL, "renewal"),
                    G_DEFINE_ENUM_VALUE (TW_ORDER_TYPE_CANCELLATION, "cancellation"),
                    G_DEFINE_ENUM_VALUE (TW_ORDER_TYPE_MIGRATION, "migration"))

G_DEFINE_ENUM_TYPE (TwSubscriptionStatus, tw_subscription_status,
                    G_DEFINE_ENUM_VALUE (TW_SUBSCRIPTION_STATUS_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (TW_SUBSCRIPTION_STATUS_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (TW_SUBSCRIPTION_STATUS_ACTIVE, "active"),
                    G_DEFINE_ENUM_VALUE (TW_SUBSCRIPTION_STATUS_HOLD, "hold"),
                    G_DEFINE_ENUM_VALUE (TW_SUBSCRIPTION_STATUS_TERMINATED, "terminated"),
                    G_DEFINE_ENUM_VALUE (TW_SUBSCRIPTION_STATUS_REMOVED, "removed"))

G_DEFINE_ENUM_TYPE (TwBillingModel, tw_billing_model,
                    G_DEFINE_ENUM_VALUE (TW_BILLING_MODEL_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (TW_BILLING_MODEL_BEFORE_BILLING_PERIOD, "chargeBeforeBillingPeriod"),
                    G_DEFINE_ENUM_VALUE (TW_BILLING_MODEL_AFTER_BILLING_PERIOD, "chargeAfterBillingPeriod"),
                    G_DEFINE_ENUM_VALUE (TW_BILLING_MODEL_BEFORE_SUBSCRIPTION_PERIOD,
                                         "chargeBeforeSubscriptionPeriod"),
                    G_DEFINE_ENUM_VALUE (TW_BILLING_MODEL_EXTERNAL_RATING, "chargeExternalRating"))

G_DEFINE_ENUM_TYPE (TwReportStatus, tw_report_status,
                    G_DEFINE_ENUM_VALUE (TW_REPORT_STATUS_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (TW_REPORT_STATUS_SUBMITTED, "submitted"),
                    G_DEFINE_ENUM_VALUE (TW_REPORT_STATUS_PROCESSING, "processing"),
                    G_DEFINE_ENUM_VALUE (TW_REPORT_STATUS_ERROR, "error"),
                    G_DEFINE_ENUM_VALUE (TW_REPORT_STATUS_COMPLETED, "completed"))

G_DEFINE_ENUM_TYPE (TwReportType, tw_report_type,
                    G_DEFINE_ENUM_VALUE (TW_REPORT_TYPE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (TW_REPORT_TYPE_PERIODIC, "periodic"),
                    G_DEFINE_ENUM_VALUE (TW_REPORT_TYPE_DAILY, "daily"),
                    G_DEFINE_ENUM_VALUE (TW_REPORT_TYPE_MONTHLY, "monthly"),
                    G_DEFINE_ENUM_VALUE (TW_REPORT_TYPE_ONETIME, "onetime"),
                    G_DEFINE_ENUM_VALUE (TW_REPORT_TYPE_ON_INVOICE, "on_invoice"))

G_DEFINE_ENUM_TYPE (TwContactType, tw_contact_type,
                    G_DEFINE_ENUM_VALUE (TW_CONTACT_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (TW_CONTACT_ADMIN, "admin"),
                    G_DEFINE_ENUM_VALUE (TW_CONTACT_BILLING, "billing"),
                    G_DEFINE_ENUM_VALUE (TW_CONTACT_TECHNICAL, "technical"))

G_DEFINE_ENUM_TYPE (TwValidationResult, tw_validation_result,
                    G_DEFINE_ENUM_VALUE (TW_VALIDATION_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (TW_VALIDATION_SUCCESS, "success"),
                    G_DEFINE_ENUM_VALUE (TW_VALIDATION_ERROR, "error"))

G_DEFINE_ENUM_TYPE (TwPeriodUnit, tw_period_unit,
                    G_DEFINE_ENUM_VALUE (TW_PERIOD_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (TW_PERIOD_DAY, "day"),
                    G_DEFINE_ENUM_VALUE (TW_PERIOD_MONTH, "month"),
                    G_DEFINE_ENUM_VALUE (TW_PERIOD_YEAR, "year"),
                    G_DEFINE_ENUM_VALUE (TW_PERIOD_STATEMENT_DAY, "statement_day"))

G_DEFINE_ENUM_TYPE (TwKind, tw_kind,
                    G_DEFINE_ENUM_VALUE (TW_KIND_CUSTOMER, "customer"),
                    G_DEFINE_ENUM_VALUE (TW_KIND_RESELLER, "reseller"),
                    G_DEFINE_ENUM_VALUE (TW_KIND_ORDER, "order"),
                    G_DEFINE_ENUM_VALUE (TW_KIND_SUBSCRIPTION, "subscription"),
                    G_DEFINE_ENUM_VALUE (TW_KIND_PRODUCT, "product"),
                    G_DEFINE_ENUM_VALUE (TW_KIND_PLAN, "plan"),
                    G_DEFINE_ENUM_VALUE (TW_KIND_REPORT, "report"))

/**
 * tw_enum_to_text:
 * @type: an enum type of the marketplace
 * @value: one of its values
 *
 * Returns: the value's text on the wire
 */
const char *
tw_enum_to_text (GType type,
                 int   value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  g_return_val_if_fail (found != NULL, NULL);

  return found->value_nick;
}

/**
 * tw_enum_from_text:
 * @type: an enum type of the marketplace
 * @text: (nullable): text from the wire or from a person
 * @value: (out): the value
 *
 * Returns: whether the text names a value
 */
gboolean
tw_enum_from_text (GType       type,
                   const char *text,
                   int        *value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = text != NULL ? g_enum_get_value_by_nick (klass, text) : NULL;

  if (found == NULL)
    return FALSE;

  *value = found->value;

  return TRUE;
}

/**
 * tw_kind_to_string:
 * @kind: a kind
 *
 * Returns: its word (`customer`)
 */
const char *
tw_kind_to_string (TwKind kind)
{
  return tw_enum_to_text (TW_TYPE_KIND, kind);
}

/**
 * tw_kind_get_resource_type:
 * @kind: a kind
 *
 * Returns: the resource type of its objects
 */
GType
tw_kind_get_resource_type (TwKind kind)
{
  switch (kind)
    {
    case TW_KIND_CUSTOMER:
      return TW_TYPE_CUSTOMER;
    case TW_KIND_RESELLER:
      return TW_TYPE_RESELLER;
    case TW_KIND_ORDER:
      return TW_TYPE_ORDER;
    case TW_KIND_SUBSCRIPTION:
      return TW_TYPE_SUBSCRIPTION;
    case TW_KIND_PRODUCT:
      return TW_TYPE_PRODUCT;
    case TW_KIND_PLAN:
      return TW_TYPE_PLAN;
    case TW_KIND_REPORT:
      return TW_TYPE_REPORT;
    default:
      g_return_val_if_reached (G_TYPE_INVALID);
    }
}

/**
 * tw_kind_dup_key:
 * @kind: a kind
 * @resource: an object of that kind
 *
 * What tells objects of one kind apart. That is the id, but for products, where neither the MPN nor the id is
 * promised to be unique: there it is id, MPN, vendor, term and billing period together.
 *
 * Returns: (transfer full): the key, empty when the object has no id
 */
char *
tw_kind_dup_key (TwKind      kind,
                 TwResource *resource)
{
  char *id = NULL;

  if (kind == TW_KIND_PRODUCT)
    {
      TwProduct *product = TW_PRODUCT (resource);
      g_autofree char *term = product->subscription_period != NULL
                                ? tw_period_dup_iso (product->subscription_period) : g_strdup ("");
      g_autofree char *billing = product->billing_period != NULL
                                   ? tw_period_dup_iso (product->billing_period) : g_strdup ("");

      return g_strdup_printf ("%s/%s/%s/%s/%s", product->id != NULL ? product->id : "",
                              product->mpn != NULL ? product->mpn : "",
                              product->vendor != NULL ? product->vendor : "", term, billing);
    }

  id = tw_resource_dup_text (resource, "id");

  return id != NULL ? id : g_strdup ("");
}

/**
 * tw_order_status_is_final:
 * @status: an order's state
 *
 * Returns: whether the order will not change by itself any more
 */
gboolean
tw_order_status_is_final (TwOrderStatus status)
{
  return status == TW_ORDER_STATUS_COMPLETED || status == TW_ORDER_STATUS_CANCELLED ||
         status == TW_ORDER_STATUS_ERROR;
}
