/* tw-order-change.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-draft-private.h"

/**
 * tw_subscription_find_product:
 * @subscription: a subscription's detail
 * @mpn: an MPN
 *
 * Returns: (transfer none) (nullable): the product of that MPN in the subscription
 */
TwSubscriptionProduct *
tw_subscription_find_product (TwSubscription *subscription,
                              const char     *mpn)
{
  for (guint i = 0; subscription->products != NULL && i < subscription->products->len; i++)
    {
      TwSubscriptionProduct *product = g_ptr_array_index (subscription->products, i);

      if (g_strcmp0 (product->mpn, mpn) == 0)
        return product;
    }

  return NULL;
}

static char *
list_mpns (TwSubscription *subscription)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < subscription->products->len; i++)
    g_string_append_printf (text,
                            "%s%s",
                            i == 0 ? "" : ", ",
                            ((TwSubscriptionProduct *) g_ptr_array_index (subscription->products, i))->mpn);

  return g_strdup (text->str);
}

/* The one product that a change of seats is about. */
static TwSubscriptionProduct *
choose_product (TwOrderDraft    *draft,
                TwSubscription  *subscription,
                TwProblems      *problems)
{
  const char *mpn = tw_order_draft_get_mpn (draft);
  TwSubscriptionProduct *product = NULL;
  g_autofree char *mpns = NULL;
  g_autofree char *message = NULL;

  if (subscription->products == NULL || subscription->products->len == 0)
    {
      tw_problems_add (problems,
                       "subscriptionId",
                       "This subscription has no products, so no seats to change");
      return NULL;
    }

  mpns = list_mpns (subscription);
  if (mpn != NULL)
    product = tw_subscription_find_product (subscription, mpn);
  else if (subscription->products->len == 1)
    product = g_ptr_array_index (subscription->products, 0);

  if (product == NULL && mpn != NULL)
    message = g_strdup_printf ("This subscription has no product %s; it has %s", mpn, mpns);
  else if (product == NULL)
    message = g_strdup_printf ("This subscription has several products; say which one changes: %s", mpns);
  if (product == NULL)
    tw_problems_add (problems, "products[0].mpn", message);

  return product;
}

/* Whole numbers leave without decimals, however the sum was written. */
static TwDecimal
trim (TwDecimal number)
{
  TwDecimal whole;

  if (tw_decimal_is_integer (number) && tw_decimal_round (number, 0, TW_ROUND_DOWN, &whole, NULL))
    return whole;

  return number;
}

static gboolean
compute_total (TwOrderDraft           *draft,
               TwSubscriptionProduct  *product,
               TwDecimal              *total,
               GError                **error)
{
  TwDecimal quantity;

  switch (tw_order_draft_get_seats (draft, &quantity))
    {
    case TW_SEATS_ADD:
      return tw_decimal_add (product->quantity, quantity, total, error);
    case TW_SEATS_REMOVE:
      return tw_decimal_subtract (product->quantity, quantity, total, error);
    case TW_SEATS_TOTAL:
    default:
      *total = quantity;
      return TRUE;
    }
}

/*
 * The API wants totals; a change that ends at nothing is a cancellation, and one to the same total is a
 * mistake.
 */
static void
check_total (TwOrderDraft          *draft,
             TwSubscriptionProduct *product,
             TwDecimal              total,
             TwProblems            *problems)
{
  g_autofree char *from = tw_decimal_to_string (trim (product->quantity));
  g_autofree char *message = NULL;
  TwDecimal quantity;
  TwSeats seats = tw_order_draft_get_seats (draft, &quantity);

  if (seats != TW_SEATS_TOTAL && tw_decimal_sign (quantity) <= 0)
    message = g_strdup ("Say how many seats to add or to remove, 1 or more");
  else if (!tw_decimal_is_integer (total))
    message = g_strdup ("Seats are whole numbers");
  else if (tw_decimal_sign (total) <= 0)
    message = g_strdup_printf ("There are %s seats; to end the subscription place a cancellation order",
                               from);
  else if (tw_decimal_compare (total, product->quantity) == 0)
    message = g_strdup_printf ("There are %s seats already", from);

  if (message != NULL)
    tw_problems_add (problems, "products[0].quantity", message);
}

static TwOrderLine *
line_new (TwSubscription        *subscription,
          TwSubscriptionProduct *product,
          TwDecimal              total)
{
  return g_object_new (TW_TYPE_ORDER_LINE,
                       "subscription-id", subscription->id,
                       "mpn", product->mpn,
                       "vendor", product->vendor,
                       "quantity", &total,
                       "billing-period", subscription->billing_period,
                       "subscription-period", subscription->subscription_period,
                       NULL);
}

static gboolean
apply_seats (TwOrderDraft    *draft,
             TwSubscription  *subscription,
             TwOrder         *order,
             TwProblems      *problems,
             GError         **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  TwSubscriptionProduct *product = choose_product (draft, subscription, problems);
  TwDecimal total;

  if (product == NULL)
    return TRUE;
  if (!compute_total (draft, product, &total, error))
    return FALSE;

  check_total (draft, product, total, problems);
  g_ptr_array_add (lines, line_new (subscription, product, trim (total)));
  g_object_set (order, "products", lines, NULL);

  return TRUE;
}

/* A whole change order, as a script sends it: every line changes this subscription. */
static void
check_lines (TwSubscription *subscription,
             TwOrder        *order,
             TwProblems     *problems)
{
  for (guint i = 0; order->products != NULL && i < order->products->len; i++)
    {
      TwOrderLine *line = g_ptr_array_index (order->products, i);

      if (line->subscription_id != NULL && g_strcmp0 (line->subscription_id, subscription->id) != 0)
        {
          g_autofree char *field = g_strdup_printf ("products[%u].subscriptionId", i);

          tw_problems_add (problems, field, "One change order is about one subscription; place one for each");
        }
    }
}

/**
 * tw_order_draft_apply:
 * @self: a draft of a change, renewal or cancellation
 * @subscription: its subscription, as the marketplace answered it just now
 * @error: return location; %TW_ERROR_VALIDATION with the fields
 *
 * Returns: (transfer full): the exact request, %NULL with @error set
 */
TwOrder *
tw_order_draft_apply (TwOrderDraft    *self,
                      TwSubscription  *subscription,
                      GError         **error)
{
  g_autoptr (TwOrder) order = tw_order_draft_dup_request (self);
  TwProblems problems = { NULL };

  if (order->customer_id == NULL)
    g_object_set (order, "customer-id", subscription->customer_id, NULL);
  else if (g_strcmp0 (order->customer_id, subscription->customer_id) != 0)
    tw_problems_add (&problems, "customerId", "The subscription belongs to another customer");

  if (subscription->status == TW_SUBSCRIPTION_STATUS_TERMINATED ||
      subscription->status == TW_SUBSCRIPTION_STATUS_REMOVED)
    tw_problems_add (&problems, "subscriptionId", "The subscription has ended");

  if (order->type != TW_ORDER_TYPE_CHANGE)
    g_object_set (order, "subscription-id", subscription->id, NULL);
  else if (!tw_order_draft_has_seats (self))
    check_lines (subscription, order, &problems);
  else if (!apply_seats (self, subscription, order, &problems, error))
    {
      g_clear_error (&problems.error);
      return NULL;
    }

  if (!tw_problems_end (&problems, error))
    return NULL;

  return g_steal_pointer (&order);
}
