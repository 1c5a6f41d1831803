/* tw-parameter.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-price.h"

G_BEGIN_DECLS

#define TW_TYPE_PARAMETER (tw_parameter_get_type ())
G_DECLARE_FINAL_TYPE (TwParameter, tw_parameter, TW, PARAMETER, TwResource)

/*
 * An activation, order or fulfilment parameter; names are case-sensitive. In a validation's answer also what
 * the marketplace thinks of it.
 */
struct _TwParameter
{
  TwResource parent_instance;

  char   *name;
  TwJson *value;
  TwJson *structured_value;
  int     result; /* TwValidationResult */
  char   *message;
  char   *value_error;
  TwJson *value_choices;
  char   *phase;
  gboolean reconciliation;
  char   *type;
};

char *tw_parameter_dup_value (TwParameter *self);

#define TW_TYPE_PARAMETER_CHECK (tw_parameter_check_get_type ())
G_DECLARE_FINAL_TYPE (TwParameterCheck, tw_parameter_check, TW, PARAMETER_CHECK, TwResource)

/* One product of a validation, asked and answered in the same shape. */
struct _TwParameterCheck
{
  TwResource parent_instance;

  char      *id;
  char      *mpn;
  char      *vendor;
  TwPeriod  *billing_period;
  TwPeriod  *subscription_period;
  gint64     quantity;
  char      *draft_request_id;
  GPtrArray *parameters; /* TwParameter */
};

G_END_DECLS
