/* tw-cli-draft.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli.h"

G_BEGIN_DECLS

/* What a sales order is made of. */
extern const TwCliOption tw_cli_draft_options[];

TwOrderDraft *tw_cli_draft_new_sales     (TwCli            *cli,
                                          const TwCliArgs  *args,
                                          GError          **error);
TwOrder      *tw_cli_draft_resolve       (TwCli            *cli,
                                          const TwCliArgs  *args,
                                          TwOrderDraft     *draft,
                                          GError          **error);
gboolean      tw_cli_draft_check_secrets (const TwCliArgs  *args,
                                          GPtrArray        *parameters,
                                          GError          **error);

G_END_DECLS
