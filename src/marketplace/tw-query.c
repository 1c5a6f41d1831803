/* tw-query.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-query.h"

struct _TwQuery
{
  GObject parent_instance;

  TwKind      kind;
  GHashTable *filters;
  char       *text;
  char       *sort;
  gboolean    descending;
  gint64      offset;
  gint64      limit;
};

G_DEFINE_FINAL_TYPE (TwQuery, tw_query, G_TYPE_OBJECT)

static void
tw_query_finalize (GObject *object)
{
  TwQuery *self = TW_QUERY (object);

  g_clear_pointer (&self->filters, g_hash_table_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->sort, g_free);

  G_OBJECT_CLASS (tw_query_parent_class)->finalize (object);
}

static void
tw_query_class_init (TwQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_query_finalize;
}

static void
tw_query_init (TwQuery *self)
{
  self->filters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->limit = -1;
}

/**
 * tw_query_new:
 * @kind: what to list
 *
 * Returns: (transfer full): a query for everything of that kind, newest first
 */
TwQuery *
tw_query_new (TwKind kind)
{
  TwQuery *self = g_object_new (TW_TYPE_QUERY, NULL);

  self->kind = kind;

  return self;
}

/**
 * tw_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): a copy, to be changed
 */
TwQuery *
tw_query_copy (TwQuery *self)
{
  TwQuery *copy = NULL;
  GHashTableIter iter;
  gpointer name, value;

  g_return_val_if_fail (TW_IS_QUERY (self), NULL);

  copy = tw_query_new (self->kind);
  g_hash_table_iter_init (&iter, self->filters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    tw_query_set_filter (copy, name, value);
  tw_query_set_text (copy, self->text);
  tw_query_set_sort (copy, self->sort, self->descending);
  tw_query_set_range (copy, self->offset, self->limit);

  return copy;
}

static gboolean
equal_filters (GHashTable *a,
               GHashTable *b)
{
  GHashTableIter iter;
  gpointer name, value;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (g_strcmp0 (g_hash_table_lookup (b, name), value) != 0)
      return FALSE;

  return TRUE;
}

/**
 * tw_query_equal:
 * @a: a query
 * @b: another
 *
 * Returns: whether both ask for the same
 */
gboolean
tw_query_equal (TwQuery *a,
                TwQuery *b)
{
  g_return_val_if_fail (TW_IS_QUERY (a) && TW_IS_QUERY (b), FALSE);

  return a->kind == b->kind && a->descending == b->descending && a->offset == b->offset && a->limit == b->limit &&
         g_strcmp0 (a->text, b->text) == 0 && g_strcmp0 (a->sort, b->sort) == 0 &&
         equal_filters (a->filters, b->filters);
}

/**
 * tw_query_get_kind:
 * @self: a query
 *
 * Returns: what it lists
 */
TwKind
tw_query_get_kind (TwQuery *self)
{
  g_return_val_if_fail (TW_IS_QUERY (self), TW_KIND_CUSTOMER);

  return self->kind;
}

/**
 * tw_query_set_filter:
 * @self: a query
 * @name: a field's name on the wire, or one of the extra names of #TwQuery
 * @value: (nullable): the value rows must have; %NULL or empty removes the filter
 */
void
tw_query_set_filter (TwQuery    *self,
                     const char *name,
                     const char *value)
{
  g_return_if_fail (TW_IS_QUERY (self));
  g_return_if_fail (name != NULL);

  if (value == NULL || *value == '\0')
    g_hash_table_remove (self->filters, name);
  else
    g_hash_table_insert (self->filters, g_strdup (name), g_strdup (value));
}

/**
 * tw_query_get_filter:
 * @self: a query
 * @name: a filter's name
 *
 * Returns: (nullable): its value
 */
const char *
tw_query_get_filter (TwQuery    *self,
                     const char *name)
{
  g_return_val_if_fail (TW_IS_QUERY (self), NULL);

  return g_hash_table_lookup (self->filters, name);
}

/**
 * tw_query_list_filters:
 * @self: a query
 *
 * Returns: (transfer full): the names of its filters, sorted
 */
char **
tw_query_list_filters (TwQuery *self)
{
  g_autoptr (GList) names = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (TW_IS_QUERY (self), NULL);

  names = g_list_sort (g_hash_table_get_keys (self->filters), (GCompareFunc) g_strcmp0);
  for (GList *l = names; l != NULL; l = l->next)
    g_strv_builder_add (builder, l->data);

  return g_strv_builder_end (builder);
}

/**
 * tw_query_set_text:
 * @self: a query
 * @words: (nullable): words that all must begin some word of the row
 */
void
tw_query_set_text (TwQuery    *self,
                   const char *words)
{
  g_return_if_fail (TW_IS_QUERY (self));

  g_free (self->text);
  self->text = words != NULL && *words != '\0' ? g_strdup (words) : NULL;
}

/**
 * tw_query_get_text:
 * @self: a query
 *
 * Returns: (nullable): the words looked for
 */
const char *
tw_query_get_text (TwQuery *self)
{
  g_return_val_if_fail (TW_IS_QUERY (self), NULL);

  return self->text;
}

/**
 * tw_query_set_sort:
 * @self: a query
 * @field: (nullable): a field's name on the wire; %NULL for newest first
 * @descending: whether the largest comes first
 */
void
tw_query_set_sort (TwQuery    *self,
                   const char *field,
                   gboolean    descending)
{
  g_return_if_fail (TW_IS_QUERY (self));

  g_free (self->sort);
  self->sort = g_strdup (field);
  self->descending = descending;
}

/**
 * tw_query_get_sort:
 * @self: a query
 * @descending: (out) (optional): whether the largest comes first
 *
 * Returns: (nullable): the field to sort by
 */
const char *
tw_query_get_sort (TwQuery  *self,
                   gboolean *descending)
{
  g_return_val_if_fail (TW_IS_QUERY (self), NULL);

  if (descending != NULL)
    *descending = self->descending;

  return self->sort;
}

/**
 * tw_query_set_range:
 * @self: a query
 * @offset: rows to skip
 * @limit: rows at most, -1 for all
 */
void
tw_query_set_range (TwQuery *self,
                    gint64   offset,
                    gint64   limit)
{
  g_return_if_fail (TW_IS_QUERY (self));
  g_return_if_fail (offset >= 0 && limit >= -1);

  self->offset = offset;
  self->limit = limit;
}

/**
 * tw_query_get_offset:
 * @self: a query
 *
 * Returns: rows to skip
 */
gint64
tw_query_get_offset (TwQuery *self)
{
  g_return_val_if_fail (TW_IS_QUERY (self), 0);

  return self->offset;
}

/**
 * tw_query_get_limit:
 * @self: a query
 *
 * Returns: rows at most, -1 for all
 */
gint64
tw_query_get_limit (TwQuery *self)
{
  g_return_val_if_fail (TW_IS_QUERY (self), -1);

  return self->limit;
}
