/* tw-mirror-keys.c
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
list_keys_job (TwDatabaseConnection  *connection,
               gpointer               data,
               GCancellable          *cancellable,
               GError               **error)
{
  TwMirrorCall *call = data;
  g_autoptr (TwStatement) statement = tw_statement_new (connection, call->text, error);

  if (statement == NULL)
    return FALSE;

  call->list = g_ptr_array_new_with_free_func (g_free);
  while (TRUE)
    {
      gboolean has_row = FALSE;

      if (!tw_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (call->total++ < call->limit)
        g_ptr_array_add (call->list, tw_statement_dup_text (statement, 0));
    }
}

static gboolean
list_numbers_job (TwDatabaseConnection  *connection,
                  gpointer               data,
                  GCancellable          *cancellable,
                  GError               **error)
{
  TwMirrorCall *call = data;

  call->numbers = tw_mirror_read_numbers (connection, call->query, cancellable, error);

  return call->numbers != NULL;
}

static gboolean
get_numbers_job (TwDatabaseConnection  *connection,
                 gpointer               data,
                 GCancellable          *cancellable,
                 GError               **error)
{
  TwMirrorCall *call = data;

  call->table = tw_mirror_read_table (connection, call->kind, call->numbers, cancellable, error);

  return call->table != NULL;
}

static gboolean
find_number_job (TwDatabaseConnection  *connection,
                 gpointer               data,
                 GCancellable          *cancellable,
                 GError               **error)
{
  TwMirrorCall *call = data;

  call->number = tw_mirror_read_number (connection, call->kind, call->text, error);

  return call->number >= 0;
}

static char **
steal_strv (GPtrArray **list)
{
  g_ptr_array_add (*list, NULL);
  g_ptr_array_set_free_func (*list, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (list), FALSE);
}

/* Without an order, to be counted only. */
static char *
make_gaps_sql (TwKind   kind,
               gboolean ordered)
{
  const TwMirrorTable *table = tw_mirror_table_get (kind);
  const TwMirrorSort *sort = &table->sorts[0];
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql, "SELECT id FROM %s WHERE vanished = 0 AND detail <> 1", table->name);
  if (!ordered)
    return g_string_free (g_steal_pointer (&sql), FALSE);

  g_string_append (sql, " ORDER BY detail = 0");
  for (guint i = 0; i < G_N_ELEMENTS (sort->columns) && sort->columns[i] != NULL; i++)
    g_string_append_printf (sql, ", %s%s", sort->columns[i], table->newest_first ? " DESC" : "");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * tw_mirror_list_open_orders_async:
 * @self: a mirror
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Lists the orders that are not completed, cancelled or in error.
 */
void
tw_mirror_list_open_orders_async (TwMirror            *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));

  task = tw_mirror_call_new (self, TW_KIND_ORDER, tw_mirror_list_open_orders_async, cancellable, callback,
                             user_data);
  call = g_task_get_task_data (task);
  call->text = g_strdup ("SELECT id FROM orders WHERE vanished = 0"
                          " AND status NOT IN ('completed', 'cancelled', 'error')"
                          " ORDER BY created DESC, serial DESC");
  call->limit = G_MAXINT64;
  tw_mirror_call_read (task, list_keys_job);
}

/**
 * tw_mirror_list_open_orders_finish:
 * @self: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (array zero-terminated=1): their keys, newest first; %NULL with @error set
 */
char **
tw_mirror_list_open_orders_finish (TwMirror      *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  TwMirrorCall *call = tw_mirror_call_finish (self, result, tw_mirror_list_open_orders_async, error);

  if (call == NULL)
    return NULL;

  return steal_strv (&call->list);
}

/**
 * tw_mirror_list_detail_gaps_async:
 * @self: a mirror
 * @kind: a kind
 * @limit: keys at most; 0 to count them only
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Lists the objects whose detail answer is missing or outdated, the outdated ones first: they show what is
 * wrong.
 */
void
tw_mirror_list_detail_gaps_async (TwMirror            *self,
                                  TwKind               kind,
                                  gint64               limit,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));
  g_return_if_fail ((guint) kind < TW_N_KINDS);

  task = tw_mirror_call_new (self, kind, tw_mirror_list_detail_gaps_async, cancellable, callback, user_data);
  call = g_task_get_task_data (task);
  call->text = make_gaps_sql (kind, limit > 0);
  call->limit = limit;
  tw_mirror_call_read (task, list_keys_job);
}

/**
 * tw_mirror_list_detail_gaps_finish:
 * @self: a mirror
 * @result: the result
 * @total: (out) (optional): how many there are in all
 * @error: return location
 *
 * Returns: (transfer full) (array zero-terminated=1): their keys, the outdated and then the newest first;
 * %NULL with @error set
 */
char **
tw_mirror_list_detail_gaps_finish (TwMirror      *self,
                                   GAsyncResult  *result,
                                   gint64        *total,
                                   GError       **error)
{
  TwMirrorCall *call = tw_mirror_call_finish (self, result, tw_mirror_list_detail_gaps_async, error);

  if (call == NULL)
    return NULL;

  if (total != NULL)
    *total = call->total;
  return steal_strv (&call->list);
}

/**
 * tw_mirror_list_numbers_async:
 * @self: a mirror
 * @query: what to list
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
tw_mirror_list_numbers_async (TwMirror            *self,
                              TwQuery             *query,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));
  g_return_if_fail (TW_IS_QUERY (query));

  task = tw_mirror_call_new (self, tw_query_get_kind (query), tw_mirror_list_numbers_async, cancellable,
                             callback, user_data);
  call = g_task_get_task_data (task);
  call->query = tw_query_copy (query);
  tw_mirror_call_read (task, list_numbers_job);
}

/**
 * tw_mirror_list_numbers_finish:
 * @self: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64): row numbers in order, %NULL with @error set
 */
GArray *
tw_mirror_list_numbers_finish (TwMirror      *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  TwMirrorCall *call = tw_mirror_call_finish (self, result, tw_mirror_list_numbers_async, error);

  return call != NULL ? g_steal_pointer (&call->numbers) : NULL;
}

/**
 * tw_mirror_get_numbers_async:
 * @self: a mirror
 * @kind: a kind
 * @numbers: (element-type gint64): row numbers
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
tw_mirror_get_numbers_async (TwMirror            *self,
                             TwKind               kind,
                             GArray              *numbers,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;
  TwMirrorCall *call;

  g_return_if_fail (TW_IS_MIRROR (self));
  g_return_if_fail (numbers != NULL);

  task = tw_mirror_call_new (self, kind, tw_mirror_get_numbers_async, cancellable, callback, user_data);
  call = g_task_get_task_data (task);
  call->numbers = g_array_ref (numbers);
  tw_mirror_call_read (task, get_numbers_job);
}

/**
 * tw_mirror_get_numbers_finish:
 * @self: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64 TwMirrorEntry): the rows by their numbers, %NULL with @error
 *   set
 */
GHashTable *
tw_mirror_get_numbers_finish (TwMirror      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  TwMirrorCall *call = tw_mirror_call_finish (self, result, tw_mirror_get_numbers_async, error);

  return call != NULL ? g_steal_pointer (&call->table) : NULL;
}

/**
 * tw_mirror_find_number_async:
 * @self: a mirror
 * @kind: a kind
 * @key: key of an object
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
tw_mirror_find_number_async (TwMirror            *self,
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

  task = tw_mirror_call_new (self, kind, tw_mirror_find_number_async, cancellable, callback, user_data);
  call = g_task_get_task_data (task);
  call->text = g_strdup (key);
  tw_mirror_call_read (task, find_number_job);
}

/**
 * tw_mirror_find_number_finish:
 * @self: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: row number of the object, 0 when the mirror does not know it, -1 with @error set
 */
gint64
tw_mirror_find_number_finish (TwMirror      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  TwMirrorCall *call = tw_mirror_call_finish (self, result, tw_mirror_find_number_async, error);

  return call != NULL ? call->number : -1;
}
