/* tw-cli-write.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli.h"

G_BEGIN_DECLS

TwResource *tw_cli_write_take_answer (TwCli            *cli,
                                      const TwCliArgs  *args,
                                      TwJournalEntry   *entry,
                                      TwExit           *exit,
                                      GError          **error);
TwResource *tw_cli_write_submit      (TwCli            *cli,
                                      const TwCliArgs  *args,
                                      TwWriteKind       kind,
                                      const char       *target,
                                      TwResource       *body,
                                      TwExit           *exit,
                                      GError          **error);
TwExit      tw_cli_write             (TwCli            *cli,
                                      const TwCliArgs  *args,
                                      TwWriteKind       kind,
                                      const char       *target,
                                      TwResource       *body,
                                      GError          **error);

G_END_DECLS
