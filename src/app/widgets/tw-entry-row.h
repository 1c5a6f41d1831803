/* tw-entry-row.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-activity.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwEntryRow:
 *
 * One entry of the journal in a list. Property: `item`.
 */
#define TW_TYPE_ENTRY_ROW (tw_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (TwEntryRow, tw_entry_row, TW, ENTRY_ROW, GtkWidget)

void tw_entry_row_set_item (TwEntryRow     *self,
                            TwActivityItem *item);

G_END_DECLS
