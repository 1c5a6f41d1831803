/* tw-restore-dialog.h
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
 * TwRestoreDialog:
 *
 * Puts a backup in the place of an account's records: asks for the file, says what it holds and what would be lost,
 * and only then offers to do it. Signal `restore` with the path of the backup: whoever has the records open closes
 * them, restores, and says with tw_restore_dialog_finish() how that went.
 */
#define TW_TYPE_RESTORE_DIALOG (tw_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwRestoreDialog, tw_restore_dialog, TW, RESTORE_DIALOG, AdwWindow)

GtkWidget *tw_restore_dialog_new    (GtkWindow       *parent,
                                     TwAccount       *account);
void       tw_restore_dialog_finish (TwRestoreDialog *self,
                                     gint64           n_entries,
                                     const char      *aside,
                                     const GError    *error);

G_END_DECLS
