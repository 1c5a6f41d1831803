/* tw-write-keep-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-private.h"

G_BEGIN_DECLS

void tw_write_keep_outcome (TwJournal      *journal,
                            TwJournalEntry *outcome);

G_END_DECLS
