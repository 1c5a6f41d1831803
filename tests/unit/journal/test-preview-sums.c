/* test-preview-sums.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"
#include "journal/tw-order-preview-private.h"

#include "base/tw-error.h"

static TwOrder *
order_new (const char *json)
{
  return TW_ORDER (fake_resource (TW_TYPE_ORDER, json));
}

/* Amounts of different currencies never meet. */
static void
test_currencies (void)
{
  g_autoptr (TwOrder) estimate = NULL;
  g_autoptr (GPtrArray) totals = NULL;
  g_autoptr (GError) error = NULL;
  TwPreviewTotal *usd;
  TwPreviewTotal *eur;

  estimate = order_new ("{'details': ["
                        " {'extendedPrice': {'currency': 'USD', 'amount': '0.1'}},"
                        " {'extendedPrice': {'currency': 'EUR', 'amount': '5'},"
                        "  'taxAmount': {'currency': 'EUR', 'amount': '1'}},"
                        " {'extendedPrice': {'currency': 'USD', 'amount': '0.2'},"
                        "  'taxAmount': {'currency': 'USD', 'amount': '0.05'}},"
                        " {'description': 'no price'}]}");
  totals = tw_preview_list_totals (estimate, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (totals->len, ==, 2);
  usd = g_ptr_array_index (totals, 0);
  eur = g_ptr_array_index (totals, 1);
  journal_test_assert_money (&usd->net, "0.3 USD");
  journal_test_assert_money (&usd->gross, "0.35 USD");
  journal_test_assert_money (&eur->gross, "6 EUR");
}

/* Tax that is inside the price already does not come on top. */
static void
test_inclusive_tax (void)
{
  g_autoptr (TwOrder) estimate = NULL;
  g_autoptr (GPtrArray) totals = NULL;
  g_autoptr (GError) error = NULL;
  TwPreviewTotal *total;

  estimate = order_new ("{'details': [{'extendedPrice': {'currency': 'USD', 'amount': '110'},"
                        "  'taxAmount': {'currency': 'USD', 'amount': '10'},"
                        "  'exclusiveTaxAmount': {'currency': 'USD', 'amount': '0'}}]}");
  totals = tw_preview_list_totals (estimate, &error);
  g_assert_no_error (error);
  total = g_ptr_array_index (totals, 0);
  journal_test_assert_money (&total->gross, "110 USD");
}

static void
test_mixed_tax (void)
{
  g_autoptr (TwOrder) estimate = NULL;
  g_autoptr (GPtrArray) totals = NULL;
  g_autoptr (GError) error = NULL;

  estimate = order_new ("{'details': [{'extendedPrice': {'currency': 'USD', 'amount': '110'},"
                        "  'taxAmount': {'currency': 'EUR', 'amount': '10'}}]}");
  totals = tw_preview_list_totals (estimate, &error);
  g_assert_null (totals);
  g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
}

/* Without charges the total stands alone; without anything there is no sum. */
static void
test_total_only (void)
{
  g_autoptr (TwOrder) estimate = order_new ("{'total': {'currency': 'CLP', 'amount': '15000'}}");
  g_autoptr (TwOrder) nothing = order_new ("{'type': 'sales'}");
  g_autoptr (GPtrArray) totals = tw_preview_list_totals (estimate, NULL);
  g_autoptr (GPtrArray) none = tw_preview_list_totals (nothing, NULL);

  g_assert_cmpuint (totals->len, ==, 1);
  journal_test_assert_money (&((TwPreviewTotal *) g_ptr_array_index (totals, 0))->gross, "15000 CLP");
  g_assert_cmpuint (none->len, ==, 0);
}

/*
 * With two lines of one MPN, a charge of that MPN belongs to neither for sure; the answered line still does.
 */
static void
test_same_mpn_twice (void)
{
  g_autoptr (TwOrder) order = NULL;
  g_autoptr (TwOrder) estimate = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  TwPreviewLine *second;

  order = order_new ("{'products': [{'mpn': 'SEAT', 'quantity': 1}, {'mpn': 'SEAT', 'quantity': 2}]}");
  estimate = order_new ("{'products': [{'mpn': 'SEAT', 'extendedPrice': {'currency': 'USD', 'amount': '3'}},"
                        "              {'mpn': 'SEAT', 'extendedPrice': {'currency': 'USD', 'amount': '6'}}],"
                        " 'details': [{'mpn': 'SEAT', 'extendedPrice': {'currency': 'USD', 'amount': '9'}}]}");
  lines = tw_preview_list_lines (order, estimate, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 2);
  second = g_ptr_array_index (lines, 1);
  journal_test_assert_money (&second->extended_price, "6 USD");
  g_assert_cmpstr (second->tax.currency, ==, "");
}

/* A price that the marketplace does not show is not guessed. */
static void
test_unpriced (void)
{
  g_autoptr (TwOrder) order = order_new ("{'type': 'cancellation'}");
  g_autoptr (TwSubscription) priced = NULL;
  g_autoptr (TwSubscription) unpriced = NULL;
  g_autoptr (TwOrder) change_of_plan = order_new ("{'type': 'change', 'planId': '7'}");
  g_autoptr (GError) error = NULL;
  TwMoney from, to;

  priced = TW_SUBSCRIPTION (fake_resource (TW_TYPE_SUBSCRIPTION,
                                           "{'id': '9', 'products': [{'mpn': 'SEAT', 'quantity': 3,"
                                           "  'unitPrice': {'currency': 'USD', 'amount': '22.0'}}]}"));
  unpriced = TW_SUBSCRIPTION (fake_resource (TW_TYPE_SUBSCRIPTION,
                                             "{'id': '9', 'products': ["
                                             "  {'mpn': 'A', 'quantity': 3,"
                                             "   'unitPrice': {'currency': 'USD', 'amount': '22.0'}},"
                                             "  {'mpn': 'B', 'quantity': 3}]}"));

  g_assert_true (tw_preview_compute_recurring (order, priced, TW_PREVIEW_PRICE, &from, &to, &error));
  g_assert_no_error (error);
  journal_test_assert_money (&from, "66.0 USD");
  journal_test_assert_money (&to, "0.0 USD");

  /* a price is no cost, and the other way round */
  g_assert_true (tw_preview_compute_recurring (order, priced, TW_PREVIEW_COST, &from, &to, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (from.currency, ==, "");
  g_assert_cmpstr (to.currency, ==, "");

  g_assert_true (tw_preview_compute_recurring (order, unpriced, TW_PREVIEW_PRICE, &from, &to, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (from.currency, ==, "");

  /* nor does a seat of another plan cost what it costs now */
  g_assert_true (tw_preview_compute_recurring (change_of_plan, priced, TW_PREVIEW_PRICE, &from, &to, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (from.currency, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/journal/sums/currencies", test_currencies);
  g_test_add_func ("/journal/sums/inclusive-tax", test_inclusive_tax);
  g_test_add_func ("/journal/sums/mixed-tax", test_mixed_tax);
  g_test_add_func ("/journal/sums/total-only", test_total_only);
  g_test_add_func ("/journal/sums/same-mpn-twice", test_same_mpn_twice);
  g_test_add_func ("/journal/sums/unpriced", test_unpriced);

  return g_test_run ();
}
