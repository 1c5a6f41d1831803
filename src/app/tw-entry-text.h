/* tw-entry-text.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-entry.h"
#include "tw-status.h"

G_BEGIN_DECLS

/* An entry of the journal in words. */
const char   *tw_entry_text_get_what    (TwJournalEntry *entry);
const char   *tw_entry_text_get_state   (TwJournalState  state);
TwStatusTone  tw_entry_text_get_tone    (TwJournalState  state);
const char   *tw_entry_text_get_advice  (TwJournalEntry *entry);
const char   *tw_entry_text_get_page    (TwJournalEntry *entry);
char         *tw_entry_text_dup_name    (TwJournalEntry *entry);

G_END_DECLS
