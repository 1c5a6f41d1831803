/* tw-engine.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-engine.h"

#include <string.h>

#include "sandbox/tw-days.h"
#include "sandbox/tw-pricing.h"
#include "sandbox/tw-random.h"

/* How long an order is worked on, in seconds: the first half submitted, the second processing. The past was
 * slower, as the real marketplace is. */
#define ORDER_SECONDS 2
#define PAST_ORDER_SECONDS 20
#define PAST_ORDER_SPREAD 140

/* When things happen by themselves, in seconds of a day. Renewals come before the next term starts, so that it
 * is paid for when its first billing period begins. */
#define RENEWAL_SECOND (2 * 3600 + 15 * 60 + 9)
#define BILLING_SECOND (6 * 3600)
#define END_SECOND 300

/* How often a renewal waits for an order that is still worked on. */
#define RENEWAL_RETRY 10

/* Of the monthly renewals since the start, one in so many leaves a removed record. */
#define REMOVED_EVERY 4

static void renew_cb (gpointer world, gpointer subject, gint64 time);
static void end_cb   (gpointer world, gpointer subject, gint64 time);
static void bill_cb  (gpointer world, gpointer subject, gint64 time);

static void
post_charge (TwWorld           *world,
             const TwSimCharge *charge,
             gint64             time)
{
  TwSimCharge posted = *charge;

  posted.posted = time;
  g_array_append_val (world->ledger, posted);
}

static TwSimSeat *
find_seat (TwSimSubscription *subscription,
           TwSimProduct      *product)
{
  for (guint i = 0; i < subscription->seats->len; i++)
    {
      TwSimSeat *seat = &g_array_index (subscription->seats, TwSimSeat, i);

      if (seat->product == product)
        return seat;
    }

  return NULL;
}

static void
plan_next_bill (TwWorld           *world,
                TwSimSubscription *subscription,
                TwDay              today)
{
  TwSpan span = tw_billing_span (subscription->plan, subscription->term_start, today);

  subscription->next_bill = span.through + 1;
  tw_agenda_add (world->agenda, tw_day_start (subscription->next_bill) + BILLING_SECOND, bill_cb, subscription);
}

static void
plan_renewal (TwWorld           *world,
              TwSimSubscription *subscription)
{
  tw_agenda_add (world->agenda, tw_engine_renewal_time (subscription->expires, subscription->customer), renew_cb,
                 subscription);
}

/* Starts a term: the subscription runs, and will be billed and renewed. */
static void
start_term (TwWorld           *world,
            TwSimSubscription *subscription,
            TwDay              start,
            TwDay              expires,
            TwDay              today)
{
  subscription->status = TW_SIM_ACTIVE;
  subscription->term_start = start;
  subscription->expires = expires != 0 ? expires : tw_day_add_term (start, subscription->plan->term, 1) - 1;
  subscription->modified = today;
  plan_next_bill (world, subscription, today);
  plan_renewal (world, subscription);
}

static void
end_subscription (TwSimSubscription       *subscription,
                  TwSimSubscriptionStatus  status,
                  TwDay                    day)
{
  subscription->status = status;
  subscription->ended = day;
  subscription->modified = day;
}

/* A renewal of a monthly term seems to leave the old month behind as a removed record. */
static void
leave_removed_record (TwWorld           *world,
                      TwSimSubscription *subscription,
                      gint64             time)
{
  TwSimSubscription *record = tw_world_add_subscription (world, subscription->customer, subscription->plan);

  record->name = g_strdup (subscription->name);
  record->po_number = g_strdup (subscription->po_number);
  record->created = time;
  record->term_start = subscription->term_start;
  /* on some of them the expiration lies years ahead */
  record->expires = record->id % 5 == 0 ? subscription->expires + 3 * 365 : subscription->expires;
  record->tenant_id = g_strdup (subscription->tenant_id);
  for (guint i = 0; i < subscription->seats->len; i++)
    {
      TwSimSeat seat = g_array_index (subscription->seats, TwSimSeat, i);

      seat.vendor_id = g_strdup (seat.vendor_id);
      g_array_append_val (record->seats, seat);
    }
  end_subscription (record, TW_SIM_REMOVED, tw_day_of (time));
}

/* Of the past's monthly renewals as many leave a record as the profile has, evenly spread. */
static gboolean
leaves_removed_record (TwWorld           *world,
                       TwSimSubscription *subscription)
{
  guint64 done = ++world->monthly_renewals_done;

  if (!world->in_history)
    return done % REMOVED_EVERY == 0;
  if (world->monthly_renewals == 0)
    return FALSE;

  return done * world->removed_records / world->monthly_renewals
         != (done - 1) * world->removed_records / world->monthly_renewals;
}

static void
finish_renewal (TwWorld    *world,
                TwSimOrder *order,
                gint64      time)
{
  TwSimSubscription *subscription = order->subscription;

  if (tw_plan_is_monthly (subscription->plan) && leaves_removed_record (world, subscription))
    leave_removed_record (world, subscription, time);
  subscription->prepaid = subscription->expires + 1;
  subscription->expires = tw_day_add_term (subscription->prepaid, subscription->plan->term, 1) - 1;
  subscription->modified = tw_day_of (time);
  plan_renewal (world, subscription);
}

/* Makes the seats that a sale or a migration has ordered. */
static void
finish_sale (TwWorld    *world,
             TwSimOrder *order,
             gint64      time)
{
  TwDay today = tw_day_of (time);

  for (guint i = 0; i < order->lines->len; i++)
    {
      TwSimLine *line = &g_array_index (order->lines, TwSimLine, i);

      if (line->subscription->status == TW_SIM_PENDING)
        start_term (world, line->subscription, order->start != 0 ? order->start : tw_day_of (order->created),
                    order->expiration, today);
    }
}

static void
finish_change (TwWorld    *world,
               TwSimOrder *order,
               gint64      time)
{
  for (guint i = 0; i < order->lines->len; i++)
    {
      TwSimLine *line = &g_array_index (order->lines, TwSimLine, i);
      TwSimSeat *seat = find_seat (line->subscription, line->product);

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
          TwDay today = tw_day_of (time);

          seat->product = line->new_product;
          g_free (line->subscription->name);
          line->subscription->name = g_strdup (line->new_product->name);
          line->subscription->plan = line->new_product->plan;
          start_term (world, line->subscription, order->start != 0 ? order->start : tw_day_of (order->created), 0, today);
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
        end_subscription (subscription, TW_SIM_REMOVED, tw_day_of (time));
    }
}

static void
provision (TwWorld    *world,
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
    post_charge (world, &g_array_index (order->charges, TwSimCharge, i), time);
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
      finish_renewal (world, order, time);
      break;
    case TW_SIM_CANCELLATION:
    default:
      end_subscription (order->subscription, TW_SIM_TERMINATED, tw_day_of (time));
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
    provision (world, order, time);
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

/* The last day of a term: what was scheduled for it happens, then the next term is ordered. */
static void
renew_cb (gpointer world,
          gpointer subject,
          gint64   time)
{
  TwSimSubscription *subscription = subject;
  TwDay today = tw_day_of (time);
  TwSimOrder *order;

  if (subscription->status != TW_SIM_ACTIVE || today != subscription->expires)
    return;
  if (subscription->open_order != NULL && !subscription->open_order->at_renewal)
    {
      tw_agenda_add (((TwWorld *) world)->agenda, time + RENEWAL_RETRY, renew_cb, subscription);
      return;
    }
  if (subscription->open_order != NULL)
    provision (world, subscription->open_order, time);
  if (!subscription->renews)
    {
      tw_agenda_add (((TwWorld *) world)->agenda, tw_day_start (today + 1) + END_SECOND, end_cb, subscription);
      return;
    }

  order = tw_sim_order_new (TW_SIM_RENEWAL, subscription->customer);
  order->automatic = TRUE;
  order->subscription = subscription;
  order->po_number = g_strdup (subscription->po_number);
  tw_quote_order (world, order, today);
  tw_engine_place (world, order, time);
}

static void
end_cb (gpointer world,
        gpointer subject,
        gint64   time)
{
  TwSimSubscription *subscription = subject;

  if (subscription->status == TW_SIM_ACTIVE && tw_day_of (time) == subscription->expires + 1)
    end_subscription (subscription, TW_SIM_REMOVED, tw_day_of (time));
}

/* The first day of a billing period: it is charged, unless a renewal order has done so. */
static void
bill_cb (gpointer world,
         gpointer subject,
         gint64   time)
{
  TwSimSubscription *subscription = subject;
  const char *currency = subscription->customer->currency;
  TwDay today = tw_day_of (time);
  TwSpan span;

  if (subscription->status != TW_SIM_ACTIVE || today != subscription->next_bill || today > subscription->expires)
    return;
  if (today == subscription->prepaid)
    {
      subscription->term_start = today;
      plan_next_bill (world, subscription, today);
      return;
    }

  span = tw_billing_span (subscription->plan, subscription->term_start, today);
  for (guint i = 0; i < subscription->seats->len && !subscription->plan->usage; i++)
    {
      const TwSimSeat *seat = &g_array_index (subscription->seats, TwSimSeat, i);
      TwSimCharge charge = { "recurring", seat->product, subscription };

      charge.quantity = seat->quantity;
      charge.unit_cost = tw_price_seat_cost (seat, currency);
      charge.cost = tw_price_times (charge.unit_cost, seat->quantity, currency);
      charge.unit_price = tw_price_seat_price (seat, currency);
      charge.price = tw_price_times (charge.unit_price, seat->quantity, currency);
      charge.tax = tw_price_tax (charge.cost, subscription->customer);
      charge.from = span.from;
      charge.through = span.through;
      post_charge (world, &charge, time);
    }
  plan_next_bill (world, subscription, today);
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
          line->subscription->name = g_strdup (((TwSimProduct *) g_ptr_array_index (line->product->plan->products, 0))->name);
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

/**
 * tw_engine_renewal_time:
 * @expires: last day of a term
 * @customer: whose
 *
 * Returns: when its renewal is ordered
 */
gint64
tw_engine_renewal_time (TwDay         expires,
                        TwSimAccount *customer)
{
  return tw_day_start (expires) + RENEWAL_SECOND + customer->id % 3600;
}

/**
 * tw_plan_is_monthly:
 * @plan: a plan
 *
 * Returns: %TRUE when its term is a month
 */
gboolean
tw_plan_is_monthly (const TwSimPlan *plan)
{
  return plan->term.unit == TW_PERIOD_MONTH && plan->term.count == 1;
}
