/* tw-order-draft.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-draft-private.h"

#include <string.h>

/* Letters and digits that nobody mistakes for another one, read aloud or off a fax. */
#define PO_ALPHABET "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
#define PO_LETTERS 4
#define PO_START "TW-"
#define PO_DIGITS 8 /* of the day */

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
    {
      TwOrderLine *first = g_ptr_array_index (self->order->products, 0);

      self->subscription_id = g_strdup (first->subscription_id);
    }

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
 * tw_po_number_is_proposed:
 * @po_number: a PO number
 *
 * Returns: whether it has the form of those that are proposed, so that no person meant anything by it
 */
gboolean
tw_po_number_is_proposed (const char *po_number)
{
  gsize n_digits;

  if (!g_str_has_prefix (po_number, PO_START))
    return FALSE;

  po_number += strlen (PO_START);
  n_digits = strspn (po_number, "0123456789");

  return n_digits == PO_DIGITS && po_number[PO_DIGITS] == '-' &&
         strspn (po_number + PO_DIGITS + 1, PO_ALPHABET) == PO_LETTERS && strlen (po_number) == PO_DIGITS + 1 + PO_LETTERS;
}

/**
 * tw_propose_po_number:
 * @now: the marketplace's time
 *
 * Returns: (transfer full): a PO number for an order placed now, as in `TW-20261102-K7QP`; another one each
 *   time
 */
char *
tw_propose_po_number (GDateTime *now)
{
  char code[PO_LETTERS + 1] = { 0 };

  g_return_val_if_fail (now != NULL, NULL);

  for (guint i = 0; i < PO_LETTERS; i++)
    code[i] = PO_ALPHABET[g_random_int_range (0, strlen (PO_ALPHABET))];

  return g_strdup_printf (PO_START "%04d%02d%02d-%s",
                          g_date_time_get_year (now),
                          g_date_time_get_month (now),
                          g_date_time_get_day_of_month (now),
                          code);
}
