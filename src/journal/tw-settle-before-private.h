/* tw-settle-before-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-entry.h"

G_BEGIN_DECLS

/* Rows of a list without times that are written down as known, newest first. */
#define TW_SETTLE_KNOWN_ROWS 100

GDateTime *tw_settle_get_creation_time (TwResource     *object);
GDateTime *tw_settle_dup_horizon       (GDateTime      *server_time,
                                        GDateTime      *newest_time);
GDateTime *tw_settle_dup_entry_horizon (TwJournalEntry *entry,
                                        TwMarketplace  *marketplace);
gboolean   tw_settle_was_known         (TwJournalEntry *entry,
                                        TwResource     *object);
gboolean   tw_settle_is_beyond         (TwJournalEntry *entry,
                                        TwResource     *row,
                                        GDateTime      *horizon);

G_END_DECLS
