/* tw-cli-settle.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli.h"

G_BEGIN_DECLS

extern const TwCliOption tw_cli_settle_options[];

TwExit   tw_cli_settle            (TwCli            *cli,
                                   const TwCliArgs  *args,
                                   GError          **error);
void     tw_cli_settle_due        (TwCli            *cli,
                                   TwClient         *client);
gboolean tw_cli_settle_explain    (TwJournalEntry   *entry);
void     tw_cli_settle_take_error (const char       *id,
                                   GError           *error,
                                   GError          **dest);
TwExit   tw_cli_resume            (TwCli            *cli,
                                   const TwCliArgs  *args,
                                   GError          **error);

G_END_DECLS
