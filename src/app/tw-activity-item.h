/* tw-activity-item.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal.h"
#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

/**
 * TwActivityWait:
 * @TW_ACTIVITY_WAIT_NONE: it waits for nothing
 * @TW_ACTIVITY_WAIT_WAITING: another order on its subscription is in the way
 * @TW_ACTIVITY_WAIT_READY: nothing is in the way any more: it can be looked at and placed
 *
 * What a draft is waiting for.
 */
typedef enum
{
  TW_ACTIVITY_WAIT_NONE,
  TW_ACTIVITY_WAIT_WAITING,
  TW_ACTIVITY_WAIT_READY,
} TwActivityWait;

/**
 * TwActivityItem:
 *
 * One entry of the journal, as it stands. Properties, all read-only: `entry`, `customer-name`, `waits-for` (number of
 * the order that is in the way of a draft).
 */
#define TW_TYPE_ACTIVITY_ITEM (tw_activity_item_get_type ())
G_DECLARE_FINAL_TYPE (TwActivityItem, tw_activity_item, TW, ACTIVITY_ITEM, GObject)

TwActivityItem *tw_activity_item_new               (TwJournalEntry *entry,
                                                    TwMirror       *mirror);
TwJournalEntry *tw_activity_item_get_entry         (TwActivityItem *self);
void            tw_activity_item_set_entry         (TwActivityItem *self,
                                                    TwJournalEntry *entry);
const char     *tw_activity_item_get_customer_name (TwActivityItem *self);
void            tw_activity_item_read_customer     (TwActivityItem *self);

/* What there is to do about it. */
gboolean        tw_activity_item_is_unknown        (TwActivityItem *self);
gboolean        tw_activity_item_is_left_behind    (TwActivityItem *self,
                                                    GDateTime      *since);
gboolean        tw_activity_item_is_wanting        (TwActivityItem *self,
                                                    GDateTime      *since);
gboolean        tw_activity_item_note_seen         (TwActivityItem *self);
void            tw_activity_item_set_wait          (TwActivityItem *self,
                                                    TwActivityWait  wait,
                                                    const char     *order_number);
TwActivityWait  tw_activity_item_get_wait          (TwActivityItem *self);
const char     *tw_activity_item_get_waits_for     (TwActivityItem *self);

G_END_DECLS
