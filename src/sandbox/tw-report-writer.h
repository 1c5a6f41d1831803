/* tw-report-writer.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-report-columns.h"

G_BEGIN_DECLS

/**
 * TwReportWriter:
 * @columns: (transfer none): what a row is made of
 * @out: (transfer none): bytes written and not taken yet; the stream empties it between two calls
 * @cell: (transfer none): room for the text of one cell
 * @rows: rows written so far
 * @data: what one format keeps between two calls
 *
 * The state that the four formats share.
 */
typedef struct
{
  const TwReportColumnSet *columns;
  GString                 *out;
  GString                 *cell;
  guint64                  rows;
  gpointer                 data;
} TwReportWriter;

/**
 * TwReportWriterClass:
 * @begin: writes what comes before the rows
 * @row: writes one row
 * @end: writes what comes after the rows
 * @clear: (nullable): frees @data, also when a report was given up half-way
 *
 * One file format.
 */
typedef struct
{
  gboolean (*begin) (TwReportWriter  *self,
                     GError         **error);
  gboolean (*row)   (TwReportWriter  *self,
                     gconstpointer    row,
                     GError         **error);
  gboolean (*end)   (TwReportWriter  *self,
                     GError         **error);
  void     (*clear) (TwReportWriter  *self);
} TwReportWriterClass;

extern const TwReportWriterClass tw_report_csv_class;
extern const TwReportWriterClass tw_report_xlsx_class;
extern const TwReportWriterClass tw_report_json_class;
extern const TwReportWriterClass tw_report_xml_class;

void tw_report_append_xml_text (GString    *out,
                                const char *text);

G_END_DECLS
