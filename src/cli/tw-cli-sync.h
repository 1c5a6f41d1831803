/* tw-cli-sync.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli.h"

G_BEGIN_DECLS

gboolean tw_cli_sync_lists (TwCli              *cli,
                            TwClient           *client,
                            const TwSyncScope  *scope,
                            GError            **error);

G_END_DECLS
