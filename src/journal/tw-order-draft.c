/* tw-order-draft.c
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

/* Letters and digits that nobody mistakes for another one, read aloud or off a fax. */
#define PO_ALPHABET "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
#define PO_LETTERS 4

struct _TwOrderDraft
{
  GObject     parent_instance;

  TwOrder    *order;
  char       *subscription_id;
  gboolean    has_seats;
  TwSeats     seats;
  TwDecimal   quantity;
  char       *mpn; /* which product of the subscription changes */

  /* For the lines that do not say otherwise. */
  char       *vendor;
  TwPeriod   *term;
  TwPeriod   *billing;
  GPtrArray  *parameters; /* TwParameter */
};

G_DEFINE_FINAL_TYPE (TwOrderDraft, tw_order_draft, G_TYPE_OBJECT)

static void
tw_order_draft_finalize (GObject *object)
{
  TwOrderDraft *self = TW_ORDER_DRAFT (object);

  g_clear_object (&self->order);
  g_clear_object (&self->term);
  g_clear_object (&self->billing);
  g_clear_pointer (&self->parameters, g_ptr_array_unref);
  g_free (self->subscription_id);
  g_free (self->mpn);
  g_free (self->vendor);

  G_OBJECT_CLASS (tw_order_draft_parent_class)->finalize (object);
}

static void
tw_order_draft_class_init (TwOrderDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tw_order_draft_finalize;
}

static void
tw_order_draft_init (TwOrderDraft *self)
{
  self->parameters = g_ptr_array_new_with_free_func (g_object_unref);
}

static TwOrderDraft *
draft_new (TwOrderType  type,
           const char  *customer_id,
           const char  *subscription_id)
{
  TwOrderDraft *self = g_object_new (TW_TYPE_ORDER_DRAFT, NULL);

  self->order = g_object_new (TW_TYPE_ORDER, "type", type, "customer-id", customer_id, NULL);
  self->subscription_id = g_strdup (subscription_id);

  return self;
}

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
 * tw_order_draft_new_sales:
 * @customer_id: whom it is for
 *
 * Returns: (transfer full): a draft of an order for new products
 */
TwOrderDraft *
tw_order_draft_new_sales (const char *customer_id)
{
  return draft_new (TW_ORDER_TYPE_SALES, customer_id, NULL);
}

/**
 * tw_order_draft_new_change:
 * @subscription_id: the subscription
 * @seats: what @quantity means
 * @quantity: how many
 *
 * Returns: (transfer full): a draft of a change of seats
 */
TwOrderDraft *
tw_order_draft_new_change (const char *subscription_id,
                           TwSeats     seats,
                           TwDecimal   quantity)
{
  TwOrderDraft *self = draft_new (TW_ORDER_TYPE_CHANGE, NULL, subscription_id);

  self->has_seats = TRUE;
  self->seats = seats;
  self->quantity = quantity;

  return self;
}

/**
 * tw_order_draft_new_renewal:
 * @subscription_id: the subscription
 *
 * Returns: (transfer full): a draft of a renewal
 */
TwOrderDraft *
tw_order_draft_new_renewal (const char *subscription_id)
{
  return draft_new (TW_ORDER_TYPE_RENEWAL, NULL, subscription_id);
}

/**
 * tw_order_draft_new_cancellation:
 * @subscription_id: the subscription
 *
 * Returns: (transfer full): a draft of the order that ends a subscription
 */
TwOrderDraft *
tw_order_draft_new_cancellation (const char *subscription_id)
{
  return draft_new (TW_ORDER_TYPE_CANCELLATION, NULL, subscription_id);
}

/**
 * tw_order_draft_new_from_order:
 * @order: an order as the API takes it; quantities of a change are totals
 *
 * An order without a type is a sales order, as at the marketplace.
 *
 * Returns: (transfer full): a draft of that order
 */
TwOrderDraft *
tw_order_draft_new_from_order (TwOrder *order)
{
  TwOrderDraft *self;

  g_return_val_if_fail (TW_IS_ORDER (order), NULL);

  self = g_object_new (TW_TYPE_ORDER_DRAFT, NULL);
  self->order = TW_ORDER (tw_resource_copy (TW_RESOURCE (order)));
  if (!tw_resource_has (TW_RESOURCE (self->order), "type"))
    g_object_set (self->order, "type", TW_ORDER_TYPE_SALES, NULL);

  if (self->order->subscription_id != NULL)
    self->subscription_id = g_strdup (self->order->subscription_id);
  else if (self->order->products != NULL && self->order->products->len > 0)
    self->subscription_id = g_strdup (((TwOrderLine *) g_ptr_array_index (self->order->products, 0))->subscription_id);

  return self;
}

/**
 * tw_order_draft_get_order:
 * @self: a draft
 *
 * Returns: (transfer none): the order as it was stated so far; forms edit it and its lines
 */
TwOrder *
tw_order_draft_get_order (TwOrderDraft *self)
{
  g_return_val_if_fail (TW_IS_ORDER_DRAFT (self), NULL);

  return self->order;
}

/**
 * tw_order_draft_get_subscription:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): id of the subscription it is about
 */
const char *
tw_order_draft_get_subscription (TwOrderDraft *self)
{
  g_return_val_if_fail (TW_IS_ORDER_DRAFT (self), NULL);

  return self->subscription_id;
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
 * tw_order_draft_remove_line:
 * @self: a draft of a sales order
 * @position: which line, from 0
 */
void
tw_order_draft_remove_line (TwOrderDraft *self,
                            guint         position)
{
  g_return_if_fail (TW_IS_ORDER_DRAFT (self));
  g_return_if_fail (self->order->products != NULL && position < self->order->products->len);

  g_ptr_array_remove_index (self->order->products, position);
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

/**
 * tw_order_draft_set_mpn:
 * @self: a draft of a change
 * @mpn: (nullable): which product of the subscription changes; needed when it holds several
 */
void
tw_order_draft_set_mpn (TwOrderDraft *self,
                        const char   *mpn)
{
  g_return_if_fail (TW_IS_ORDER_DRAFT (self));

  g_free (self->mpn);
  self->mpn = g_strdup (mpn);
}

/**
 * tw_order_draft_set_at_renewal:
 * @self: a draft of a change
 * @at_renewal: whether it takes effect at the next renewal instead of now
 */
void
tw_order_draft_set_at_renewal (TwOrderDraft *self,
                               gboolean      at_renewal)
{
  g_return_if_fail (TW_IS_ORDER_DRAFT (self));

  g_object_set (self->order, "scheduled-on", at_renewal ? "renewal" : NULL, NULL);
}

/**
 * tw_order_draft_set_po_number:
 * @self: a draft
 * @po_number: (nullable): the person's own PO number; without one, the preview proposes one
 */
void
tw_order_draft_set_po_number (TwOrderDraft *self,
                              const char   *po_number)
{
  g_return_if_fail (TW_IS_ORDER_DRAFT (self));

  g_object_set (self->order, "po-number", po_number, NULL);
}

/**
 * tw_order_draft_has_seats:
 * @self: a draft
 *
 * Returns: whether a change of seats was stated, instead of a whole order
 */
gboolean
tw_order_draft_has_seats (TwOrderDraft *self)
{
  return self->has_seats;
}

/**
 * tw_order_draft_get_seats:
 * @self: a draft of a change
 * @quantity: (out): how many
 *
 * Returns: what @quantity means
 */
TwSeats
tw_order_draft_get_seats (TwOrderDraft *self,
                          TwDecimal    *quantity)
{
  *quantity = self->quantity;

  return self->seats;
}

/**
 * tw_order_draft_get_mpn:
 * @self: a draft of a change
 *
 * Returns: (transfer none) (nullable): which product changes
 */
const char *
tw_order_draft_get_mpn (TwOrderDraft *self)
{
  return self->mpn;
}

/**
 * tw_order_draft_dup_request:
 * @self: a draft
 *
 * Returns: (transfer full): a copy of the order, each line with what is said for all of them
 */
TwOrder *
tw_order_draft_dup_request (TwOrderDraft *self)
{
  TwOrder *order = TW_ORDER (tw_resource_copy (TW_RESOURCE (self->order)));

  for (guint i = 0; order->products != NULL && i < order->products->len; i++)
    complete_line (self, g_ptr_array_index (order->products, i));

  return order;
}

/**
 * tw_propose_po_number:
 * @now: the marketplace's time
 *
 * Returns: (transfer full): a PO number for an order placed now, as in `TW-20261102-K7QP`; another one each time
 */
char *
tw_propose_po_number (GDateTime *now)
{
  char code[PO_LETTERS + 1] = { 0 };

  g_return_val_if_fail (now != NULL, NULL);

  for (guint i = 0; i < PO_LETTERS; i++)
    code[i] = PO_ALPHABET[g_random_int_range (0, strlen (PO_ALPHABET))];

  return g_strdup_printf ("TW-%04d%02d%02d-%s",
                          g_date_time_get_year (now),
                          g_date_time_get_month (now),
                          g_date_time_get_day_of_month (now),
                          code);
}
