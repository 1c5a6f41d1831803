/* tw-report.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-marketplace-types.h"

G_BEGIN_DECLS

#define TW_TYPE_REPORT (tw_report_get_type ())
G_DECLARE_FINAL_TYPE (TwReport, tw_report, TW, REPORT, TwResource)

/*
 * A rated-data report. `format` is compared without case. `download_url` is a signed link, so a secret: it is
 * fetched anew for each download and never stored or shown.
 */
struct _TwReport
{
  TwResource parent_instance;

  char      *id;
  char      *name;
  char      *customization_name;
  int        status; /* TwReportStatus */
  int        type;   /* TwReportType */
  char      *format;
  GDateTime *creation_date;
  GDateTime *start_date;
  GDateTime *end_date;
  char      *download_url;
};

G_END_DECLS
