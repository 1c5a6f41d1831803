/* tw-write-entry-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-private.h"

G_BEGIN_DECLS

/* What the writer puts into the journal: before the send, and after it. */
TwJournalEntry *tw_write_entry_new     (TwJournal             *journal,
                                        TwWriteKind            kind,
                                        const char            *target,
                                        TwResource            *body,
                                        TwOrder               *estimate,
                                        TwJson                *basis,
                                        GError               **error);
TwJournalEntry *tw_write_entry_outcome (TwJournalEntry        *entry,
                                        TwResource            *body,
                                        TwAnswer              *answer,
                                        const GError          *error);
TwJournalEntry *tw_write_entry_unsent  (TwJournalEntry        *entry,
                                        const GError          *error);
GError         *tw_write_entry_to_error (TwJournalEntry       *entry);

/* What is sent, and what is found again. */
#define TW_WRITE_MARK_ATTRIBUTE "tradewindEntry"

TwResource     *tw_write_entry_dup_body  (TwJournalEntry      *entry,
                                          GError             **error);
TwResource     *tw_write_entry_mark_body (TwJournalEntry      *entry,
                                          TwResource          *body);
TwJournalEntry *tw_write_entry_found     (TwJournalEntry      *entry,
                                          TwResource          *object);

/* Whether somebody wants to send the same again. */
GHashTable     *tw_write_entry_list_masked (TwJournalEntry    *entry);
gboolean        tw_write_entry_asks_for  (TwJournalEntry      *entry,
                                          TwResource          *body);

G_END_DECLS
