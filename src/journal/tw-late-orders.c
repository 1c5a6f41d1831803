/* tw-late-orders.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-late-orders.h"

#include "journal/tw-journal-private.h"
#include "journal/tw-settle-before-private.h"
#include "journal/tw-settle-entry-private.h"
#include "journal/tw-settle-match-private.h"
#include "journal/tw-write-entry-private.h"

/* How long an order that was not placed is watched for, and how many of them at most. */
#define MAX_DAYS 30
#define MAX_ENTRIES 50

/* Orders with one PO number that are compared. */
#define MAX_ORDERS 20

typedef struct
{
  TwJournal      *journal;
  TwMirror       *mirror;
  GPtrArray      *entries; /* that were not placed, or that nobody knows of; the next one last */
  GHashTable     *taken;
  TwJournalEntry *entry;
} Find;

static void
find_free (Find *self)
{
  g_clear_object (&self->journal);
  g_clear_object (&self->mirror);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_clear_object (&self->entry);
  g_free (self);
}

static void next_entry (GTask *task);

static void
reopened_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TwJournalEntry) entry = tw_journal_reopen_finish (TW_JOURNAL (source), result, &error);

  if (entry != NULL)
    next_entry (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TwJournalEntry) entry = tw_journal_settle_finish (TW_JOURNAL (source), result, &error);

  if (entry != NULL)
    next_entry (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* Whether an order is another entry's, was there before, or is one that a person has seen and ruled out. */
static gboolean
is_excluded (Find          *self,
             GHashTable    *ruled_out,
             TwMirrorEntry *row)
{
  return row->detail == TW_DETAIL_MISSING || g_hash_table_contains (self->taken, row->key)
         || g_hash_table_contains (ruled_out, row->key) || tw_settle_was_known (self->entry, row->resource);
}

/* The order that came of the entry after all; nothing when several could be it, or nobody can say yet. */
static TwResource *
find_order (Find          *self,
            GPtrArray     *rows,
            TwSettleMatch *match,
            GError       **error)
{
  g_autoptr (TwOrder) request = g_object_new (TW_TYPE_ORDER, NULL);
  g_autoptr (GHashTable) ruled_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  TwResource *found = NULL;

  *match = TW_SETTLE_MAYBE;
  if (!tw_resource_merge_json (TW_RESOURCE (request), self->entry->request, error))
    return NULL;

  tw_settle_rule_out (self->entry, ruled_out);
  for (guint i = 0; i < rows->len; i++)
    {
      TwMirrorEntry *row = g_ptr_array_index (rows, i);
      TwSettleMatch this_match;

      if (is_excluded (self, ruled_out, row))
        continue;
      this_match = tw_settle_match_order (self->entry, request, TW_ORDER (row->resource));
      if (this_match < TW_SETTLE_LIKELY || this_match < *match)
        continue;
      found = this_match == *match ? NULL : row->resource;
      *match = this_match;
    }

  return found;
}

static void
orders_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Find *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = tw_mirror_list_finish (TW_MIRROR (source), result, &error);
  g_autoptr (TwJournalEntry) outcome = NULL;
  TwSettleMatch match;
  TwResource *order = rows != NULL ? find_order (self, rows, &match, &error) : NULL;

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (order == NULL)
    {
      next_entry (g_steal_pointer (&task));
      return;
    }

  if (self->entry->state == TW_JOURNAL_NOT_PLACED)
    {
      outcome = tw_settle_entry_make_late (self->entry, order);
      tw_journal_reopen_async (self->journal,
                               outcome,
                               match == TW_SETTLE_SURE,
                               reopened_cb,
                               g_steal_pointer (&task));
      return;
    }

  /* What is still looked for takes its own mark from here, and anything else from a look at the marketplace. */
  if (match != TW_SETTLE_SURE)
    {
      next_entry (g_steal_pointer (&task));
      return;
    }
  outcome = tw_write_entry_found (self->entry, order);
  tw_journal_settle_async (self->journal, TW_LOOK_FOUND, TRUE, outcome, 0, settled_cb, g_steal_pointer (&task));
}

/* Takes @task. */
static void
next_entry (GTask *task)
{
  Find *self = g_task_get_task_data (task);
  g_autoptr (TwQuery) query = NULL;

  if (self->entries->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_clear_object (&self->entry);
  self->entry = g_ptr_array_steal_index (self->entries, self->entries->len - 1);
  if (!tw_journal_check_login (self->journal, self->entry, NULL))
    {
      next_entry (task);
      return;
    }

  query = tw_query_new (TW_KIND_ORDER);
  tw_query_set_filter (query, "customerId", self->entry->customer_id);
  tw_query_set_filter (query, "poNumber", self->entry->mark);
  tw_query_set_range (query, 0, MAX_ORDERS);
  tw_mirror_list_async (self->mirror, query, g_task_get_cancellable (task), orders_listed_cb, task);
}

static void
results_listed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Find *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->taken = tw_journal_list_results_finish (TW_JOURNAL (source), result, &error);
  if (self->taken != NULL)
    next_entry (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* What was never sent cannot show up, and neither can what is long over. */
static gboolean
is_watched (TwJournalEntry *entry)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (entry->kind != TW_WRITE_PLACE_ORDER || entry->mark == NULL || entry->customer_id == NULL)
    return FALSE;
  if (entry->state != TW_JOURNAL_NOT_PLACED)
    return entry->entry_mark != NULL;

  return entry->server_time != NULL && g_date_time_difference (now, entry->updated) < MAX_DAYS * G_TIME_SPAN_DAY;
}

static void
entries_listed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Find *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = tw_journal_list_finish (TW_JOURNAL (source), result, &error);

  if (entries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < entries->len; i++)
    if (is_watched (g_ptr_array_index (entries, i)))
      g_ptr_array_add (self->entries, g_object_ref (g_ptr_array_index (entries, i)));

  if (self->entries->len > 0)
    tw_journal_list_results_async (self->journal,
                                   TW_WRITE_PLACE_ORDER,
                                   results_listed_cb,
                                   g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * tw_late_orders_find_async:
 * @journal: the journal
 * @mirror: what was read from the marketplace
 * @cancellable: (nullable): to stop
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Looks among the orders that were read for those that had counted as not placed: a marketplace may be slower than
 * anybody waits. Such an entry becomes confirmed, or needs a person when it was sent again meanwhile. An entry that
 * is unknown, or that a person was asked about, is confirmed by an order with its own mark. No call is made.
 */
void
tw_late_orders_find_async (TwJournal           *journal,
                           TwMirror            *mirror,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  static const TwJournalState states[] = { TW_JOURNAL_NOT_PLACED, TW_JOURNAL_UNKNOWN, TW_JOURNAL_NEEDS_A_PERSON };
  GTask *task;
  Find *self;

  g_return_if_fail (TW_IS_JOURNAL (journal));
  g_return_if_fail (TW_IS_MIRROR (mirror));

  self = g_new0 (Find, 1);
  self->journal = g_object_ref (journal);
  self->mirror = g_object_ref (mirror);
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_late_orders_find_async);
  g_task_set_task_data (task, self, (GDestroyNotify) find_free);
  tw_journal_list_async (journal, states, G_N_ELEMENTS (states), MAX_ENTRIES, cancellable, entries_listed_cb, task);
}

/**
 * tw_late_orders_find_finish:
 * @result: the result
 * @error: return location; %TW_ERROR_STORE, or that it was cancelled
 *
 * What was found shows in the journal.
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_late_orders_find_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_late_orders_find_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
