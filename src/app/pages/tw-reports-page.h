/* tw-reports-page.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pages/tw-list-page.h"

G_BEGIN_DECLS

#define TW_TYPE_REPORTS_PAGE (tw_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (TwReportsPage, tw_reports_page, TW, REPORTS_PAGE, TwListPage)

G_END_DECLS
