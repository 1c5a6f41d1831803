/* tw-json-parse.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-json-parser-private.h"

#include "base/tw-error.h"

#include <string.h>

/* Names of more members than this are compared through a hash table. */
#define MAX_PAIRWISE 16

/* Bytes of text for one value, as a first guess. */
#define BYTES_PER_VALUE 8

/* May stand before the text. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static gboolean parse_value (TwJsonParser  *parser,
                             GError       **error);

static void
skip_blanks (TwJsonParser *parser)
{
  while (parser->at < parser->end
         && (*parser->at == ' ' || *parser->at == '\n' || *parser->at == '\r' || *parser->at == '\t'))
    parser->at++;
}

static void
mark_replaced_hashed (TwJson *object)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (TwJson *name = object + 1; name < object + object->span; name += 1 + name[1].span)
    {
      TwJson *earlier = g_hash_table_lookup (names, name->text);

      if (earlier != NULL)
        {
          earlier->is_replaced = TRUE;
          object->length--;
        }
      g_hash_table_replace (names, (gpointer) name->text, name);
    }
}

/* Of members of one name the last counts. */
static void
mark_replaced (TwJson *object)
{
  if (object->length > MAX_PAIRWISE)
    {
      mark_replaced_hashed ( object);
      return;
    }

  for (TwJson *name = object + 1; name < object + object->span; name += 1 + name[1].span)
    for (TwJson *other = object + 1; other < name; other += 1 + other[1].span)
      {
        if (other->text[0] != name->text[0] || other->is_replaced || strcmp (other->text, name->text) != 0)
          continue;
        other->is_replaced = TRUE;
        object->length--;
      }
}

static gboolean
parse_member (TwJsonParser  *parser,
              GError       **error)
{
  if (!tw_json_parser_is_at (parser, '"'))
    return tw_json_parser_fail (parser, "the name of a member is missing", error);
  if (!tw_json_parser_string (parser, error))
    return FALSE;

  skip_blanks ( parser);
  if (!tw_json_parser_is_at (parser, ':'))
    return tw_json_parser_fail (parser, "a colon is missing", error);
  parser->at++;

  return parse_value ( parser,
                       error);
}

/* What stands between the brackets. */
static gboolean
parse_contents (TwJsonParser  *parser,
                TwJsonKind     kind,
                guint32       *length,
                GError       **error)
{
  char close = kind == TW_JSON_OBJECT ? '}' : ']';

  skip_blanks ( parser);
  if (tw_json_parser_is_at (parser, close))
    return TRUE;

  while (TRUE)
    {
      skip_blanks ( parser);
      if (kind == TW_JSON_OBJECT ? !parse_member (parser, error) : !parse_value (parser, error))
        return FALSE;
      (*length)++;

      skip_blanks ( parser);
      if (tw_json_parser_is_at (parser, close))
        return TRUE;
      if (!tw_json_parser_is_at (parser, ','))
        return tw_json_parser_fail (parser, "a comma or a closing bracket is missing", error);
      parser->at++;
    }
}

static gboolean
parse_container (TwJsonParser  *parser,
                 TwJsonKind     kind,
                 GError       **error)
{
  guint index = tw_json_parser_add (parser, kind);
  TwJson *container = NULL;
  guint32 length = 0;

  if (parser->depth == parser->max_depth)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "JSON nested deeper than %u levels, at byte %" G_GSIZE_FORMAT,
                   parser->max_depth, (gsize) (parser->at - parser->text));
      return FALSE;
    }

  parser->depth++;
  parser->at++;
  if (!parse_contents (parser, kind, &length, error))
    return FALSE;
  parser->at++;
  parser->depth--;

  container = &parser->document->values[index];
  container->length = length;
  container->span = parser->n_values - index;
  if (kind == TW_JSON_OBJECT)
    mark_replaced ( container);

  return TRUE;
}

static gboolean
parse_value (TwJsonParser  *parser,
             GError       **error)
{
  skip_blanks ( parser);
  if (parser->at == parser->end)
    return tw_json_parser_fail (parser, "the text ends too early", error);

  switch (*parser->at)
    {
    case '{':
      return parse_container ( parser,
                               TW_JSON_OBJECT,
                               error);
    case '[':
      return parse_container ( parser,
                               TW_JSON_ARRAY,
                               error);
    case '"':
      return tw_json_parser_string ( parser,
                                     error);
    case 't':
    case 'f':
    case 'n':
      return tw_json_parser_word ( parser,
                                   error);
    default:
      return tw_json_parser_number ( parser,
                                     error);
    }
}

static gboolean
parse_document (TwJsonParser  *parser,
                GError       **error)
{
  skip_blanks ( parser);
  if (parser->at == parser->end)
    return tw_json_parser_fail (parser, "the text is empty", error);

  if (!parse_value (parser, error))
    return FALSE;

  skip_blanks ( parser);

  return parser->at == parser->end || tw_json_parser_fail (parser, "there is text behind the value", error);
}

void
tw_json_document_free (TwJsonDocument *document)
{
  g_free (document->texts);
  g_free (document);
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
  TwJsonParser parser = { .text = text, .end = text + length, .max_depth = max_depth };

  if (length >= G_MAXINT32)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_PROTOCOL, "Not JSON: the text is larger than 2 GiB");
      return NULL;
    }

  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_PROTOCOL, "Not JSON: the text is not valid UTF-8");
      return NULL;
    }

  parser.at = length >= strlen (BYTE_ORDER_MARK) && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0
    ? text + strlen (BYTE_ORDER_MARK)
    : text;
  parser.n_allocated = (guint) (length / BYTES_PER_VALUE) + 1;
  parser.document = g_malloc (sizeof (TwJsonDocument) + parser.n_allocated * sizeof (TwJson));
  /* A string's end takes the place of a quote, a number's that of what follows it or of the end of the text. */
  parser.document->texts = parser.texts_end = g_malloc (length + 1);
  if (!parse_document (&parser, error))
    {
      tw_json_document_free (parser.document);
      return NULL;
    }

  g_atomic_ref_count_init (&parser.document->ref_count);

  return parser.document->values;
}
