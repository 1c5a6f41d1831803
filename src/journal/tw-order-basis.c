/* tw-order-basis.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-basis-private.h"

#include "base/tw-error.h"
#include "base/tw-json-writer.h"
#include "journal/tw-order-draft-private.h"
#include "journal/tw-reason.h"

/* Said of a fact that the marketplace does not state. */
#define MISSING "–"

static void
write_text (TwJsonWriter *writer,
            const char   *name,
            TwResource   *resource)
{
  g_autofree char *text = tw_resource_dup_text (resource, name);

  if (text == NULL)
    return;

  tw_json_writer_name (writer, name);
  tw_json_writer_string (writer, text);
}

/* One form for one number: 12 and 12.0 are the same seats. */
static char *
dup_seats (TwSubscriptionProduct *product)
{
  TwDecimal whole;

  if (tw_decimal_is_integer (product->quantity) &&
      tw_decimal_round (product->quantity, 0, TW_ROUND_DOWN, &whole, NULL))
    return tw_decimal_to_string (whole);

  return tw_decimal_to_string (product->quantity);
}

/**
 * tw_order_basis_new:
 * @subscription: a subscription's detail, as the marketplace answered it
 *
 * Returns: (transfer full): what an order on it depends on: id, status, end of the term, and seats by product
 */
TwJson *
tw_order_basis_new (TwSubscription *subscription)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);

  tw_json_writer_begin_object (writer);
  write_text (writer, "id", TW_RESOURCE (subscription));
  write_text (writer, "status", TW_RESOURCE (subscription));
  write_text (writer, "expirationDate", TW_RESOURCE (subscription));
  tw_json_writer_name (writer, "products");
  tw_json_writer_begin_array (writer);
  for (guint i = 0; subscription->products != NULL && i < subscription->products->len; i++)
    {
      TwSubscriptionProduct *product = g_ptr_array_index (subscription->products, i);
      g_autofree char *seats = dup_seats (product);

      tw_json_writer_begin_object (writer);
      write_text (writer, "mpn", TW_RESOURCE (product));
      tw_json_writer_name (writer, "quantity");
      tw_json_writer_string (writer, seats);
      tw_json_writer_end_object (writer);
    }
  tw_json_writer_end_array (writer);
  tw_json_writer_end_object (writer);

  return tw_json_writer_steal_json (writer);
}

/* What changed, as far as one sentence can say it. */
static TwJson *
describe_change (const char *id,
                 TwJson     *before,
                 TwJson     *after)
{
  static const struct
  {
    const char *name;
    TwReason    reason;
  } members[] = {
    { "status", TW_REASON_STATUS_CHANGED },
    { "expirationDate", TW_REASON_END_CHANGED },
  };
  TwJson *then = tw_json_get_member (before, "products");
  TwJson *now = tw_json_get_member (after, "products");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *a = tw_json_dup_member_text (before, members[i].name);
      g_autofree char *b = tw_json_dup_member_text (after, members[i].name);

      if (g_strcmp0 (a, b) != 0)
        return tw_reason_new (members[i].reason, id, a != NULL ? a : MISSING, b != NULL ? b : MISSING, NULL);
    }

  for (guint i = 0; i < tw_json_get_length (then) && i < tw_json_get_length (now); i++)
    {
      g_autofree char *mpn = tw_json_dup_member_text (tw_json_get_element (now, i), "mpn");
      g_autofree char *a = tw_json_dup_member_text (tw_json_get_element (then, i), "quantity");
      g_autofree char *b = tw_json_dup_member_text (tw_json_get_element (now, i), "quantity");

      if (mpn != NULL && a != NULL && b != NULL && !g_str_equal (a, b))
        return tw_reason_new (TW_REASON_SEATS_CHANGED, id, mpn, a, b, NULL);
    }

  return tw_reason_new (TW_REASON_PRODUCTS_CHANGED, id, NULL);
}

/**
 * tw_order_basis_check:
 * @basis: what an order was computed from
 * @subscription: the subscription as the marketplace answers it now
 * @error: return location; %TW_ERROR_CONFLICT saying what changed, with the effect %TW_EFFECT_REFUSED
 *
 * Returns: whether the order may be sent: nothing it depends on has changed
 */
gboolean
tw_order_basis_check (TwJson          *basis,
                      TwSubscription  *subscription,
                      GError         **error)
{
  g_autoptr (TwJson) now = tw_order_basis_new (subscription);
  g_autoptr (TwJson) change = NULL;
  GError *conflict;

  if (tw_json_equal (basis, now))
    return TRUE;

  change = describe_change (subscription->id, basis, now);
  conflict = tw_reason_to_error (change, TW_ERROR_CONFLICT);
  tw_error_set_effect (conflict, TW_EFFECT_REFUSED);
  g_propagate_error (error, conflict);

  return FALSE;
}

/**
 * tw_order_basis_dup_subscription:
 * @basis: what an order was computed from
 *
 * Returns: (transfer full) (nullable): id of its subscription
 */
char *
tw_order_basis_dup_subscription (TwJson *basis)
{
  return tw_json_dup_member_text (basis, "id");
}

static gboolean
take_seats (TwSubscription *subscription,
            TwJson         *products)
{
  for (guint i = 0; i < tw_json_get_length (products); i++)
    {
      g_autofree char *mpn = tw_json_dup_member_text (tw_json_get_element (products, i), "mpn");
      g_autofree char *text = tw_json_dup_member_text (tw_json_get_element (products, i), "quantity");
      TwSubscriptionProduct *product = tw_subscription_find_product (subscription, mpn);
      TwDecimal quantity;

      if (product == NULL || text == NULL || !tw_decimal_parse (text, &quantity, NULL))
        return FALSE;
      g_object_set (product, "quantity", &quantity, NULL);
    }

  return TRUE;
}

/**
 * tw_order_basis_go_back:
 * @basis: what an order was computed from
 * @subscription: its subscription as the marketplace answers it now
 *
 * Returns: (transfer full) (nullable): the subscription as it was then, as far as orders depend on it; %NULL when it
 *   cannot be told
 */
TwSubscription *
tw_order_basis_go_back (TwJson         *basis,
                        TwSubscription *subscription)
{
  static const char *const members[] = { "status", "expirationDate" };
  g_autoptr (TwSubscription) then = TW_SUBSCRIPTION (tw_resource_copy (TW_RESOURCE (subscription)));
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  g_autoptr (TwJson) facts = NULL;

  tw_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = tw_json_dup_member_text (basis, members[i]);

      if (text == NULL)
        continue;
      tw_json_writer_name (writer, members[i]);
      tw_json_writer_string (writer, text);
    }
  tw_json_writer_end_object (writer);
  facts = tw_json_writer_steal_json (writer);

  if (!tw_resource_merge_json (TW_RESOURCE (then), facts, NULL)
      || !take_seats (then, tw_json_get_member (basis, "products")))
    return NULL;

  return g_steal_pointer (&then);
}
