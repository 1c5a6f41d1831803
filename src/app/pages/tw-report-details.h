/* tw-report-details.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pages/tw-details.h"

G_BEGIN_DECLS

/**
 * TwReportDetails:
 *
 * A report: what it covers, and saving it as a file.
 */
#define TW_TYPE_REPORT_DETAILS (tw_report_details_get_type ())
G_DECLARE_FINAL_TYPE (TwReportDetails, tw_report_details, TW, REPORT_DETAILS, TwDetails)

G_END_DECLS
