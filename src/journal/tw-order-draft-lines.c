/* tw-order-draft-lines.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-draft-private.h"

#include "base/tw-error.h"
#include "base/tw-json-writer.h"
#include "base/tw-quote.h"

#include <string.h>

/* Lists are handed out whole: the order notes that it has one. */
static GPtrArray *
ensure_lines (TwOrder *order)
{
  if (order->products == NULL)
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

      g_object_set (order, "products", lines, NULL);
    }

  return order->products;
}

static TwPeriod *
parse_period (const char  *text,
              GError     **error)
{
  TwPeriodUnit unit;
  int count;

  if (!tw_period_parse (text, &unit, &count, error))
    return NULL;

  return tw_period_new (unit, count);
}

/* Cuts `NAME=VALUE` at the sign that @last says; product numbers may hold one, parameter values as well. */
static gboolean
split_pair (const char  *text,
            gboolean     last,
            const char  *form,
            char       **name,
            char       **value,
            GError     **error)
{
  const char *sign = last ? strrchr (text, '=') : strchr (text, '=');

  if (sign == NULL || sign == text)
    {
      g_autofree char *quoted = tw_quote (text);

      g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION, "%s is not of the form %s", quoted, form);
      return FALSE;
    }

  *name = g_strndup (text, sign - text);
  *value = g_strdup (sign + 1);

  return TRUE;
}

static TwParameter *
parameter_new (const char *name,
               const char *value)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  g_autoptr (TwJson) json = NULL;

  tw_json_writer_string (writer, value);
  json = tw_json_writer_steal_json (writer);

  return g_object_new (TW_TYPE_PARAMETER, "name", name, "value", json, NULL);
}

static gboolean
has_parameter (GPtrArray  *parameters,
               const char *name)
{
  for (guint i = 0; parameters != NULL && i < parameters->len; i++)
    if (g_strcmp0 (((TwParameter *) g_ptr_array_index (parameters, i))->name, name) == 0)
      return TRUE;

  return FALSE;
}

/* Puts what is said for all lines into a line that says nothing itself. */
static void
complete_line (TwOrderDraft *self,
               TwOrderLine  *line)
{
  g_autoptr (GPtrArray) parameters = g_ptr_array_new_with_free_func (g_object_unref);

  if (line->vendor == NULL && self->vendor != NULL)
    g_object_set (line, "vendor", self->vendor, NULL);
  if (line->subscription_period == NULL && self->term != NULL)
    g_object_set (line, "subscription-period", self->term, NULL);
  if (line->billing_period == NULL && self->billing != NULL)
    g_object_set (line, "billing-period", self->billing, NULL);

  for (guint i = 0; line->parameters != NULL && i < line->parameters->len; i++)
    g_ptr_array_add (parameters, g_object_ref (g_ptr_array_index (line->parameters, i)));
  for (guint i = 0; i < self->parameters->len; i++)
    {
      TwParameter *parameter = g_ptr_array_index (self->parameters, i);

      if (!has_parameter (line->parameters, parameter->name))
        g_ptr_array_add (parameters, g_object_ref (parameter));
    }
  if (parameters->len > 0)
    g_object_set (line, "parameters", parameters, NULL);
}

/**
 * tw_order_draft_add_line:
 * @self: a draft of a sales order
 * @mpn: (nullable): the product's MPN
 * @quantity: how many
 *
 * Returns: (transfer none): the new last line
 */
TwOrderLine *
tw_order_draft_add_line (TwOrderDraft *self,
                         const char   *mpn,
                         TwDecimal     quantity)
{
  TwOrderLine *line;

  g_return_val_if_fail (TW_IS_ORDER_DRAFT (self), NULL);

  line = g_object_new (TW_TYPE_ORDER_LINE, "mpn", mpn, "quantity", &quantity, NULL);
  g_ptr_array_add (ensure_lines (self->order), line);

  return line;
}

/**
 * tw_order_draft_add_line_text:
 * @self: a draft of a sales order
 * @text: `MPN=QUANTITY`
 * @error: return location; %TW_ERROR_VALIDATION naming the text
 *
 * Returns: whether it was one, and the draft has a line more
 */
gboolean
tw_order_draft_add_line_text (TwOrderDraft  *self,
                              const char    *text,
                              GError       **error)
{
  g_autofree char *mpn = NULL;
  g_autofree char *number = NULL;
  TwDecimal quantity;

  g_return_val_if_fail (TW_IS_ORDER_DRAFT (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (!split_pair (text, TRUE, "MPN=QUANTITY", &mpn, &number, error))
    return FALSE;
  if (!tw_decimal_parse (number, &quantity, error))
    {
      g_prefix_error (error, "%s: ", mpn);
      return FALSE;
    }
  tw_order_draft_add_line (self, mpn, quantity);

  return TRUE;
}

/**
 * tw_order_draft_set_term:
 * @self: a draft
 * @period: the term for all lines that name none, as in `P1Y`
 * @error: return location; %TW_ERROR_VALIDATION naming the text
 *
 * Returns: whether it is a period
 */
gboolean
tw_order_draft_set_term (TwOrderDraft  *self,
                         const char    *period,
                         GError       **error)
{
  g_autoptr (TwPeriod) term = NULL;

  g_return_val_if_fail (TW_IS_ORDER_DRAFT (self), FALSE);

  term = parse_period (period, error);
  if (term == NULL)
    return FALSE;
  g_set_object (&self->term, term);

  return TRUE;
}

/**
 * tw_order_draft_set_billing:
 * @self: a draft
 * @period: the billing period for all lines that name none, as in `P1M`
 * @error: return location; %TW_ERROR_VALIDATION naming the text
 *
 * Returns: whether it is a period
 */
gboolean
tw_order_draft_set_billing (TwOrderDraft  *self,
                            const char    *period,
                            GError       **error)
{
  g_autoptr (TwPeriod) billing = NULL;

  g_return_val_if_fail (TW_IS_ORDER_DRAFT (self), FALSE);

  billing = parse_period (period, error);
  if (billing == NULL)
    return FALSE;
  g_set_object (&self->billing, billing);

  return TRUE;
}

/**
 * tw_order_draft_set_vendor:
 * @self: a draft
 * @vendor: (nullable): the vendor for all lines that name none
 */
void
tw_order_draft_set_vendor (TwOrderDraft *self,
                           const char   *vendor)
{
  g_return_if_fail (TW_IS_ORDER_DRAFT (self));

  g_free (self->vendor);
  self->vendor = g_strdup (vendor);
}

/**
 * tw_order_draft_set_parameter:
 * @self: a draft
 * @name: name of an activation parameter, case-sensitive
 * @value: its value
 *
 * Sets a parameter for all lines that do not set it themselves.
 */
void
tw_order_draft_set_parameter (TwOrderDraft *self,
                              const char   *name,
                              const char   *value)
{
  g_return_if_fail (TW_IS_ORDER_DRAFT (self));
  g_return_if_fail (name != NULL && value != NULL);

  for (guint i = 0; i < self->parameters->len; i++)
    if (g_strcmp0 (((TwParameter *) g_ptr_array_index (self->parameters, i))->name, name) == 0)
      {
        g_ptr_array_remove_index (self->parameters, i);
        break;
      }
  g_ptr_array_add (self->parameters, parameter_new (name, value));
}

/**
 * tw_order_draft_add_parameter_text:
 * @self: a draft
 * @text: `NAME=VALUE`
 * @error: return location; %TW_ERROR_VALIDATION
 *
 * Returns: whether it was one
 */
gboolean
tw_order_draft_add_parameter_text (TwOrderDraft  *self,
                                   const char    *text,
                                   GError       **error)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  g_return_val_if_fail (TW_IS_ORDER_DRAFT (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (!split_pair (text, FALSE, "NAME=VALUE", &name, &value, error))
    return FALSE;
  tw_order_draft_set_parameter (self, name, value);

  return TRUE;
}

static gboolean
is_blank (const char *text)
{
  while (text != NULL && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text == NULL || *text == '\0';
}

/**
 * tw_order_draft_dup_request:
 * @self: a draft
 *
 * A PO number of nothing but spaces marks no order: it counts as none.
 *
 * Returns: (transfer full): a copy of the order, each line with what is said for all of them
 */
TwOrder *
tw_order_draft_dup_request (TwOrderDraft *self)
{
  TwOrder *order = TW_ORDER (tw_resource_copy (TW_RESOURCE (self->order)));

  if (is_blank (order->po_number))
    g_object_set (order, "po-number", NULL, NULL);
  for (guint i = 0; order->products != NULL && i < order->products->len; i++)
    complete_line (self, g_ptr_array_index (order->products, i));

  return order;
}
