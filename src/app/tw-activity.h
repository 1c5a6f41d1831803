/* tw-activity.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "client/tw-client.h"
#include "tw-activity-item.h"

G_BEGIN_DECLS

/**
 * TwActivity:
 *
 * What was sent to a marketplace, newest first: the entries of its journal as #TwActivityItem, and how many of them
 * want to be looked at. Properties, all read-only: `n-items`, `loaded` (the journal was read), `error` (why it could
 * not be read), `n-wanting` (those whose outcome is open, and those that failed and were not looked at since),
 * `n-unknown` (of these, the ones whose outcome nobody knows) and `n-queued` (approved and never sent). Signals:
 * `changed`, some entry is new or took a step; `draft-ready` with an item, nothing is in the way of that draft any more.
 */
#define TW_TYPE_ACTIVITY (tw_activity_get_type ())
G_DECLARE_FINAL_TYPE (TwActivity, tw_activity, TW, ACTIVITY, GObject)

TwActivity     *tw_activity_new           (TwClient        *client);
void            tw_activity_close         (TwActivity      *self);
void            tw_activity_reload        (TwActivity      *self);
gboolean        tw_activity_is_loaded     (TwActivity      *self);
const GError   *tw_activity_get_error     (TwActivity      *self);
TwActivityItem *tw_activity_find          (TwActivity      *self,
                                           const char      *id,
                                           guint           *position);
void            tw_activity_note_seen     (TwActivity      *self,
                                           TwActivityItem  *item);
guint           tw_activity_get_n_wanting (TwActivity      *self);
guint           tw_activity_get_n_unknown (TwActivity      *self);
guint           tw_activity_get_n_queued  (TwActivity      *self);
TwActivityItem *tw_activity_get_unknown   (TwActivity      *self);

G_END_DECLS
