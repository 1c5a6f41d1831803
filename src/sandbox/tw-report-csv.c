/* tw-report-csv.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-report-writer.h"

#include <string.h>

/* RFC 4180: UTF-8 without a byte order mark, lines end in CR LF, a cell with a comma, a quote or a line break
 * stands in quotes. Nothing is neutralised: a description that begins with "=" arrives as it was typed, which is
 * what the marketplace's own files do and what readers have to cope with. */

static void
append_cell (GString    *out,
             const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/* Parentheses take the place of the minus sign. */
static void
get_text (const TwReportValue *value,
          GString             *text)
{
  g_string_truncate (text, 0);
  tw_report_value_append_text (value, text);
  if (value->parentheses)
    {
      text->str[0] = '(';
      g_string_append_c (text, ')');
    }
}

static gboolean
csv_begin (TwReportWriter  *self,
           GError         **error)
{
  for (guint i = 0; i < self->columns->n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (self->out, ',');
      append_cell (self->out, self->columns->columns[i].heading);
    }
  g_string_append (self->out, "\r\n");

  return TRUE;
}

static gboolean
csv_row (TwReportWriter  *self,
         gconstpointer    row,
         GError         **error)
{
  TwReportValue value;

  for (guint i = 0; i < self->columns->n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (self->out, ',');
      tw_report_column_read (&self->columns->columns[i], row, &value);
      get_text (&value, self->cell);
      append_cell (self->out, self->cell->str);
    }
  g_string_append (self->out, "\r\n");

  return TRUE;
}

static gboolean
csv_end (TwReportWriter  *self,
         GError         **error)
{
  return TRUE;
}

const TwReportWriterClass tw_report_csv_class = {
  .begin = csv_begin,
  .row = csv_row,
  .end = csv_end,
};
