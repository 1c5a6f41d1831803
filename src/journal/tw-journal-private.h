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
 * @known_ids: (nullable): array of the ids that were there, the newest first, as far back as settling looks
 *
 * What was known of the marketplace right before sending; settling an unknown outcome starts from there.
 */
typedef struct
{
  GDateTime *server_time;
  char      *newest_order_id;
  GDateTime *newest_order_time;
  TwJson    *known_ids;
} TwJournalFacts;

/**
 * TwLookResult:
 * @TW_LOOK_FOUND: one object is the outcome
 * @TW_LOOK_ABSENT: none could be
 * @TW_LOOK_SEVERAL: several could be, or nobody can tell
 * @TW_LOOK_FAILED: the marketplace could not be asked
 *
 * What a look for an unknown outcome found. Its text is stored.
 */
typedef enum
{
  TW_LOOK_FOUND,
  TW_LOOK_ABSENT,
  TW_LOOK_SEVERAL,
  TW_LOOK_FAILED,
} TwLookResult;

#define TW_TYPE_LOOK_RESULT (tw_look_result_get_type ())
GType           tw_look_result_get_type  (void) G_GNUC_CONST;

/* Looks without a find, spread over the account's time to settle, after which an order was not placed. */
#define TW_SETTLE_LOOKS 3

void            tw_journal_append_async  (TwJournal            *self,
                                          TwJournalEntry       *draft,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TwJournalEntry *tw_journal_append_finish (TwJournal            *self,
                                          GAsyncResult         *result,
                                          GError              **error);
gboolean        tw_journal_append_is_new (GAsyncResult         *result);
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
void            tw_journal_list_unknown_async  (TwJournal            *self,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GPtrArray      *tw_journal_list_unknown_finish (TwJournal            *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            tw_journal_list_results_async  (TwJournal            *self,
                                                TwWriteKind           kind,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GHashTable     *tw_journal_list_results_finish (TwJournal            *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            tw_journal_settle_async  (TwJournal            *self,
                                          TwLookResult          result,
                                          gboolean              sure,
                                          TwJournalEntry       *outcome,
                                          guint                 settle_after,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TwJournalEntry *tw_journal_settle_finish (TwJournal            *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void            tw_journal_reopen_async  (TwJournal            *self,
                                          TwJournalEntry       *outcome,
                                          gboolean              sure,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TwJournalEntry *tw_journal_reopen_finish (TwJournal            *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void            tw_journal_resolve_async (TwJournal            *self,
                                          TwJournalEntry       *outcome,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TwJournalEntry *tw_journal_resolve_finish (TwJournal            *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
