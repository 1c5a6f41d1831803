/* tw-resource-copy.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-resource-private.h"

static GPtrArray *
copy_list (GPtrArray *list)
{
  GPtrArray *copy = g_ptr_array_new_full (list->len, g_object_unref);

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (copy, tw_resource_copy (g_ptr_array_index (list, i)));

  return copy;
}

static GHashTable *
copy_map (GHashTable *map)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, map);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, g_strdup (key), g_strdup (value));

  return copy;
}

static void
copy_field (TwResource    *from,
            TwResource    *to,
            guint          index,
            const TwField *field)
{
  gpointer source = tw_resource_at (from, field);
  gpointer target = tw_resource_at (to, field);

  switch (field->kind)
    {
    case TW_FIELD_STRING:
      *(char **) target = g_strdup (*(char **) source);
      break;
    case TW_FIELD_INT:
      *(gint64 *) target = *(gint64 *) source;
      break;
    case TW_FIELD_BOOLEAN:
      *(gboolean *) target = *(gboolean *) source;
      break;
    case TW_FIELD_DECIMAL:
      *(TwDecimal *) target = *(TwDecimal *) source;
      break;
    case TW_FIELD_MONEY:
      *(TwMoney *) target = *(TwMoney *) source;
      break;
    case TW_FIELD_DATE:
      *(GDate *) target = *(GDate *) source;
      break;
    case TW_FIELD_DATE_TIME:
      *(GDateTime **) target = g_date_time_ref (*(GDateTime **) source);
      break;
    case TW_FIELD_ENUM:
      *(int *) target = *(int *) source;
      tw_resource_set_raw_enum (to, index, tw_resource_get_raw_enum (from, index));
      break;
    case TW_FIELD_OBJECT:
      *(TwResource **) target = tw_resource_copy (*(TwResource **) source);
      break;
    case TW_FIELD_LIST:
      *(GPtrArray **) target = copy_list (*(GPtrArray **) source);
      break;
    case TW_FIELD_MAP:
      *(GHashTable **) target = copy_map (*(GHashTable **) source);
      break;
    case TW_FIELD_JSON:
      *(TwJson **) target = tw_json_ref (*(TwJson **) source);
      break;
    default:
      g_assert_not_reached ();
    }

  tw_resource_set_present (to, index, TRUE);
}

/**
 * tw_resource_copy:
 * @self: a resource
 *
 * Returns: (transfer full): a deep copy, secrets included
 */
TwResource *
tw_resource_copy (TwResource *self)
{
  TwResourceClass *klass = TW_RESOURCE_GET_CLASS (self);
  TwResource *copy = g_object_new (G_OBJECT_TYPE (self), NULL);
  GPtrArray *unknown = tw_resource_get_unknown (self);

  for (guint i = 0; i < klass->n_fields; i++)
    if (tw_resource_is_present (self, i))
      copy_field (self, copy, i, &klass->fields[i]);

  for (guint i = 0; unknown != NULL && i < unknown->len; i++)
    {
      TwUnknownMember *member = g_ptr_array_index (unknown, i);

      tw_resource_put_unknown (copy, member->name, member->value);
    }

  return copy;
}

static gboolean
equal_lists (GPtrArray *a,
             GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!tw_resource_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

static gboolean
equal_maps (GHashTable *a,
            GHashTable *b)
{
  GHashTableIter iter;
  gpointer key, value;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (value, g_hash_table_lookup (b, key)) != 0)
      return FALSE;

  return TRUE;
}

static gboolean
equal_field (TwResource    *a,
             TwResource    *b,
             guint          index,
             const TwField *field)
{
  gpointer one = tw_resource_at (a, field);
  gpointer other = tw_resource_at (b, field);

  switch (field->kind)
    {
    case TW_FIELD_STRING:
      return g_strcmp0 (*(char **) one, *(char **) other) == 0;
    case TW_FIELD_INT:
      return *(gint64 *) one == *(gint64 *) other;
    case TW_FIELD_BOOLEAN:
      return *(gboolean *) one == *(gboolean *) other;
    case TW_FIELD_DECIMAL:
      return tw_decimal_compare (*(TwDecimal *) one, *(TwDecimal *) other) == 0;
    case TW_FIELD_MONEY:
      return tw_money_equal (one, other);
    case TW_FIELD_DATE:
      return g_date_compare (one, other) == 0;
    case TW_FIELD_DATE_TIME:
      return g_date_time_equal (*(GDateTime **) one, *(GDateTime **) other);
    case TW_FIELD_ENUM:
      return *(int *) one == *(int *) other &&
             g_strcmp0 (tw_resource_get_raw_enum (a, index), tw_resource_get_raw_enum (b, index)) == 0;
    case TW_FIELD_OBJECT:
      return tw_resource_equal (*(TwResource **) one, *(TwResource **) other);
    case TW_FIELD_LIST:
      return equal_lists (*(GPtrArray **) one, *(GPtrArray **) other);
    case TW_FIELD_MAP:
      return equal_maps (*(GHashTable **) one, *(GHashTable **) other);
    case TW_FIELD_JSON:
      return tw_json_equal (*(TwJson **) one, *(TwJson **) other);
    default:
      g_assert_not_reached ();
    }
}

/**
 * tw_resource_equal:
 * @a: a resource
 * @b: another
 *
 * Returns: whether both are of one type, have the same fields present, and hold equal values (70.5 equals
 *   70.50); members that no table knows do not count
 */
gboolean
tw_resource_equal (TwResource *a,
                   TwResource *b)
{
  TwResourceClass *klass = TW_RESOURCE_GET_CLASS (a);

  if (G_OBJECT_TYPE (a) != G_OBJECT_TYPE (b))
    return FALSE;

  for (guint i = 0; i < klass->n_fields; i++)
    {
      if (tw_resource_is_present (a, i) != tw_resource_is_present (b, i))
        return FALSE;
      if (tw_resource_is_present (a, i) && !equal_field (a, b, i, &klass->fields[i]))
        return FALSE;
    }

  return TRUE;
}
