/* tw-order-terms.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-order-terms.h"

#include <string.h>

#include "sandbox/tw-days.h"

/**
 * tw_term_fits:
 * @wanted: a term of a request; an unknown unit when it has none
 * @term: a term
 *
 * Returns: %TRUE when @term is the one that is wanted
 */
gboolean
tw_term_fits (const TwSimTerm *wanted,
              TwSimTerm        term)
{
  return wanted->unit == TW_PERIOD_UNKNOWN || (wanted->unit == term.unit && wanted->count == term.count);
}

/**
 * tw_order_read_switch:
 * @x: the call
 * @order: what was read of it so far
 * @error: return location for a refusal
 *
 * Reads the switch of a whole subscription to another plan.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_order_read_switch (TwExchange  *x,
                      TwSimOrder  *order,
                      GError     **error)
{
  TwSimTerm term = { TW_PERIOD_UNKNOWN, 0 };
  const char *plan_id = NULL;

  if (!tw_ask_string (x->body, "", "planId", TW_ASK_OPTIONAL, &plan_id, error)
      || !tw_ask_term (x->body, "", "subscriptionPeriod", &term, error))
    return FALSE;
  if (order->type != TW_SIM_CHANGE || (plan_id == NULL && term.unit == TW_PERIOD_UNKNOWN))
    return TRUE;
  if (order->subscription == NULL)
    return tw_refuse (error, 400, "The field subscriptionId is required.");

  for (guint i = 0; i < order->subscription->plan->switches->len && order->new_plan == NULL; i++)
    {
      TwSimPlan *plan = g_ptr_array_index (order->subscription->plan->switches, i);
      g_autofree char *id = g_strdup_printf ("%u", plan->id);

      if ((plan_id == NULL || strcmp (id, plan_id) == 0) && tw_term_fits (&term, plan->term))
        order->new_plan = plan;
    }
  if (order->new_plan == NULL)
    return tw_refuse (error, 400, "Subscription #%u cannot be switched to this plan and term.", order->subscription->id);

  return TRUE;
}

/**
 * tw_order_add_switch_line:
 * @order: a switch without lines
 *
 * Adds the line that it means.
 */
void
tw_order_add_switch_line (TwSimOrder *order)
{
  const TwSimSeat *seat = &g_array_index (order->subscription->seats, TwSimSeat, 0);
  TwSimLine line = { seat->product };

  line.new_product = g_ptr_array_index (order->new_plan->products, 0);
  line.subscription = order->subscription;
  line.total = seat->quantity;
  line.parameters = tw_sim_pairs_new ();
  g_array_append_val (order->lines, line);
}

/**
 * tw_order_read_schedule:
 * @x: the call
 * @order: what was read of it so far
 * @error: return location for a refusal
 *
 * Reads when a change takes effect, and what the new term of a switch starts with.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_order_read_schedule (TwExchange  *x,
                        TwSimOrder  *order,
                        GError     **error)
{
  const char *scheduled_on = NULL;
  const char *start = NULL;

  if (!tw_ask_string (x->body, "", "scheduledOn", TW_ASK_OPTIONAL, &scheduled_on, error)
      || !tw_ask_string (x->body, "", "upgradeStartType", TW_ASK_OPTIONAL, &start, error))
    return FALSE;
  if (scheduled_on != NULL && (strcmp (scheduled_on, "renewal") != 0 || order->type != TW_SIM_CHANGE))
    return tw_refuse (error, 400, "Unsupported value of the field scheduledOn.");
  order->at_renewal = scheduled_on != NULL;

  if (start == NULL || g_ascii_strcasecmp (start, "from_date_of_upgrade") == 0)
    return TRUE;
  if (g_ascii_strcasecmp (start, "from_old_start_date") != 0)
    return tw_refuse (error, 400, "Unsupported value of the field upgradeStartType.");
  if (order->subscription != NULL)
    order->start = order->subscription->term_start;

  return TRUE;
}

/**
 * tw_order_read_alignment:
 * @x: the call
 * @order: what was read of it so far
 * @error: return location for a refusal
 *
 * Reads what the end of a sale is lined up with.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_order_read_alignment (TwExchange  *x,
                         TwSimOrder  *order,
                         GError     **error)
{
  JsonObject *align = NULL;
  const char *type = NULL;
  TwSimSubscription *subscription = NULL;
  gboolean given;
  TwDecimal number;
  gint64 id = 0;

  if (!tw_ask_object (x->body, "", "alignExpirationDate", TW_ASK_OPTIONAL, &align, error))
    return FALSE;
  if (align == NULL)
    return TRUE;
  if (!tw_ask_string (align, "alignExpirationDate.", "alignmentType", TW_ASK_REQUIRED, &type, error)
      || !tw_ask_quantity (align, "alignExpirationDate.", "subscriptionId", &given, &number, error))
    return FALSE;

  if (strcmp (type, "MATCH_END_OF_CALENDAR_MONTH") == 0)
    {
      TwSimProduct *product = g_array_index (order->lines, TwSimLine, 0).product;
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_julian (&date, tw_day_add_term (tw_world_today (x->world), product->plan->term, 1) - 1);
      g_date_set_day (&date, g_date_get_days_in_month (g_date_get_month (&date), g_date_get_year (&date)));
      order->expiration = g_date_get_julian (&date);
      return TRUE;
    }
  if (strcmp (type, "CO_TERM_ON_SUBSCRIPTION") != 0 && strcmp (type, "CO_TERM_PARTIAL_UPGRADE") != 0)
    return tw_refuse (error, 400, "Unsupported value of the field alignExpirationDate.alignmentType.");
  if (given && tw_decimal_to_int64 (number, &id))
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      subscription = tw_world_find_subscription (x->world, text);
    }
  if (subscription == NULL || subscription->customer != order->customer || subscription->status != TW_SIM_ACTIVE)
    return tw_refuse (error, 400, "No entity has been found.");
  order->expiration = subscription->expires;

  return TRUE;
}

/**
 * tw_order_read_migration:
 * @x: the call
 * @order: what was read of it so far
 * @error: return location for a refusal
 *
 * Reads the dates of a subscription that is brought in from outside.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_order_read_migration (TwExchange  *x,
                         TwSimOrder  *order,
                         GError     **error)
{
  TwDay today = tw_world_today (x->world);
  TwDay migration = 0;

  if (!tw_ask_day (x->body, "", "startDate", &order->start, error)
      || !tw_ask_day (x->body, "", "expirationDate", &order->expiration, error)
      || !tw_ask_day (x->body, "", "migrationDate", &migration, error)
      || !tw_ask_bool (x->body, "", "autorenewal", &order->renews, error))
    return FALSE;
  if (order->start == 0 || order->start > today)
    return tw_refuse (error, 400, "The field startDate is required for a migration and may not lie ahead.");
  if (order->expiration <= today)
    return tw_refuse (error, 400, "The field expirationDate is required for a migration and has to lie ahead.");

  return TRUE;
}
