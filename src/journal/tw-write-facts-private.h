/* tw-write-facts-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-private.h"

G_BEGIN_DECLS

/* What is known of the marketplace right before a write is sent. */
TwQuery  *tw_write_siblings_query (TwJournalEntry       *entry);
void      tw_write_facts_async    (TwMarketplace        *marketplace,
                                   TwJournalEntry       *entry,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean  tw_write_facts_finish   (GAsyncResult         *result,
                                   TwJournalFacts       *facts,
                                   GError              **error);
void      tw_write_facts_clear    (TwJournalFacts       *facts);

G_END_DECLS
