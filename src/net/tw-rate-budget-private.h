/* tw-rate-budget-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-rate-budget.h"

G_BEGIN_DECLS

TwRateBudget *tw_rate_budget_new_for_window (const char *key,
                                             guint       calls_per_window,
                                             guint       calls_per_day,
                                             guint       window_ms);

G_END_DECLS
