/* tw-connect-dialog.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwConnectDialog:
 *
 * Connects a marketplace: asks for what is needed, says where to find it, checks it, keeps it. Signal `connected`
 * with the name of the account.
 */
#define TW_TYPE_CONNECT_DIALOG (tw_connect_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwConnectDialog, tw_connect_dialog, TW, CONNECT_DIALOG, AdwWindow)

GtkWidget *tw_connect_dialog_new (GtkWindow  *parent,
                                  TwAccounts *accounts,
                                  TwAccount  *account);

G_END_DECLS
