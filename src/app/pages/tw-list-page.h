/* tw-list-page.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pages/tw-window-page.h"
#include "widgets/tw-cell.h"
#include "widgets/tw-filter-chip.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwListPage:
 *
 * One page of the window: search, filters and a table over one list of the mirror, and the details of the selected
 * row beside it. A subclass says which list, which columns and which details. Property: `workspace`.
 */
#define TW_TYPE_LIST_PAGE (tw_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (TwListPage, tw_list_page, TW, LIST_PAGE, AdwBin)

/**
 * TwListPageClass:
 * @kind: what it lists
 * @title: what it is called, marked for translation, as all texts here
 * @new_label: label of the window's button while it shows
 * @new_action: action of that button
 * @search_hint: what can be searched for
 * @loading_title: says that the list is being read for the first time
 * @empty_title: says that there is nothing
 * @empty_text: and what to do next
 * @columns: its columns
 * @n_columns: how many these are
 * @details_type: what shows the selected row
 *
 * What a page is.
 */
struct _TwListPageClass
{
  AdwBinClass parent_class;

  TwKind          kind;
  const char     *title;
  const char     *new_label;
  const char     *new_action;
  const char     *search_hint;
  const char     *loading_title;
  const char     *empty_title;
  const char     *empty_text;
  const TwColumn *columns;
  guint           n_columns;
  GType           details_type;
};

void tw_list_page_filter      (TwListPage   *self,
                               const char   *field,
                               const char   *value,
                               const char   *label);

/* For subclasses. */
void tw_list_page_add_chip    (TwListPage   *self,
                               TwFilterChip *chip);
void tw_list_page_add_choices (TwFilterChip *chip,
                               GType         type);

G_END_DECLS
