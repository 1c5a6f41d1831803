/* test-format.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-format.h"

static void
test_decimal (void)
{
  static const struct
  {
    const char *written;
    const char *shown;
  } cases[] = {
    { "0", "0" },
    { "70.50", "70.50" },
    { "1234567.8901", "1234567.8901" },
    { "-0.05", "−0.05" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwDecimal value;
      g_autofree char *shown = NULL;

      g_assert_true (tw_decimal_parse (cases[i].written, &value, NULL));
      shown = tw_format_decimal (value);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
assert_money (const char *amount,
              const char *currency,
              const char *expected)
{
  TwMoney money;
  g_autofree char *shown = NULL;

  g_assert_true (tw_money_parse (amount, currency, &money, NULL));
  shown = tw_format_money (&money);
  g_assert_cmpstr (shown, ==, expected);
}

static void
test_money (void)
{
  const TwMoney unknown = { 0 };

  /* The currency's digits at least, and never a digit of the amount less. */
  assert_money ("70.5", "USD", "70.50 USD");
  assert_money ("70.5000", "USD", "70.50 USD");
  assert_money ("0.0125", "USD", "0.0125 USD");
  assert_money ("1500", "CLP", "1500 CLP");
  assert_money ("-3", "EUR", "−3.00 EUR");
  g_assert_null (tw_format_money (&unknown));
}

static void
assert_age (int         minutes,
            const char *expected)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 2, 9, 0, 0);
  g_autoptr (GDateTime) then = g_date_time_add_minutes (now, -minutes);
  g_autofree char *shown = tw_format_age (then, now);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_age (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *never = tw_format_age (NULL, now);

  assert_age (0, "Updated just now");
  assert_age (1, "Updated 1 minute ago");
  assert_age (59, "Updated 59 minutes ago");
  assert_age (60, "Updated 1 hour ago");
  assert_age (23 * 60 + 59, "Updated 23 hours ago");
  assert_age (3 * 24 * 60, "Updated 3 days ago");
  g_assert_cmpstr (never, ==, "Not read yet");
}

static void
test_day (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-5 * 3600);
  g_autoptr (GDateTime) start = g_date_time_new (zone, 2026, 9, 30, 19, 0, 0);
  g_autofree char *day = tw_format_day (start);
  g_autofree char *expected = NULL;
  g_autoptr (GDateTime) october = g_date_time_new_utc (2026, 10, 1, 0, 0, 0);

  /* The first of October at the marketplace, wherever this computer is. */
  expected = g_date_time_format (october, "%x");
  g_assert_cmpstr (day, ==, expected);
  g_assert_null (tw_format_day (NULL));
}

static void
test_terms (void)
{
  g_autoptr (TwPeriod) year = tw_period_new (TW_PERIOD_YEAR, 1);
  g_autoptr (TwPeriod) months = tw_period_new (TW_PERIOD_MONTH, 3);
  g_autofree char *both = tw_format_terms (year, months);
  g_autofree char *term = tw_format_terms (year, NULL);
  g_autoptr (TwPeriod) month = tw_period_new (TW_PERIOD_MONTH, 1);
  g_autofree char *billing = tw_format_terms (NULL, months);
  g_autofree char *usual = tw_format_terms (year, month);

  g_assert_cmpstr (both, ==, "1 year, billed every 3 months");
  g_assert_cmpstr (usual, ==, "1 year, billed monthly");
  g_assert_cmpstr (term, ==, "1 year");
  g_assert_cmpstr (billing, ==, "billed every 3 months");
  g_assert_null (tw_format_terms (NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/app/format/decimal", test_decimal);
  g_test_add_func ("/app/format/money", test_money);
  g_test_add_func ("/app/format/age", test_age);
  g_test_add_func ("/app/format/day", test_day);
  g_test_add_func ("/app/format/terms", test_terms);

  return g_test_run ();
}
