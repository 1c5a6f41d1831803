/* test-decimal.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-decimal.h"

#include <math.h>
#include <string.h>

#include "base/tw-error.h"

#define NINES_38 "99999999999999999999999999999999999999"
#define NINES_20 "99999999999999999999"

static TwDecimal
decimal (const char *text)
{
  g_autoptr (GError) error = NULL;
  TwDecimal parsed = { 0 };

  tw_decimal_parse (text, &parsed, &error);
  g_assert_no_error (error);

  return parsed;
}

static void
assert_decimal (TwDecimal   actual,
                const char *expected)
{
  g_autofree char *text = tw_decimal_to_string (actual);

  g_assert_cmpstr (text, ==, expected);
}

/* A failed operation says why and leaves the result alone. */
static void
assert_refused (gboolean   result,
                TwDecimal  untouched,
                GError   **error)
{
  g_assert_false (result);
  g_assert_error (*error, TW_ERROR, TW_ERROR_VALIDATION);
  g_assert_true (g_utf8_validate ((*error)->message, -1, NULL));
  assert_decimal (untouched, "-1.5");
  g_clear_error (error);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *printed;
  } cases[] = {
    { "0", "0" },
    { "7", "7" },
    { "70.5", "70.5" },
    { "70.50", "70.50" },
    { "-70.50", "-70.50" },
    { "+70.50", "70.50" },
    { "0.00", "0.00" },
    { "-0", "0" },
    { "-0.00", "0.00" },
    { "-0.01", "-0.01" },
    { "007.10", "7.10" },
    { "0000000000000000000000000000000000000000000000000000001", "1" },
    { "0.000000000000000001", "0.000000000000000001" },
    { "-" NINES_38, "-" NINES_38 },
    { NINES_20 ".999999999999999999", NINES_20 ".999999999999999999" },
    { "1.0000000000000000000000", "1.000000000000000000" },
    { "1e3", "1000" },
    { "1E+3", "1000" },
    { "1.5e3", "1500" },
    { "1.50e1", "15.0" },
    { "-1.5e-3", "-0.0015" },
    { "100e-20", "0.000000000000000001" },
    { "1e37", "10000000000000000000000000000000000000" },
    { "0e5", "0" },
    { "0e-40", "0.000000000000000000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("parsing %s", cases[i].text);
      assert_decimal (decimal (cases[i].text), cases[i].printed);
    }
}

static void
test_parse_refused (void)
{
  static const char *const texts[] = {
    "", " ", "-", "+", ".", "1.", ".5", "-.5", "--1", "+-1", "1 ", " 1", "1\n", "1,5", "1.5.5", "1_000",
    "0x10", "1e", "1e+", "1e5.5", "1e5 ", "e5", "NaN", "nan", "inf", "-Infinity", "12.30 USD", "(5.00)",
    "\xd9\xa1\xd9\xa2", "5\xff",
    /* Not exact, or too long. */
    "0.0000000000000000001", "1e-19", "1e38", "1" NINES_38, "4368937629135079601517503223428971325.27",
    "1" NINES_20 ".999999999999999999", "1e99999",
    "1e4294967296", "1e-4294967296", "1e18446744073709551617",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *escaped = g_strescape (texts[i], NULL);
      TwDecimal out = { -15, 1 };

      g_test_message ("parsing “%s”", escaped);
      assert_refused (tw_decimal_parse (texts[i], &out, &error), out, &error);
    }
}

static void
test_parse_hostile_length (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nines = g_strnfill (1000000, '9');
  g_autofree char *zeros = g_strnfill (1000000, '0');
  TwDecimal out;

  g_assert_false (tw_decimal_parse (nines, &out, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
  g_assert_cmpuint (strlen (error->message), <, 300);

  zeros[1] = '.';
  assert_decimal (decimal (zeros), "0.000000000000000000");
}

static void
test_from_double (void)
{
  static const struct
  {
    double      number;
    const char *printed;
  } cases[] = {
    { 0.0, "0" },
    { -0.0, "0" },
    { 19.99, "19.99" },
    { 100.10, "100.1" },
    { -70.5, "-70.5" },
    { 0.0001, "0.0001" },
    { 0.00001, "0.00001" },
    { 123456789.012345, "123456789.012345" },
    { 999999999999999.0, "999999999999999" },
    { 1e15, "1000000000000000" },
    { 1e22, "10000000000000000000000" },
    { 1e-18, "0.000000000000000001" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TwDecimal out;

      tw_decimal_from_double (cases[i].number, &out, &error);
      g_assert_no_error (error);
      assert_decimal (out, cases[i].printed);
    }
}

static void
test_from_double_refused (void)
{
  const double numbers[] = {
    0.1 + 0.2, 1.0 / 3.0, 1234567890.1234567, 9007199254740993.0, 1e-19, 1e38, 1e300, 4.9e-324,
    NAN, INFINITY, -INFINITY,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;
      TwDecimal out = { -15, 1 };

      g_test_message ("converting %.17g", numbers[i]);
      assert_refused (tw_decimal_from_double (numbers[i], &out, &error), out, &error);
    }
}

static void
test_integers (void)
{
  gint64 out = 42;

  g_assert_true (tw_decimal_is_integer (decimal ("5")));
  g_assert_true (tw_decimal_is_integer (decimal ("-5.000")));
  g_assert_true (tw_decimal_is_integer (decimal ("0.0")));
  g_assert_false (tw_decimal_is_integer (decimal ("5.001")));

  g_assert_false (tw_decimal_to_int64 (decimal ("5.5"), &out));
  g_assert_false (tw_decimal_to_int64 (decimal ("9223372036854775808"), &out));
  g_assert_false (tw_decimal_to_int64 (decimal ("-9223372036854775809.0"), &out));
  g_assert_cmpint (out, ==, 42);

  g_assert_true (tw_decimal_to_int64 (decimal ("-5.00"), &out));
  g_assert_cmpint (out, ==, -5);
  g_assert_true (tw_decimal_to_int64 (decimal ("9223372036854775807.0"), &out));
  g_assert_cmpint (out, ==, G_MAXINT64);
  g_assert_true (tw_decimal_to_int64 (decimal ("-9223372036854775808"), &out));
  g_assert_cmpint (out, ==, G_MININT64);
}

static void
test_compare (void)
{
  /* In ascending order; what is on one line is equal. */
  static const char *const values[][3] = {
    { "-" NINES_38 },
    { "-" NINES_20 ".999999999999999999" },
    { "-1.5" },
    { "-1.000000000000000001" },
    { "-1", "-1.0", "-1.000000000000000000" },
    { "-0.000000000000000001" },
    { "0", "0.00", "-0" },
    { "0.9", "0.90" },
    { "70.5", "70.50", "70.500" },
    { "70.51" },
    { NINES_20, NINES_20 ".0" },
    { NINES_20 ".999999999999999999" },
    { NINES_38 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      for (gsize k = 0; k < G_N_ELEMENTS (values[i]) && values[i][k] != NULL; k++)
        for (gsize l = 0; l < G_N_ELEMENTS (values[j]) && values[j][l] != NULL; l++)
          g_assert_cmpint (tw_decimal_compare (decimal (values[i][k]), decimal (values[j][l])),
                           ==,
                           (i > j) - (i < j));

  g_assert_cmpint (tw_decimal_sign (decimal ("-0.01")), ==, -1);
  g_assert_cmpint (tw_decimal_sign (decimal ("-0.00")), ==, 0);
  g_assert_cmpint (tw_decimal_sign (decimal ("0.01")), ==, 1);
}

static void
test_add (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    const char *sum;
  } cases[] = {
    { "0.1", "0.2", "0.3" },
    { "70.50", "0.5", "71.00" },
    { "-1", "1.00", "0.00" },
    { "0.999", "-1", "-0.001" },
    { NINES_38, "0", NINES_38 },
    { NINES_38, "-1", "99999999999999999999999999999999999998" },
    /* Neither fits at the other's scale, the sum does. */
    { "1e37", "-9999999999999999999999999999999999999.5", "0.5" },
    { NINES_20 ".999999999999999999", "-0.999999999999999999", NINES_20 ".000000000000000000" },
    { NINES_38, "1", NULL },
    { "-" NINES_38, "-" NINES_38, NULL },
    { NINES_38, "0.0", NULL },
    { NINES_20 ".999999999999999999", "0.000000000000000001", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TwDecimal a = decimal (cases[i].a);
      TwDecimal b = decimal (cases[i].b);
      TwDecimal out = { -15, 1 };

      g_test_message ("%s + %s", cases[i].a, cases[i].b);
      if (cases[i].sum == NULL)
        {
          assert_refused (tw_decimal_add (a, b, &out, &error), out, &error);
          assert_refused (tw_decimal_subtract (a, tw_decimal_negate (b), &out, &error), out, &error);
          continue;
        }

      g_assert_true (tw_decimal_add (a, b, &out, &error));
      g_assert_no_error (error);
      assert_decimal (out, cases[i].sum);
      g_assert_true (tw_decimal_add (b, a, &out, &error));
      assert_decimal (out, cases[i].sum);
      g_assert_true (tw_decimal_subtract (a, tw_decimal_negate (b), &out, &error));
      assert_decimal (out, cases[i].sum);
    }
}

static void
test_multiply (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    const char *product;
  } cases[] = {
    { "12.30", "3", "36.90" },
    { "12.30", "-0.5", "-6.150" },
    { "0.00", "-5", "0.00" },
    { "1.000000000", "1.000000000", "1.000000000000000000" },
    /* Zeros at the end go only where they must. */
    { "2.0000000000", "5.0000000000", "10.000000000000000000" },
    { "0.0000000005", "0.000000002", "0.000000000000000001" },
    { NINES_38, "1.0", NINES_38 },
    { "12500000000000000000.00", "80000000000000000.00", "1000000000000000000000000000000000000.0" },
    { "9999999999999999999", "9999999999999999999", "99999999999999999980000000000000000001" },
    { "10000000000000000000", "10000000000000000000", NULL },
    { "0.0000000001", "0.0000000001", NULL },
    { NINES_38, NINES_38, NULL },
    { NINES_38, "1.1", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TwDecimal a = decimal (cases[i].a);
      TwDecimal b = decimal (cases[i].b);
      TwDecimal out = { -15, 1 };

      g_test_message ("%s * %s", cases[i].a, cases[i].b);
      if (cases[i].product == NULL)
        {
          assert_refused (tw_decimal_multiply (a, b, &out, &error), out, &error);
          continue;
        }

      g_assert_true (tw_decimal_multiply (a, b, &out, &error));
      g_assert_no_error (error);
      assert_decimal (out, cases[i].product);
    }
}

static void
test_round (void)
{
  static const struct
  {
    const char *number;
    guint       scale;
    const char *half_even;
    const char *half_up;
    const char *down;
  } cases[] = {
    { "2.5", 0, "2", "3", "2" },
    { "3.5", 0, "4", "4", "3" },
    { "-2.5", 0, "-2", "-3", "-2" },
    { "2.51", 0, "3", "3", "2" },
    { "2.49", 0, "2", "2", "2" },
    { "0.5", 0, "0", "1", "0" },
    { "-0.4", 0, "0", "0", "0" },
    { "1.005", 2, "1.00", "1.01", "1.00" },
    { "1.015", 2, "1.02", "1.02", "1.01" },
    { "70.5", 2, "70.50", "70.50", "70.50" },
    { "9.999", 2, "10.00", "10.00", "9.99" },
    { "0.999999999999999999", 0, "1", "1", "0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TwDecimal number = decimal (cases[i].number);
      TwDecimal out;

      g_assert_true (tw_decimal_round (number, cases[i].scale, TW_ROUND_HALF_EVEN, &out, &error));
      g_assert_no_error (error);
      assert_decimal (out, cases[i].half_even);
      g_assert_true (tw_decimal_round (number, cases[i].scale, TW_ROUND_HALF_UP, &out, &error));
      assert_decimal (out, cases[i].half_up);
      g_assert_true (tw_decimal_round (number, cases[i].scale, TW_ROUND_DOWN, &out, &error));
      assert_decimal (out, cases[i].down);
    }
}

static void
test_round_overflow (void)
{
  g_autoptr (GError) error = NULL;
  TwDecimal out = { -15, 1 };

  assert_refused (tw_decimal_round (decimal (NINES_38), 1, TW_ROUND_DOWN, &out, &error), out, &error);
}

static void
test_divide (void)
{
  static const struct
  {
    const char *dividend;
    const char *divisor;
    guint       scale;
    const char *half_even;
    const char *half_up;
    const char *down;
  } cases[] = {
    { "1", "3", 2, "0.33", "0.33", "0.33" },
    { "2", "3", 2, "0.67", "0.67", "0.66" },
    { "1", "8", 2, "0.12", "0.13", "0.12" },
    { "-1", "8", 2, "-0.12", "-0.13", "-0.12" },
    { "3", "-8", 2, "-0.38", "-0.38", "-0.37" },
    { "10.00", "2.5", 0, "4", "4", "4" },
    { "0.00", "-7", 3, "0.000", "0.000", "0.000" },
    { NINES_38, NINES_38, 18, "1.000000000000000000", "1.000000000000000000", "1.000000000000000000" },
    { "0.000000000000000001", NINES_38, 0, "0", "0", "0" },
    /* The divisor, brought to the dividend's scale, needs all 128 bits: just below half, half, above. */
    { "99999999999999999999.999999999999999999", "200000000000000000000", 0, "0", "0", "0" },
    { "90000000000000000000.000000000000000000", "180000000000000000000", 0, "0", "1", "0" },
    { "90000000000000000000.000000000000000001", "180000000000000000000", 0, "1", "1", "0" },
    { "5e36", "1e37", 0, "0", "1", "0" },
    { "0.000000000000000005", "0.00000000000000001", 0, "0", "1", "0" },
    { "1", "0.000000000000000003", 18,
      "333333333333333333.333333333333333333",
      "333333333333333333.333333333333333333",
      "333333333333333333.333333333333333333" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TwDecimal dividend = decimal (cases[i].dividend);
      TwDecimal divisor = decimal (cases[i].divisor);
      guint scale = cases[i].scale;
      TwDecimal out;

      g_test_message ("%s / %s", cases[i].dividend, cases[i].divisor);
      g_assert_true (tw_decimal_divide (dividend, divisor, scale, TW_ROUND_HALF_EVEN, &out, &error));
      g_assert_no_error (error);
      assert_decimal (out, cases[i].half_even);
      g_assert_true (tw_decimal_divide (dividend, divisor, scale, TW_ROUND_HALF_UP, &out, &error));
      assert_decimal (out, cases[i].half_up);
      g_assert_true (tw_decimal_divide (dividend, divisor, scale, TW_ROUND_DOWN, &out, &error));
      assert_decimal (out, cases[i].down);
    }
}

static void
test_divide_refused (void)
{
  g_autoptr (GError) error = NULL;
  TwDecimal one = decimal ("1");
  TwDecimal largest = decimal (NINES_38);
  TwDecimal out = { -15, 1 };

  assert_refused (tw_decimal_divide (one, decimal ("0.00"), 2, TW_ROUND_DOWN, &out, &error), out, &error);
  assert_refused (tw_decimal_divide (largest, decimal ("0.1"), 0, TW_ROUND_DOWN, &out, &error), out, &error);
  assert_refused (tw_decimal_divide (decimal ("1e20"), one, 18, TW_ROUND_DOWN, &out, &error), out, &error);
}

static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (TwDecimal) copy = NULL;
  TwDecimal number = decimal ("70.50");

  g_value_init (&value, TW_TYPE_DECIMAL);
  g_value_set_boxed (&value, &number);
  number = decimal ("1");

  copy = g_value_dup_boxed (&value);
  assert_decimal (*copy, "70.50");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/decimal/parse", test_parse);
  g_test_add_func ("/base/decimal/parse-refused", test_parse_refused);
  g_test_add_func ("/base/decimal/parse-hostile-length", test_parse_hostile_length);
  g_test_add_func ("/base/decimal/from-double", test_from_double);
  g_test_add_func ("/base/decimal/from-double-refused", test_from_double_refused);
  g_test_add_func ("/base/decimal/integers", test_integers);
  g_test_add_func ("/base/decimal/compare", test_compare);
  g_test_add_func ("/base/decimal/add", test_add);
  g_test_add_func ("/base/decimal/multiply", test_multiply);
  g_test_add_func ("/base/decimal/round", test_round);
  g_test_add_func ("/base/decimal/round-overflow", test_round_overflow);
  g_test_add_func ("/base/decimal/divide", test_divide);
  g_test_add_func ("/base/decimal/divide-refused", test_divide_refused);
  g_test_add_func ("/base/decimal/boxed", test_boxed);

  return g_test_run ();
}
