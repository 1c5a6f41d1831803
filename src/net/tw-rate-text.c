/* tw-rate-text.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-rate-record-private.h"

#include <string.h>

#define HEADING "tradewind-calls 3"

static gboolean
read_number (char    **cursor,
             guint64   max,
             guint64  *out)
{
  char *word = *cursor;
  gsize length = strcspn (word, " ");

  if (length == 0)
    return FALSE;

  *cursor = word + length + (word[length] == ' ' ? 1 : 0);
  word[length] = '\0';

  return g_ascii_string_to_unsigned (word, 10, 0, max, out, NULL);
}

static gboolean
read_slots (TwRateRecord *self,
            char         *line)
{
  guint64 number;

  if (!read_number (&line, G_MAXINT64, &number))
    return FALSE;
  self->slot = number;

  for (guint i = 0; i < TW_RATE_SLOTS; i++)
    {
      if (!read_number (&line, G_MAXUINT16, &number))
        return FALSE;
      self->counts[i] = number;
    }

  return *line == '\0';
}

static gboolean
read_pace (TwRateRecord *self,
           char         *line)
{
  guint64 numbers[6];
  const guint64 largest[G_N_ELEMENTS (numbers)] = {
    G_MAXINT64, G_MAXINT16, G_MAXINT32, G_MAXINT64, G_MAXINT32, G_MAXINT64,
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!read_number (&line, largest[i], &numbers[i]))
      return FALSE;

  self->limited_until = numbers[0];
  self->pause = numbers[1];
  self->pace = numbers[2];
  self->pace_since = numbers[3];
  self->others = numbers[4];
  self->others_until = numbers[5];

  return *line == '\0';
}

static gboolean
read_day (TwRateRecord *self,
          char         *line)
{
  guint64 day;
  guint64 until;
  guint64 since;

  if (!read_number (&line, G_MAXINT32, &day) || !read_number (&line, G_MAXUINT32, &self->day_count)
      || !read_number (&line, G_MAXUINT32, &self->day_others) || !read_number (&line, G_MAXINT64, &until)
      || !read_number (&line, G_MAXINT64, &since))
    return FALSE;
  self->day = day;
  self->closed_until = until;
  self->closed_since = since;

  return *line == '\0';
}

/**
 * tw_rate_record_parse:
 * @self: (out caller-allocates): the record
 * @text: (array length=length): what the file holds
 * @length: its length in bytes
 *
 * Returns: whether @text is a whole record; it is not when another program wrote it, or when one was killed
 *   while writing. @self is then undefined
 */
gboolean
tw_rate_record_parse (TwRateRecord *self,
                      const char   *text,
                      gsize         length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", 7);

  memset (self, 0, sizeof *self);
  if (g_strv_length (lines) != 7 || !g_str_equal (lines[0], HEADING) || !g_str_equal (lines[5], "end"))
    return FALSE;

  if (*lines[1] == '\0' || strlen (lines[1]) >= sizeof self->boot)
    return FALSE;
  g_strlcpy (self->boot, lines[1], sizeof self->boot);

  if (!read_slots (self, lines[2]))
    return FALSE;

  return read_pace (self, lines[3]) && read_day (self, lines[4]);
}

/**
 * tw_rate_record_print:
 * @self: a record
 *
 * Returns: (transfer full): its text, for tw_rate_record_parse()
 */
char *
tw_rate_record_print (const TwRateRecord *self)
{
  GString *text = g_string_new (HEADING "\n");

  g_string_append_printf (text, "%s\n%" G_GINT64_FORMAT, self->boot, self->slot);
  for (guint i = 0; i < TW_RATE_SLOTS; i++)
    g_string_append_printf (text, " %u", self->counts[i]);
  g_string_append_printf (text,
                          "\n%" G_GINT64_FORMAT " %d %u %" G_GINT64_FORMAT " %u %" G_GINT64_FORMAT "\n",
                          self->limited_until,
                          self->pause,
                          self->pace,
                          self->pace_since,
                          self->others,
                          self->others_until);
  g_string_append_printf (text,
                          "%" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT "\nend\n",
                          self->day,
                          self->day_count,
                          self->day_others,
                          self->closed_until,
                          self->closed_since);

  return g_string_free (text, FALSE);
}
