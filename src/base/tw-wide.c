/* tw-wide.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-wide-private.h"

/**
 * tw_wide_multiply:
 * @a: a factor
 * @b: the other factor
 *
 * Returns: the product, which always fits
 */
TwWide
tw_wide_multiply (TwUInt128 a,
                  TwUInt128 b)
{
  /* On paper, with 64 bits for a digit. */
  TwUInt128 a_high = a >> 64, a_low = (guint64) a;
  TwUInt128 b_high = b >> 64, b_low = (guint64) b;
  TwUInt128 lowest = a_low * b_low;
  TwUInt128 middle = a_high * b_low + (lowest >> 64);
  TwUInt128 other_middle = a_low * b_high + (guint64) middle;

  return (TwWide) {
    .high = a_high * b_high + (middle >> 64) + (other_middle >> 64),
    .low = (other_middle << 64) | (guint64) lowest,
  };
}

/**
 * tw_wide_divide:
 * @dividend: the number to divide
 * @divisor: what to divide by, not 0
 * @remainder: (out): what is left, less than @divisor
 *
 * Returns: the whole part of the quotient
 */
TwWide
tw_wide_divide (TwWide     dividend,
                TwUInt128  divisor,
                TwUInt128 *remainder)
{
  TwWide quotient = { 0, 0 };
  TwUInt128 rest;

  g_assert (divisor != 0);

  quotient.high = dividend.high / divisor;
  rest = dividend.high % divisor;

  if (rest == 0)
    {
      quotient.low = dividend.low / divisor;
      rest = dividend.low % divisor;
    }
  else
    {
      /* On paper again, bit by bit: the processor cannot divide more than 128 bits. */
      for (int bit = 127; bit >= 0; bit--)
        {
          gboolean carry = (rest >> 127) != 0;

          rest = (rest << 1) | ((dividend.low >> bit) & 1);
          quotient.low <<= 1;
          if (carry || rest >= divisor)
            {
              rest -= divisor;
              quotient.low |= 1;
            }
        }
    }

  *remainder = rest;

  return quotient;
}

/**
 * tw_wide_exceeds:
 * @self: a number
 * @limit: a bound
 *
 * Returns: %TRUE when @self is greater than @limit
 */
gboolean
tw_wide_exceeds (TwWide    self,
                 TwUInt128 limit)
{
  return self.high != 0 || self.low > limit;
}
