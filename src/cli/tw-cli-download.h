/* tw-cli-download.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli.h"

G_BEGIN_DECLS

char     *tw_cli_download_dup_name  (TwReport    *report);
gboolean  tw_cli_download_is_stdout (const char  *path);
goffset   tw_cli_download           (TwCli       *cli,
                                     TwClient    *client,
                                     TwReport    *report,
                                     const char  *path,
                                     GError     **error);

G_END_DECLS
