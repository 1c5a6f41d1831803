/* tw-json-scalars.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-json-parser-private.h"

#include "base/tw-error.h"

#include <math.h>
#include <string.h>

/* More digits than this do not fit into 64 bits for certain. */
#define MAX_INTEGER_DIGITS 18

/* No number that a double can hold needs a longer text. */
#define MAX_NUMBER_LENGTH 400

/**
 * tw_json_parser_fail:
 * @parser: a parser
 * @what: what is wrong where it stands; what the text says stays out of it, since that may be a secret
 * @error: return location
 *
 * Returns: %FALSE, with @error set
 */
gboolean
tw_json_parser_fail (TwJsonParser  *parser,
                     const char    *what,
                     GError       **error)
{
  guint line = 1;

  for (const char *p = parser->text; p < parser->at; p++)
    line += *p == '\n';
  g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "Not JSON: %s, in line %u at byte %" G_GSIZE_FORMAT, what, line,
               (gsize) (parser->at - parser->text));

  return FALSE;
}

/**
 * tw_json_parser_add:
 * @parser: a parser
 * @kind: what the value is
 *
 * Adds a value, which may move when the next one is added.
 *
 * Returns: its index, which stays
 */
guint
tw_json_parser_add (TwJsonParser *parser,
                    TwJsonKind    kind)
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

static gboolean
is_digit_at (TwJsonParser *parser)
{
  return parser->at < parser->end && g_ascii_isdigit (*parser->at);
}

static gsize
skip_digits (TwJsonParser *parser)
{
  const char *start = parser->at;

  while (is_digit_at (parser))
    parser->at++;

  return (gsize) (parser->at - start);
}

/**
 * tw_json_parser_number:
 * @parser: a parser, where a number is expected
 * @error: return location
 *
 * Reads a number, whose text is kept.
 *
 * Returns: %FALSE with @error set when it is none, or could not be had exactly
 */
gboolean
tw_json_parser_number (TwJsonParser  *parser,
                       GError       **error)
{
  const char *start = parser->at;
  char *text = parser->texts_end;
  gboolean is_integer = TRUE;
  gsize n_digits;
  guint index;

  parser->at += tw_json_parser_is_at (parser, '-') ? 1 : 0;
  n_digits = tw_json_parser_is_at (parser, '0') ? 1 : 0;
  if (n_digits > 0)
    parser->at++;
  else
    n_digits = skip_digits (parser);
  if (n_digits == 0)
    return tw_json_parser_fail (parser, "a value is missing", error);

  if (tw_json_parser_is_at (parser, '.'))
    {
      is_integer = FALSE;
      parser->at++;
      if (skip_digits (parser) == 0)
        return tw_json_parser_fail (parser, "a digit is missing", error);
    }

  if (tw_json_parser_is_at (parser, 'e') || tw_json_parser_is_at (parser, 'E'))
    {
      is_integer = FALSE;
      parser->at++;
      parser->at += tw_json_parser_is_at (parser, '+') || tw_json_parser_is_at (parser, '-') ? 1 : 0;
      if (skip_digits (parser) == 0)
        return tw_json_parser_fail (parser, "a digit is missing", error);
    }

  if ((is_integer && n_digits > MAX_INTEGER_DIGITS) || parser->at - start > MAX_NUMBER_LENGTH)
    return tw_json_parser_fail (parser, "a number has too many digits to be read exactly", error);

  memcpy (text, start, (gsize) (parser->at - start));
  text[parser->at - start] = '\0';
  parser->texts_end += parser->at - start + 1;
  if (!is_integer && !isfinite (g_ascii_strtod (text, NULL)))
    return tw_json_parser_fail (parser, "a number is too large", error);

  index = tw_json_parser_add (parser, TW_JSON_NUMBER);
  parser->document->values[index].is_integer = is_integer;
  parser->document->values[index].text = text;

  return TRUE;
}

/* Reads the four digits behind `\u`. */
static gboolean
parse_code_unit (TwJsonParser  *parser,
                 gunichar      *unit,
                 GError       **error)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, parser->at++)
    {
      if (parser->at == parser->end || !g_ascii_isxdigit (*parser->at))
        return tw_json_parser_fail (parser, "\\u wants four hexadecimal digits", error);
      *unit = *unit * 16 + (gunichar) g_ascii_xdigit_value (*parser->at);
    }

  return TRUE;
}

/* A character outside of the first 65,536 is written as a pair of halves. */
static gboolean
parse_code_point (TwJsonParser  *parser,
                  gunichar      *character,
                  GError       **error)
{
  gunichar low;

  if (!parse_code_unit (parser, character, error))
    return FALSE;
  if (*character == 0)
    return tw_json_parser_fail (parser, "a string holds a zero character", error);
  if (*character < 0xd800 || *character > 0xdfff)
    return TRUE;

  if (*character > 0xdbff || parser->end - parser->at < 2 || memcmp (parser->at, "\\u", 2) != 0)
    return tw_json_parser_fail (parser, "half of a surrogate pair in a string", error);
  parser->at += 2;
  if (!parse_code_unit (parser, &low, error))
    return FALSE;
  if (low < 0xdc00 || low > 0xdfff)
    return tw_json_parser_fail (parser, "half of a surrogate pair in a string", error);
  *character = 0x10000 + ((*character - 0xd800) << 10) + (low - 0xdc00);

  return TRUE;
}

/* An escape is never shorter than what it stands for. */
static gboolean
parse_escape (TwJsonParser  *parser,
              GError       **error)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char characters[] = "\"\\/\b\f\n\r\t";
  const char *found = NULL;
  gunichar character;

  parser->at++;
  if (tw_json_parser_is_at (parser, 'u'))
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
    return tw_json_parser_fail (parser, "unknown escape in a string", error);
  *parser->texts_end++ = characters[found - escapes];
  parser->at++;

  return TRUE;
}

/* Up to a quote or an escape. Most bytes of a document pass here, which is why it works on copies of its own. */
static void
copy_plain (TwJsonParser *parser)
{
  const char *end = parser->end;
  const char *at = parser->at;
  char *to = parser->texts_end;

  while (at < end && *at != '"' && *at != '\\')
    *to++ = *at++;
  parser->at = at;
  parser->texts_end = to;
}

/**
 * tw_json_parser_string:
 * @parser: a parser, at a quote
 * @error: return location
 *
 * Reads a string. Control characters that should have been escaped are let pass: what they mean is beyond doubt.
 *
 * Returns: %FALSE with @error set when it is none
 */
gboolean
tw_json_parser_string (TwJsonParser  *parser,
                       GError       **error)
{
  char *text = parser->texts_end;
  guint index;

  parser->at++;
  copy_plain (parser);
  while (!tw_json_parser_is_at (parser, '"'))
    {
      if (parser->at == parser->end)
        return tw_json_parser_fail (parser, "a string has no end", error);
      if (!parse_escape (parser, error))
        return FALSE;
      copy_plain (parser);
    }
  parser->at++;
  *parser->texts_end++ = '\0';

  index = tw_json_parser_add (parser, TW_JSON_STRING);
  parser->document->values[index].text = text;

  return TRUE;
}

/**
 * tw_json_parser_word:
 * @parser: a parser
 * @error: return location
 *
 * Reads `true`, `false` or `null`.
 *
 * Returns: %FALSE with @error set when it is none of them
 */
gboolean
tw_json_parser_word (TwJsonParser  *parser,
                     GError       **error)
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
      index = tw_json_parser_add (parser, words[i].kind);
      parser->document->values[index].is_true = words[i].is_true;
      return TRUE;
    }

  return tw_json_parser_fail (parser, "a value is missing", error);
}
