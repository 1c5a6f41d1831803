/* tw-order-write.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-serve-orders.h"

#include <string.h>

#include "sandbox/tw-days.h"
#include "sandbox/tw-engine.h"
#include "sandbox/tw-pricing.h"

/* Order numbers do not start with one. */
#define FIRST_NUMBER 4000

static const char *const types[] = { "sales", "change", "renewal", "cancellation", "migration" };
static const char *const prefixes[] = { "SO", "CH", "RN", "CL", "SO" };
static const char *const statuses[] = { "submitted", "processing", "error", "completed", "cancelled" };

/* Renewals and cancellations have no lines; scheduled changes no charges yet. */
static gboolean
has_lines (const TwSimOrder *order)
{
  return order->type != TW_SIM_RENEWAL && order->type != TW_SIM_CANCELLATION;
}

static void
write_head (TwOut            *out,
            const TwSimOrder *order)
{
  g_autofree char *number = NULL;

  tw_out_id (out, "id", order->id);
  if (order->id != 0)
    {
      number = tw_order_get_number (order);
      tw_out_string (out, "orderNumber", number);
    }
  tw_out_string (out, "type", types[order->type]);
  tw_out_id (out, "customerId", order->customer->id);
  tw_out_time (out, "creationDate", order->created);
  tw_out_time (out, "provisioningDate", order->provisioned);
  if (order->id != 0)
    {
      tw_out_string (out, "status", statuses[order->status]);
      tw_out_string (out, "statusCode", tw_order_peek_code (order));
    }
  tw_out_money (out, "total", order->total, order->customer->currency);
}

static char *
describe_charge (const TwSimCharge *charge)
{
  g_autofree char *from = tw_day_to_string (charge->from);
  g_autofree char *through = tw_day_to_string (charge->through);
  TwSimTerm billing = charge->product->plan->billing;

  if (strcmp (charge->type, "setup") == 0)
    return g_strdup_printf ("%s Setup", charge->product->short_name);

  return g_strdup_printf ("%s Recurring (%d %s(s) term) from %s through %s", charge->product->short_name, billing.count,
                          billing.unit == TW_PERIOD_YEAR ? "Year" : "Month", from, through);
}

/* What the customer pays. The sales amounts of the contract are left out: its samples have none. */
static void
write_charge (TwOut             *out,
              const TwSimCharge *charge)
{
  const TwSimAccount *customer = charge->order->customer;
  const char *currency = customer->currency;
  TwDecimal tax = tw_price_tax (charge->price, customer);
  g_autofree char *description = describe_charge (charge);

  tw_out_begin_object (out, NULL);
  tw_out_string (out, "type", charge->type);
  tw_out_string (out, "mpn", charge->product->mpn);
  tw_out_string (out, "productId", charge->product->id);
  tw_out_begin_object (out, "duration");
  tw_out_string (out, "type", tw_unit_to_string (charge->product->plan->billing.unit));
  tw_out_double (out, "duration", charge->product->plan->billing.count);
  tw_out_end_object (out);
  tw_out_string (out, "description", description);
  tw_out_double (out, "quantity", charge->quantity);
  tw_out_money (out, "unitPrice", charge->unit_price, currency);
  tw_out_money (out, "extendedPrice", charge->price, currency);
  tw_out_money (out, "taxAmount", tax, currency);
  tw_out_money (out, "exclusiveTaxAmount", tax, currency);
  if (strcmp (currency, "USD") != 0)
    {
      g_autofree char *rate = tw_decimal_to_string (tw_price_rate (currency));

      tw_out_raw (out, "exchangeRate", rate);
    }
  tw_out_end_object (out);
}

/* What the customer pays for a line over its whole term. Account ids are integers here. */
static void
write_contract_values (TwOut           *out,
                       const TwSimOrder *order,
                       const TwSimLine  *line)
{
  const TwSimPlan *plan = line->product->plan;
  int months = plan->term.count * (plan->term.unit == TW_PERIOD_YEAR ? 12 : 1);
  int billed = plan->billing.count * (plan->billing.unit == TW_PERIOD_YEAR ? 12 : 1);
  const char *currency = order->customer->currency;
  TwDecimal unit = line->has_special_price
                     ? line->special_price
                     : tw_price_unit (line->product, line->product->price, line->total, currency);
  TwDecimal total = tw_price_times (unit, line->total * (months / billed), currency);

  tw_out_begin_array (out, "tcvs");
  tw_out_begin_object (out, NULL);
  tw_out_money (out, "total", total, currency);
  tw_out_money (out, "discTotal", total, currency);
  tw_out_money (out, "effectiveTotal", total, currency);
  tw_out_int (out, "buyerId", order->customer->id);
  if (order->customer->reseller != NULL)
    tw_out_int (out, "sellerId", order->customer->reseller->id);
  tw_out_end_object (out);
  tw_out_end_array (out);
}

static void
write_line (TwOut            *out,
            const TwSimOrder *order,
            const TwSimLine  *line)
{
  tw_out_begin_object (out, NULL);
  tw_out_string (out, "mpn", line->product->mpn);
  tw_out_string (out, "vendor", line->product->vendor);
  tw_out_string (out, "id", line->product->id);
  tw_out_string (out, "name", line->product->name);
  tw_out_double (out, "quantity", line->quantity);
  tw_out_term (out, "billingPeriod", line->product->plan->billing);
  tw_out_term (out, "subscriptionPeriod", line->product->plan->term);
  if (line->new_product != NULL)
    {
      tw_out_string (out, "newMPN", line->new_product->mpn);
      tw_out_string (out, "newId", line->new_product->id);
    }
  tw_out_money (out, "extendedPrice", line->price, order->customer->currency);
  if (line->subscription != NULL)
    tw_out_id (out, "subscriptionId", line->subscription->id);
  if (line->parameters != NULL && line->parameters->len > 0)
    tw_out_parameters (out, "parameters", line->parameters);
  if (order->type == TW_SIM_SALES && !line->product->plan->usage)
    write_contract_values (out, order, line);
  tw_out_end_object (out);
}

/**
 * tw_order_get_number:
 * @order: an order
 *
 * Returns: (transfer full): the number shown to people
 */
char *
tw_order_get_number (const TwSimOrder *order)
{
  return g_strdup_printf ("%s%06u", prefixes[order->type], FIRST_NUMBER + order->number);
}

/**
 * tw_order_peek_type:
 * @order: an order
 *
 * Returns: (transfer none): its type, as the marketplace writes it
 */
const char *
tw_order_peek_type (const TwSimOrder *order)
{
  return types[order->type];
}

/**
 * tw_order_write_row:
 * @out: a writer
 * @order: an order
 *
 * Writes an order with no more than its list row has.
 */
void
tw_order_write_row (TwOut            *out,
                    const TwSimOrder *order)
{
  tw_out_begin_object (out, NULL);
  write_head (out, order);
  tw_out_end_object (out);
}

/**
 * tw_order_write:
 * @out: a writer
 * @order: an order or an estimate
 *
 * Writes an order with everything its detail answer has.
 */
void
tw_order_write (TwOut            *out,
                const TwSimOrder *order)
{
  tw_out_begin_object (out, NULL);
  write_head (out, order);
  tw_out_string (out, "poNumber", order->po_number);
  if (order->attributes->len > 0)
    tw_out_pairs (out, "attributes", order->attributes);
  if (order->has_credit_check)
    tw_out_bool (out, "creditCheck", order->credit_check);
  if (has_lines (order))
    {
      if (!order->at_renewal)
        {
          tw_out_begin_array (out, "details");
          for (guint i = 0; i < order->charges->len; i++)
            write_charge (out, &g_array_index (order->charges, TwSimCharge, i));
          tw_out_end_array (out);
        }
      tw_out_begin_array (out, "products");
      for (guint i = 0; i < order->lines->len; i++)
        write_line (out, order, &g_array_index (order->lines, TwSimLine, i));
      tw_out_end_array (out);
    }
  if (order->subscription != NULL)
    {
      tw_out_id (out, "subscriptionId", order->subscription->id);
      tw_out_string (out, "billingModel", order->subscription->plan->billing_model);
    }
  if (order->at_renewal)
    tw_out_string (out, "scheduledOn", "renewal");
  tw_out_end_object (out);
}
