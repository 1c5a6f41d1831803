/* tw-status.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-status.h"

#include "marketplace/tw-marketplace-types.h"

#include <glib/gi18n.h>

typedef struct
{
  int           value;
  TwStatusTone  tone;
  const char   *label;
} TwStatusName;

static const TwStatusName account_names[] = {
  { TW_ACCOUNT_STATUS_PENDING, TW_TONE_WAITING, NC_("account status", "Pending") },
  { TW_ACCOUNT_STATUS_ACTIVE, TW_TONE_GOOD, NC_("account status", "Active") },
  { TW_ACCOUNT_STATUS_CREDIT_HOLD, TW_TONE_WARNING, NC_("account status", "Credit hold") },
  { TW_ACCOUNT_STATUS_ADMIN_HOLD, TW_TONE_WARNING, NC_("account status", "Administrative hold") },
  { TW_ACCOUNT_STATUS_CANCELLED, TW_TONE_NEUTRAL, NC_("account status", "Cancelled") },
  { TW_ACCOUNT_STATUS_ERROR, TW_TONE_BAD, NC_("account status", "Error") },
};

static const TwStatusName order_names[] = {
  { TW_ORDER_STATUS_SUBMITTED, TW_TONE_WAITING, NC_("order status", "Submitted") },
  { TW_ORDER_STATUS_PROCESSING, TW_TONE_WAITING, NC_("order status", "Processing") },
  { TW_ORDER_STATUS_ERROR, TW_TONE_BAD, NC_("order status", "Error") },
  { TW_ORDER_STATUS_COMPLETED, TW_TONE_GOOD, NC_("order status", "Completed") },
  { TW_ORDER_STATUS_CANCELLED, TW_TONE_NEUTRAL, NC_("order status", "Cancelled") },
};

static const TwStatusName order_types[] = {
  { TW_ORDER_TYPE_SALES, TW_TONE_NEUTRAL, NC_("order type", "Sales") },
  { TW_ORDER_TYPE_CHANGE, TW_TONE_NEUTRAL, NC_("order type", "Change") },
  { TW_ORDER_TYPE_RENEWAL, TW_TONE_NEUTRAL, NC_("order type", "Renewal") },
  { TW_ORDER_TYPE_CANCELLATION, TW_TONE_NEUTRAL, NC_("order type", "Cancellation") },
  { TW_ORDER_TYPE_MIGRATION, TW_TONE_NEUTRAL, NC_("order type", "Migration") },
};

static const TwStatusName report_names[] = {
  { TW_REPORT_STATUS_SUBMITTED, TW_TONE_WAITING, NC_("report status", "Submitted") },
  { TW_REPORT_STATUS_PROCESSING, TW_TONE_WAITING, NC_("report status", "Processing") },
  { TW_REPORT_STATUS_ERROR, TW_TONE_BAD, NC_("report status", "Error") },
  { TW_REPORT_STATUS_COMPLETED, TW_TONE_GOOD, NC_("report status", "Completed") },
};

static const TwStatusName report_types[] = {
  { TW_REPORT_TYPE_PERIODIC, TW_TONE_NEUTRAL, NC_("report type", "Periodic") },
  { TW_REPORT_TYPE_DAILY, TW_TONE_NEUTRAL, NC_("report type", "Daily") },
  { TW_REPORT_TYPE_MONTHLY, TW_TONE_NEUTRAL, NC_("report type", "Monthly") },
  { TW_REPORT_TYPE_ONETIME, TW_TONE_NEUTRAL, NC_("report type", "Once") },
  { TW_REPORT_TYPE_ON_INVOICE, TW_TONE_NEUTRAL, NC_("report type", "On invoice") },
};

static const TwStatusName *
find_name (GType        type,
           int          value,
           const char **context)
{
  struct
  {
    GType               type;
    const char         *context;
    const TwStatusName *names;
    gsize               n_names;
  } const tables[] = {
    { TW_TYPE_ACCOUNT_STATUS, "account status", account_names, G_N_ELEMENTS (account_names) },
    { TW_TYPE_ORDER_STATUS, "order status", order_names, G_N_ELEMENTS (order_names) },
    { TW_TYPE_ORDER_TYPE, "order type", order_types, G_N_ELEMENTS (order_types) },
    { TW_TYPE_REPORT_STATUS, "report status", report_names, G_N_ELEMENTS (report_names) },
    { TW_TYPE_REPORT_TYPE, "report type", report_types, G_N_ELEMENTS (report_types) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (gsize j = 0; tables[i].type == type && j < tables[i].n_names; j++)
      if (tables[i].names[j].value == value)
        {
          *context = tables[i].context;
          return &tables[i].names[j];
        }

  return NULL;
}

/**
 * tw_status_tone_get_icon_name:
 * @tone: how a status feels
 *
 * Returns: (transfer none) (nullable): a symbolic icon for it
 */
const char *
tw_status_tone_get_icon_name (TwStatusTone tone)
{
  switch (tone)
    {
    case TW_TONE_GOOD:
      return "emblem-ok-symbolic";
    case TW_TONE_WAITING:
      return "content-loading-symbolic";
    case TW_TONE_WARNING:
      return "dialog-warning-symbolic";
    case TW_TONE_BAD:
      return "dialog-error-symbolic";
    case TW_TONE_NEUTRAL:
    default:
      return NULL;
    }
}

/**
 * tw_status_tone_get_style:
 * @tone: how a status feels
 *
 * Returns: (transfer none): a style class of libadwaita for it
 */
const char *
tw_status_tone_get_style (TwStatusTone tone)
{
  switch (tone)
    {
    case TW_TONE_GOOD:
      return "success";
    case TW_TONE_WAITING:
      return "accent";
    case TW_TONE_WARNING:
      return "warning";
    case TW_TONE_BAD:
      return "error";
    case TW_TONE_NEUTRAL:
    default:
      return "dim-label";
    }
}

/**
 * tw_status_get_label:
 * @type: an enumeration of the marketplace
 * @value: a value of it
 *
 * Returns: (transfer none) (nullable): its name, %NULL for a value nobody knows
 */
const char *
tw_status_get_label (GType type,
                     int   value)
{
  const char *context;
  const TwStatusName *name = find_name (type, value, &context);

  return name != NULL ? g_dpgettext2 (NULL, context, name->label) : NULL;
}

/**
 * tw_status_get_tone:
 * @type: an enumeration of the marketplace
 * @value: a value of it
 *
 * Returns: how it feels
 */
TwStatusTone
tw_status_get_tone (GType type,
                    int   value)
{
  const char *context;
  const TwStatusName *name = find_name (type, value, &context);

  return name != NULL ? name->tone : TW_TONE_NEUTRAL;
}

/* The value of an enumeration that a resource has in @field. */
static GType
read_enum (TwResource *resource,
           const char *field,
           int        *value)
{
  const TwField *found = tw_resource_type_find_field (G_OBJECT_TYPE (resource), field);

  g_assert (found != NULL && found->kind == TW_FIELD_ENUM);
  *value = G_STRUCT_MEMBER (int, resource, found->offset);

  return found->get_type ();
}

/**
 * tw_status_dup_label:
 * @resource: an object of the marketplace
 * @field: its status or type, by its name on the wire
 *
 * Returns: (transfer full) (nullable): the status in words, %NULL when there is none
 */
char *
tw_status_dup_label (TwResource *resource,
                     const char *field)
{
  int value;
  GType type = read_enum (resource, field, &value);
  const char *label = tw_resource_has (resource, field) ? tw_status_get_label (type, value) : NULL;

  return label != NULL ? g_strdup (label) : tw_resource_dup_text (resource, field);
}

/**
 * tw_status_read_tone:
 * @resource: an object of the marketplace
 * @field: its status or type, by its name on the wire
 *
 * Returns: how it feels
 */
TwStatusTone
tw_status_read_tone (TwResource *resource,
                     const char *field)
{
  int value;
  GType type = read_enum (resource, field, &value);

  return tw_status_get_tone (type, value);
}
