/* tw-order-open.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-open.h"
#include "journal/tw-order-open-private.h"

#include "base/tw-error.h"

/* Orders of one subscription, newest first: monthly renewals of decades. */
#define MAX_ORDERS 500

/**
 * tw_order_open_query_new:
 * @subscription_id: id of a subscription
 *
 * Returns: (transfer full): the list of the orders on it
 */
TwQuery *
tw_order_open_query_new (const char *subscription_id)
{
  TwQuery *query = tw_query_new (TW_KIND_ORDER);

  tw_query_set_filter (query, "subscriptionId", subscription_id);
  tw_query_set_range (query, 0, MAX_ORDERS);

  return query;
}

/**
 * tw_order_is_open:
 * @order: an order; a list row says enough
 *
 * Returns: whether it keeps the marketplace from taking another one
 */
gboolean
tw_order_is_open (TwOrder *order)
{
  return order->status == TW_ORDER_STATUS_SUBMITTED || order->status == TW_ORDER_STATUS_PROCESSING;
}

/**
 * tw_order_open_to_error:
 * @order: an order that is open
 * @reason: %TW_REASON_ORDER_OPEN or %TW_REASON_ORDER_STILL_OPEN
 *
 * Returns: (transfer full): %TW_ERROR_CONFLICT naming @order, with the effect %TW_EFFECT_NONE
 */
GError *
tw_order_open_to_error (TwOrder  *order,
                        TwReason  reason)
{
  g_autofree char *status = tw_resource_dup_text (TW_RESOURCE (order), "status");
  g_autoptr (TwJson) said = tw_reason_new (reason,
                                           order->order_number != NULL ? order->order_number : order->id,
                                           order->id,
                                           status != NULL ? status : "?",
                                           NULL);
  GError *error = tw_reason_to_error (said, TW_ERROR_CONFLICT);

  tw_error_set_effect (error, TW_EFFECT_NONE);

  return error;
}

static void
orders_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TwPage) page = tw_marketplace_list_finish (TW_MARKETPLACE (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < page->rows->len; i++)
    {
      TwOrder *order = g_ptr_array_index (page->rows, i);

      if (tw_order_is_open (order))
        {
          g_task_return_pointer (task, g_object_ref (order), g_object_unref);
          return;
        }
    }

  g_task_return_pointer (task, NULL, NULL);
}

/**
 * tw_order_find_open_async:
 * @marketplace: the marketplace
 * @subscription_id: id of a subscription
 * @cancellable: (nullable): to stop
 * @callback: called when it is known
 * @user_data: data of @callback
 *
 * Finds the order that keeps the marketplace from taking another one on a subscription.
 */
void
tw_order_find_open_async (TwMarketplace       *marketplace,
                          const char          *subscription_id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (TwQuery) query = NULL;
  GTask *task;

  g_return_if_fail (TW_IS_MARKETPLACE (marketplace));
  g_return_if_fail (subscription_id != NULL);

  query = tw_order_open_query_new (subscription_id);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_order_find_open_async);
  tw_marketplace_list_async (marketplace, query, TW_PRIORITY_PERSON, cancellable, orders_listed_cb, task);
}

/**
 * tw_order_find_open_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): list row of the newest open order; %NULL without an error when none is
 */
TwOrder *
tw_order_find_open_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_order_find_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  TwMarketplace *marketplace;
  TwMirror      *mirror;
  char          *subscription_id;
  gint64         deadline; /* monotonic, in microseconds */
  TwWatchFunc    progress;
  gpointer       progress_data;
} Wait;

static void find_next (GTask *task);

static void
wait_free (Wait *wait)
{
  g_clear_object (&wait->marketplace);
  g_clear_object (&wait->mirror);
  g_free (wait->subscription_id);
  g_free (wait);
}

static void
give_up (GTask   *task,
         TwOrder *order)
{
  g_task_return_error (task, tw_order_open_to_error (order, TW_REASON_ORDER_STILL_OPEN));
}

static void
watched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TwResource) order = tw_watch_finish (result, &error);

  if (order == NULL)
    g_task_return_error (task, error);
  else if (tw_order_status_is_final (TW_ORDER (order)->status))
    find_next (g_steal_pointer (&task));
  else
    give_up (task, TW_ORDER (order));
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Wait *wait = g_task_get_task_data (task);
  gint64 left = wait->deadline - g_get_monotonic_time ();
  GError *error = NULL;
  g_autoptr (TwOrder) order = tw_order_find_open_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (order == NULL)
    g_task_return_boolean (task, TRUE);
  else if (left <= 0)
    give_up (task, order);
  else
    tw_watch_async (wait->marketplace,
                    wait->mirror,
                    TW_KIND_ORDER,
                    order->id,
                    (guint) (left / G_USEC_PER_SEC) + 1,
                    wait->progress,
                    wait->progress_data,
                    g_task_get_cancellable (task),
                    watched_cb,
                    g_object_ref (task));
}

/* Takes @task. Several orders may be open, of other people as well. */
static void
find_next (GTask *task)
{
  Wait *wait = g_task_get_task_data (task);

  tw_order_find_open_async (wait->marketplace,
                            wait->subscription_id,
                            g_task_get_cancellable (task),
                            found_cb,
                            task);
}

/**
 * tw_order_wait_for_open_async:
 * @marketplace: the marketplace
 * @mirror: (nullable): where each answer is kept
 * @subscription_id: id of a subscription
 * @seconds: how long to wait at most
 * @progress: (nullable) (scope notified): called with the order in the way after each look at it
 * @progress_data: data of @progress
 * @cancellable: (nullable): to stop waiting
 * @callback: called when no order is open any more, or the time is over
 * @user_data: data of @callback
 *
 * Waits until the marketplace would take an order on a subscription. One that is scheduled at renewal stays open
 * for months: the time then runs out.
 */
void
tw_order_wait_for_open_async (TwMarketplace       *marketplace,
                              TwMirror            *mirror,
                              const char          *subscription_id,
                              guint                seconds,
                              TwWatchFunc          progress,
                              gpointer             progress_data,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Wait *wait;
  GTask *task;

  g_return_if_fail (TW_IS_MARKETPLACE (marketplace));
  g_return_if_fail (mirror == NULL || TW_IS_MIRROR (mirror));
  g_return_if_fail (subscription_id != NULL);

  wait = g_new0 (Wait, 1);
  wait->marketplace = g_object_ref (marketplace);
  g_set_object (&wait->mirror, mirror);
  wait->subscription_id = g_strdup (subscription_id);
  wait->deadline = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  wait->progress = progress;
  wait->progress_data = progress_data;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_order_wait_for_open_async);
  g_task_set_task_data (task, wait, (GDestroyNotify) wait_free);
  find_next (task);
}

/**
 * tw_order_wait_for_open_finish:
 * @result: the result
 * @error: return location; %TW_ERROR_CONFLICT naming the order that is still open
 *
 * Returns: %TRUE when no order is in the way
 */
gboolean
tw_order_wait_for_open_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_order_wait_for_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
