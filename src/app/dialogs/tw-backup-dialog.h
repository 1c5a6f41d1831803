/* tw-backup-dialog.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwBackupDialog:
 *
 * Copies the records of an account into a file: says what they are, asks where to, copies. Signal `backed-up` with
 * the file and how many journal entries it holds.
 */
#define TW_TYPE_BACKUP_DIALOG (tw_backup_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwBackupDialog, tw_backup_dialog, TW, BACKUP_DIALOG, AdwWindow)

GtkWidget *tw_backup_dialog_new (GtkWindow *parent,
                                 TwAccount *account);

G_END_DECLS
