/* tw-mirror-write.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-private.h"

#include "base/tw-error.h"

/* Parameters of the statement that stores a row; the promoted columns follow. */
enum
{
  PARAM_ID = 1,
  PARAM_SERIAL,
  PARAM_LIST_TIME,
  PARAM_DETAIL_TIME,
  PARAM_DETAIL,
  PARAM_FIRST_COLUMN,
};

/* The statements that a page of rows needs, prepared once. */
typedef struct
{
  TwKind               kind;
  const TwMirrorTable *table;
  gint64               now;
  TwStatement         *find;
  TwStatement         *store_row;
  TwStatement         *store_body;
} Writer;

/* What is stored of an object now. @number is 0 when nothing is. */
typedef struct
{
  gint64         number;
  gint64         list_time;
  gint64         detail_time;
  TwDetailState  detail;
  gboolean       vanished;
  char          *list_body;
  char          *detail_body;
} Stored;

static void
stored_clear (Stored *stored)
{
  g_clear_pointer (&stored->list_body, g_free);
  g_clear_pointer (&stored->detail_body, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stored, stored_clear)

static void
writer_clear (Writer *self)
{
  g_clear_pointer (&self->find, tw_statement_free);
  g_clear_pointer (&self->store_row, tw_statement_free);
  g_clear_pointer (&self->store_body, tw_statement_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

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
make_store_row_sql (const TwMirrorTable *table)
{
  g_autoptr (GString) names = g_string_new ("id, serial, list_time, detail_time, detail, vanished");
  g_autoptr (GString) values = g_string_new ("?1, ?2, ?3, ?4, ?5, 0");
  g_autoptr (GString) updates = g_string_new ("list_time = ?3, detail_time = ?4, detail = ?5, vanished = 0");

  for (guint i = 0; i < table->n_columns; i++)
    {
      g_string_append_printf (names, ", %s", table->columns[i].name);
      g_string_append_printf (values, ", ?%u", PARAM_FIRST_COLUMN + i);
      g_string_append_printf (updates, ", %s = ?%u", table->columns[i].name, PARAM_FIRST_COLUMN + i);
    }

  if (table->of_customers)
    {
      g_autofree char *customer = g_strdup_printf ("FROM customers WHERE id = ?%d",
                                                   find_customer_param (table));

      g_string_append (names, ", customer_name, customer_key");
      g_string_append_printf (values, ", (SELECT name %s), (SELECT name_key %s)", customer, customer);
      g_string_append (updates,
                       ", customer_name = excluded.customer_name, customer_key = excluded.customer_key");
    }

  return g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO UPDATE SET %s",
                          table->name, names->str, values->str, updates->str);
}

static gboolean
writer_init (Writer                *self,
             TwDatabaseConnection  *connection,
             TwKind                 kind,
             gint64                 now,
             GError               **error)
{
  const TwMirrorTable *table = tw_mirror_table_get (kind);
  g_autofree char *find = NULL;
  g_autofree char *store_row = make_store_row_sql (table);
  g_autofree char *store_body = NULL;

  find = g_strdup_printf ("SELECT number, list_time, detail_time, t.detail, vanished, b.list, b.detail"
                          " FROM %s t JOIN %s_body b USING (number) WHERE id = ?1", table->name, table->name);
  store_body = g_strdup_printf ("INSERT INTO %s_body (number, list, detail)"
                                " SELECT number, ?2, ?3 FROM %s WHERE id = ?1"
                                " ON CONFLICT (number) DO UPDATE SET list = excluded.list, detail = excluded.detail",
                                table->name, table->name);

  self->kind = kind;
  self->table = table;
  self->now = now;
  self->find = tw_statement_new (connection, find, error);
  self->store_row = self->find != NULL ? tw_statement_new (connection, store_row, error) : NULL;
  self->store_body = self->store_row != NULL ? tw_statement_new (connection, store_body, error) : NULL;

  return self->store_body != NULL;
}

static gboolean
writer_find (Writer      *self,
             const char  *key,
             Stored      *stored,
             GError     **error)
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

/* Stores the object with the promoted columns of @resource, which is all that is known of it. */
static gboolean
writer_store (Writer        *self,
              const char    *key,
              TwResource    *resource,
              const Stored  *stored,
              GError       **error)
{
  tw_statement_bind_text (self->store_row, PARAM_ID, key);
  tw_statement_bind_int (self->store_row, PARAM_SERIAL, tw_mirror_serial_of_key (key));
  bind_time (self->store_row, PARAM_LIST_TIME, stored->list_time);
  bind_time (self->store_row, PARAM_DETAIL_TIME, stored->detail_time);
  tw_statement_bind_int (self->store_row, PARAM_DETAIL, stored->detail);
  for (guint i = 0; i < self->table->n_columns; i++)
    tw_mirror_bind_column (self->store_row, PARAM_FIRST_COLUMN + (int) i, &self->table->columns[i], resource);

  tw_statement_bind_text (self->store_body, 1, key);
  tw_statement_bind_text (self->store_body, 2, stored->list_body);
  tw_statement_bind_text (self->store_body, 3, stored->detail_body);

  return tw_statement_run (self->store_row, error) && tw_statement_run (self->store_body, error);
}

static char *
dup_key (TwKind       kind,
         TwResource  *resource,
         GError     **error)
{
  g_autofree char *key = tw_kind_dup_key (kind, resource);

  if (*key == '\0')
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "id: is missing in an object of kind “%s”",
                   tw_kind_to_string (kind));
      return NULL;
    }

  return g_steal_pointer (&key);
}

/*
 * The object as it is stored. Bodies that cannot be read any more, written by another release perhaps, are as
 * good as none: %NULL.
 */
static TwResource *
read_before (TwKind  kind,
             Stored *stored)
{
  g_autoptr (GError) error = NULL;
  TwResource *before = tw_mirror_merge_bodies (kind, stored->detail_body, stored->list_body, &error);

  if (before == NULL)
    {
      g_debug ("%s", error->message);
      stored_clear (stored);
      stored->list_time = 0;
      stored->detail_time = 0;
      stored->detail = TW_DETAIL_MISSING;
    }

  return before;
}

/* A list row over what is known: it never takes away what only the detail answer says. */
static gboolean
write_row (Writer          *self,
           TwResource      *row,
           TwMirrorChange  *change,
           GError         **error)
{
  g_autofree char *key = dup_key (self->kind, row, error);
  g_autofree char *body = tw_resource_to_json_text (row, TW_JSON_VIEW_STORE, FALSE);
  g_auto (Stored) stored = { 0 };
  g_autoptr (TwResource) before = NULL;
  g_autoptr (TwResource) after = NULL;
  gboolean differs;

  if (key == NULL || !writer_find (self, key, &stored, error))
    return FALSE;

  if (stored.number != 0 && !stored.vanished && g_strcmp0 (body, stored.list_body) == 0)
    return TRUE;

  if (stored.detail_body != NULL)
    before = read_before (self->kind, &stored);

  if (before != NULL)
    {
      after = tw_mirror_merge_bodies (self->kind, stored.detail_body, body, error);
      if (after == NULL)
        return FALSE;
      differs = !tw_resource_equal (before, after);
    }
  else
    {
      after = g_object_ref (row);
      differs = g_strcmp0 (body, stored.list_body) != 0;
    }

  if (stored.number == 0)
    change->n_new++;
  else if (differs || stored.vanished)
    change->n_changed++;

  if (differs && stored.detail_body != NULL)
    stored.detail = TW_DETAIL_OUTDATED;
  stored.list_time = self->now;
  g_free (stored.list_body);
  stored.list_body = g_steal_pointer (&body);

  return writer_store (self, key, after, &stored, error);
}

/**
 * tw_mirror_write_page:
 * @connection: a writing connection
 * @kind: a kind
 * @rows: (element-type TwResource): list rows
 * @now: this machine's time
 * @change: (inout): counted up
 * @error: return location; %TW_ERROR_PROTOCOL for a row without an id
 *
 * Stores list rows. A row that came in the same form before is not written.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_write_page (TwDatabaseConnection  *connection,
                      TwKind                 kind,
                      GPtrArray             *rows,
                      gint64                 now,
                      TwMirrorChange        *change,
                      GError               **error)
{
  g_auto (Writer) writer = { 0 };

  if (!writer_init (&writer, connection, kind, now, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      if (!write_row (&writer, rows->pdata[i], change, error))
        return FALSE;
    }

  return tw_mirror_write_list_state (connection, kind, now, NULL, error);
}

/* Whether a list row that came before the detail answer says something else than it. */
static gboolean
contradicts (TwKind       kind,
             const char  *list_body,
             const char  *detail_body,
             gboolean    *result,
             GError     **error)
{
  g_autoptr (TwResource) list_last = NULL;
  g_autoptr (TwResource) detail_last = NULL;

  list_last = tw_mirror_merge_bodies (kind, detail_body, list_body, error);
  detail_last = list_last != NULL ? tw_mirror_merge_bodies (kind, list_body, detail_body, error) : NULL;
  if (detail_last == NULL)
    return FALSE;

  *result = !tw_resource_equal (list_last, detail_last);

  return TRUE;
}

/* When an order last became what its detail answer says, as far as this machine noticed. */
static gint64
get_change_time (const Stored *stored,
                 gboolean      contradicted,
                 gboolean      differs,
                 gint64        now)
{
  if (stored->number == 0 || contradicted || (stored->detail_time != 0 && differs))
    return now;

  return stored->list_time;
}

/* An order changes a subscription, which its list row does not show: a detail answer from before is outdated. */
static gboolean
outdate_subscription (TwDatabaseConnection  *connection,
                      TwResource            *order,
                      gint64                 change_time,
                      GError               **error)
{
  g_autofree char *key = tw_resource_dup_text (order, "subscriptionId");
  g_autoptr (TwStatement) statement = NULL;

  if (key == NULL)
    return TRUE;

  statement = tw_statement_new (connection,
                                "UPDATE subscriptions SET detail = 2 WHERE id = ?1 AND detail = 1 AND detail_time < ?2",
                                error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_text (statement, 1, key);
  tw_statement_bind_int (statement, 2, change_time);

  return tw_statement_run (statement, error);
}

/**
 * tw_mirror_write_detail:
 * @connection: a writing connection
 * @kind: a kind
 * @resource: a detail answer
 * @now: this machine's time
 * @change: (inout): counted up
 * @error: return location; %TW_ERROR_PROTOCOL for an object without an id
 *
 * Stores a detail answer. A list row that says something else came before it and is dropped, so that what is
 * stored never contradicts itself. That of an order outdates what is known of its subscription from before.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_write_detail (TwDatabaseConnection  *connection,
                        TwKind                 kind,
                        TwResource            *resource,
                        gint64                 now,
                        TwMirrorChange        *change,
                        GError               **error)
{
  g_autofree char *key = dup_key (kind, resource, error);
  g_autofree char *body = tw_resource_to_json_text (resource, TW_JSON_VIEW_STORE, FALSE);
  g_auto (Writer) writer = { 0 };
  g_auto (Stored) stored = { 0 };
  g_autoptr (TwResource) before = NULL;
  g_autoptr (TwResource) after = NULL;
  gboolean outdated = FALSE;
  gboolean differs;

  if (key == NULL || !writer_init (&writer, connection, kind, now, error)
      || !writer_find (&writer, key, &stored, error))
    return FALSE;

  if (stored.number != 0)
    before = read_before (kind, &stored);

  if (stored.list_body != NULL && !contradicts (kind, stored.list_body, body, &outdated, error))
    return FALSE;
  if (outdated)
    {
      g_clear_pointer (&stored.list_body, g_free);
      stored.list_time = 0;
    }

  after = tw_mirror_merge_bodies (kind, body, stored.list_body, error);
  if (after == NULL)
    return FALSE;

  differs = before == NULL || !tw_resource_equal (before, after);
  if (stored.number == 0)
    change->n_new++;
  else if (differs || stored.vanished || stored.detail != TW_DETAIL_KNOWN)
    change->n_changed++;

  if (kind == TW_KIND_ORDER
      && !outdate_subscription (connection, after, get_change_time (&stored, outdated, differs, now), error))
    return FALSE;

  stored.detail = TW_DETAIL_KNOWN;
  stored.detail_time = now;
  g_free (stored.detail_body);
  stored.detail_body = g_steal_pointer (&body);

  return writer_store (&writer, key, after, &stored, error);
}
