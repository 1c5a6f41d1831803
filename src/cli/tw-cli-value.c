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

/* Not of whole numbers without a point: the zeros of 120 count. */
static char *
dup_without_zeros (const char *number)
{
  gsize length = strlen (number);

  if (strchr (number, '.') == NULL)
    return g_strdup (number);

  while (number[length - 1] == '0')
    length--;
  if (number[length - 1] == '.')
    length--;

  return g_strndup (number, length);
}

/**
 * tw_cli_value_dup_number:
 * @number: a quantity, not an amount of money
 *
 * Returns: (transfer full): the number as a person reads it: without zeros at the end of its decimals
 */
char *
tw_cli_value_dup_number (TwDecimal number)
{
  g_autofree char *text = tw_decimal_to_string (number);

  return dup_without_zeros (text);
}

/* An amount with the digits of its currency, and with more only where they say something: 7.20 EUR, 0.0123 EUR. */
static TwDecimal
pad (const TwMoney *money)
{
  TwDecimal padded;

  for (guint digits = tw_currency_digits (money->currency); digits <= TW_DECIMAL_MAX_SCALE; digits++)
    if (tw_decimal_round (money->amount, digits, TW_ROUND_DOWN, &padded, NULL) &&
        tw_decimal_compare (padded, money->amount) == 0)
      return padded;

  return money->amount;
}

/**
 * tw_cli_value_dup_money:
 * @money: an amount
 *
 * Returns: (transfer full): the amount as a person reads it: with all the digits of its currency, and more where they
 *   say something
 */
char *
tw_cli_value_dup_money (const TwMoney *money)
{
  TwMoney padded = *money;

  padded.amount = pad (money);

  return tw_money_to_string (&padded);
}

/* The amount of a price is money, though its currency is a field of its own. */
static char *
dup_decimal (TwResource *resource,
             const char *name,
             const char *text)
{
  TwMoney money;

  if (TW_IS_PRICE (resource) && strcmp (name, "amount") == 0 && tw_price_get_money (TW_PRICE (resource), &money))
    return tw_decimal_to_string (pad (&money));

  return dup_without_zeros (text);
}

static char *
dup_money (TwResource    *resource,
           const TwField *field)
{
  g_autofree char *property = tw_field_dup_property_name (field);
  g_autoptr (TwMoney) money = NULL;

  g_object_get (resource, property, &money, NULL);

  return money != NULL ? tw_cli_value_dup_money (money) : NULL;
}

static char *
dup_parameters (TwResource *resource,
                const char *property)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_object_get (resource, property, &list, NULL);
  for (guint i = 0; i < list->len; i++)
    {
      TwParameter *parameter = g_ptr_array_index (list, i);
      g_autofree char *value = tw_parameter_dup_value (parameter);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? ", " : "", parameter->name != NULL ? parameter->name : "",
                              value != NULL ? value : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Reports cover whole days of the marketplace, whatever the person's own zone is. */
static gboolean
is_whole_day (const TwField *field)
{
  return strcmp (field->name, "startDate") == 0 || strcmp (field->name, "endDate") == 0;
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
    return tw_cli_value_dup_money (&money);

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

        if (time != NULL && is_whole_day (field))
          return g_date_time_format (time, "%F");

        return time != NULL ? tw_cli_value_dup_time (time) : g_steal_pointer (&text);
      }
    case TW_FIELD_DECIMAL:
      return dup_decimal (resource, field->name, text);
    case TW_FIELD_MONEY:
      return dup_money (resource, field);
    case TW_FIELD_OBJECT:
      return dup_object (resource, field);
    case TW_FIELD_LIST:
      if (field->get_type () == TW_TYPE_PARAMETER)
        {
          g_autofree char *property = tw_field_dup_property_name (field);

          return dup_parameters (resource, property);
        }
      return g_steal_pointer (&text);
    case TW_FIELD_STRING:
    case TW_FIELD_INT:
    case TW_FIELD_DATE:
    case TW_FIELD_ENUM:
    case TW_FIELD_MAP:
    case TW_FIELD_JSON:
    default:
      return g_steal_pointer (&text);
    }
}

/**
 * tw_cli_value_dup_seats:
 * @subscription: a subscription
 * @exact: whether as on the wire, for programs
 *
 * Returns: (transfer full) (nullable): the seats of each of its products, %NULL while its detail is not known
 */
char *
tw_cli_value_dup_seats (TwSubscription *subscription,
                        gboolean        exact)
{
  g_autoptr (GString) seats = NULL;

  if (subscription->products == NULL || subscription->products->len == 0)
    return NULL;

  seats = g_string_new (NULL);
  for (guint i = 0; i < subscription->products->len; i++)
    {
      TwSubscriptionProduct *product = g_ptr_array_index (subscription->products, i);
      g_autofree char *quantity = exact ? tw_decimal_to_string (product->quantity)
                                        : tw_cli_value_dup_number (product->quantity);
      gboolean known = tw_resource_has (TW_RESOURCE (product), "quantity");

      g_string_append_printf (seats, "%s%s", i > 0 ? " + " : "", known ? quantity : "?");
    }

  return g_string_free (g_steal_pointer (&seats), FALSE);
}

/**
 * tw_cli_value_dup_price:
 * @prices: (nullable) (element-type TwPrice): prices or costs of a product
 * @exact: whether as on the wire, for programs
 *
 * Returns: (transfer full) (nullable): what one unit costs each time it is billed
 */
char *
tw_cli_value_dup_price (GPtrArray *prices,
                        gboolean   exact)
{
  for (guint i = 0; prices != NULL && i < prices->len; i++)
    {
      TwPrice *price = g_ptr_array_index (prices, i);
      TwMoney money;

      if ((price->type == NULL || strcmp (price->type, "recurring") == 0) && tw_price_get_money (price, &money))
        return exact ? tw_money_to_string (&money) : tw_cli_value_dup_money (&money);
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
 * tw_cli_value_is_text:
 * @field: a field
 *
 * Returns: whether it holds text that can be read when it is cut; ids cannot
 */
gboolean
tw_cli_value_is_text (const TwField *field)
{
  switch (field->kind)
    {
    case TW_FIELD_STRING:
      return strcmp (field->name, "id") != 0 && strcmp (field->name, "mpn") != 0 &&
             strcmp (field->name, "orderNumber") != 0 && !g_str_has_suffix (field->name, "Id");
    case TW_FIELD_LIST:
    case TW_FIELD_MAP:
    case TW_FIELD_JSON:
      return TRUE;
    case TW_FIELD_INT:
    case TW_FIELD_BOOLEAN:
    case TW_FIELD_DECIMAL:
    case TW_FIELD_MONEY:
    case TW_FIELD_DATE:
    case TW_FIELD_DATE_TIME:
    case TW_FIELD_ENUM:
    case TW_FIELD_OBJECT:
    default:
      return FALSE;
    }
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
