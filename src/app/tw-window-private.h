/* tw-window-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pages/tw-keyring-page.h"
#include "pages/tw-start-page.h"
#include "pages/tw-window-page.h"
#include "tw-unsettled.h"
#include "tw-window.h"
#include "tw-workspace.h"
#include "widgets/tw-fold.h"
#include "widgets/tw-sync-status.h"

G_BEGIN_DECLS

struct _TwWindow
{
  AdwApplicationWindow parent_instance;

  TwAccounts      *accounts;
  TwUnsettled     *unsettled;
  TwWorkspace     *workspace;
  GSettings       *settings;
  GCancellable    *cancellable;
  GQueue           history;
  char            *account;
  char            *page;
  gboolean         demo;
  gboolean         keyring_asked; /* for its state, after the last refresh */
  gboolean         keyring_answered;
  gboolean         unlocking;     /* the person asked for it */
  gboolean         copy_wanted;   /* the person reads on without the keyring */
  gboolean         look_first;    /* the account being opened has changes that want to be looked at */
  GMenu           *account_items;

  /* Kept while the account is at work, so that a dialog closed by mistake still has what was typed. */
  GtkWindow       *customer_dialog;
  GtkWindow       *order_dialog;
  GtkWindow       *report_dialog;

  AdwToastOverlay *toasts;
  GtkStack        *shell;
  TwStartPage     *start_page;
  TwFold          *sidebar_fold;
  GtkMenuButton   *account_button;
  GtkLabel        *account_label;
  GtkLabel        *account_detail;
  GtkLabel        *account_badge;
  GtkListBox      *navigation;
  GtkWidget       *activity_row;
  GtkLabel        *activity_badge;
  TwSyncStatus    *sync_status;
  AdwWindowTitle  *title;
  GtkButton       *new_button;
  GtkRevealer     *demo_bar;
  GtkRevealer     *problem_bar;
  GtkLabel        *problem_label;
  GtkButton       *problem_button;
  GtkRevealer     *unknown_bar;
  GtkLabel        *unknown_label;
  GtkStack        *content;
  TwKeyringPage   *keyring_page;
  GtkStack        *pages;
};

/* tw-window.c */
TwWindowPage *tw_window_get_page              (TwWindow      *self,
                                               const char    *name);

/* tw-window-account.c */
void          tw_window_fill_account_menu     (TwWindow      *self);
void          tw_window_update_unsettled      (TwWindow      *self);
void          tw_window_choose                (TwWindow      *self,
                                               const char    *account);
void          tw_window_open                  (TwWindow      *self,
                                               const char    *account);
void          tw_window_close_workspace       (TwWindow      *self);

/* tw-window-actions.c */
void          tw_window_class_install_actions (TwWindowClass *klass);
void          tw_window_update_actions        (TwWindow      *self);

/* tw-window-dialogs.c */
void          tw_window_class_install_dialogs (TwWindowClass *klass);
void          tw_window_update_dialogs        (TwWindow      *self);

/* tw-window-keyring.c */
void          tw_window_class_install_keyring (TwWindowClass *klass);
void          tw_window_forget_keyring        (TwWindow      *self);
void          tw_window_update_keyring        (TwWindow      *self);
void          tw_window_show_pages            (TwWindow      *self);

/* tw-window-removal.c */
void          tw_window_class_install_removal (TwWindowClass *klass);

/* tw-window-records.c */
void          tw_window_class_install_records (TwWindowClass *klass);
void          tw_window_update_records        (TwWindow      *self);

G_END_DECLS
