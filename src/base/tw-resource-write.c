/* tw-resource-write.c
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

#define MASK "***"

/* Numbers of up to 15 digits are read back exactly by every reader of JSON. */
#define MAX_NUMBER_UNITS G_GINT64_CONSTANT (1000000000000000)

static gboolean
is_in_view (const TwField *field,
            TwJsonView     view)
{
  switch (view)
    {
    case TW_JSON_VIEW_CREATE:
    case TW_JSON_VIEW_JOURNAL_CREATE:
      return (field->flags & TW_FIELD_CREATE) != 0;
    case TW_JSON_VIEW_UPDATE:
    case TW_JSON_VIEW_JOURNAL_UPDATE:
      return (field->flags & TW_FIELD_UPDATE) != 0;
    case TW_JSON_VIEW_STORE:
    case TW_JSON_VIEW_SHOW:
    default:
      return (field->flags & (TW_FIELD_SECRET | TW_FIELD_TRANSIENT)) == 0;
    }
}

static void
write_map (GHashTable   *map,
           TwJsonWriter *writer)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (map), (GCompareFunc) strcmp);

  /* Sorted, so that the same map always gives the same text. */
  tw_json_writer_begin_object (writer);
  for (GList *l = names; l != NULL; l = l->next)
    {
      tw_json_writer_name (writer, l->data);
      tw_json_writer_string (writer, g_hash_table_lookup (map, l->data));
    }
  tw_json_writer_end_object (writer);
}

/* An id that is an integer on the wire is one for people all the same: a text, to be compared as such. */
static void
write_string (const TwField *field,
              const char    *value,
              TwJsonWriter  *writer,
              TwJsonView     view)
{
  TwDecimal number;
  gint64 integer;

  if ((field->flags & TW_FIELD_AS_INT) != 0 && view != TW_JSON_VIEW_SHOW &&
      tw_decimal_parse (value, &number, NULL) && tw_decimal_to_int64 (number, &integer))
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, integer);

      /* What would be read back otherwise (007, 1e3), or not at all, stays a text. */
      if (strcmp (text, value) == 0 && number.units < MAX_NUMBER_UNITS && number.units > -MAX_NUMBER_UNITS)
        {
          tw_json_writer_int (writer, integer);
          return;
        }
    }

  tw_json_writer_string (writer, value);
}

static void
write_int (gint64        value,
           TwJsonWriter *writer)
{
  g_autofree char *text = NULL;

  if (value < MAX_NUMBER_UNITS && value > -MAX_NUMBER_UNITS)
    {
      tw_json_writer_int (writer, value);
      return;
    }

  text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  tw_json_writer_string (writer, text);
}

/* A number that no reader could take exactly is written as a text, which all our fields accept. */
static void
write_decimal (const TwField *field,
               TwDecimal      value,
               TwJsonWriter  *writer)
{
  g_autofree char *text = NULL;

  if ((field->flags & TW_FIELD_AS_TEXT) == 0 && value.units < MAX_NUMBER_UNITS && value.units > -MAX_NUMBER_UNITS)
    {
      tw_json_writer_decimal (writer, value);
      return;
    }

  text = tw_decimal_to_string (value);
  tw_json_writer_string (writer, text);
}

static void
write_field (TwResource    *self,
             guint          index,
             const TwField *field,
             TwJsonWriter  *writer,
             TwJsonView     view)
{
  gpointer at = tw_resource_at (self, field);
  g_autofree char *text = NULL;

  switch (field->kind)
    {
    case TW_FIELD_STRING:
      write_string (field, *(char **) at, writer, view);
      break;
    case TW_FIELD_INT:
      write_int (*(gint64 *) at, writer);
      break;
    case TW_FIELD_BOOLEAN:
      tw_json_writer_boolean (writer, *(gboolean *) at);
      break;
    case TW_FIELD_DECIMAL:
      write_decimal (field, *(TwDecimal *) at, writer);
      break;
    case TW_FIELD_MONEY:
      tw_json_writer_money (writer, at);
      break;
    case TW_FIELD_DATE:
      text = tw_date_to_string (at);
      tw_json_writer_string (writer, text);
      break;
    case TW_FIELD_DATE_TIME:
      text = tw_date_time_to_string (*(GDateTime **) at);
      tw_json_writer_string (writer, text);
      break;
    case TW_FIELD_ENUM:
      text = tw_resource_dup_enum_text (self, index);
      tw_json_writer_string (writer, text);
      break;
    case TW_FIELD_OBJECT:
      tw_resource_write_json (*(TwResource **) at, writer, view);
      break;
    case TW_FIELD_LIST:
      tw_json_writer_begin_array (writer);
      for (guint i = 0; i < (*(GPtrArray **) at)->len; i++)
        tw_resource_write_json (g_ptr_array_index (*(GPtrArray **) at, i), writer, view);
      tw_json_writer_end_array (writer);
      break;
    case TW_FIELD_MAP:
      write_map (*(GHashTable **) at, writer);
      break;
    case TW_FIELD_JSON:
      tw_json_writer_json (writer, *(TwJson **) at);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * tw_resource_write_json:
 * @self: a resource
 * @writer: where to
 * @view: which fields
 *
 * Writes the present fields in the table's order. Members that no table knows follow where everything known is
 * wanted; they are never sent.
 */
void
tw_resource_write_json (TwResource   *self,
                        TwJsonWriter *writer,
                        TwJsonView    view)
{
  TwResourceClass *klass = TW_RESOURCE_GET_CLASS (self);
  GPtrArray *unknown = tw_resource_get_unknown (self);
  gboolean journal = view == TW_JSON_VIEW_JOURNAL_CREATE || view == TW_JSON_VIEW_JOURNAL_UPDATE;

  tw_json_writer_begin_object (writer);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const TwField *field = &klass->fields[i];

      if (!tw_resource_is_present (self, i) || !is_in_view (field, view))
        continue;

      tw_json_writer_name (writer, field->name);
      if (journal && (field->flags & TW_FIELD_SECRET) != 0)
        tw_json_writer_string (writer, MASK);
      else
        write_field (self, i, field, writer, view);
    }

  if (unknown != NULL && (view == TW_JSON_VIEW_STORE || view == TW_JSON_VIEW_SHOW))
    for (guint i = 0; i < unknown->len; i++)
      {
        TwUnknownMember *member = g_ptr_array_index (unknown, i);

        tw_json_writer_name (writer, member->name);
        tw_json_writer_json (writer, member->value);
      }
  tw_json_writer_end_object (writer);
}

/**
 * tw_resource_to_json_text:
 * @self: a resource
 * @view: which fields
 * @pretty: whether to indent
 *
 * Returns: (transfer full): the resource as JSON text
 */
char *
tw_resource_to_json_text (TwResource *self,
                          TwJsonView  view,
                          gboolean    pretty)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (pretty);

  tw_resource_write_json (self, writer, view);

  return tw_json_writer_steal_text (writer);
}

static gboolean
check_fields (TwResource  *self,
              TwJsonView   view,
              const char  *prefix,
              GError     **error);

static gboolean
refuse_field (const char  *path,
              const char  *why,
              GError     **error)
{
  GError *refusal = g_error_new (TW_ERROR, TW_ERROR_VALIDATION, "%s: %s", path, why);

  tw_error_add_field (refusal, path, why);
  g_propagate_error (error, refusal);

  return FALSE;
}

static gboolean
check_children (TwResource     *self,
                const TwField  *field,
                TwJsonView      view,
                const char     *path,
                GError        **error)
{
  gpointer child = *(gpointer *) tw_resource_at (self, field);
  g_autofree char *prefix = NULL;

  if (field->kind == TW_FIELD_OBJECT)
    {
      prefix = g_strconcat (path, ".", NULL);
      return check_fields (child, view, prefix, error);
    }

  for (guint i = 0; i < ((GPtrArray *) child)->len; i++)
    {
      g_autofree char *item_prefix = g_strdup_printf ("%s[%u].", path, i);

      if (!check_fields (g_ptr_array_index ((GPtrArray *) child, i), view, item_prefix, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_fields (TwResource  *self,
              TwJsonView   view,
              const char  *prefix,
              GError     **error)
{
  TwResourceClass *klass = TW_RESOURCE_GET_CLASS (self);
  GPtrArray *unknown = tw_resource_get_unknown (self);

  if (unknown != NULL && unknown->len > 0)
    {
      TwUnknownMember *member = g_ptr_array_index (unknown, 0);
      g_autofree char *path = g_strconcat (prefix, member->name, NULL);

      return refuse_field (path, "there is no such field", error);
    }

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const TwField *field = &klass->fields[i];
      g_autofree char *path = g_strconcat (prefix, field->name, NULL);

      if (!tw_resource_is_present (self, i))
        continue;

      if (!is_in_view (field, view))
        return refuse_field (path, "this field cannot be sent", error);

      if ((field->kind == TW_FIELD_OBJECT || field->kind == TW_FIELD_LIST) &&
          !check_children (self, field, view, path, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * tw_resource_check_sendable:
 * @self: a resource that a person or a script made
 * @view: %TW_JSON_VIEW_CREATE or %TW_JSON_VIEW_UPDATE
 * @error: %TW_ERROR_VALIDATION naming the first field that would silently not be sent
 *
 * Returns: whether everything in @self would be sent
 */
gboolean
tw_resource_check_sendable (TwResource  *self,
                            TwJsonView   view,
                            GError     **error)
{
  return check_fields (self, view, "", error);
}
