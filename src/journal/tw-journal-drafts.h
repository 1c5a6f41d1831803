/* tw-journal-drafts.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal.h"
#include "journal/tw-order-draft.h"

G_BEGIN_DECLS

/*
 * Orders on a subscription that a person wants and cannot approve yet, because another one is in the way. Nobody has
 * seen what they cost: nothing is ever sent of them. Placing the order with the same PO number takes the draft on.
 */
void            tw_journal_keep_draft_async     (TwJournal            *self,
                                                 TwOrderDraft         *draft,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
TwJournalEntry *tw_journal_keep_draft_finish    (TwJournal            *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void            tw_journal_discard_draft_async  (TwJournal            *self,
                                                 const char           *id,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean        tw_journal_discard_draft_finish (TwJournal            *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

char           *tw_journal_entry_dup_subscription (TwJournalEntry     *self);
TwOrderDraft   *tw_journal_entry_dup_draft        (TwJournalEntry     *self,
                                                   GError            **error);

G_END_DECLS
