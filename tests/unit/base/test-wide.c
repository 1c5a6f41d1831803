/* test-wide.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-wide-private.h"

static const TwUInt128 all_ones = ~(TwUInt128) 0;

static void
test_multiply (void)
{
  TwWide product = tw_wide_multiply (all_ones, all_ones);

  /* (2^128 - 1)^2 = 2^256 - 2 * 2^128 + 1 */
  g_assert_true (product.high == all_ones - 1);
  g_assert_true (product.low == 1);

  product = tw_wide_multiply ((TwUInt128) 1 << 127, 6);
  g_assert_true (product.high == 3);
  g_assert_true (product.low == 0);

  product = tw_wide_multiply (0, all_ones);
  g_assert_true (product.high == 0 && product.low == 0);
}

/* Dividing a product by a factor gives back the other one, and what was added to it. */
static void
test_divide (void)
{
  const TwUInt128 factors[] = {
    1, 2, 10, G_MAXUINT64, (TwUInt128) 1 << 64, ((TwUInt128) 1 << 127) - 1, (TwUInt128) 1 << 127,
    all_ones - 1, all_ones,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (factors); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (factors); j++)
      {
        TwWide dividend = tw_wide_multiply (factors[i], factors[j]);
        TwUInt128 added = factors[j] - 1;
        TwUInt128 remainder;
        TwWide quotient;

        dividend.low += added;
        if (dividend.low < added)
          dividend.high++;

        quotient = tw_wide_divide (dividend, factors[j], &remainder);
        g_assert_true (quotient.high == 0);
        g_assert_true (quotient.low == factors[i]);
        g_assert_true (remainder == added);
      }
}

static void
test_divide_keeps_high_part (void)
{
  TwUInt128 remainder;
  TwWide quotient = tw_wide_divide ((TwWide) { 21, 5 }, 10, &remainder);

  /* 21 * 2^128 + 5 = 10 * (2 * 2^128 + (2^128 + 5) / 10); 2^128 ends in 6. */
  g_assert_true (quotient.high == 2);
  g_assert_true (quotient.low == (all_ones - 5) / 10 + 1);
  g_assert_true (remainder == 1);
}

static void
test_exceeds (void)
{
  g_assert_false (tw_wide_exceeds ((TwWide) { 0, 5 }, 5));
  g_assert_true (tw_wide_exceeds ((TwWide) { 0, 6 }, 5));
  g_assert_true (tw_wide_exceeds ((TwWide) { 1, 0 }, all_ones));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/wide/multiply", test_multiply);
  g_test_add_func ("/base/wide/divide", test_divide);
  g_test_add_func ("/base/wide/divide-keeps-high-part", test_divide_keeps_high_part);
  g_test_add_func ("/base/wide/exceeds", test_exceeds);

  return g_test_run ();
}
