/* tw-cli-sync-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli-sync.h"

G_BEGIN_DECLS

TwExit tw_cli_sync_show_status (TwCli            *cli,
                                const TwCliArgs  *args,
                                GError          **error);

G_END_DECLS
