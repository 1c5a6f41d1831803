/* tw-decimal.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-decimal-private.h"

#include "base/tw-error.h"

G_DEFINE_BOXED_TYPE (TwDecimal, tw_decimal, tw_decimal_copy, tw_decimal_free)

static gboolean
set_overflow (const char  *operation,
              GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION,
               "The result of %s has more than %d digits; it was not computed",
               operation, TW_DECIMAL_MAX_DIGITS);

  return FALSE;
}

/* The last step of every operation: nothing outside the range leaves this file. */
static gboolean
set_result (TwDecimal   *out,
            TwUInt128    units,
            gboolean     negative,
            guint        scale,
            const char  *operation,
            GError     **error)
{
  if (units > TW_DECIMAL_MAX_UNITS)
    return set_overflow (operation, error);

  out->units = negative ? -(TwInt128) units : (TwInt128) units;
  out->scale = scale;

  return TRUE;
}

/* Whether to add one to the digits that rounding keeps, given what it cuts off as @remainder / @divisor. */
static gboolean
rounds_away (gboolean   last_digit_is_odd,
             TwUInt128  remainder,
             TwUInt128  divisor,
             TwRounding rounding)
{
  TwUInt128 missing = divisor - remainder;

  switch (rounding)
    {
    case TW_ROUND_DOWN:
      return FALSE;
    case TW_ROUND_HALF_UP:
      return remainder >= missing;
    case TW_ROUND_HALF_EVEN:
    default:
      return remainder > missing || (remainder == missing && last_digit_is_odd);
    }
}

/**
 * tw_decimal_copy:
 * @self: a decimal
 *
 * Returns: (transfer full): a copy on the heap, for boxed values
 */
TwDecimal *
tw_decimal_copy (const TwDecimal *self)
{
  TwDecimal *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (TwDecimal, 1);
  *copy = *self;

  return copy;
}

/**
 * tw_decimal_free:
 * @self: (transfer full): a decimal on the heap
 */
void
tw_decimal_free (TwDecimal *self)
{
  g_free (self);
}

/**
 * tw_decimal_to_int64:
 * @self: a decimal
 * @out: (out): the same value
 *
 * Returns: %TRUE when @self is a whole number that fits, whatever its scale; @out is left alone otherwise
 */
gboolean
tw_decimal_to_int64 (TwDecimal  self,
                     gint64    *out)
{
  TwInt128 integer;

  g_return_val_if_fail (tw_decimal_is_valid (self), FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  integer = self.units / (TwInt128) tw_power_of_ten (self.scale);
  if (!tw_decimal_is_integer (self) || integer < G_MININT64 || integer > G_MAXINT64)
    return FALSE;

  *out = (gint64) integer;

  return TRUE;
}

/**
 * tw_decimal_is_integer:
 * @self: a decimal
 *
 * Returns: %TRUE when all places after the point are zeros
 */
gboolean
tw_decimal_is_integer (TwDecimal self)
{
  g_return_val_if_fail (tw_decimal_is_valid (self), FALSE);

  return self.units % (TwInt128) tw_power_of_ten (self.scale) == 0;
}

/**
 * tw_decimal_sign:
 * @self: a decimal
 *
 * Returns: -1, 0 or 1
 */
int
tw_decimal_sign (TwDecimal self)
{
  return (self.units > 0) - (self.units < 0);
}

/**
 * tw_decimal_compare:
 * @a: a decimal
 * @b: another one
 *
 * Compares the values: 70.5 and 70.50 are equal.
 *
 * Returns: -1 when @a is less than @b, 0 when they are equal, 1 when it is greater
 */
int
tw_decimal_compare (TwDecimal a,
                    TwDecimal b)
{
  TwInt128 unit_a, unit_b, left, right;

  g_return_val_if_fail (tw_decimal_is_valid (a) && tw_decimal_is_valid (b), 0);

  /* Whole parts first, then fractions with the same number of places: neither can overflow. */
  unit_a = (TwInt128) tw_power_of_ten (a.scale);
  unit_b = (TwInt128) tw_power_of_ten (b.scale);
  left = a.units / unit_a;
  right = b.units / unit_b;
  if (left == right)
    {
      left = a.units % unit_a * (TwInt128) tw_power_of_ten (TW_DECIMAL_MAX_SCALE - a.scale);
      right = b.units % unit_b * (TwInt128) tw_power_of_ten (TW_DECIMAL_MAX_SCALE - b.scale);
    }

  return (left > right) - (left < right);
}

/**
 * tw_decimal_add:
 * @a: a decimal
 * @b: another one
 * @out: (out caller-allocates): the exact sum, with the larger of both scales
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success, %FALSE on overflow; @out is left alone then
 */
gboolean
tw_decimal_add (TwDecimal   a,
                TwDecimal   b,
                TwDecimal  *out,
                GError    **error)
{
  guint scale = MAX (a.scale, b.scale);
  TwInt128 unit_a, unit_b, integer, fraction;
  TwDecimal sum = { 0, scale };

  g_return_val_if_fail (tw_decimal_is_valid (a) && tw_decimal_is_valid (b), FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  /* Whole parts and fractions apart: bringing a large number to the other's scale could overflow though the
   * sum does not. The fractions together stay below two, so an overflow here is one of the sum.
   */
  unit_a = (TwInt128) tw_power_of_ten (a.scale);
  unit_b = (TwInt128) tw_power_of_ten (b.scale);
  fraction = a.units % unit_a * (TwInt128) tw_power_of_ten (scale - a.scale)
             + b.units % unit_b * (TwInt128) tw_power_of_ten (scale - b.scale);
  if (__builtin_add_overflow (a.units / unit_a, b.units / unit_b, &integer)
      || __builtin_mul_overflow (integer, (TwInt128) tw_power_of_ten (scale), &sum.units)
      || __builtin_add_overflow (sum.units, fraction, &sum.units))
    return set_overflow ("an addition", error);

  return set_result (out, tw_decimal_magnitude (sum), sum.units < 0, scale, "an addition", error);
}

/**
 * tw_decimal_subtract:
 * @a: a decimal
 * @b: what to take away
 * @out: (out caller-allocates): the exact difference, with the larger of both scales
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success, %FALSE on overflow; @out is left alone then
 */
gboolean
tw_decimal_subtract (TwDecimal   a,
                     TwDecimal   b,
                     TwDecimal  *out,
                     GError    **error)
{
  return tw_decimal_add (a, tw_decimal_negate (b), out, error);
}

/**
 * tw_decimal_negate:
 * @self: a decimal
 *
 * Returns: the number with the other sign; this cannot overflow
 */
TwDecimal
tw_decimal_negate (TwDecimal self)
{
  g_return_val_if_fail (tw_decimal_is_valid (self), self);

  return (TwDecimal) { -self.units, self.scale };
}

/**
 * tw_decimal_multiply:
 * @a: a decimal
 * @b: another one
 * @out: (out caller-allocates): the exact product
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * The product's scale is the sum of both scales; only when it does not fit so, zeros at its end are dropped
 * until it does. A product that needs more places or digits than there are is an error, never rounded.
 *
 * Returns: %TRUE on success; @out is left alone otherwise
 */
gboolean
tw_decimal_multiply (TwDecimal   a,
                     TwDecimal   b,
                     TwDecimal  *out,
                     GError    **error)
{
  guint scale = a.scale + b.scale;
  TwWide product;

  g_return_val_if_fail (tw_decimal_is_valid (a) && tw_decimal_is_valid (b), FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  product = tw_wide_multiply (tw_decimal_magnitude (a), tw_decimal_magnitude (b));
  while (scale > TW_DECIMAL_MAX_SCALE || (scale > 0 && tw_wide_exceeds (product, TW_DECIMAL_MAX_UNITS)))
    {
      TwUInt128 remainder;
      TwWide shorter = tw_wide_divide (product, 10, &remainder);

      if (remainder != 0)
        break;
      product = shorter;
      scale--;
    }

  if (scale > TW_DECIMAL_MAX_SCALE)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION,
                   "The result of a multiplication has more than %d places after the point; round before",
                   TW_DECIMAL_MAX_SCALE);
      return FALSE;
    }
  if (tw_wide_exceeds (product, TW_DECIMAL_MAX_UNITS))
    return set_overflow ("a multiplication", error);

  return set_result (out, product.low, (a.units < 0) != (b.units < 0), scale, "a multiplication", error);
}

/**
 * tw_decimal_divide:
 * @dividend: a decimal
 * @divisor: a decimal
 * @scale: places of the result, at most %TW_DECIMAL_MAX_SCALE
 * @rounding: what to do with the rest
 * @out: (out caller-allocates): the quotient, rounded once from the exact one
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success, %FALSE when the divisor is zero or on overflow; @out is left alone then
 */
gboolean
tw_decimal_divide (TwDecimal    dividend,
                   TwDecimal    divisor,
                   guint        scale,
                   TwRounding   rounding,
                   TwDecimal   *out,
                   GError     **error)
{
  TwUInt128 numerator, denominator, quotient, remainder;
  TwWide scaled, wide_quotient;

  g_return_val_if_fail (tw_decimal_is_valid (dividend) && tw_decimal_is_valid (divisor), FALSE);
  g_return_val_if_fail (scale <= TW_DECIMAL_MAX_SCALE, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  if (divisor.units == 0)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_VALIDATION, "A division by zero has no result");
      return FALSE;
    }

  /* Both as whole numbers whose quotient is the result in units of its scale. */
  numerator = tw_decimal_magnitude (dividend);
  denominator = tw_decimal_magnitude (divisor);
  if (scale + divisor.scale >= dividend.scale)
    {
      scaled = tw_wide_multiply (numerator, tw_power_of_ten (scale + divisor.scale - dividend.scale));
    }
  else
    {
      TwUInt128 factor = tw_power_of_ten (dividend.scale - scale - divisor.scale);

      scaled = (TwWide) { 0, numerator };
      /* Past 128 bits it is more than twice any numerator: every mode rounds to zero. */
      if (__builtin_mul_overflow (denominator, factor, &denominator))
        return set_result (out, 0, FALSE, scale, "a division", error);
    }

  wide_quotient = tw_wide_divide (scaled, denominator, &remainder);
  if (tw_wide_exceeds (wide_quotient, TW_DECIMAL_MAX_UNITS))
    return set_overflow ("a division", error);

  quotient = wide_quotient.low;
  if (rounds_away (quotient % 2 != 0, remainder, denominator, rounding))
    quotient++;

  return set_result (out,
                     quotient,
                     (dividend.units < 0) != (divisor.units < 0),
                     scale,
                     "a division",
                     error);
}

/**
 * tw_decimal_round:
 * @self: a decimal
 * @scale: places of the result, at most %TW_DECIMAL_MAX_SCALE
 * @rounding: what to do with the places cut off
 * @out: (out caller-allocates): the number with exactly @scale places
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * A larger scale than before adds zeros.
 *
 * Returns: %TRUE on success, %FALSE on overflow; @out is left alone then
 */
gboolean
tw_decimal_round (TwDecimal    self,
                  guint        scale,
                  TwRounding   rounding,
                  TwDecimal   *out,
                  GError     **error)
{
  return tw_decimal_divide (self, TW_DECIMAL_INIT (1), scale, rounding, out, error);
}
