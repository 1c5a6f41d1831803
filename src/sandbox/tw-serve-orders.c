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

static void
write_row (TwExchange *x,
           gpointer    object)
{
  tw_order_write_row (&x->out, object);
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
