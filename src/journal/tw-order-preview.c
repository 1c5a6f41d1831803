/* tw-order-preview.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-basis-private.h"
#include "journal/tw-order-preview-private.h"

/* What the seats of a subscription come to, for each billing period; no currency when that is unknown. */
typedef struct
{
  TwMoney from;
  TwMoney to;
  TwMoney difference;
} Recurring;

struct _TwOrderPreview
{
  GObject         parent_instance;

  TwOrder        *order;
  TwOrder        *estimate;
  TwSubscription *subscription;
  TwJson         *basis;
  GPtrArray      *lines;
  GPtrArray      *totals;
  Recurring       price; /* the customer's */
  Recurring       cost;  /* the reseller's */
  gint64          po_uses;
  TwJournalEntry *entry;
  GPtrArray      *rivals; /* TwJournalEntry */
};

G_DEFINE_FINAL_TYPE (TwOrderPreview, tw_order_preview, G_TYPE_OBJECT)

static void
tw_order_preview_finalize (GObject *object)
{
  TwOrderPreview *self = TW_ORDER_PREVIEW (object);

  g_clear_object (&self->order);
  g_clear_object (&self->estimate);
  g_clear_object (&self->subscription);
  g_clear_pointer (&self->basis, tw_json_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->totals, g_ptr_array_unref);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->rivals, g_ptr_array_unref);

  G_OBJECT_CLASS (tw_order_preview_parent_class)->finalize (object);
}

static void
tw_order_preview_class_init (TwOrderPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tw_order_preview_finalize;
}

static void
tw_order_preview_init (TwOrderPreview *self)
{
  self->rivals = g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
compute_recurring (TwOrderPreview  *self,
                   TwPreviewSide    side,
                   Recurring       *out,
                   GError         **error)
{
  if (!tw_preview_compute_recurring (self->order, self->subscription, side, &out->from, &out->to, error))
    return FALSE;

  return out->from.currency[0] == '\0' || tw_money_subtract (&out->to, &out->from, &out->difference, error);
}

static gboolean
compute (TwOrderPreview  *self,
         GPtrArray       *products,
         GError         **error)
{
  self->lines = tw_preview_list_lines (self->order, self->estimate, self->subscription, error);
  if (self->lines == NULL ||
      !tw_preview_add_costs (self->lines, self->order, products, self->estimate, self->subscription, error))
    return FALSE;

  if (self->estimate != NULL)
    self->totals = tw_preview_list_totals (self->estimate, error);
  else
    self->totals = g_ptr_array_new_with_free_func (g_free);
  if (self->totals == NULL)
    return FALSE;
  if (self->estimate != NULL && !tw_preview_add_total_costs (self->totals, self->lines, self->estimate, error))
    return FALSE;

  if (self->subscription == NULL)
    return TRUE;

  self->basis = tw_order_basis_new (self->subscription);

  return compute_recurring (self, TW_PREVIEW_PRICE, &self->price, error)
         && compute_recurring (self, TW_PREVIEW_COST, &self->cost, error);
}

/**
 * tw_order_preview_new:
 * @order: (transfer full): the exact request
 * @products: (nullable) (element-type TwProduct): the catalogue's product for each of its lines, %NULL for those that
 *   were not looked up
 * @estimate: (transfer full) (nullable): the marketplace's estimate of it
 * @subscription: (transfer full) (nullable): the subscription it is about, as answered just now
 * @po_uses: how often its PO number was used before
 * @error: return location; %TW_ERROR_VALIDATION when amounts do not add up
 *
 * Returns: (transfer full): the preview, %NULL with @error set
 */
TwOrderPreview *
tw_order_preview_new (TwOrder         *order,
                      GPtrArray       *products,
                      TwOrder         *estimate,
                      TwSubscription  *subscription,
                      gint64           po_uses,
                      GError         **error)
{
  g_autoptr (TwOrderPreview) self = g_object_new (TW_TYPE_ORDER_PREVIEW, NULL);

  self->order = order;
  self->estimate = estimate;
  self->subscription = subscription;
  self->po_uses = po_uses;
  if (!compute (self, products, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * tw_order_preview_set_entries:
 * @self: a new preview
 * @entry: (nullable): the journal entry that the order is already
 * @rivals: (nullable) (element-type TwJournalEntry): those that it may be meant to repeat
 */
void
tw_order_preview_set_entries (TwOrderPreview *self,
                              TwJournalEntry *entry,
                              GPtrArray      *rivals)
{
  g_set_object (&self->entry, entry);
  if (rivals != NULL)
    {
      g_ptr_array_unref (self->rivals);
      self->rivals = g_ptr_array_ref (rivals);
    }
}

/**
 * tw_order_preview_get_order:
 * @self: a preview
 *
 * Returns: (transfer none): the request as it will be sent; not to be changed any more
 */
TwOrder *
tw_order_preview_get_order (TwOrderPreview *self)
{
  g_return_val_if_fail (TW_IS_ORDER_PREVIEW (self), NULL);

  return self->order;
}

/**
 * tw_order_preview_get_estimate:
 * @self: a preview
 *
 * Returns: (transfer none) (nullable): the marketplace's own estimate; %NULL for orders it estimates none for
 */
TwOrder *
tw_order_preview_get_estimate (TwOrderPreview *self)
{
  g_return_val_if_fail (TW_IS_ORDER_PREVIEW (self), NULL);

  return self->estimate;
}

/**
 * tw_order_preview_get_subscription:
 * @self: a preview
 *
 * Returns: (transfer none) (nullable): the subscription as the marketplace answered it for this preview
 */
TwSubscription *
tw_order_preview_get_subscription (TwOrderPreview *self)
{
  g_return_val_if_fail (TW_IS_ORDER_PREVIEW (self), NULL);

  return self->subscription;
}

/**
 * tw_order_preview_get_lines:
 * @self: a preview
 *
 * Returns: (transfer none) (element-type TwPreviewLine): what happens to each product
 */
GPtrArray *
tw_order_preview_get_lines (TwOrderPreview *self)
{
  g_return_val_if_fail (TW_IS_ORDER_PREVIEW (self), NULL);

  return self->lines;
}

/**
 * tw_order_preview_get_totals:
 * @self: a preview
 *
 * Returns: (transfer none) (element-type TwPreviewTotal): what is charged for the order, by currency; empty
 *   when the marketplace gives no estimate
 */
GPtrArray *
tw_order_preview_get_totals (TwOrderPreview *self)
{
  g_return_val_if_fail (TW_IS_ORDER_PREVIEW (self), NULL);

  return self->totals;
}

/**
 * tw_order_preview_get_recurring:
 * @self: a preview
 * @from: (out): what the customer pays for the subscription each billing period now, without tax
 * @to: (out): the same afterwards
 * @difference: (out): @to less @from
 *
 * Returns: %FALSE for a new subscription or plan, and when the marketplace does not show the price of every seat
 */
gboolean
tw_order_preview_get_recurring (TwOrderPreview *self,
                                TwMoney        *from,
                                TwMoney        *to,
                                TwMoney        *difference)
{
  g_return_val_if_fail (TW_IS_ORDER_PREVIEW (self), FALSE);

  *from = self->price.from;
  *to = self->price.to;
  *difference = self->price.difference;

  return self->price.from.currency[0] != '\0';
}

/**
 * tw_order_preview_get_recurring_cost:
 * @self: a preview
 * @from: (out): what the reseller pays for the subscription each billing period now, without tax
 * @to: (out): the same afterwards
 * @difference: (out): @to less @from
 *
 * Returns: %FALSE for a new subscription or plan, and when the marketplace does not show the cost of every seat
 */
gboolean
tw_order_preview_get_recurring_cost (TwOrderPreview *self,
                                     TwMoney        *from,
                                     TwMoney        *to,
                                     TwMoney        *difference)
{
  g_return_val_if_fail (TW_IS_ORDER_PREVIEW (self), FALSE);

  *from = self->cost.from;
  *to = self->cost.to;
  *difference = self->cost.difference;

  return self->cost.from.currency[0] != '\0';
}

/**
 * tw_order_preview_get_po_uses:
 * @self: a preview
 *
 * Returns: how many known orders carry this PO number already; a reason to warn, not to refuse: a customer's
 *   PO can cover several orders
 */
gint64
tw_order_preview_get_po_uses (TwOrderPreview *self)
{
  g_return_val_if_fail (TW_IS_ORDER_PREVIEW (self), 0);

  return self->po_uses;
}

/**
 * tw_order_preview_get_entry:
 * @self: a preview
 *
 * An order that was approved before, and whose outcome is still to come, is not made again: placing it goes on with
 * its entry. It is sent when nobody has sent it, and never a second time. The preview shows it as it was approved.
 *
 * Returns: (transfer none) (nullable): the journal entry that the order is already; %NULL for a new order
 */
TwJournalEntry *
tw_order_preview_get_entry (TwOrderPreview *self)
{
  g_return_val_if_fail (TW_IS_ORDER_PREVIEW (self), NULL);

  return self->entry;
}

/**
 * tw_order_preview_get_rivals:
 * @self: a preview
 *
 * A person who repeats an order that got no answer may have it twice; whoever shows the preview has to say so.
 *
 * Returns: (transfer none) (element-type TwJournalEntry): entries whose outcome is still to come and that this order
 *   may be meant to repeat: for the same customer and products, or under the same PO number
 */
GPtrArray *
tw_order_preview_get_rivals (TwOrderPreview *self)
{
  g_return_val_if_fail (TW_IS_ORDER_PREVIEW (self), NULL);

  return self->rivals;
}

/**
 * tw_order_preview_accepts_terms:
 * @self: a preview
 *
 * Placing an order counts as acceptance of the vendor's terms (vendor guides of the API, on sales orders;
 * what adds or prolongs is taken to do so as well); whoever shows the preview has to say so.
 *
 * Returns: whether placing it binds to the vendor's terms
 */
gboolean
tw_order_preview_accepts_terms (TwOrderPreview *self)
{
  g_return_val_if_fail (TW_IS_ORDER_PREVIEW (self), FALSE);

  return self->order->type != TW_ORDER_TYPE_CANCELLATION;
}

/**
 * tw_order_preview_get_basis:
 * @self: a preview
 *
 * Returns: (transfer none) (nullable): what must still hold when the order is sent
 */
TwJson *
tw_order_preview_get_basis (TwOrderPreview *self)
{
  g_return_val_if_fail (TW_IS_ORDER_PREVIEW (self), NULL);

  return self->basis;
}
