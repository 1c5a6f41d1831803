/* tw-decimal-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-decimal.h"
#include "base/tw-wide-private.h"

G_BEGIN_DECLS

G_STATIC_ASSERT (TW_DECIMAL_MAX_DIGITS == 2 * 19);

/* The largest number of units: as many nines as there may be digits. */
#define TW_DECIMAL_MAX_UNITS \
  ((TwUInt128) G_GUINT64_CONSTANT (10000000000000000000) * G_GUINT64_CONSTANT (10000000000000000000) - 1)

/* Ten to the power of @exponent, at most 38. */
static inline TwUInt128
tw_power_of_ten (guint exponent)
{
  TwUInt128 power = 1;

  g_assert (exponent <= TW_DECIMAL_MAX_DIGITS);

  while (exponent-- > 0)
    power *= 10;

  return power;
}

/* The units without their sign; safe for the whole range of the type, where a plain minus is not. */
static inline TwUInt128
tw_decimal_magnitude (TwDecimal self)
{
  return self.units < 0 ? -(TwUInt128) self.units : (TwUInt128) self.units;
}

static inline gboolean
tw_decimal_is_valid (TwDecimal self)
{
  return self.scale <= TW_DECIMAL_MAX_SCALE && tw_decimal_magnitude (self) <= TW_DECIMAL_MAX_UNITS;
}

G_END_DECLS
