/* tw-money.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-money.h"

#include <string.h>

#include "base/tw-error.h"
#include "base/tw-quote.h"

#define DEFAULT_CURRENCY_DIGITS 2

/* The currencies of ISO 4217 (list one of 2024) whose minor unit is not a hundredth. */
static const struct
{
  guint       digits;
  const char *currencies[18];
} unusual_currencies[] = {
  { 0, { "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
         "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF", NULL } },
  { 3, { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", NULL } },
  { 4, { "CLF", "UYW", NULL } },
};

G_DEFINE_BOXED_TYPE (TwMoney, tw_money, tw_money_copy, tw_money_free)

static gboolean
is_currency_code (const char *text)
{
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_isupper (text[i]))
      return FALSE;

  return text[3] == '\0';
}

static gboolean
check_same_currency (const TwMoney  *a,
                     const TwMoney  *b,
                     GError        **error)
{
  if (strcmp (a->currency, b->currency) == 0)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION,
               "Amounts in %s and in %s cannot be taken together", a->currency, b->currency);

  return FALSE;
}

/* Makes @out the same money as @model with another amount; both may be the same. */
static void
set_amount (TwMoney       *out,
            const TwMoney *model,
            TwDecimal      amount)
{
  TwMoney result = *model;

  result.amount = amount;
  *out = result;
}

/**
 * tw_money_copy:
 * @self: an amount of money
 *
 * Returns: (transfer full): a copy on the heap, for boxed values
 */
TwMoney *
tw_money_copy (const TwMoney *self)
{
  TwMoney *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (TwMoney, 1);
  *copy = *self;

  return copy;
}

/**
 * tw_money_free:
 * @self: (transfer full): an amount of money on the heap
 */
void
tw_money_free (TwMoney *self)
{
  g_free (self);
}

/**
 * tw_money_init:
 * @self: (out caller-allocates): the amount of money
 * @amount: how much
 * @currency: of what, as ISO 4217 code
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success, %FALSE when @currency is not three capital letters; @self is left alone then
 */
gboolean
tw_money_init (TwMoney     *self,
               TwDecimal    amount,
               const char  *currency,
               GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (currency != NULL, FALSE);

  if (!is_currency_code (currency))
    {
      g_autofree char *quoted = tw_quote (currency);

      g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION,
                   "%s is not a currency code; it has three capital letters, such as USD", quoted);
      return FALSE;
    }

  self->amount = amount;
  memcpy (self->currency, currency, sizeof self->currency);

  return TRUE;
}

/**
 * tw_money_parse:
 * @amount: how much, as in tw_decimal_parse()
 * @currency: of what, as ISO 4217 code
 * @out: (out caller-allocates): the amount of money
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success; @out is left alone otherwise
 */
gboolean
tw_money_parse (const char  *amount,
                const char  *currency,
                TwMoney     *out,
                GError     **error)
{
  TwDecimal parsed;

  return tw_decimal_parse (amount, &parsed, error) && tw_money_init (out, parsed, currency, error);
}

/**
 * tw_money_to_string:
 * @self: an amount of money
 *
 * Prints for logs, errors and tests, the same in every locale: `12.30 USD`. The window formats for people.
 *
 * Returns: (transfer full): amount and currency
 */
char *
tw_money_to_string (const TwMoney *self)
{
  g_autofree char *amount = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  amount = tw_decimal_to_string (self->amount);

  return g_strdup_printf ("%s %s", amount, self->currency);
}

/**
 * tw_money_compare:
 * @a: an amount of money
 * @b: another one
 * @out: (out): -1 when @a is less than @b, 0 when they are equal, 1 when it is more
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success, %FALSE when the currencies differ; @out is left alone then
 */
gboolean
tw_money_compare (const TwMoney  *a,
                  const TwMoney  *b,
                  int            *out,
                  GError        **error)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  if (!check_same_currency (a, b, error))
    return FALSE;

  *out = tw_decimal_compare (a->amount, b->amount);

  return TRUE;
}

/**
 * tw_money_equal:
 * @a: an amount of money
 * @b: another one
 *
 * Returns: %TRUE for the same value in the same currency; the number of written places does not count
 */
gboolean
tw_money_equal (const TwMoney *a,
                const TwMoney *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return strcmp (a->currency, b->currency) == 0 && tw_decimal_compare (a->amount, b->amount) == 0;
}

/**
 * tw_money_add:
 * @a: an amount of money
 * @b: another one in the same currency
 * @out: (out caller-allocates): the exact sum; may be @a or @b
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success, %FALSE for different currencies or on overflow; @out is left alone then
 */
gboolean
tw_money_add (const TwMoney  *a,
              const TwMoney  *b,
              TwMoney        *out,
              GError        **error)
{
  TwDecimal sum;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  if (!check_same_currency (a, b, error) || !tw_decimal_add (a->amount, b->amount, &sum, error))
    return FALSE;

  set_amount (out, a, sum);

  return TRUE;
}

/**
 * tw_money_subtract:
 * @a: an amount of money
 * @b: what to take away, in the same currency
 * @out: (out caller-allocates): the exact difference; may be @a or @b
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success, %FALSE for different currencies or on overflow; @out is left alone then
 */
gboolean
tw_money_subtract (const TwMoney  *a,
                   const TwMoney  *b,
                   TwMoney        *out,
                   GError        **error)
{
  TwMoney negated;

  g_return_val_if_fail (b != NULL, FALSE);

  negated = tw_money_negate (b);

  return tw_money_add (a, &negated, out, error);
}

/**
 * tw_money_negate:
 * @self: an amount of money
 *
 * Returns: the amount with the other sign; this cannot overflow
 */
TwMoney
tw_money_negate (const TwMoney *self)
{
  TwMoney negated = { 0 };

  g_return_val_if_fail (self != NULL, negated);

  set_amount (&negated, self, tw_decimal_negate (self->amount));

  return negated;
}

/**
 * tw_money_multiply:
 * @self: an amount of money
 * @factor: a plain number, such as a quantity
 * @out: (out caller-allocates): the exact product, unrounded; may be @self
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success, %FALSE when the product cannot be kept exactly; @out is left alone then
 */
gboolean
tw_money_multiply (const TwMoney  *self,
                   TwDecimal       factor,
                   TwMoney        *out,
                   GError        **error)
{
  TwDecimal product;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  if (!tw_decimal_multiply (self->amount, factor, &product, error))
    return FALSE;

  set_amount (out, self, product);

  return TRUE;
}

/**
 * tw_money_divide:
 * @self: an amount of money
 * @divisor: a plain number, such as a quantity
 * @scale: places of the result, at most %TW_DECIMAL_MAX_SCALE; see tw_currency_digits()
 * @rounding: what to do with the rest
 * @out: (out caller-allocates): the rounded quotient; may be @self
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success, %FALSE when the divisor is zero or on overflow; @out is left alone then
 */
gboolean
tw_money_divide (const TwMoney  *self,
                 TwDecimal       divisor,
                 guint           scale,
                 TwRounding      rounding,
                 TwMoney        *out,
                 GError        **error)
{
  TwDecimal quotient;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  if (!tw_decimal_divide (self->amount, divisor, scale, rounding, &quotient, error))
    return FALSE;

  set_amount (out, self, quotient);

  return TRUE;
}

/**
 * tw_money_round:
 * @self: an amount of money
 * @scale: places of the result, at most %TW_DECIMAL_MAX_SCALE; see tw_currency_digits()
 * @rounding: what to do with the places cut off
 * @out: (out caller-allocates): the amount with exactly @scale places; may be @self
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success, %FALSE on overflow; @out is left alone then
 */
gboolean
tw_money_round (const TwMoney  *self,
                guint           scale,
                TwRounding      rounding,
                TwMoney        *out,
                GError        **error)
{
  TwDecimal rounded;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  if (!tw_decimal_round (self->amount, scale, rounding, &rounded, error))
    return FALSE;

  set_amount (out, self, rounded);

  return TRUE;
}

/**
 * tw_currency_digits:
 * @currency: an ISO 4217 code
 *
 * The places after the point in which the currency is paid: none for the yen and the Chilean peso, three for
 * the Kuwaiti dinar. Unit prices may have more.
 *
 * Returns: number of places; 2 for codes that are not known, as for most that are
 */
guint
tw_currency_digits (const char *currency)
{
  g_return_val_if_fail (currency != NULL, DEFAULT_CURRENCY_DIGITS);

  for (gsize i = 0; i < G_N_ELEMENTS (unusual_currencies); i++)
    if (g_strv_contains ((const char *const *) unusual_currencies[i].currencies, currency))
      return unusual_currencies[i].digits;

  return DEFAULT_CURRENCY_DIGITS;
}
