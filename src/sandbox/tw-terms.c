/* tw-terms.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-days.h"
#include "sandbox/tw-engine-private.h"
#include "sandbox/tw-pricing.h"

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

/**
 * tw_terms_start:
 * @world: the world
 * @subscription: a subscription that is provisioned or switched
 * @start: first day of its term
 * @expires: last day, 0: as its plan has it
 * @today: the day
 *
 * Starts a term: the subscription runs, and will be billed and renewed.
 */
void
tw_terms_start (TwWorld           *world,
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

/**
 * tw_terms_end:
 * @subscription: a subscription
 * @status: what becomes of it
 * @day: first day on which it no longer runs
 *
 * Ends a subscription.
 */
void
tw_terms_end (TwSimSubscription       *subscription,
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
  tw_terms_end (record, TW_SIM_REMOVED, tw_day_of (time));
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

/**
 * tw_terms_extend:
 * @world: the world
 * @order: a renewal that is provisioned
 * @time: now
 *
 * Makes the subscription of a renewal last one term longer.
 */
void
tw_terms_extend (TwWorld    *world,
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
    tw_engine_provision (world, subscription->open_order, time);
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
    tw_terms_end (subscription, TW_SIM_REMOVED, tw_day_of (time));
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
      charge.from = span.from;
      charge.through = span.through;
      tw_terms_post (world, &charge, time);
    }
  plan_next_bill (world, subscription, today);
}

/**
 * tw_terms_post:
 * @world: the world
 * @charge: (transfer none): what is charged
 * @time: now
 *
 * Writes a charge into the ledger.
 */
void
tw_terms_post (TwWorld           *world,
               const TwSimCharge *charge,
               gint64             time)
{
  TwSimCharge posted = *charge;

  posted.posted = time;
  g_array_append_val (world->ledger, posted);
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
