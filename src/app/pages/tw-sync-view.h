/* tw-sync-view.h
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
 * TwSyncView:
 *
 * How old and how complete the copy on this computer is, what calls were used, and what comes next. It follows while
 * it is on the screen.
 */
#define TW_TYPE_SYNC_VIEW (tw_sync_view_get_type ())
G_DECLARE_FINAL_TYPE (TwSyncView, tw_sync_view, TW, SYNC_VIEW, GtkWidget)

void tw_sync_view_set_workspace (TwSyncView  *self,
                                 TwWorkspace *workspace);

G_END_DECLS
