/* tw-report-download.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-marketplace.h"

G_BEGIN_DECLS

/* Saves a report as a file, which appears whole or not at all. */
void    tw_report_download_async  (TwMarketplace        *marketplace,
                                   const char           *report_id,
                                   GFile                *file,
                                   TwProgressFunc        progress,
                                   gpointer              progress_data,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
goffset tw_report_download_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
