/* tw-resource-text.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-resource-private.h"

#include "base/tw-error.h"

#include <string.h>

static char *
dup_json_text (TwResource *self,
               const char *name)
{
  g_autofree char *whole = tw_resource_to_json_text (self, TW_JSON_VIEW_SHOW, FALSE);
  g_autoptr (TwJson) json = tw_json_parse (whole, -1, NULL);

  return tw_json_dup_text (tw_json_get_member (json, name));
}

static char *
dup_field_text (TwResource    *self,
                guint          index,
                const TwField *field,
                const char    *rest)
{
  gpointer at = tw_resource_at (self, field);
  g_autoptr (GEnumClass) klass = NULL;
  const char *raw;

  switch (field->kind)
    {
    case TW_FIELD_STRING:
      return g_strdup (*(char **) at);
    case TW_FIELD_INT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, *(gint64 *) at);
    case TW_FIELD_BOOLEAN:
      return g_strdup (*(gboolean *) at ? "true" : "false");
    case TW_FIELD_DECIMAL:
      return tw_decimal_to_string (*(TwDecimal *) at);
    case TW_FIELD_MONEY:
      if (g_strcmp0 (rest, "amount") == 0)
        return tw_decimal_to_string (((TwMoney *) at)->amount);
      if (g_strcmp0 (rest, "currency") == 0)
        return g_strdup (((TwMoney *) at)->currency);
      return tw_money_to_string (at);
    case TW_FIELD_DATE:
      return tw_date_to_string (at);
    case TW_FIELD_DATE_TIME:
      return tw_date_time_to_string (*(GDateTime **) at);
    case TW_FIELD_ENUM:
      raw = tw_resource_get_raw_enum (self, index);
      if (raw != NULL)
        return g_strdup (raw);
      klass = g_type_class_ref (field->get_type ());
      return g_strdup (g_enum_get_value (klass, *(int *) at)->value_nick);
    case TW_FIELD_OBJECT:
      return rest != NULL ? tw_resource_dup_text (*(TwResource **) at, rest) : dup_json_text (self, field->name);
    case TW_FIELD_MAP:
      return rest != NULL ? g_strdup (g_hash_table_lookup (*(GHashTable **) at, rest))
                          : dup_json_text (self, field->name);
    case TW_FIELD_JSON:
      return tw_json_dup_text (*(TwJson **) at);
    case TW_FIELD_LIST:
    default:
      return dup_json_text (self, field->name);
    }
}

/* Splits `address.city` into the field and the rest. */
static const TwField *
find_path (TwResource  *self,
           const char  *path,
           guint       *index,
           const char **rest)
{
  const char *dot = strchr (path, '.');
  g_autofree char *name = dot != NULL ? g_strndup (path, dot - path) : g_strdup (path);
  int found = tw_resource_find_index (self, name);

  *rest = dot != NULL ? dot + 1 : NULL;
  *index = MAX (found, 0);

  return found >= 0 ? &TW_RESOURCE_GET_CLASS (self)->fields[found] : NULL;
}

/**
 * tw_resource_dup_text:
 * @self: a resource
 * @name: a field's name on the wire, or a path (`address.city`, `total.amount`, `attributes.PONumber`)
 *
 * The field as locale-free text, as a CSV cell holds it: decimals with a dot, ISO dates, the wire's words for
 * enums (unknown ones too), money as `12.30 USD`, lists and trees as JSON text.
 *
 * Returns: (transfer full) (nullable): the text, %NULL when the field is absent, unknown or secret
 */
char *
tw_resource_dup_text (TwResource *self,
                      const char *name)
{
  const char *rest;
  guint index;
  const TwField *field = find_path (self, name, &index, &rest);

  if (field == NULL || !tw_resource_is_present (self, index) ||
      (field->flags & (TW_FIELD_SECRET | TW_FIELD_TRANSIENT)) != 0)
    return NULL;

  return dup_field_text (self, index, field, rest);
}

static gboolean
refuse (GError       **error,
        const char    *name,
        const char    *format,
        ...) G_GNUC_PRINTF (3, 4);

static gboolean
refuse (GError     **error,
        const char  *name,
        const char  *format,
        ...)
{
  g_autofree char *message = NULL;
  GError *refusal = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  refusal = g_error_new (TW_ERROR, TW_ERROR_VALIDATION, "%s: %s", name, message);
  tw_error_add_field (refusal, name, message);
  g_propagate_error (error, refusal);

  return FALSE;
}

static gboolean
set_enum_text (TwResource     *self,
               const TwField  *field,
               const char     *text,
               GError        **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (field->get_type ());
  GEnumValue *value = g_enum_get_value_by_nick (klass, text);
  g_autoptr (GString) choices = g_string_new (NULL);

  if (value != NULL)
    {
      *(int *) tw_resource_at (self, field) = value->value;
      return TRUE;
    }

  for (guint i = 0; i < klass->n_values; i++)
    if (strcmp (klass->values[i].value_nick, "unknown") != 0)
      g_string_append_printf (choices, "%s%s", choices->len > 0 ? ", " : "", klass->values[i].value_nick);

  return refuse (error, field->name, "“%s” is none of %s", text, choices->str);
}

static gboolean
set_field_text (TwResource     *self,
                const TwField  *field,
                const char     *text,
                GError        **error)
{
  gpointer at = tw_resource_at (self, field);
  g_autoptr (GError) local_error = NULL;
  TwDecimal number;
  gboolean done = TRUE;

  switch (field->kind)
    {
    case TW_FIELD_STRING:
      *(char **) at = g_strdup (text);
      return TRUE;
    case TW_FIELD_INT:
      done = tw_decimal_parse (text, &number, &local_error);
      if (done && !tw_decimal_to_int64 (number, at))
        return refuse (error, field->name, "“%s” is not a whole number", text);
      break;
    case TW_FIELD_BOOLEAN:
      *(gboolean *) at = strcmp (text, "true") == 0;
      if (strcmp (text, "true") != 0 && strcmp (text, "false") != 0)
        return refuse (error, field->name, "“%s” is neither true nor false", text);
      return TRUE;
    case TW_FIELD_DECIMAL:
      done = tw_decimal_parse (text, at, &local_error);
      break;
    case TW_FIELD_DATE:
      done = tw_date_parse (text, at, &local_error);
      break;
    case TW_FIELD_DATE_TIME:
      *(GDateTime **) at = tw_date_time_parse (text, &local_error);
      done = *(GDateTime **) at != NULL;
      break;
    case TW_FIELD_ENUM:
      return set_enum_text (self, field, text, error);
    case TW_FIELD_JSON:
      *(TwJson **) at = tw_json_parse (text, -1, &local_error);
      done = *(TwJson **) at != NULL;
      break;
    case TW_FIELD_MONEY:
    case TW_FIELD_OBJECT:
    case TW_FIELD_LIST:
    case TW_FIELD_MAP:
    default:
      return refuse (error, field->name, "has parts; name one of them");
    }

  return done ? TRUE : refuse (error, field->name, "%s", local_error->message);
}

/**
 * tw_resource_set_text:
 * @self: a resource
 * @name: a field's name on the wire, or a path (`address.city`, `attributes.PONumber`)
 * @text: (nullable): what a person typed; %NULL makes the field absent
 * @error: %TW_ERROR_VALIDATION with the field
 *
 * Sets one field from text, making the objects on the path as needed.
 *
 * Returns: whether the text fitted; when not, the field is absent
 */
gboolean
tw_resource_set_text (TwResource  *self,
                      const char  *name,
                      const char  *text,
                      GError     **error)
{
  g_autofree char *property = NULL;
  const char *rest;
  guint index;
  const TwField *field = find_path (self, name, &index, &rest);
  gpointer at;

  if (field == NULL)
    return refuse (error, name, "there is no such field");

  at = tw_resource_at (self, field);
  if (rest != NULL && field->kind == TW_FIELD_OBJECT)
    {
      if (*(TwResource **) at == NULL)
        *(TwResource **) at = g_object_new (field->get_type (), NULL);
      tw_resource_set_present (self, index, TRUE);
      return tw_resource_set_text (*(TwResource **) at, rest, text, error);
    }

  if (rest != NULL && field->kind == TW_FIELD_MAP)
    {
      if (*(GHashTable **) at == NULL)
        *(GHashTable **) at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      tw_resource_set_present (self, index, TRUE);
      if (text != NULL)
        g_hash_table_insert (*(GHashTable **) at, g_strdup (rest), g_strdup (text));
      else
        g_hash_table_remove (*(GHashTable **) at, rest);
      return TRUE;
    }

  if (rest != NULL)
    return refuse (error, name, "there is no such field");

  tw_resource_clear_field (self, index);
  if (text != NULL)
    {
      if (!set_field_text (self, field, text, error))
        return FALSE;
      tw_resource_set_present (self, index, TRUE);
    }

  property = tw_field_dup_property_name (field);
  g_object_notify (G_OBJECT (self), property);

  return TRUE;
}

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
