/* tw-activity-page-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pages/tw-activity-page.h"

#include "pages/tw-entry-details.h"
#include "pages/tw-sync-view.h"
#include "widgets/tw-fold.h"

G_BEGIN_DECLS

struct _TwActivityPage
{
  AdwBin parent_instance;

  TwWorkspace        *workspace;
  GSignalGroup       *workspace_signals;
  GSignalGroup       *activity_signals;
  GCancellable       *cancellable;
  GPtrArray          *to_send; /* the oldest last */
  guint               n_running;

  GtkStack           *views;
  GtkStack           *states;
  AdwStatusPage      *problem_page;
  GtkSingleSelection *selection;
  GtkListView        *list;
  GtkRevealer        *queued_bar;
  GtkLabel           *queued_label;
  TwFold             *fold;
  TwEntryDetails     *details;
  TwSyncView         *sync_view;
};

/* tw-activity-page-actions.c */
TwActivity     *tw_activity_page_get_activity          (TwActivityPage *self);
TwJournalEntry *tw_activity_page_get_entry             (TwActivityPage *self);
void            tw_activity_page_update_actions        (TwActivityPage *self);
void            tw_activity_page_class_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
