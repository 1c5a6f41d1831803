/* tw-journal-drafts-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-drafts.h"

G_BEGIN_DECLS

/* For the step that writes down what was approved. */
TwJournalEntry *tw_journal_store_approve (TwDatabaseConnection  *connection,
                                          TwJournalEntry        *approved,
                                          GError               **error);

G_END_DECLS
