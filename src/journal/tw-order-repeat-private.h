/* tw-order-repeat-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal.h"
#include "journal/tw-order-draft.h"

G_BEGIN_DECLS

/**
 * TwOrderRepeat:
 * @entry: the entry that the order is already
 * @order: the request, as @entry asks for it
 * @estimate: (nullable): what the person saw of it then
 * @subscription: (nullable): the subscription it is on, as it was then
 *
 * An order that stands in the journal, with an outcome that is still to come.
 */
typedef struct
{
  TwJournalEntry *entry;
  TwOrder        *order;
  TwOrder        *estimate;
  TwSubscription *subscription;
} TwOrderRepeat;

void           tw_order_repeat_free        (TwOrderRepeat   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwOrderRepeat, tw_order_repeat_free)

/* The entries of one journal whose outcome is still to come, and what they say of an order. */
GPtrArray     *tw_order_repeat_list_finish (TwJournal            *journal,
                                            GAsyncResult         *result,
                                            GError              **error);
TwOrderRepeat *tw_order_repeat_find        (GPtrArray       *open,
                                            TwOrder         *order);
TwOrderRepeat *tw_order_repeat_find_change (GPtrArray       *open,
                                            TwOrderDraft    *draft,
                                            TwSubscription  *subscription);
gboolean       tw_order_repeat_check       (GPtrArray       *open,
                                            const char      *subscription_id,
                                            GError         **error);
GPtrArray     *tw_order_repeat_list_rivals (GPtrArray       *open,
                                            TwOrder         *order);
GError        *tw_order_repeat_to_error    (TwJournalEntry  *entry);

G_END_DECLS
