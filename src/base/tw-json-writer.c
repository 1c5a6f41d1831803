/* tw-json-writer.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-json-writer.h"

#include "base/tw-json-private.h"

#include <string.h>

/* What is built here holds trees that came from outside, and wraps them in a few levels of its own. */
#define BUILT_MAX_DEPTH (2 * TW_JSON_MAX_DEPTH)

struct _TwJsonWriter
{
  GString  *text;
  gboolean  pretty;
  gboolean  after_name; /* a value follows its name on the same line */
  gboolean  needs_comma;
  guint     depth;
};

static void
begin_line (TwJsonWriter *self)
{
  gsize length = self->text->len;
  gsize indent = 2 * (gsize) self->depth;

  g_string_set_size (self->text, length + 1 + indent);
  self->text->str[length] = '\n';
  memset (self->text->str + length + 1, ' ', indent);
}

static void
begin_value (TwJsonWriter *self)
{
  if (self->after_name)
    {
      self->after_name = FALSE;
      return;
    }

  if (self->needs_comma)
    g_string_append_c (self->text, ',');
  if (self->pretty && self->depth > 0)
    begin_line (self);
}

static void
begin_container (TwJsonWriter *self,
                 char          bracket)
{
  begin_value (self);
  g_string_append_c (self->text, bracket);
  self->depth++;
  self->needs_comma = FALSE;
}

static void
end_container (TwJsonWriter *self,
               char          bracket)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  if (self->pretty && self->needs_comma)
    begin_line (self);
  g_string_append_c (self->text, bracket);
  self->needs_comma = TRUE;
}

/* Characters that cannot stand in a string as they are; the zero character ends it. */
static const gboolean is_special[256] = {
  [0 ... 0x1f] = TRUE, ['"'] = TRUE, ['\\'] = TRUE, [0x7f] = TRUE,
};

static void
append_escaped (GString *text,
                char     c)
{
  switch (c)
    {
    case '"':
      g_string_append (text, "\\\"");
      break;
    case '\\':
      g_string_append (text, "\\\\");
      break;
    case '\n':
      g_string_append (text, "\\n");
      break;
    case '\r':
      g_string_append (text, "\\r");
      break;
    case '\t':
      g_string_append (text, "\\t");
      break;
    default:
      g_string_append_printf (text, "\\u%04x", (guint) (guchar) c);
    }
}

static void
append_quoted (GString    *text,
               const char *value)
{
  g_string_append_c (text, '"');
  while (*value != '\0')
    {
      gsize plain = 0;

      while (!is_special[(guchar) value[plain]])
        plain++;
      g_string_append_len (text, value, (gssize) plain);
      value += plain;
      if (*value != '\0')
        append_escaped (text, *value++);
    }
  g_string_append_c (text, '"');
}

static void
append_literal (TwJsonWriter *self,
                const char   *literal)
{
  begin_value (self);
  g_string_append (self->text, literal);
  self->needs_comma = TRUE;
}

/**
 * tw_json_writer_new:
 * @pretty: whether to write one member per line, indented
 *
 * Returns: (transfer full): a new writer
 */
TwJsonWriter *
tw_json_writer_new (gboolean pretty)
{
  TwJsonWriter *self = g_new0 (TwJsonWriter, 1);

  self->text = g_string_new (NULL);
  self->pretty = pretty;

  return self;
}

/**
 * tw_json_writer_free:
 * @self: (transfer full): a writer
 */
void
tw_json_writer_free (TwJsonWriter *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * tw_json_writer_begin_object:
 * @self: a writer
 */
void
tw_json_writer_begin_object (TwJsonWriter *self)
{
  begin_container (self, '{');
}

/**
 * tw_json_writer_end_object:
 * @self: a writer inside an object
 */
void
tw_json_writer_end_object (TwJsonWriter *self)
{
  end_container (self, '}');
}

/**
 * tw_json_writer_begin_array:
 * @self: a writer
 */
void
tw_json_writer_begin_array (TwJsonWriter *self)
{
  begin_container (self, '[');
}

/**
 * tw_json_writer_end_array:
 * @self: a writer inside an array
 */
void
tw_json_writer_end_array (TwJsonWriter *self)
{
  end_container (self, ']');
}

/**
 * tw_json_writer_name:
 * @self: a writer inside an object
 * @name: the next member's name
 */
void
tw_json_writer_name (TwJsonWriter *self,
                     const char   *name)
{
  begin_value (self);
  append_quoted (self->text, name);
  g_string_append (self->text, self->pretty ? ": " : ":");
  self->after_name = TRUE;
  self->needs_comma = FALSE;
}

/**
 * tw_json_writer_string:
 * @self: a writer
 * @value: (nullable): UTF-8 text; %NULL writes null
 */
void
tw_json_writer_string (TwJsonWriter *self,
                       const char   *value)
{
  if (value == NULL)
    {
      tw_json_writer_null (self);
      return;
    }

  begin_value (self);
  append_quoted (self->text, value);
  self->needs_comma = TRUE;
}

/**
 * tw_json_writer_int:
 * @self: a writer
 * @value: a whole number
 */
void
tw_json_writer_int (TwJsonWriter *self,
                    gint64        value)
{
  begin_value (self);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
  self->needs_comma = TRUE;
}

/**
 * tw_json_writer_boolean:
 * @self: a writer
 * @value: a truth value
 */
void
tw_json_writer_boolean (TwJsonWriter *self,
                        gboolean      value)
{
  append_literal (self, value ? "true" : "false");
}

/**
 * tw_json_writer_null:
 * @self: a writer
 */
void
tw_json_writer_null (TwJsonWriter *self)
{
  append_literal (self, "null");
}

/**
 * tw_json_writer_decimal:
 * @self: a writer
 * @value: a number, written digit for digit as a JSON number
 */
void
tw_json_writer_decimal (TwJsonWriter *self,
                        TwDecimal     value)
{
  g_autofree char *text = tw_decimal_to_string (value);

  append_literal (self, text);
}

/**
 * tw_json_writer_money:
 * @self: a writer
 * @value: (nullable): an amount, written as `{"amount":"12.30","currency":"USD"}`; %NULL writes null
 */
void
tw_json_writer_money (TwJsonWriter  *self,
                      const TwMoney *value)
{
  g_autofree char *amount = NULL;

  if (value == NULL)
    {
      tw_json_writer_null (self);
      return;
    }

  amount = tw_decimal_to_string (value->amount);
  tw_json_writer_begin_object (self);
  tw_json_writer_name (self, "amount");
  tw_json_writer_string (self, amount);
  tw_json_writer_name (self, "currency");
  tw_json_writer_string (self, value->currency);
  tw_json_writer_end_object (self);
}

static void
write_number (TwJsonWriter *self,
              TwJson       *value)
{
  g_autofree char *text = NULL;

  if (value->is_integer)
    {
      tw_json_writer_int (self, g_ascii_strtoll (value->text, NULL, 10));
      return;
    }

  text = tw_json_format_double (g_ascii_strtod (value->text, NULL));
  append_literal (self, text);
}

static void
write_contents (TwJsonWriter *self,
                TwJson       *container)
{
  const char *name = NULL;
  TwJsonIter iter;
  TwJson *value;

  tw_json_iter_init (&iter, container);
  while (tw_json_iter_next (&iter, &name, &value))
    {
      if (iter.named)
        tw_json_writer_name (self, name);
      tw_json_writer_json (self, value);
    }
}

/**
 * tw_json_writer_json:
 * @self: a writer
 * @value: (nullable): a tree, written as it is; %NULL writes null
 */
void
tw_json_writer_json (TwJsonWriter *self,
                     TwJson       *value)
{
  switch (tw_json_get_kind (value))
    {
    case TW_JSON_OBJECT:
      tw_json_writer_begin_object (self);
      write_contents (self, value);
      tw_json_writer_end_object (self);
      break;
    case TW_JSON_ARRAY:
      tw_json_writer_begin_array (self);
      write_contents (self, value);
      tw_json_writer_end_array (self);
      break;
    case TW_JSON_STRING:
      tw_json_writer_string (self, value->text);
      break;
    case TW_JSON_BOOLEAN:
      tw_json_writer_boolean (self, value->is_true);
      break;
    case TW_JSON_NUMBER:
      write_number (self, value);
      break;
    case TW_JSON_NULL:
    default:
      tw_json_writer_null (self);
      break;
    }
}

/**
 * tw_json_writer_steal_text:
 * @self: a writer whose containers are all closed
 *
 * Returns: (transfer full): what was written; the writer starts anew
 */
char *
tw_json_writer_steal_text (TwJsonWriter *self)
{
  g_return_val_if_fail (self->depth == 0, NULL);

  self->needs_comma = FALSE;

  return tw_json_writer_steal_chunk (self);
}

/**
 * tw_json_writer_steal_bytes:
 * @self: a writer whose containers are all closed
 *
 * Returns: (transfer full): what was written; the writer starts anew
 */
GBytes *
tw_json_writer_steal_bytes (TwJsonWriter *self)
{
  char *text = tw_json_writer_steal_text (self);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * tw_json_writer_steal_json:
 * @self: a writer whose containers are all closed
 *
 * Returns: (transfer full): what was written, as a value; the writer starts anew
 */
TwJson *
tw_json_writer_steal_json (TwJsonWriter *self)
{
  g_autofree char *text = tw_json_writer_steal_text (self);
  TwJson *json = tw_json_parse_within (text, strlen (text), BUILT_MAX_DEPTH, NULL);

  g_assert (json != NULL);

  return json;
}

/**
 * tw_json_writer_steal_chunk:
 * @self: a writer
 *
 * Takes what was written so far, in the middle of the document if need be, so that long lists can be streamed.
 *
 * Returns: (transfer full): the text since the last call
 */
char *
tw_json_writer_steal_chunk (TwJsonWriter *self)
{
  GString *text = g_steal_pointer (&self->text);

  /* The next chunk of a list is much like this one. */
  self->text = g_string_sized_new (text->len);

  return g_string_free (text, FALSE);
}
