/* tw-order-rules.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include <string.h>

#include "sandbox/tw-activation.h"
#include "sandbox/tw-days.h"
#include "sandbox/tw-engine.h"
#include "sandbox/tw-order-request.h"
#include "sandbox/tw-serve-orders.h"

/* Business rules are refused with 500, as the platform does; what the request could know itself with 400. */

static gboolean
check_customer (TwSimOrder     *order,
                TwOrderPurpose  purpose,
                GError        **error)
{
  const TwSimAccount *customer = order->customer;
  gboolean buys = order->type == TW_SIM_SALES || order->type == TW_SIM_CHANGE || order->type == TW_SIM_MIGRATION;

  if (purpose == TW_ORDER_FOR_ESTIMATE || strcmp (customer->status, "active") == 0)
    return TRUE;
  if (strcmp (customer->status, "creditHold") == 0)
    return !buys || tw_refuse (error, 400, "Customer #%u is on credit hold and may not order until the balance is paid.",
                               customer->id);

  return tw_refuse (error, 400, "Customer #%u is %s and may not order.", customer->id, customer->status);
}

static gboolean
check_subscription (TwSimOrder         *order,
                    TwSimSubscription  *subscription,
                    GError            **error)
{
  const char *verb = order->type == TW_SIM_RENEWAL        ? "renew"
                     : order->type == TW_SIM_CANCELLATION ? "cancel"
                                                          : "change";
  const TwSimOrder *open = subscription->open_order;

  if (subscription->status == TW_SIM_PENDING && open == NULL)
    return tw_refuse (error, 400, "Subscription #%u is pending and cannot be changed yet.", subscription->id);
  if (open != NULL)
    {
      g_autofree char *number = tw_order_get_number (open);
      const char *code = tw_order_peek_code (open);

      return tw_refuse (error, 500, "Cannot %s subscription #%u: %s order #%s is still in status %s(%s). Cancel it or "
                                    "wait until it is processed.",
                        verb, subscription->id, tw_order_peek_type (open), number,
                        strcmp (code, "AS") == 0 ? "Accepted, scheduled" : "Provisioning is in progress", code);
    }
  if (subscription->status != TW_SIM_ACTIVE
      && (subscription->status != TW_SIM_HOLD || order->type != TW_SIM_CANCELLATION))
    return tw_refuse (error, 400, "Cannot %s subscription #%u: it is not active.", verb, subscription->id);

  return TRUE;
}

static gboolean
check_change (TwSimOrder  *order,
              TwSimLine   *line,
              TwDay        today,
              GError     **error)
{
  TwSimSubscription *subscription = line->subscription;
  const TwSimSeat *seat = tw_sim_find_seat (subscription, line->product);
  int seats = seat != NULL ? seat->quantity : 0;

  if (!check_subscription (order, subscription, error))
    return FALSE;
  if (order->at_renewal && !subscription->renews)
    return tw_refuse (error, 400, "Subscription #%u does not renew: nothing can be scheduled for its renewal.",
                      subscription->id);
  if (order->at_renewal && line->new_product != NULL)
    return tw_refuse (error, 400, "A switch of the plan cannot be scheduled for the renewal.");
  if (line->new_product == NULL && line->total == seats)
    return tw_refuse (error, 400, "Subscription #%u has %d of the product %s already: nothing would change.",
                      subscription->id, seats, line->product->mpn);
  if (line->new_product == NULL && line->total < seats && !order->at_renewal
      && !tw_plan_is_monthly (subscription->plan) && today >= subscription->term_start + TW_RETURN_DAYS)
    return tw_refuse (error, 500, "Cannot change subscription #%u: the quantity can be reduced within %d days after the "
                                  "start of the term, or at the renewal.",
                      subscription->id, TW_RETURN_DAYS);

  return TRUE;
}

/* A parameter of the line itself, or of another line of the same subscription. */
static const char *
find_parameter (TwSimOrder             *order,
                const TwSimProduct     *product,
                const TwActivationRule *rule)
{
  for (guint i = 0; i < order->lines->len; i++)
    {
      const TwSimLine *line = &g_array_index (order->lines, TwSimLine, i);
      const char *value;

      if (line->product->plan != product->plan)
        continue;
      value = tw_sim_pairs_get (line->parameters, rule->name);
      if (value == NULL && rule->alias != NULL)
        value = tw_sim_pairs_get (line->parameters, rule->alias);
      if (value != NULL && *value != '\0')
        return value;
    }

  return NULL;
}

static gboolean
check_parameters (TwWorld     *world,
                  TwSimOrder  *order,
                  TwSimLine   *line,
                  GError     **error)
{
  guint n_rules;
  const TwActivationRule *rules = tw_activation_list (&n_rules);

  for (guint i = 0; i < n_rules; i++)
    {
      const char *value;
      const char *reason;

      if (!(line->product->needs & rules[i].need))
        continue;
      value = find_parameter (order, line->product, &rules[i]);
      if (value == NULL)
        return tw_refuse (error, 400, "The activation parameter %s of the product %s is missing.", rules[i].name,
                          line->product->mpn);
      reason = tw_activation_check (world, order->customer, &rules[i], value);
      if (reason != NULL)
        return tw_refuse (error, 400, "The activation parameter %s of the product %s was refused. %s", rules[i].name,
                          line->product->mpn, reason);
      if (strcmp (value, TW_ACTIVATION_FAILING_DOMAIN) == 0)
        order->fails = TRUE;
    }

  return TRUE;
}

/* What was sent in secret is not kept, whether the product has asked for it or not. */
static void
forget_secrets (TwSimLine *line)
{
  for (guint i = line->parameters->len; i > 0; i--)
    {
      TwSimPair *pair = g_ptr_array_index (line->parameters, i - 1);

      if (tw_activation_is_secret (pair->name))
        g_ptr_array_remove_index (line->parameters, i - 1);
    }
}

/**
 * tw_order_rules_check:
 * @world: the world
 * @order: an order that was read from a request
 * @purpose: what it was read for
 * @error: return location for a refusal
 *
 * Holds an order against the state of the world, and prices it.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_order_rules_check (TwWorld         *world,
                      TwSimOrder      *order,
                      TwOrderPurpose   purpose,
                      GError         **error)
{
  TwDay today = tw_world_today (world);

  if (!check_customer (order, purpose, error))
    return FALSE;
  if ((order->type == TW_SIM_RENEWAL || order->type == TW_SIM_CANCELLATION)
      && !check_subscription (order, order->subscription, error))
    return FALSE;
  if (order->type == TW_SIM_RENEWAL && order->subscription->prepaid > today)
    return tw_refuse (error, 500, "Cannot renew subscription #%u: its next term is ordered already.",
                      order->subscription->id);

  for (guint i = 0; i < order->lines->len; i++)
    {
      TwSimLine *line = &g_array_index (order->lines, TwSimLine, i);

      if (order->type == TW_SIM_CHANGE && !check_change (order, line, today, error))
        return FALSE;
      if (order->type != TW_SIM_CHANGE && purpose == TW_ORDER_FOR_PLACING
          && !check_parameters (world, order, line, error))
        return FALSE;
      if (order->expiration != 0 && order->type == TW_SIM_SALES && strcmp (line->product->coterming, "RESTRICTED") == 0)
        return tw_refuse (error, 400, "The end of the product %s cannot be aligned.", line->product->mpn);
      order->fails |= line->product->fails;
      forget_secrets (line);
    }
  tw_quote_order (world, order, today);

  return TRUE;
}
