/* tw-decimal-text.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-decimal-private.h"

#include "base/tw-error.h"
#include "base/tw-quote.h"

/* Decimal digits that every double keeps; more would be an artefact of its binary form. */
#define DOUBLE_FORMAT "%.15g"

/* A larger exponent is refused unseen, even where it would belong to a zero. */
#define MAX_EXPONENT 9999

/* A number as it is written, taken apart: `-12.30e1` has 2 digits before the point and 2 behind it. */
typedef struct
{
  const char *digits;
  gsize       n_digits;
  gsize       n_fraction;
  int         exponent;
  gboolean    negative;
} Literal;

/* Moves @at behind the digits there and tells how many they are. */
static gsize
skip_digits (const char **at)
{
  const char *start = *at;

  while (g_ascii_isdigit (**at))
    (*at)++;

  return (gsize) (*at - start);
}

/* Reads `[eE][+-]?digits` up to the end of the text. */
static gboolean
scan_exponent (const char *at,
               int        *out)
{
  gboolean negative;
  int exponent = 0;

  if (*at != 'e' && *at != 'E')
    return FALSE;
  at++;

  negative = *at == '-';
  if (*at == '-' || *at == '+')
    at++;

  if (*at == '\0')
    return FALSE;

  for (; g_ascii_isdigit (*at); at++)
    exponent = MIN (exponent * 10 + g_ascii_digit_value (*at), MAX_EXPONENT + 1);

  *out = negative ? -exponent : exponent;

  return *at == '\0';
}

/* Reads `[+-]?digits[.digits]` with an exponent perhaps: what JSON calls a number, and leading zeros and a
 * plus sign besides.
 */
static gboolean
scan_literal (const char *text,
              Literal    *literal)
{
  const char *at = text;

  *literal = (Literal) { 0 };

  literal->negative = *at == '-';
  if (*at == '-' || *at == '+')
    at++;

  literal->digits = at;
  literal->n_digits = skip_digits (&at);
  if (literal->n_digits == 0)
    return FALSE;

  if (*at == '.')
    {
      at++;
      literal->n_fraction = skip_digits (&at);
      if (literal->n_fraction == 0)
        return FALSE;
      literal->n_digits += literal->n_fraction;
    }

  return *at == '\0' || scan_exponent (at, &literal->exponent);
}

/* The digit at @position, counted without the point. */
static guint
literal_digit (const Literal *literal,
               gsize          position)
{
  gsize n_integer = literal->n_digits - literal->n_fraction;

  return (guint) g_ascii_digit_value (literal->digits[position < n_integer ? position : position + 1]);
}

/* Multiplies by ten and adds @digit; fails when the result has too many digits. */
static gboolean
append_digit (TwUInt128 *units,
              guint      digit)
{
  if (*units > TW_DECIMAL_MAX_UNITS / 10)
    return FALSE;
  *units = *units * 10 + digit;

  return TRUE;
}

/* Computes the value of @literal; fails when it cannot be held exactly. */
static gboolean
evaluate_literal (const Literal *literal,
                  TwDecimal     *out)
{
  gint64 scale = (gint64) literal->n_fraction - literal->exponent;
  gsize n_kept = literal->n_digits;
  TwUInt128 units = 0;

  if (ABS (literal->exponent) > MAX_EXPONENT)
    return FALSE;

  /* Digits behind the last place there is must be zeros. */
  for (; scale > TW_DECIMAL_MAX_SCALE && n_kept > 0; scale--, n_kept--)
    if (literal_digit (literal, n_kept - 1) != 0)
      return FALSE;

  for (gsize i = 0; i < n_kept; i++)
    if (!append_digit (&units, literal_digit (literal, i)))
      return FALSE;

  for (; scale < 0 && units != 0; scale++)
    if (!append_digit (&units, 0))
      return FALSE;

  out->units = literal->negative ? -(TwInt128) units : (TwInt128) units;
  out->scale = (guint) CLAMP (scale, 0, TW_DECIMAL_MAX_SCALE);

  return TRUE;
}

/**
 * tw_decimal_parse:
 * @text: digits with an optional sign, point and exponent, as in `-70.50` or `1e3`
 * @out: (out caller-allocates): the number
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Reads a number exactly and keeps its written scale. No blanks, no grouping, no locale. What does not fit
 * (more than %TW_DECIMAL_MAX_SCALE places other than zeros, more than %TW_DECIMAL_MAX_DIGITS digits) is an
 * error, never rounded.
 *
 * Returns: %TRUE on success; @out is left alone otherwise
 */
gboolean
tw_decimal_parse (const char  *text,
                  TwDecimal   *out,
                  GError     **error)
{
  g_autofree char *quoted = NULL;
  Literal literal;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  if (!scan_literal (text, &literal))
    {
      quoted = tw_quote (text);
      g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION,
                   "%s is not a decimal number; write digits with a point, such as 70.50", quoted);
      return FALSE;
    }

  if (!evaluate_literal (&literal, out))
    {
      quoted = tw_quote (text);
      g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION,
                   "%s cannot be kept exactly; at most %d digits, %d of them after the point, are possible",
                   quoted, TW_DECIMAL_MAX_DIGITS, TW_DECIMAL_MAX_SCALE);
      return FALSE;
    }

  return TRUE;
}

/**
 * tw_decimal_from_double:
 * @number: a number that a JSON parser has read into a double
 * @out: (out caller-allocates): the number
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Gets back the decimal number that was written, which is certain up to 15 significant digits: that many
 * survive every double. A double that needs more (the sum of 0.1 and 0.2), infinity and not-a-number are
 * errors. Zeros written at the end are gone: 70.50 comes back as 70.5.
 *
 * Returns: %TRUE on success; @out is left alone otherwise
 */
gboolean
tw_decimal_from_double (double      number,
                        TwDecimal  *out,
                        GError    **error)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_val_if_fail (out != NULL, FALSE);

  g_ascii_formatd (text, sizeof text, DOUBLE_FORMAT, number);

  /* True for not-a-number as well, which equals nothing. */
  if (g_ascii_strtod (text, NULL) != number)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION,
                   "A number near %s has more than 15 significant digits, so its exact value is unknown",
                   text);
      return FALSE;
    }

  return tw_decimal_parse (text, out, error);
}

/**
 * tw_decimal_to_string:
 * @self: a decimal
 *
 * Prints with all places of the scale, a point, and no grouping, in every locale. Zero has no sign.
 *
 * Returns: (transfer full): the number as text
 */
char *
tw_decimal_to_string (TwDecimal self)
{
  /* Sign, digits, point, terminator; filled from the end. */
  char text[TW_DECIMAL_MAX_DIGITS + 4];
  char *at = text + sizeof text;
  TwUInt128 rest = tw_decimal_magnitude (self);

  g_return_val_if_fail (tw_decimal_is_valid (self), NULL);

  *--at = '\0';
  for (guint i = 0; i <= self.scale || rest != 0; i++)
    {
      if (i == self.scale && self.scale != 0)
        *--at = '.';
      *--at = (char) ('0' + (int) (rest % 10));
      rest /= 10;
    }
  if (self.units < 0)
    *--at = '-';

  return g_strdup (at);
}
