/* tw-sync-status.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwSyncStatus:
 *
 * How old what is shown is, how far a refresh has come, and the button for one. Properties: `workspace`, `kind`.
 */
#define TW_TYPE_SYNC_STATUS (tw_sync_status_get_type ())
G_DECLARE_FINAL_TYPE (TwSyncStatus, tw_sync_status, TW, SYNC_STATUS, GtkWidget)

void tw_sync_status_set_workspace (TwSyncStatus *self,
                                   TwWorkspace  *workspace);
void tw_sync_status_set_kind      (TwSyncStatus *self,
                                   TwKind        kind);

G_END_DECLS
