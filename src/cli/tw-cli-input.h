/* tw-cli-input.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli.h"

G_BEGIN_DECLS

/* What answers a file name of one dash. */
#define TW_CLI_STDIN "-"

gboolean  tw_cli_input_is_terminal (void);
GBytes   *tw_cli_input_read        (TwCli       *cli,
                                    const char  *path,
                                    GError     **error);
TwJson   *tw_cli_input_read_json   (TwCli       *cli,
                                    const char  *path,
                                    GError     **error);
gboolean  tw_cli_input_read_lines  (TwCli       *cli,
                                    guint        n_lines,
                                    char       **lines,
                                    GError     **error);
char     *tw_cli_input_ask_secret  (TwCli       *cli,
                                    const char  *question,
                                    GError     **error);
void      tw_cli_input_wipe        (char        *secret);
gboolean  tw_cli_input_confirm     (TwCli       *cli,
                                    const char  *question,
                                    GError     **error);

G_END_DECLS
