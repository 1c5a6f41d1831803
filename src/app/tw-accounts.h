/* tw-accounts.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "client/tw-client.h"

G_BEGIN_DECLS

/**
 * TwAccounts:
 *
 * The accounts of this person, their secrets and the demo: where the window gets its clients from.
 */
#define TW_TYPE_ACCOUNTS (tw_accounts_get_type ())
G_DECLARE_FINAL_TYPE (TwAccounts, tw_accounts, TW, ACCOUNTS, GObject)

TwAccounts     *tw_accounts_new              (void);
gboolean        tw_accounts_load             (TwAccounts           *self,
                                              GError              **error);
TwAccountStore *tw_accounts_get_store        (TwAccounts           *self);
TwSecretStore  *tw_accounts_get_secrets      (TwAccounts           *self);
char           *tw_accounts_dup_first        (TwAccounts           *self,
                                              const char           *wanted);

void            tw_accounts_open_async       (TwAccounts           *self,
                                              const char           *name,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void            tw_accounts_open_demo_async  (TwAccounts           *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
TwClient       *tw_accounts_open_finish      (TwAccounts           *self,
                                              GAsyncResult         *result,
                                              GError              **error);

void            tw_accounts_add_async        (TwAccounts           *self,
                                              TwAccount            *account,
                                              const char           *password,
                                              const char           *key,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        tw_accounts_add_finish       (TwAccounts           *self,
                                              GAsyncResult         *result,
                                              GError              **error);
void            tw_accounts_remove_async     (TwAccounts           *self,
                                              const char           *name,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        tw_accounts_remove_finish    (TwAccounts           *self,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
