/* tw-mirror-read.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-call-private.h"

#include "base/tw-error.h"

/* Columns of an entry's SELECT. */
enum
{
  ENTRY_DETAIL,
  ENTRY_LIST_TIME,
  ENTRY_DETAIL_TIME,
  ENTRY_VANISHED,
  ENTRY_LIST_BODY,
  ENTRY_DETAIL_BODY,
  ENTRY_CUSTOMER_NAME,
};

static gboolean
merge_body (TwResource **resource,
            TwKind       kind,
            const char  *body,
            GError     **error)
{
  g_autoptr (TwJson) json = NULL;

  if (body == NULL)
    return TRUE;

  json = tw_json_parse (body, -1, error);
  if (json == NULL)
    return FALSE;

  if (*resource != NULL)
    return tw_resource_merge_json (*resource, json, error);

  *resource = tw_resource_new_from_json (tw_kind_get_resource_type (kind), json, error);

  return *resource != NULL;
}

/**
 * tw_mirror_merge_bodies:
 * @kind: a kind
 * @detail: (nullable): JSON of the detail answer
 * @list: (nullable): JSON of the list row, which does not contradict the detail unless it is newer
 * @error: return location
 *
 * Returns: (transfer full): the object as it is known, %NULL with @error set
 */
TwResource *
tw_mirror_merge_bodies (TwKind       kind,
                        const char  *detail,
                        const char  *list,
                        GError     **error)
{
  g_autoptr (TwResource) resource = NULL;

  if (!merge_body (&resource, kind, detail, error) || !merge_body (&resource, kind, list, error))
    {
      g_prefix_error_literal (error, "The mirror's copy of an object cannot be read: ");
      return NULL;
    }

  if (resource == NULL)
    g_set_error (error, TW_ERROR, TW_ERROR_STORE, "The mirror has no content for an object of kind “%s”",
                 tw_kind_to_string (kind));

  return g_steal_pointer (&resource);
}

static TwStatement *
new_entry_statement (TwDatabaseConnection  *connection,
                     const TwMirrorTable   *table,
                     const char            *by,
                     GError               **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT detail_state, list_time, detail_time, vanished, list, detail, customer_name"
    " FROM (SELECT number, id, detail AS detail_state, list_time, detail_time, vanished, %s AS customer_name FROM %s)"
    " JOIN %s_body USING (number) WHERE %s = ?1",
    table->of_customers ? "customer_name" : "NULL", table->name, table->name, by);

  return tw_statement_new (connection, sql, error);
}

static TwMirrorEntry *
entry_from_row (TwStatement  *statement,
                TwKind        kind,
                GError      **error)
{
  TwMirrorEntry *entry;
  TwResource *resource = tw_mirror_merge_bodies (kind,
                                                 tw_statement_get_text (statement, ENTRY_DETAIL_BODY),
                                                 tw_statement_get_text (statement, ENTRY_LIST_BODY),
                                                 error);

  if (resource == NULL)
    return NULL;

  entry = tw_mirror_entry_new (kind, resource);
  entry->detail = (TwDetailState) tw_statement_get_int (statement, ENTRY_DETAIL);
  entry->list_time = tw_mirror_time_from_column (statement, ENTRY_LIST_TIME);
  entry->detail_time = tw_mirror_time_from_column (statement, ENTRY_DETAIL_TIME);
  entry->vanished = tw_statement_get_int (statement, ENTRY_VANISHED) != 0;
  entry->customer_name = tw_statement_dup_text (statement, ENTRY_CUSTOMER_NAME);

  return entry;
}

/* The entry is %NULL without an error when there is no such row. */
static gboolean
read_number (TwStatement    *statement,
             TwKind          kind,
             gint64          number,
             TwMirrorEntry **entry,
             GError        **error)
{
  gboolean has_row = FALSE;

  tw_statement_bind_int (statement, 1, number);
  if (!tw_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row)
    *entry = entry_from_row (statement, kind, error);
  tw_statement_reset (statement);

  return !has_row || *entry != NULL;
}

/**
 * tw_mirror_read_numbers:
 * @connection: a connection
 * @query: what to list
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64): row numbers in the order of the query, %NULL with @error
 *   set
 */
GArray *
tw_mirror_read_numbers (TwDatabaseConnection  *connection,
                        TwQuery               *query,
                        GCancellable          *cancellable,
                        GError               **error)
{
  g_autoptr (TwStatement) statement = tw_mirror_select (connection, query, FALSE, error);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      gint64 number;

      if (!tw_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&numbers);

      number = tw_statement_get_int (statement, 0);
      g_array_append_val (numbers, number);
    }
}

/**
 * tw_mirror_read_entries:
 * @connection: a connection
 * @kind: a kind
 * @numbers: (element-type gint64): row numbers
 * @func: takes the entries, in the order of @numbers; numbers that do not exist are left out
 * @data: for @func
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_read_entries (TwDatabaseConnection  *connection,
                        TwKind                 kind,
                        GArray                *numbers,
                        TwMirrorEntryFunc      func,
                        gpointer               data,
                        GCancellable          *cancellable,
                        GError               **error)
{
  g_autoptr (TwStatement) statement = new_entry_statement (connection, tw_mirror_table_get (kind), "number",
                                                           error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (TwMirrorEntry) entry = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !read_number (statement, kind, g_array_index (numbers, gint64, i), &entry, error))
        return FALSE;

      if (entry != NULL && !func (entry, data))
        break;
    }

  return TRUE;
}

/**
 * tw_mirror_read_table:
 * @connection: a connection
 * @kind: a kind
 * @numbers: (element-type gint64): row numbers
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64 TwMirrorEntry): the rows that exist, by their numbers; %NULL
 *   with @error set
 */
GHashTable *
tw_mirror_read_table (TwDatabaseConnection  *connection,
                      TwKind                 kind,
                      GArray                *numbers,
                      GCancellable          *cancellable,
                      GError               **error)
{
  g_autoptr (TwStatement) statement = new_entry_statement (connection, tw_mirror_table_get (kind), "number",
                                                           error);
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                        (GDestroyNotify) tw_mirror_entry_unref);

  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 number = g_array_index (numbers, gint64, i);
      TwMirrorEntry *entry = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !read_number (statement, kind, number, &entry, error))
        return NULL;
      if (entry != NULL)
        g_hash_table_insert (table, g_memdup2 (&number, sizeof number), entry);
    }

  return g_steal_pointer (&table);
}

/**
 * tw_mirror_read_entry:
 * @connection: a connection
 * @kind: a kind
 * @key: key of an object
 * @entry: (out) (transfer full) (nullable): the object, %NULL when the mirror does not know it
 * @error: return location
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_read_entry (TwDatabaseConnection  *connection,
                      TwKind                 kind,
                      const char            *key,
                      TwMirrorEntry        **entry,
                      GError               **error)
{
  g_autoptr (TwStatement) statement = new_entry_statement (connection, tw_mirror_table_get (kind), "id",
                                                           error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;

  tw_statement_bind_text (statement, 1, key);
  if (!tw_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row)
    *entry = entry_from_row (statement, kind, error);

  return !has_row || *entry != NULL;
}

/**
 * tw_mirror_read_number:
 * @connection: a connection
 * @kind: a kind
 * @key: key of an object
 * @error: return location
 *
 * Returns: row number of the object, 0 when the mirror does not know it, -1 with @error set
 */
gint64
tw_mirror_read_number (TwDatabaseConnection  *connection,
                       TwKind                 kind,
                       const char            *key,
                       GError               **error)
{
  const TwMirrorTable *table = tw_mirror_table_get (kind);
  g_autofree char *sql = g_strdup_printf ("SELECT number FROM %s WHERE id = ?1", table->name);
  g_autoptr (TwStatement) statement = tw_statement_new (connection, sql, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return -1;

  tw_statement_bind_text (statement, 1, key);
  if (!tw_statement_step (statement, &has_row, error))
    return -1;

  return has_row ? tw_statement_get_int (statement, 0) : 0;
}

/**
 * tw_mirror_read_states:
 * @connection: a connection
 * @error: return location
 *
 * Returns: (transfer full) (array fixed-size=7): the age of each list, by kind, %NULL with @error set
 */
TwListState *
tw_mirror_read_states (TwDatabaseConnection  *connection,
                       GError               **error)
{
  g_autoptr (TwStatement) statement = NULL;
  TwListState *states = NULL;
  gboolean has_row = FALSE;

  statement = tw_statement_new (connection, "SELECT kind, page_time, complete_time, total, full_time, front"
                                " FROM list_states",
                                error);
  if (statement == NULL || !tw_statement_step (statement, &has_row, error))
    return NULL;

  states = g_new0 (TwListState, TW_N_KINDS);
  for (guint i = 0; i < TW_N_KINDS; i++)
    states[i].total = -1;

  while (has_row)
    {
      gint64 kind = tw_statement_get_int (statement, 0);

      if (kind >= 0 && kind < TW_N_KINDS)
        {
          states[kind].page_time = tw_mirror_time_from_column (statement, 1);
          states[kind].complete_time = tw_mirror_time_from_column (statement, 2);
          states[kind].total = tw_statement_get_int (statement, 3);
          states[kind].full_time = tw_mirror_time_from_column (statement, 4);
          if (!tw_statement_is_null (statement, 5))
            states[kind].front = g_strsplit (tw_statement_get_text (statement, 5), "\n", -1);
        }

      if (!tw_statement_step (statement, &has_row, error))
        {
          tw_mirror_free_states (states);
          return NULL;
        }
    }

  return states;
}

/**
 * tw_mirror_free_states:
 * @states: (transfer full): ages of lists
 */
void
tw_mirror_free_states (TwListState *states)
{
  for (guint i = 0; i < TW_N_KINDS; i++)
    {
      g_clear_pointer (&states[i].page_time, g_date_time_unref);
      g_clear_pointer (&states[i].complete_time, g_date_time_unref);
      g_clear_pointer (&states[i].full_time, g_date_time_unref);
      g_clear_pointer (&states[i].front, g_strfreev);
    }
  g_free (states);
}
