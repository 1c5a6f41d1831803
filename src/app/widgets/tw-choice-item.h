/* tw-choice-item.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "widgets/tw-choice-row.h"

G_BEGIN_DECLS

/**
 * TwChoiceItem:
 *
 * One choice in the list of a #TwChoiceRow. It follows its item, whose content may arrive later.
 */
#define TW_TYPE_CHOICE_ITEM (tw_choice_item_get_type ())
G_DECLARE_FINAL_TYPE (TwChoiceItem, tw_choice_item, TW, CHOICE_ITEM, GtkWidget)

GtkWidget *tw_choice_item_new      (TwChoiceText  label,
                                    TwChoiceText  caption);
void       tw_choice_item_set_item (TwChoiceItem *self,
                                    gpointer      item);

G_END_DECLS
