/* tw-quote.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-quote.h"

#include <string.h>

/* Long enough for every id, amount and time, short enough for one line of a message. */
#define MAX_CHARACTERS 60

#define MAX_BYTES_PER_CHARACTER 4

#define REPLACEMENT_CHARACTER 0xFFFD

/* Line breaks, terminal controls and the marks that turn the direction of writing would let the text dress up
 * as something else.
 */
static gboolean
is_harmless (gunichar character)
{
  switch (g_unichar_type (character))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
      return FALSE;
    default:
      return TRUE;
    }
}

/**
 * tw_quote:
 * @text: bytes from outside, in any encoding and of any length
 *
 * Makes text from outside fit to be shown inside an error message: in quotation marks, valid UTF-8, on one
 * line, and cut after 60 characters.
 *
 * Returns: (transfer full): the quoted text
 */
char *
tw_quote (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) quoted = NULL;
  const char *at;

  g_return_val_if_fail (text != NULL, NULL);

  /* One character more than is shown, so that a cut inside a character falls behind the last one shown. */
  valid = g_utf8_make_valid (text, strnlen (text, (MAX_CHARACTERS + 1) * MAX_BYTES_PER_CHARACTER));
  quoted = g_string_new ("“");

  at = valid;
  for (guint count = 0; *at != '\0' && count < MAX_CHARACTERS; count++, at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      g_string_append_unichar (quoted, is_harmless (character) ? character : REPLACEMENT_CHARACTER);
    }
  g_string_append (quoted, *at != '\0' ? "…”" : "”");

  return g_string_free (g_steal_pointer (&quoted), FALSE);
}
