/* tw-mirror-load.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-private.h"

/* Shorter lists are received as usual: changing the schema costs more than they do. */
#define MIN_ROWS 200

static gboolean
run_for_kind (TwDatabaseConnection  *connection,
              const char            *sql,
              TwKind                 kind,
              GError               **error)
{
  g_autoptr (TwStatement) statement = tw_statement_new (connection, sql, error);

  if (statement == NULL)
    return FALSE;

  tw_statement_bind_int (statement, 1, kind);

  return tw_statement_run (statement, error);
}

/* The one text of every row of the answer. */
static GPtrArray *
list_texts (TwDatabaseConnection  *connection,
            const char            *sql,
            TwKind                 kind,
            GError               **error)
{
  g_autoptr (TwStatement) statement = tw_statement_new (connection, sql, error);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;

  tw_statement_bind_int (statement, 1, kind);
  while (TRUE)
    {
      if (!tw_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&texts);
      g_ptr_array_add (texts, tw_statement_dup_text (statement, 0));
    }
}

static gboolean
execute_all (TwDatabaseConnection  *connection,
             GPtrArray             *texts,
             GError               **error)
{
  for (guint i = 0; i < texts->len; i++)
    if (!tw_database_connection_execute (connection, texts->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* Without an index by customer, finding the orders and subscriptions of each new customer would read all of them: those
 * that came before their customer get its name at once. */
static gboolean
postpone_naming (TwDatabaseConnection  *connection,
                 GError               **error)
{
  return run_for_kind (connection,
                       "INSERT INTO postponed (kind, late, sql)"
                       " SELECT ?1, 0, 'UPDATE ' || column1 || ' SET (customer_name, customer_key)"
                       " = (SELECT name, name_key FROM customers WHERE id = customer_id)"
                       " WHERE customer_name IS NULL AND customer_id IS NOT NULL'"
                       " FROM (VALUES ('orders'), ('subscriptions'))",
                       TW_KIND_CUSTOMER, error);
}

/**
 * tw_mirror_load_begin:
 * @connection: a writing connection
 * @kind: a kind
 * @n_rows: rows of it that are about to be stored
 * @loading: (out): whether its indexes wait until tw_mirror_load_end()
 * @error: return location
 *
 * Postpones the indexes when this is the beginning of a long list of which nothing is stored. Queries find the same
 * without them, only more slowly; searching finds nothing new until the end.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_load_begin (TwDatabaseConnection  *connection,
                      TwKind                 kind,
                      guint                  n_rows,
                      gboolean              *loading,
                      GError               **error)
{
  const char *name = tw_mirror_table_get (kind)->name;
  g_autofree char *is_empty = NULL;
  g_autofree char *postpone = NULL;
  g_autoptr (GPtrArray) empty = NULL;
  g_autoptr (GPtrArray) drops = NULL;
  g_autoptr (GPtrArray) postponed = list_texts (connection,
                                                "SELECT sql FROM postponed WHERE kind = ?1 AND late = 0 LIMIT 1", kind,
                                                error);

  if (postponed == NULL)
    return FALSE;

  *loading = postponed->len > 0;
  if (*loading || n_rows < MIN_ROWS)
    return TRUE;

  is_empty = g_strdup_printf ("SELECT '' WHERE ?1 >= 0 AND NOT EXISTS (SELECT 1 FROM %s)", name);
  empty = list_texts (connection, is_empty, kind, error);
  if (empty == NULL)
    return FALSE;
  if (empty->len == 0)
    return TRUE;

  /* Lists are shown by creation or by name at first. */
  postpone = g_strdup_printf ("INSERT INTO postponed (kind, late, sql)"
                              " SELECT ?1, 0, 'INSERT INTO %s_search (%s_search) VALUES (''rebuild'')' UNION ALL"
                              " SELECT ?1, type = 'index' AND name NOT IN ('%s_by_created', '%s_by_name'), sql"
                              " FROM sqlite_schema WHERE tbl_name = '%s' AND sql IS NOT NULL"
                              " AND (type = 'index'"
                              " OR type = 'trigger' AND (name LIKE '%s\\_search\\_%%' ESCAPE '\\'"
                              " OR name = '%s_named'))",
                              name, name, name, name, name, name, name);
  if (!run_for_kind (connection, postpone, kind, error)
      || (kind == TW_KIND_CUSTOMER && !postpone_naming (connection, error)))
    return FALSE;

  drops = list_texts (connection,
                      "SELECT 'DROP ' || s.type || ' ' || s.name FROM sqlite_schema s JOIN postponed p"
                      " ON s.sql = p.sql WHERE p.kind = ?1",
                      kind, error);
  *loading = TRUE;

  return drops != NULL && execute_all (connection, drops, error);
}

/**
 * tw_mirror_load_is_left:
 * @connection: a connection
 * @left: (out): whether there is something for tw_mirror_load_finish() to do
 * @error: return location
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_load_is_left (TwDatabaseConnection  *connection,
                        gboolean              *left,
                        GError               **error)
{
  g_autoptr (TwStatement) statement = tw_statement_new (connection, "SELECT EXISTS (SELECT 1 FROM postponed)", error);

  if (statement == NULL || !tw_statement_step (statement, NULL, error))
    return FALSE;

  *left = tw_statement_get_int (statement, 0) != 0;

  return TRUE;
}

/**
 * tw_mirror_load_end:
 * @connection: a writing connection
 * @kind: a kind
 * @left: (out): whether there is something for tw_mirror_load_finish() to do
 * @error: return location
 *
 * Does what was postponed and makes a list complete, if anything: it can be searched, and shown as it is at first.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_load_end (TwDatabaseConnection  *connection,
                    TwKind                 kind,
                    gboolean              *left,
                    GError               **error)
{
  g_autoptr (GPtrArray) early = list_texts (connection,
                                            "SELECT sql FROM postponed WHERE kind = ?1 AND late = 0 ORDER BY number",
                                            kind, error);

  return early != NULL
         && execute_all (connection, early, error)
         && run_for_kind (connection, "DELETE FROM postponed WHERE kind = ?1 AND late = 0", kind, error)
         && tw_mirror_load_is_left (connection, left, error);
}

/**
 * tw_mirror_load_finish:
 * @connection: a writing connection
 * @error: return location
 *
 * Does all that is postponed, for lists of every kind, complete or not.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_load_finish (TwDatabaseConnection  *connection,
                       GError               **error)
{
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) postponed = list_texts (connection,
                                                    "SELECT sql FROM postponed WHERE kind = ?1 ORDER BY late, number",
                                                    kind, error);

      if (postponed == NULL || !execute_all (connection, postponed, error))
        return FALSE;
    }

  return tw_database_connection_execute (connection, "DELETE FROM postponed", error);
}
