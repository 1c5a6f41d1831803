/* tw-cli-place.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli.h"

G_BEGIN_DECLS

/* What commands that place an order take. */
extern const TwCliOption tw_cli_place_options[];

/* Seconds that `--wait` means. */
#define TW_CLI_WAIT_SECONDS 600

gboolean    tw_cli_place_check (const TwCliArgs  *args,
                                GError          **error);
TwExit      tw_cli_place       (TwCli            *cli,
                                const TwCliArgs  *args,
                                TwOrderDraft     *draft,
                                GError          **error);
TwResource *tw_cli_watch       (TwCli            *cli,
                                const TwCliArgs  *args,
                                TwKind            kind,
                                TwResource       *resource,
                                GError          **error);

G_END_DECLS
