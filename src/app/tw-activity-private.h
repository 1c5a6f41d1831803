/* tw-activity-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-activity.h"
#include "tw-order-waits.h"

G_BEGIN_DECLS

struct _TwActivity
{
  GObject parent_instance;

  TwJournal    *journal;
  TwMirror     *mirror;
  TwOrderWaits *waits;
  GListStore   *items;
  GHashTable   *by_id; /* id → item, both owned by @items */
  GDateTime    *started;
  GCancellable *cancellable;
  GError       *error;
  guint         n_wanting;
  guint         n_unknown;
  guint         n_queued;
  gboolean      loaded;
  gboolean      loading;
  gboolean      again;
};

/* tw-activity.c */
void tw_activity_count      (TwActivity     *self);

/* tw-activity-read.c */
void tw_activity_take_entry (TwActivity     *self,
                             TwJournalEntry *entry);

G_END_DECLS
