/* tw-decimal.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TwRounding:
 * @TW_ROUND_HALF_EVEN: to the nearest, ties to the even digit
 * @TW_ROUND_HALF_UP: to the nearest, ties away from zero
 * @TW_ROUND_DOWN: towards zero
 */
typedef enum
{
  TW_ROUND_HALF_EVEN,
  TW_ROUND_HALF_UP,
  TW_ROUND_DOWN,
} TwRounding;

/* Digits after the point at most, and digits in all at most (the largest power of ten inside 127 bits). */
#define TW_DECIMAL_MAX_SCALE 18
#define TW_DECIMAL_MAX_DIGITS 38

__extension__ typedef __int128 TwInt128;

/**
 * TwDecimal:
 * @units: the value times ten to the power of @scale
 * @scale: digits after the point, 0 to %TW_DECIMAL_MAX_SCALE
 *
 * An exact decimal number: a plain value, copied by assignment, with nothing to free. The written scale is
 * kept ("70.50" has scale 2), so printing gives back what was parsed. Every operation reports overflow
 * instead of wrapping.
 */
typedef struct
{
  TwInt128 units;
  guint    scale;
} TwDecimal;

#define TW_DECIMAL_INIT(integer) ((TwDecimal) { (integer), 0 })

/* Boxed so that properties can carry it. */
#define TW_TYPE_DECIMAL (tw_decimal_get_type ())
GType      tw_decimal_get_type (void) G_GNUC_CONST;
TwDecimal *tw_decimal_copy     (const TwDecimal *self);
void       tw_decimal_free     (TwDecimal       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwDecimal, tw_decimal_free)

gboolean tw_decimal_parse       (const char      *text,
                                 TwDecimal       *out,
                                 GError         **error);
gboolean tw_decimal_from_double (double           number,
                                 TwDecimal       *out,
                                 GError         **error);
char    *tw_decimal_to_string   (TwDecimal        self);
gboolean tw_decimal_to_int64    (TwDecimal        self,
                                 gint64          *out);
gboolean tw_decimal_is_integer  (TwDecimal        self);

int      tw_decimal_sign        (TwDecimal        self);
int      tw_decimal_compare     (TwDecimal        a,
                                 TwDecimal        b);
gboolean tw_decimal_add         (TwDecimal        a,
                                 TwDecimal        b,
                                 TwDecimal       *out,
                                 GError         **error);
gboolean tw_decimal_subtract    (TwDecimal        a,
                                 TwDecimal        b,
                                 TwDecimal       *out,
                                 GError         **error);
TwDecimal tw_decimal_negate     (TwDecimal        self);
gboolean tw_decimal_multiply    (TwDecimal        a,
                                 TwDecimal        b,
                                 TwDecimal       *out,
                                 GError         **error);
gboolean tw_decimal_divide      (TwDecimal        dividend,
                                 TwDecimal        divisor,
                                 guint            scale,
                                 TwRounding       rounding,
                                 TwDecimal       *out,
                                 GError         **error);
gboolean tw_decimal_round       (TwDecimal        self,
                                 guint            scale,
                                 TwRounding       rounding,
                                 TwDecimal       *out,
                                 GError         **error);

G_END_DECLS
