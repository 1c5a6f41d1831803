/* tw-choice-row.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwChoiceText:
 * @item: an item of the list
 *
 * Returns: (transfer full) (nullable): text that stands for it, %NULL while it is not known
 */
typedef char *(*TwChoiceText) (gpointer item);

/**
 * TwChoiceRow:
 *
 * A row that chooses one of many, with a search field. It filters a short list itself; for a long one it says what
 * is searched for (signal `search`), and its owner changes the list. Properties: `model`, `selected-item`.
 */
#define TW_TYPE_CHOICE_ROW (tw_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (TwChoiceRow, tw_choice_row, TW, CHOICE_ROW, AdwActionRow)

void     tw_choice_row_set_texts      (TwChoiceRow  *self,
                                       TwChoiceText  label,
                                       TwChoiceText  caption);
void     tw_choice_row_set_filtering  (TwChoiceRow  *self,
                                       gboolean      filtering);
void     tw_choice_row_set_action     (TwChoiceRow  *self,
                                       const char   *label);
void     tw_choice_row_set_model      (TwChoiceRow  *self,
                                       GListModel   *model);
gpointer tw_choice_row_get_selected   (TwChoiceRow  *self);
void     tw_choice_row_set_selected   (TwChoiceRow  *self,
                                       gpointer      item);

G_END_DECLS
