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

/**
 * TwRateStatus:
 * @calls_per_minute: the limit of a minute, 0 for none
 * @calls_per_day: the limit of a day (UTC), 0 for none
 * @pace: calls that a minute may hold now, 0 for no limit: fewer after the marketplace turned one away
 * @minute: calls that all our processes made in the last minute
 * @minute_others: calls that others must have made in it, at least, as far as the marketplace let it be
 *   noticed
 * @day: calls that all our processes made today
 * @day_others: calls that others must have made today, at least
 * @limited: the marketplace asked to wait, and that time is not over
 * @quota_over: the marketplace said that the calls of the day are used up, by us or by others: background work
 *   waits
 * @wait: by #TwPriority: in how many microseconds the next call may be made, 0 for now
 *
 * How a budget stands.
 */
typedef struct
{
  guint    calls_per_minute;
  guint    calls_per_day;
  guint    pace;
  guint    minute;
  guint    minute_others;
  guint    day;
  guint    day_others;
  gboolean limited;
  gboolean quota_over;
  gint64   wait[TW_PRIORITY_DETAIL + 1];
} TwRateStatus;

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
void          tw_rate_budget_note_quota       (TwRateBudget         *self,
                                               int                   retry_after);
void          tw_rate_budget_note_accepted    (TwRateBudget         *self,
                                               gint64                sent);

void          tw_rate_budget_refresh_async    (TwRateBudget         *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      tw_rate_budget_refresh_finish   (TwRateBudget         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void          tw_rate_budget_get_status       (TwRateBudget         *self,
                                               TwRateStatus         *status);
gint64        tw_rate_budget_estimate         (TwRateBudget         *self,
                                               TwPriority            priority,
                                               gint64                n_calls);

G_END_DECLS
