/* tw-cli-object.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli.h"

G_BEGIN_DECLS

/* What commands that show one object take. */
extern const TwCliOption tw_cli_object_options[];

TwResource *tw_cli_get_live    (TwCli            *cli,
                                const TwCliArgs  *args,
                                TwKind            kind,
                                const char       *id,
                                GError          **error);
TwExit      tw_cli_show_object (TwCli            *cli,
                                const TwCliArgs  *args,
                                GError          **error);

G_END_DECLS
