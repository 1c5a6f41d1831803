/* tw-cli-list.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli.h"
#include "cli/tw-cli-rows.h"

G_BEGIN_DECLS

/* What lists of the mirror take beside their filters. */
extern const TwCliOption tw_cli_list_options[];

const char *tw_cli_kind_get_title   (TwKind            kind);
const char *tw_cli_kind_get_columns (TwKind            kind);
TwExit      tw_cli_list             (TwCli            *cli,
                                     const TwCliArgs  *args,
                                     GError          **error);
TwExit      tw_cli_list_below       (TwCli            *cli,
                                     const TwCliArgs  *args,
                                     GError          **error);

G_END_DECLS
