/* tw-write-steps-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-private.h"
#include "journal/tw-writer.h"

G_BEGIN_DECLS

/**
 * TwWrite:
 * @error: what the caller gets unless it was accepted or is unknown
 *
 * The way of one write: append → look whether it is there already, where it may be → check what must still hold
 * → look at the marketplace's clock → claim → send → outcome into the journal → answer into the mirror. The caller's
 * cancellable counts until the claim, where the entry ends as not placed, and during the send, which makes it
 * unknown. In between nothing may be cut short.
 */
typedef struct
{
  TwWriteKind     kind;
  char           *target;
  TwResource     *body;
  TwJson         *basis;
  TwJournalEntry *entry;
  TwJournalEntry *outcome;
  TwJournalFacts  facts;
  GError         *error;
} TwWrite;

/* Each takes the task, whose data is a #TwWrite and whose source is the writer. */
void tw_write_look_before (GTask    *task,
                           gboolean  left_behind);

/* The steps after all checks. */
void tw_write_claim       (GTask    *task);
void tw_write_follow      (GTask    *task);
void tw_write_end_unsent  (GTask    *task,
                           GError   *error);

G_END_DECLS
