/* tw-report-json.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-report-writer.h"

/* An array of objects. The marketplace's JSON files name their members in PascalCase (ResellerAccountId) and
 * write every value, numbers too, as a string. */

static void
append_string (GString    *out,
               const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
      else if (*p == '\n')
        g_string_append (out, "\\n");
      else if (*p == '\r')
        g_string_append (out, "\\r");
      else if (*p == '\t')
        g_string_append (out, "\\t");
      else if ((guchar) *p < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/* Headings consist of letters, blanks and underscores: nothing in a key needs escaping. */
static void
append_key (GString    *out,
            const char *heading)
{
  gboolean start = TRUE;

  g_string_append_c (out, '"');
  for (const char *p = heading; *p != '\0'; p++)
    {
      if (*p == '_' || *p == ' ')
        {
          start = TRUE;
          continue;
        }
      g_string_append_c (out, start ? g_ascii_toupper (*p) : g_ascii_tolower (*p));
      start = FALSE;
    }
  g_string_append (out, "\":");
}

static gboolean
json_begin (TwReportWriter  *self,
            GError         **error)
{
  g_string_append_c (self->out, '[');
  return TRUE;
}

static gboolean
json_row (TwReportWriter  *self,
          gconstpointer    row,
          GError         **error)
{
  TwReportValue value;

  g_string_append (self->out, self->rows > 0 ? ",\n{" : "\n{");
  for (guint i = 0; i < self->columns->n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (self->out, ',');
      append_key (self->out, self->columns->columns[i].heading);
      tw_report_column_read (&self->columns->columns[i], row, &value);
      g_string_truncate (self->cell, 0);
      tw_report_value_append_text (&value, self->cell);
      append_string (self->out, self->cell->str);
    }
  g_string_append_c (self->out, '}');

  return TRUE;
}

static gboolean
json_end (TwReportWriter  *self,
          GError         **error)
{
  g_string_append (self->out, "\n]\n");
  return TRUE;
}

const TwReportWriterClass tw_report_json_class = {
  .begin = json_begin,
  .row = json_row,
  .end = json_end,
};
