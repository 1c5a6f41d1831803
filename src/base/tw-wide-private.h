/* tw-wide-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

__extension__ typedef unsigned __int128 TwUInt128;

/*
 * TwWide:
 * @high: the upper 128 bits
 * @low: the lower 128 bits
 *
 * An unsigned number of 256 bits: room for the exact product of two decimals, and for a dividend brought to
 * the scale of its quotient.
 */
typedef struct
{
  TwUInt128 high;
  TwUInt128 low;
} TwWide;

TwWide   tw_wide_multiply (TwUInt128  a,
                           TwUInt128  b);
TwWide   tw_wide_divide   (TwWide     dividend,
                           TwUInt128  divisor,
                           TwUInt128 *remainder);
gboolean tw_wide_exceeds  (TwWide     self,
                           TwUInt128  limit);

G_END_DECLS
