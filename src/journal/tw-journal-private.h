/* tw-journal-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal.h"

G_BEGIN_DECLS

/*
 * The steps of an entry, for the writer alone. Each is one durable transaction, and is on disk when it
 * finishes.
 */

/**
 * TwJournalFacts:
 * @server_time: (nullable): the marketplace's clock
 * @newest_order_id: (nullable): the customer's newest order
 * @newest_order_time: (nullable): when that was created
 *
 * What was known of the marketplace right before sending; settling an unknown outcome starts from there.
 */
typedef struct
{
  GDateTime *server_time;
  char      *newest_order_id;
  GDateTime *newest_order_time;
} TwJournalFacts;

void            tw_journal_append_async  (TwJournal            *self,
                                          TwJournalEntry       *draft,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TwJournalEntry *tw_journal_append_finish (TwJournal            *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void            tw_journal_claim_async   (TwJournal            *self,
                                          const char           *id,
                                          const TwJournalFacts *facts,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TwJournalEntry *tw_journal_claim_finish  (TwJournal            *self,
                                          GAsyncResult         *result,
                                          gboolean             *claimed,
                                          GError              **error);
void            tw_journal_move_async    (TwJournal            *self,
                                          TwJournalState        from,
                                          TwJournalEntry       *outcome,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TwJournalEntry *tw_journal_move_finish   (TwJournal            *self,
                                          GAsyncResult         *result,
                                          gboolean             *moved,
                                          GError              **error);
void            tw_journal_look_async    (TwJournal            *self,
                                          const char           *id,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TwJournalEntry *tw_journal_look_finish   (TwJournal            *self,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
