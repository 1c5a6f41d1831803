/* tw-order-begin.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-begin-private.h"

#include "journal/tw-order-draft-private.h"
#include "journal/tw-order-open-private.h"

/*
 * How the preview of an order on a subscription begins: subscription → journal → its open orders → request. The journal
 * comes before what the marketplace says against the order: it may have accepted it before.
 */
typedef struct
{
  TwOrderDraft   *draft;
  TwMarketplace  *marketplace;
  TwMirror       *mirror;
  TwJournal      *journal;

  TwSubscription *subscription;
  TwOrder        *order;
  TwOrderRepeat  *repeat;
} Begin;

static void
begin_free (Begin *self)
{
  g_clear_object (&self->draft);
  g_clear_object (&self->marketplace);
  g_clear_object (&self->mirror);
  g_clear_object (&self->journal);
  g_clear_object (&self->subscription);
  g_clear_object (&self->order);
  g_clear_pointer (&self->repeat, tw_order_repeat_free);
  g_free (self);
}

static void
orders_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Begin *self = g_task_get_task_data (task);
  int type = tw_order_draft_get_order (self->draft)->type;
  GError *error = NULL;
  g_autoptr (TwPage) page = tw_marketplace_list_finish (TW_MARKETPLACE (source), result, &error);

  if (page != NULL && tw_order_check_open (type, page->rows, &error))
    self->order = tw_order_draft_apply (self->draft, self->subscription, &error);
  if (self->order != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
list_orders (GTask *task)
{
  Begin *self = g_task_get_task_data (task);
  g_autoptr (TwQuery) query = tw_order_open_query_new (self->subscription->id);

  tw_marketplace_list_async (self->marketplace,
                             query,
                             TW_PRIORITY_PERSON,
                             g_task_get_cancellable (task),
                             orders_listed_cb,
                             task);
}

static void
journal_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Begin *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) open = tw_order_repeat_list_finish (TW_JOURNAL (source), result, &error);

  if (open != NULL)
    self->repeat = tw_order_repeat_find_change (open, self->draft, self->subscription);

  if (self->repeat != NULL)
    g_task_return_boolean (task, TRUE);
  else if (open == NULL || !tw_order_repeat_check (open, self->subscription->id, &error))
    g_task_return_error (task, error);
  else
    list_orders (g_steal_pointer (&task));
}

static void
subscription_got_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Begin *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (TwAnswer) answer = tw_marketplace_get_finish (TW_MARKETPLACE (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->subscription = TW_SUBSCRIPTION (g_object_ref (answer->resource));
  if (self->mirror != NULL)
    tw_mirror_put_detail_async (self->mirror, TW_KIND_SUBSCRIPTION, answer->resource, NULL, NULL, NULL);

  if (self->journal != NULL)
    tw_journal_list_open_async (self->journal, cancellable, journal_read_cb, g_steal_pointer (&task));
  else
    list_orders (g_steal_pointer (&task));
}

/**
 * tw_order_begin_change_async:
 * @draft: a change, renewal or cancellation
 * @marketplace: the marketplace
 * @mirror: (nullable): where the subscription is kept
 * @journal: (nullable): where the order may stand already; %NULL when none is going to be placed
 * @cancellable: (nullable): to stop
 * @callback: called when it is known what is ordered
 * @user_data: data of @callback
 *
 * Reads the subscription and the orders on it from the marketplace, and makes the request of them.
 */
void
tw_order_begin_change_async (TwOrderDraft        *draft,
                             TwMarketplace       *marketplace,
                             TwMirror            *mirror,
                             TwJournal           *journal,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  const char *id = tw_order_draft_get_subscription (draft);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Begin *self = g_new0 (Begin, 1);
  TwProblems problems = { NULL };
  GError *error = NULL;

  self->draft = g_object_ref (draft);
  self->marketplace = g_object_ref (marketplace);
  g_set_object (&self->mirror, mirror);
  g_set_object (&self->journal, journal);
  g_task_set_source_tag (task, tw_order_begin_change_async);
  g_task_set_task_data (task, self, (GDestroyNotify) begin_free);

  if (id == NULL)
    {
      tw_problems_add (&problems, "subscriptionId", "Say which subscription");
      tw_problems_end (&problems, &error);
      g_task_return_error (task, error);
      return;
    }

  tw_marketplace_get_async (marketplace,
                            TW_KIND_SUBSCRIPTION,
                            id,
                            TW_PRIORITY_PERSON,
                            cancellable,
                            subscription_got_cb,
                            g_steal_pointer (&task));
}

/**
 * tw_order_begin_change_finish:
 * @result: the result
 * @order: (out) (transfer full) (nullable): the request, %NULL with @repeat
 * @subscription: (out) (transfer full): the subscription as it is now
 * @repeat: (out) (transfer full) (nullable): the order as it stands in the journal
 * @error: return location; %TW_ERROR_VALIDATION with the fields, %TW_ERROR_CONFLICT naming what is in the way
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_order_begin_change_finish (GAsyncResult    *result,
                              TwOrder        **order,
                              TwSubscription **subscription,
                              TwOrderRepeat  **repeat,
                              GError         **error)
{
  Begin *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_order_begin_change_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  self = g_task_get_task_data (G_TASK (result));
  *order = g_steal_pointer (&self->order);
  *subscription = g_steal_pointer (&self->subscription);
  *repeat = g_steal_pointer (&self->repeat);

  return TRUE;
}
