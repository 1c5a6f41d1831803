/* tw-report-dialog.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwReportDialog:
 *
 * Schedules a report. Signal `scheduled` with the id of the report, which the marketplace then prepares.
 */
#define TW_TYPE_REPORT_DIALOG (tw_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwReportDialog, tw_report_dialog, TW, REPORT_DIALOG, AdwWindow)

GtkWidget *tw_report_dialog_new (GtkWindow   *parent,
                                 TwWorkspace *workspace);

G_END_DECLS
