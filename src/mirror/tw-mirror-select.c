/* tw-mirror-select.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-private.h"

#include "base/tw-error.h"

/* Of rows that words name exactly; a PO number may cover many orders. */
#define MAX_EXACT 100

/* What a person types to mean one object, or the few of one purchase. All have an index, but the ids of products,
 * which are few. */
static const char * const exact_conditions[TW_N_KINDS][3] = {
  [TW_KIND_CUSTOMER] = { "id = ?1", "external_id = ?1" },
  [TW_KIND_RESELLER] = { "id = ?1", "external_id = ?1" },
  [TW_KIND_ORDER] = { "id = ?1", "order_number = ?1", "po_number = ?1" },
  [TW_KIND_SUBSCRIPTION] = { "id = ?1" },
  [TW_KIND_PRODUCT] = { "product_id = ?1", "mpn IN (?1, upper (?1))" },
  [TW_KIND_PLAN] = { "id = ?1" },
  [TW_KIND_REPORT] = { "id = ?1" },
};

/* One search for each, since SQLite looks for none of several alternatives in an index of some of the rows. */
static TwStatement *
select_exact (TwDatabaseConnection  *connection,
              TwKind                 kind,
              const char            *words,
              GError               **error)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autoptr (GString) sql = g_string_new (NULL);
  TwStatement *statement;

  for (guint i = 0; i < G_N_ELEMENTS (exact_conditions[kind]) && exact_conditions[kind][i] != NULL; i++)
    g_string_append_printf (sql, "%sSELECT number FROM %s WHERE vanished = 0 AND %s", i > 0 ? " UNION " : "",
                            tw_mirror_table_get (kind)->name, exact_conditions[kind][i]);
  g_string_append_printf (sql, " LIMIT %d", MAX_EXACT);

  statement = tw_statement_new (connection, sql->str, error);
  if (statement != NULL)
    tw_statement_bind_text (statement, 1, g_strstrip (valid));

  return statement;
}

/**
 * tw_mirror_dup_exact_order:
 * @connection: a connection
 * @kind: a kind
 * @words: (nullable): what a person typed
 * @error: return location
 *
 * What the words name exactly, by an id, an MPN or a PO number, comes before what they merely occur in. It is
 * looked up first, so that the usual list, without any, still walks its index.
 *
 * Returns: (transfer full): what to put behind ORDER BY, with a comma at its end, or nothing; %NULL with @error set
 */
char *
tw_mirror_dup_exact_order (TwDatabaseConnection  *connection,
                           TwKind                 kind,
                           const char            *words,
                           GError               **error)
{
  g_autoptr (TwStatement) statement = NULL;
  g_autoptr (GString) order = g_string_new (NULL);
  gboolean has_row = FALSE;

  if (words == NULL)
    return g_strdup ("");

  statement = select_exact (connection, kind, words, error);
  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      if (!tw_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;

      g_string_append_printf (order, "%s%" G_GINT64_FORMAT, order->len > 0 ? ", " : "number IN (",
                              tw_statement_get_int (statement, 0));
    }
  if (order->len > 0)
    g_string_append (order, ") DESC, ");

  return g_string_free (g_steal_pointer (&order), FALSE);
}

/**
 * tw_mirror_make_match:
 * @words: (nullable): what a person typed
 *
 * Makes a full-text query: every word must begin a word of the object. What is no letter or digit only
 * separates.
 *
 * Returns: (transfer full) (nullable): the query, %NULL when there is no word
 */
char *
tw_mirror_make_match (const char *words)
{
  g_autoptr (GString) match = g_string_new (NULL);
  g_autofree char *valid = NULL;

  if (words == NULL)
    return NULL;

  valid = g_utf8_make_valid (words, -1);
  for (const char *p = valid; *p != '\0';)
    {
      const char *start = p;

      while (g_unichar_isalnum (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);

      if (p > start)
        g_string_append_printf (match, "%s\"%.*s\"*", match->len > 0 ? " " : "", (int) (p - start), start);
      else
        p = g_utf8_next_char (p);
    }

  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}

static const TwMirrorFilter *
find_filter (const TwMirrorTable *table,
             const char          *name)
{
  for (guint i = 0; i < table->n_filters; i++)
    if (g_str_equal (table->filters[i].name, name))
      return &table->filters[i];

  return NULL;
}

static const TwMirrorSort *
find_sort (const TwMirrorTable *table,
           const char          *name)
{
  if (name == NULL)
    return &table->sorts[0];

  for (guint i = 0; i < table->n_sorts; i++)
    if (g_str_equal (table->sorts[i].name, name))
      return &table->sorts[i];

  return NULL;
}

static gboolean
refuse_name (TwQuery     *query,
             const char  *what,
             const char  *name,
             GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION, "A list of %ss cannot be %s “%s”",
               tw_kind_to_string (tw_query_get_kind (query)), what, name);
  return FALSE;
}

static gboolean
append_filters (GString              *sql,
                const TwMirrorTable  *table,
                TwQuery              *query,
                gboolean              default_order,
                GError              **error)
{
  g_auto (GStrv) names = tw_query_list_filters (query);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const TwMirrorFilter *filter = find_filter (table, names[i]);
      gboolean negate;

      if (filter == NULL)
        return refuse_name (query, "filtered by", names[i], error);

      negate = filter->form == TW_FILTER_SWITCH
               && g_strcmp0 (tw_query_get_filter (query, names[i]), "false") == 0;

      if (negate)
        g_string_append_printf (sql, " AND NOT (%s)", filter->condition);
      else
        g_string_append_printf (sql, " AND %s%s", filter->broad && !default_order ? "+" : "",
                                filter->condition);
    }

  return TRUE;
}

static gboolean
bind_filter (TwStatement           *statement,
             int                    index,
             const TwMirrorFilter  *filter,
             const char            *value,
             GError               **error)
{
  g_autofree char *changed = NULL;
  g_autoptr (GDateTime) time = NULL;
  GDate date;

  switch (filter->form)
    {
    case TW_FILTER_TEXT:
      tw_statement_bind_text (statement, index, value);
      return TRUE;
    case TW_FILTER_LOWER:
      changed = g_utf8_strdown (value, -1);
      tw_statement_bind_text (statement, index, changed);
      return TRUE;
    case TW_FILTER_FOLD:
      changed = tw_mirror_fold (value);
      tw_statement_bind_text (statement, index, changed);
      return TRUE;
    case TW_FILTER_DAY_START:
    case TW_FILTER_DAY_END:
      g_date_clear (&date, 1);
      if (!tw_date_parse (value, &date, error))
        {
          g_prefix_error (error, "%s: ", filter->name);
          return FALSE;
        }
      if (filter->form == TW_FILTER_DAY_END)
        g_date_add_days (&date, 1);
      time = tw_date_start_of_day (&date);
      tw_statement_bind_int (statement, index, g_date_time_to_unix (time) * G_USEC_PER_SEC);
      return TRUE;
    case TW_FILTER_SWITCH:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
bind_filters (TwStatement          *statement,
              int                  *index,
              const TwMirrorTable  *table,
              TwQuery              *query,
              GError              **error)
{
  g_auto (GStrv) names = tw_query_list_filters (query);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const TwMirrorFilter *filter = find_filter (table, names[i]);

      if (filter->form == TW_FILTER_SWITCH)
        continue;
      if (!bind_filter (statement, (*index)++, filter, tw_query_get_filter (query, names[i]), error))
        return FALSE;
    }

  return TRUE;
}

static void
append_order (GString            *sql,
              const char         *exact_order,
              const TwMirrorSort *sort,
              gboolean            descending)
{
  const char *direction = descending ? " DESC" : "";

  g_string_append_printf (sql, " ORDER BY %s", exact_order);
  for (guint i = 0; i < G_N_ELEMENTS (sort->columns) && sort->columns[i] != NULL; i++)
    g_string_append_printf (sql, "%s%s, ", sort->columns[i], direction);
  g_string_append_printf (sql, "number%s LIMIT ? OFFSET ?", direction);
}

/**
 * tw_mirror_select:
 * @connection: a connection
 * @query: what to list
 * @count: whether only the number of rows is wanted
 * @error: return location; %TW_ERROR_VALIDATION for a filter or an order that the kind does not have
 *
 * Makes the statement that lists row numbers in the order of @query, or counts them.
 *
 * Returns: (transfer full): the statement, bound and ready to step; %NULL with @error set
 */
TwStatement *
tw_mirror_select (TwDatabaseConnection  *connection,
                  TwQuery               *query,
                  gboolean               count,
                  GError               **error)
{
  const TwMirrorTable *table = tw_mirror_table_get (tw_query_get_kind (query));
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (TwStatement) statement = NULL;
  g_autofree char *match = tw_mirror_make_match (tw_query_get_text (query));
  g_autofree char *exact_order = NULL;
  gboolean descending = FALSE;
  const char *sort_name = tw_query_get_sort (query, &descending);
  const TwMirrorSort *sort = find_sort (table, sort_name);
  int index = 1;

  if (sort == NULL)
    {
      refuse_name (query, "sorted by", sort_name, error);
      return NULL;
    }
  if (sort_name == NULL)
    descending = table->newest_first;
  exact_order = tw_mirror_dup_exact_order (connection, tw_query_get_kind (query),
                                           count || match == NULL ? NULL : tw_query_get_text (query), error);
  if (exact_order == NULL)
    return NULL;

  g_string_printf (sql, "SELECT %s FROM %s WHERE vanished = 0", count ? "count(*)" : "number", table->name);
  if (!append_filters (sql, table, query, count || sort == &table->sorts[0], error))
    return NULL;
  if (match != NULL)
    g_string_append_printf (sql, " AND number IN (SELECT rowid FROM %s_search WHERE %s_search MATCH ?)",
                            table->name, table->name);
  if (!count)
    append_order (sql, exact_order, sort, descending);

  statement = tw_statement_new (connection, sql->str, error);
  if (statement == NULL || !bind_filters (statement, &index, table, query, error))
    return NULL;
  if (match != NULL)
    tw_statement_bind_text (statement, index++, match);
  if (!count)
    {
      tw_statement_bind_int (statement, index++, tw_query_get_limit (query));
      tw_statement_bind_int (statement, index++, tw_query_get_offset (query));
    }

  return g_steal_pointer (&statement);
}
