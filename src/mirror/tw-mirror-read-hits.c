/* tw-mirror-read-hits.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-private.h"

static gboolean
collect_cb (TwMirrorEntry *entry,
            gpointer       data)
{
  g_ptr_array_add (data, tw_mirror_entry_ref (entry));

  return TRUE;
}

static TwStatement *
new_hits_statement (TwDatabaseConnection  *connection,
                    TwKind                 kind,
                    const char            *words,
                    GError               **error)
{
  const TwMirrorTable *table = tw_mirror_table_get (kind);
  g_autofree char *exact_order = tw_mirror_dup_exact_order (connection, kind, words, error);
  g_autofree char *sql = NULL;

  if (exact_order == NULL)
    return NULL;

  sql = g_strdup_printf ("SELECT rowid AS number FROM %s_search WHERE %s_search MATCH ?1"
                         " AND rowid IN (SELECT number FROM %s WHERE vanished = 0) ORDER BY %srank",
                         table->name, table->name, table->name, exact_order);

  return tw_statement_new (connection, sql, error);
}

/* The best of one kind, and how many there are. */
static TwMirrorHits *
read_hits_of_kind (TwDatabaseConnection  *connection,
                   TwKind                 kind,
                   const char            *words,
                   const char            *match,
                   guint                  limit,
                   GCancellable          *cancellable,
                   GError               **error)
{
  g_autoptr (TwStatement) statement = new_hits_statement (connection, kind, words, error);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TwMirrorHits) hits = NULL;

  if (statement == NULL)
    return NULL;

  hits = g_new0 (TwMirrorHits, 1);
  hits->kind = kind;
  hits->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_mirror_entry_unref);

  tw_statement_bind_text (statement, 1, match);
  while (TRUE)
    {
      gboolean has_row = FALSE;
      gint64 number;

      if (!tw_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;

      number = tw_statement_get_int (statement, 0);
      if (hits->total++ < limit)
        g_array_append_val (numbers, number);
    }

  if (!tw_mirror_read_entries (connection, kind, numbers, collect_cb, hits->entries, cancellable, error))
    return NULL;

  return g_steal_pointer (&hits);
}

/**
 * tw_mirror_read_hits:
 * @connection: a connection
 * @words: what a person typed
 * @limit: entries of each kind at most
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: (transfer full) (element-type TwMirrorHits): what was found, by kind, %NULL with @error set
 */
GPtrArray *
tw_mirror_read_hits (TwDatabaseConnection  *connection,
                     const char            *words,
                     guint                  limit,
                     GCancellable          *cancellable,
                     GError               **error)
{
  static const TwKind kinds[] = {
    TW_KIND_CUSTOMER, TW_KIND_SUBSCRIPTION, TW_KIND_ORDER, TW_KIND_PRODUCT, TW_KIND_PLAN, TW_KIND_REPORT,
    TW_KIND_RESELLER,
  };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_mirror_hits_free);
  g_autofree char *match = tw_mirror_make_match (words);

  for (guint i = 0; match != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      TwMirrorHits *hits = read_hits_of_kind (connection, kinds[i], words, match, limit, cancellable, error);

      if (hits == NULL)
        return NULL;
      if (hits->total > 0)
        g_ptr_array_add (found, hits);
      else
        tw_mirror_hits_free (hits);
    }

  return g_steal_pointer (&found);
}
