/* tw-report-xlsx.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-report-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <gio/gio.h>
#include <string.h>

/* A workbook with one sheet: headings in row 1, text as inline strings, numbers with the exact digits of the
 * charge, dates as the serial numbers that a spreadsheet uses. The parts are written straight into the ZIP, a row
 * at a time: libxlsxwriter prints numbers with 16 digits (99.99 becomes 99.98999999999999), and hands the file
 * out only when it is complete. */

#define PART_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define RELATION_TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SHEET_NAMESPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* Place of the date style in cellXfs below. */
#define DATE_STYLE "1"

/* Day 0 of a spreadsheet's calendar, 1899-12-30, as a Julian day of GDate. */
#define SERIAL_DAY_ZERO 693594

/* Every part carries this time (2026-01-01T00:00:00Z): the same rows give the same bytes. */
#define PART_TIME 1767225600

static const struct
{
  const char *path;
  const char *text;
} fixed_parts[] = {
  { "[Content_Types].xml",
    XML_HEAD "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
             "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
             "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
             "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" PART_TYPE "sheet.main+xml\"/>"
             "<Override PartName=\"/xl/styles.xml\" ContentType=\"" PART_TYPE "styles+xml\"/>"
             "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" PART_TYPE "worksheet+xml\"/>"
             "</Types>" },
  { "_rels/.rels",
    XML_HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
             "<Relationship Id=\"rId1\" Type=\"" RELATION_TYPE "/officeDocument\" Target=\"xl/workbook.xml\"/>"
             "</Relationships>" },
  { "xl/workbook.xml",
    XML_HEAD "<workbook xmlns=\"" SHEET_NAMESPACE "\" xmlns:r=\"" RELATION_TYPE "\">"
             "<sheets><sheet name=\"Report\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>" },
  { "xl/_rels/workbook.xml.rels",
    XML_HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
             "<Relationship Id=\"rId1\" Type=\"" RELATION_TYPE "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
             "<Relationship Id=\"rId2\" Type=\"" RELATION_TYPE "/styles\" Target=\"styles.xml\"/>"
             "</Relationships>" },
  { "xl/styles.xml",
    XML_HEAD "<styleSheet xmlns=\"" SHEET_NAMESPACE "\">"
             "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
             "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
             "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
             "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
             "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
             "<cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
             "<xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
             "</cellXfs></styleSheet>" },
};

static la_ssize_t
take_bytes_cb (struct archive *archive,
               void           *user_data,
               const void     *bytes,
               size_t          length)
{
  TwReportWriter *self = user_data;

  g_string_append_len (self->out, bytes, length);
  return length;
}

static gboolean
check (struct archive  *archive,
       la_ssize_t       result,
       GError         **error)
{
  if (result >= ARCHIVE_OK)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Writing the XLSX file failed: %s",
               archive_error_string (archive));
  return FALSE;
}

static gboolean
begin_part (struct archive  *archive,
            const char      *path,
            GError         **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean done;

  archive_entry_set_pathname (entry, path);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, PART_TIME, 0);
  done = check (archive, archive_write_header (archive, entry), error);
  archive_entry_free (entry);

  return done;
}

static gboolean
write_text (struct archive  *archive,
            const char      *text,
            gssize           length,
            GError         **error)
{
  return check (archive, archive_write_data (archive, text, length < 0 ? strlen (text) : (size_t) length), error);
}

/* A, B, … Z, AA, AB, … */
static void
append_reference (GString *text,
                  guint    column,
                  guint64  row)
{
  char letters[8];
  guint n = 0;

  for (guint rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters[n++] = 'A' + (rest - 1) % 26;
  while (n > 0)
    g_string_append_c (text, letters[--n]);
  g_string_append_printf (text, "%" G_GUINT64_FORMAT, row);
}

static void
append_string_cell (GString    *text,
                    guint       column,
                    guint64     row,
                    const char *value)
{
  g_string_append (text, "<c r=\"");
  append_reference (text, column, row);
  g_string_append (text, "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
  tw_report_append_xml_text (text, value);
  g_string_append (text, "</t></is></c>");
}

static void
append_number_cell (GString    *text,
                    guint       column,
                    guint64     row,
                    const char *style,
                    const char *value)
{
  g_string_append (text, "<c r=\"");
  append_reference (text, column, row);
  if (style != NULL)
    g_string_append_printf (text, "\" s=\"%s", style);
  g_string_append_printf (text, "\"><v>%s</v></c>", value);
}

static void
append_cell (TwReportWriter *self,
             GString        *text,
             guint           i,
             gconstpointer   row)
{
  guint64 number = self->rows + 2;
  TwReportValue value;

  tw_report_column_read (&self->columns->columns[i], row, &value);
  if (value.empty)
    return;

  g_string_truncate (self->cell, 0);
  if (value.kind == TW_REPORT_DATE)
    g_string_printf (self->cell, "%d", (int) g_date_get_julian (&value.date) - SERIAL_DAY_ZERO);
  else
    tw_report_value_append_text (&value, self->cell);

  if (value.kind == TW_REPORT_TEXT)
    append_string_cell (text, i, number, self->cell->str);
  else
    append_number_cell (text, i, number, value.kind == TW_REPORT_DATE ? DATE_STYLE : NULL, self->cell->str);
}

static gboolean
xlsx_begin (TwReportWriter  *self,
            GError         **error)
{
  struct archive *archive = archive_write_new ();
  g_autoptr (GString) text = NULL;

  self->data = archive;
  if (!check (archive, archive_write_set_format_zip (archive), error) ||
      !check (archive, archive_write_set_bytes_per_block (archive, 0), error) ||
      !check (archive, archive_write_open (archive, self, NULL, take_bytes_cb, NULL), error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fixed_parts); i++)
    if (!begin_part (archive, fixed_parts[i].path, error) ||
        !write_text (archive, fixed_parts[i].text, -1, error))
      return FALSE;

  text = g_string_new (XML_HEAD "<worksheet xmlns=\"" SHEET_NAMESPACE "\"><sheetData><row r=\"1\">");
  for (guint i = 0; i < self->columns->n_columns; i++)
    append_string_cell (text, i, 1, self->columns->columns[i].heading);
  g_string_append (text, "</row>");

  return begin_part (archive, "xl/worksheets/sheet1.xml", error) &&
         write_text (archive, text->str, text->len, error);
}

static gboolean
xlsx_row (TwReportWriter  *self,
          gconstpointer    row,
          GError         **error)
{
  g_autoptr (GString) text = g_string_sized_new (4096);

  g_string_append_printf (text, "<row r=\"%" G_GUINT64_FORMAT "\">", self->rows + 2);
  for (guint i = 0; i < self->columns->n_columns; i++)
    append_cell (self, text, i, row);
  g_string_append (text, "</row>");

  return write_text (self->data, text->str, text->len, error);
}

static gboolean
xlsx_end (TwReportWriter  *self,
          GError         **error)
{
  return write_text (self->data, "</sheetData></worksheet>", -1, error) &&
         check (self->data, archive_write_close (self->data), error);
}

static void
xlsx_clear (TwReportWriter *self)
{
  /* Of a report given up half-way this completes the ZIP into @out, where nobody takes it: it is the only way to
   * free the compressor too. */
  g_clear_pointer (&self->data, archive_write_free);
}

const TwReportWriterClass tw_report_xlsx_class = {
  .begin = xlsx_begin,
  .row = xlsx_row,
  .end = xlsx_end,
  .clear = xlsx_clear,
};
