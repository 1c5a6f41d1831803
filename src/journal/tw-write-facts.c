/* tw-write-facts.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-write-facts-private.h"

#include "journal/tw-settle-before-private.h"

/* What a call is gathering: the facts, and the ids among them. */
typedef struct
{
  TwJournalFacts  facts;
  TwQuery        *query;
  GDateTime      *horizon; /* (nullable): settling looks back no further */
  GPtrArray      *known;
  gint64          offset;
} Gather;

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
  g_clear_pointer (&facts->known_ids, tw_json_unref);
}

static void
gather_free (Gather *self)
{
  tw_write_facts_clear (&self->facts);
  g_clear_object (&self->query);
  g_clear_pointer (&self->horizon, g_date_time_unref);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_free (self);
}

/* Takes @task. Any answer has told the time, and at least one has come. */
static void
end (GTask *task)
{
  TwMarketplace *marketplace = g_task_get_source_object (task);
  Gather *self = g_task_get_task_data (task);

  if (self->facts.server_time == NULL)
    self->facts.server_time = tw_marketplace_dup_server_time (marketplace);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Takes @task. */
static void
end_listed (GTask *task)
{
  Gather *self = g_task_get_task_data (task);
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);

  tw_json_writer_begin_array (writer);
  for (guint i = 0; i < self->known->len; i++)
    tw_json_writer_string (writer, g_ptr_array_index (self->known, i));
  tw_json_writer_end_array (writer);
  self->facts.known_ids = tw_json_writer_steal_json (writer);
  end (task);
}

/* The list's first answer: the newest of it, and the clock of that moment. */
static void
take_newest (Gather        *self,
             TwMarketplace *marketplace,
             GPtrArray     *rows)
{
  TwResource *newest = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  GDateTime *time = newest != NULL ? tw_settle_get_creation_time (newest) : NULL;

  self->facts.server_time = tw_marketplace_dup_server_time (marketplace);
  if (newest != NULL)
    self->facts.newest_order_id = tw_resource_dup_text (newest, "id");
  if (time != NULL)
    self->facts.newest_order_time = g_date_time_ref (time);
  self->horizon = tw_settle_dup_horizon (self->facts.server_time, time);
}

static void list_page (GTask *task);

static void
page_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Gather *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TwPage) page = tw_marketplace_list_finish (TW_MARKETPLACE (source), result, &error);
  gboolean is_dated;

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (self->offset == 0)
    take_newest (self, TW_MARKETPLACE (source), page->rows);
  for (guint i = 0; i < page->rows->len; i++)
    {
      TwResource *row = g_ptr_array_index (page->rows, i);
      GDateTime *time = tw_settle_get_creation_time (row);

      if (time != NULL && self->horizon != NULL && g_date_time_compare (time, self->horizon) < 0)
        {
          end_listed (g_steal_pointer (&task));
          return;
        }
      g_ptr_array_add (self->known, tw_resource_dup_text (row, "id"));
    }

  /* Of customers, who do not say when they were made, so many have to do. */
  is_dated = self->facts.newest_order_time != NULL;
  self->offset += page->rows->len;
  if (page->rows->len > 0 && self->offset < page->total && (is_dated || self->known->len < TW_SETTLE_KNOWN_ROWS))
    list_page (g_steal_pointer (&task));
  else
    end_listed (g_steal_pointer (&task));
}

/* Takes @task. */
static void
list_page (GTask *task)
{
  TwMarketplace *marketplace = g_task_get_source_object (task);
  Gather *self = g_task_get_task_data (task);

  tw_query_set_range (self->query, self->offset, TW_SETTLE_KNOWN_ROWS);
  tw_marketplace_list_async (marketplace,
                             self->query,
                             TW_PRIORITY_PERSON,
                             g_task_get_cancellable (task),
                             page_listed_cb,
                             task);
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
 * Where the object that an entry makes would show: orders of its customer, customers, resellers, reports.
 *
 * Returns: (transfer full) (nullable): a list of these, the newest first; %NULL for a write that makes nothing
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
    case TW_WRITE_SCHEDULE_REPORT:
      return g_steal_pointer (&query);
    case TW_WRITE_UPDATE_CUSTOMER:
    case TW_WRITE_UPDATE_RESELLER:
    case TW_WRITE_UPDATE_ORDER:
    case TW_WRITE_UPDATE_SUBSCRIPTION:
    case TW_WRITE_SET_PRICES:
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
 * Finds out what settling starts from, should the outcome stay unknown: which of the objects that the entry makes
 * one more of are there already, and the marketplace's clock. For other writes the clock is enough; it is known
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
  Gather *self = g_new0 (Gather, 1);
  g_autoptr (GDateTime) now = tw_marketplace_dup_server_time (marketplace);

  self->known = g_ptr_array_new_with_free_func (g_free);
  if (entry->kind != TW_WRITE_PLACE_ORDER ||
      (tw_marketplace_get_capabilities (marketplace) & TW_CAN_LIST_ORDERS) != 0)
    self->query = tw_write_siblings_query (entry);

  g_task_set_source_tag (task, tw_write_facts_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, (GDestroyNotify) gather_free);

  if (self->query != NULL)
    list_page (task);
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
  Gather *found;

  g_return_val_if_fail (g_async_result_is_tagged (result, tw_write_facts_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  found = g_task_get_task_data (G_TASK (result));
  tw_write_facts_clear (facts);
  *facts = found->facts;
  found->facts = (TwJournalFacts) { NULL };

  return TRUE;
}
