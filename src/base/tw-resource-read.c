/* tw-resource-read.c
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

#include <string.h>

/* Where in the document a value stands; made on the stack, spelt out only when something does not fit. */
typedef struct _Path Path;
struct _Path
{
  const Path *above;
  const char *name; /* NULL: the element at @index */
  guint       index;
};

static const char *
describe (TwJson *json)
{
  static const char * const names[] = { "null", "a boolean", "a number", "a string", "an array", "an object" };

  return names[tw_json_get_kind (json)];
}

static void
append_path (const Path *path,
             GString    *text)
{
  if (path == NULL)
    return;

  append_path (path->above, text);
  if (path->name == NULL)
    g_string_append_printf (text, "[%u]", path->index);
  else
    g_string_append_printf (text, "%s%s", text->len > 0 ? "." : "", path->name);
}

/* The path and what is wrong there: `products[2].quantity: a number is expected, found true`. */
static gboolean
fail (const Path  *path,
      const char  *what,
      GError     **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_path (path, text);
  g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "%s%s%s", text->str, text->len > 0 ? ": " : "", what);

  return FALSE;
}

static gboolean
fail_expected (const Path  *path,
               const char  *expected,
               TwJson      *json,
               GError     **error)
{
  g_autofree char *what = g_strdup_printf ("%s is expected, found %s", expected, describe (json));

  return fail (path, what, error);
}

/* Returns @done, and when it is %FALSE takes over what @inner says. (By reference: it is set while @done is made.) */
static gboolean
check (gboolean     done,
       const Path  *path,
       GError     **inner,
       GError     **error)
{
  return done ? TRUE : fail (path, (*inner)->message, error);
}

static TwResource *read_resource (GType         type,
                                  TwJson       *json,
                                  const Path   *path,
                                  GError      **error);

static gboolean
read_decimal (TwJson      *json,
              TwDecimal   *out,
              const Path  *path,
              GError     **error)
{
  g_autoptr (GError) inner = NULL;
  TwJsonKind kind = tw_json_get_kind (json);

  if (kind != TW_JSON_NUMBER && kind != TW_JSON_STRING)
    return fail_expected (path, "a number", json, error);

  return check (tw_json_get_decimal (json, out, &inner), path, &inner, error);
}

static gboolean
read_int (TwJson      *json,
          gint64      *out,
          const Path  *path,
          GError     **error)
{
  TwDecimal number;

  if (!read_decimal (json, &number, path, error))
    return FALSE;

  return tw_decimal_to_int64 (number, out) ? TRUE : fail_expected (path, "a whole number", json, error);
}

static gboolean
read_boolean (TwJson      *json,
              gboolean    *out,
              const Path  *path,
              GError     **error)
{
  if (tw_json_get_kind (json) != TW_JSON_BOOLEAN)
    return fail_expected (path, "true or false", json, error);

  *out = tw_json_get_boolean (json);

  return TRUE;
}

static gboolean
read_money (TwJson      *json,
            TwMoney     *out,
            const Path  *path,
            GError     **error)
{
  const Path amount_path = { path, "amount" };
  const Path currency_path = { path, "currency" };
  g_autoptr (GError) inner = NULL;
  TwJson *currency = tw_json_get_member (json, "currency");
  TwDecimal amount;

  if (tw_json_get_kind (json) != TW_JSON_OBJECT)
    return fail_expected (path, "an object of currency and amount", json, error);

  if (!read_decimal (tw_json_get_member (json, "amount"), &amount, &amount_path, error))
    return FALSE;

  if (tw_json_get_kind (currency) != TW_JSON_STRING)
    return fail_expected (&currency_path, "a string", currency, error);

  return check (tw_money_init (out, amount, tw_json_get_string (currency), &inner), &currency_path, &inner, error);
}

static gboolean
read_list (GType         type,
           TwJson       *json,
           GPtrArray   **out,
           const Path   *path,
           GError      **error)
{
  g_autoptr (GPtrArray) list = NULL;
  TwJsonIter iter;
  TwJson *element;

  if (tw_json_get_kind (json) != TW_JSON_ARRAY)
    return fail_expected (path, "an array", json, error);

  list = g_ptr_array_new_full (tw_json_get_length (json), g_object_unref);
  tw_json_iter_init (&iter, json);
  while (tw_json_iter_next (&iter, NULL, &element))
    {
      const Path item_path = { path, NULL, list->len };
      TwResource *item = read_resource (type, element, &item_path, error);

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (list, item);
    }

  *out = g_steal_pointer (&list);

  return TRUE;
}

static gboolean
read_map (TwJson       *json,
          GHashTable  **out,
          const Path   *path,
          GError      **error)
{
  g_autoptr (GHashTable) map = NULL;
  const char *name;
  TwJsonIter iter;
  TwJson *member;

  if (tw_json_get_kind (json) != TW_JSON_OBJECT)
    return fail_expected (path, "an object", json, error);

  map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  tw_json_iter_init (&iter, json);
  while (tw_json_iter_next (&iter, &name, &member))
    {
      char *text = tw_json_dup_text (member);

      /* Null is absent here too. */
      if (text != NULL)
        g_hash_table_insert (map, g_strdup (name), text);
    }

  *out = g_steal_pointer (&map);

  return TRUE;
}

static gboolean
read_text (TwJson      *json,
           char       **out,
           const Path  *path,
           GError     **error)
{
  TwJsonKind kind = tw_json_get_kind (json);

  if (kind != TW_JSON_STRING && kind != TW_JSON_NUMBER)
    return fail_expected (path, "a string", json, error);

  *out = tw_json_dup_text (json);

  return TRUE;
}

static gboolean
read_time (const TwField  *field,
           TwJson         *json,
           gpointer        at,
           const Path     *path,
           GError        **error)
{
  g_autoptr (GError) inner = NULL;
  const char *text = tw_json_get_string (json);

  if (text == NULL)
    return fail_expected (path, field->kind == TW_FIELD_DATE ? "a date (YYYY-MM-DD)" : "a time (ISO 8601)", json,
                          error);

  if (field->kind == TW_FIELD_DATE)
    return check (tw_date_parse (text, at, &inner), path, &inner, error);

  *(GDateTime **) at = tw_date_time_parse (text, &inner);

  return check (*(GDateTime **) at != NULL, path, &inner, error);
}

static gboolean
read_enum (TwResource     *self,
           guint           index,
           const TwField  *field,
           TwJson         *json,
           const Path     *path,
           GError        **error)
{
  const char *text = tw_json_get_string (json);
  GEnumValue *value = NULL;

  if (text == NULL)
    return fail_expected (path, "a string", json, error);

  value = tw_resource_enum_by_text (field->get_type (), text);
  *(int *) tw_resource_at (self, field) = value != NULL ? value->value : 0;
  tw_resource_set_raw_enum (self, index, value != NULL ? NULL : text);

  return TRUE;
}

static gboolean
read_field (TwResource     *self,
            guint           index,
            const TwField  *field,
            TwJson         *json,
            const Path     *path,
            GError        **error)
{
  gpointer at = tw_resource_at (self, field);

  switch (field->kind)
    {
    case TW_FIELD_STRING:
      return read_text (json, at, path, error);
    case TW_FIELD_INT:
      return read_int (json, at, path, error);
    case TW_FIELD_BOOLEAN:
      return read_boolean (json, at, path, error);
    case TW_FIELD_DECIMAL:
      return read_decimal (json, at, path, error);
    case TW_FIELD_MONEY:
      return read_money (json, at, path, error);
    case TW_FIELD_DATE:
    case TW_FIELD_DATE_TIME:
      return read_time (field, json, at, path, error);
    case TW_FIELD_ENUM:
      return read_enum (self, index, field, json, path, error);
    case TW_FIELD_OBJECT:
      *(TwResource **) at = read_resource (field->get_type (), json, path, error);
      return *(TwResource **) at != NULL;
    case TW_FIELD_LIST:
      return read_list (field->get_type (), json, at, path, error);
    case TW_FIELD_MAP:
      return read_map (json, at, path, error);
    case TW_FIELD_JSON:
      *(TwJson **) at = tw_json_ref (json);
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

static int
find_field (TwResourceClass *klass,
            const char      *name,
            guint            expected)
{
  /* Members mostly come in the table's order: look there first. */
  for (guint i = 0; i < klass->n_fields; i++)
    {
      guint at = (expected + i) % klass->n_fields;

      if (klass->fields[at].name[0] == name[0] && strcmp (klass->fields[at].name, name) == 0)
        return (int) at;
    }

  return -1;
}

static gboolean
merge (TwResource  *self,
       TwJson      *json,
       const Path  *path,
       GError     **error)
{
  TwResourceClass *klass = TW_RESOURCE_GET_CLASS (self);
  const char *name;
  guint expected = 0;
  TwJsonIter iter;
  TwJson *member;

  if (tw_json_get_kind (json) != TW_JSON_OBJECT)
    return fail_expected (path, "an object", json, error);

  tw_json_iter_init (&iter, json);
  while (tw_json_iter_next (&iter, &name, &member))
    {
      const Path member_path = { path, name };
      int index = find_field (klass, name, expected);

      if (index < 0)
        {
          tw_resource_put_unknown (self, name, member);
          continue;
        }

      expected = index + 1;
      tw_resource_clear_field (self, index);
      if (tw_json_get_kind (member) == TW_JSON_NULL)
        continue;

      if (!read_field (self, index, &klass->fields[index], member, &member_path, error))
        return FALSE;
      tw_resource_set_present (self, index, TRUE);
    }

  return TRUE;
}

static TwResource *
read_resource (GType         type,
               TwJson       *json,
               const Path   *path,
               GError      **error)
{
  g_autoptr (TwResource) self = g_object_new (type, NULL);
  TwResourceClass *klass = TW_RESOURCE_GET_CLASS (self);

  if (!merge (self, json, path, error))
    return NULL;

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const Path member_path = { path, klass->fields[i].name };

      if ((klass->fields[i].flags & TW_FIELD_REQUIRED) != 0 && !tw_resource_is_present (self, i))
        {
          fail (&member_path, "is missing", error);
          return NULL;
        }
    }

  return g_steal_pointer (&self);
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
  return read_resource (type, json, NULL, error);
}

/**
 * tw_resource_list_from_json:
 * @type: a resource type
 * @json: (nullable): a JSON array of objects
 * @name: the array's name, for errors
 * @error: %TW_ERROR_PROTOCOL naming the JSON path of what does not fit, as in `data[3].id: is missing`
 *
 * Reads a list of objects as tw_resource_new_from_json() does. May be called in any thread.
 *
 * Returns: (transfer full) (element-type TwResource): the resources, in the array's order
 */
GPtrArray *
tw_resource_list_from_json (GType        type,
                            TwJson      *json,
                            const char  *name,
                            GError     **error)
{
  const Path path = { NULL, name };
  GPtrArray *list = NULL;

  return read_list (type, json, &list, &path, error) ? list : NULL;
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
  return merge (self, json, NULL, error);
}
