/* test-order-change.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"
#include "journal/tw-order-draft-private.h"

#define ONE_PRODUCT \
  "{'id': '9', 'customerId': '7', 'status': 'active'," \
  " 'billingPeriod': {'type': 'month', 'duration': 1}, 'subscriptionPeriod': {'type': 'year', 'duration': 1}," \
  " 'products': [{'mpn': 'SEAT', 'vendor': 'Contoso', 'quantity': 10.0}]}"

#define TWO_PRODUCTS \
  "{'id': '9', 'customerId': '7', 'status': 'active'," \
  " 'products': [{'mpn': 'SEAT', 'quantity': 10}, {'mpn': 'STORAGE', 'quantity': 4}]}"

static TwOrder *
apply (TwOrderDraft  *draft,
       const char    *subscription,
       GError       **error)
{
  g_autoptr (TwSubscription) parsed = TW_SUBSCRIPTION (fake_resource (TW_TYPE_SUBSCRIPTION, subscription));

  return tw_order_draft_apply (draft, parsed, error);
}

/* The API takes totals, whatever the person said. */
static void
test_totals (void)
{
  static const struct
  {
    TwSeats     seats;
    gint64      quantity;
    const char *total;
  } cases[] = {
    { TW_SEATS_TOTAL, 12, "12" },
    { TW_SEATS_TOTAL, 3, "3" },
    { TW_SEATS_ADD, 2, "12" },
    { TW_SEATS_REMOVE, 2, "8" },
    { TW_SEATS_REMOVE, 9, "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwOrderDraft) draft = NULL;
      g_autoptr (TwOrder) order = NULL;
      g_autoptr (GError) error = NULL;
      TwOrderLine *line;

      draft = tw_order_draft_new_change ("9", cases[i].seats, TW_DECIMAL_INIT (cases[i].quantity));
      order = apply (draft, ONE_PRODUCT, &error);
      g_assert_no_error (error);
      line = g_ptr_array_index (order->products, 0);
      journal_test_assert_number (line->quantity, cases[i].total);
      g_assert_cmpstr (line->subscription_id, ==, "9");
      g_assert_cmpstr (line->mpn, ==, "SEAT");
      g_assert_cmpstr (line->vendor, ==, "Contoso");
      g_assert_cmpint (line->subscription_period->type, ==, TW_PERIOD_YEAR);
      g_assert_cmpint (line->billing_period->type, ==, TW_PERIOD_MONTH);
      g_assert_cmpstr (order->customer_id, ==, "7");
      g_assert_null (order->subscription_id);
    }
}

static void
test_wrong_totals (void)
{
  static const struct
  {
    TwSeats   seats;
    TwDecimal quantity;
  } cases[] = {
    { TW_SEATS_TOTAL, { 10, 0 } },
    { TW_SEATS_TOTAL, { 0, 0 } },
    { TW_SEATS_TOTAL, { -1, 0 } },
    { TW_SEATS_TOTAL, { 125, 1 } },
    { TW_SEATS_ADD, { 0, 0 } },
    { TW_SEATS_ADD, { -2, 0 } },
    { TW_SEATS_REMOVE, { -2, 0 } },
    { TW_SEATS_REMOVE, { 10, 0 } },
    { TW_SEATS_REMOVE, { 11, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwOrderDraft) draft = tw_order_draft_new_change ("9", cases[i].seats, cases[i].quantity);
      g_autoptr (GError) error = NULL;

      g_assert_null (apply (draft, ONE_PRODUCT, &error));
      journal_test_assert_field (error, "products[0].quantity");
    }
}

static void
test_several_products (void)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_change ("9", TW_SEATS_ADD, TW_DECIMAL_INIT (1));
  g_autoptr (GError) which = NULL;
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwOrder) order = NULL;

  g_assert_null (apply (draft, TWO_PRODUCTS, &which));
  journal_test_assert_field (which, "products[0].mpn");
  g_assert_nonnull (strstr (which->message, "STORAGE"));

  tw_order_draft_set_mpn (draft, "OTHER");
  g_assert_null (apply (draft, TWO_PRODUCTS, &none));
  journal_test_assert_field (none, "products[0].mpn");

  tw_order_draft_set_mpn (draft, "STORAGE");
  order = apply (draft, TWO_PRODUCTS, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (order->products->len, ==, 1);
  journal_test_assert_number (((TwOrderLine *) g_ptr_array_index (order->products, 0))->quantity, "5");
}

static void
test_at_renewal (void)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_change ("9", TW_SEATS_TOTAL, TW_DECIMAL_INIT (5));
  g_autoptr (TwOrder) later = NULL;
  g_autoptr (TwOrder) now = NULL;

  tw_order_draft_set_at_renewal (draft, TRUE);
  later = apply (draft, ONE_PRODUCT, NULL);
  g_assert_cmpstr (later->scheduled_on, ==, "renewal");

  tw_order_draft_set_at_renewal (draft, FALSE);
  now = apply (draft, ONE_PRODUCT, NULL);
  g_assert_null (now->scheduled_on);
}

/* Renewals and cancellations name the subscription at the order, and have no products. */
static void
test_whole_subscription (void)
{
  g_autoptr (TwOrderDraft) renewal = tw_order_draft_new_renewal ("9");
  g_autoptr (TwOrderDraft) cancellation = tw_order_draft_new_cancellation ("9");
  g_autoptr (TwOrder) renewed = apply (renewal, ONE_PRODUCT, NULL);
  g_autoptr (TwOrder) cancelled = apply (cancellation, ONE_PRODUCT, NULL);

  g_assert_cmpint (renewed->type, ==, TW_ORDER_TYPE_RENEWAL);
  g_assert_cmpstr (renewed->subscription_id, ==, "9");
  g_assert_cmpstr (renewed->customer_id, ==, "7");
  g_assert_null (renewed->products);
  g_assert_cmpint (cancelled->type, ==, TW_ORDER_TYPE_CANCELLATION);
  g_assert_cmpstr (cancelled->subscription_id, ==, "9");
}

static void
test_wrong_subscription (void)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_change ("9", TW_SEATS_ADD, TW_DECIMAL_INIT (1));
  g_autoptr (TwOrder) foreign = NULL;
  g_autoptr (TwOrder) mixed = NULL;
  g_autoptr (TwOrderDraft) foreign_draft = NULL;
  g_autoptr (TwOrderDraft) mixed_draft = NULL;
  g_autoptr (GError) ended = NULL;
  g_autoptr (GError) empty = NULL;
  g_autoptr (GError) other = NULL;
  g_autoptr (GError) several = NULL;

  g_assert_null (apply (draft, "{'id': '9', 'customerId': '7', 'status': 'terminated'}", &ended));
  journal_test_assert_field (ended, "subscriptionId");
  g_assert_null (apply (draft, "{'id': '9', 'customerId': '7', 'status': 'active'}", &empty));
  journal_test_assert_field (empty, "subscriptionId");

  foreign = TW_ORDER (fake_resource (TW_TYPE_ORDER, "{'type': 'renewal', 'customerId': '8', 'subscriptionId': '9'}"));
  foreign_draft = tw_order_draft_new_from_order (foreign);
  g_assert_null (apply (foreign_draft, ONE_PRODUCT, &other));
  journal_test_assert_field (other, "customerId");

  mixed = TW_ORDER (fake_resource (TW_TYPE_ORDER,
                                   "{'type': 'change', 'products': [{'subscriptionId': '9', 'mpn': 'SEAT'},"
                                   "                                {'subscriptionId': '10', 'mpn': 'SEAT'}]}"));
  mixed_draft = tw_order_draft_new_from_order (mixed);
  g_assert_null (apply (mixed_draft, ONE_PRODUCT, &several));
  journal_test_assert_field (several, "products[1].subscriptionId");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/journal/change/totals", test_totals);
  g_test_add_func ("/journal/change/wrong-totals", test_wrong_totals);
  g_test_add_func ("/journal/change/several-products", test_several_products);
  g_test_add_func ("/journal/change/at-renewal", test_at_renewal);
  g_test_add_func ("/journal/change/whole-subscription", test_whole_subscription);
  g_test_add_func ("/journal/change/wrong-subscription", test_wrong_subscription);

  return g_test_run ();
}
