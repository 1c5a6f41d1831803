/* tw-cli-account-check.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli.h"

G_BEGIN_DECLS

TwAccount *tw_cli_account_new            (TwCli            *cli,
                                          const TwCliArgs  *args,
                                          GError          **error);
TwSecrets *tw_cli_account_read_secrets   (TwCli            *cli,
                                          const TwCliArgs  *args,
                                          GError          **error);
TwSecrets *tw_cli_account_find_secrets   (TwCli            *cli,
                                          TwAccount        *account,
                                          GError          **error);
gboolean   tw_cli_account_forget_secrets (TwCli            *cli,
                                          TwAccount        *account,
                                          GError          **error);
gint64     tw_cli_account_check          (TwCli            *cli,
                                          TwAccount        *account,
                                          const TwSecrets  *secrets,
                                          GError          **error);
gboolean   tw_cli_account_keep           (TwCli            *cli,
                                          TwAccount        *account,
                                          const TwSecrets  *secrets,
                                          GError          **error);

G_END_DECLS
