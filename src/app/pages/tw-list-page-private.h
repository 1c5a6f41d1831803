/* tw-list-page-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-paged-model.h"
#include "pages/tw-details-pane.h"
#include "pages/tw-list-page.h"
#include "widgets/tw-fold.h"

G_BEGIN_DECLS

typedef struct
{
  TwWorkspace        *workspace;
  TwPagedModel       *model;
  GtkSingleSelection *selection;
  GPtrArray          *chips;
  GCancellable       *cancellable;
  GSignalGroup       *selected_row;
  gboolean            rewind; /* to the first row, once the new order is there */

  GtkSearchEntry     *search;
  GtkBox             *chip_box;
  GtkStack           *states;
  GtkColumnView      *table;
  AdwStatusPage      *loading_page;
  AdwStatusPage      *empty_page;
  AdwStatusPage      *problem_page;
  GtkButton          *empty_button;
  GtkButton          *problem_button;
  TwFold             *fold;
  TwDetailsPane      *details;
} TwListPagePrivate;

/* tw-list-page.c */
TwListPagePrivate *tw_list_page_get_private          (TwListPage      *self);
void               tw_list_page_update_state         (TwListPage      *self);

/* tw-list-page-query.c */
void               tw_list_page_class_bind_query     (TwListPageClass *klass);
void               tw_list_page_add_columns          (TwListPage      *self);
gboolean           tw_list_page_is_filtered          (TwListPage      *self);
TwQuery           *tw_list_page_make_query           (TwListPage      *self);

/* tw-list-page-selection.c */
void               tw_list_page_class_bind_selection (TwListPageClass *klass);
void               tw_list_page_watch_selection      (TwListPage      *self);
void               tw_list_page_show_row             (TwListPage      *self,
                                                      const char      *key);
void               tw_list_page_rewind               (TwListPage      *self);

G_END_DECLS
