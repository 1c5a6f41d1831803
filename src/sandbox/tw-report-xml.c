/* tw-report-xml.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-report-writer.h"

/* One <ROW> for each row, one element for each column, named by its heading in UPPER_SNAKE. An empty cell is an
 * empty element. No source shows an XML file of the marketplace: the form is inferred from the headings of the
 * other three. */

/**
 * tw_report_append_xml_text:
 * @out: where to
 * @text: UTF-8
 *
 * Appends @text as XML character data. A carriage return is written as a reference, since a reader would turn a
 * bare one into a line feed; control characters that XML 1.0 cannot carry are left out.
 */
void
tw_report_append_xml_text (GString    *out,
                           const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;

      case '<':
        g_string_append (out, "&lt;");
        break;

      case '>':
        g_string_append (out, "&gt;");
        break;

      case '\r':
        g_string_append (out, "&#13;");
        break;

      default:
        if ((guchar) *p >= 0x20 || *p == '\n' || *p == '\t')
          g_string_append_c (out, *p);
        break;
      }
}

static void
append_name (GString    *out,
             const char *heading)
{
  for (const char *p = heading; *p != '\0'; p++)
    g_string_append_c (out, *p == ' ' ? '_' : g_ascii_toupper (*p));
}

static gboolean
xml_begin (TwReportWriter  *self,
           GError         **error)
{
  g_string_append (self->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ROWS>\n");
  return TRUE;
}

static gboolean
xml_row (TwReportWriter  *self,
         gconstpointer    row,
         GError         **error)
{
  TwReportValue value;

  g_string_append (self->out, "<ROW>");
  for (guint i = 0; i < self->columns->n_columns; i++)
    {
      const TwReportColumn *column = &self->columns->columns[i];

      g_string_append_c (self->out, '<');
      append_name (self->out, column->heading);
      tw_report_column_read (column, row, &value);
      if (value.empty)
        {
          g_string_append (self->out, "/>");
          continue;
        }
      g_string_append_c (self->out, '>');
      g_string_truncate (self->cell, 0);
      tw_report_value_append_text (&value, self->cell);
      tw_report_append_xml_text (self->out, self->cell->str);
      g_string_append (self->out, "</");
      append_name (self->out, column->heading);
      g_string_append_c (self->out, '>');
    }
  g_string_append (self->out, "</ROW>\n");

  return TRUE;
}

static gboolean
xml_end (TwReportWriter  *self,
         GError         **error)
{
  g_string_append (self->out, "</ROWS>\n");
  return TRUE;
}

const TwReportWriterClass tw_report_xml_class = {
  .begin = xml_begin,
  .row = xml_row,
  .end = xml_end,
};
