/* tw-entry-text.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-activity-item.h"
#include "tw-status.h"

G_BEGIN_DECLS

/* An entry of the journal in words. */
const char   *tw_entry_text_get_what    (TwJournalEntry *entry);
const char   *tw_entry_text_get_state   (TwActivityItem *item);
TwStatusTone  tw_entry_text_get_tone    (TwActivityItem *item);
char         *tw_entry_text_dup_advice  (TwActivityItem *item);
char         *tw_entry_text_dup_reason  (TwJson         *reason,
                                         const char     *text);
const char   *tw_entry_text_get_page    (TwJournalEntry *entry);
char         *tw_entry_text_dup_name    (TwJournalEntry *entry);
gboolean      tw_entry_text_can_order   (TwJournalEntry *entry);

G_END_DECLS
