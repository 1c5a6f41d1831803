/* tw-mirror-writer.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-writer-private.h"

/* Parameters of the statements that store a row; the promoted columns follow. */
enum
{
  PARAM_ID = 1,
  PARAM_SERIAL,
  PARAM_LIST_TIME,
  PARAM_DETAIL_TIME,
  PARAM_DETAIL,
  PARAM_FIRST_COLUMN,
};

/**
 * tw_mirror_stored_clear:
 * @stored: what was stored
 */
void
tw_mirror_stored_clear (TwMirrorStored *stored)
{
  g_clear_pointer (&stored->list_body, g_free);
  g_clear_pointer (&stored->detail_body, g_free);
}

/**
 * tw_mirror_writer_clear:
 * @self: a writer
 */
void
tw_mirror_writer_clear (TwMirrorWriter *self)
{
  g_clear_pointer (&self->find, tw_statement_free);
  g_clear_pointer (&self->insert_row, tw_statement_free);
  g_clear_pointer (&self->insert_body, tw_statement_free);
  g_clear_pointer (&self->insert_words, tw_statement_free);
  g_clear_pointer (&self->update_row, tw_statement_free);
  g_clear_pointer (&self->update_body, tw_statement_free);
}

static gboolean
prepare (TwMirrorWriter  *self,
         TwStatement    **statement,
         char            *sql,
         GError         **error)
{
  g_autofree char *owned = sql;

  *statement = owned != NULL ? tw_statement_new (self->connection, owned, error) : NULL;

  return *statement != NULL;
}

/* The customer of an order is looked up by the column of the same name, whatever its place. */
static int
find_customer_param (const TwMirrorTable *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (g_str_equal (table->columns[i].name, "customer_id"))
      return PARAM_FIRST_COLUMN + (int) i;

  g_assert_not_reached ();
}

static char *
make_insert_row_sql (const TwMirrorTable *table)
{
  g_autoptr (GString) names = g_string_new ("id, serial, list_time, detail_time, detail, vanished");
  g_autoptr (GString) values = g_string_new ("?1, ?2, ?3, ?4, ?5, 0");

  for (guint i = 0; i < table->n_columns; i++)
    {
      g_string_append_printf (names, ", %s", table->columns[i].name);
      g_string_append_printf (values, ", ?%u", PARAM_FIRST_COLUMN + i);
    }

  if (table->of_customers)
    {
      int customer = find_customer_param (table);

      g_string_append (names, ", customer_name, customer_key");
      g_string_append_printf (values,
                              ", (SELECT name FROM customers WHERE id = ?%d)"
                              ", (SELECT name_key FROM customers WHERE id = ?%d)",
                              customer, customer);
    }

  return g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO NOTHING", table->name, names->str,
                          values->str);
}

static char *
make_update_row_sql (const TwMirrorTable *table)
{
  g_autoptr (GString) sets = g_string_new ("serial = ?2, list_time = ?3, detail_time = ?4, detail = ?5,"
                                           " vanished = 0");

  for (guint i = 0; i < table->n_columns; i++)
    g_string_append_printf (sets, ", %s = ?%u", table->columns[i].name, PARAM_FIRST_COLUMN + i);

  if (table->of_customers)
    {
      int customer = find_customer_param (table);

      g_string_append_printf (sets,
                              ", customer_name = (SELECT name FROM customers WHERE id = ?%d)"
                              ", customer_key = (SELECT name_key FROM customers WHERE id = ?%d)",
                              customer, customer);
    }

  return g_strdup_printf ("UPDATE %s SET %s WHERE id = ?1", table->name, sets->str);
}

/*
 * Puts a new row's words into the search index: the columns are those of the index. It has the form of one
 * row of values because SQLite makes a statement that might end half-way, such as one with a SELECT for its
 * rows, write out first what the index has gathered.
 */
static char *
make_insert_words_sql (TwMirrorWriter  *self,
                       GError         **error)
{
  const char *name = self->table->name;
  g_autofree char *columns = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s_search')", name);
  g_autoptr (TwStatement) statement = tw_statement_new (self->connection, columns, error);
  g_autoptr (GString) names = g_string_new ("rowid");
  g_autoptr (GString) values = g_string_new ("?1");

  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      gboolean has_row = FALSE;
      const char *column;

      if (!tw_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;

      column = tw_statement_get_text (statement, 0);
      g_string_append_printf (names, ", %s", column);
      g_string_append_printf (values, ", (SELECT %s FROM %s WHERE number = ?1)", column, name);
    }

  return g_strdup_printf ("INSERT INTO %s_search (%s) VALUES (%s)", name, names->str, values->str);
}

/**
 * tw_mirror_writer_init:
 * @self: (out caller-allocates): a writer, all zero
 * @connection: a writing connection
 * @kind: a kind
 * @now: this machine's time, in microseconds since 1970 UTC
 * @error: return location
 *
 * Returns: %FALSE with @error set when it failed; @self may be cleared all the same
 */
gboolean
tw_mirror_writer_init (TwMirrorWriter        *self,
                       TwDatabaseConnection  *connection,
                       TwKind                 kind,
                       gint64                 now,
                       GError               **error)
{
  const TwMirrorTable *table = tw_mirror_table_get (kind);

  self->connection = connection;
  self->kind = kind;
  self->table = table;
  self->now = now;

  return prepare (self, &self->find,
                  g_strdup_printf ("SELECT number, list_time, detail_time, t.detail, vanished, b.list, b.detail"
                                   " FROM %s t JOIN %s_body b USING (number) WHERE id = ?1",
                                   table->name, table->name),
                  error);
}

/**
 * tw_mirror_writer_find:
 * @self: a writer
 * @key: key of an object
 * @stored: (out): what is stored of it
 * @error: return location
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_writer_find (TwMirrorWriter  *self,
                       const char      *key,
                       TwMirrorStored  *stored,
                       GError         **error)
{
  gboolean has_row = FALSE;

  tw_statement_bind_text (self->find, 1, key);
  if (!tw_statement_step (self->find, &has_row, error))
    return FALSE;

  if (has_row)
    {
      stored->number = tw_statement_get_int (self->find, 0);
      stored->list_time = tw_statement_get_int (self->find, 1);
      stored->detail_time = tw_statement_get_int (self->find, 2);
      stored->detail = (TwDetailState) tw_statement_get_int (self->find, 3);
      stored->vanished = tw_statement_get_int (self->find, 4) != 0;
      stored->list_body = tw_statement_dup_text (self->find, 5);
      stored->detail_body = tw_statement_dup_text (self->find, 6);
    }
  tw_statement_reset (self->find);

  return TRUE;
}

static void
bind_time (TwStatement *statement,
           int          index,
           gint64       time)
{
  if (time != 0)
    tw_statement_bind_int (statement, index, time);
  else
    tw_statement_bind_null (statement, index);
}

static void
bind_row (TwStatement          *statement,
          TwMirrorRecord       *record,
          const TwMirrorStored *stored)
{
  tw_statement_bind_text (statement, PARAM_ID, record->key);
  tw_statement_bind_int (statement, PARAM_SERIAL, record->serial);
  bind_time (statement, PARAM_LIST_TIME, stored->list_time);
  bind_time (statement, PARAM_DETAIL_TIME, stored->detail_time);
  tw_statement_bind_int (statement, PARAM_DETAIL, stored->detail);
  tw_mirror_record_bind (record, statement, PARAM_FIRST_COLUMN);
}

static void
bind_body (TwStatement          *statement,
           gint64                number,
           const TwMirrorStored *stored)
{
  tw_statement_bind_int (statement, 1, number);
  tw_statement_bind_text (statement, 2, stored->list_body);
  tw_statement_bind_text (statement, 3, stored->detail_body);
}

static gboolean
prepare_insert (TwMirrorWriter  *self,
                GError         **error)
{
  const char *name = self->table->name;

  if (self->insert_words != NULL)
    return TRUE;

  return prepare (self, &self->insert_row, make_insert_row_sql (self->table), error)
         && prepare (self, &self->insert_body,
                     g_strdup_printf ("INSERT INTO %s_body (number, list, detail) VALUES (?1, ?2, ?3)", name),
                     error)
         && prepare (self, &self->insert_words, make_insert_words_sql (self, error), error);
}

/**
 * tw_mirror_writer_add:
 * @self: a writer
 * @record: all that is known of an object
 * @stored: the times, the state and the bodies as they are to be
 * @added: (out): %FALSE when the object is stored already, which is left as it is
 * @error: return location
 *
 * Stores an object that is new, without a look for it before.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_writer_add (TwMirrorWriter        *self,
                      TwMirrorRecord        *record,
                      const TwMirrorStored  *stored,
                      gboolean              *added,
                      GError               **error)
{
  gint64 number;

  if (!prepare_insert (self, error))
    return FALSE;

  bind_row (self->insert_row, record, stored);
  if (!tw_statement_run (self->insert_row, error))
    return FALSE;

  *added = tw_database_connection_get_changes (self->connection) > 0;
  if (!*added)
    return TRUE;

  number = tw_database_connection_get_insert_id (self->connection);
  bind_body (self->insert_body, number, stored);
  tw_statement_bind_int (self->insert_words, 1, number);

  return tw_statement_run (self->insert_body, error)
         && (self->loading || tw_statement_run (self->insert_words, error));
}

static gboolean
prepare_update (TwMirrorWriter  *self,
                GError         **error)
{
  if (self->update_body != NULL)
    return TRUE;

  return prepare (self, &self->update_row, make_update_row_sql (self->table), error)
         && prepare (self, &self->update_body,
                     g_strdup_printf ("UPDATE %s_body SET list = ?2, detail = ?3 WHERE number = ?1",
                                      self->table->name),
                     error);
}

static gboolean
update (TwMirrorWriter        *self,
        TwMirrorRecord        *record,
        const TwMirrorStored  *stored,
        GError               **error)
{
  if (!prepare_update (self, error))
    return FALSE;

  bind_row (self->update_row, record, stored);
  bind_body (self->update_body, stored->number, stored);

  return tw_statement_run (self->update_row, error) && tw_statement_run (self->update_body, error);
}

/**
 * tw_mirror_writer_store:
 * @self: a writer
 * @record: all that is known of an object
 * @stored: what tw_mirror_writer_find() found, with the times, the state and the bodies as they are to be
 * @error: return location
 *
 * Stores an object: its promoted columns, its bodies, and its words in the search index.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_writer_store (TwMirrorWriter        *self,
                        TwMirrorRecord        *record,
                        const TwMirrorStored  *stored,
                        GError               **error)
{
  gboolean added;

  if (stored->number != 0)
    return update (self, record, stored, error);

  return tw_mirror_writer_add (self, record, stored, &added, error);
}
