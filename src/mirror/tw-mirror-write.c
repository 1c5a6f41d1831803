/* tw-mirror-write.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-writer-private.h"

#include "base/tw-error.h"

/*
 * The object as it is stored. Bodies that cannot be read any more, written by another release perhaps, are as
 * good as none: %NULL.
 */
static TwResource *
read_before (TwKind          kind,
             TwMirrorStored *stored)
{
  g_autoptr (GError) error = NULL;
  TwResource *before = tw_mirror_merge_bodies (kind, stored->detail_body, stored->list_body, &error);

  if (before == NULL)
    {
      g_debug ("%s", error->message);
      tw_mirror_stored_clear (stored);
      stored->list_time = 0;
      stored->detail_time = 0;
      stored->detail = TW_DETAIL_MISSING;
    }

  return before;
}

/* Nearly every row of a list that is received for the first time is new. */
static gboolean
add_row (TwMirrorWriter  *self,
         TwMirrorRecord  *row,
         gboolean        *added,
         GError         **error)
{
  TwMirrorStored stored = { .list_time = self->now, .list_body = row->body };

  return tw_mirror_writer_add (self, row, &stored, added, error);
}

/* A list row over what is known: it never takes away what only the detail answer says. */
static gboolean
write_row (TwMirrorWriter  *self,
           TwMirrorRecord  *row,
           TwMirrorChange  *change,
           GError         **error)
{
  g_auto (TwMirrorStored) stored = { 0 };
  g_autoptr (TwMirrorRecord) merged = NULL;
  g_autoptr (TwResource) before = NULL;
  g_autoptr (TwResource) after = NULL;
  gboolean added = FALSE;
  gboolean differs;

  if (self->loading && !add_row (self, row, &added, error))
    return FALSE;
  if (added)
    {
      change->n_new++;
      return TRUE;
    }

  if (!tw_mirror_writer_find (self, row->key, &stored, error))
    return FALSE;

  if (stored.number != 0 && !stored.vanished && g_strcmp0 (row->body, stored.list_body) == 0)
    return TRUE;

  if (stored.detail_body != NULL)
    before = read_before (self->kind, &stored);

  if (before != NULL)
    {
      after = tw_mirror_merge_bodies (self->kind, stored.detail_body, row->body, error);
      merged = after != NULL ? tw_mirror_record_new (self->kind, after, error) : NULL;
      if (merged == NULL)
        return FALSE;
      differs = !tw_resource_equal (before, after);
    }
  else
    {
      differs = g_strcmp0 (row->body, stored.list_body) != 0;
    }

  if (stored.number == 0)
    change->n_new++;
  else if (differs || stored.vanished)
    change->n_changed++;

  if (differs && stored.detail_body != NULL)
    stored.detail = TW_DETAIL_OUTDATED;
  stored.list_time = self->now;
  g_free (stored.list_body);
  stored.list_body = g_steal_pointer (&row->body);

  return tw_mirror_writer_store (self, merged != NULL ? merged : row, &stored, error);
}

/**
 * tw_mirror_write_page:
 * @connection: a writing connection
 * @kind: a kind
 * @records: (element-type TwMirrorRecord): list rows with their bodies, which are taken away
 * @loading: what tw_mirror_load_begin() said
 * @now: this machine's time
 * @change: (inout): counted up
 * @error: return location
 *
 * Stores list rows. A row that came in the same form before is not written.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_write_page (TwDatabaseConnection  *connection,
                      TwKind                 kind,
                      GPtrArray             *records,
                      gboolean               loading,
                      gint64                 now,
                      TwMirrorChange        *change,
                      GError               **error)
{
  g_auto (TwMirrorWriter) writer = { 0 };

  if (!tw_mirror_writer_init (&writer, connection, kind, now, error))
    return FALSE;

  writer.loading = loading;
  for (guint i = 0; i < records->len; i++)
    {
      if (!write_row (&writer, records->pdata[i], change, error))
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
get_change_time (const TwMirrorStored *stored,
                 gboolean              contradicted,
                 gboolean              differs,
                 gint64                now)
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
  g_autofree char *key = tw_mirror_dup_key (kind, resource, error);
  g_autoptr (TwMirrorRecord) record = NULL;
  g_autofree char *body = tw_resource_to_json_text (resource, TW_JSON_VIEW_STORE, FALSE);
  g_auto (TwMirrorWriter) writer = { 0 };
  g_auto (TwMirrorStored) stored = { 0 };
  g_autoptr (TwResource) before = NULL;
  g_autoptr (TwResource) after = NULL;
  gboolean outdated = FALSE;
  gboolean differs;

  if (key == NULL || !tw_mirror_writer_init (&writer, connection, kind, now, error)
      || !tw_mirror_writer_find (&writer, key, &stored, error))
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

  record = tw_mirror_record_new (kind, after, error);

  return record != NULL && tw_mirror_writer_store (&writer, record, &stored, error);
}
