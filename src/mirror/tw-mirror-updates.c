/* tw-mirror-updates.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-call-private.h"

/* Jobs: these run in the writing thread. */

static gboolean
put_page_job (TwDatabaseConnection  *connection,
              gpointer               data,
              GCancellable          *cancellable,
              GError               **error)
{
  TwMirrorCall *call = data;

  return tw_mirror_load_begin (connection, call->kind, call->records->len, &call->has_postponed, error)
         && tw_mirror_write_page (connection, call->kind, call->records, call->has_postponed, call->now, &call->change,
                                  error);
}

static gboolean
put_detail_job (TwDatabaseConnection  *connection,
                gpointer               data,
                GCancellable          *cancellable,
                GError               **error)
{
  TwMirrorCall *call = data;

  return tw_mirror_write_detail (connection, call->kind, call->resource, call->now, &call->change, error);
}

static gboolean
complete_list_job (TwDatabaseConnection  *connection,
                   gpointer               data,
                   GCancellable          *cancellable,
                   GError               **error)
{
  TwMirrorCall *call = data;

  return tw_mirror_load_end (connection, call->kind, &call->has_postponed, error)
         && tw_mirror_write_complete_list (connection, call->kind, call->keys, call->total, call->started,
                                           call->now, &call->change, error);
}

static gboolean
note_front_job (TwDatabaseConnection  *connection,
                gpointer               data,
                GCancellable          *cancellable,
                GError               **error)
{
  TwMirrorCall *call = data;

  return tw_mirror_write_front (connection, call->kind, call->front, call->total, call->now, error);
}

static gboolean
finish_write (TwMirror        *self,
              GAsyncResult    *result,
              gpointer         source_tag,
              TwMirrorChange  *change,
              GError         **error)
{
  TwMirrorCall *call = tw_mirror_call_finish (self, result, source_tag, error);

  if (call != NULL && change != NULL)
    *change = call->change;

  return call != NULL;
}

static gboolean
make_records (TwMirrorCall  *call,
              GError       **error)
{
  call->records = g_ptr_array_new_full (call->rows->len, (GDestroyNotify) tw_mirror_record_free);
  for (guint i = 0; i < call->rows->len; i++)
    {
      TwMirrorRecord *record = tw_mirror_record_new (call->kind, call->rows->pdata[i], error);

      if (record == NULL)
        return FALSE;

      record->body = tw_resource_to_json_text (call->rows->pdata[i], TW_JSON_VIEW_STORE, FALSE);
      g_ptr_array_add (call->records, record);
    }
  g_clear_pointer (&call->rows, g_ptr_array_unref);

  return TRUE;
}

/**
 * tw_mirror_put_page_async:
 * @self: a mirror
 * @kind: a kind
 * @rows: (element-type TwResource): list rows; neither they nor the array may change afterwards
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Stores list rows. They never take away what only a detail answer says; rows that came in the same form
 * before are not written.
 */
void
tw_mirror_put_page_async (TwMirror            *self,
                          TwKind               kind,
                          GPtrArray           *rows,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));
  g_return_if_fail (rows != NULL);

  task = tw_mirror_call_new (self, kind, tw_mirror_put_page_async, cancellable, callback, user_data);
  call = g_task_get_task_data (task);
  call->rows = g_ptr_array_ref (rows);
  call->is_page = TRUE;
  tw_mirror_call_write (task, make_records, put_page_job);
}

/**
 * tw_mirror_put_page_finish:
 * @self: a mirror
 * @result: the result
 * @change: (out) (optional): what changed
 * @error: return location
 *
 * Returns: %FALSE with @error set when nothing was written
 */
gboolean
tw_mirror_put_page_finish (TwMirror        *self,
                           GAsyncResult    *result,
                           TwMirrorChange  *change,
                           GError         **error)
{
  return finish_write (self, result, tw_mirror_put_page_async, change, error);
}

/**
 * tw_mirror_put_detail_async:
 * @self: a mirror
 * @kind: a kind
 * @resource: a detail answer, not to be changed afterwards
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Stores the whole answer about one object, from reading it or from a write.
 */
void
tw_mirror_put_detail_async (TwMirror            *self,
                            TwKind               kind,
                            TwResource          *resource,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));
  g_return_if_fail (TW_IS_RESOURCE (resource));

  task = tw_mirror_call_new (self, kind, tw_mirror_put_detail_async, cancellable, callback, user_data);
  call = g_task_get_task_data (task);
  call->resource = g_object_ref (resource);
  tw_mirror_call_write (task, NULL, put_detail_job);
}

/**
 * tw_mirror_put_detail_finish:
 * @self: a mirror
 * @result: the result
 * @change: (out) (optional): what changed
 * @error: return location
 *
 * Returns: %FALSE with @error set when nothing was written
 */
gboolean
tw_mirror_put_detail_finish (TwMirror        *self,
                             GAsyncResult    *result,
                             TwMirrorChange  *change,
                             GError         **error)
{
  return finish_write (self, result, tw_mirror_put_detail_async, change, error);
}

/**
 * tw_mirror_complete_list_async:
 * @self: a mirror
 * @kind: a kind
 * @keys: (element-type utf8) (nullable): set of the keys of a list that was read to its end, not to be
 *   changed afterwards; %NULL when the list moved while it was read, so that nothing may be taken for
 *   vanished
 * @total: rows of the list, as the marketplace counts them
 * @started: when its first page was asked for, by this machine's clock
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Marks what such a list no longer has as vanished, and notes the age of the list. What came after @started
 * by other ways stays.
 */
void
tw_mirror_complete_list_async (TwMirror            *self,
                               TwKind               kind,
                               GHashTable          *keys,
                               gint64               total,
                               GDateTime           *started,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));
  g_return_if_fail (started != NULL);

  task = tw_mirror_call_new (self, kind, tw_mirror_complete_list_async, cancellable, callback, user_data);
  call = g_task_get_task_data (task);
  call->keys = keys != NULL ? g_hash_table_ref (keys) : NULL;
  call->total = total;
  call->started = g_date_time_to_unix (started) * G_USEC_PER_SEC + g_date_time_get_microsecond (started);
  call->is_complete = TRUE;
  tw_mirror_call_write (task, NULL, complete_list_job);
}

/**
 * tw_mirror_complete_list_finish:
 * @self: a mirror
 * @result: the result
 * @change: (out) (optional): what changed
 * @error: return location
 *
 * Returns: %FALSE with @error set when nothing was written
 */
gboolean
tw_mirror_complete_list_finish (TwMirror        *self,
                                GAsyncResult    *result,
                                TwMirrorChange  *change,
                                GError         **error)
{
  return finish_write (self, result, tw_mirror_complete_list_async, change, error);
}

/**
 * tw_mirror_note_front_async:
 * @self: a mirror
 * @kind: a kind whose list comes newest first
 * @front: (array zero-terminated=1): keys of its newest objects, newest first
 * @total: rows of the list, as the marketplace counts them
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Notes that the list is up to date: whatever is older than these objects was received. A page of it has been
 * stored before.
 */
void
tw_mirror_note_front_async (TwMirror             *self,
                            TwKind                kind,
                            const char * const   *front,
                            gint64                total,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));
  g_return_if_fail (front != NULL);

  task = tw_mirror_call_new (self, kind, tw_mirror_note_front_async, cancellable, callback, user_data);
  call = g_task_get_task_data (task);
  call->front = g_strdupv ((char **) front);
  call->total = total;
  tw_mirror_call_write (task, NULL, note_front_job);
}

/**
 * tw_mirror_note_front_finish:
 * @self: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: %FALSE with @error set when nothing was written
 */
gboolean
tw_mirror_note_front_finish (TwMirror      *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return finish_write (self, result, tw_mirror_note_front_async, NULL, error);
}
