/* tw-serve-catalogue.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include <string.h>

#include "sandbox/tw-exchange.h"
#include "sandbox/tw-pricing.h"

/* In what the resellers of this marketplace sell. */
static const char *const currencies[] = { "USD", "EUR", "MXN", "BRL", "COP", "PEN", "CLP" };

static void
write_price (TwOut      *out,
             TwDecimal   amount,
             const char *currency,
             const char *type,
             const char *model,
             int         lower_limit)
{
  g_autofree char *text = tw_amount_to_string (amount);

  tw_out_begin_object (out, NULL);
  tw_out_string (out, "currency", currency);
  tw_out_string (out, "amount", text);
  tw_out_string (out, "type", type);
  tw_out_string (out, "model", model);
  tw_out_double (out, "lowerLimit", lower_limit);
  tw_out_end_object (out);
}

/* Prices or costs, in every currency. */
static void
write_prices (TwOut        *out,
              const char   *name,
              TwSimProduct *product,
              TwDecimal     dollars)
{
  const char *model = product->volume_from > 0 ? "VOLUME_SUBSCRIPTION" : "FLAT";

  tw_out_begin_array (out, name);
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      const char *currency = currencies[i];

      write_price (out, tw_price_unit (product, dollars, 1, currency), currency,
                   product->plan->usage ? "overuse" : "recurring", model, 1);
      if (product->volume_from > 0)
        write_price (out, tw_price_unit (product, dollars, product->volume_from, currency), currency, "recurring", model,
                     product->volume_from);
      if (product->setup_cost.units != 0)
        write_price (out, tw_price_convert (product->setup_cost, currency), currency, "setup", "FLAT", 1);
    }
  tw_out_end_array (out);
}

static void
write_product (TwExchange *x,
               gpointer    object)
{
  TwSimProduct *product = object;
  g_autofree char *minimum = g_strdup_printf ("%d.0", product->minimum);
  g_autofree char *maximum = g_strdup_printf ("%d.0", product->maximum);
  TwOut *out = &x->out;

  tw_out_begin_object (out, NULL);
  tw_out_string (out, "mpn", product->mpn);
  tw_out_string (out, "vendor", product->vendor);
  tw_out_string (out, "id", product->id);
  tw_out_string (out, "serviceName", product->service);
  tw_out_string (out, "name", product->name);
  tw_out_string (out, "minimumQuantity", minimum);
  tw_out_string (out, "maximumQuantity", maximum);
  write_prices (out, "prices", product, product->price);
  write_prices (out, "costs", product, product->cost);
  tw_out_term (out, "billingPeriod", product->plan->billing);
  tw_out_term (out, "subscriptionPeriod", product->plan->term);
  tw_out_string (out, "billingModel", product->plan->billing_model);
  tw_out_begin_array (out, "dependsOn");
  if (product->depends_on != NULL)
    {
      tw_out_begin_object (out, NULL);
      tw_out_string (out, "mpn", product->depends_on->mpn);
      tw_out_string (out, "id", product->depends_on->id);
      tw_out_end_object (out);
    }
  tw_out_end_array (out);
  tw_out_begin_object (out, "coterming");
  tw_out_string (out, "required", product->coterming);
  tw_out_string (out, "type", strcmp (product->coterming, "MANDATORY") == 0 ? "END_OF_MONTH" : "SUBSCRIPTION");
  tw_out_end_object (out);
  tw_out_end_object (out);
}

static void
write_plan_members (TwOut     *out,
                    TwSimPlan *plan)
{
  tw_out_id (out, "id", plan->id);
  tw_out_string (out, "name", plan->name);
  tw_out_string (out, "shortDescription", plan->short_description);
  tw_out_string (out, "longDescription", plan->long_description);
  tw_out_bool (out, "published", plan->published);
  tw_out_begin_array (out, "subscriptionPeriods");
  tw_out_begin_object (out, NULL);
  tw_out_string (out, "type", tw_unit_to_string (plan->term.unit));
  tw_out_int (out, "duration", plan->term.count);
  tw_out_bool (out, "trial", FALSE);
  tw_out_bool (out, "active", plan->published);
  tw_out_end_object (out);
  tw_out_end_array (out);
  tw_out_term (out, "billingPeriod", plan->billing);
  tw_out_string (out, "billingModel", plan->billing_model);
}

static void
write_plan_row (TwExchange *x,
                gpointer    object)
{
  tw_out_begin_object (&x->out, NULL);
  write_plan_members (&x->out, object);
  tw_out_end_object (&x->out);
}

/**
 * tw_serve_product_list:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /products`: what can be ordered; products of unpublished plans are not shown.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_product_list (TwExchange  *x,
                       GError     **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *name = tw_exchange_query (x, "name");
  const char *service = tw_exchange_query (x, "serviceName");
  const char *mpn = tw_exchange_query (x, "mpn");
  const char *vendor = tw_exchange_query (x, "vendor");

  for (guint i = 0; i < x->world->products->len; i++)
    {
      TwSimProduct *product = g_ptr_array_index (x->world->products, i);

      if (product->plan->published
          && (name == NULL || tw_text_contains (product->name, name))
          && (service == NULL || strcmp (product->service, service) == 0)
          && (mpn == NULL || strcmp (product->mpn, mpn) == 0)
          && (vendor == NULL || strcmp (product->vendor, vendor) == 0))
        g_ptr_array_add (found, product);
    }

  return tw_exchange_reply_list (x, found, write_product, error);
}

/**
 * tw_serve_plan_list:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /plans`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_plan_list (TwExchange  *x,
                    GError     **error)
{
  return tw_exchange_reply_list (x, x->world->plans, write_plan_row, error);
}

/**
 * tw_serve_plan:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /plans/{id}`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_plan (TwExchange  *x,
               GError     **error)
{
  TwSimPlan *plan = tw_world_find_plan (x->world, x->id);
  TwOut *out = &x->out;

  if (plan == NULL)
    return tw_refuse_unknown (x, error);

  tw_out_begin_object (out, NULL);
  write_plan_members (out, plan);
  tw_out_begin_array (out, "planSwitches");
  for (guint i = 0; i < plan->switches->len; i++)
    {
      TwSimPlan *target = g_ptr_array_index (plan->switches, i);

      tw_out_begin_object (out, NULL);
      tw_out_int (out, "planId", target->id);
      tw_out_term (out, "subscriptionPeriod", target->term);
      tw_out_string (out, "billingPolicy", "prorate_starting_new_subscription_period");
      tw_out_string (out, "whenEffective", "immediately");
      tw_out_term (out, "sourceSubscriptionPeriod", plan->term);
      tw_out_end_object (out);
    }
  tw_out_end_array (out);
  tw_out_end_object (out);

  return TRUE;
}
