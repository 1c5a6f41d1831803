/* tw-history.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-history.h"

#include <string.h>

#include "sandbox/tw-days.h"
#include "sandbox/tw-engine.h"
#include "sandbox/tw-random.h"
#include "sandbox/tw-reporting.h"

/*
 * The past is not written down but lived through: purchases, changes and cancellations are planned, then the
 * clock runs over them, and the engine does to them what it does to the orders of a client. How many orders
 * come of it is known beforehand, because renewals are, so that the changes can make up the number wanted.
 */

/* Of a hundred subscriptions, how many a sale makes: the others are removed records of monthly renewals. */
#define SOLD_PERCENT 70

/* One purchase in so many. */
#define FAILING_EVERY 60
#define CANCELLED_EVERY 23
#define NOT_RENEWED_EVERY 9
#define SCHEDULED_EVERY 19
#define HELD_EVERY 47

#define HISTORY_RETRY 300

/* A planned purchase and what becomes of it. */
typedef struct
{
  TwSimAccount      *customer;
  TwSimProduct      *product;
  TwSimSubscription *subscription; /* once it is bought */
  guint              index;
  guint              quantity;
  gint64             bought;
  gint64             term_from; /* when its last term began */
  gint64             last;      /* after it nothing is changed any more */
  gint64             cancelled; /* 0: never */
  gboolean           renews;
} Purchase;

/* How customers number their orders; some do not. */
static char *
make_po_number (TwRandom *random)
{
  guint number = tw_random_below (random, 99999);

  switch (tw_random_below (random, 8))
    {
    case 0:
      return NULL;
    case 1:
      return g_strdup_printf ("OC %05u/26", number);
    case 2:
      return g_strdup_printf ("4500%05u", number);
    case 3:
      return g_strdup_printf ("Pedido %05u, \"urgente\"", number);
    default:
      return g_strdup_printf ("PO-%05u", number);
    }
}

static const char *
make_parameter (const Purchase *purchase,
                TwSimNeeds      need)
{
  TwSimContact *contact = g_ptr_array_index (purchase->customer->contacts, 0);

  switch (need)
    {
    case TW_SIM_NEEDS_DOMAIN:
      return strchr (contact->email, '@') + 1;
    case TW_SIM_NEEDS_EMAIL:
      return contact->email;
    case TW_SIM_NEEDS_REGION:
      return "latam";
    case TW_SIM_NEEDS_PASSWORD:
    default:
      return NULL;
    }
}

static void
buy_cb (gpointer user_data,
        gpointer subject,
        gint64   time)
{
  static const struct
  {
    TwSimNeeds  need;
    const char *name;
  } parameters[] = {
    { TW_SIM_NEEDS_DOMAIN, "domain" },
    { TW_SIM_NEEDS_EMAIL, "admin_email" },
    { TW_SIM_NEEDS_REGION, "region" },
  };
  TwWorld *world = user_data;
  Purchase *purchase = subject;
  TwRandom random = tw_random_new (world->options.seed, TW_STREAM_HISTORY, 1000000 + purchase->index);
  TwSimOrder *order = tw_sim_order_new (TW_SIM_SALES, purchase->customer);
  TwSimLine line = { purchase->product };

  order->po_number = make_po_number (&random);
  order->renews = purchase->renews;
  order->fails = purchase->product->fails;
  line.total = purchase->quantity;
  line.parameters = tw_sim_pairs_new ();
  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++)
    if (purchase->product->needs & parameters[i].need)
      tw_sim_pairs_set (line.parameters, parameters[i].name, make_parameter (purchase, parameters[i].need));
  g_array_append_val (order->lines, line);
  tw_quote_order (world, order, tw_day_of (time));
  tw_engine_place (world, order, time);
  purchase->subscription = order->subscription;
}

/* More seats, or fewer where a month's term allows it at any time. */
static int
change_quantity (TwRandom          *random,
                 TwSimSubscription *subscription,
                 const TwSimSeat   *seat)
{
  int step = 1 + tw_random_below (random, 4);
  gboolean fewer = tw_plan_is_monthly (subscription->plan) && tw_random_chance (random, 55);

  if (fewer && seat->quantity - step >= seat->product->minimum)
    return seat->quantity - step;
  if (seat->quantity + step <= seat->product->maximum)
    return seat->quantity + step;

  return seat->quantity;
}

static void
place_change (TwWorld           *world,
              TwSimSubscription *subscription,
              int                quantity,
              gboolean           at_renewal,
              TwRandom          *random,
              gint64             time)
{
  TwSimOrder *order = tw_sim_order_new (TW_SIM_CHANGE, subscription->customer);
  TwSimLine line = { g_array_index (subscription->seats, TwSimSeat, 0).product };

  order->po_number = make_po_number (random);
  order->at_renewal = at_renewal;
  line.subscription = subscription;
  line.total = quantity;
  g_array_append_val (order->lines, line);
  tw_quote_order (world, order, tw_day_of (time));
  tw_engine_place (world, order, time);
}

static void
change_cb (gpointer user_data,
           gpointer subject,
           gint64   time)
{
  TwWorld *world = user_data;
  Purchase *purchase = subject;
  TwSimSubscription *subscription = purchase->subscription;
  TwRandom random = tw_random_new (world->options.seed, TW_STREAM_HISTORY, time);

  if (subscription->open_order != NULL)
    {
      tw_agenda_add (world->agenda, time + HISTORY_RETRY, change_cb, purchase);
      return;
    }
  place_change (world, subscription,
                change_quantity (&random, subscription, &g_array_index (subscription->seats, TwSimSeat, 0)),
                FALSE, &random, time);
}

/* Seats to be given back at the end of the term: the order stays open until then. */
static void
schedule_cb (gpointer user_data,
             gpointer subject,
             gint64   time)
{
  TwWorld *world = user_data;
  Purchase *purchase = subject;
  TwSimSubscription *subscription = purchase->subscription;
  const TwSimSeat *seat = &g_array_index (subscription->seats, TwSimSeat, 0);
  TwRandom random = tw_random_new (world->options.seed, TW_STREAM_HISTORY, time);

  if (subscription->open_order != NULL)
    {
      tw_agenda_add (world->agenda, time + HISTORY_RETRY, schedule_cb, purchase);
      return;
    }
  place_change (world, subscription, MAX (seat->product->minimum, seat->quantity - 1), TRUE, &random, time);
}

/* Somebody thinks better of it. */
static void
withdraw_cb (gpointer user_data,
             gpointer subject,
             gint64   time)
{
  Purchase *purchase = subject;
  TwSimOrder *order = purchase->subscription->open_order;

  if (order != NULL && order->at_renewal)
    tw_engine_withdraw (user_data, order, time);
}

static void
cancel_cb (gpointer user_data,
           gpointer subject,
           gint64   time)
{
  TwWorld *world = user_data;
  Purchase *purchase = subject;
  TwSimOrder *order;

  if (purchase->subscription->open_order != NULL)
    {
      tw_agenda_add (world->agenda, time + HISTORY_RETRY, cancel_cb, purchase);
      return;
    }
  order = tw_sim_order_new (TW_SIM_CANCELLATION, purchase->customer);
  order->subscription = purchase->subscription;
  tw_quote_order (world, order, tw_day_of (time));
  tw_engine_place (world, order, time);
}

static void
hold_cb (gpointer user_data,
         gpointer subject,
         gint64   time)
{
  Purchase *purchase = subject;

  if (purchase->subscription->status == TW_SIM_ACTIVE && purchase->subscription->open_order == NULL)
    purchase->subscription->status = TW_SIM_HOLD;
}

static TwSimProduct *
choose_product (TwWorld  *world,
                TwRandom *random,
                guint     index)
{
  TwSimProduct *product;

  if (index % FAILING_EVERY == FAILING_EVERY - 1)
    return g_ptr_array_index (world->products, world->products->len - 1);

  /* the first families are in everybody's hands, three in ten months are bought one by one */
  do
    {
      guint limit = world->products->len - 1;

      if (tw_random_chance (random, 50))
        limit = MAX (1, limit / 4);
      product = g_ptr_array_index (world->products, tw_random_below (random, limit));
    }
  while (product->depends_on != NULL
         || !product->plan->published
         || product->plan->usage
         || tw_plan_is_monthly (product->plan) != (index % 10 < 3));

  return product;
}

/* Where use is measured: each of its subscriptions has hundreds of charges a month. */
static TwSimProduct *
choose_usage_product (TwWorld  *world,
                      TwRandom *random)
{
  TwSimProduct *product;

  do
    product = g_ptr_array_index (world->products, tw_random_below (random, world->products->len));
  while (!product->plan->usage || !product->plan->published);

  return product;
}

static void
plan_purchase (TwWorld  *world,
               guint     index,
               Purchase *purchase)
{
  const TwProfile *profile = world->options.profile;
  TwRandom random = tw_random_new (world->options.seed, TW_STREAM_HISTORY, index);
  TwDay last_day = tw_day_of (world->options.start) - 1;
  TwDay first_day = last_day - profile->months * 30;
  TwDay earliest;

  do
    purchase->customer = g_ptr_array_index (world->customers, tw_random_below (&random, world->customers->len));
  while (strcmp (purchase->customer->status, "cancelled") == 0);

  purchase->index = index;
  purchase->product = index % 21 == 20 ? choose_usage_product (world, &random) : choose_product (world, &random, index);
  purchase->quantity = MAX ((guint) purchase->product->minimum,
                            MIN ((guint) purchase->product->maximum,
                                 1 + tw_random_below (&random, 1 + tw_random_below (&random, 60))));
  earliest = MAX (first_day, tw_day_of (purchase->customer->created) + 1);
  purchase->bought = tw_day_start (earliest + tw_random_below (&random, last_day - earliest))
                     + 13 * 3600 + tw_random_below (&random, 8 * 3600);
  purchase->renews = index % NOT_RENEWED_EVERY != 4;
  if (index % CANCELLED_EVERY == 7 && !purchase->product->fails)
    {
      gint64 room = world->options.start - purchase->bought - 4 * TW_SECONDS_PER_DAY;

      if (room > 30 * TW_SECONDS_PER_DAY)
        purchase->cancelled = purchase->bought + 4 * TW_SECONDS_PER_DAY + tw_random_below (&random, room / 1000) * 1000;
    }
}

/* Walks through the terms of a purchase as the engine will. Returns how many renewals it will order. */
static guint
count_renewals (TwWorld  *world,
                Purchase *purchase)
{
  TwSimPlan *plan = purchase->product->plan;
  TwDay expires = tw_day_add_term (tw_day_of (purchase->bought), plan->term, 1) - 1;
  gint64 end = purchase->cancelled != 0 ? purchase->cancelled : world->options.start;
  guint renewals = 0;

  if (purchase->product->fails)
    {
      purchase->last = 0;
      return 0;
    }
  purchase->last = end - TW_SECONDS_PER_DAY;
  purchase->term_from = purchase->bought;
  while (tw_engine_renewal_time (expires, purchase->customer) <= end)
    {
      if (!purchase->renews)
        {
          purchase->last = tw_engine_renewal_time (expires, purchase->customer) - TW_SECONDS_PER_DAY;
          purchase->cancelled = 0;
          break;
        }
      renewals++;
      purchase->term_from = tw_day_start (expires + 1);
      expires = tw_day_add_term (expires + 1, plan->term, 1) - 1;
    }

  return renewals;
}

/* Puts a change somewhere into the life of a purchase that can have one. */
static void
plan_change (TwWorld   *world,
             GArray    *purchases,
             TwRandom  *random)
{
  Purchase *purchase;
  gint64 first;

  do
    {
      purchase = &g_array_index (purchases, Purchase, tw_random_below (random, purchases->len));
      first = purchase->bought + TW_SECONDS_PER_DAY;
    }
  while (purchase->product->plan->usage || purchase->last - first < TW_SECONDS_PER_DAY);

  first += tw_random_below (random, (purchase->last - first) / 60) * 60;
  tw_agenda_add (world->agenda, first, change_cb, purchase);
}

/* Plans what people do now and then; returns how many orders that makes. */
static guint
plan_incidents (TwWorld  *world,
                Purchase *purchase)
{
  gboolean yearly = !tw_plan_is_monthly (purchase->product->plan);
  guint orders = 0;

  if (purchase->cancelled != 0)
    {
      tw_agenda_add (world->agenda, purchase->cancelled, cancel_cb, purchase);
      orders++;
    }
  else if (purchase->index % HELD_EVERY == 15 && purchase->renews && yearly && !purchase->product->fails)
    tw_agenda_add (world->agenda, world->options.start - 3600, hold_cb, purchase);
  else if (yearly && purchase->renews && purchase->index % SCHEDULED_EVERY < 3 && !purchase->product->fails
           && purchase->last > purchase->term_from + 20 * TW_SECONDS_PER_DAY)
    {
      /* early in the term, so that it is old by now, and the last thing that happens */
      gint64 when = purchase->term_from + (purchase->last - purchase->term_from) / 4;

      purchase->last = when - TW_SECONDS_PER_DAY;
      tw_agenda_add (world->agenda, when, schedule_cb, purchase);
      if (purchase->index % SCHEDULED_EVERY == 2)
        tw_agenda_add (world->agenda, when + 3 * TW_SECONDS_PER_DAY, withdraw_cb, purchase);
      orders++;
    }

  return orders;
}

/**
 * tw_history_make:
 * @world: a world with people and products, but without a past
 *
 * Plans the past and lives through it, up to the start.
 */
void
tw_history_make (TwWorld *world)
{
  const TwProfile *profile = world->options.profile;
  guint n_purchases = profile->subscriptions * SOLD_PERCENT / 100;
  g_autoptr (GArray) purchases = g_array_new (FALSE, TRUE, sizeof (Purchase));
  TwRandom random = tw_random_new (world->options.seed, TW_STREAM_HISTORY, G_MAXUINT32);
  guint orders = n_purchases;

  g_array_set_size (purchases, n_purchases);
  for (guint i = 0; i < n_purchases; i++)
    {
      Purchase *purchase = &g_array_index (purchases, Purchase, i);
      guint renewals;

      plan_purchase (world, i, purchase);
      tw_agenda_add (world->agenda, purchase->bought, buy_cb, purchase);
      renewals = count_renewals (world, purchase);
      if (tw_plan_is_monthly (purchase->product->plan))
        world->monthly_renewals += renewals;
      orders += renewals + plan_incidents (world, purchase);
    }
  world->removed_records = profile->subscriptions - n_purchases;
  for (; orders < profile->orders; orders++)
    plan_change (world, purchases, &random);

  tw_reporting_start (world, world->options.start - (gint64) profile->months * 30 * TW_SECONDS_PER_DAY);

  world->in_history = TRUE;
  tw_world_settle (world, world->options.start);
  world->in_history = FALSE;
}
