/* tw-quote.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-days.h"
#include "sandbox/tw-engine.h"
#include "sandbox/tw-pricing.h"

/*
 * What an order costs. The amounts of its charges are the customer's side: what the catalogue calls a price, the
 * price agreed upon where there is one. The reseller's side, the cost, is kept beside it for the reports; no answer
 * about an order shows it. The total of an order is the sum of its charges' extended prices, without taxes, and so
 * is the extended price of a line.
 */

/* What the charges of one line have in common. */
typedef struct
{
  TwSimOrder        *order;
  TwSimLine         *line;
  TwSimProduct      *product;
  TwSimSubscription *subscription;
} Context;

static void
add_charge (const Context *context,
            const char    *type,
            int            quantity,
            TwDecimal      unit_cost,
            TwDecimal      unit_price,
            TwSpan         span)
{
  const char *currency = context->order->customer->currency;
  TwSimCharge charge = { 0 };

  /* use is charged as it is measured */
  if (context->product->plan->usage)
    return;

  charge.type = type;
  charge.product = context->product;
  charge.subscription = context->subscription;
  charge.order = context->order;
  charge.quantity = quantity;
  charge.unit_cost = unit_cost;
  charge.cost = tw_price_times (unit_cost, quantity, currency);
  charge.unit_price = unit_price;
  charge.price = tw_price_times (unit_price, quantity, currency);
  charge.from = span.from;
  charge.through = span.through;
  g_array_append_val (context->order->charges, charge);
  context->line->price = tw_price_sum (context->line->price, charge.price);
}

/* Seats for some days of a billing period. */
static void
add_part (const Context   *context,
          const char      *type,
          const TwSimSeat *seat,
          int              quantity,
          TwSpan           part,
          TwSpan           whole)
{
  const char *currency = context->order->customer->currency;

  add_charge (context, type, quantity,
              tw_price_prorate (tw_price_seat_cost (seat, currency), part, whole),
              tw_price_prorate (tw_price_seat_price (seat, currency), part, whole),
              part);
}

/* The seat that a line is about to make. */
static TwSimSeat
seat_of_line (const TwSimLine *line,
              TwSimProduct    *product)
{
  TwSimSeat seat = { 0 };

  seat.product = product;
  seat.quantity = line->total;
  seat.has_special_cost = line->has_special_cost;
  seat.special_cost = line->special_cost;
  seat.has_special_price = line->has_special_price;
  seat.special_price = line->special_price;

  return seat;
}

static void
quote_sale (const Context *context,
            TwDay          today)
{
  const char *currency = context->order->customer->currency;
  TwDay start = context->order->start != 0 ? context->order->start : today;
  TwSpan whole = tw_billing_span (context->product->plan, start, today);
  TwSimSeat seat = seat_of_line (context->line, context->product);
  TwSpan part = { today, whole.through };

  context->line->quantity = context->line->total;
  if (context->product->setup_cost.units != 0 && context->order->type == TW_SIM_SALES)
    {
      TwDecimal setup = tw_price_convert (context->product->setup_cost, currency);

      add_charge (context, "setup", 1, setup, setup, (TwSpan) { today, today });
    }
  add_part (context, "recurring", &seat, context->line->total, part, whole);
}

static void
quote_change (const Context *context,
              TwDay          today)
{
  TwSimSubscription *subscription = context->subscription;
  const TwSimSeat *current = tw_sim_find_seat (subscription, context->product);
  TwSimSeat seat = current != NULL ? *current : seat_of_line (context->line, context->product);
  int before = current != NULL ? current->quantity : 0;
  int difference = context->line->total - before;
  TwSpan whole = tw_billing_span (subscription->plan, subscription->term_start, today);
  TwSpan part = { today, whole.through };

  seat.quantity = context->line->total;
  if (context->order->at_renewal)
    {
      /* answered as the new total; it costs nothing now, its total is what a billing period will differ by */
      TwSimSeat old = seat;
      const char *currency = context->order->customer->currency;
      TwDecimal after;

      old.quantity = before;
      after = tw_price_times (tw_price_seat_price (&seat, currency), seat.quantity, currency);
      context->line->quantity = context->line->total;
      context->line->price = tw_price_sum (after, tw_price_times (tw_price_seat_price (&old, currency), -before,
                                                                  currency));
    }
  else
    {
      context->line->quantity = difference;
      if (difference != 0)
        add_part (context, difference > 0 ? "recurring" : "recurringRefund", &seat, difference, part, whole);
    }
}

/* Gives the rest of the running billing period back, and charges for the new plan. */
static void
quote_switch (const Context *context,
              TwDay          today)
{
  TwSimSubscription *subscription = context->subscription;
  const TwSimSeat *current = tw_sim_find_seat (subscription, context->product);
  TwSpan whole = tw_billing_span (subscription->plan, subscription->term_start, today);
  TwDay start = context->order->start != 0 ? context->order->start : today;
  TwSpan new_whole = tw_billing_span (context->line->new_product->plan, start, today);
  TwSimSeat seat = seat_of_line (context->line, context->line->new_product);
  Context target = *context;

  context->line->quantity = context->line->total;
  if (current != NULL)
    add_part (context, "recurringRefund", current, -current->quantity, (TwSpan) { today, whole.through }, whole);
  target.product = context->line->new_product;
  add_part (&target, "switch", &seat, context->line->total, (TwSpan) { today, new_whole.through }, new_whole);
}

static void
quote_renewal (const Context *context)
{
  TwSimSubscription *subscription = context->subscription;
  TwDay start = subscription->expires + 1;
  TwSpan whole = tw_billing_span (subscription->plan, start, start);
  const TwSimSeat *seat = tw_sim_find_seat (subscription, context->product);

  context->line->quantity = context->line->total;
  add_part (context, "renew", seat, seat->quantity, whole, whole);
}

/* In the first days of a term what is left of the billing period is given back; later nothing is. */
static void
quote_cancellation (const Context *context,
                    TwDay          today)
{
  TwSimSubscription *subscription = context->subscription;
  TwSpan whole = tw_billing_span (subscription->plan, subscription->term_start, today);
  const TwSimSeat *seat = tw_sim_find_seat (subscription, context->product);

  context->line->quantity = -context->line->total;
  if (today < subscription->term_start + TW_RETURN_DAYS)
    add_part (context, "cancellation", seat, -seat->quantity, (TwSpan) { today, whole.through }, whole);
}

/* Renewals and cancellations have no lines in requests and answers, but are about what is there. */
static void
add_lines_of_subscription (TwSimOrder *order)
{
  TwSimSubscription *subscription = order->subscription;

  for (guint i = 0; i < subscription->seats->len; i++)
    {
      TwSimSeat *seat = &g_array_index (subscription->seats, TwSimSeat, i);
      TwSimLine line = { 0 };

      line.product = seat->product;
      line.subscription = subscription;
      line.total = seat->quantity;
      g_array_append_val (order->lines, line);
    }
}

/**
 * tw_quote_order:
 * @world: the world
 * @order: an order not yet priced, whose lines say what is wanted in the end (`total`)
 * @today: the day it starts on
 *
 * Works out what an order costs the customer: its charges, the quantities of its lines as they are answered, the
 * total.
 */
void
tw_quote_order (TwWorld    *world,
                TwSimOrder *order,
                TwDay       today)
{
  if (order->type == TW_SIM_RENEWAL || order->type == TW_SIM_CANCELLATION)
    add_lines_of_subscription (order);

  order->total = TW_DECIMAL_INIT (0);
  for (guint i = 0; i < order->lines->len; i++)
    {
      TwSimLine *line = &g_array_index (order->lines, TwSimLine, i);
      Context context = { order, line, line->product, line->subscription };

      line->price = TW_DECIMAL_INIT (0);
      if (order->type == TW_SIM_SALES || order->type == TW_SIM_MIGRATION)
        quote_sale (&context, today);
      else if (order->type == TW_SIM_RENEWAL)
        quote_renewal (&context);
      else if (order->type == TW_SIM_CANCELLATION)
        quote_cancellation (&context, today);
      else if (line->new_product != NULL)
        quote_switch (&context, today);
      else
        quote_change (&context, today);
      order->total = tw_price_sum (order->total, line->price);
    }
}
