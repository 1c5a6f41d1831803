/* test-report-formats.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sandbox/tw-report-stream.h"

#include <archive.h>
#include <archive_entry.h>
#include <gio/gio.h>
#include <string.h>

/* A small data set of our own: one column of each kind, and whatever text is hard to carry. */

typedef struct
{
  const char *name;
  gint64      number;
  GDate       day;
  const char *amount;
  gboolean    parentheses;
} Row;

typedef struct
{
  const Row *rows;
  guint      n_rows;
  guint      times; /* how often the rows are handed out */
  guint      position;
  guint      freed;
} Source;

static void
read_name (const TwReportColumn *self,
           gconstpointer         row,
           TwReportValue        *value)
{
  value->text = ((const Row *) row)->name;
}

static void
read_number (const TwReportColumn *self,
             gconstpointer         row,
             TwReportValue        *value)
{
  value->integer = ((const Row *) row)->number;
}

static void
read_day (const TwReportColumn *self,
          gconstpointer         row,
          TwReportValue        *value)
{
  value->date = ((const Row *) row)->day;
}

static void
read_amount (const TwReportColumn *self,
             gconstpointer         row,
             TwReportValue        *value)
{
  const Row *data = row;
  gboolean parsed;

  value->empty = data->amount == NULL;
  if (data->amount == NULL)
    return;

  parsed = tw_decimal_parse (data->amount, &value->decimal, NULL);
  g_assert_true (parsed);
  value->parentheses = data->parentheses;
}

static const TwReportColumn columns[] = {
  { "CUSTOMER_NAME", TW_REPORT_TEXT, read_name },
  { "SUBSCRIPTION_ID", TW_REPORT_INT, read_number },
  { "RESELLER_INVOICE_DATE", TW_REPORT_DATE, read_day },
  { "Detail Total", TW_REPORT_NUMBER, read_amount },
};
static const TwReportColumnSet column_set = { columns, G_N_ELEMENTS (columns) };

/* 99.99 and 9.95 are numbers that lose their last digit when they go through a double printed with 16 digits. */
static const Row rows[] = {
  { "Plain & Co <1>", 1000001, { .julian_days = 739921, .julian = 1 }, "99.99", FALSE },
  { "\"Quoted\", with commas", 1000002, { .julian_days = 739921, .julian = 1 }, "9.9500", FALSE },
  { "two\r\nlines\tand a tab", 1000003, { 0 }, "-1234.5", FALSE },
  { "=cmd|' /C calc'!A0", 1000004, { .julian_days = 739922, .julian = 1 }, "-0.0725", TRUE },
  { "Æther Ñandú שלום", 1000005, { .julian_days = 739922, .julian = 1 }, "12", FALSE },
  { NULL, 0, { 0 }, NULL, FALSE },
};

static gconstpointer
next_row (gpointer user_data)
{
  Source *self = user_data;

  if (self->position == self->n_rows * self->times)
    return NULL;

  return &self->rows[self->position++ % self->n_rows];
}

static void
free_source (gpointer user_data)
{
  Source *self = user_data;

  self->freed++;
}

static GBytes *
make_file (TwReportFormat format,
           const Row     *data,
           guint          n_rows)
{
  Source source = { data, n_rows, 1 };
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (TwReportStream) stream = tw_report_stream_new (format, &column_set, next_row, &source, free_source);

  while (TRUE)
    {
      g_autoptr (GBytes) chunk = NULL;
      g_autoptr (GError) error = NULL;
      gboolean done = tw_report_stream_next (stream, &chunk, &error);

      g_assert_no_error (error);
      g_assert_true (done);
      if (chunk == NULL)
        break;
      g_assert_cmpuint (g_bytes_get_size (chunk), >, 0);
      g_byte_array_append (file, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
    }

  g_assert_cmpuint (source.position, ==, n_rows);
  g_assert_cmpuint (source.freed, ==, 0);
  g_clear_pointer (&stream, tw_report_stream_free);
  g_assert_cmpuint (source.freed, ==, 1);

  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}

static char *
make_text (TwReportFormat format,
           const Row     *data,
           guint          n_rows)
{
  g_autoptr (GBytes) file = make_file (format, data, n_rows);

  return g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
}

static void
test_csv (void)
{
  g_autofree char *file = make_text (TW_REPORT_CSV, rows, G_N_ELEMENTS (rows));
  g_autofree char *empty = make_text (TW_REPORT_CSV, rows, 0);

  g_assert_cmpstr (file, ==,
                   "CUSTOMER_NAME,SUBSCRIPTION_ID,RESELLER_INVOICE_DATE,Detail Total\r\n"
                   "Plain & Co <1>,1000001,2026-11-01,99.99\r\n"
                   "\"\"\"Quoted\"\", with commas\",1000002,2026-11-01,9.9500\r\n"
                   "\"two\r\nlines\tand a tab\",1000003,,-1234.5\r\n"
                   "=cmd|' /C calc'!A0,1000004,2026-11-02,(0.0725)\r\n"
                   "Æther Ñandú שלום,1000005,2026-11-02,12\r\n"
                   ",0,,\r\n");
  g_assert_cmpstr (empty, ==, "CUSTOMER_NAME,SUBSCRIPTION_ID,RESELLER_INVOICE_DATE,Detail Total\r\n");
}

static void
test_json (void)
{
  g_autofree char *file = make_text (TW_REPORT_JSON, rows + 2, 2);
  g_autofree char *quoted = make_text (TW_REPORT_JSON, rows + 1, 1);
  g_autofree char *empty = make_text (TW_REPORT_JSON, rows, 0);

  g_assert_cmpstr (file, ==,
                   "[\n"
                   "{\"CustomerName\":\"two\\r\\nlines\\tand a tab\",\"SubscriptionId\":\"1000003\","
                   "\"ResellerInvoiceDate\":\"\",\"DetailTotal\":\"-1234.5\"},\n"
                   "{\"CustomerName\":\"=cmd|' /C calc'!A0\",\"SubscriptionId\":\"1000004\","
                   "\"ResellerInvoiceDate\":\"2026-11-02\",\"DetailTotal\":\"-0.0725\"}\n"
                   "]\n");
  g_assert_nonnull (strstr (quoted, "{\"CustomerName\":\"\\\"Quoted\\\", with commas\","));
  g_assert_cmpstr (empty, ==, "[\n]\n");
}

static void
test_xml (void)
{
  g_autofree char *file = make_text (TW_REPORT_XML, rows, 3);
  g_autofree char *empty = make_text (TW_REPORT_XML, rows, 0);

  g_assert_cmpstr (file, ==,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<ROWS>\n"
                   "<ROW><CUSTOMER_NAME>Plain &amp; Co &lt;1&gt;</CUSTOMER_NAME>"
                   "<SUBSCRIPTION_ID>1000001</SUBSCRIPTION_ID>"
                   "<RESELLER_INVOICE_DATE>2026-11-01</RESELLER_INVOICE_DATE>"
                   "<DETAIL_TOTAL>99.99</DETAIL_TOTAL></ROW>\n"
                   "<ROW><CUSTOMER_NAME>\"Quoted\", with commas</CUSTOMER_NAME>"
                   "<SUBSCRIPTION_ID>1000002</SUBSCRIPTION_ID>"
                   "<RESELLER_INVOICE_DATE>2026-11-01</RESELLER_INVOICE_DATE>"
                   "<DETAIL_TOTAL>9.9500</DETAIL_TOTAL></ROW>\n"
                   "<ROW><CUSTOMER_NAME>two&#13;\nlines\tand a tab</CUSTOMER_NAME>"
                   "<SUBSCRIPTION_ID>1000003</SUBSCRIPTION_ID>"
                   "<RESELLER_INVOICE_DATE/>"
                   "<DETAIL_TOTAL>-1234.5</DETAIL_TOTAL></ROW>\n"
                   "</ROWS>\n");
  g_assert_cmpstr (empty, ==, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ROWS>\n</ROWS>\n");
}

/* Text of one part of a workbook; checks on the way that the archive can be read to its end. */
static char *
read_part (GBytes     *file,
           const char *path)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  char *part = NULL;
  int result;

  archive_read_support_format_zip (archive);
  result = archive_read_open_memory (archive, g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_assert_cmpint (result, ==, ARCHIVE_OK);

  while ((result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    if (g_str_equal (archive_entry_pathname (entry), path))
      {
        g_autoptr (GString) text = g_string_new (NULL);
        char buffer[4096];
        la_ssize_t length;

        while ((length = archive_read_data (archive, buffer, sizeof buffer)) > 0)
          g_string_append_len (text, buffer, length);
        g_assert_cmpint (length, ==, 0);
        g_assert_null (part);
        part = g_strdup (text->str);
      }
  g_assert_cmpint (result, ==, ARCHIVE_EOF);
  archive_read_free (archive);

  return part;
}

static void
test_xlsx (void)
{
  static const char *const parts[] = {
    "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
  };
  g_autoptr (GBytes) file = make_file (TW_REPORT_XLSX, rows, G_N_ELEMENTS (rows));
  g_autofree char *sheet = read_part (file, "xl/worksheets/sheet1.xml");

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = read_part (file, parts[i]);

      g_assert_nonnull (part);
      g_assert_true (g_str_has_prefix (part, "<?xml "));
    }

  g_assert_nonnull (sheet);
  g_assert_cmpstr (strstr (sheet, "<sheetData>"), ==,
                   "<sheetData>"
                   "<row r=\"1\">"
                   "<c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">CUSTOMER_NAME</t></is></c>"
                   "<c r=\"B1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">SUBSCRIPTION_ID</t></is></c>"
                   "<c r=\"C1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">RESELLER_INVOICE_DATE</t></is></c>"
                   "<c r=\"D1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">Detail Total</t></is></c></row>"
                   "<row r=\"2\">"
                   "<c r=\"A2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">Plain &amp; Co &lt;1&gt;</t></is></c>"
                   "<c r=\"B2\"><v>1000001</v></c><c r=\"C2\" s=\"1\"><v>46327</v></c><c r=\"D2\"><v>99.99</v></c></row>"
                   "<row r=\"3\">"
                   "<c r=\"A3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\"Quoted\", with commas</t></is></c>"
                   "<c r=\"B3\"><v>1000002</v></c><c r=\"C3\" s=\"1\"><v>46327</v></c><c r=\"D3\"><v>9.9500</v></c></row>"
                   "<row r=\"4\">"
                   "<c r=\"A4\" t=\"inlineStr\"><is><t xml:space=\"preserve\">two&#13;\nlines\tand a tab</t></is></c>"
                   "<c r=\"B4\"><v>1000003</v></c><c r=\"D4\"><v>-1234.5</v></c></row>"
                   "<row r=\"5\">"
                   "<c r=\"A5\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=cmd|' /C calc'!A0</t></is></c>"
                   "<c r=\"B5\"><v>1000004</v></c><c r=\"C5\" s=\"1\"><v>46328</v></c><c r=\"D5\"><v>-0.0725</v></c></row>"
                   "<row r=\"6\">"
                   "<c r=\"A6\" t=\"inlineStr\"><is><t xml:space=\"preserve\">Æther Ñandú שלום</t></is></c>"
                   "<c r=\"B6\"><v>1000005</v></c><c r=\"C6\" s=\"1\"><v>46328</v></c><c r=\"D6\"><v>12</v></c></row>"
                   "<row r=\"7\"><c r=\"B7\"><v>0</v></c></row>"
                   "</sheetData></worksheet>");
}

/* 53 columns reach BA: the letters carry twice. */
static void
test_xlsx_references (void)
{
  TwReportColumn wide[53];
  TwReportColumnSet set = { wide, G_N_ELEMENTS (wide) };
  Source source = { rows, 1, 1 };
  g_autoptr (TwReportStream) stream = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) end = NULL;
  g_autofree char *sheet = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    wide[i] = columns[1];
  stream = tw_report_stream_new (TW_REPORT_XLSX, &set, next_row, &source, NULL);
  g_assert_true (tw_report_stream_next (stream, &file, NULL));
  g_assert_true (tw_report_stream_next (stream, &end, NULL));
  g_assert_null (end);

  sheet = read_part (file, "xl/worksheets/sheet1.xml");
  g_assert_nonnull (strstr (sheet, "<c r=\"Z2\"><v>1000001</v></c><c r=\"AA2\"><v>1000001</v></c>"));
  g_assert_nonnull (strstr (sheet, "<c r=\"AZ2\"><v>1000001</v></c><c r=\"BA2\"><v>1000001</v></c></row>"));
}

/* A file of 60,000 rows is never made as a whole: chunks stay small, and rows are made when they are needed. */
static void
test_memory_is_bounded (gconstpointer user_data)
{
  TwReportFormat format = GPOINTER_TO_UINT (user_data);
  Source source = { rows, G_N_ELEMENTS (rows), 10000 };
  g_autoptr (TwReportStream) stream = tw_report_stream_new (format, &column_set, next_row, &source, free_source);
  guint n_chunks = 0;

  while (TRUE)
    {
      g_autoptr (GBytes) chunk = NULL;
      gboolean done = tw_report_stream_next (stream, &chunk, NULL);

      g_assert_true (done);
      if (chunk == NULL)
        break;
      n_chunks++;
      g_assert_cmpuint (g_bytes_get_size (chunk), <, 256 * 1024);
      if (n_chunks == 1)
        g_assert_cmpuint (source.position, <, 30000);
    }

  g_assert_cmpuint (n_chunks, >, 3);
  g_assert_cmpuint (source.position, ==, 60000);
}

static void
test_given_up (gconstpointer user_data)
{
  TwReportFormat format = GPOINTER_TO_UINT (user_data);
  Source source = { rows, G_N_ELEMENTS (rows), 10000 };
  TwReportStream *stream = tw_report_stream_new (format, &column_set, next_row, &source, free_source);
  g_autoptr (GBytes) chunk = NULL;
  gboolean done = tw_report_stream_next (stream, &chunk, NULL);

  g_assert_true (done);
  g_assert_nonnull (chunk);
  tw_report_stream_free (stream);
  g_assert_cmpuint (source.freed, ==, 1);

  /* Before the first byte, too. */
  tw_report_stream_free (tw_report_stream_new (format, &column_set, next_row, &source, free_source));
  g_assert_cmpuint (source.freed, ==, 2);
}

static void
test_format_names (void)
{
  TwReportFormat format = TW_REPORT_XML;

  g_assert_true (tw_report_format_parse ("XLSX", &format));
  g_assert_cmpint (format, ==, TW_REPORT_XLSX);
  g_assert_true (tw_report_format_parse ("csv", &format));
  g_assert_cmpint (format, ==, TW_REPORT_CSV);
  g_assert_true (tw_report_format_parse ("Json", &format));
  g_assert_cmpint (format, ==, TW_REPORT_JSON);
  g_assert_true (tw_report_format_parse ("xml", &format));
  g_assert_cmpint (format, ==, TW_REPORT_XML);
  g_assert_false (tw_report_format_parse ("pdf", &format));
  g_assert_false (tw_report_format_parse ("", &format));
  g_assert_cmpint (format, ==, TW_REPORT_XML);

  g_assert_cmpstr (tw_report_format_content_type (TW_REPORT_CSV), ==, "text/csv; charset=utf-8");
}

int
main (int    argc,
      char **argv)
{
  static const char *const names[] = { "csv", "xlsx", "json", "xml" };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sandbox/report/csv", test_csv);
  g_test_add_func ("/sandbox/report/json", test_json);
  g_test_add_func ("/sandbox/report/xml", test_xml);
  g_test_add_func ("/sandbox/report/xlsx", test_xlsx);
  g_test_add_func ("/sandbox/report/xlsx-references", test_xlsx_references);
  g_test_add_func ("/sandbox/report/format-names", test_format_names);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *bounded = g_strdup_printf ("/sandbox/report/memory-is-bounded/%s", names[i]);
      g_autofree char *given_up = g_strdup_printf ("/sandbox/report/given-up/%s", names[i]);

      g_test_add_data_func (bounded, GUINT_TO_POINTER (i), test_memory_is_bounded);
      g_test_add_data_func (given_up, GUINT_TO_POINTER (i), test_given_up);
    }

  return g_test_run ();
}
