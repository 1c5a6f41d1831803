/* tw-rate-budget.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-http.h"

G_BEGIN_DECLS

#define TW_TYPE_RATE_BUDGET (tw_rate_budget_get_type ())
G_DECLARE_FINAL_TYPE (TwRateBudget, tw_rate_budget, TW, RATE_BUDGET, GObject)

TwRateBudget *tw_rate_budget_new              (const char           *key,
                                               guint                 calls_per_minute,
                                               guint                 calls_per_day);

void          tw_rate_budget_acquire_async    (TwRateBudget         *self,
                                               TwPriority            priority,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      tw_rate_budget_acquire_finish   (TwRateBudget         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void          tw_rate_budget_note_limited     (TwRateBudget         *self,
                                               int                   retry_after);
guint         tw_rate_budget_get_used_minute  (TwRateBudget         *self);
guint         tw_rate_budget_get_used_day     (TwRateBudget         *self);

G_END_DECLS
