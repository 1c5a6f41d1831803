/* tw-cli-help.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli-args.h"

G_BEGIN_DECLS

void tw_cli_help_print       (const TwCliGroup *group,
                              const TwCliVerb  *verb);
void tw_cli_print_completion (void);
void tw_cli_print_manual     (void);

G_END_DECLS
