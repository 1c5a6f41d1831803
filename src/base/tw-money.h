/* tw-money.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-decimal.h"

G_BEGIN_DECLS

/**
 * TwMoney:
 * @amount: the exact amount, in whole units of the currency (12.30 dollars has units 1230 and scale 2)
 * @currency: ISO 4217 code, three capital letters and a zero byte
 *
 * An exact amount of money: a plain value, copied by assignment, with nothing to free. Amounts of different
 * currencies never mix: that is an error, not a conversion.
 */
typedef struct
{
  TwDecimal amount;
  char      currency[4];
} TwMoney;

/* Boxed so that properties can carry it. */
#define TW_TYPE_MONEY (tw_money_get_type ())
GType    tw_money_get_type (void) G_GNUC_CONST;
TwMoney *tw_money_copy     (const TwMoney *self);
void     tw_money_free     (TwMoney       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwMoney, tw_money_free)

gboolean tw_money_init      (TwMoney        *self,
                             TwDecimal       amount,
                             const char     *currency,
                             GError        **error);
gboolean tw_money_parse     (const char     *amount,
                             const char     *currency,
                             TwMoney        *out,
                             GError        **error);
char    *tw_money_to_string (const TwMoney  *self);

gboolean tw_money_compare   (const TwMoney  *a,
                             const TwMoney  *b,
                             int            *out,
                             GError        **error);
gboolean tw_money_equal     (const TwMoney  *a,
                             const TwMoney  *b);
gboolean tw_money_add       (const TwMoney  *a,
                             const TwMoney  *b,
                             TwMoney        *out,
                             GError        **error);
gboolean tw_money_subtract  (const TwMoney  *a,
                             const TwMoney  *b,
                             TwMoney        *out,
                             GError        **error);
TwMoney  tw_money_negate    (const TwMoney  *self);
gboolean tw_money_multiply  (const TwMoney  *self,
                             TwDecimal       factor,
                             TwMoney        *out,
                             GError        **error);
gboolean tw_money_divide    (const TwMoney  *self,
                             TwDecimal       divisor,
                             guint           scale,
                             TwRounding      rounding,
                             TwMoney        *out,
                             GError        **error);
gboolean tw_money_round     (const TwMoney  *self,
                             guint           scale,
                             TwRounding      rounding,
                             TwMoney        *out,
                             GError        **error);
guint    tw_currency_digits (const char     *currency);

G_END_DECLS
