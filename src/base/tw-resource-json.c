/* tw-resource-json.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-resource-private.h"

#include "base/tw-error.h"
#include "base/tw-json-private.h"

#include <gio/gio.h>

#define MASK "***"

static const char *
describe (TwJson *json)
{
  static const char * const names[] = { "null", "a boolean", "a number", "a string", "an array", "an object" };

  return names[tw_json_get_kind (json)];
}

/* Every error names the field; the callers above it put their own name in front: `products[2].quantity`. */
static gboolean
fail (GError     **error,
      const char  *expected,
      TwJson      *json)
{
  g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "%s is expected, found %s", expected, describe (json));

  return FALSE;
}

static gboolean
read_int (TwJson  *json,
          gint64  *out,
          GError **error)
{
  TwDecimal number;

  if (!tw_json_get_decimal (json, &number, error))
    return FALSE;

  if (!tw_decimal_to_int64 (number, out))
    return fail (error, "a whole number", json);

  return TRUE;
}

static gboolean
read_boolean (TwJson    *json,
              gboolean  *out,
              GError   **error)
{
  if (tw_json_get_kind (json) != TW_JSON_BOOLEAN)
    return fail (error, "true or false", json);

  *out = tw_json_get_boolean (json);

  return TRUE;
}

static gboolean
read_money (TwJson   *json,
            TwMoney  *out,
            GError  **error)
{
  TwDecimal amount;
  const char *currency = tw_json_get_string (tw_json_get_member (json, "currency"));

  if (tw_json_get_kind (json) != TW_JSON_OBJECT)
    return fail (error, "an object of currency and amount", json);

  if (!tw_json_get_decimal (tw_json_get_member (json, "amount"), &amount, error))
    {
      g_prefix_error_literal (error, "amount: ");
      return FALSE;
    }

  if (currency == NULL)
    {
      fail (error, "currency: a string", tw_json_get_member (json, "currency"));
      return FALSE;
    }

  if (!tw_money_init (out, amount, currency, error))
    {
      g_prefix_error_literal (error, "currency: ");
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_list (const TwField  *field,
           TwJson         *json,
           GPtrArray     **out,
           GError        **error)
{
  g_autoptr (GPtrArray) list = NULL;
  guint length = tw_json_get_length (json);

  if (tw_json_get_kind (json) != TW_JSON_ARRAY)
    return fail (error, "an array", json);

  list = g_ptr_array_new_full (length, g_object_unref);
  for (guint i = 0; i < length; i++)
    {
      TwResource *item = tw_resource_new_from_json (field->get_type (), tw_json_get_element (json, i), error);

      if (item == NULL)
        {
          g_prefix_error (error, "[%u].", i);
          return FALSE;
        }
      g_ptr_array_add (list, item);
    }

  *out = g_steal_pointer (&list);

  return TRUE;
}

static gboolean
read_map (TwJson      *json,
          GHashTable **out,
          GError     **error)
{
  g_autoptr (GHashTable) map = NULL;
  g_auto (GStrv) names = NULL;

  if (tw_json_get_kind (json) != TW_JSON_OBJECT)
    return fail (error, "an object", json);

  map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  names = tw_json_list_members (json);
  for (char **name = names; *name != NULL; name++)
    {
      char *text = tw_json_dup_text (tw_json_get_member (json, *name));

      g_hash_table_insert (map, g_strdup (*name), text != NULL ? text : g_strdup (""));
    }

  *out = g_steal_pointer (&map);

  return TRUE;
}

static gboolean
read_text (TwJson  *json,
           char   **out,
           GError **error)
{
  TwJsonKind kind = tw_json_get_kind (json);

  if (kind != TW_JSON_STRING && kind != TW_JSON_NUMBER)
    return fail (error, "a string", json);

  *out = tw_json_dup_text (json);

  return TRUE;
}

static gboolean
read_field (TwResource     *self,
            guint           index,
            const TwField  *field,
            TwJson         *json,
            GError        **error)
{
  gpointer at = tw_resource_at (self, field);
  GEnumValue *value;
  const char *text;

  switch (field->kind)
    {
    case TW_FIELD_STRING:
      return read_text (json, at, error);
    case TW_FIELD_INT:
      return read_int (json, at, error);
    case TW_FIELD_BOOLEAN:
      return read_boolean (json, at, error);
    case TW_FIELD_DECIMAL:
      return tw_json_get_decimal (json, at, error);
    case TW_FIELD_MONEY:
      return read_money (json, at, error);
    case TW_FIELD_DATE:
      if ((text = tw_json_get_string (json)) == NULL)
        return fail (error, "a date (YYYY-MM-DD)", json);
      return tw_date_parse (text, at, error);
    case TW_FIELD_DATE_TIME:
      if ((text = tw_json_get_string (json)) == NULL)
        return fail (error, "a time (ISO 8601)", json);
      *(GDateTime **) at = tw_date_time_parse (text, error);
      return *(GDateTime **) at != NULL;
    case TW_FIELD_ENUM:
      if ((text = tw_json_get_string (json)) == NULL)
        return fail (error, "a string", json);
      value = tw_resource_enum_by_text (field->get_type (), text);
      *(int *) at = value != NULL ? value->value : 0;
      tw_resource_set_raw_enum (self, index, value != NULL ? NULL : text);
      return TRUE;
    case TW_FIELD_OBJECT:
      if (tw_json_get_kind (json) != TW_JSON_OBJECT)
        return fail (error, "an object", json);
      *(TwResource **) at = tw_resource_new_from_json (field->get_type (), json, error);
      return *(TwResource **) at != NULL;
    case TW_FIELD_LIST:
      return read_list (field, json, at, error);
    case TW_FIELD_MAP:
      return read_map (json, at, error);
    case TW_FIELD_JSON:
      *(TwJson **) at = tw_json_ref (json);
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

/*
 * Puts @name in front of an error's path: an inner path goes on (`total.amount: …`, `products[0].mpn: …`), at its
 * end stands a colon.
 */
static void
propagate_with_path (GError     **error,
                     GError      *inner,
                     TwFieldKind  kind,
                     const char  *name)
{
  const char *separator = ": ";

  if (kind == TW_FIELD_LIST && inner->message[0] == '[')
    separator = "";
  else if ((kind == TW_FIELD_OBJECT || kind == TW_FIELD_MONEY) && strchr (inner->message, ':') != NULL)
    separator = ".";

  g_prefix_error (&inner, "%s%s", name, separator);
  inner->code = TW_ERROR_PROTOCOL;
  g_propagate_error (error, inner);
}

/**
 * tw_resource_new_from_json:
 * @type: a resource type
 * @json: a JSON object
 * @error: %TW_ERROR_PROTOCOL naming the JSON path of what does not fit
 *
 * Reads an object: known members by the field table, the rest is kept. Null is the same as absent. May be
 * called in any thread.
 *
 * Returns: (transfer full): a new resource
 */
TwResource *
tw_resource_new_from_json (GType    type,
                           TwJson  *json,
                           GError **error)
{
  g_autoptr (TwResource) self = g_object_new (type, NULL);
  TwResourceClass *klass = TW_RESOURCE_GET_CLASS (self);

  if (!tw_resource_merge_json (self, json, error))
    return NULL;

  for (guint i = 0; i < klass->n_fields; i++)
    if ((klass->fields[i].flags & TW_FIELD_REQUIRED) != 0 && !tw_resource_is_present (self, i))
      {
        g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "%s: is missing", klass->fields[i].name);
        return NULL;
      }

  return g_steal_pointer (&self);
}

/**
 * tw_resource_merge_json:
 * @self: a resource
 * @json: a JSON object
 * @error: as tw_resource_new_from_json()
 *
 * Takes over every member of @json; null makes a field absent, members not named stay. On an error some members
 * may be taken over already. No notifications are emitted: @self must not be shown yet.
 *
 * Returns: whether all members fitted
 */
gboolean
tw_resource_merge_json (TwResource  *self,
                        TwJson      *json,
                        GError     **error)
{
  TwResourceClass *klass = TW_RESOURCE_GET_CLASS (self);
  g_autoptr (GError) local_error = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  guint expected = 0;

  if (tw_json_get_kind (json) != TW_JSON_OBJECT)
    return fail (error, "an object", json);

  json_object_iter_init_ordered (&iter, json_node_get_object (tw_json_to_node (json)));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      TwJson *member = tw_json_from_node (node);
      int index = -1;

      /* Members mostly come in the table's order: look there first. */
      for (guint i = 0; i < klass->n_fields && index < 0; i++)
        {
          guint at = (expected + i) % klass->n_fields;

          if (strcmp (klass->fields[at].name, name) == 0)
            index = (int) at;
        }

      if (index < 0)
        {
          tw_resource_put_unknown (self, name, member);
          continue;
        }

      expected = index + 1;
      tw_resource_clear_field (self, index);
      if (tw_json_get_kind (member) == TW_JSON_NULL)
        continue;

      if (!read_field (self, index, &klass->fields[index], member, &local_error))
        {
          propagate_with_path (error, g_steal_pointer (&local_error), klass->fields[index].kind, name);
          return FALSE;
        }
      tw_resource_set_present (self, index, TRUE);
    }

  return TRUE;
}

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
      if ((field->flags & TW_FIELD_AS_INT) != 0 && view != TW_JSON_VIEW_SHOW)
        {
          TwDecimal number;

          if (tw_decimal_parse (*(char **) at, &number, NULL) && tw_decimal_is_integer (number))
            {
              tw_json_writer_decimal (writer, number);
              break;
            }
        }
      tw_json_writer_string (writer, *(char **) at);
      break;
    case TW_FIELD_INT:
      tw_json_writer_int (writer, *(gint64 *) at);
      break;
    case TW_FIELD_BOOLEAN:
      tw_json_writer_boolean (writer, *(gboolean *) at);
      break;
    case TW_FIELD_DECIMAL:
      if ((field->flags & TW_FIELD_AS_TEXT) != 0)
        {
          text = tw_decimal_to_string (*(TwDecimal *) at);
          tw_json_writer_string (writer, text);
        }
      else
        {
          tw_json_writer_decimal (writer, *(TwDecimal *) at);
        }
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
      text = tw_resource_dup_text (self, field->name);
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
