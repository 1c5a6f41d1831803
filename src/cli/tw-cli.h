/* tw-cli.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli-args.h"
#include "client/tw-client.h"

G_BEGIN_DECLS

/**
 * TwCli:
 *
 * One run of the program: the accounts, the chosen one, and one asynchronous call at a time, brought to its end
 * by the main loop. An interrupt (Ctrl+C) cancels that call; a second one ends the program.
 */
TwCli          *tw_cli_new             (void);
void            tw_cli_free            (TwCli             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCli, tw_cli_free)

GCancellable   *tw_cli_get_cancellable (TwCli             *self);
void            tw_cli_ready_cb        (GObject           *source,
                                        GAsyncResult      *result,
                                        gpointer           user_data);
GAsyncResult   *tw_cli_wait            (TwCli             *self);

TwSecretStore  *tw_cli_get_secrets     (TwCli             *self);
TwAccountStore *tw_cli_load_accounts   (TwCli             *self,
                                        GError           **error);
TwAccount      *tw_cli_choose_account  (TwCli             *self,
                                        const char        *name,
                                        GError           **error);
TwClient       *tw_cli_open            (TwCli             *self,
                                        const TwCliArgs   *args,
                                        GError           **error);
TwClient       *tw_cli_open_lists      (TwCli             *self,
                                        const TwCliArgs   *args,
                                        GError           **error);
TwClient       *tw_cli_connect         (TwCli             *self,
                                        const TwCliArgs   *args,
                                        GError           **error);

G_END_DECLS
