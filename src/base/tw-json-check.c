/* tw-json-check.c
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

/* More digits than this and the library's integers wrap without a word. */
#define MAX_INTEGER_DIGITS 18

/* No number that a double can hold needs a longer text. */
#define MAX_NUMBER_LENGTH 400

typedef struct
{
  const char *text;
  gsize       length;
  gsize       at;
  guint       max_depth;
  guint       depth;
  guint       n_roots;
} Scanner;

static gboolean
fail (Scanner     *scanner,
      const char  *what,
      GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "Not JSON: %s, at byte %" G_GSIZE_FORMAT, what, scanner->at);

  return FALSE;
}

static gboolean
is_digit_at (Scanner *scanner)
{
  return scanner->at < scanner->length && g_ascii_isdigit (scanner->text[scanner->at]);
}

static gboolean
is_one_of_at (Scanner    *scanner,
              const char *characters)
{
  return scanner->at < scanner->length && scanner->text[scanner->at] != '\0' &&
         strchr (characters, scanner->text[scanner->at]) != NULL;
}

static gsize
skip_digits (Scanner *scanner)
{
  gsize start = scanner->at;

  while (is_digit_at (scanner))
    scanner->at++;

  return scanner->at - start;
}

/* Whether the word or number that ends here really does: `12x` is neither. */
static gboolean
is_at_boundary (Scanner *scanner)
{
  return scanner->at == scanner->length || is_one_of_at (scanner, " \t\r\n,:[]{}");
}

/* The library takes octal (010 is 8), hexadecimal and binary numbers, and makes infinity of what is too large. */
static gboolean
scan_number (Scanner  *scanner,
             GError  **error)
{
  gsize start = scanner->at;
  gboolean integer = TRUE;
  gsize n_digits;
  g_autofree char *text = NULL;

  if (is_one_of_at (scanner, "-"))
    scanner->at++;

  n_digits = scanner->at;
  if (is_one_of_at (scanner, "0"))
    scanner->at++;
  else
    skip_digits (scanner);
  n_digits = scanner->at - n_digits;
  if (n_digits == 0)
    return fail (scanner, "a digit is missing", error);

  if (is_one_of_at (scanner, "."))
    {
      integer = FALSE;
      scanner->at++;
      if (skip_digits (scanner) == 0)
        return fail (scanner, "a digit is missing", error);
    }

  if (is_one_of_at (scanner, "eE"))
    {
      integer = FALSE;
      scanner->at++;
      if (is_one_of_at (scanner, "+-"))
        scanner->at++;
      if (skip_digits (scanner) == 0)
        return fail (scanner, "a digit is missing", error);
    }

  if (!is_at_boundary (scanner))
    return fail (scanner, "this is no number", error);

  if ((integer && n_digits > MAX_INTEGER_DIGITS) || scanner->at - start > MAX_NUMBER_LENGTH)
    {
      scanner->at = start;
      return fail (scanner, "a number has too many digits to be read exactly", error);
    }

  text = g_strndup (scanner->text + start, scanner->at - start);
  if (!isfinite (g_ascii_strtod (text, NULL)))
    {
      scanner->at = start;
      return fail (scanner, "a number is too large", error);
    }

  return TRUE;
}

/* Reads the four digits behind `\u`. */
static gboolean
scan_code_unit (Scanner  *scanner,
                guint    *unit,
                GError  **error)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, scanner->at++)
    {
      if (scanner->at >= scanner->length || !g_ascii_isxdigit (scanner->text[scanner->at]))
        return fail (scanner, "\\u wants four hexadecimal digits", error);
      *unit = *unit * 16 + g_ascii_xdigit_value (scanner->text[scanner->at]);
    }

  return TRUE;
}

/* The library drops what it does not know, and cuts a text at a zero character. */
static gboolean
scan_escape (Scanner  *scanner,
             GError  **error)
{
  guint unit;

  if (!is_one_of_at (scanner, "\"\\/bfnrtu"))
    return fail (scanner, "unknown escape in a string", error);
  if (scanner->text[scanner->at++] != 'u')
    return TRUE;

  if (!scan_code_unit (scanner, &unit, error))
    return FALSE;
  if (unit == 0)
    return fail (scanner, "a string holds a zero character", error);
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;

  /* Half of a pair is no character: the other half must follow. */
  if (unit > 0xdbff || scanner->length - scanner->at < 2 || memcmp (scanner->text + scanner->at, "\\u", 2) != 0)
    return fail (scanner, "half of a surrogate pair in a string", error);
  scanner->at += 2;
  if (!scan_code_unit (scanner, &unit, error))
    return FALSE;
  if (unit < 0xdc00 || unit > 0xdfff)
    return fail (scanner, "half of a surrogate pair in a string", error);

  return TRUE;
}

/* Control characters that should have been escaped are let pass: what they mean is beyond doubt. */
static gboolean
scan_string (Scanner  *scanner,
             GError  **error)
{
  scanner->at++;
  while (scanner->at < scanner->length && scanner->text[scanner->at] != '"')
    if (scanner->text[scanner->at++] == '\\' && !scan_escape (scanner, error))
      return FALSE;

  if (scanner->at == scanner->length)
    return fail (scanner, "a string has no end", error);
  scanner->at++;

  return TRUE;
}

static gboolean
scan_literal (Scanner  *scanner,
              GError  **error)
{
  static const char * const literals[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      gsize size = strlen (literals[i]);

      if (scanner->length - scanner->at < size || memcmp (scanner->text + scanner->at, literals[i], size) != 0)
        continue;
      scanner->at += size;
      if (is_at_boundary (scanner))
        return TRUE;
      scanner->at -= size;
    }

  return fail (scanner, "unexpected text", error);
}

static gboolean
scan_open (Scanner  *scanner,
           GError  **error)
{
  if (scanner->depth == scanner->max_depth)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "JSON nested deeper than %u levels, at byte %" G_GSIZE_FORMAT,
                   scanner->max_depth, scanner->at);
      return FALSE;
    }

  scanner->depth++;
  scanner->at++;

  return TRUE;
}

static gboolean
scan_token (Scanner  *scanner,
            GError  **error)
{
  char c = scanner->text[scanner->at];

  switch (c)
    {
    case ']':
    case '}':
      scanner->depth -= scanner->depth > 0 ? 1 : 0;
      G_GNUC_FALLTHROUGH;
    case ' ':
    case '\t':
    case '\r':
    case '\n':
    case ',':
    case ':':
      scanner->at++;
      return TRUE;
    default:
      break;
    }

  /* A value begins; outside of everything there can be one only. */
  if (scanner->depth == 0 && scanner->n_roots++ > 0)
    return fail (scanner, "text behind the value", error);

  if (c == '[' || c == '{')
    return scan_open (scanner, error);
  if (c == '"')
    return scan_string (scanner, error);
  if (c == '-' || g_ascii_isdigit (c))
    return scan_number (scanner, error);

  return scan_literal (scanner, error);
}

/**
 * tw_json_check_text:
 * @text: JSON text, valid UTF-8
 * @length: its length in bytes
 * @max_depth: deeper nesting is refused
 * @error: %TW_ERROR_PROTOCOL with the byte at which it is no JSON
 *
 * Looks at the text before the library does: the library overflows its stack on deep nesting, wraps large
 * integers, and takes much that is not JSON (comments, other quotes, octal numbers), reading it as something
 * nobody wrote. The tokens are checked here; in which order they stand is the library's business.
 *
 * Returns: whether the library can be trusted with it
 */
gboolean
tw_json_check_text (const char  *text,
                    gsize        length,
                    guint        max_depth,
                    GError     **error)
{
  Scanner scanner = { text, length, 0, max_depth, 0, 0 };

  while (scanner.at < length)
    if (!scan_token (&scanner, error))
      return FALSE;

  return TRUE;
}
