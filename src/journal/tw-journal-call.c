/* tw-journal-call.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-call-private.h"

#include "journal/tw-records-backup-private.h"

/**
 * tw_journal_call_new:
 * @self: the journal
 * @func: what runs in the database's thread, with the call as its data
 * @id: (nullable): id of the entry it is about
 *
 * Returns: (transfer full): a call to fill and run
 */
TwJournalCall *
tw_journal_call_new (TwJournal      *self,
                     TwDatabaseFunc  func,
                     const char     *id)
{
  TwJournalCall *call = g_new0 (TwJournalCall, 1);

  call->journal = self;
  call->func = func;
  call->id = g_strdup (id);

  return call;
}

static void
call_free (TwJournalCall *call)
{
  g_free (call->id);
  g_free (call->mark);
  g_clear_object (&call->draft);
  g_clear_pointer (&call->facts.server_time, g_date_time_unref);
  g_free (call->facts.newest_order_id);
  g_clear_pointer (&call->facts.newest_order_time, g_date_time_unref);
  g_clear_pointer (&call->facts.known_ids, tw_json_unref);
  g_clear_pointer (&call->states, g_array_unref);
  g_clear_pointer (&call->entries, g_ptr_array_unref);
  g_clear_pointer (&call->results, g_hash_table_unref);
  g_clear_object (&call->entry);
  g_free (call);
}

static void
keep_copy_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  tw_records_keep_copy (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
copy_kept_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_boolean (task, TRUE);
}

/* Takes @task. */
static void
keep_copy (GTask *task)
{
  TwJournalCall *call = g_task_get_task_data (task);
  g_autoptr (GTask) copy = g_task_new (NULL, NULL, copy_kept_cb, task);

  g_task_set_source_tag (copy, keep_copy);
  g_task_set_task_data (copy, g_strdup (tw_database_get_path (call->journal->records)), g_free);
  g_task_run_in_thread (copy, keep_copy_thread);
}

/* What was sent with an unknown outcome exists nowhere else: without its entry it would be placed again. */
static gboolean
must_be_copied (TwJournalCall *call)
{
  return call->done && call->from == TW_JOURNAL_SENDING && call->entry->state == TW_JOURNAL_UNKNOWN;
}

static void
call_ran_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwJournalCall *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tw_database_run_finish (TW_DATABASE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (call->changed)
    g_signal_emit_by_name (call->journal, "changed", call->entry);

  if (must_be_copied (call))
    keep_copy (g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * tw_journal_call_run:
 * @self: the journal
 * @access: what the call does
 * @call: (transfer full): the call
 * @source_tag: tag of the task
 * @cancellable: (nullable): to stop; %NULL for steps of an entry, so that nobody has to guess how far they
 *   came
 * @callback: called when it is done
 * @user_data: data of @callback
 */
void
tw_journal_call_run (TwJournal           *self,
                     TwDatabaseAccess     access,
                     TwJournalCall       *call,
                     gpointer             source_tag,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, access == TW_DATABASE_READ);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  tw_database_run_async (self->records, access, call->func, call, NULL, cancellable, call_ran_cb, task);
}

/**
 * tw_journal_call_finish:
 * @self: the journal
 * @result: the result
 * @source_tag: tag of the task
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the call with what it found, %NULL with @error set
 */
TwJournalCall *
tw_journal_call_finish (TwJournal     *self,
                        GAsyncResult  *result,
                        gpointer       source_tag,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_task_get_task_data (G_TASK (result));
}
