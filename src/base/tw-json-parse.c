/* tw-json-parse.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-json-private.h"

#include "base/tw-error.h"

#include <math.h>
#include <string.h>

/* More digits than this do not fit into 64 bits for certain. */
#define MAX_INTEGER_DIGITS 18

/* No number that a double can hold needs a longer text. */
#define MAX_NUMBER_LENGTH 400

/* Names of more members than this are compared through a hash table. */
#define MAX_PAIRWISE 16

/* Bytes of text for one value, as a first guess. */
#define BYTES_PER_VALUE 8

typedef struct
{
  const char     *text;
  const char     *at;
  const char     *end;
  guint           depth; /* levels that are open */
  guint           max_depth;
  TwJsonDocument *document;
  guint           n_values;
  guint           n_allocated;
  char           *texts_end; /* where the next text goes */
} Parser;

static gboolean parse_value (Parser  *parser,
                             GError **error);

/* What the text says stays out of it: it may be a secret. */
static gboolean
fail (Parser      *parser,
      const char  *what,
      GError     **error)
{
  guint line = 1;

  for (const char *p = parser->text; p < parser->at; p++)
    line += *p == '\n';
  g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "Not JSON: %s, in line %u at byte %" G_GSIZE_FORMAT, what, line,
               (gsize) (parser->at - parser->text));

  return FALSE;
}

static gboolean
is_at (Parser *parser,
       char    c)
{
  return parser->at < parser->end && *parser->at == c;
}

static gboolean
is_digit_at (Parser *parser)
{
  return parser->at < parser->end && g_ascii_isdigit (*parser->at);
}

static gsize
skip_digits (Parser *parser)
{
  const char *start = parser->at;

  while (is_digit_at (parser))
    parser->at++;

  return (gsize) (parser->at - start);
}

static void
skip_blanks (Parser *parser)
{
  while (parser->at < parser->end
         && (*parser->at == ' ' || *parser->at == '\n' || *parser->at == '\r' || *parser->at == '\t'))
    parser->at++;
}

/* Adds a value, whose place may change with the next one: the index stays. */
static guint
add_value (Parser     *parser,
           TwJsonKind  kind)
{
  guint index = parser->n_values++;

  if (index == parser->n_allocated)
    {
      parser->n_allocated += parser->n_allocated / 2 + 16;
      parser->document = g_realloc (parser->document, sizeof (TwJsonDocument) + parser->n_allocated * sizeof (TwJson));
    }

  parser->document->values[index] = (TwJson) { .kind = kind, .index = index, .span = 1 };

  return index;
}

/* A number's text is kept: money must not pass through a double that nobody needs. */
static gboolean
parse_number (Parser  *parser,
              GError **error)
{
  const char *start = parser->at;
  char *text = parser->texts_end;
  gboolean is_integer = TRUE;
  gsize n_digits;
  guint index;

  parser->at += is_at (parser, '-') ? 1 : 0;
  n_digits = is_at (parser, '0') ? 1 : 0;
  if (n_digits > 0)
    parser->at++;
  else
    n_digits = skip_digits (parser);
  if (n_digits == 0)
    return fail (parser, "a value is missing", error);

  if (is_at (parser, '.'))
    {
      is_integer = FALSE;
      parser->at++;
      if (skip_digits (parser) == 0)
        return fail (parser, "a digit is missing", error);
    }

  if (is_at (parser, 'e') || is_at (parser, 'E'))
    {
      is_integer = FALSE;
      parser->at++;
      parser->at += is_at (parser, '+') || is_at (parser, '-') ? 1 : 0;
      if (skip_digits (parser) == 0)
        return fail (parser, "a digit is missing", error);
    }

  if ((is_integer && n_digits > MAX_INTEGER_DIGITS) || parser->at - start > MAX_NUMBER_LENGTH)
    return fail (parser, "a number has too many digits to be read exactly", error);

  memcpy (text, start, (gsize) (parser->at - start));
  text[parser->at - start] = '\0';
  parser->texts_end += parser->at - start + 1;
  if (!is_integer && !isfinite (g_ascii_strtod (text, NULL)))
    return fail (parser, "a number is too large", error);

  index = add_value (parser, TW_JSON_NUMBER);
  parser->document->values[index].is_integer = is_integer;
  parser->document->values[index].text = text;

  return TRUE;
}

/* Reads the four digits behind `\u`. */
static gboolean
parse_code_unit (Parser    *parser,
                 gunichar  *unit,
                 GError   **error)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, parser->at++)
    {
      if (parser->at == parser->end || !g_ascii_isxdigit (*parser->at))
        return fail (parser, "\\u wants four hexadecimal digits", error);
      *unit = *unit * 16 + (gunichar) g_ascii_xdigit_value (*parser->at);
    }

  return TRUE;
}

/* A character outside of the first 65,536 is written as a pair of halves. */
static gboolean
parse_code_point (Parser    *parser,
                  gunichar  *character,
                  GError   **error)
{
  gunichar low;

  if (!parse_code_unit (parser, character, error))
    return FALSE;
  if (*character == 0)
    return fail (parser, "a string holds a zero character", error);
  if (*character < 0xd800 || *character > 0xdfff)
    return TRUE;

  if (*character > 0xdbff || parser->end - parser->at < 2 || memcmp (parser->at, "\\u", 2) != 0)
    return fail (parser, "half of a surrogate pair in a string", error);
  parser->at += 2;
  if (!parse_code_unit (parser, &low, error))
    return FALSE;
  if (low < 0xdc00 || low > 0xdfff)
    return fail (parser, "half of a surrogate pair in a string", error);
  *character = 0x10000 + ((*character - 0xd800) << 10) + (low - 0xdc00);

  return TRUE;
}

/* An escape is never shorter than what it stands for. */
static gboolean
parse_escape (Parser  *parser,
              GError **error)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char characters[] = "\"\\/\b\f\n\r\t";
  const char *found = NULL;
  gunichar character;

  parser->at++;
  if (is_at (parser, 'u'))
    {
      parser->at++;
      if (!parse_code_point (parser, &character, error))
        return FALSE;
      parser->texts_end += g_unichar_to_utf8 (character, parser->texts_end);
      return TRUE;
    }

  if (parser->at < parser->end)
    found = memchr (escapes, *parser->at, sizeof escapes - 1);
  if (found == NULL)
    return fail (parser, "unknown escape in a string", error);
  *parser->texts_end++ = characters[found - escapes];
  parser->at++;

  return TRUE;
}

/* Control characters that should have been escaped are let pass: what they mean is beyond doubt. */
static gboolean
parse_string (Parser  *parser,
              GError **error)
{
  char *text = parser->texts_end;
  guint index;

  parser->at++;
  while (!is_at (parser, '"'))
    {
      if (parser->at == parser->end)
        return fail (parser, "a string has no end", error);
      if (*parser->at != '\\')
        *parser->texts_end++ = *parser->at++;
      else if (!parse_escape (parser, error))
        return FALSE;
    }
  parser->at++;
  *parser->texts_end++ = '\0';

  index = add_value (parser, TW_JSON_STRING);
  parser->document->values[index].text = text;

  return TRUE;
}

static gboolean
parse_word (Parser  *parser,
            GError **error)
{
  static const struct
  {
    const char *word;
    TwJsonKind  kind;
    gboolean    is_true;
  } words[] = {
    { "true", TW_JSON_BOOLEAN, TRUE },
    { "false", TW_JSON_BOOLEAN, FALSE },
    { "null", TW_JSON_NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize size = strlen (words[i].word);
      guint index;

      if ((gsize) (parser->end - parser->at) < size || memcmp (parser->at, words[i].word, size) != 0)
        continue;

      parser->at += size;
      index = add_value (parser, words[i].kind);
      parser->document->values[index].is_true = words[i].is_true;
      return TRUE;
    }

  return fail (parser, "a value is missing", error);
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
      mark_replaced_hashed (object);
      return;
    }

  for (TwJson *name = object + 1; name < object + object->span; name += 1 + name[1].span)
    for (TwJson *other = object + 1; other < name; other += 1 + other[1].span)
      {
        if (other->is_replaced || strcmp (other->text, name->text) != 0)
          continue;
        other->is_replaced = TRUE;
        object->length--;
      }
}

static gboolean
parse_member (Parser  *parser,
              GError **error)
{
  if (!is_at (parser, '"'))
    return fail (parser, "the name of a member is missing", error);
  if (!parse_string (parser, error))
    return FALSE;

  skip_blanks (parser);
  if (!is_at (parser, ':'))
    return fail (parser, "a colon is missing", error);
  parser->at++;

  return parse_value (parser, error);
}

/* What stands between the brackets. */
static gboolean
parse_contents (Parser     *parser,
                TwJsonKind  kind,
                guint32    *length,
                GError    **error)
{
  char close = kind == TW_JSON_OBJECT ? '}' : ']';

  skip_blanks (parser);
  if (is_at (parser, close))
    return TRUE;

  while (TRUE)
    {
      skip_blanks (parser);
      if (kind == TW_JSON_OBJECT ? !parse_member (parser, error) : !parse_value (parser, error))
        return FALSE;
      (*length)++;

      skip_blanks (parser);
      if (is_at (parser, close))
        return TRUE;
      if (!is_at (parser, ','))
        return fail (parser, "a comma or a closing bracket is missing", error);
      parser->at++;
    }
}

static gboolean
parse_container (Parser     *parser,
                 TwJsonKind  kind,
                 GError    **error)
{
  guint index = add_value (parser, kind);
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
    mark_replaced (container);

  return TRUE;
}

static gboolean
parse_value (Parser  *parser,
             GError **error)
{
  skip_blanks (parser);
  if (parser->at == parser->end)
    return fail (parser, "the text ends too early", error);

  switch (*parser->at)
    {
    case '{':
      return parse_container (parser, TW_JSON_OBJECT, error);
    case '[':
      return parse_container (parser, TW_JSON_ARRAY, error);
    case '"':
      return parse_string (parser, error);
    case 't':
    case 'f':
    case 'n':
      return parse_word (parser, error);
    default:
      return parse_number (parser, error);
    }
}

static gboolean
parse_document (Parser  *parser,
                GError **error)
{
  skip_blanks (parser);
  if (parser->at == parser->end)
    return fail (parser, "the text is empty", error);

  if (!parse_value (parser, error))
    return FALSE;

  skip_blanks (parser);

  return parser->at == parser->end || fail (parser, "there is text behind the value", error);
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
  Parser parser = { .text = text, .end = text + length, .max_depth = max_depth };

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

  parser.at = g_str_has_prefix (length >= 3 ? text : "", "\xef\xbb\xbf") ? text + 3 : text;
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
