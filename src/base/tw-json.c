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
 * Keeps the whole document that the value belongs to.
 *
 * Returns: (transfer full): @self
 */
TwJson *
tw_json_ref (TwJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&tw_json_get_document (self)->ref_count);

  return self;
}

/**
 * tw_json_unref:
 * @self: (transfer full): a JSON value
 */
void
tw_json_unref (TwJson *self)
{
  TwJsonDocument *document = NULL;

  g_return_if_fail (self != NULL);

  document = tw_json_get_document (self);
  if (g_atomic_ref_count_dec (&document->ref_count))
    tw_json_document_free (document);
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
  return self != NULL ? self->kind : TW_JSON_NULL;
}

static gboolean
equal_arrays (TwJson *a,
              TwJson *b)
{
  TwJsonIter ours;
  TwJsonIter theirs;
  TwJson *one;
  TwJson *other;

  tw_json_iter_init (&ours, a);
  tw_json_iter_init (&theirs, b);
  while (tw_json_iter_next (&ours, NULL, &one) && tw_json_iter_next (&theirs, NULL, &other))
    if (!tw_json_equal (one, other))
      return FALSE;

  return TRUE;
}

/* By name: a document from outside may have very many members. */
static GHashTable *
index_members (TwJson *object)
{
  GHashTable *members = g_hash_table_new (g_str_hash, g_str_equal);
  const char *name;
  TwJsonIter iter;
  TwJson *value;

  tw_json_iter_init (&iter, object);
  while (tw_json_iter_next (&iter, &name, &value))
    g_hash_table_insert (members, (gpointer) name, value);

  return members;
}

static gboolean
equal_objects (TwJson *a,
               TwJson *b)
{
  g_autoptr (GHashTable) members = index_members (b);
  const char *name;
  TwJsonIter iter;
  TwJson *value;

  tw_json_iter_init (&iter, a);
  while (tw_json_iter_next (&iter, &name, &value))
    if (!tw_json_equal (value, g_hash_table_lookup (members, name)))
      return FALSE;

  return TRUE;
}

static gboolean
equal_numbers (TwJson *a,
               TwJson *b)
{
  if (a->is_integer && b->is_integer)
    return g_ascii_strtoll (a->text, NULL, 10) == g_ascii_strtoll (b->text, NULL, 10);

  return a->is_integer == b->is_integer && g_ascii_strtod (a->text, NULL) == g_ascii_strtod (b->text, NULL);
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

  if (a->kind != b->kind || a->length != b->length)
    return FALSE;

  switch (a->kind)
    {
    case TW_JSON_OBJECT:
      return equal_objects (a, b);
    case TW_JSON_ARRAY:
      return equal_arrays (a, b);
    case TW_JSON_STRING:
      return strcmp (a->text, b->text) == 0;
    case TW_JSON_NUMBER:
      return equal_numbers (a, b);
    case TW_JSON_BOOLEAN:
      return a->is_true == b->is_true;
    case TW_JSON_NULL:
    default:
      return TRUE;
    }
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
  const char *other;
  TwJsonIter iter;
  TwJson *value;

  if (tw_json_get_kind (self) != TW_JSON_OBJECT)
    return NULL;

  tw_json_iter_init (&iter, self);
  while (tw_json_iter_next (&iter, &other, &value))
    if (strcmp (other, name) == 0)
      return value;

  return NULL;
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
  const char *name;
  TwJsonIter iter;
  TwJson *value;

  tw_json_iter_init (&iter, tw_json_get_kind (self) == TW_JSON_OBJECT ? self : NULL);
  while (tw_json_iter_next (&iter, &name, &value))
    g_strv_builder_add (builder, name);

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
  return tw_json_get_kind (self) == TW_JSON_ARRAY ? self->length : 0;
}

/**
 * tw_json_get_element:
 * @self: a JSON array
 * @index: a position below its length
 *
 * Walks to the element from the first one.
 *
 * Returns: (transfer none): the element
 */
TwJson *
tw_json_get_element (TwJson *self,
                     guint   index)
{
  TwJson *element = self + 1;

  g_return_val_if_fail (index < tw_json_get_length (self), NULL);

  for (guint i = 0; i < index; i++)
    element += element->span;

  return element;
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
  return tw_json_get_kind (self) == TW_JSON_STRING ? self->text : NULL;
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
  return tw_json_get_kind (self) == TW_JSON_BOOLEAN && self->is_true;
}

/**
 * tw_json_get_decimal:
 * @self: (nullable): a JSON number, or a string that holds one
 * @out: (out caller-allocates): the number, exact
 * @error: %TW_ERROR_PROTOCOL when it is neither, or has more digits than can be read exactly
 *
 * Whoever wrote a fraction as a JSON number had a double: that is read back to the decimal it was made from.
 *
 * Returns: whether @out was set
 */
gboolean
tw_json_get_decimal (TwJson     *self,
                     TwDecimal  *out,
                     GError    **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean done = FALSE;

  switch (tw_json_get_kind (self))
    {
    case TW_JSON_STRING:
      done = tw_decimal_parse (self->text, out, &local_error);
      break;
    case TW_JSON_NUMBER:
      done = self->is_integer ? tw_decimal_parse (self->text, out, &local_error)
                              : tw_decimal_from_double (g_ascii_strtod (self->text, NULL), out, &local_error);
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
      return g_strdup (self->text);
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
