/* tw-serve-orders.c
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
#include "sandbox/tw-order-request.h"
#include "sandbox/tw-pricing.h"

/* Order numbers do not start with one. */
#define FIRST_NUMBER 4000

static const char *const types[] = { "sales", "change", "renewal", "cancellation", "migration" };
static const char *const prefixes[] = { "SO", "CH", "RN", "CL", "SO" };
static const char *const statuses[] = { "submitted", "processing", "error", "completed", "cancelled" };

/* What the list of orders can be narrowed down by. */
typedef struct
{
  TwSimAccount      *reseller;
  const char        *customer;
  const char        *subscription;
  const char        *number;
  const char        *code;
  int                status;
  gint64             from;
  gint64             to;
} Filter;

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

static void
write_row (TwExchange *x,
           gpointer    object)
{
  tw_out_begin_object (&x->out, NULL);
  write_head (&x->out, object);
  tw_out_end_object (&x->out);
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

static void
write_charge (TwOut             *out,
              const TwSimCharge *charge)
{
  const TwSimAccount *customer = charge->order->customer;
  const char *currency = customer->currency;
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
  tw_out_money (out, "unitPrice", charge->unit_cost, currency);
  tw_out_money (out, "salesUnitPrice", charge->unit_price, currency);
  tw_out_money (out, "extendedPrice", charge->cost, currency);
  tw_out_money (out, "salesExtendedPrice", charge->price, currency);
  tw_out_money (out, "taxAmount", charge->tax, currency);
  tw_out_money (out, "salesTaxAmount", tw_price_tax (charge->price, customer), currency);
  tw_out_money (out, "exclusiveTaxAmount", charge->tax, currency);
  tw_out_money (out, "salesExclusiveTaxAmount", tw_price_tax (charge->price, customer), currency);
  if (strcmp (currency, "USD") != 0)
    {
      g_autofree char *rate = tw_decimal_to_string (tw_price_rate (currency));

      tw_out_raw (out, "exchangeRate", rate);
    }
  tw_out_end_object (out);
}

/* What a line costs over its whole term. Account ids are integers here. */
static void
write_contract_values (TwOut           *out,
                       const TwSimOrder *order,
                       const TwSimLine  *line)
{
  const TwSimPlan *plan = line->product->plan;
  int months = plan->term.count * (plan->term.unit == TW_PERIOD_YEAR ? 12 : 1);
  int billed = plan->billing.count * (plan->billing.unit == TW_PERIOD_YEAR ? 12 : 1);
  const char *currency = order->customer->currency;
  TwDecimal unit = line->has_special_cost
                     ? line->special_cost
                     : tw_price_unit (line->product, line->product->cost, line->total, currency);
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
  tw_out_money (out, "extendedPrice", line->cost, order->customer->currency);
  if (line->subscription != NULL)
    tw_out_id (out, "subscriptionId", line->subscription->id);
  if (line->parameters != NULL && line->parameters->len > 0)
    tw_out_parameters (out, "parameters", line->parameters);
  if (order->type == TW_SIM_SALES && !line->product->plan->usage)
    write_contract_values (out, order, line);
  tw_out_end_object (out);
}

static gboolean
touches (const TwSimOrder *order,
         const char       *subscription)
{
  g_autofree char *id = order->subscription != NULL ? g_strdup_printf ("%u", order->subscription->id) : NULL;

  if (g_strcmp0 (id, subscription) == 0)
    return TRUE;
  for (guint i = 0; i < order->lines->len; i++)
    {
      const TwSimLine *line = &g_array_index (order->lines, TwSimLine, i);
      g_autofree char *line_id = line->subscription != NULL ? g_strdup_printf ("%u", line->subscription->id) : NULL;

      if (g_strcmp0 (line_id, subscription) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
matches (const Filter      *filter,
         const TwSimAccount *customer,
         const TwSimOrder   *order)
{
  g_autofree char *number = filter->number != NULL ? tw_order_get_number (order) : NULL;

  return (filter->reseller == NULL || order->customer->reseller == filter->reseller)
         && (filter->customer == NULL || order->customer == customer)
         && (filter->status < 0 || (int) order->status == filter->status)
         && order->created >= filter->from
         && order->created <= filter->to
         && g_strcmp0 (number, filter->number) == 0
         && (filter->code == NULL || strcmp (tw_order_peek_code (order), filter->code) == 0)
         && (filter->subscription == NULL || touches (order, filter->subscription));
}

static gboolean
read_time_filter (TwExchange  *x,
                  const char  *name,
                  gint64      *time,
                  GError     **error)
{
  const char *text = tw_exchange_query (x, name);

  if (text != NULL && !tw_time_parse (text, time))
    return tw_refuse (error, 400, "Unsupported value of the %s filter: a time such as 2026-10-01T00:00:00Z is needed.",
                      name);

  return TRUE;
}

/* The filters that both lists of orders have. */
static gboolean
read_filter (TwExchange  *x,
             Filter      *filter,
             GError     **error)
{
  const char *status = tw_exchange_query (x, "status");

  filter->customer = tw_exchange_query (x, "customerId");
  filter->subscription = tw_exchange_query (x, "subscriptionId");
  filter->status = -1;
  filter->from = G_MININT64;
  filter->to = G_MAXINT64;
  for (guint i = 0; i < G_N_ELEMENTS (statuses) && status != NULL; i++)
    if (strcmp (statuses[i], status) == 0)
      filter->status = i;
  if (status != NULL && filter->status < 0)
    return tw_refuse (error, 400, "Unsupported value of the status filter.");

  return read_time_filter (x, "creationTimeFrom", &filter->from, error)
         && read_time_filter (x, "creationTimeTo", &filter->to, error);
}

static gboolean
reply_orders (TwExchange    *x,
              const Filter  *filter,
              GError       **error)
{
  TwSimAccount *customer = filter->customer != NULL ? tw_world_find_customer (x->world, filter->customer) : NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < x->world->orders->len; i++)
    {
      TwSimOrder *order = g_ptr_array_index (x->world->orders, i);

      if (matches (filter, customer, order))
        g_ptr_array_add (found, order);
    }

  return tw_exchange_reply_list (x, found, write_row, error);
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

/**
 * tw_serve_order_list:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /orders`: rows without lines, charges, PO number, subscription and schedule.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_order_list (TwExchange  *x,
                     GError     **error)
{
  Filter filter = { NULL };

  if (!read_filter (x, &filter, error))
    return FALSE;
  filter.number = tw_exchange_query (x, "orderNumber");
  filter.code = tw_exchange_query (x, "statusCode");

  return reply_orders (x, &filter, error);
}

/**
 * tw_serve_reseller_order_list:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /resellers/{id}/orders`; without the filters orderNumber and statusCode.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_reseller_order_list (TwExchange  *x,
                              GError     **error)
{
  Filter filter = { tw_world_find_reseller (x->world, x->id) };

  if (filter.reseller == NULL)
    return tw_refuse_unknown (x, error);
  if (!read_filter (x, &filter, error))
    return FALSE;

  return reply_orders (x, &filter, error);
}

/**
 * tw_serve_order:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /orders/{id}`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_order (TwExchange  *x,
                GError     **error)
{
  TwSimOrder *order = tw_world_find_order (x->world, x->id);

  if (order == NULL)
    return tw_refuse_unknown (x, error);
  tw_order_write (&x->out, order);

  return TRUE;
}

/**
 * tw_serve_order_create:
 * @x: the call
 * @error: return location for a refusal
 *
 * `POST /orders`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_order_create (TwExchange  *x,
                       GError     **error)
{
  TwSimOrder *order = tw_order_request_read (x, TW_ORDER_FOR_PLACING, error);

  if (order == NULL)
    return FALSE;
  tw_engine_place (x->world, order, tw_world_now (x->world));
  tw_order_write (&x->out, order);

  return TRUE;
}

/**
 * tw_serve_order_estimate:
 * @x: the call
 * @error: return location for a refusal
 *
 * `POST /orders/estimate`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_order_estimate (TwExchange  *x,
                         GError     **error)
{
  g_autoptr (TwSimOrder) order = tw_order_request_read (x, TW_ORDER_FOR_ESTIMATE, error);

  if (order == NULL)
    return FALSE;
  tw_order_write (&x->out, order);

  return TRUE;
}

/**
 * tw_serve_order_update:
 * @x: the call
 * @error: return location for a refusal
 *
 * `PATCH /orders/{id}`: the credit check, and taking an order back that is not final yet.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_order_update (TwExchange  *x,
                       GError     **error)
{
  TwSimOrder *order = tw_world_find_order (x->world, x->id);
  const char *code = NULL;
  gboolean credit_check;

  if (order == NULL)
    return tw_refuse_unknown (x, error);
  credit_check = order->credit_check;
  if (!tw_ask_only (x->body, "", " creditCheck statusCode ", error)
      || !tw_ask_bool (x->body, "", "creditCheck", &credit_check, error)
      || !tw_ask_string (x->body, "", "statusCode", TW_ASK_OPTIONAL, &code, error))
    return FALSE;
  if (code != NULL && strcmp (code, "CL") != 0)
    return tw_refuse (error, 400, "The status code %s cannot be set.", code);
  if (code != NULL && tw_order_is_final (order))
    {
      g_autofree char *number = tw_order_get_number (order);

      return tw_refuse (error, 400, "Order #%s is %s and cannot be cancelled.", number, statuses[order->status]);
    }

  if (tw_ask_has (x->body, "creditCheck"))
    {
      order->has_credit_check = TRUE;
      order->credit_check = credit_check;
    }
  if (code != NULL)
    tw_engine_withdraw (x->world, order, tw_world_now (x->world));
  tw_order_write (&x->out, order);

  return TRUE;
}
