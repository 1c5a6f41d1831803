/* tw-report-columns.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-decimal.h"

G_BEGIN_DECLS

/**
 * TwReportKind:
 * @TW_REPORT_TEXT: text, in @text of the value
 * @TW_REPORT_INT: a whole number, in @integer
 * @TW_REPORT_DATE: a day, in @date
 * @TW_REPORT_NUMBER: an exact decimal, in @decimal; amounts of money are such columns, their currency stands in a
 *   column of its own
 *
 * What the cells of a column hold.
 */
typedef enum
{
  TW_REPORT_TEXT,
  TW_REPORT_INT,
  TW_REPORT_DATE,
  TW_REPORT_NUMBER,
} TwReportKind;

/**
 * TwReportValue:
 * @kind: which of the next four members counts
 * @text: (nullable): %NULL is an empty cell; it may point into the row or to @buffer
 * @integer: a whole number
 * @date: a day
 * @decimal: an exact decimal
 * @empty: whether the cell is empty, whatever its kind
 * @parentheses: whether a CSV file shows the amount, which is negative, in parentheses
 * @buffer: room for a text that has to be put together
 *
 * The value of one cell: a plain value, filled by tw_report_column_read().
 */
typedef struct
{
  TwReportKind  kind;
  const char   *text;
  gint64        integer;
  GDate         date;
  TwDecimal     decimal;
  gboolean      empty;
  gboolean      parentheses;
  char          buffer[128];
} TwReportValue;

typedef struct _TwReportColumn TwReportColumn;

/**
 * TwReportColumn:
 * @heading: as in row 1 of a CSV or XLSX file
 * @kind: what its cells hold
 * @read: fills a value whose kind is set and whose rest is zero
 * @offset: for @read: where its member is in the struct of a row
 * @detail: for @read: what of that member it shows
 *
 * One column of a report file.
 */
struct _TwReportColumn
{
  const char    *heading;
  TwReportKind   kind;
  void         (*read) (const TwReportColumn *self,
                        gconstpointer         row,
                        TwReportValue        *value);
  size_t         offset;
  guint          detail;
};

/**
 * TwReportColumnSet:
 *
 * The columns of one data set in one view.
 */
typedef struct
{
  const TwReportColumn *columns;
  guint                 n_columns;
} TwReportColumnSet;

/* Rows are TwCharge, TwCharge, TwReportInvoice and TwSimSubscription. */
extern const TwReportColumnSet tw_report_columns_charges;
extern const TwReportColumnSet tw_report_columns_charges_short;
extern const TwReportColumnSet tw_report_columns_invoices;
extern const TwReportColumnSet tw_report_columns_subscriptions;

void tw_report_column_read       (const TwReportColumn *self,
                                  gconstpointer         row,
                                  TwReportValue        *value);
void tw_report_value_append_text (const TwReportValue  *self,
                                  GString              *text);

G_END_DECLS
