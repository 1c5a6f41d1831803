/* tw-reporting.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-world.h"

G_BEGIN_DECLS

/* Which reports there are: those made every month, and those asked for. What is in them is in tw-report.h. */

#define TW_REPORT_DAYS_KEPT 90

void     tw_reporting_start    (TwWorld           *world,
                                gint64             first);
void     tw_reporting_run      (TwWorld           *world,
                                TwSimReport       *report,
                                gint64             time);
gboolean tw_reporting_has_file (TwWorld           *world,
                                const TwSimReport *report);
char    *tw_reporting_sign     (TwWorld           *world,
                                TwSimReport       *report);
gboolean tw_reporting_check    (TwWorld           *world,
                                const TwSimReport *report,
                                const char        *signature);

G_END_DECLS
