/* tw-statement.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-database-private.h"

#include "base/tw-error.h"

/* Prepared statements kept per connection; lists with many filters make new texts all the time. */
#define MAX_IDLE_STATEMENTS 64

struct _TwStatement
{
  TwDatabaseConnection *connection;
  sqlite3_stmt         *handle;
  int                   bind_code;
};

/**
 * tw_database_connection_set_error:
 * @self: a connection
 * @code: what SQLite answered
 * @error: return location
 *
 * The one place where an SQLite result becomes an error: %TW_ERROR_STORE naming the file, or
 * %G_IO_ERROR_CANCELLED when the running job was cancelled.
 */
void
tw_database_connection_set_error (TwDatabaseConnection  *self,
                                  int                    code,
                                  GError               **error)
{
  int primary = code & 0xff;

  if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB)
    self->damaged = TRUE;

  if (primary == SQLITE_INTERRUPT && g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return;

  g_set_error (error, TW_ERROR, TW_ERROR_STORE, "The database file “%s” failed: %s",
               self->path, sqlite3_errmsg (self->handle));
}

/**
 * tw_database_connection_execute:
 * @self: a connection
 * @sql: one or more statements without parameters
 * @error: return location
 *
 * Returns: %FALSE with @error set when one of them failed
 */
gboolean
tw_database_connection_execute (TwDatabaseConnection  *self,
                                const char            *sql,
                                GError               **error)
{
  int code;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (sql != NULL, FALSE);

  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    tw_database_connection_set_error (self, code, error);

  return code == SQLITE_OK;
}

/**
 * tw_database_connection_get_changes:
 * @self: a connection
 *
 * Returns: rows that the last INSERT, UPDATE or DELETE changed
 */
guint
tw_database_connection_get_changes (TwDatabaseConnection *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint) sqlite3_changes (self->handle);
}

/**
 * tw_database_connection_is_moved:
 * @self: a connection
 *
 * Returns: whether its file is no longer in the place where it was opened: what is written then is found by nobody
 */
gboolean
tw_database_connection_is_moved (TwDatabaseConnection *self)
{
  int moved = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);

  return moved != 0;
}

/**
 * tw_database_connection_get_insert_id:
 * @self: a connection
 *
 * Returns: row number of the last INSERT
 */
gint64
tw_database_connection_get_insert_id (TwDatabaseConnection *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * tw_database_connection_check_foreign:
 * @self: a writing connection
 * @changed: (out): whether another program changed the file since the last time this was asked, or since the
 *   file was opened
 * @error: return location
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_database_connection_check_foreign (TwDatabaseConnection  *self,
                                      gboolean              *changed,
                                      GError               **error)
{
  g_autoptr (TwStatement) statement = NULL;
  gint64 before;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (changed != NULL, FALSE);

  statement = tw_statement_new (self, "PRAGMA data_version", error);
  if (statement == NULL || !tw_statement_step (statement, NULL, error))
    return FALSE;

  before = self->data_version;
  self->data_version = tw_statement_get_int (statement, 0);
  *changed = self->data_version != before;

  return TRUE;
}

/**
 * tw_statement_new:
 * @connection: a connection
 * @sql: one statement, without a closing semicolon
 * @error: return location
 *
 * Returns: (transfer full): the statement, prepared now or before; %NULL with @error set
 */
TwStatement *
tw_statement_new (TwDatabaseConnection  *connection,
                  const char            *sql,
                  GError               **error)
{
  TwStatement *self;
  gpointer handle = NULL;

  g_return_val_if_fail (connection != NULL, NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  if (!g_hash_table_steal_extended (connection->idle, sql, NULL, &handle))
    {
      sqlite3_stmt *prepared = NULL;
      int code = sqlite3_prepare_v3 (connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);

      if (code != SQLITE_OK)
        {
          tw_database_connection_set_error (connection, code, error);
          return NULL;
        }
      handle = prepared;
    }

  self = g_new0 (TwStatement, 1);
  self->connection = connection;
  self->handle = handle;

  return self;
}

/**
 * tw_statement_free:
 * @self: (transfer full): a statement
 *
 * Ends the statement and gives it back to its connection.
 */
void
tw_statement_free (TwStatement *self)
{
  GHashTable *idle = self->connection->idle;
  const char *sql = sqlite3_sql (self->handle);

  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);

  if (g_hash_table_size (idle) >= MAX_IDLE_STATEMENTS)
    g_hash_table_remove_all (idle);
  if (g_hash_table_contains (idle, sql))
    sqlite3_finalize (self->handle);
  else
    g_hash_table_insert (idle, (gpointer) sql, self->handle);

  g_free (self);
}

static void
note_binding (TwStatement *self,
              int          code)
{
  if (self->bind_code == SQLITE_OK)
    self->bind_code = code;
}

/**
 * tw_statement_bind_text:
 * @self: a statement
 * @index: parameter, from 1
 * @value: (nullable): text, copied
 */
void
tw_statement_bind_text (TwStatement *self,
                        int          index,
                        const char  *value)
{
  g_return_if_fail (self != NULL);

  note_binding (self, sqlite3_bind_text (self->handle, index, value, -1, SQLITE_TRANSIENT));
}

/**
 * tw_statement_bind_blob:
 * @self: a statement
 * @index: parameter, from 1
 * @data: (nullable): bytes, copied
 * @size: how many
 */
void
tw_statement_bind_blob (TwStatement   *self,
                        int            index,
                        gconstpointer  data,
                        gsize          size)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (size <= G_MAXINT);

  note_binding (self, sqlite3_bind_blob (self->handle, index, data, (int) size, SQLITE_TRANSIENT));
}

/**
 * tw_statement_bind_int:
 * @self: a statement
 * @index: parameter, from 1
 * @value: a whole number
 */
void
tw_statement_bind_int (TwStatement *self,
                       int          index,
                       gint64       value)
{
  g_return_if_fail (self != NULL);

  note_binding (self, sqlite3_bind_int64 (self->handle, index, value));
}

/**
 * tw_statement_bind_null:
 * @self: a statement
 * @index: parameter, from 1
 */
void
tw_statement_bind_null (TwStatement *self,
                        int          index)
{
  g_return_if_fail (self != NULL);

  note_binding (self, sqlite3_bind_null (self->handle, index));
}

/**
 * tw_statement_step:
 * @self: a statement
 * @has_row: (out) (optional): whether there is a row to read
 * @error: return location
 *
 * Goes on to the next row. Texts of the row before become invalid.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_statement_step (TwStatement  *self,
                   gboolean     *has_row,
                   GError      **error)
{
  int code;

  g_return_val_if_fail (self != NULL, FALSE);

  code = self->bind_code != SQLITE_OK ? self->bind_code : sqlite3_step (self->handle);
  if (has_row != NULL)
    *has_row = code == SQLITE_ROW;

  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;

  tw_database_connection_set_error (self->connection, code, error);
  return FALSE;
}

/**
 * tw_statement_run:
 * @self: a statement that gives no rows
 * @error: return location
 *
 * Runs the statement to its end and makes it ready to be bound and run again.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_statement_run (TwStatement  *self,
                  GError      **error)
{
  gboolean has_row = FALSE;

  do
    {
      if (!tw_statement_step (self, &has_row, error))
        return FALSE;
    }
  while (has_row);

  tw_statement_reset (self);

  return TRUE;
}

/**
 * tw_statement_reset:
 * @self: a statement
 *
 * Makes the statement ready to run again. Bindings stay until they are bound anew.
 */
void
tw_statement_reset (TwStatement *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_reset (self->handle);
}

/**
 * tw_statement_is_null:
 * @self: a statement on a row
 * @column: column, from 0
 *
 * Returns: whether the column is NULL
 */
gboolean
tw_statement_is_null (TwStatement *self,
                      int          column)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/**
 * tw_statement_get_int:
 * @self: a statement on a row
 * @column: column, from 0
 *
 * Returns: the column as a whole number, 0 for NULL
 */
gint64
tw_statement_get_int (TwStatement *self,
                      int          column)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_column_int64 (self->handle, column);
}

/**
 * tw_statement_get_text:
 * @self: a statement on a row
 * @column: column, from 0
 *
 * Returns: (transfer none) (nullable): the column as text, valid until the next step
 */
const char *
tw_statement_get_text (TwStatement *self,
                       int          column)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * tw_statement_dup_text:
 * @self: a statement on a row
 * @column: column, from 0
 *
 * Returns: (transfer full) (nullable): the column as text
 */
char *
tw_statement_dup_text (TwStatement *self,
                       int          column)
{
  return g_strdup (tw_statement_get_text (self, column));
}

/**
 * tw_statement_dup_blob:
 * @self: a statement on a row
 * @column: column, from 0
 *
 * Returns: (transfer full) (nullable): the column's bytes, %NULL for NULL
 */
GBytes *
tw_statement_dup_blob (TwStatement *self,
                       int          column)
{
  gconstpointer data;

  g_return_val_if_fail (self != NULL, NULL);

  if (tw_statement_is_null (self, column))
    return NULL;

  data = sqlite3_column_blob (self->handle, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->handle, column));
}
