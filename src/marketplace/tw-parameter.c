/* tw-parameter.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-parameter.h"

#include "marketplace/tw-resource-define-private.h"

static const TwField parameter_fields[] = {
  TW_FIELD (TwParameter, name, "name", STRING, TW_FIELD_CREATE),
  TW_FIELD (TwParameter, value, "value", JSON, TW_FIELD_CREATE),
  TW_FIELD (TwParameter, structured_value, "structured_value", JSON, TW_FIELD_CREATE),
  TW_FIELD_OF (TwParameter, result, "result", ENUM, TW_FIELD_NO_FLAGS, tw_validation_result_get_type),
  TW_FIELD (TwParameter, message, "message", STRING, TW_FIELD_NO_FLAGS),
  TW_FIELD (TwParameter, value_error, "valueError", STRING, TW_FIELD_NO_FLAGS),
  TW_FIELD (TwParameter, value_choices, "valueChoices", JSON, TW_FIELD_NO_FLAGS),
  TW_FIELD (TwParameter, phase, "phase", STRING, TW_FIELD_NO_FLAGS),
  TW_FIELD (TwParameter, reconciliation, "reconciliation", BOOLEAN, TW_FIELD_NO_FLAGS),
  TW_FIELD (TwParameter, type, "type", STRING, TW_FIELD_NO_FLAGS),
};
TW_DEFINE_RESOURCE (TwParameter, tw_parameter, parameter_fields)

static const TwField parameter_check_fields[] = {
  TW_FIELD (TwParameterCheck, id, "id", STRING, TW_FIELD_CREATE),
  TW_FIELD (TwParameterCheck, mpn, "mpn", STRING, TW_FIELD_CREATE),
  TW_FIELD (TwParameterCheck, vendor, "vendor", STRING, TW_FIELD_CREATE),
  TW_FIELD_OF (TwParameterCheck, billing_period, "billingPeriod", OBJECT, TW_FIELD_CREATE, tw_period_get_type),
  TW_FIELD_OF (TwParameterCheck, subscription_period, "subscriptionPeriod", OBJECT, TW_FIELD_CREATE,
               tw_period_get_type),
  TW_FIELD (TwParameterCheck, quantity, "quantity", INT, TW_FIELD_CREATE),
  TW_FIELD (TwParameterCheck, draft_request_id, "draftRequestId", STRING, TW_FIELD_CREATE),
  TW_FIELD_OF (TwParameterCheck, parameters, "parameters", LIST, TW_FIELD_CREATE, tw_parameter_get_type),
};
TW_DEFINE_RESOURCE (TwParameterCheck, tw_parameter_check, parameter_check_fields)

/**
 * tw_parameter_dup_value:
 * @self: a parameter
 *
 * Returns: (transfer full) (nullable): its value as text; the JSON text of a tree
 */
char *
tw_parameter_dup_value (TwParameter *self)
{
  return tw_json_dup_text (self->value != NULL ? self->value : self->structured_value);
}
