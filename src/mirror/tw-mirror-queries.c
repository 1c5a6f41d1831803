/* tw-mirror-queries.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-call-private.h"

/* Jobs: these run in the reading thread. */

static gboolean
get_job (TwDatabaseConnection  *connection,
         gpointer               data,
         GCancellable          *cancellable,
         GError               **error)
{
  TwMirrorCall *call = data;

  return tw_mirror_read_entry (connection, call->kind, call->text, &call->entry, error);
}

static gboolean
count_job (TwDatabaseConnection  *connection,
           gpointer               data,
           GCancellable          *cancellable,
           GError               **error)
{
  TwMirrorCall *call = data;
  g_autoptr (TwStatement) statement = tw_mirror_select (connection, call->query, TRUE, error);

  if (statement == NULL || !tw_statement_step (statement, NULL, error))
    return FALSE;

  call->total = tw_statement_get_int (statement, 0);

  return TRUE;
}

static gboolean
collect_cb (TwMirrorEntry *entry,
            gpointer       data)
{
  g_ptr_array_add (data, tw_mirror_entry_ref (entry));

  return TRUE;
}

static gboolean
list_job (TwDatabaseConnection  *connection,
          gpointer               data,
          GCancellable          *cancellable,
          GError               **error)
{
  TwMirrorCall *call = data;
  g_autoptr (GArray) numbers = tw_mirror_read_numbers (connection, call->query, cancellable, error);

  if (numbers == NULL)
    return FALSE;

  call->list = g_ptr_array_new_full (numbers->len, (GDestroyNotify) tw_mirror_entry_unref);

  return tw_mirror_read_entries (connection, call->kind, numbers, collect_cb, call->list, cancellable, error);
}

static gboolean
stream_job (TwDatabaseConnection  *connection,
            gpointer               data,
            GCancellable          *cancellable,
            GError               **error)
{
  TwMirrorCall *call = data;
  g_autoptr (GArray) numbers = tw_mirror_read_numbers (connection, call->query, cancellable, error);

  return numbers != NULL
         && tw_mirror_read_entries (connection, call->kind, numbers, call->func, call->data, cancellable,
                                    error);
}

static gboolean
search_job (TwDatabaseConnection  *connection,
            gpointer               data,
            GCancellable          *cancellable,
            GError               **error)
{
  TwMirrorCall *call = data;

  call->list = tw_mirror_read_hits (connection, call->text, (guint) call->limit, cancellable, error);

  return call->list != NULL;
}

/**
 * tw_mirror_get_async:
 * @self: a mirror
 * @kind: a kind
 * @key: key of an object
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
tw_mirror_get_async (TwMirror            *self,
                     TwKind               kind,
                     const char          *key,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));
  g_return_if_fail (key != NULL);

  task = tw_mirror_call_new (self, kind, tw_mirror_get_async, cancellable, callback, user_data);
  call = g_task_get_task_data (task);
  call->text = g_strdup (key);
  tw_mirror_call_read (task, get_job);
}

/**
 * tw_mirror_get_finish:
 * @self: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the object, %NULL with or without @error set: without it, the mirror
 *   does not know the object
 */
TwMirrorEntry *
tw_mirror_get_finish (TwMirror      *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  TwMirrorCall *call = tw_mirror_call_finish (self, result, tw_mirror_get_async, error);

  return call != NULL ? g_steal_pointer (&call->entry) : NULL;
}

/**
 * tw_mirror_count_async:
 * @self: a mirror
 * @query: what to count; its range does not matter
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
tw_mirror_count_async (TwMirror            *self,
                       TwQuery             *query,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));
  g_return_if_fail (TW_IS_QUERY (query));

  task = tw_mirror_call_new (self, tw_query_get_kind (query), tw_mirror_count_async, cancellable, callback,
                             user_data);
  call = g_task_get_task_data (task);
  call->query = tw_query_copy (query);
  tw_mirror_call_read (task, count_job);
}

/**
 * tw_mirror_count_finish:
 * @self: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: how many rows there are, -1 with @error set
 */
gint64
tw_mirror_count_finish (TwMirror      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  TwMirrorCall *call = tw_mirror_call_finish (self, result, tw_mirror_count_async, error);

  return call != NULL ? call->total : -1;
}

/**
 * tw_mirror_list_async:
 * @self: a mirror
 * @query: what to list
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Without an order of its own a list is newest first, products and plans by name.
 */
void
tw_mirror_list_async (TwMirror            *self,
                      TwQuery             *query,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));
  g_return_if_fail (TW_IS_QUERY (query));

  task = tw_mirror_call_new (self, tw_query_get_kind (query), tw_mirror_list_async, cancellable, callback,
                             user_data);
  call = g_task_get_task_data (task);
  call->query = tw_query_copy (query);
  tw_mirror_call_read (task, list_job);
}

/**
 * tw_mirror_list_finish:
 * @self: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type TwMirrorEntry): the rows, %NULL with @error set
 */
GPtrArray *
tw_mirror_list_finish (TwMirror      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  TwMirrorCall *call = tw_mirror_call_finish (self, result, tw_mirror_list_async, error);

  return call != NULL ? g_steal_pointer (&call->list) : NULL;
}

/**
 * tw_mirror_stream_async:
 * @self: a mirror
 * @query: what to list
 * @func: takes the rows, one by one, in the reading thread
 * @data: for @func
 * @data_free: (nullable): frees @data in the thread of the caller
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * For long lists: the rows are never in memory together, and all of them are of one moment.
 */
void
tw_mirror_stream_async (TwMirror            *self,
                        TwQuery             *query,
                        TwMirrorEntryFunc    func,
                        gpointer             data,
                        GDestroyNotify       data_free,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));
  g_return_if_fail (TW_IS_QUERY (query));
  g_return_if_fail (func != NULL);

  task = tw_mirror_call_new (self, tw_query_get_kind (query), tw_mirror_stream_async, cancellable, callback,
                             user_data);
  call = g_task_get_task_data (task);
  call->query = tw_query_copy (query);
  call->func = func;
  call->data = data;
  call->data_free = data_free;
  tw_mirror_call_read (task, stream_job);
}

/**
 * tw_mirror_stream_finish:
 * @self: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_stream_finish (TwMirror      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return tw_mirror_call_finish (self, result, tw_mirror_stream_async, error) != NULL;
}

/**
 * tw_mirror_search_async:
 * @self: a mirror
 * @words: what a person typed: every word must begin a word of the object
 * @limit: entries of each kind at most
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
tw_mirror_search_async (TwMirror            *self,
                        const char          *words,
                        guint                limit,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));
  g_return_if_fail (words != NULL);

  task = tw_mirror_call_new (self, TW_KIND_CUSTOMER, tw_mirror_search_async, cancellable, callback,
                             user_data);
  call = g_task_get_task_data (task);
  call->text = g_strdup (words);
  call->limit = limit;
  tw_mirror_call_read (task, search_job);
}

/**
 * tw_mirror_search_finish:
 * @self: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type TwMirrorHits): what was found, kinds with nothing left out; %NULL
 *   with @error set
 */
GPtrArray *
tw_mirror_search_finish (TwMirror      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  TwMirrorCall *call = tw_mirror_call_finish (self, result, tw_mirror_search_async, error);

  return call != NULL ? g_steal_pointer (&call->list) : NULL;
}
