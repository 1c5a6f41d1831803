/* tw-world.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-world.h"

#include <string.h>

#include "sandbox/tw-catalogue.h"
#include "sandbox/tw-days.h"
#include "sandbox/tw-history.h"
#include "sandbox/tw-people.h"
#include "sandbox/tw-random.h"

/* Where the ids start; all have seven digits. */
#define FIRST_ACCOUNT_ID 1000093
#define FIRST_ORDER_ID 1180000
#define FIRST_SUBSCRIPTION_ID 1350000

static const TwProfile profiles[] = {
  { "small", 40, 3, 150, 600, 14, 12, 14 },
  { "large", 900, 40, 2500, 20600, 36, 60, 340 },
};

static void
plan_free (TwSimPlan *plan)
{
  g_free (plan->name);
  g_free (plan->short_description);
  g_free (plan->long_description);
  g_ptr_array_unref (plan->switches);
  g_ptr_array_unref (plan->products);
  g_free (plan);
}

static void
product_free (TwSimProduct *product)
{
  g_free (product->id);
  g_free (product->mpn);
  g_free (product->service);
  g_free (product->name);
  g_free (product->short_name);
  g_free (product);
}

static void
seat_clear (TwSimSeat *seat)
{
  g_free (seat->vendor_id);
}

static void
subscription_free (TwSimSubscription *subscription)
{
  g_free (subscription->name);
  g_free (subscription->po_number);
  g_free (subscription->tenant_id);
  g_array_unref (subscription->seats);
  g_ptr_array_unref (subscription->attributes);
  g_ptr_array_unref (subscription->parameters);
  g_free (subscription);
}

static void
report_free (TwSimReport *report)
{
  g_free (report->id);
  g_free (report->name);
  g_free (report->customization);
  g_free (report->format);
  g_free (report);
}

static void
world_clear (TwWorld *self)
{
  tw_agenda_free (self->agenda);
  g_hash_table_unref (self->by_id);
  g_array_unref (self->ledger);
  g_ptr_array_unref (self->reports);
  g_ptr_array_unref (self->orders);
  g_ptr_array_unref (self->subscriptions);
  g_ptr_array_unref (self->products);
  g_ptr_array_unref (self->plans);
  g_ptr_array_unref (self->customers);
  g_ptr_array_unref (self->resellers);
  tw_sim_account_free (self->self);
}

static gpointer
find (TwWorld    *self,
      const char *id,
      GPtrArray  *kind)
{
  guint64 number;
  gpointer object;

  if (!g_ascii_string_to_unsigned (id, 10, 1, G_MAXUINT32, &number, NULL))
    return NULL;
  object = g_hash_table_lookup (self->by_id, GUINT_TO_POINTER ((guint) number));

  return object != NULL && g_ptr_array_find (kind, object, NULL) ? object : NULL;
}

/**
 * tw_profile_find:
 * @name: of a profile
 *
 * Returns: (transfer none) (nullable): how large such a world is made
 */
const TwProfile *
tw_profile_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (strcmp (profiles[i].name, name) == 0)
      return &profiles[i];

  return NULL;
}

/**
 * tw_world_new:
 * @options: what world is wanted
 *
 * Makes a world: people and products first, then its past, by running the clock from the first purchase up
 * to the start.
 *
 * Returns: (transfer full): the world
 */
TwWorld *
tw_world_new (const TwWorldOptions *options)
{
  TwWorld *self = g_rc_box_new0 (TwWorld);

  self->options = *options;
  self->agenda = tw_agenda_new (self);
  self->customers = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_sim_account_free);
  self->resellers = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_sim_account_free);
  self->plans = g_ptr_array_new_with_free_func ((GDestroyNotify) plan_free);
  self->products = g_ptr_array_new_with_free_func ((GDestroyNotify) product_free);
  self->subscriptions = g_ptr_array_new_with_free_func ((GDestroyNotify) subscription_free);
  self->orders = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_sim_order_free);
  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) report_free);
  self->ledger = g_array_new (FALSE, FALSE, sizeof (TwSimCharge));
  self->by_id = g_hash_table_new (NULL, NULL);
  self->last_account_id = FIRST_ACCOUNT_ID;
  self->last_order_id = FIRST_ORDER_ID;
  self->last_subscription_id = FIRST_SUBSCRIPTION_ID;

  tw_people_populate (self);
  tw_catalogue_populate (self);
  tw_history_make (self);
  tw_clock_init (&self->clock, options->start, options->frozen);

  return self;
}

/**
 * tw_world_ref:
 * @self: a world
 *
 * Returns: (transfer full): @self
 */
TwWorld *
tw_world_ref (TwWorld *self)
{
  return g_rc_box_acquire (self);
}

/**
 * tw_world_unref:
 * @self: (transfer full): a world
 */
void
tw_world_unref (TwWorld *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) world_clear);
}

/**
 * tw_world_settle:
 * @self: a world
 * @now: the time
 *
 * Lets everything happen that is due, in its order.
 */
void
tw_world_settle (TwWorld *self,
                 gint64   now)
{
  gint64 due;

  while (tw_agenda_peek (self->agenda, &due) && due <= now)
    tw_agenda_run (self->agenda);
}

/**
 * tw_world_now:
 * @self: a world
 *
 * Looks at the clock, and lets everything happen that has become due.
 *
 * Returns: seconds since 1970
 */
gint64
tw_world_now (TwWorld *self)
{
  gint64 now = tw_clock_now (&self->clock);

  tw_world_settle (self, now);

  return now;
}

/**
 * tw_world_today:
 * @self: a world
 *
 * Returns: the day of the world's clock
 */
TwDay
tw_world_today (TwWorld *self)
{
  return tw_day_of (tw_world_now (self));
}

/**
 * tw_world_uuid:
 * @self: a world
 *
 * Returns: (transfer full): a UUID that the world has not used yet
 */
char *
tw_world_uuid (TwWorld *self)
{
  TwRandom random = tw_random_new (self->options.seed, TW_STREAM_UUID, self->uuids++);

  return tw_random_uuid (&random);
}

/**
 * tw_world_find_customer:
 * @self: a world
 * @id: as it came in a request
 *
 * Returns: (transfer none) (nullable): the customer
 */
TwSimAccount *
tw_world_find_customer (TwWorld    *self,
                        const char *id)
{
  return find (self, id, self->customers);
}

/**
 * tw_world_find_reseller:
 * @self: a world
 * @id: as it came in a request
 *
 * Returns: (transfer none) (nullable): the reseller below the caller
 */
TwSimAccount *
tw_world_find_reseller (TwWorld    *self,
                        const char *id)
{
  return find (self, id, self->resellers);
}

/**
 * tw_world_find_subscription:
 * @self: a world
 * @id: as it came in a request
 *
 * Returns: (transfer none) (nullable): the subscription
 */
TwSimSubscription *
tw_world_find_subscription (TwWorld    *self,
                            const char *id)
{
  return find (self, id, self->subscriptions);
}

/**
 * tw_world_find_order:
 * @self: a world
 * @id: as it came in a request
 *
 * Returns: (transfer none) (nullable): the order
 */
TwSimOrder *
tw_world_find_order (TwWorld    *self,
                     const char *id)
{
  return find (self, id, self->orders);
}

/**
 * tw_world_find_plan:
 * @self: a world
 * @id: as it came in a request
 *
 * Returns: (transfer none) (nullable): the plan
 */
TwSimPlan *
tw_world_find_plan (TwWorld    *self,
                    const char *id)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (id, 10, 1, G_MAXUINT32, &number, NULL))
    return NULL;

  for (guint i = 0; i < self->plans->len; i++)
    {
      TwSimPlan *plan = g_ptr_array_index (self->plans, i);

      if (plan->id == number)
        return plan;
    }

  return NULL;
}

/**
 * tw_world_find_report:
 * @self: a world
 * @id: as it came in a request
 *
 * Returns: (transfer none) (nullable): the report
 */
TwSimReport *
tw_world_find_report (TwWorld    *self,
                      const char *id)
{
  for (guint i = 0; i < self->reports->len; i++)
    {
      TwSimReport *report = g_ptr_array_index (self->reports, i);

      if (g_ascii_strcasecmp (report->id, id) == 0)
        return report;
    }

  return NULL;
}

/**
 * tw_world_new_account:
 * @self: a world
 * @reseller: (nullable): whom the customer belongs to, %NULL for a reseller
 *
 * Returns: (transfer full): an active account without an id, not yet in the world
 */
TwSimAccount *
tw_world_new_account (TwWorld      *self,
                      TwSimAccount *reseller)
{
  TwSimAccount *account = g_new0 (TwSimAccount, 1);

  account->status = "active";
  account->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_sim_contact_free);
  account->attributes = tw_sim_pairs_new ();
  account->reseller = reseller;

  return account;
}

/**
 * tw_world_add_account:
 * @self: a world
 * @account: (transfer full): a customer or a reseller
 *
 * Gives the account its id and puts it into the world.
 */
void
tw_world_add_account (TwWorld      *self,
                      TwSimAccount *account)
{
  TwRandom random = tw_random_new (self->options.seed, TW_STREAM_ACCOUNT_ID, self->last_account_id);

  self->last_account_id += 1 + tw_random_below (&random, 60);
  account->id = self->last_account_id;
  g_hash_table_insert (self->by_id, GUINT_TO_POINTER (account->id), account);
  g_ptr_array_add (account->reseller != NULL ? self->customers : self->resellers, account);
}

/**
 * tw_world_add_subscription:
 * @self: a world
 * @customer: whose
 * @plan: of which plan
 *
 * Returns: (transfer none): a new subscription, pending and without products
 */
TwSimSubscription *
tw_world_add_subscription (TwWorld      *self,
                           TwSimAccount *customer,
                           TwSimPlan    *plan)
{
  TwRandom random = tw_random_new (self->options.seed, TW_STREAM_SUBSCRIPTION_ID, self->last_subscription_id);
  TwSimSubscription *subscription = g_new0 (TwSimSubscription, 1);

  self->last_subscription_id += 1 + tw_random_below (&random, 12);
  subscription->id = self->last_subscription_id;
  subscription->customer = customer;
  subscription->plan = plan;
  subscription->status = TW_SIM_PENDING;
  subscription->seats = g_array_new (FALSE, FALSE, sizeof (TwSimSeat));
  g_array_set_clear_func (subscription->seats, (GDestroyNotify) seat_clear);
  subscription->attributes = tw_sim_pairs_new ();
  subscription->parameters = tw_sim_pairs_new ();
  g_hash_table_insert (self->by_id, GUINT_TO_POINTER (subscription->id), subscription);
  g_ptr_array_add (self->subscriptions, subscription);

  return subscription;
}

/**
 * tw_world_add_order:
 * @self: a world
 * @order: (transfer full): an order without an id
 *
 * Gives the order its id and number and puts it into the world.
 */
void
tw_world_add_order (TwWorld    *self,
                    TwSimOrder *order)
{
  TwRandom random = tw_random_new (self->options.seed, TW_STREAM_ORDER_ID, self->last_order_id);

  self->last_order_id += 1 + tw_random_below (&random, 7);
  order->id = self->last_order_id;
  /* migrations are numbered with the sales */
  order->number = ++self->last_number[order->type == TW_SIM_MIGRATION ? TW_SIM_SALES : order->type];
  g_hash_table_insert (self->by_id, GUINT_TO_POINTER (order->id), order);
  g_ptr_array_add (self->orders, order);
}

/**
 * tw_world_add_report:
 * @self: a world
 *
 * Returns: (transfer none): a new report with an id and nothing else
 */
TwSimReport *
tw_world_add_report (TwWorld *self)
{
  TwSimReport *report = g_new0 (TwSimReport, 1);

  report->id = tw_world_uuid (self);
  g_ptr_array_add (self->reports, report);

  return report;
}
