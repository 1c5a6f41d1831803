/* test-pricing.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "sandbox/tw-days.h"
#include "sandbox/tw-pricing.h"

static void
assert_decimal (TwDecimal   found,
                const char *wanted)
{
  g_autofree char *text = tw_decimal_to_string (found);
  TwDecimal decimal;

  g_assert_true (tw_decimal_parse (wanted, &decimal, NULL));
  if (tw_decimal_compare (found, decimal) != 0)
    g_error ("%s instead of %s", text, wanted);
}

static TwDay
day (const char *text)
{
  TwDay out;

  g_assert_true (tw_day_parse (text, &out));

  return out;
}

static void
assert_span (TwSpan      span,
             const char *from,
             const char *through)
{
  g_autofree char *first = tw_day_to_string (span.from);
  g_autofree char *last = tw_day_to_string (span.through);

  g_assert_cmpstr (first, ==, from);
  g_assert_cmpstr (last, ==, through);
}

static void
test_convert (void)
{
  assert_decimal (tw_price_convert ((TwDecimal) { 610, 2 }, "USD"), "6.10");
  assert_decimal (tw_price_convert ((TwDecimal) { 610, 2 }, "EUR"), "5.61");
  assert_decimal (tw_price_convert ((TwDecimal) { 610, 2 }, "COP"), "25010.00");
  /* 5764.5 pesos: half up, and no cents there */
  assert_decimal (tw_price_convert ((TwDecimal) { 610, 2 }, "CLP"), "5765");
  assert_decimal (tw_price_convert ((TwDecimal) { 610, 2 }, "GBP"), "6.10");
}

static void
test_volume (void)
{
  TwSimProduct product = { .volume_from = 50 };

  assert_decimal (tw_price_unit (&product, (TwDecimal) { 285, 2 }, 49, "USD"), "2.85");
  assert_decimal (tw_price_unit (&product, (TwDecimal) { 285, 2 }, 50, "USD"), "2.57");
  product.volume_from = 0;
  assert_decimal (tw_price_unit (&product, (TwDecimal) { 285, 2 }, 5000, "USD"), "2.85");
}

static void
test_special (void)
{
  TwSimProduct product = { .cost = { 285, 2 }, .price = { 400, 2 } };
  TwSimSeat seat = { .product = &product, .quantity = 3, .has_special_cost = TRUE, .special_cost = { 1, 0 } };

  assert_decimal (tw_price_seat_cost (&seat, "USD"), "1");
  assert_decimal (tw_price_seat_price (&seat, "USD"), "4.00");
}

static void
test_prorate (void)
{
  TwSpan whole = { day ("2026-11-02"), day ("2026-12-01") };

  assert_decimal (tw_price_prorate ((TwDecimal) { 1281, 2 }, whole, whole), "12.81");
  assert_decimal (tw_price_prorate ((TwDecimal) { 1000, 2 }, (TwSpan) { day ("2026-12-01"), day ("2026-12-01") }, whole),
                  "0.3333");
  assert_decimal (tw_price_prorate ((TwDecimal) { 1000, 2 }, (TwSpan) { day ("2026-11-12"), day ("2026-12-01") }, whole),
                  "6.6667");
  assert_decimal (tw_price_times ((TwDecimal) { 66667, 4 }, -3, "USD"), "-20.00");
  assert_decimal (tw_price_times ((TwDecimal) { 125, 3 }, 1, "USD"), "0.13");
}

static void
test_tax (void)
{
  TwSimAccount customer = { .country = "MX", .currency = "MXN" };

  assert_decimal (tw_price_tax ((TwDecimal) { 20699, 2 }, &customer), "33.12");
  g_strlcpy (customer.country, "US", sizeof customer.country);
  assert_decimal (tw_price_tax ((TwDecimal) { 20699, 2 }, &customer), "0");
}

/* The billing periods of a term that began on the last of a month neither overlap nor leave a day out. */
static void
test_billing_span (void)
{
  TwSimPlan plan = { .term = { TW_PERIOD_YEAR, 1 }, .billing = { TW_PERIOD_MONTH, 1 } };
  TwDay start = day ("2026-01-31");
  TwDay next = start;

  assert_span (tw_billing_span (&plan, start, start), "2026-01-31", "2026-02-27");
  assert_span (tw_billing_span (&plan, start, day ("2026-02-27")), "2026-01-31", "2026-02-27");
  assert_span (tw_billing_span (&plan, start, day ("2026-02-28")), "2026-02-28", "2026-03-30");
  while (next < day ("2027-01-31"))
    {
      TwSpan span = tw_billing_span (&plan, start, next);

      g_assert_cmpuint (span.from, ==, next);
      g_assert_cmpuint (span.through, >=, next + 27);
      next = span.through + 1;
    }
  g_assert_cmpuint (next, ==, day ("2027-01-31"));

  plan.billing = plan.term;
  assert_span (tw_billing_span (&plan, start, day ("2026-07-01")), "2026-01-31", "2027-01-30");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sandbox/pricing/convert", test_convert);
  g_test_add_func ("/sandbox/pricing/volume", test_volume);
  g_test_add_func ("/sandbox/pricing/special", test_special);
  g_test_add_func ("/sandbox/pricing/prorate", test_prorate);
  g_test_add_func ("/sandbox/pricing/tax", test_tax);
  g_test_add_func ("/sandbox/pricing/billing-span", test_billing_span);

  return g_test_run ();
}
