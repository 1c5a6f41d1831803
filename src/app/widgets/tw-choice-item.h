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
 * One choice in the list of a #TwChoiceRow. It follows its item, whose content may arrive later. Its action
 * `choice.take` chooses it, for those who use no pointer.
 */
#define TW_TYPE_CHOICE_ITEM (tw_choice_item_get_type ())
G_DECLARE_FINAL_TYPE (TwChoiceItem, tw_choice_item, TW, CHOICE_ITEM, GtkWidget)

GtkWidget *tw_choice_item_new    (GtkListItem  *list_item,
                                  TwChoiceText  label,
                                  TwChoiceText  caption);
void       tw_choice_item_bind   (TwChoiceItem *self);
void       tw_choice_item_unbind (TwChoiceItem *self);

G_END_DECLS
