/* tw-ask.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-ask.h"

#include <string.h>

#include "base/tw-error.h"
#include "sandbox/tw-days.h"

/* json-glib 1.6 recurses without a bound. */
#define MAX_DEPTH 64

static gboolean
is_shallow (const char *text,
            gsize       length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    if (in_string)
      {
        if (text[i] == '\\')
          i++;
        else if (text[i] == '"')
          in_string = FALSE;
      }
    else if (text[i] == '"')
      in_string = TRUE;
    else if (text[i] == '{' || text[i] == '[')
      {
        if (++depth > MAX_DEPTH)
          return FALSE;
      }
    else if ((text[i] == '}' || text[i] == ']') && depth > 0)
      depth--;

  return TRUE;
}

/* Looks a member up; @node is %NULL when it is missing and need not be there. */
static gboolean
ask_node (JsonObject  *object,
          const char  *path,
          const char  *name,
          TwAskNeed    need,
          JsonNode   **node,
          GError     **error)
{
  *node = json_object_get_member (object, name);
  if (*node != NULL && JSON_NODE_HOLDS_NULL (*node))
    *node = NULL;
  if (*node == NULL && need == TW_ASK_REQUIRED)
    return tw_refuse (error, 400, "The field %s%s is required.", path, name);

  return TRUE;
}

static gboolean
refuse_type (GError     **error,
             const char  *path,
             const char  *name,
             const char  *type)
{
  return tw_refuse (error, 400, "The field %s%s has to be %s.", path, name, type);
}

/**
 * tw_ask_parse:
 * @text: a request's body
 * @length: its bytes
 * @error: return location for a refusal in the framework's shape
 *
 * Returns: (transfer full) (nullable): the object it holds, %NULL when it is none
 */
JsonObject *
tw_ask_parse (const char  *text,
              gsize        length,
              GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (length > 0
      && g_utf8_validate_len (text, length, NULL)
      && is_shallow (text, length)
      && json_parser_load_from_data (parser, text, length, NULL))
    {
      root = json_parser_get_root (parser);
      if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
        return json_object_ref (json_node_get_object (root));
    }
  g_set_error_literal (error, TW_ERROR, TW_ERROR_PROTOCOL, "Bad Request");
  if (error != NULL)
    tw_error_set_http_status (*error, 400);

  return NULL;
}

/**
 * tw_ask_has:
 * @object: where to look
 * @name: of a member
 *
 * Returns: %TRUE when it is there and not null
 */
gboolean
tw_ask_has (JsonObject *object,
            const char *name)
{
  return json_object_has_member (object, name) && !json_object_get_null_member (object, name);
}

/**
 * tw_ask_only:
 * @object: what came
 * @path: of it
 * @names: the members it may have, each with a blank before and behind it
 * @error: return location for a refusal
 *
 * Returns: %FALSE when it has another one
 */
gboolean
tw_ask_only (JsonObject  *object,
             const char  *path,
             const char  *names,
             GError     **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *word = g_strdup_printf (" %s ", name);

      if (strstr (names, word) == NULL)
        return tw_refuse (error, 400, "The field %s%s cannot be changed.", path, name);
    }

  return TRUE;
}

/**
 * tw_ask_string:
 * @object: where to look
 * @path: of @object
 * @name: of the member
 * @need: whether it has to be there; then it may not be blank either
 * @value: (out) (transfer none): its text, left alone when it is missing
 * @error: return location for a refusal
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_ask_string (JsonObject  *object,
               const char  *path,
               const char  *name,
               TwAskNeed    need,
               const char **value,
               GError     **error)
{
  JsonNode *node;

  if (!ask_node (object, path, name, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse_type (error, path, name, "a text");
  *value = json_node_get_string (node);
  if (need == TW_ASK_REQUIRED && (*value)[strspn (*value, " \t\r\n")] == '\0')
    return tw_refuse (error, 400, "The field %s%s is required.", path, name);

  return TRUE;
}

/**
 * tw_ask_bool:
 * @object: where to look
 * @path: of @object
 * @name: of the member
 * @value: (out): its value, left alone when it is missing
 * @error: return location for a refusal
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_ask_bool (JsonObject  *object,
             const char  *path,
             const char  *name,
             gboolean    *value,
             GError     **error)
{
  JsonNode *node;

  if (!ask_node (object, path, name, TW_ASK_OPTIONAL, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return refuse_type (error, path, name, "true or false");
  *value = json_node_get_boolean (node);

  return TRUE;
}

/**
 * tw_ask_object:
 * @object: where to look
 * @path: of @object
 * @name: of the member
 * @need: whether it has to be there
 * @value: (out) (transfer none): the object, left alone when it is missing
 * @error: return location for a refusal
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_ask_object (JsonObject  *object,
               const char  *path,
               const char  *name,
               TwAskNeed    need,
               JsonObject **value,
               GError     **error)
{
  JsonNode *node;

  if (!ask_node (object, path, name, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse_type (error, path, name, "an object");
  *value = json_node_get_object (node);

  return TRUE;
}

/**
 * tw_ask_objects:
 * @object: where to look
 * @path: of @object
 * @name: of the member
 * @need: whether it has to be there; then it may not be empty either
 * @value: (out) (transfer container) (element-type JsonObject): the objects in the array, none when it is missing
 * @error: return location for a refusal
 *
 * Returns: %FALSE when it was refused; then @value is not set
 */
gboolean
tw_ask_objects (JsonObject  *object,
                const char  *path,
                const char  *name,
                TwAskNeed    need,
                GPtrArray  **value,
                GError     **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  JsonArray *array;
  JsonNode *node;

  if (!ask_node (object, path, name, need, &node, error))
    return FALSE;
  if (node != NULL)
    {
      if (!JSON_NODE_HOLDS_ARRAY (node))
        return refuse_type (error, path, name, "an array");
      array = json_node_get_array (node);
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          if (!JSON_NODE_HOLDS_OBJECT (element))
            return tw_refuse (error, 400, "The field %s%s[%u] has to be an object.", path, name, i);
          g_ptr_array_add (objects, json_node_get_object (element));
        }
      if (need == TW_ASK_REQUIRED && objects->len == 0)
        return tw_refuse (error, 400, "The field %s%s may not be empty.", path, name);
    }
  *value = g_steal_pointer (&objects);

  return TRUE;
}

/**
 * tw_ask_quantity:
 * @object: where to look
 * @path: of @object
 * @name: of the member: a JSON number, or a text such as "2.0"
 * @given: (out): whether it is there
 * @value: (out): its number
 * @error: return location for a refusal
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_ask_quantity (JsonObject  *object,
                 const char  *path,
                 const char  *name,
                 gboolean    *given,
                 TwDecimal   *value,
                 GError     **error)
{
  JsonNode *node;
  GType type;

  if (!ask_node (object, path, name, TW_ASK_OPTIONAL, &node, error))
    return FALSE;
  *given = node != NULL;
  if (node == NULL)
    return TRUE;

  type = json_node_get_value_type (node);
  if (type == G_TYPE_INT64)
    *value = TW_DECIMAL_INIT (json_node_get_int (node));
  else if ((type != G_TYPE_DOUBLE || !tw_decimal_from_double (json_node_get_double (node), value, NULL))
           && (type != G_TYPE_STRING || !tw_decimal_parse (json_node_get_string (node), value, NULL)))
    return refuse_type (error, path, name, "a number");

  return TRUE;
}

/**
 * tw_ask_money:
 * @object: where to look
 * @path: of @object
 * @name: of the member
 * @currency: the only one that is accepted
 * @given: (out): whether it is there
 * @value: (out): the amount
 * @error: return location for a refusal
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_ask_money (JsonObject  *object,
              const char  *path,
              const char  *name,
              const char  *currency,
              gboolean    *given,
              TwDecimal   *value,
              GError     **error)
{
  g_autofree char *inner = g_strdup_printf ("%s%s.", path, name);
  JsonObject *money = NULL;
  const char *amount = NULL;
  const char *code = NULL;

  if (!tw_ask_object (object, path, name, TW_ASK_OPTIONAL, &money, error))
    return FALSE;
  *given = money != NULL;
  if (money == NULL)
    return TRUE;
  if (!tw_ask_string (money, inner, "currency", TW_ASK_REQUIRED, &code, error)
      || !tw_ask_string (money, inner, "amount", TW_ASK_REQUIRED, &amount, error))
    return FALSE;
  if (strcmp (code, currency) != 0)
    return tw_refuse (error, 400, "The field %scurrency has to be %s.", inner, currency);
  if (!tw_decimal_parse (amount, value, NULL) || tw_decimal_sign (*value) < 0 || value->scale > 6)
    return refuse_type (error, inner, "amount", "an amount as a text, such as \"70.5\"");

  return TRUE;
}

/**
 * tw_ask_term:
 * @object: where to look
 * @path: of @object
 * @name: of the member
 * @value: (out): the period, left alone when it is missing
 * @error: return location for a refusal
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_ask_term (JsonObject  *object,
             const char  *path,
             const char  *name,
             TwSimTerm   *value,
             GError     **error)
{
  static const TwPeriodUnit units[] = { TW_PERIOD_DAY, TW_PERIOD_MONTH, TW_PERIOD_YEAR, TW_PERIOD_STATEMENT_DAY };
  g_autofree char *inner = g_strdup_printf ("%s%s.", path, name);
  JsonObject *term = NULL;
  const char *type = NULL;
  TwDecimal duration;
  gboolean given;
  gint64 count;

  if (!tw_ask_object (object, path, name, TW_ASK_OPTIONAL, &term, error))
    return FALSE;
  if (term == NULL)
    return TRUE;
  if (!tw_ask_string (term, inner, "type", TW_ASK_REQUIRED, &type, error)
      || !tw_ask_quantity (term, inner, "duration", &given, &duration, error))
    return FALSE;
  if (!given || !tw_decimal_to_int64 (duration, &count) || count < 1 || count > 9999)
    return refuse_type (error, inner, "duration", "a whole number of at least 1");

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (type, tw_unit_to_string (units[i])) == 0)
      {
        *value = (TwSimTerm) { units[i], count };
        return TRUE;
      }

  return tw_refuse (error, 400, "Unsupported value of the field %stype.", inner);
}

/**
 * tw_ask_day:
 * @object: where to look
 * @path: of @object
 * @name: of the member
 * @value: (out): the day, left alone when it is missing
 * @error: return location for a refusal
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_ask_day (JsonObject  *object,
            const char  *path,
            const char  *name,
            TwDay       *value,
            GError     **error)
{
  const char *text = NULL;

  if (!tw_ask_string (object, path, name, TW_ASK_OPTIONAL, &text, error))
    return FALSE;
  if (text != NULL && !tw_day_parse (text, value))
    return refuse_type (error, path, name, "a date, such as 2026-10-01");

  return TRUE;
}

/**
 * tw_ask_pairs:
 * @object: where to look
 * @path: of @object
 * @name: of the member: an object whose values are texts
 * @value: (out) (transfer full): the pairs, left alone when it is missing
 * @error: return location for a refusal
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_ask_pairs (JsonObject  *object,
              const char  *path,
              const char  *name,
              GPtrArray  **value,
              GError     **error)
{
  g_autofree char *inner = g_strdup_printf ("%s%s.", path, name);
  g_autoptr (GPtrArray) pairs = tw_sim_pairs_new ();
  JsonObject *members = NULL;
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (!tw_ask_object (object, path, name, TW_ASK_OPTIONAL, &members, error))
    return FALSE;
  if (members == NULL)
    return TRUE;

  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      if (json_node_get_value_type (node) != G_TYPE_STRING)
        return refuse_type (error, inner, member, "a text");
      tw_sim_pairs_set (pairs, member, json_node_get_string (node));
    }
  *value = g_steal_pointer (&pairs);

  return TRUE;
}
