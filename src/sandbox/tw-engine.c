/* tw-engine.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-engine-private.h"

#include <string.h>

#include "sandbox/tw-days.h"
#include "sandbox/tw-random.h"

/* How long an order is worked on, in seconds: the first half submitted, the second processing. The past was
 * slower, as the real marketplace is. */
#define ORDER_SECONDS 2
#define PAST_ORDER_SECONDS 20
#define PAST_ORDER_SPREAD 140

/* Makes the seats that a sale or a migration has ordered. */
static void
finish_sale (TwWorld    *world,
             TwSimOrder *order,
             gint64      time)
{
  TwDay start = order->start != 0 ? order->start : tw_day_of (order->created);
  TwDay today = tw_day_of (time);

  for (guint i = 0; i < order->lines->len; i++)
    {
      TwSimLine *line = &g_array_index (order->lines, TwSimLine, i);

      if (line->subscription->status == TW_SIM_PENDING)
        tw_terms_start (world, line->subscription, start, order->expiration, today);
    }
}

static void
finish_change (TwWorld    *world,
               TwSimOrder *order,
               gint64      time)
{
  TwDay start = order->start != 0 ? order->start : tw_day_of (order->created);

  for (guint i = 0; i < order->lines->len; i++)
    {
      TwSimLine *line = &g_array_index (order->lines, TwSimLine, i);
      TwSimSeat *seat = tw_sim_find_seat (line->subscription, line->product);

      if (seat == NULL)
        {
          TwSimSeat extra = { line->product, 0 };
          TwRandom random = tw_random_new (world->options.seed, TW_STREAM_ORDER, order->id * 8 + i);

          extra.vendor_id = tw_random_uuid (&random);
          g_array_append_val (line->subscription->seats, extra);
          seat = &g_array_index (line->subscription->seats, TwSimSeat, line->subscription->seats->len - 1);
        }
      seat->quantity = line->total;
      if (line->has_special_cost)
        {
          seat->has_special_cost = TRUE;
          seat->special_cost = line->special_cost;
        }
      if (line->has_special_price)
        {
          seat->has_special_price = TRUE;
          seat->special_price = line->special_price;
        }
      line->subscription->modified = tw_day_of (time);
      if (line->new_product != NULL)
        {
          seat->product = line->new_product;
          g_free (line->subscription->name);
          line->subscription->name = g_strdup (line->new_product->name);
          line->subscription->plan = line->new_product->plan;
          tw_terms_start (world, line->subscription, start, 0, tw_day_of (time));
        }
    }
}

static void
close_order (TwSimOrder       *order,
             TwSimOrderStatus  status)
{
  order->status = status;
  for (guint i = 0; i < order->lines->len; i++)
    {
      TwSimSubscription *subscription = g_array_index (order->lines, TwSimLine, i).subscription;

      if (subscription != NULL && subscription->open_order == order)
        subscription->open_order = NULL;
    }
  if (order->subscription != NULL && order->subscription->open_order == order)
    order->subscription->open_order = NULL;
}

/* What a sale has made and will not become anything. */
static void
remove_pending (TwSimOrder *order,
                gint64      time)
{
  for (guint i = 0; i < order->lines->len; i++)
    {
      TwSimSubscription *subscription = g_array_index (order->lines, TwSimLine, i).subscription;

      if (subscription != NULL && subscription->status == TW_SIM_PENDING)
        tw_terms_end (subscription, TW_SIM_REMOVED, tw_day_of (time));
    }
}

/**
 * tw_engine_provision:
 * @world: the world
 * @order: an order that is not final
 * @time: now
 *
 * Ends the work on an order: it has its effect and its charges, or its error.
 */
void
tw_engine_provision (TwWorld    *world,
                     TwSimOrder *order,
                     gint64      time)
{
  if (order->fails)
    {
      remove_pending (order, time);
      close_order (order, TW_SIM_ERROR);
      return;
    }

  order->provisioned = time;
  for (guint i = 0; i < order->charges->len; i++)
    tw_terms_post (world, &g_array_index (order->charges, TwSimCharge, i), time);
  switch (order->type)
    {
    case TW_SIM_SALES:
    case TW_SIM_MIGRATION:
      finish_sale (world, order, time);
      break;
    case TW_SIM_CHANGE:
      finish_change (world, order, time);
      break;
    case TW_SIM_RENEWAL:
      tw_terms_extend (world, order, time);
      break;
    case TW_SIM_CANCELLATION:
    default:
      tw_terms_end (order->subscription, TW_SIM_TERMINATED, tw_day_of (time));
      break;
    }
  close_order (order, TW_SIM_COMPLETED);
}

static void
provision_cb (gpointer world,
              gpointer subject,
              gint64   time)
{
  TwSimOrder *order = subject;

  if (!tw_order_is_final (order))
    tw_engine_provision (world, order, time);
}

static void
process_cb (gpointer world,
            gpointer subject,
            gint64   time)
{
  TwSimOrder *order = subject;

  if (order->status == TW_SIM_SUBMITTED)
    order->status = TW_SIM_PROCESSING;
}

/* Keeps what was ordered with; a domain comes back under the vendor's name for it. */
static void
copy_parameters (const TwSimLine   *line,
                 TwSimSubscription *subscription)
{
  for (guint i = 0; line->parameters != NULL && i < line->parameters->len; i++)
    {
      TwSimPair *pair = g_ptr_array_index (line->parameters, i);

      tw_sim_pairs_set (subscription->parameters,
                        strcmp (pair->name, "domain") == 0 ? "microsoft_domain" : pair->name,
                        pair->value);
    }
}

/* Makes the subscriptions of a sale: one for each plan among its lines. */
static void
add_subscriptions (TwWorld    *world,
                   TwSimOrder *order,
                   gint64      time)
{
  for (guint i = 0; i < order->lines->len; i++)
    {
      TwSimLine *line = &g_array_index (order->lines, TwSimLine, i);
      TwSimProduct *named_after = g_ptr_array_index (line->product->plan->products, 0);
      TwRandom random = tw_random_new (world->options.seed, TW_STREAM_ORDER, (world->last_order_id + 1) * 8 + i);
      TwSimSeat seat = { line->product, line->total };

      for (guint j = 0; j < i && line->subscription == NULL; j++)
        {
          TwSimLine *other = &g_array_index (order->lines, TwSimLine, j);

          if (other->product->plan == line->product->plan)
            line->subscription = other->subscription;
        }
      if (line->subscription == NULL)
        {
          line->subscription = tw_world_add_subscription (world, order->customer, line->product->plan);
          /* after the product itself, when an extra comes first */
          line->subscription->name = g_strdup (named_after->name);
          line->subscription->po_number = g_strdup (order->po_number);
          line->subscription->created = time;
          line->subscription->modified = tw_day_of (time);
          line->subscription->renews = order->renews;
          line->subscription->open_order = order;
          if (order->po_number != NULL)
            tw_sim_pairs_set (line->subscription->attributes, "PONumber", order->po_number);
          copy_parameters (line, line->subscription);
          if (line->product->needs & TW_SIM_NEEDS_DOMAIN)
            line->subscription->tenant_id = tw_random_uuid (&random);
        }
      seat.vendor_id = tw_random_uuid (&random);
      seat.has_special_cost = line->has_special_cost;
      seat.special_cost = line->special_cost;
      seat.has_special_price = line->has_special_price;
      seat.special_price = line->special_price;
      g_array_append_val (line->subscription->seats, seat);
    }
  order->subscription = g_array_index (order->lines, TwSimLine, 0).subscription;

  /* the order was priced before they existed */
  for (guint i = 0; i < order->charges->len; i++)
    {
      TwSimCharge *charge = &g_array_index (order->charges, TwSimCharge, i);

      for (guint j = 0; j < order->lines->len; j++)
        if (g_array_index (order->lines, TwSimLine, j).product == charge->product)
          charge->subscription = g_array_index (order->lines, TwSimLine, j).subscription;
    }
}

/**
 * tw_engine_place:
 * @world: the world
 * @order: (transfer full): an order, checked and priced
 * @time: now
 *
 * Takes an order: it gets its id, makes its subscriptions, and will be worked on.
 */
void
tw_engine_place (TwWorld    *world,
                 TwSimOrder *order,
                 gint64      time)
{
  TwRandom random = tw_random_new (world->options.seed, TW_STREAM_ORDER, world->last_order_id);
  int seconds = world->in_history ? PAST_ORDER_SECONDS + tw_random_below (&random, PAST_ORDER_SPREAD) : ORDER_SECONDS;

  order->created = time;
  order->status = TW_SIM_SUBMITTED;
  if (order->type == TW_SIM_SALES || order->type == TW_SIM_MIGRATION)
    add_subscriptions (world, order, time);
  else
    for (guint i = 0; i < order->lines->len; i++)
      g_array_index (order->lines, TwSimLine, i).subscription->open_order = order;
  if (order->subscription == NULL && order->lines->len > 0)
    order->subscription = g_array_index (order->lines, TwSimLine, 0).subscription;
  if (order->subscription->open_order == NULL)
    order->subscription->open_order = order;

  tw_world_add_order (world, order);
  tw_agenda_add (world->agenda, time + seconds / 2, process_cb, order);
  if (!order->at_renewal)
    tw_agenda_add (world->agenda, time + seconds, provision_cb, order);
}

/**
 * tw_engine_withdraw:
 * @world: the world
 * @order: an order that is not final yet
 * @time: now
 *
 * Takes an order back.
 */
void
tw_engine_withdraw (TwWorld    *world,
                    TwSimOrder *order,
                    gint64      time)
{
  remove_pending (order, time);
  close_order (order, TW_SIM_CANCELLED);
}

/**
 * tw_order_is_final:
 * @order: an order
 *
 * Returns: %TRUE when nothing will happen to it any more
 */
gboolean
tw_order_is_final (const TwSimOrder *order)
{
  return order->status >= TW_SIM_ERROR;
}

/**
 * tw_order_peek_code:
 * @order: an order
 *
 * The codes of orders in error are in no public source: PF is made up.
 *
 * Returns: (transfer none): its two-letter status code
 */
const char *
tw_order_peek_code (const TwSimOrder *order)
{
  switch (order->status)
    {
    case TW_SIM_ERROR:
      return "PF";
    case TW_SIM_COMPLETED:
      return "CP";
    case TW_SIM_CANCELLED:
      return "CL";
    case TW_SIM_PROCESSING:
      return order->at_renewal ? "AS" : "LO";
    case TW_SIM_SUBMITTED:
    default:
      return "LO";
    }
}
