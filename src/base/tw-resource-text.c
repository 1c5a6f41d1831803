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
#include "base/tw-quote.h"

#include <string.h>

/* A list or a map as JSON text, as it is shown. */
static char *
dup_json_text (TwResource *self,
               const char *name)
{
  g_autofree char *whole = tw_resource_to_json_text (self, TW_JSON_VIEW_SHOW, FALSE);
  g_autoptr (TwJson) json = tw_json_parse (whole, -1, NULL);

  return tw_json_dup_text (tw_json_get_member (json, name));
}

/**
 * tw_resource_dup_enum_text:
 * @self: a resource
 * @index: of a present enum field in its table
 *
 * Returns: (transfer full): the wire's word, also when nobody knows it
 */
char *
tw_resource_dup_enum_text (TwResource *self,
                           guint       index)
{
  const TwField *field = &TW_RESOURCE_GET_CLASS (self)->fields[index];
  const char *raw = tw_resource_get_raw_enum (self, index);
  g_autoptr (GEnumClass) klass = NULL;

  if (raw != NULL)
    return g_strdup (raw);

  klass = g_type_class_ref (field->get_type ());

  return g_strdup (g_enum_get_value (klass, *(int *) tw_resource_at (self, field))->value_nick);
}

static char *
dup_tree_text (TwJson     *tree,
               const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);

  for (char **name = names; *name != NULL; name++)
    tree = tw_json_get_member (tree, *name);

  return tw_json_dup_text (tree);
}

/* What stands below a field: `city` of an address, `amount` of a sum. */
static char *
dup_part_text (const TwField *field,
               gpointer       at,
               const char    *rest)
{
  switch (field->kind)
    {
    case TW_FIELD_MONEY:
      if (strcmp (rest, "amount") == 0)
        return tw_decimal_to_string (((TwMoney *) at)->amount);
      return strcmp (rest, "currency") == 0 ? g_strdup (((TwMoney *) at)->currency) : NULL;
    case TW_FIELD_OBJECT:
      return tw_resource_dup_text (*(TwResource **) at, rest);
    case TW_FIELD_MAP:
      return g_strdup (g_hash_table_lookup (*(GHashTable **) at, rest));
    case TW_FIELD_JSON:
      return dup_tree_text (*(TwJson **) at, rest);
    default:
      return NULL;
    }
}

static char *
dup_field_text (TwResource    *self,
                guint          index,
                const TwField *field)
{
  gpointer at = tw_resource_at (self, field);

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
      return tw_money_to_string (at);
    case TW_FIELD_DATE:
      return tw_date_to_string (at);
    case TW_FIELD_DATE_TIME:
      return tw_date_time_to_string (*(GDateTime **) at);
    case TW_FIELD_ENUM:
      return tw_resource_dup_enum_text (self, index);
    case TW_FIELD_JSON:
      return tw_json_dup_text (*(TwJson **) at);
    case TW_FIELD_OBJECT:
    case TW_FIELD_LIST:
    case TW_FIELD_MAP:
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
 * @name: a field's name on the wire, or a path (`address.city`, `total.amount`, `attributes.PONumber`); elements
 *   of lists have none
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

  return rest != NULL ? dup_part_text (field, tw_resource_at (self, field), rest)
                      : dup_field_text (self, index, field);
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
set_enum_text (const TwField  *field,
               int            *at,
               const char     *path,
               const char     *text,
               GError        **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (field->get_type ());
  GEnumValue *value = g_enum_get_value_by_nick (klass, text);
  g_autoptr (GString) choices = g_string_new (NULL);
  g_autofree char *quoted = NULL;

  if (value != NULL)
    {
      *at = value->value;
      return TRUE;
    }

  for (guint i = 0; i < klass->n_values; i++)
    if (strcmp (klass->values[i].value_nick, "unknown") != 0)
      g_string_append_printf (choices, "%s%s", choices->len > 0 ? ", " : "", klass->values[i].value_nick);
  quoted = tw_quote (text);

  return refuse (error, path, "%s is none of %s", quoted, choices->str);
}

/* As it is shown: `12.30 USD`. */
static gboolean
set_money_text (TwMoney     *at,
                const char  *text,
                GError     **error)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);

  if (g_strv_length (parts) == 2)
    return tw_money_parse (parts[0], parts[1], at, error);

  g_set_error_literal (error, TW_ERROR, TW_ERROR_VALIDATION, "write the amount and the currency, such as 12.30 USD");

  return FALSE;
}

static gboolean
set_boolean_text (gboolean    *at,
                  const char  *text,
                  GError     **error)
{
  g_autofree char *quoted = NULL;

  *at = strcmp (text, "true") == 0;
  if (*at || strcmp (text, "false") == 0)
    return TRUE;

  quoted = tw_quote (text);
  g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION, "%s is neither true nor false", quoted);

  return FALSE;
}

static gboolean
set_int_text (gint64      *at,
              const char  *text,
              GError     **error)
{
  g_autofree char *quoted = NULL;
  TwDecimal number;

  if (!tw_decimal_parse (text, &number, error))
    return FALSE;
  if (tw_decimal_to_int64 (number, at))
    return TRUE;

  quoted = tw_quote (text);
  g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION, "%s is not a whole number", quoted);

  return FALSE;
}

/* @at is zero: whatever it held was freed before. */
static gboolean
set_field_text (const TwField  *field,
                gpointer        at,
                const char     *path,
                const char     *text,
                GError        **error)
{
  g_autoptr (GError) inner = NULL;
  gboolean done = TRUE;

  switch (field->kind)
    {
    case TW_FIELD_STRING:
      *(char **) at = g_strdup (text);
      break;
    case TW_FIELD_INT:
      done = set_int_text (at, text, &inner);
      break;
    case TW_FIELD_BOOLEAN:
      done = set_boolean_text (at, text, &inner);
      break;
    case TW_FIELD_DECIMAL:
      done = tw_decimal_parse (text, at, &inner);
      break;
    case TW_FIELD_MONEY:
      done = set_money_text (at, text, &inner);
      break;
    case TW_FIELD_DATE:
      done = tw_date_parse (text, at, &inner);
      break;
    case TW_FIELD_DATE_TIME:
      *(GDateTime **) at = tw_date_time_parse (text, &inner);
      done = *(GDateTime **) at != NULL;
      break;
    case TW_FIELD_ENUM:
      return set_enum_text (field, at, path, text, error);
    case TW_FIELD_JSON:
      *(TwJson **) at = tw_json_parse (text, -1, &inner);
      done = *(TwJson **) at != NULL;
      break;
    case TW_FIELD_OBJECT:
    case TW_FIELD_MAP:
      return refuse (error, path, "has parts; name one of them, as in %s.NAME", path);
    case TW_FIELD_LIST:
    default:
      return refuse (error, path, "a list cannot be written as one text");
    }

  return done ? TRUE : refuse (error, path, "%s", inner->message);
}

static void
notify_field (TwResource    *self,
              const TwField *field)
{
  g_autofree char *property = tw_field_dup_property_name (field);

  g_object_notify (G_OBJECT (self), property);
}

static gboolean set_path_text (TwResource  *self,
                               const char  *whole,
                               const char  *path,
                               const char  *text,
                               GError     **error);

/* Makes the object on the way when something is to be put into it, and takes it back when that failed. */
static gboolean
set_part_text (TwResource     *self,
               guint           index,
               const TwField  *field,
               const char     *whole,
               const char     *rest,
               const char     *text,
               GError        **error)
{
  TwResource **at = tw_resource_at (self, field);
  gboolean made = *at == NULL;

  if (made)
    *at = g_object_new (field->get_type (), NULL);
  tw_resource_set_present (self, index, TRUE);

  if (!set_path_text (*at, whole, rest, text, error))
    {
      if (made)
        tw_resource_clear_field (self, index);
      return FALSE;
    }

  if (made && text == NULL)
    tw_resource_clear_field (self, index);
  else
    notify_field (self, field);

  return TRUE;
}

static void
set_entry_text (TwResource    *self,
                guint          index,
                const TwField *field,
                const char    *name,
                const char    *text)
{
  GHashTable **at = tw_resource_at (self, field);

  if (*at == NULL && text == NULL)
    return;

  if (*at == NULL)
    *at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  tw_resource_set_present (self, index, TRUE);
  if (text != NULL)
    g_hash_table_insert (*at, g_strdup (name), g_strdup (text));
  else
    g_hash_table_remove (*at, name);
  notify_field (self, field);
}

/* Sets what @path names; errors speak of @whole, of which @path is the end. */
static gboolean
set_path_text (TwResource  *self,
               const char  *whole,
               const char  *path,
               const char  *text,
               GError     **error)
{
  const char *rest;
  guint index;
  const TwField *field = find_path (self, path, &index, &rest);
  gboolean done = TRUE;

  if (field == NULL || (rest != NULL && field->kind != TW_FIELD_OBJECT && field->kind != TW_FIELD_MAP))
    return refuse (error, whole, "there is no such field");

  if (rest != NULL && field->kind == TW_FIELD_OBJECT)
    return set_part_text (self, index, field, whole, rest, text, error);

  if (rest != NULL)
    {
      set_entry_text (self, index, field, rest, text);
      return TRUE;
    }

  tw_resource_clear_field (self, index);
  if (text != NULL)
    {
      done = set_field_text (field, tw_resource_at (self, field), whole, text, error);
      if (done)
        tw_resource_set_present (self, index, TRUE);
      else
        tw_resource_clear_field (self, index);
    }
  notify_field (self, field);

  return done;
}

/**
 * tw_resource_set_text:
 * @self: a resource
 * @name: a field's name on the wire, or a path (`address.city`, `attributes.PONumber`)
 * @text: (nullable): what a person typed; %NULL makes the field absent
 * @error: %TW_ERROR_VALIDATION with @name as the refused field
 *
 * Sets one field from the text that tw_resource_dup_text() gives for it, making the objects on the path as
 * needed.
 *
 * Returns: whether the text fitted; when not, the field is absent
 */
gboolean
tw_resource_set_text (TwResource  *self,
                      const char  *name,
                      const char  *text,
                      GError     **error)
{
  g_return_val_if_fail (TW_IS_RESOURCE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return set_path_text (self, name, name, text, error);
}
