/* tw-serve-subscriptions.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include <string.h>

#include "sandbox/tw-ask.h"
#include "sandbox/tw-days.h"
#include "sandbox/tw-exchange.h"
#include "sandbox/tw-pricing.h"

static const char *const statuses[] = { "pending", "active", "hold", "terminated", "removed" };

/* Prices that a request sets on one product of a subscription. */
typedef struct
{
  TwSimSeat *seat;
  gboolean   has_price;
  gboolean   has_cost;
  TwDecimal  price;
  TwDecimal  cost;
} Repricing;

static void
write_members (TwOut             *out,
               TwSimSubscription *subscription)
{
  tw_out_id (out, "id", subscription->id);
  tw_out_string (out, "name", subscription->name);
  tw_out_id (out, "customerId", subscription->customer->id);
  tw_out_string (out, "status", statuses[subscription->status]);
  tw_out_pairs (out, "attributes", subscription->attributes);
  tw_out_bool (out, "renewalStatus", subscription->renews);
  tw_out_day (out, "creationDate", tw_day_of (subscription->created));
  tw_out_day (out, "renewalDate", subscription->expires);
  tw_out_day (out, "lastModifiedDate", subscription->modified);
  tw_out_day (out, "expirationDate", subscription->expires);
  tw_out_string (out, "billingModel", subscription->plan->billing_model);
  tw_out_term (out, "billingPeriod", subscription->plan->billing);
  tw_out_term (out, "subscriptionPeriod", subscription->plan->term);
}

static void
write_row (TwExchange *x,
           gpointer    object)
{
  tw_out_begin_object (&x->out, NULL);
  write_members (&x->out, object);
  tw_out_end_object (&x->out);
}

/* A unit price with its tiers, where the product has some. */
static void
write_unit (TwOut        *out,
            const char   *name,
            TwDecimal     unit,
            gboolean      is_special,
            TwSimProduct *product,
            TwDecimal     dollars,
            const char   *currency)
{
  g_autofree char *text = tw_amount_to_string (unit);

  tw_out_begin_object (out, name);
  tw_out_string (out, "currency", currency);
  tw_out_string (out, "amount", text);
  if (product->volume_from > 0 && !is_special)
    {
      const int limits[] = { 1, product->volume_from };

      tw_out_begin_array (out, "priceTiers");
      for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
        {
          g_autofree char *limit = g_strdup_printf ("%d", limits[i]);
          g_autofree char *amount = tw_amount_to_string (tw_price_unit (product, dollars, limits[i], currency));

          tw_out_begin_object (out, NULL);
          tw_out_string (out, "lowerLimit", limit);
          tw_out_string (out, "amount", amount);
          tw_out_end_object (out);
        }
      tw_out_end_array (out);
    }
  tw_out_end_object (out);
}

static void
write_seat (TwOut           *out,
            const TwSimSeat *seat,
            const char      *currency)
{
  TwDecimal price = tw_price_seat_price (seat, currency);
  TwDecimal cost = tw_price_seat_cost (seat, currency);

  tw_out_begin_object (out, NULL);
  tw_out_string (out, "mpn", seat->product->mpn);
  tw_out_string (out, "vendor", seat->product->vendor);
  tw_out_string (out, "id", seat->product->id);
  tw_out_int (out, "quantity", seat->quantity);
  tw_out_string (out, "name", seat->product->short_name);
  write_unit (out, "unitPrice", price, seat->has_special_price, seat->product, seat->product->price, currency);
  write_unit (out, "unitCost", cost, seat->has_special_cost, seat->product, seat->product->cost, currency);
  tw_out_money (out, "extendedPrice", tw_price_times (price, seat->quantity, currency), currency);
  tw_out_string (out, "vendorSubscriptionId", seat->vendor_id);
  tw_out_money (out, "totalSubscriptionPrice", tw_price_times (price, seat->quantity, currency), currency);
  tw_out_money (out, "totalSubscriptionCost", tw_price_times (cost, seat->quantity, currency), currency);
  tw_out_end_object (out);
}

static void
write_detail (TwOut             *out,
              TwSimSubscription *subscription)
{
  const char *currency = subscription->customer->currency;
  TwDecimal price = TW_DECIMAL_INIT (0);
  TwDecimal cost = TW_DECIMAL_INIT (0);

  for (guint i = 0; i < subscription->seats->len && !subscription->plan->usage; i++)
    {
      const TwSimSeat *seat = &g_array_index (subscription->seats, TwSimSeat, i);

      price = tw_price_sum (price, tw_price_times (tw_price_seat_price (seat, currency), seat->quantity, currency));
      cost = tw_price_sum (cost, tw_price_times (tw_price_seat_cost (seat, currency), seat->quantity, currency));
    }

  tw_out_begin_object (out, NULL);
  write_members (out, subscription);
  tw_out_money (out, "totalPrice", price, currency);
  tw_out_money (out, "totalSubscriptionPrice", price, currency);
  tw_out_money (out, "totalSubscriptionCost", cost, currency);
  if (!subscription->plan->usage)
    {
      tw_out_begin_array (out, "products");
      for (guint i = 0; i < subscription->seats->len; i++)
        write_seat (out, &g_array_index (subscription->seats, TwSimSeat, i), currency);
      tw_out_end_array (out);
    }
  tw_out_parameters (out, "orderParameters", subscription->parameters);
  tw_out_begin_array (out, "fulfillmentParameters");
  if (subscription->tenant_id != NULL && subscription->status != TW_SIM_PENDING)
    {
      tw_out_begin_object (out, NULL);
      tw_out_string (out, "name", "ms_customer_id");
      tw_out_string (out, "value", subscription->tenant_id);
      tw_out_end_object (out);
    }
  tw_out_end_array (out);
  tw_out_int (out, "planId", subscription->plan->id);
  tw_out_end_object (out);
}

/* Reads a filter that takes a plain date; 0 when it is missing. */
static gboolean
read_day_filter (TwExchange  *x,
                 const char  *name,
                 TwDay       *day,
                 GError     **error)
{
  const char *text = tw_exchange_query (x, name);

  *day = 0;
  if (text != NULL && !tw_day_parse (text, day))
    return tw_refuse (error, 400, "Unsupported value of the %s filter: a date such as 2026-10-01 is needed.", name);

  return TRUE;
}

static TwSimSeat *
find_seat (TwSimSubscription *subscription,
           const char        *mpn,
           const char        *id)
{
  for (guint i = 0; i < subscription->seats->len; i++)
    {
      TwSimSeat *seat = &g_array_index (subscription->seats, TwSimSeat, i);

      if ((mpn == NULL || strcmp (seat->product->mpn, mpn) == 0)
          && (id == NULL || strcmp (seat->product->id, id) == 0))
        return seat;
    }

  return NULL;
}

static gboolean
read_repricing (JsonObject         *object,
                const char         *path,
                TwSimSubscription  *subscription,
                Repricing          *repricing,
                GError            **error)
{
  const char *currency = subscription->customer->currency;
  const char *mpn = NULL;
  const char *id = NULL;
  gboolean has_provider_cost;
  TwDecimal provider_cost;

  if (!tw_ask_only (object, path, " mpn id unitPrice unitCost unitProviderCost ", error)
      || !tw_ask_string (object, path, "mpn", TW_ASK_OPTIONAL, &mpn, error)
      || !tw_ask_string (object, path, "id", TW_ASK_OPTIONAL, &id, error)
      || !tw_ask_money (object, path, "unitPrice", currency, &repricing->has_price, &repricing->price, error)
      || !tw_ask_money (object, path, "unitCost", currency, &repricing->has_cost, &repricing->cost, error)
      || !tw_ask_money (object, path, "unitProviderCost", currency, &has_provider_cost, &provider_cost, error))
    return FALSE;
  if (mpn == NULL && id == NULL)
    return tw_refuse (error, 400, "The field %smpn is required.", path);
  repricing->seat = find_seat (subscription, mpn, id);
  if (repricing->seat == NULL)
    return tw_refuse (error, 400, "The product %s is not in subscription #%u.", mpn != NULL ? mpn : id,
                      subscription->id);
  if (!repricing->has_price && !repricing->has_cost)
    return tw_refuse (error, 400, "The field %sunitPrice or %sunitCost is required.", path, path);

  return TRUE;
}

/* Reads new prices and sets them, all or none. */
static gboolean
reprice (JsonObject         *body,
         TwAskNeed           need,
         TwSimSubscription  *subscription,
         GError            **error)
{
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GArray) repricings = g_array_new (FALSE, TRUE, sizeof (Repricing));

  if (!tw_ask_objects (body, "", "products", need, &objects, error))
    return FALSE;
  g_array_set_size (repricings, objects->len);
  for (guint i = 0; i < objects->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("products[%u].", i);

      if (!read_repricing (g_ptr_array_index (objects, i), path, subscription,
                           &g_array_index (repricings, Repricing, i), error))
        return FALSE;
    }

  for (guint i = 0; i < repricings->len; i++)
    {
      const Repricing *repricing = &g_array_index (repricings, Repricing, i);

      if (repricing->has_price)
        {
          repricing->seat->has_special_price = TRUE;
          repricing->seat->special_price = repricing->price;
        }
      if (repricing->has_cost)
        {
          repricing->seat->has_special_cost = TRUE;
          repricing->seat->special_cost = repricing->cost;
        }
    }

  return TRUE;
}

static gboolean
is_changeable (TwSimSubscription  *subscription,
               GError            **error)
{
  if (subscription->status != TW_SIM_ACTIVE && subscription->status != TW_SIM_HOLD)
    return tw_refuse (error, 400, "Subscription #%u is %s and cannot be changed.", subscription->id,
                      statuses[subscription->status]);

  return TRUE;
}

/**
 * tw_serve_subscription_list:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /subscriptions`: rows without products, prices, parameters and plan.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_subscription_list (TwExchange  *x,
                            GError     **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *customer = tw_exchange_query (x, "customerId");
  const char *status = tw_exchange_query (x, "status");
  int wanted = -1;
  TwDay from;
  TwDay to;

  if (!read_day_filter (x, "creationDateFrom", &from, error)
      || !read_day_filter (x, "creationDateTo", &to, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (statuses) && status != NULL; i++)
    if (strcmp (statuses[i], status) == 0)
      wanted = i;
  if (status != NULL && wanted < 0)
    return tw_refuse (error, 400, "Unsupported value of the status filter.");

  for (guint i = 0; i < x->world->subscriptions->len; i++)
    {
      TwSimSubscription *subscription = g_ptr_array_index (x->world->subscriptions, i);
      TwDay created = tw_day_of (subscription->created);

      if ((wanted < 0 || (int) subscription->status == wanted)
          && (from == 0 || created >= from)
          && (to == 0 || created <= to)
          && (customer == NULL || tw_world_find_customer (x->world, customer) == subscription->customer))
        g_ptr_array_add (found, subscription);
    }

  return tw_exchange_reply_list (x, found, write_row, error);
}

/**
 * tw_serve_subscription:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /subscriptions/{id}`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_subscription (TwExchange  *x,
                       GError     **error)
{
  TwSimSubscription *subscription = tw_world_find_subscription (x->world, x->id);

  if (subscription == NULL)
    return tw_refuse_unknown (x, error);
  write_detail (&x->out, subscription);

  return TRUE;
}

/**
 * tw_serve_subscription_update:
 * @x: the call
 * @error: return location for a refusal
 *
 * `PATCH /subscriptions/{id}`: automatic renewal, attributes and prices, neither seats nor status.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_subscription_update (TwExchange  *x,
                              GError     **error)
{
  TwSimSubscription *subscription = tw_world_find_subscription (x->world, x->id);
  g_autoptr (GPtrArray) attributes = NULL;
  gboolean renews;

  if (subscription == NULL)
    return tw_refuse_unknown (x, error);
  renews = subscription->renews;
  if (!tw_ask_only (x->body, "", " products attributes renewalStatus ", error)
      || !is_changeable (subscription, error)
      || !tw_ask_bool (x->body, "", "renewalStatus", &renews, error)
      || !tw_ask_pairs (x->body, "", "attributes", &attributes, error)
      || !reprice (x->body, TW_ASK_OPTIONAL, subscription, error))
    return FALSE;

  subscription->renews = renews;
  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    {
      TwSimPair *pair = g_ptr_array_index (attributes, i);

      tw_sim_pairs_set (subscription->attributes, pair->name, pair->value);
    }
  subscription->modified = tw_world_today (x->world);
  write_detail (&x->out, subscription);

  return TRUE;
}

/**
 * tw_serve_subscription_pricing:
 * @x: the call
 * @error: return location for a refusal
 *
 * `POST /subscriptions/{id}/specialPricing`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_subscription_pricing (TwExchange  *x,
                               GError     **error)
{
  TwSimSubscription *subscription = tw_world_find_subscription (x->world, x->id);

  if (subscription == NULL)
    return tw_refuse_unknown (x, error);
  if (!is_changeable (subscription, error)
      || !reprice (x->body, TW_ASK_REQUIRED, subscription, error))
    return FALSE;
  subscription->modified = tw_world_today (x->world);
  write_detail (&x->out, subscription);

  return TRUE;
}
