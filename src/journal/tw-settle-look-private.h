/* tw-settle-look-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-private.h"

G_BEGIN_DECLS

/**
 * TwFinding:
 * @result: what was found
 * @sure: whether another look would say the same: it carries the mark of this entry alone, or nobody can look
 * @object: (nullable): the outcome, when it is one
 * @candidates: (element-type TwResource): what could be the outcome
 *
 * What one look at the marketplace found.
 */
typedef struct
{
  TwLookResult  result;
  gboolean      sure;
  TwResource   *object;
  GPtrArray    *candidates;
} TwFinding;

void       tw_finding_free       (TwFinding            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwFinding, tw_finding_free)

void       tw_settle_look_async  (TwMarketplace        *marketplace,
                                  TwJournalEntry       *entry,
                                  GHashTable           *taken,
                                  TwPriority            priority,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
TwFinding *tw_settle_look_finish (GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
