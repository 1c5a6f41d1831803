/* tw-sim.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-world.h"

#include <string.h>

static void
pair_free (TwSimPair *pair)
{
  g_free (pair->name);
  g_free (pair->value);
  g_free (pair);
}

static void
line_clear (TwSimLine *line)
{
  g_clear_pointer (&line->parameters, g_ptr_array_unref);
}

/**
 * tw_sim_account_free:
 * @account: (transfer full): an account
 */
void
tw_sim_account_free (TwSimAccount *account)
{
  g_free (account->external_id);
  g_free (account->name);
  g_free (account->language);
  g_free (account->tax_id);
  g_free (account->street);
  g_free (account->extension);
  g_free (account->postal_code);
  g_free (account->city);
  g_free (account->state);
  g_free (account->taxation_provider);
  g_free (account->customer_class);
  g_ptr_array_unref (account->contacts);
  g_ptr_array_unref (account->attributes);
  g_free (account);
}

/**
 * tw_sim_contact_new:
 * @type: (transfer none): a static string
 *
 * Returns: (transfer full): a contact without a name
 */
TwSimContact *
tw_sim_contact_new (const char *type)
{
  TwSimContact *contact = g_new0 (TwSimContact, 1);

  contact->type = type;

  return contact;
}

/**
 * tw_sim_contact_free:
 * @contact: (transfer full): a contact
 */
void
tw_sim_contact_free (TwSimContact *contact)
{
  g_free (contact->first_name);
  g_free (contact->last_name);
  g_free (contact->email);
  g_free (contact->phone);
  g_free (contact);
}

/**
 * tw_sim_order_new:
 * @type: what it does
 * @customer: for whom
 *
 * Returns: (transfer full): an order without an id, not yet in the world
 */
TwSimOrder *
tw_sim_order_new (TwSimOrderType  type,
                  TwSimAccount   *customer)
{
  TwSimOrder *order = g_new0 (TwSimOrder, 1);

  order->type = type;
  order->customer = customer;
  order->lines = g_array_new (FALSE, TRUE, sizeof (TwSimLine));
  g_array_set_clear_func (order->lines, (GDestroyNotify) line_clear);
  order->charges = g_array_new (FALSE, TRUE, sizeof (TwSimCharge));
  order->attributes = tw_sim_pairs_new ();
  order->renews = TRUE;

  return order;
}

/**
 * tw_sim_order_free:
 * @order: (transfer full): an order
 */
void
tw_sim_order_free (TwSimOrder *order)
{
  g_free (order->po_number);
  g_array_unref (order->lines);
  g_array_unref (order->charges);
  g_ptr_array_unref (order->attributes);
  g_free (order);
}

/**
 * tw_sim_pair_new:
 * @name: a name
 * @value: its value
 *
 * Returns: (transfer full): the pair
 */
TwSimPair *
tw_sim_pair_new (const char *name,
                 const char *value)
{
  TwSimPair *pair = g_new0 (TwSimPair, 1);

  pair->name = g_strdup (name);
  pair->value = g_strdup (value);

  return pair;
}

/**
 * tw_sim_pairs_new:
 *
 * Returns: (transfer full): an empty list of pairs
 */
GPtrArray *
tw_sim_pairs_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) pair_free);
}

/**
 * tw_sim_pairs_copy:
 * @pairs: a list of pairs
 *
 * Returns: (transfer full): a copy
 */
GPtrArray *
tw_sim_pairs_copy (GPtrArray *pairs)
{
  GPtrArray *copy = tw_sim_pairs_new ();

  for (guint i = 0; i < pairs->len; i++)
    {
      TwSimPair *pair = g_ptr_array_index (pairs, i);

      g_ptr_array_add (copy, tw_sim_pair_new (pair->name, pair->value));
    }

  return copy;
}

/**
 * tw_sim_pairs_get:
 * @pairs: a list of pairs
 * @name: whose value is wanted; its case counts
 *
 * Returns: (transfer none) (nullable): the value
 */
const char *
tw_sim_pairs_get (GPtrArray  *pairs,
                  const char *name)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      TwSimPair *pair = g_ptr_array_index (pairs, i);

      if (strcmp (pair->name, name) == 0)
        return pair->value;
    }

  return NULL;
}

/**
 * tw_sim_pairs_set:
 * @pairs: a list of pairs
 * @name: what to set
 * @value: to what
 */
void
tw_sim_pairs_set (GPtrArray  *pairs,
                  const char *name,
                  const char *value)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      TwSimPair *pair = g_ptr_array_index (pairs, i);

      if (strcmp (pair->name, name) == 0)
        {
          g_free (pair->value);
          pair->value = g_strdup (value);
          return;
        }
    }

  g_ptr_array_add (pairs, tw_sim_pair_new (name, value));
}

/**
 * tw_sim_find_seat:
 * @subscription: a subscription
 * @product: a product
 *
 * Returns: (transfer none) (nullable): the product inside the subscription
 */
TwSimSeat *
tw_sim_find_seat (TwSimSubscription  *subscription,
                  const TwSimProduct *product)
{
  for (guint i = 0; i < subscription->seats->len; i++)
    {
      TwSimSeat *seat = &g_array_index (subscription->seats, TwSimSeat, i);

      if (seat->product == product)
        return seat;
    }

  return NULL;
}
