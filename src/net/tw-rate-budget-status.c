/* tw-rate-budget-status.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-rate-budget-private.h"

#include "net/tw-wait-queue-private.h"

/**
 * tw_rate_budget_refresh_async:
 * @self: a budget
 * @cancellable: (nullable): leaves the wait
 * @callback: called when the record was read
 * @user_data: passed to @callback
 *
 * Reads what all processes know, for tw_rate_budget_get_status(); nothing is counted.
 */
void
tw_rate_budget_refresh_async (TwRateBudget        *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TW_IS_RATE_BUDGET (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_rate_budget_refresh_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  tw_wait_queue_push (&self->watching, g_steal_pointer (&task));
  tw_rate_budget_ask (self);
}

/**
 * tw_rate_budget_refresh_finish:
 * @self: a budget
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean
tw_rate_budget_refresh_finish (TwRateBudget  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_rate_budget_refresh_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * tw_rate_budget_get_status:
 * @self: a budget
 * @status: (out): how it stands, as far as this process knows
 */
void
tw_rate_budget_get_status (TwRateBudget *self,
                           TwRateStatus *status)
{
  TwRateNow now;

  g_return_if_fail (TW_IS_RATE_BUDGET (self));
  g_return_if_fail (status != NULL);

  tw_rate_now (&now);
  tw_rate_record_advance (&self->record, &self->limits, &now);

  tw_rate_record_describe (&self->record, &self->limits, &now, status);
}

/**
 * tw_rate_budget_estimate:
 * @self: a budget
 * @priority: of the calls
 * @n_calls: how many
 *
 * Returns: how long so many calls will take when nobody else calls, in microseconds; 0 when nothing limits
 * them
 */
gint64
tw_rate_budget_estimate (TwRateBudget *self,
                         TwPriority    priority,
                         gint64        n_calls)
{
  TwRateNow now;

  g_return_val_if_fail (TW_IS_RATE_BUDGET (self), 0);
  g_return_val_if_fail (priority < TW_N_PRIORITIES, 0);
  g_return_val_if_fail (n_calls >= 0, 0);

  tw_rate_now (&now);
  tw_rate_record_advance (&self->record, &self->limits, &now);

  return tw_rate_record_estimate (&self->record, &self->limits, &now, priority, n_calls);
}
