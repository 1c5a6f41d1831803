/* tw-preview-sums.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-draft-private.h"
#include "journal/tw-order-preview-private.h"

#include <string.h>

static void
line_free (TwPreviewLine *line)
{
  g_free (line->mpn);
  g_free (line->name);
  g_clear_object (&line->billing_period);
  g_clear_object (&line->subscription_period);
  g_free (line);
}

/**
 * tw_preview_accumulate:
 * @sum: (inout): a sum that has no currency yet, or that of @amount
 * @amount: what comes to it; nothing when it has no currency
 * @error: return location; %TW_ERROR_VALIDATION when the sum overflows or mixes currencies
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_preview_accumulate (TwMoney        *sum,
                       const TwMoney  *amount,
                       GError        **error)
{
  if (amount->currency[0] == '\0')
    return TRUE;
  if (sum->currency[0] != '\0')
    return tw_money_add (sum, amount, sum, error);

  *sum = *amount;

  return TRUE;
}

/* Tax that comes on top; the rest of the tax is inside the price already. */
static const TwMoney *
get_added_tax (TwCharge *charge)
{
  if (tw_resource_has (TW_RESOURCE (charge), "exclusiveTaxAmount"))
    return &charge->exclusive_tax_amount;

  return &charge->tax_amount;
}

static guint
count_lines (TwOrder    *order,
             const char *mpn)
{
  guint count = 0;

  for (guint i = 0; order->products != NULL && i < order->products->len; i++)
    if (g_strcmp0 (((TwOrderLine *) g_ptr_array_index (order->products, i))->mpn, mpn) == 0)
      count++;

  return count;
}

/*
 * The charges of a product, when the order has one line of it; with several nobody can tell whose a charge
 * is.
 */
static gboolean
add_charges (TwPreviewLine  *line,
             TwOrder        *estimate,
             GError        **error)
{
  gboolean has_recurring = FALSE;

  for (guint i = 0; estimate->details != NULL && i < estimate->details->len; i++)
    {
      TwCharge *charge = g_ptr_array_index (estimate->details, i);
      gboolean recurring = g_strcmp0 (charge->type, "recurring") == 0;

      if (g_strcmp0 (charge->mpn, line->mpn) != 0)
        continue;
      if (!tw_preview_accumulate (&line->extended_price, &charge->extended_price, error) ||
          !tw_preview_accumulate (&line->tax, get_added_tax (charge), error))
        return FALSE;

      /* A setup fee is not what the next seat costs. */
      if (charge->unit_price != NULL && !has_recurring && (recurring || line->unit_price.currency[0] == '\0'))
        tw_price_get_money (charge->unit_price, &line->unit_price);
      has_recurring |= recurring;
    }

  return TRUE;
}

static TwOrderLine *
find_answer (TwOrder     *estimate,
             guint        position,
             TwOrderLine *line)
{
  TwOrderLine *answer;

  if (estimate->products == NULL || position >= estimate->products->len)
    return NULL;
  answer = g_ptr_array_index (estimate->products, position);

  return g_strcmp0 (answer->mpn, line->mpn) == 0 ? answer : NULL;
}

static gboolean
add_prices (TwPreviewLine  *line,
            TwOrder        *order,
            guint           position,
            TwOrder        *estimate,
            GError        **error)
{
  TwOrderLine *answer = find_answer (estimate, position, g_ptr_array_index (order->products, position));

  if (answer != NULL && line->name == NULL)
    line->name = g_strdup (answer->name);
  if (line->mpn != NULL && count_lines (order, line->mpn) == 1 && !add_charges (line, estimate, error))
    return FALSE;
  if (answer != NULL && line->extended_price.currency[0] == '\0')
    line->extended_price = answer->extended_price;

  return TRUE;
}

static void
add_seats (TwPreviewLine  *line,
           TwSubscription *subscription)
{
  TwSubscriptionProduct *product = tw_subscription_find_product (subscription, line->mpn);

  if (product == NULL)
    return;

  line->has_from = TRUE;
  line->from = product->quantity;
  if (line->name == NULL)
    line->name = g_strdup (product->name);
  if (product->unit_price != NULL)
    tw_price_get_money (product->unit_price, &line->unit_price);
}

/* A renewal keeps the seats, a cancellation ends them. */
static TwPreviewLine *
line_of_product (TwOrder               *order,
                 TwSubscription        *subscription,
                 TwSubscriptionProduct *product)
{
  TwPreviewLine *line = g_new0 (TwPreviewLine, 1);

  line->mpn = g_strdup (product->mpn);
  g_set_object (&line->billing_period, subscription->billing_period);
  g_set_object (&line->subscription_period, subscription->subscription_period);
  add_seats (line, subscription);
  line->to = order->type == TW_ORDER_TYPE_CANCELLATION ? TW_DECIMAL_INIT (0) : product->quantity;

  return line;
}

/**
 * tw_preview_list_lines:
 * @order: the request
 * @estimate: (nullable): the marketplace's estimate of it
 * @subscription: (nullable): the subscription it is about
 * @error: return location; %TW_ERROR_VALIDATION when amounts do not add up in one currency
 *
 * Returns: (transfer full) (element-type TwPreviewLine): what the order does to each product
 */
GPtrArray *
tw_preview_list_lines (TwOrder         *order,
                       TwOrder         *estimate,
                       TwSubscription  *subscription,
                       GError         **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);

  for (guint i = 0; order->products != NULL && i < order->products->len; i++)
    {
      TwOrderLine *product = g_ptr_array_index (order->products, i);
      TwPreviewLine *line = g_new0 (TwPreviewLine, 1);

      g_ptr_array_add (lines, line);
      line->mpn = g_strdup (product->mpn);
      line->to = product->quantity;
      g_set_object (&line->billing_period, product->billing_period);
      g_set_object (&line->subscription_period, product->subscription_period);
      if (subscription != NULL)
        add_seats (line, subscription);
      /* a change of plan or term leaves the seats as they are */
      if (line->has_from && !tw_resource_has (TW_RESOURCE (product), "quantity"))
        line->to = line->from;
      if (estimate != NULL && !add_prices (line, order, i, estimate, error))
        return NULL;
    }

  if (lines->len == 0 && subscription != NULL && subscription->products != NULL)
    for (guint i = 0; i < subscription->products->len; i++)
      g_ptr_array_add (lines,
                       line_of_product (order, subscription, g_ptr_array_index (subscription->products, i)));

  return g_steal_pointer (&lines);
}

static TwPreviewTotal *
ensure_total (GPtrArray  *totals,
              const char *currency)
{
  TwPreviewTotal *total;

  for (guint i = 0; i < totals->len; i++)
    {
      total = g_ptr_array_index (totals, i);
      if (strcmp (total->net.currency, currency) == 0)
        return total;
    }

  total = g_new0 (TwPreviewTotal, 1);
  g_strlcpy (total->net.currency, currency, sizeof total->net.currency);
  g_strlcpy (total->tax.currency, currency, sizeof total->tax.currency);
  g_strlcpy (total->gross.currency, currency, sizeof total->gross.currency);
  g_ptr_array_add (totals, total);

  return total;
}

/**
 * tw_preview_list_totals:
 * @estimate: the marketplace's estimate
 * @error: return location; %TW_ERROR_VALIDATION when amounts overflow
 *
 * Adds up the charges of an estimate, which are the customer's; one without charges has its total alone.
 *
 * Returns: (transfer full) (element-type TwPreviewTotal): one sum for each currency
 */
GPtrArray *
tw_preview_list_totals (TwOrder  *estimate,
                        GError  **error)
{
  g_autoptr (GPtrArray) totals = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; estimate->details != NULL && i < estimate->details->len; i++)
    {
      TwCharge *charge = g_ptr_array_index (estimate->details, i);
      const TwMoney *tax = get_added_tax (charge);
      TwPreviewTotal *total;

      if (charge->extended_price.currency[0] == '\0')
        continue;
      total = ensure_total (totals, charge->extended_price.currency);
      if (!tw_preview_accumulate (&total->net, &charge->extended_price, error) ||
          !tw_preview_accumulate (&total->tax, tax, error))
        return NULL;
    }

  if (totals->len == 0 && estimate->total.currency[0] != '\0')
    ensure_total (totals, estimate->total.currency)->net = estimate->total;

  for (guint i = 0; i < totals->len; i++)
    {
      TwPreviewTotal *total = g_ptr_array_index (totals, i);

      if (!tw_money_add (&total->net, &total->tax, &total->gross, error))
        return NULL;
    }

  return g_steal_pointer (&totals);
}

static TwDecimal
get_seats_after (TwOrder               *order,
                 TwSubscriptionProduct *product)
{
  if (order->type == TW_ORDER_TYPE_CANCELLATION)
    return TW_DECIMAL_INIT (0);

  for (guint i = 0; order->products != NULL && i < order->products->len; i++)
    {
      TwOrderLine *line = g_ptr_array_index (order->products, i);

      if (g_strcmp0 (line->mpn, product->mpn) == 0 && tw_resource_has (TW_RESOURCE (line), "quantity"))
        return line->quantity;
    }

  return product->quantity;
}

static gboolean
get_unit (TwSubscriptionProduct *product,
          TwPreviewSide          side,
          TwMoney               *unit)
{
  TwPrice *price = side == TW_PREVIEW_COST ? product->unit_cost : product->unit_price;

  return price != NULL && tw_price_get_money (price, unit);
}

static gboolean
add_recurring (TwOrder                *order,
               TwSubscriptionProduct  *product,
               const TwMoney          *unit,
               TwMoney                *from,
               TwMoney                *to,
               GError                **error)
{
  TwMoney before, after;

  return tw_money_multiply (unit, product->quantity, &before, error)
         && tw_money_multiply (unit, get_seats_after (order, product), &after, error)
         && tw_preview_accumulate (from, &before, error)
         && tw_preview_accumulate (to, &after, error);
}

/**
 * tw_preview_compute_recurring:
 * @order: a request on a subscription
 * @subscription: the subscription
 * @side: whose: what the customer pays for a seat (`unitPrice` of the subscription's products), or what the reseller
 *   pays (`unitCost`)
 * @from: (out): what its seats come to for each billing period now; no currency when the marketplace does not show
 *   this side of all of them, or does not show what a seat comes to afterwards
 * @to: (out): the same afterwards
 * @error: return location; %TW_ERROR_VALIDATION when amounts overflow or mix currencies
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_preview_compute_recurring (TwOrder         *order,
                              TwSubscription  *subscription,
                              TwPreviewSide    side,
                              TwMoney         *from,
                              TwMoney         *to,
                              GError         **error)
{
  *from = (TwMoney) { 0 };
  *to = (TwMoney) { 0 };
  if (tw_preview_changes_plan (order))
    return TRUE;

  for (guint i = 0; subscription->products != NULL && i < subscription->products->len; i++)
    {
      TwSubscriptionProduct *product = g_ptr_array_index (subscription->products, i);
      TwMoney unit;

      if (!get_unit (product, side, &unit))
        {
          *from = (TwMoney) { 0 };
          *to = (TwMoney) { 0 };
          return TRUE;
        }

      if (!add_recurring (order, product, &unit, from, to, error))
        return FALSE;
    }

  return TRUE;
}
