/* tw-entry-details.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-activity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwEntryDetails:
 *
 * All about one entry of the journal: what it means, what was sent and answered, and what can be done about it. Its
 * buttons activate the actions `activity.…` of the page around it.
 */
#define TW_TYPE_ENTRY_DETAILS (tw_entry_details_get_type ())
G_DECLARE_FINAL_TYPE (TwEntryDetails, tw_entry_details, TW, ENTRY_DETAILS, GtkWidget)

void            tw_entry_details_set_item     (TwEntryDetails *self,
                                               TwActivityItem *item);
TwActivityItem *tw_entry_details_get_item     (TwEntryDetails *self);
void            tw_entry_details_show_problem (TwEntryDetails *self,
                                               const char     *text);

G_END_DECLS
