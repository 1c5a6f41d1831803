/* tw-json.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-json-private.h"

#include "base/tw-error.h"
#include "base/tw-json-writer.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (TwJson, tw_json, tw_json_ref, tw_json_unref)

/**
 * tw_json_ref:
 * @self: a JSON value
 *
 * Returns: (transfer full): @self
 */
TwJson *
tw_json_ref (TwJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return tw_json_from_node (json_node_ref (tw_json_to_node (self)));
}

/**
 * tw_json_unref:
 * @self: (transfer full): a JSON value
 */
void
tw_json_unref (TwJson *self)
{
  g_return_if_fail (self != NULL);

  json_node_unref (tw_json_to_node (self));
}

/* Once loading has ended the parser no longer knows where it was. */
static void
error_cb (JsonParser   *parser,
          const GError *error,
          gpointer      user_data)
{
  guint *line = user_data;

  *line = json_parser_get_current_line (parser);
}

/**
 * tw_json_parse_within:
 * @text: JSON text
 * @length: its length in bytes
 * @max_depth: deeper nesting is refused
 * @error: as tw_json_parse()
 *
 * As tw_json_parse(), with another limit of depth: what was put together of parts may be deeper than each of them.
 *
 * Returns: (transfer full): the value
 */
TwJson *
tw_json_parse_within (const char  *text,
                      gsize        length,
                      guint        max_depth,
                      GError     **error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root = NULL;
  guint line = 0;

  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_PROTOCOL, "Not JSON: the text is not valid UTF-8");
      return NULL;
    }

  if (g_str_has_prefix (length >= 3 ? text : "", "\xef\xbb\xbf"))
    {
      text += 3;
      length -= 3;
    }

  if (!tw_json_check_text (text, length, max_depth, error))
    return NULL;

  parser = json_parser_new ();
  g_signal_connect (parser, "error", G_CALLBACK (error_cb), &line);
  if (!json_parser_load_from_data (parser, text, length, NULL))
    {
      /* The library's own message repeats the text, which may be a secret. */
      g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "Not JSON: something is out of place in line %u",
                   line);
      return NULL;
    }

  root = json_parser_steal_root (parser);
  if (root == NULL)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_PROTOCOL, "Not JSON: the text is empty");
      return NULL;
    }

  return tw_json_from_node (root);
}

/**
 * tw_json_parse:
 * @text: JSON text, from anywhere
 * @length: its length in bytes, -1 when it ends with a zero byte
 * @error: %TW_ERROR_PROTOCOL when it is not JSON, is nested too deep, or holds what cannot be kept exactly: a
 *   whole number of more than 18 digits, a zero character
 *
 * May be called in any thread.
 *
 * Returns: (transfer full): the value
 */
TwJson *
tw_json_parse (const char  *text,
               gssize       length,
               GError     **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  return tw_json_parse_within (text, length < 0 ? strlen (text) : (gsize) length, TW_JSON_MAX_DEPTH, error);
}

/**
 * tw_json_parse_bytes:
 * @bytes: JSON text
 * @error: as tw_json_parse()
 *
 * Returns: (transfer full): the value
 */
TwJson *
tw_json_parse_bytes (GBytes  *bytes,
                     GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return tw_json_parse (text != NULL ? text : "", length, error);
}

/**
 * tw_json_to_string:
 * @self: a JSON value
 * @pretty: whether to indent
 *
 * Returns: (transfer full): its text; whole numbers as they were, others in their shortest form
 */
char *
tw_json_to_string (TwJson   *self,
                   gboolean  pretty)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (pretty);

  tw_json_writer_json (writer, self);

  return tw_json_writer_steal_text (writer);
}

/**
 * tw_json_get_kind:
 * @self: (nullable): a JSON value
 *
 * Returns: what it is; %TW_JSON_NULL for %NULL
 */
TwJsonKind
tw_json_get_kind (TwJson *self)
{
  JsonNode *node = tw_json_to_node (self);

  if (node == NULL)
    return TW_JSON_NULL;

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return TW_JSON_OBJECT;
    case JSON_NODE_ARRAY:
      return TW_JSON_ARRAY;
    case JSON_NODE_VALUE:
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        return TW_JSON_STRING;
      if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        return TW_JSON_BOOLEAN;
      return TW_JSON_NUMBER;
    case JSON_NODE_NULL:
    default:
      return TW_JSON_NULL;
    }
}

/**
 * tw_json_equal:
 * @a: (nullable): a JSON value
 * @b: (nullable): another
 *
 * Returns: whether both hold the same, whatever the order of members
 */
gboolean
tw_json_equal (TwJson *a,
               TwJson *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return json_node_equal (tw_json_to_node (a), tw_json_to_node (b));
}

/**
 * tw_json_get_member:
 * @self: (nullable): a JSON value
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the member, %NULL when there is none or @self is no object
 */
TwJson *
tw_json_get_member (TwJson     *self,
                    const char *name)
{
  if (tw_json_get_kind (self) != TW_JSON_OBJECT)
    return NULL;

  return tw_json_from_node (json_object_get_member (json_node_get_object (tw_json_to_node (self)), name));
}

/**
 * tw_json_list_members:
 * @self: a JSON object
 *
 * Returns: (transfer full): the members' names in the order of the text
 */
char **
tw_json_list_members (TwJson *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (tw_json_get_kind (self) == TW_JSON_OBJECT)
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (tw_json_to_node (self)));

      for (GList *l = names; l != NULL; l = l->next)
        g_strv_builder_add (builder, l->data);
    }

  return g_strv_builder_end (builder);
}

/**
 * tw_json_get_length:
 * @self: (nullable): a JSON value
 *
 * Returns: how many elements an array has; 0 for anything else
 */
guint
tw_json_get_length (TwJson *self)
{
  if (tw_json_get_kind (self) != TW_JSON_ARRAY)
    return 0;

  return json_array_get_length (json_node_get_array (tw_json_to_node (self)));
}

/**
 * tw_json_get_element:
 * @self: a JSON array
 * @index: a position below its length
 *
 * Returns: (transfer none): the element
 */
TwJson *
tw_json_get_element (TwJson *self,
                     guint   index)
{
  g_return_val_if_fail (index < tw_json_get_length (self), NULL);

  return tw_json_from_node (json_array_get_element (json_node_get_array (tw_json_to_node (self)), index));
}

/**
 * tw_json_get_string:
 * @self: (nullable): a JSON value
 *
 * Returns: (nullable): the text of a string, %NULL for anything else
 */
const char *
tw_json_get_string (TwJson *self)
{
  if (tw_json_get_kind (self) != TW_JSON_STRING)
    return NULL;

  return json_node_get_string (tw_json_to_node (self));
}

/**
 * tw_json_get_boolean:
 * @self: (nullable): a JSON value
 *
 * Returns: the value of a boolean, %FALSE for anything else
 */
gboolean
tw_json_get_boolean (TwJson *self)
{
  return tw_json_get_kind (self) == TW_JSON_BOOLEAN && json_node_get_boolean (tw_json_to_node (self));
}

/**
 * tw_json_get_decimal:
 * @self: (nullable): a JSON number, or a string that holds one
 * @out: (out caller-allocates): the number, exact
 * @error: %TW_ERROR_PROTOCOL when it is neither, or has more digits than can be read exactly
 *
 * Returns: whether @out was set
 */
gboolean
tw_json_get_decimal (TwJson     *self,
                     TwDecimal  *out,
                     GError    **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonNode *node = tw_json_to_node (self);
  gboolean done = FALSE;

  switch (tw_json_get_kind (self))
    {
    case TW_JSON_STRING:
      done = tw_decimal_parse (json_node_get_string (node), out, &local_error);
      break;
    case TW_JSON_NUMBER:
      if (json_node_get_value_type (node) == G_TYPE_INT64)
        {
          *out = TW_DECIMAL_INIT (json_node_get_int (node));
          return TRUE;
        }
      done = tw_decimal_from_double (json_node_get_double (node), out, &local_error);
      break;
    default:
      break;
    }

  if (!done)
    g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "a number is expected%s%s",
                 local_error != NULL ? ": " : "", local_error != NULL ? local_error->message : "");

  return done;
}

/**
 * tw_json_dup_text:
 * @self: (nullable): a JSON value
 *
 * Returns: (transfer full) (nullable): a string's text, a number or boolean as text, the JSON text of a tree,
 *   %NULL for null
 */
char *
tw_json_dup_text (TwJson *self)
{
  switch (tw_json_get_kind (self))
    {
    case TW_JSON_NULL:
      return NULL;
    case TW_JSON_STRING:
      return g_strdup (json_node_get_string (tw_json_to_node (self)));
    default:
      return tw_json_to_string (self, FALSE);
    }
}

/**
 * tw_json_dup_member_text:
 * @self: (nullable): a JSON value
 * @name: a member's name
 *
 * Returns: (transfer full) (nullable): the member's text when it is a string or a number, else %NULL
 */
char *
tw_json_dup_member_text (TwJson     *self,
                         const char *name)
{
  TwJson *member = tw_json_get_member (self, name);
  TwJsonKind kind = tw_json_get_kind (member);

  if (kind != TW_JSON_STRING && kind != TW_JSON_NUMBER)
    return NULL;

  return tw_json_dup_text (member);
}

/* The shortest text that reads back as the same double; for trees that are passed through, never for money. */
char *
tw_json_format_double (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 15; digits <= 17; digits++)
    {
      g_autofree char *format = g_strdup_printf ("%%.%dg", digits);

      g_ascii_formatd (text, sizeof text, format, number);
      if (g_ascii_strtod (text, NULL) == number)
        break;
    }

  /* A whole number keeps the point that made it a double. */
  if (strspn (text, "-0123456789") == strlen (text))
    return g_strconcat (text, ".0", NULL);

  return g_strdup (text);
}
