/* tw-marketplace-types.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-resource.h"

G_BEGIN_DECLS

/*
 * Enumerations of the marketplace. The nick of a value is its text on the wire; value 0 is what nobody knows
 * (answers are open sets: the text itself is kept by the resource).
 */

typedef enum
{
  TW_ACCOUNT_STATUS_UNKNOWN,
  TW_ACCOUNT_STATUS_PENDING,
  TW_ACCOUNT_STATUS_ACTIVE,
  TW_ACCOUNT_STATUS_CREDIT_HOLD,
  TW_ACCOUNT_STATUS_ADMIN_HOLD,
  TW_ACCOUNT_STATUS_CANCELLED,
  TW_ACCOUNT_STATUS_ERROR,
} TwAccountStatus;

typedef enum
{
  TW_ORDER_STATUS_UNKNOWN,
  TW_ORDER_STATUS_SUBMITTED,
  TW_ORDER_STATUS_PROCESSING,
  TW_ORDER_STATUS_ERROR,
  TW_ORDER_STATUS_COMPLETED,
  TW_ORDER_STATUS_CANCELLED,
} TwOrderStatus;

typedef enum
{
  TW_ORDER_TYPE_UNKNOWN,
  TW_ORDER_TYPE_SALES,
  TW_ORDER_TYPE_CHANGE,
  TW_ORDER_TYPE_RENEWAL,
  TW_ORDER_TYPE_CANCELLATION,
  TW_ORDER_TYPE_MIGRATION,
} TwOrderType;

typedef enum
{
  TW_SUBSCRIPTION_STATUS_UNKNOWN,
  TW_SUBSCRIPTION_STATUS_PENDING,
  TW_SUBSCRIPTION_STATUS_ACTIVE,
  TW_SUBSCRIPTION_STATUS_HOLD,
  TW_SUBSCRIPTION_STATUS_TERMINATED,
  TW_SUBSCRIPTION_STATUS_REMOVED,
} TwSubscriptionStatus;

typedef enum
{
  TW_BILLING_MODEL_UNKNOWN,
  TW_BILLING_MODEL_BEFORE_BILLING_PERIOD,
  TW_BILLING_MODEL_AFTER_BILLING_PERIOD,
  TW_BILLING_MODEL_BEFORE_SUBSCRIPTION_PERIOD,
  TW_BILLING_MODEL_EXTERNAL_RATING,
} TwBillingModel;

typedef enum
{
  TW_REPORT_STATUS_UNKNOWN,
  TW_REPORT_STATUS_SUBMITTED,
  TW_REPORT_STATUS_PROCESSING,
  TW_REPORT_STATUS_ERROR,
  TW_REPORT_STATUS_COMPLETED,
} TwReportStatus;

typedef enum
{
  TW_REPORT_TYPE_UNKNOWN,
  TW_REPORT_TYPE_PERIODIC,
  TW_REPORT_TYPE_DAILY,
  TW_REPORT_TYPE_MONTHLY,
  TW_REPORT_TYPE_ONETIME,
  TW_REPORT_TYPE_ON_INVOICE,
} TwReportType;

typedef enum
{
  TW_CONTACT_UNKNOWN,
  TW_CONTACT_ADMIN,
  TW_CONTACT_BILLING,
  TW_CONTACT_TECHNICAL,
} TwContactType;

typedef enum
{
  TW_VALIDATION_UNKNOWN,
  TW_VALIDATION_SUCCESS,
  TW_VALIDATION_ERROR,
} TwValidationResult;

#define TW_TYPE_ACCOUNT_STATUS (tw_account_status_get_type ())
GType tw_account_status_get_type (void) G_GNUC_CONST;
#define TW_TYPE_ORDER_STATUS (tw_order_status_get_type ())
GType tw_order_status_get_type (void) G_GNUC_CONST;
#define TW_TYPE_ORDER_TYPE (tw_order_type_get_type ())
GType tw_order_type_get_type (void) G_GNUC_CONST;
#define TW_TYPE_SUBSCRIPTION_STATUS (tw_subscription_status_get_type ())
GType tw_subscription_status_get_type (void) G_GNUC_CONST;
#define TW_TYPE_BILLING_MODEL (tw_billing_model_get_type ())
GType tw_billing_model_get_type (void) G_GNUC_CONST;
#define TW_TYPE_REPORT_STATUS (tw_report_status_get_type ())
GType tw_report_status_get_type (void) G_GNUC_CONST;
#define TW_TYPE_REPORT_TYPE (tw_report_type_get_type ())
GType tw_report_type_get_type (void) G_GNUC_CONST;
#define TW_TYPE_CONTACT_TYPE (tw_contact_type_get_type ())
GType tw_contact_type_get_type (void) G_GNUC_CONST;
#define TW_TYPE_VALIDATION_RESULT (tw_validation_result_get_type ())
GType tw_validation_result_get_type (void) G_GNUC_CONST;
#define TW_TYPE_PERIOD_UNIT (tw_period_unit_get_type ())
GType tw_period_unit_get_type (void) G_GNUC_CONST;

/**
 * TwKind:
 *
 * The kinds of objects that the marketplaces list.
 */
typedef enum
{
  TW_KIND_CUSTOMER,
  TW_KIND_RESELLER,
  TW_KIND_ORDER,
  TW_KIND_SUBSCRIPTION,
  TW_KIND_PRODUCT,
  TW_KIND_PLAN,
  TW_KIND_REPORT,
} TwKind;
#define TW_N_KINDS (TW_KIND_REPORT + 1)

#define TW_TYPE_KIND (tw_kind_get_type ())
GType       tw_kind_get_type          (void) G_GNUC_CONST;
const char *tw_kind_to_string         (TwKind        kind);
GType       tw_kind_get_resource_type (TwKind        kind);
char       *tw_kind_dup_key           (TwKind        kind,
                                       TwResource   *resource);

const char *tw_enum_to_text           (GType         type,
                                       int           value);
gboolean    tw_enum_from_text         (GType         type,
                                       const char   *text,
                                       int          *value);

gboolean    tw_order_status_is_final  (TwOrderStatus status);

G_END_DECLS
