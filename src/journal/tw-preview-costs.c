/* tw-preview-costs.c
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

/*
 * The reseller's side of a preview. Estimates do not have it: their amounts are what the customer pays. What the
 * reseller pays is in the catalogue, as the `costs` of a product, and in the detail of a subscription, as the
 * `unitCost` of a seat; both are for a whole billing period. What cannot be told from these stays unknown.
 */

/* In the models left out a tier counts seats of other orders too, or not all seats cost the same. */
static gboolean
is_cost_of_each (TwPrice *cost)
{
  static const char *const models[] = { "FLAT", "VOLUME_SUBSCRIPTION", "VOLUME_ORDER", NULL };

  return cost->model == NULL || g_strv_contains (models, cost->model);
}

/* Of the recurring costs in a currency, the one of the highest tier that so many reach. */
static gboolean
find_catalogue_cost (TwProduct  *product,
                     const char *currency,
                     TwDecimal   quantity,
                     TwMoney    *out)
{
  TwPrice *found = NULL;

  for (guint i = 0; product->costs != NULL && i < product->costs->len; i++)
    {
      TwPrice *cost = g_ptr_array_index (product->costs, i);

      if (g_strcmp0 (cost->type, "recurring") != 0 || g_strcmp0 (cost->currency, currency) != 0 ||
          tw_decimal_compare (cost->lower_limit, quantity) > 0)
        continue;
      if (found == NULL || tw_decimal_compare (cost->lower_limit, found->lower_limit) > 0)
        found = cost;
    }

  return found != NULL && is_cost_of_each (found) && tw_price_get_money (found, out);
}

/* The line of the request; renewals and cancellations have none. */
static TwOrderLine *
get_asked (TwOrder *order,
           guint    position)
{
  if (order->products == NULL || position >= order->products->len)
    return NULL;

  return g_ptr_array_index (order->products, position);
}

static const char *
get_currency (const TwPreviewLine *line,
              TwOrder             *estimate)
{
  if (line->extended_price.currency[0] != '\0' || estimate == NULL)
    return line->extended_price.currency;

  return estimate->total.currency;
}

/* A cost that was agreed upon comes first, then the subscription's own, then the catalogue's. */
static gboolean
find_unit_cost (TwPreviewLine  *line,
                TwOrderLine    *asked,
                TwProduct      *product,
                TwSubscription *subscription,
                TwOrder        *estimate)
{
  TwSubscriptionProduct *held = subscription != NULL ? tw_subscription_find_product (subscription, line->mpn) : NULL;

  if (asked != NULL && asked->special_cost.currency[0] != '\0')
    {
      line->unit_cost = asked->special_cost;
      return TRUE;
    }
  if (held != NULL)
    return held->unit_cost != NULL && tw_price_get_money (held->unit_cost, &line->unit_cost);

  return product != NULL && find_catalogue_cost (product, get_currency (line, estimate), line->to, &line->unit_cost);
}

/* The seats that the order adds, negative when it takes some; a renewal orders all of them for another term. */
static gboolean
count_seats (TwOrder              *order,
             const TwPreviewLine  *line,
             TwDecimal            *seats,
             GError              **error)
{
  *seats = line->to;
  if (!line->has_from || order->type == TW_ORDER_TYPE_RENEWAL)
    return TRUE;

  return tw_decimal_subtract (line->to, line->from, seats, error);
}

/**
 * tw_preview_changes_plan:
 * @order: a request
 *
 * Returns: whether it changes more than seats: what a seat will cost afterwards is then in none of the answers that
 *   a preview is made of
 */
gboolean
tw_preview_changes_plan (TwOrder *order)
{
  if (order->plan_id != NULL || order->subscription_period != NULL)
    return TRUE;

  for (guint i = 0; order->products != NULL && i < order->products->len; i++)
    {
      TwOrderLine *line = g_ptr_array_index (order->products, i);

      if (line->new_mpn != NULL || line->new_id != NULL || line->new_product_id != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * tw_preview_add_costs:
 * @lines: (element-type TwPreviewLine): what the order does to each product, prices included; gets the costs
 * @order: the request
 * @products: (nullable) (element-type TwProduct): the catalogue's product for each line of @order, %NULL for those
 *   that were not looked up
 * @estimate: (nullable): the marketplace's estimate of it
 * @subscription: (nullable): the subscription it is about
 * @error: return location; %TW_ERROR_VALIDATION when an amount overflows
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_preview_add_costs (GPtrArray       *lines,
                      TwOrder         *order,
                      GPtrArray       *products,
                      TwOrder         *estimate,
                      TwSubscription  *subscription,
                      GError         **error)
{
  if (tw_preview_changes_plan (order))
    return TRUE;

  for (guint i = 0; i < lines->len; i++)
    {
      TwPreviewLine *line = g_ptr_array_index (lines, i);
      TwProduct *product = products != NULL && i < products->len ? g_ptr_array_index (products, i) : NULL;
      TwDecimal seats;

      if (!find_unit_cost (line, get_asked (order, i), product, subscription, estimate))
        continue;
      if (!count_seats (order, line, &seats, error) ||
          !tw_money_multiply (&line->unit_cost, seats, &line->extended_cost, error))
        return FALSE;
    }

  return TRUE;
}

/* Whether the costs of all lines are known, each in the currency that it is sold in. */
static gboolean
has_all_costs (GPtrArray *lines,
               TwOrder   *estimate)
{
  /* the marketplace adds products that others need: they are charged, and nothing says what they cost */
  if (estimate->products != NULL && estimate->products->len > lines->len)
    return FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      const TwPreviewLine *line = g_ptr_array_index (lines, i);

      if (line->extended_cost.currency[0] == '\0' ||
          strcmp (line->extended_cost.currency, get_currency (line, estimate)) != 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * tw_preview_add_total_costs:
 * @totals: (element-type TwPreviewTotal): what the order costs; gets the costs
 * @lines: (element-type TwPreviewLine): what it does to each product, costs included
 * @estimate: the marketplace's estimate that both come from
 * @error: return location; %TW_ERROR_VALIDATION when a sum overflows
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_preview_add_total_costs (GPtrArray  *totals,
                            GPtrArray  *lines,
                            TwOrder    *estimate,
                            GError    **error)
{
  if (!has_all_costs (lines, estimate))
    return TRUE;

  for (guint i = 0; i < totals->len; i++)
    {
      TwPreviewTotal *total = g_ptr_array_index (totals, i);

      for (guint j = 0; j < lines->len; j++)
        {
          const TwPreviewLine *line = g_ptr_array_index (lines, j);

          if (strcmp (line->extended_cost.currency, total->net.currency) == 0 &&
              !tw_preview_accumulate (&total->cost, &line->extended_cost, error))
            return FALSE;
        }
    }

  return TRUE;
}
