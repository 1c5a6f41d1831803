/* tw-pricing.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-pricing.h"

#include <string.h>

#include "base/tw-money.h"
#include "sandbox/tw-days.h"
#include "sandbox/tw-people.h"

/* Decimals of a unit price that is a share of another one. */
#define UNIT_DIGITS 4

/* What is asked for one dollar. The marketplace sets prices for each currency; here they follow the dollar. */
static const struct
{
  const char *currency;
  TwDecimal   rate;
} rates[] = {
  { "EUR", { 92, 2 } },   { "MXN", { 185, 1 } }, { "BRL", { 54, 1 } },
  { "COP", { 4100, 0 } }, { "PEN", { 375, 2 } }, { "CLP", { 945, 0 } },
};

/* Amounts here have a handful of digits: that they fit is an invariant. */
static TwDecimal
multiply (TwDecimal a,
          TwDecimal b)
{
  TwDecimal product;
  gboolean fits = tw_decimal_multiply (a, b, &product, NULL);

  g_assert (fits);

  return product;
}

static int
count_days (TwSpan span)
{
  return (int) (span.through - span.from) + 1;
}

/**
 * tw_price_round:
 * @amount: an amount
 * @currency: an ISO 4217 code
 *
 * Returns: @amount rounded half up to the digits of @currency
 */
TwDecimal
tw_price_round (TwDecimal   amount,
                const char *currency)
{
  TwDecimal rounded;
  gboolean fits = tw_decimal_round (amount, tw_currency_digits (currency), TW_ROUND_HALF_UP, &rounded, NULL);

  g_assert (fits);

  return rounded;
}

/**
 * tw_price_rate:
 * @currency: an ISO 4217 code
 *
 * Returns: how much of it is asked for one US dollar; 1 for currencies that nothing is sold in
 */
TwDecimal
tw_price_rate (const char *currency)
{
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    if (strcmp (rates[i].currency, currency) == 0)
      return rates[i].rate;

  return TW_DECIMAL_INIT (1);
}

/**
 * tw_price_convert:
 * @dollars: an amount in US dollars
 * @currency: an ISO 4217 code
 *
 * Returns: what is asked in that currency, rounded half up to its digits
 */
TwDecimal
tw_price_convert (TwDecimal   dollars,
                  const char *currency)
{
  return tw_price_round (multiply (dollars, tw_price_rate (currency)), currency);
}

/**
 * tw_price_unit:
 * @product: a product
 * @dollars: its cost or its price
 * @quantity: of how many seats in all
 * @currency: an ISO 4217 code
 *
 * Returns: what one seat costs a billing period
 */
TwDecimal
tw_price_unit (const TwSimProduct *product,
               TwDecimal           dollars,
               int                 quantity,
               const char         *currency)
{
  TwDecimal unit = tw_price_convert (dollars, currency);

  if (product->volume_from > 0 && quantity >= product->volume_from)
    unit = tw_price_round (multiply (unit, (TwDecimal) { 9, 1 }), currency);

  return unit;
}

/**
 * tw_price_seat_cost:
 * @seat: a product of a subscription
 * @currency: an ISO 4217 code
 *
 * Returns: what the reseller pays for one seat a billing period
 */
TwDecimal
tw_price_seat_cost (const TwSimSeat *seat,
                    const char      *currency)
{
  return seat->has_special_cost ? seat->special_cost
                                : tw_price_unit (seat->product, seat->product->cost, seat->quantity, currency);
}

/**
 * tw_price_seat_price:
 * @seat: a product of a subscription
 * @currency: an ISO 4217 code
 *
 * Returns: what the customer pays for one seat a billing period
 */
TwDecimal
tw_price_seat_price (const TwSimSeat *seat,
                     const char      *currency)
{
  return seat->has_special_price ? seat->special_price
                                 : tw_price_unit (seat->product, seat->product->price, seat->quantity, currency);
}

/**
 * tw_price_times:
 * @unit: price of one
 * @quantity: how many
 * @currency: an ISO 4217 code
 *
 * Returns: the price of all, rounded half up
 */
TwDecimal
tw_price_times (TwDecimal   unit,
                int         quantity,
                const char *currency)
{
  return tw_price_round (multiply (unit, TW_DECIMAL_INIT (quantity)), currency);
}

/**
 * tw_price_prorate:
 * @unit: price of one seat for a whole billing period
 * @part: the days charged
 * @whole: the billing period
 *
 * Returns: the price of one seat for the days charged; with four decimals when they are not the whole period
 */
TwDecimal
tw_price_prorate (TwDecimal unit,
                  TwSpan    part,
                  TwSpan    whole)
{
  TwDecimal share;
  gboolean fits;

  if (count_days (part) == count_days (whole))
    return unit;
  share = multiply (unit, TW_DECIMAL_INIT (count_days (part)));
  fits = tw_decimal_divide (share, TW_DECIMAL_INIT (count_days (whole)), UNIT_DIGITS, TW_ROUND_HALF_UP, &share, NULL);
  g_assert (fits);

  return share;
}

/**
 * tw_price_meter:
 * @dollars: what one unit of a meter costs in US dollars
 * @currency: an ISO 4217 code
 *
 * Returns: what it costs in that currency, with four decimals in all of them
 */
TwDecimal
tw_price_meter (TwDecimal   dollars,
                const char *currency)
{
  TwDecimal unit;
  gboolean fits = tw_decimal_round (multiply (dollars, tw_price_rate (currency)), UNIT_DIGITS, TW_ROUND_HALF_UP, &unit,
                                    NULL);

  g_assert (fits);

  return unit;
}

/**
 * tw_price_measure:
 * @unit: price of one unit
 * @units: how many, with decimals
 * @currency: an ISO 4217 code
 *
 * Returns: the price of all, rounded half up
 */
TwDecimal
tw_price_measure (TwDecimal   unit,
                  TwDecimal   units,
                  const char *currency)
{
  return tw_price_round (multiply (unit, units), currency);
}

/**
 * tw_price_tax:
 * @amount: what is charged
 * @customer: for whom
 *
 * Returns: the tax on top of it
 */
TwDecimal
tw_price_tax (TwDecimal           amount,
              const TwSimAccount *customer)
{
  TwDecimal rate;

  if (!tw_country_taxes (customer->country, &rate))
    return TW_DECIMAL_INIT (0);

  return tw_price_round (multiply (amount, rate), customer->currency);
}

/**
 * tw_price_sum:
 * @a: an amount
 * @b: another one
 *
 * Returns: both together
 */
TwDecimal
tw_price_sum (TwDecimal a,
              TwDecimal b)
{
  TwDecimal sum;
  gboolean fits = tw_decimal_add (a, b, &sum, NULL);

  g_assert (fits);

  return sum;
}

/**
 * tw_billing_span:
 * @plan: a plan
 * @term_start: first day of the term
 * @day: a day in the term
 *
 * Returns: the billing period that @day falls into
 */
TwSpan
tw_billing_span (const TwSimPlan *plan,
                 TwDay            term_start,
                 TwDay            day)
{
  TwSpan span = { term_start, 0 };
  TwDay next = term_start;

  for (int i = 1; next <= day; i++)
    {
      span.from = next;
      next = tw_day_add_term (term_start, plan->billing, i);
    }
  span.through = next - 1;

  return span;
}
