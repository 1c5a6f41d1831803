/* tw-cli-text.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-text.h"

#include <string.h>

#define LINE_BREAK "↵"
#define ELLIPSIS "…"
#define REPLACEMENT_CHARACTER 0xFFFD

/* Marks that turn the direction of writing for all that follows, so that text could dress up as its neighbour. */
static gboolean
turns_direction (gunichar character)
{
  return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

/* Controls, C1 ones too: U+009B alone starts an escape sequence on many terminals. */
static gboolean
is_dangerous (gunichar character)
{
  return g_unichar_iscntrl (character) || turns_direction (character) || character == 0x2028 ||
         character == 0x2029;
}

/**
 * tw_cli_text_clean:
 * @text: bytes from anywhere
 * @length: their number, -1 when they end with a zero byte
 * @keep_lines: whether line breaks and tabs stay; otherwise everything becomes one line
 *
 * Makes text fit for a terminal: valid UTF-8 in which nothing moves the cursor, changes colours or turns the
 * direction of writing.
 *
 * Returns: (transfer full): the harmless text
 */
char *
tw_cli_text_clean (const char *text,
                   gssize      length,
                   gboolean    keep_lines)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (!is_dangerous (character))
        g_string_append_unichar (clean, character);
      else if (character == '\r' && p[1] == '\n')
        continue;
      else if (keep_lines && (character == '\n' || character == '\t'))
        g_string_append_c (clean, *p);
      else if (character == '\n' || character == '\r')
        g_string_append (clean, LINE_BREAK);
      else if (character == '\t')
        g_string_append_c (clean, ' ');
      else
        g_string_append_unichar (clean, REPLACEMENT_CHARACTER);
    }

  return g_string_free (clean, FALSE);
}

static guint
character_width (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;

  return g_unichar_iswide (character) ? 2 : 1;
}

/**
 * tw_cli_text_width:
 * @text: clean text of one line
 *
 * Returns: how many columns of a terminal it takes
 */
guint
tw_cli_text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += character_width (g_utf8_get_char (p));

  return width;
}

/**
 * tw_cli_text_fit:
 * @text: clean text of one line
 * @width: columns there are, at least 1
 *
 * Returns: (transfer full): the text, cut with an ellipsis at its end when it is wider
 */
char *
tw_cli_text_fit (const char *text,
                 guint       width)
{
  const char *end = text;
  guint used = 0;

  if (tw_cli_text_width (text) <= width)
    return g_strdup (text);

  for (; *end != '\0'; end = g_utf8_next_char (end))
    {
      guint next = character_width (g_utf8_get_char (end));

      if (used + next > width - 1)
        break;
      used += next;
    }

  return g_strdup_printf ("%.*s" ELLIPSIS, (int) (end - text), text);
}

/* On to the next byte from 0x7f upwards, or to the end: nearly all of a long list lies between, eight bytes a step. */
static const char *
skip_plain (const char *at,
            const char *end)
{
  guint64 word;

  for (; end - at >= (gssize) sizeof word; at += sizeof word)
    {
      memcpy (&word, at, sizeof word);
      if (((word | (word + G_GUINT64_CONSTANT (0x0101010101010101))) & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
        break;
    }
  while (at < end && (guchar) *at < 0x7f)
    at++;

  return at;
}

/**
 * tw_cli_text_escape:
 * @json: JSON text
 *
 * Writes the characters that a terminal would act on as JSON escapes: the document stays the same. Those below
 * U+0020 are escaped already.
 *
 * Returns: (transfer full): JSON text that is harmless to look at
 */
char *
tw_cli_text_escape (const char *json)
{
  gsize length = strlen (json);
  const char *end = json + length;
  const char *plain = json;
  GString *escaped = g_string_sized_new (length);

  for (const char *p = skip_plain (json, end); p < end; p = skip_plain (g_utf8_next_char (p), end))
    {
      if (!is_dangerous (g_utf8_get_char (p)))
        continue;

      g_string_append_len (escaped, plain, p - plain);
      g_string_append_printf (escaped, "\\u%04x", g_utf8_get_char (p));
      plain = g_utf8_next_char (p);
    }
  g_string_append_len (escaped, plain, end - plain);

  return g_string_free (escaped, FALSE);
}

static void
wrap_paragraph (GString    *wrapped,
                const char *paragraph,
                guint       indent,
                guint       width)
{
  g_auto (GStrv) words = g_strsplit (paragraph, " ", -1);
  guint used = 0;

  for (char **word = words; *word != NULL; word++)
    {
      guint next = tw_cli_text_width (*word);

      if (used > 0 && indent + used + 1 + next > width)
        {
          g_string_append_c (wrapped, '\n');
          used = 0;
        }
      if (used == 0)
        g_string_append_printf (wrapped, "%*s%s", (int) indent, "", *word);
      else
        g_string_append_printf (wrapped, " %s", *word);
      used += next + (used > 0 ? 1 : 0);
    }
  g_string_append_c (wrapped, '\n');
}

/**
 * tw_cli_text_wrap:
 * @text: paragraphs, one a line
 * @indent: columns left free at the start of each line
 * @width: columns of a line
 *
 * Returns: (transfer full): the text in lines no wider than @width
 */
char *
tw_cli_text_wrap (const char *text,
                  guint       indent,
                  guint       width)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);
  GString *wrapped = g_string_new (NULL);

  for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++)
    {
      if (**paragraph == '\0')
        g_string_append_c (wrapped, '\n');
      else
        wrap_paragraph (wrapped, *paragraph, indent, width);
    }

  return g_string_free (wrapped, FALSE);
}
