/* tw-report.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-charges.h"
#include "sandbox/tw-report-stream.h"

G_BEGIN_DECLS

/**
 * TwReportRequest:
 * @format: of the file
 * @name: of the report; it may choose the data set
 * @customization: (nullable): the view asked for
 * @from: first day
 * @to: last day, inclusive
 *
 * What a report file is made of.
 */
typedef struct
{
  TwReportFormat  format;
  const char     *name;
  const char     *customization;
  GDate           from;
  GDate           to;
} TwReportRequest;

/* Implemented by tw-report.c: the data sets over the world, in the columns of tw-report-columns.h. The stream
 * holds a reference on the world. */
TwReportStream *tw_report_open (TwWorld               *world,
                                const TwReportRequest *request);

G_END_DECLS
