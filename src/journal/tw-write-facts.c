/* tw-write-facts.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-write-facts-private.h"

/**
 * tw_write_facts_clear:
 * @facts: facts
 *
 * Frees what they hold.
 */
void
tw_write_facts_clear (TwJournalFacts *facts)
{
  g_clear_pointer (&facts->server_time, g_date_time_unref);
  g_clear_pointer (&facts->newest_order_id, g_free);
  g_clear_pointer (&facts->newest_order_time, g_date_time_unref);
}

static void
facts_free (TwJournalFacts *facts)
{
  tw_write_facts_clear (facts);
  g_free (facts);
}

/* Takes @task. Any answer has told the time, and at least one has come. */
static void
end (GTask *task)
{
  TwMarketplace *marketplace = g_task_get_source_object (task);
  TwJournalFacts *facts = g_task_get_task_data (task);

  facts->server_time = tw_marketplace_dup_server_time (marketplace);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
newest_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwJournalFacts *facts = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TwPage) page = tw_marketplace_list_finish (TW_MARKETPLACE (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (page->rows->len > 0)
    {
      TwResource *newest = g_ptr_array_index (page->rows, 0);

      facts->newest_order_id = tw_resource_dup_text (newest, "id");
      if (TW_IS_ORDER (newest) && TW_ORDER (newest)->creation_date != NULL)
        facts->newest_order_time = g_date_time_ref (TW_ORDER (newest)->creation_date);
    }
  end (g_steal_pointer (&task));
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tw_marketplace_sign_in_finish (TW_MARKETPLACE (source), result, &error))
    end (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * tw_write_siblings_query:
 * @entry: an entry
 *
 * Where the object that an entry makes would show: orders of its customer, customers, resellers.
 *
 * Returns: (transfer full) (nullable): a list of these, the newest first; %NULL for a write that makes nothing,
 *   or something that says itself when it was made
 */
TwQuery *
tw_write_siblings_query (TwJournalEntry *entry)
{
  g_autoptr (TwQuery) query = tw_query_new (tw_write_kind_get_kind (entry->kind));

  switch ((TwWriteKind) entry->kind)
    {
    case TW_WRITE_PLACE_ORDER:
      if (entry->customer_id == NULL)
        return NULL;
      tw_query_set_filter (query, "customerId", entry->customer_id);
      return g_steal_pointer (&query);
    case TW_WRITE_CREATE_RESELLER_CUSTOMER:
      tw_query_set_filter (query, "parentId", entry->target);
      return g_steal_pointer (&query);
    case TW_WRITE_CREATE_CUSTOMER:
    case TW_WRITE_CREATE_RESELLER:
      return g_steal_pointer (&query);
    case TW_WRITE_UPDATE_CUSTOMER:
    case TW_WRITE_UPDATE_RESELLER:
    case TW_WRITE_UPDATE_ORDER:
    case TW_WRITE_UPDATE_SUBSCRIPTION:
    case TW_WRITE_SET_PRICES:
    case TW_WRITE_SCHEDULE_REPORT:
    default:
      return NULL;
    }
}

/**
 * tw_write_facts_async:
 * @marketplace: where it is going to be sent
 * @entry: the entry, queued
 * @cancellable: (nullable): to stop
 * @callback: called when they are known
 * @user_data: data of @callback
 *
 * Finds out what settling starts from, should the outcome stay unknown: the newest object of those that the
 * entry makes one more of, and the marketplace's clock. For other writes the clock is enough; it is known
 * from any answer, at least from signing in.
 */
void
tw_write_facts_async (TwMarketplace       *marketplace,
                      TwJournalEntry      *entry,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (marketplace, cancellable, callback, user_data);
  g_autoptr (TwQuery) query = tw_write_siblings_query (entry);
  g_autoptr (GDateTime) now = tw_marketplace_dup_server_time (marketplace);

  g_task_set_source_tag (task, tw_write_facts_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (TwJournalFacts, 1), (GDestroyNotify) facts_free);

  if (entry->kind == TW_WRITE_PLACE_ORDER &&
      (tw_marketplace_get_capabilities (marketplace) & TW_CAN_LIST_ORDERS) == 0)
    g_clear_object (&query);

  if (query != NULL)
    {
      tw_query_set_range (query, 0, 1);
      tw_marketplace_list_async (marketplace, query, TW_PRIORITY_PERSON, cancellable, newest_listed_cb, task);
    }
  else if (now == NULL)
    tw_marketplace_sign_in_async (marketplace, cancellable, signed_in_cb, task);
  else
    end (task);
}

/**
 * tw_write_facts_finish:
 * @result: the result
 * @facts: (out caller-allocates): the facts; free them with tw_write_facts_clear()
 * @error: return location
 *
 * Returns: %FALSE with @error set when the marketplace could not be asked
 */
gboolean
tw_write_facts_finish (GAsyncResult    *result,
                       TwJournalFacts  *facts,
                       GError         **error)
{
  TwJournalFacts *found;

  g_return_val_if_fail (g_async_result_is_tagged (result, tw_write_facts_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  found = g_task_get_task_data (G_TASK (result));
  tw_write_facts_clear (facts);
  *facts = *found;
  *found = (TwJournalFacts) { NULL };

  return TRUE;
}
