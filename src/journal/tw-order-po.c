/* tw-order-po.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-po-private.h"

#include "journal/tw-order-draft.h"

typedef struct
{
  TwOrder  *order;
  TwMirror *mirror;
  gint64    n_uses;
} Settle;

static void
settle_free (Settle *self)
{
  g_clear_object (&self->order);
  g_clear_object (&self->mirror);
  g_free (self);
}

static void
mirror_counted_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Settle *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gint64 count = tw_mirror_count_finish (TW_MIRROR (source), result, &error);

  /* The mirror is a cache: that it cannot be asked is no reason not to place an order. */
  if (error != NULL)
    g_debug ("Earlier orders with this PO number are not counted: %s", error->message);

  /* An order of this program is in both: the journal knows it first, the mirror when it was read back. */
  g_task_return_int (task, MAX (self->n_uses, count));
}

/* Takes @task. */
static void
count_in_mirror (GTask *task)
{
  Settle *self = g_task_get_task_data (task);
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);

  if (self->mirror == NULL)
    {
      g_task_return_int (task, self->n_uses);
      g_object_unref (task);
      return;
    }

  tw_query_set_filter (query, "poNumber", self->order->po_number);
  tw_mirror_count_async (self->mirror, query, g_task_get_cancellable (task), mirror_counted_cb, task);
}

static void
journal_counted_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Settle *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->n_uses = tw_journal_count_mark_finish (TW_JOURNAL (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    count_in_mirror (g_steal_pointer (&task));
}

/**
 * tw_order_settle_po_async:
 * @order: a request; gets a PO number that nobody used when it has none
 * @marketplace: whose day it is
 * @mirror: (nullable): where earlier orders are looked up
 * @journal: (nullable): where earlier orders of this program are looked up
 * @cancellable: (nullable): to stop
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Every order carries a mark: the person's own PO number, or a new one.
 */
void
tw_order_settle_po_async (TwOrder             *order,
                          TwMarketplace       *marketplace,
                          TwMirror            *mirror,
                          TwJournal           *journal,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Settle *self = g_new0 (Settle, 1);
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *po_number = NULL;

  self->order = g_object_ref (order);
  g_set_object (&self->mirror, mirror);
  g_task_set_source_tag (task, tw_order_settle_po_async);
  g_task_set_task_data (task, self, (GDestroyNotify) settle_free);

  if (order->po_number != NULL && journal != NULL)
    {
      tw_journal_count_mark_async (journal, order->po_number, cancellable, journal_counted_cb, task);
      return;
    }
  if (order->po_number != NULL)
    {
      count_in_mirror (task);
      return;
    }

  now = tw_marketplace_dup_server_time (marketplace);
  if (now == NULL)
    now = g_date_time_new_now_utc ();
  po_number = tw_propose_po_number (now);
  g_object_set (order, "po-number", po_number, NULL);
  g_task_return_int (task, 0);
  g_object_unref (task);
}

/**
 * tw_order_settle_po_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: how many known orders carry the PO number already, -1 with @error set
 */
gint64
tw_order_settle_po_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_order_settle_po_async), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
