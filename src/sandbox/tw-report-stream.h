/* tw-report-stream.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-report-columns.h"

G_BEGIN_DECLS

/**
 * TwReportFormat:
 *
 * The four file formats that a report can be asked for in.
 */
typedef enum
{
  TW_REPORT_CSV,
  TW_REPORT_XLSX,
  TW_REPORT_JSON,
  TW_REPORT_XML,
} TwReportFormat;

gboolean    tw_report_format_parse        (const char     *text,
                                           TwReportFormat *out);
const char *tw_report_format_content_type (TwReportFormat  format);

/**
 * TwReportRowFunc:
 * @source: (transfer none): where the rows come from
 *
 * Makes the next row of a report.
 *
 * Returns: (transfer none) (nullable): a struct that the column set describes, valid until the next call; %NULL
 *   after the last row
 */
typedef gconstpointer (*TwReportRowFunc) (gpointer source);

typedef struct _TwReportStream TwReportStream;

TwReportStream *tw_report_stream_new  (TwReportFormat           format,
                                       const TwReportColumnSet *columns,
                                       TwReportRowFunc          next_row,
                                       gpointer                 source,
                                       GDestroyNotify           free_source);
void            tw_report_stream_free (TwReportStream          *self);
gboolean        tw_report_stream_next (TwReportStream          *self,
                                       GBytes                 **chunk,
                                       GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwReportStream, tw_report_stream_free)

G_END_DECLS
