/* test-money.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-money.h"

#include "base/tw-error.h"

#define LARGEST "99999999999999999999999999999999999999"

static TwMoney
money (const char *amount,
       const char *currency)
{
  g_autoptr (GError) error = NULL;
  TwMoney parsed = { 0 };

  tw_money_parse (amount, currency, &parsed, &error);
  g_assert_no_error (error);

  return parsed;
}

static void
assert_money (const TwMoney *actual,
              const char    *expected)
{
  g_autofree char *text = tw_money_to_string (actual);

  g_assert_cmpstr (text, ==, expected);
}

/* A failed operation says why and leaves the result alone. */
static void
assert_refused (gboolean        result,
                const TwMoney  *untouched,
                GError        **error)
{
  g_assert_false (result);
  g_assert_error (*error, TW_ERROR, TW_ERROR_VALIDATION);
  assert_money (untouched, "-1.5 XTS");
  g_clear_error (error);
}

static void
test_parse (void)
{
  TwMoney price = money ("70.50", "USD");
  TwMoney credit = money ("-0.0001", "EUR");

  assert_money (&price, "70.50 USD");
  g_assert_cmpuint (price.amount.scale, ==, 2);
  g_assert_cmpstr (price.currency, ==, "USD");
  assert_money (&credit, "-0.0001 EUR");
}

static void
test_parse_refused (void)
{
  static const char *const currencies[] = {
    "", "U", "US", "usd", "USd", "USDX", "US ", "U5D", " USD", "€", "ÜSD", "US\xff",
  };
  g_autoptr (GError) error = NULL;
  TwMoney out = money ("-1.5", "XTS");

  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      assert_refused (tw_money_parse ("1", currencies[i], &out, &error), &out, &error);
      assert_refused (tw_money_init (&out, TW_DECIMAL_INIT (1), currencies[i], &error), &out, &error);
    }

  assert_refused (tw_money_parse ("1,50", "USD", &out, &error), &out, &error);
}

static void
test_arithmetic (void)
{
  g_autoptr (GError) error = NULL;
  TwMoney a = money ("70.50", "USD");
  TwMoney b = money ("0.5", "USD");
  TwMoney out;

  g_assert_true (tw_money_add (&a, &b, &out, &error));
  assert_money (&out, "71.00 USD");
  g_assert_true (tw_money_subtract (&b, &a, &out, &error));
  assert_money (&out, "-70.00 USD");
  out = tw_money_negate (&a);
  assert_money (&out, "-70.50 USD");
  g_assert_true (tw_money_multiply (&a, TW_DECIMAL_INIT (3), &out, &error));
  assert_money (&out, "211.50 USD");
  g_assert_true (tw_money_divide (&a, TW_DECIMAL_INIT (4), 2, TW_ROUND_HALF_EVEN, &out, &error));
  assert_money (&out, "17.62 USD");
  g_assert_true (tw_money_divide (&a, TW_DECIMAL_INIT (4), 2, TW_ROUND_HALF_UP, &out, &error));
  assert_money (&out, "17.63 USD");
  g_assert_true (tw_money_round (&a, 0, TW_ROUND_HALF_UP, &out, &error));
  assert_money (&out, "71 USD");
  g_assert_true (tw_money_round (&a, 0, TW_ROUND_DOWN, &out, &error));
  assert_money (&out, "70 USD");
}

/* A running total is written over its own operand. */
static void
test_in_place (void)
{
  g_autoptr (GError) error = NULL;
  TwMoney total = money ("0", "USD");
  TwMoney line = money ("0.1", "USD");

  for (guint i = 0; i < 10; i++)
    g_assert_true (tw_money_add (&total, &line, &total, &error));
  assert_money (&total, "1.0 USD");

  g_assert_true (tw_money_subtract (&line, &line, &line, &error));
  assert_money (&line, "0.0 USD");
}

static void
test_currencies_never_mix (void)
{
  g_autoptr (GError) error = NULL;
  TwMoney dollars = money ("1", "USD");
  TwMoney euros = money ("1", "EUR");
  TwMoney out = money ("-1.5", "XTS");
  int order = 42;

  assert_refused (tw_money_add (&dollars, &euros, &out, &error), &out, &error);
  assert_refused (tw_money_subtract (&dollars, &euros, &out, &error), &out, &error);
  assert_refused (tw_money_compare (&dollars, &euros, &order, &error), &out, &error);
  g_assert_cmpint (order, ==, 42);
  g_assert_false (tw_money_equal (&dollars, &euros));
}

static void
test_overflow (void)
{
  g_autoptr (GError) error = NULL;
  TwMoney largest = money (LARGEST, "USD");
  TwMoney one = money ("1", "USD");
  TwMoney minus_one = tw_money_negate (&one);
  TwMoney out = money ("-1.5", "XTS");

  assert_refused (tw_money_add (&largest, &one, &out, &error), &out, &error);
  assert_refused (tw_money_subtract (&largest, &minus_one, &out, &error), &out, &error);
  assert_refused (tw_money_multiply (&largest, TW_DECIMAL_INIT (2), &out, &error), &out, &error);
  assert_refused (tw_money_divide (&one, TW_DECIMAL_INIT (0), 2, TW_ROUND_DOWN, &out, &error), &out, &error);
  assert_refused (tw_money_round (&largest, 2, TW_ROUND_DOWN, &out, &error), &out, &error);
}

static void
test_compare (void)
{
  g_autoptr (GError) error = NULL;
  TwMoney less = money ("70.49", "USD");
  TwMoney more = money ("70.5", "USD");
  TwMoney same = money ("70.50", "USD");
  int order;

  g_assert_true (tw_money_compare (&less, &more, &order, &error));
  g_assert_cmpint (order, ==, -1);
  g_assert_true (tw_money_compare (&more, &less, &order, &error));
  g_assert_cmpint (order, ==, 1);
  g_assert_true (tw_money_compare (&more, &same, &order, &error));
  g_assert_cmpint (order, ==, 0);
  g_assert_true (tw_money_equal (&more, &same));
  g_assert_false (tw_money_equal (&more, &less));
}

static void
test_currency_digits (void)
{
  g_assert_cmpuint (tw_currency_digits ("USD"), ==, 2);
  g_assert_cmpuint (tw_currency_digits ("MXN"), ==, 2);
  g_assert_cmpuint (tw_currency_digits ("CLP"), ==, 0);
  g_assert_cmpuint (tw_currency_digits ("JPY"), ==, 0);
  g_assert_cmpuint (tw_currency_digits ("XPF"), ==, 0);
  g_assert_cmpuint (tw_currency_digits ("KWD"), ==, 3);
  g_assert_cmpuint (tw_currency_digits ("CLF"), ==, 4);
  g_assert_cmpuint (tw_currency_digits ("???"), ==, 2);
}

static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (TwMoney) copy = NULL;
  TwMoney price = money ("70.50", "USD");

  g_value_init (&value, TW_TYPE_MONEY);
  g_value_set_boxed (&value, &price);
  price = money ("1", "EUR");

  copy = g_value_dup_boxed (&value);
  assert_money (copy, "70.50 USD");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/money/parse", test_parse);
  g_test_add_func ("/base/money/parse-refused", test_parse_refused);
  g_test_add_func ("/base/money/arithmetic", test_arithmetic);
  g_test_add_func ("/base/money/in-place", test_in_place);
  g_test_add_func ("/base/money/currencies-never-mix", test_currencies_never_mix);
  g_test_add_func ("/base/money/overflow", test_overflow);
  g_test_add_func ("/base/money/compare", test_compare);
  g_test_add_func ("/base/money/currency-digits", test_currency_digits);
  g_test_add_func ("/base/money/boxed", test_boxed);

  return g_test_run ();
}
