/* tw-mirror-write-list.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-private.h"

/**
 * tw_mirror_write_list_state:
 * @connection: a writing connection
 * @kind: a kind
 * @now: this machine's time
 * @complete_total: (nullable): when the list was read to its end, rows of it as the marketplace counts them
 * @error: return location
 *
 * Notes the age of a list.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_write_list_state (TwDatabaseConnection  *connection,
                            TwKind                 kind,
                            gint64                 now,
                            const gint64          *complete_total,
                            GError               **error)
{
  g_autoptr (TwStatement) statement = NULL;

  statement = tw_statement_new (connection,
                                complete_total != NULL
                                  ? "INSERT INTO list_states (kind, page_time, complete_time, full_time, total)"
                                    " VALUES (?1, ?2, ?2, ?2, ?3) ON CONFLICT (kind) DO UPDATE"
                                    " SET page_time = ?2, complete_time = ?2, full_time = ?2, total = ?3"
                                  : "INSERT INTO list_states (kind, page_time) VALUES (?1, ?2)"
                                    " ON CONFLICT (kind) DO UPDATE SET page_time = ?2",
                                error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_int (statement, 1, kind);
  tw_statement_bind_int (statement, 2, now);
  if (complete_total != NULL)
    tw_statement_bind_int (statement, 3, *complete_total);

  return tw_statement_run (statement, error);
}

/**
 * tw_mirror_write_front:
 * @connection: a writing connection
 * @kind: a kind
 * @front: (array zero-terminated=1): keys of the newest objects of the list, newest first
 * @total: rows of the list as the marketplace counts them
 * @now: this machine's time
 * @error: return location
 *
 * Notes that the list is up to date from these objects on.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_write_front (TwDatabaseConnection  *connection,
                       TwKind                 kind,
                       char                 **front,
                       gint64                 total,
                       gint64                 now,
                       GError               **error)
{
  g_autofree char *lines = g_strjoinv ("\n", front);
  g_autoptr (TwStatement) statement = NULL;

  statement = tw_statement_new (connection,
                                "UPDATE list_states SET complete_time = ?2, total = ?3, front = ?4 WHERE kind = ?1",
                                error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_int (statement, 1, kind);
  tw_statement_bind_int (statement, 2, now);
  tw_statement_bind_int (statement, 3, total);
  tw_statement_bind_text (statement, 4, lines);

  return tw_statement_run (statement, error);
}

/* The object stays readable by its key, and leaves the lists. */
static gboolean
mark_vanished (TwDatabaseConnection  *connection,
               TwKind                 kind,
               const char            *key,
               TwMirrorChange        *change,
               GError               **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET vanished = 1 WHERE id = ?1 AND vanished = 0",
                                          tw_mirror_table_get (kind)->name);
  g_autoptr (TwStatement) statement = tw_statement_new (connection, sql, error);

  if (statement == NULL)
    return FALSE;

  tw_statement_bind_text (statement, 1, key);
  if (!tw_statement_run (statement, error))
    return FALSE;

  change->n_vanished += tw_database_connection_get_changes (connection);

  return TRUE;
}

/* All of @keys are stored: as many rows are the same rows. */
static gboolean
is_same_number (TwDatabaseConnection  *connection,
                TwKind                 kind,
                GHashTable            *keys,
                gboolean              *same,
                GError               **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s WHERE vanished = 0",
                                          tw_mirror_table_get (kind)->name);
  g_autoptr (TwStatement) statement = tw_statement_new (connection, sql, error);

  if (statement == NULL || !tw_statement_step (statement, NULL, error))
    return FALSE;

  *same = tw_statement_get_int (statement, 0) == g_hash_table_size (keys);

  return TRUE;
}

/* Keys of the rows that were there before @started and are not in @keys. */
static GPtrArray *
find_missing (TwDatabaseConnection  *connection,
              TwKind                 kind,
              GHashTable            *keys,
              gint64                 started,
              GError               **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE vanished = 0"
                                          " AND ifnull (list_time, 0) < ?1 AND ifnull (detail_time, 0) < ?1",
                                          tw_mirror_table_get (kind)->name);
  g_autoptr (TwStatement) statement = tw_statement_new (connection, sql, error);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);

  if (statement == NULL)
    return NULL;

  tw_statement_bind_int (statement, 1, started);
  while (TRUE)
    {
      gboolean has_row = FALSE;

      if (!tw_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&missing);
      if (!g_hash_table_contains (keys, tw_statement_get_text (statement, 0)))
        g_ptr_array_add (missing, tw_statement_dup_text (statement, 0));
    }
}

/**
 * tw_mirror_write_complete_list:
 * @connection: a writing connection
 * @kind: a kind
 * @keys: (element-type utf8) (nullable): set of the keys of a list that was read to its end, %NULL to mark
 *   nothing
 * @total: rows of the list as the marketplace counts them
 * @started: when its first page was asked for: what came since may be missing in @keys
 * @now: this machine's time
 * @change: (inout): counted up
 * @error: return location
 *
 * Marks what the list no longer has as vanished and notes that the list is complete.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_write_complete_list (TwDatabaseConnection  *connection,
                               TwKind                 kind,
                               GHashTable            *keys,
                               gint64                 total,
                               gint64                 started,
                               gint64                 now,
                               TwMirrorChange        *change,
                               GError               **error)
{
  g_autoptr (GPtrArray) missing = NULL;
  gboolean same = FALSE;

  if (keys != NULL && !is_same_number (connection, kind, keys, &same, error))
    return FALSE;

  if (keys != NULL && !same)
    {
      missing = find_missing (connection, kind, keys, started, error);
      if (missing == NULL)
        return FALSE;
    }

  for (guint i = 0; missing != NULL && i < missing->len; i++)
    {
      if (!mark_vanished (connection, kind, missing->pdata[i], change, error))
        return FALSE;
    }

  return tw_mirror_write_list_state (connection, kind, now, &total, error);
}
