/* tw-cost.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-rate-budget.h"

G_BEGIN_DECLS

char *tw_cost_dup_text    (TwRateBudget *budget,
                           guint         list_calls,
                           gint64        details);
char *tw_cost_dup_summary (TwRateBudget *budget,
                           guint         list_calls,
                           gint64        details);

G_END_DECLS
