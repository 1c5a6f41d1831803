/* tw-connect-dialog-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "client/tw-account-check.h"
#include "dialogs/tw-connect-dialog.h"
#include "widgets/tw-form.h"

G_BEGIN_DECLS

struct _TwConnectDialog
{
  AdwWindow parent_instance;

  TwAccounts    *accounts;
  TwAccount     *account;
  GCancellable  *cancellable;
  TwForm        *form;
  gboolean       busy;

  GtkButton     *connect_button;
  GtkRevealer   *busy_bar;
  GtkLabel      *busy_label;
  GtkRevealer   *problem_bar;
  GtkLabel      *problem;
  GtkWidget     *fields;
  AdwEntryRow   *name_row;
  AdwComboRow   *type_row;
  AdwEntryRow   *url_row;
  AdwEntryRow   *marketplace_row;
  AdwEntryRow   *realm_row;
  AdwEntryRow   *username_row;
  AdwEntryRow   *password_row;
  AdwEntryRow   *key_row;
  AdwEntryRow   *ca_row;
  AdwEntryRow   *client_id_row;
  GMenu         *url_menu;
  GMenu         *marketplace_menu;
};

/* tw-connect-dialog-explain.c */
gboolean tw_connect_dialog_is_hosted       (TwConnectDialog  *self);
void     tw_connect_dialog_show_busy       (TwConnectDialog  *self,
                                            const char       *text);
void     tw_connect_dialog_show_problem    (TwConnectDialog  *self,
                                            const char       *text);
void     tw_connect_dialog_explain         (TwConnectDialog  *self,
                                            TwAccountProblem  problem,
                                            const GError     *error);
void     tw_connect_dialog_explain_keyring (TwConnectDialog  *self,
                                            const GError     *error);

G_END_DECLS
