/* tw-cli-value.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-value.h"

#include <glib/gi18n.h>
#include <string.h>

/* Translators: short words, as the headings of columns. */
static const struct
{
  const char *path;
  const char *title;
} titles[] = {
  { "address", N_("Address") },
  { "address.city", N_("City") },
  { "address.countryCode", N_("Country") },
  { "attributes", N_("Attributes") },
  { "billingModel", N_("Billing model") },
  { "billingPeriod", N_("Billing") },
  { "contactPersons", N_("Contacts") },
  { "correlationId", N_("Correlation id") },
  { "cost", N_("Cost") },
  { "costs", N_("Costs") },
  { "created", N_("Created") },
  { "creationDate", N_("Created") },
  { "currency", N_("Currency") },
  { "customerId", N_("Customer id") },
  { "customerName", N_("Customer") },
  { "description", N_("Description") },
  { "details", N_("Charges") },
  { "email", N_("Email") },
  { "endDate", N_("To") },
  { "error", N_("Error") },
  { "expirationDate", N_("Expires") },
  { "extendedPrice", N_("Amount") },
  { "externalId", N_("External id") },
  { "firstName", N_("First name") },
  { "format", N_("Format") },
  { "id", N_("Id") },
  { "kind", N_("Kind") },
  { "language", N_("Language") },
  { "lastName", N_("Last name") },
  { "mark", N_("PO number") },
  { "maximumQuantity", N_("At most") },
  { "minimumQuantity", N_("At least") },
  { "mpn", N_("MPN") },
  { "name", N_("Name") },
  { "orderNumber", N_("Number") },
  { "phoneNumber", N_("Phone") },
  { "poNumber", N_("PO number") },
  { "price", N_("Price") },
  { "prices", N_("Prices") },
  { "products", N_("Products") },
  { "provisioningDate", N_("Provisioned") },
  { "published", N_("Published") },
  { "quantity", N_("Quantity") },
  { "renewalDate", N_("Renews on") },
  { "renewalStatus", N_("Renews") },
  { "resultId", N_("Result") },
  { "seats", N_("Seats") },
  { "serviceName", N_("Service") },
  { "shortDescription", N_("Description") },
  { "startDate", N_("From") },
  { "state", N_("State") },
  { "status", N_("Status") },
  { "subscriptionPeriod", N_("Term") },
  { "taxAmount", N_("Tax") },
  { "taxRegId", N_("Tax id") },
  { "total", N_("Total") },
  { "type", N_("Type") },
  { "unitPrice", N_("Unit price") },
  { "value", N_("Value") },
  { "vendor", N_("Vendor") },
};

static const char *const good_words[] = { "active", "completed", "confirmed", "success", NULL };
static const char *const bad_words[] = { "error", "rejected", "unknown", "needs-a-person", "creditHold", "adminHold",
                                         "hold", NULL };
static const char *const busy_words[] = { "pending", "submitted", "processing", "queued", "sending", "draft", NULL };

/**
 * tw_cli_value_dup_time:
 * @time: a time
 *
 * Returns: (transfer full): the time in the person's own zone, to the minute
 */
char *
tw_cli_value_dup_time (GDateTime *time)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);

  return g_date_time_format (local, "%F %R");
}

static char *
dup_object (TwResource    *resource,
            const TwField *field)
{
  g_autofree char *property = tw_field_dup_property_name (field);
  g_autoptr (TwResource) object = NULL;
  TwMoney money;

  g_object_get (resource, property, &object, NULL);
  if (TW_IS_PERIOD (object))
    return tw_period_dup_iso (TW_PERIOD (object));
  if (TW_IS_PRICE (object) && tw_price_get_money (TW_PRICE (object), &money))
    return tw_money_to_string (&money);

  return tw_resource_dup_text (resource, field->name);
}

/**
 * tw_cli_value_dup_field:
 * @resource: a resource
 * @field: one of its fields
 *
 * Returns: (transfer full) (nullable): the field as a person reads it, %NULL when it is absent or secret
 */
char *
tw_cli_value_dup_field (TwResource    *resource,
                        const TwField *field)
{
  g_autofree char *text = tw_resource_dup_text (resource, field->name);

  if (text == NULL)
    return NULL;

  switch (field->kind)
    {
    case TW_FIELD_BOOLEAN:
      return g_strdup (strcmp (text, "true") == 0 ? _("yes") : _("no"));
    case TW_FIELD_DATE_TIME:
      {
        g_autoptr (GDateTime) time = tw_date_time_parse (text, NULL);

        return time != NULL ? tw_cli_value_dup_time (time) : g_steal_pointer (&text);
      }
    case TW_FIELD_OBJECT:
      return dup_object (resource, field);
    case TW_FIELD_STRING:
    case TW_FIELD_INT:
    case TW_FIELD_DECIMAL:
    case TW_FIELD_MONEY:
    case TW_FIELD_DATE:
    case TW_FIELD_ENUM:
    case TW_FIELD_LIST:
    case TW_FIELD_MAP:
    case TW_FIELD_JSON:
    default:
      return g_steal_pointer (&text);
    }
}

/**
 * tw_cli_value_dup_seats:
 * @subscription: a subscription
 *
 * Returns: (transfer full) (nullable): the seats of each of its products, %NULL while its detail is not known
 */
char *
tw_cli_value_dup_seats (TwSubscription *subscription)
{
  g_autoptr (GString) seats = NULL;

  if (subscription->products == NULL || subscription->products->len == 0)
    return NULL;

  seats = g_string_new (NULL);
  for (guint i = 0; i < subscription->products->len; i++)
    {
      TwResource *product = g_ptr_array_index (subscription->products, i);
      g_autofree char *quantity = tw_resource_dup_text (product, "quantity");

      g_string_append_printf (seats, "%s%s", i > 0 ? " + " : "", quantity != NULL ? quantity : "?");
    }

  return g_string_free (g_steal_pointer (&seats), FALSE);
}

/**
 * tw_cli_value_dup_price:
 * @prices: (nullable) (element-type TwPrice): prices or costs of a product
 *
 * Returns: (transfer full) (nullable): what one unit costs each time it is billed
 */
char *
tw_cli_value_dup_price (GPtrArray *prices)
{
  for (guint i = 0; prices != NULL && i < prices->len; i++)
    {
      TwPrice *price = g_ptr_array_index (prices, i);
      TwMoney money;

      if ((price->type == NULL || strcmp (price->type, "recurring") == 0) && tw_price_get_money (price, &money))
        return tw_money_to_string (&money);
    }

  return NULL;
}

/**
 * tw_cli_value_is_number:
 * @kind: what a field holds
 *
 * Returns: whether its column is aligned to the right
 */
gboolean
tw_cli_value_is_number (TwFieldKind kind)
{
  return kind == TW_FIELD_INT || kind == TW_FIELD_DECIMAL || kind == TW_FIELD_MONEY;
}

/**
 * tw_cli_value_get_style:
 * @field_name: name of a field
 * @text: (nullable): its text, as on the wire
 *
 * Returns: how it is set apart: states by what they mean, everything else not at all
 */
TwCliStyle
tw_cli_value_get_style (const char *field_name,
                        const char *text)
{
  if (text == NULL || (strcmp (field_name, "status") != 0 && strcmp (field_name, "state") != 0 &&
                       strcmp (field_name, "result") != 0))
    return TW_CLI_STYLE_PLAIN;

  if (g_strv_contains (good_words, text))
    return TW_CLI_STYLE_GOOD;
  if (g_strv_contains (bad_words, text))
    return TW_CLI_STYLE_BAD;
  if (g_strv_contains (busy_words, text))
    return TW_CLI_STYLE_BUSY;

  return TW_CLI_STYLE_DIM;
}

/**
 * tw_cli_value_get_title:
 * @path: a field's name on the wire, or a path
 *
 * Returns: (transfer none): its title, translated; fields without one are called as on the wire
 */
const char *
tw_cli_value_get_title (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].path, path) == 0)
      return _(titles[i].title);

  return path;
}
