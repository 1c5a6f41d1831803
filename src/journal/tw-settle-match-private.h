/* tw-settle-match-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-entry.h"

G_BEGIN_DECLS

/**
 * TwSettleMatch:
 * @TW_SETTLE_NO: another object
 * @TW_SETTLE_MAYBE: nothing speaks against it, but it carries no mark
 * @TW_SETTLE_LIKELY: its mark is the one that a person gave, which others may carry as well
 * @TW_SETTLE_SURE: it carries the mark of this entry alone
 *
 * Whether an object at the marketplace is what an entry made.
 */
typedef enum
{
  TW_SETTLE_NO,
  TW_SETTLE_MAYBE,
  TW_SETTLE_LIKELY,
  TW_SETTLE_SURE,
} TwSettleMatch;

TwSettleMatch  tw_settle_match_order     (TwJournalEntry  *entry,
                                          TwOrder         *request,
                                          TwOrder         *order);
TwSettleMatch  tw_settle_match_account   (TwResource      *request,
                                          TwResource      *account);
TwSettleMatch  tw_settle_match_report    (TwReport        *request,
                                          TwReport        *report);
gboolean       tw_settle_has_taken_place (TwJournalEntry  *entry,
                                          TwResource      *object);
gboolean       tw_settle_is_row_of       (TwJournalEntry  *entry,
                                          TwResource      *request,
                                          TwResource      *row);
void           tw_settle_rule_out        (TwJournalEntry  *entry,
                                          GHashTable      *taken);
TwJson        *tw_settle_describe        (GPtrArray       *candidates);

G_END_DECLS
