/* tw-mirror-call.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-call-private.h"

static void
call_free (TwMirrorCall *call)
{
  g_clear_object (&call->query);
  g_clear_pointer (&call->text, g_free);
  g_clear_pointer (&call->rows, g_ptr_array_unref);
  g_clear_pointer (&call->records, g_ptr_array_unref);
  g_clear_object (&call->resource);
  g_clear_pointer (&call->numbers, g_array_unref);
  g_clear_pointer (&call->keys, g_hash_table_unref);
  g_clear_pointer (&call->front, g_strfreev);
  if (call->data_free != NULL)
    call->data_free (call->data);
  g_clear_pointer (&call->entry, tw_mirror_entry_unref);
  g_clear_pointer (&call->list, g_ptr_array_unref);
  g_clear_pointer (&call->table, g_hash_table_unref);
  g_clear_pointer (&call->states, tw_mirror_free_states);
  g_clear_error (&call->make_error);
  g_free (call);
}

/**
 * tw_mirror_call_new:
 * @self: a mirror
 * @kind: a kind
 * @source_tag: the function that is called
 * @cancellable: (nullable): a cancellable
 * @callback: of the caller
 * @user_data: for @callback
 *
 * Returns: (transfer full): a task with a #TwMirrorCall as its data
 */
GTask *
tw_mirror_call_new (TwMirror            *self,
                    TwKind               kind,
                    gpointer             source_tag,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  TwMirrorCall *call = g_new0 (TwMirrorCall, 1);

  call->kind = kind;
  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);

  return task;
}

static void
read_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (tw_database_run_finish (TW_DATABASE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * tw_mirror_call_read:
 * @task: (transfer full): a task of tw_mirror_call_new(), its call filled
 * @func: the job; it gets the call
 *
 * Runs the job in the reading thread and returns the task.
 */
void
tw_mirror_call_read (GTask          *task,
                     TwDatabaseFunc  func)
{
  TwMirror *self = g_task_get_source_object (task);

  tw_database_run_async (tw_mirror_get_database (self), TW_DATABASE_READ, func, g_task_get_task_data (task),
                         NULL, g_task_get_cancellable (task), read_done_cb, task);
}

static void
write_done_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!tw_database_run_finish (TW_DATABASE (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  tw_mirror_note_write (g_task_get_source_object (task), g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

/* Another program may have written since the last time, and nobody here has heard of it yet. */
static gboolean
write_job (TwDatabaseConnection  *connection,
           gpointer               data,
           GCancellable          *cancellable,
           GError               **error)
{
  TwMirrorCall *call = data;

  if (!tw_database_connection_check_foreign (connection, &call->is_foreign, error)
      || !call->write (connection, call, cancellable, error))
    return FALSE;

  if (call->is_foreign)
    call->states = tw_mirror_read_states (connection, error);

  return !call->is_foreign || call->states != NULL;
}

/* Takes @task. */
static void
start_write (GTask *task)
{
  TwMirror *self = g_task_get_source_object (task);
  TwMirrorCall *call = g_task_get_task_data (task);

  if (call->make_error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&call->make_error));
      g_object_unref (task);
      return;
    }

  call->now = g_get_real_time ();
  tw_database_run_async (tw_mirror_get_database (self), TW_DATABASE_WRITE, write_job, call, NULL,
                         g_task_get_cancellable (task), write_done_cb, task);
}

static gboolean
is_made (GTask *task)
{
  return ((TwMirrorCall *) g_task_get_task_data (task))->is_made;
}

/* Gives what is made ready to the writing thread, in the order of the calls. A call that ends here may be the last to
 * hold the mirror. */
static void
flush_writes (TwMirror *mirror)
{
  g_autoptr (TwMirror) self = g_object_ref (mirror);
  GQueue *writes = tw_mirror_get_writes (self);

  while (!g_queue_is_empty (writes) && is_made (g_queue_peek_head (writes)))
    start_write (g_queue_pop_head (writes));
}

static void
make_thread (GTask        *making,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  TwMirrorCall *call = task_data;
  GError *error = NULL;

  if (call->make (call, &error))
    g_task_return_boolean (making, TRUE);
  else
    g_task_return_error (making, error);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  TwMirrorCall *call = g_task_get_task_data (task);

  g_task_propagate_boolean (G_TASK (result), &call->make_error);
  call->is_made = TRUE;
  flush_writes (g_task_get_source_object (task));
}

/**
 * tw_mirror_call_write:
 * @task: (transfer full): a task of tw_mirror_call_new(), its call filled
 * @make: (nullable): makes ready what is to be written, beside the writing thread, which is the busy one while lists are
 *   received
 * @func: the job; it gets the call
 *
 * Runs the job in the writing thread, after those of all earlier calls, tells the mirror what it changed, and returns
 * the task.
 */
void
tw_mirror_call_write (GTask            *task,
                      TwMirrorMakeFunc  make,
                      TwDatabaseFunc    func)
{
  TwMirror *self = g_task_get_source_object (task);
  TwMirrorCall *call = g_task_get_task_data (task);
  g_autoptr (GTask) making = NULL;

  call->make = make;
  call->write = func;
  call->is_made = make == NULL;
  g_queue_push_tail (tw_mirror_get_writes (self), task);
  if (call->is_made)
    {
      flush_writes (self);
      return;
    }

  /* It may end in the other thread, and holds nothing that must not: the queue holds the call. */
  making = g_task_new (NULL, NULL, made_cb, task);
  g_task_set_source_tag (making, tw_mirror_call_write);
  g_task_set_task_data (making, call, NULL);
  g_task_run_in_thread (making, make_thread);
}

/**
 * tw_mirror_call_finish:
 * @self: a mirror
 * @result: the result
 * @source_tag: the function that was called
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the call, done; %NULL with @error set
 */
TwMirrorCall *
tw_mirror_call_finish (TwMirror      *self,
                       GAsyncResult  *result,
                       gpointer       source_tag,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_boolean (G_TASK (result), error) ? g_task_get_task_data (G_TASK (result)) : NULL;
}
