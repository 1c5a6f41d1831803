/* tw-settle-entry-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-private.h"
#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

/* One look for one entry, from the journal to the marketplace and back. */
void            tw_settle_entry_async     (TwMarketplace        *marketplace,
                                           TwJournal            *journal,
                                           TwMirror             *mirror,
                                           TwJournalEntry       *entry,
                                           guint                 settle_after,
                                           TwPriority            priority,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
TwJournalEntry *tw_settle_entry_finish    (GAsyncResult         *result,
                                           GError              **error);

/* An order that shows up too late. */
TwJournalEntry *tw_settle_entry_make_late (TwJournalEntry       *entry,
                                           TwResource           *order);

/* When the next look for an entry is worth while; the time here, in microseconds since the epoch. */
gint64          tw_settle_entry_get_due   (TwJournalEntry       *entry,
                                           guint                 settle_after);

G_END_DECLS
