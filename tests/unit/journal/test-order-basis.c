/* test-order-basis.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "fake-marketplace.h"
#include "journal/tw-order-basis-private.h"

#include "base/tw-error.h"

#define PREPARED \
  "{'id': '9', 'status': 'active', 'expirationDate': '2027-10-01', 'name': 'Suite'," \
  " 'products': [{'mpn': 'SEAT', 'quantity': 10, 'extendedPrice': {'currency': 'USD', 'amount': '220.0'}}]}"

/* The same for an order: neither the name nor automatic renewal is what it was computed from. */
#define RENAMED \
  "{'id': '9', 'status': 'active', 'expirationDate': '2027-10-01', 'name': 'Another name', 'renewalStatus': false," \
  " 'products': [{'mpn': 'SEAT', 'quantity': '10'}]}"

static gboolean
holds (const char  *now,
       GError     **error)
{
  g_autoptr (TwSubscription) then = TW_SUBSCRIPTION (fake_resource (TW_TYPE_SUBSCRIPTION, PREPARED));
  g_autoptr (TwSubscription) subscription = TW_SUBSCRIPTION (fake_resource (TW_TYPE_SUBSCRIPTION, now));
  g_autoptr (TwJson) basis = tw_order_basis_new (then);
  g_autofree char *id = tw_order_basis_dup_subscription (basis);

  g_assert_cmpstr (id, ==, "9");

  return tw_order_basis_check (basis, subscription, error);
}

static void
test_holds (void)
{
  static const char *const same[] = {
    PREPARED,
    "{'id': '9', 'status': 'active', 'expirationDate': '2027-10-01', 'products': [{'mpn': 'SEAT', 'quantity': 10.0}]}",
    RENAMED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (holds (same[i], &error));
      g_assert_no_error (error);
    }
}

static void
test_changed (void)
{
  static const struct
  {
    const char *now;
    const char *reason;
    const char *before;
    const char *after;
  } cases[] = {
    { "{'id': '9', 'status': 'active', 'expirationDate': '2027-10-01', 'products': [{'mpn': 'SEAT', 'quantity': 11}]}",
      "seats-changed", "10", "11" },
    { "{'id': '9', 'status': 'hold', 'expirationDate': '2027-10-01', 'products': [{'mpn': 'SEAT', 'quantity': 10}]}",
      "status-changed", "active", "hold" },
    { "{'id': '9', 'status': 'active', 'expirationDate': '2028-10-01', 'products': [{'mpn': 'SEAT', 'quantity': 10}]}",
      "end-changed", "2027-10-01", "2028-10-01" },
    { "{'id': '9', 'status': 'active', 'products': [{'mpn': 'SEAT', 'quantity': 10}]}",
      "end-changed", "2027-10-01", "–" },
    { "{'id': '9', 'status': 'active', 'expirationDate': '2027-10-01', 'products': [{'mpn': 'OTHER', 'quantity': 10}]}",
      "products-changed", "products", "products" },
    { "{'id': '9', 'status': 'active', 'expirationDate': '2027-10-01'}", "products-changed", "products", "products" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *reason = NULL;

      g_assert_false (holds (cases[i].now, &error));
      reason = tw_json_dup_member_text (tw_error_get_reason (error), "code");
      g_assert_cmpstr (reason, ==, cases[i].reason);
      g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
      g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_REFUSED);
      g_assert_nonnull (strstr (error->message, cases[i].before));
      g_assert_nonnull (strstr (error->message, cases[i].after));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/journal/basis/holds", test_holds);
  g_test_add_func ("/journal/basis/changed", test_changed);

  return g_test_run ();
}
