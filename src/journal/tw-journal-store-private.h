/* tw-journal-store-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-owner-private.h"
#include "journal/tw-journal-private.h"

G_BEGIN_DECLS

void            tw_journal_bind_time        (TwStatement           *statement,
                                             int                    index,
                                             GDateTime             *time);
void            tw_journal_bind_json        (TwStatement           *statement,
                                             int                    index,
                                             TwJson                *json);

/* The journal's SQL. All of it runs inside a job of the records, in the database's threads. */
GPtrArray      *tw_journal_store_list       (TwDatabaseConnection  *connection,
                                             const TwJournalState  *states,
                                             guint                  n_states,
                                             gint64                 limit,
                                             GError               **error);
TwJournalEntry *tw_journal_store_get        (TwDatabaseConnection  *connection,
                                             const char            *id,
                                             GError               **error);
gboolean        tw_journal_store_count_mark (TwDatabaseConnection  *connection,
                                             const char            *mark,
                                             gint64                *count,
                                             GError               **error);
TwJournalEntry *tw_journal_store_find_open  (TwDatabaseConnection  *connection,
                                             TwJournalEntry        *draft,
                                             GError               **error);
gboolean        tw_journal_store_check_open (TwDatabaseConnection  *connection,
                                             TwJournalEntry        *draft,
                                             GError               **error);
TwJournalEntry *tw_journal_store_find_not_placed (TwDatabaseConnection  *connection,
                                                  TwJournalEntry        *draft,
                                                  GError               **error);
gboolean        tw_journal_store_find_again (TwDatabaseConnection  *connection,
                                             const char            *id,
                                             TwJournalEntry       **again,
                                             GError               **error);
gboolean        tw_journal_store_has_rival  (TwDatabaseConnection  *connection,
                                             const char            *mark,
                                             gboolean              *rival,
                                             GError               **error);
TwJournalEntry *tw_journal_store_append     (TwDatabaseConnection  *connection,
                                             TwJournalEntry        *draft,
                                             GError               **error);
gboolean        tw_journal_store_claim      (TwDatabaseConnection  *connection,
                                             const char            *id,
                                             gint64                 owner,
                                             const TwJournalFacts  *facts,
                                             gboolean              *claimed,
                                             GError               **error);
gboolean        tw_journal_store_move       (TwDatabaseConnection  *connection,
                                             TwJournalState         from,
                                             gint64                 owner,
                                             TwJournalEntry        *outcome,
                                             gboolean              *moved,
                                             GError               **error);
gboolean        tw_journal_store_note_look  (TwDatabaseConnection  *connection,
                                             const char            *id,
                                             TwLookResult           result,
                                             const char            *look_error,
                                             TwJson                *reason,
                                             GError               **error);
gboolean        tw_journal_store_has_looks  (TwDatabaseConnection  *connection,
                                             const char            *id,
                                             TwLookResult           result,
                                             guint                  settle_after,
                                             gboolean              *enough,
                                             GError               **error);
gboolean        tw_journal_store_is_taken   (TwDatabaseConnection  *connection,
                                             TwJournalEntry        *outcome,
                                             gboolean              *taken,
                                             GError               **error);
GHashTable     *tw_journal_store_list_results (TwDatabaseConnection  *connection,
                                               TwWriteKind            kind,
                                               GError               **error);
gboolean        tw_journal_store_keep_candidates (TwDatabaseConnection  *connection,
                                                  TwJournalEntry        *outcome,
                                                  GError               **error);
gboolean        tw_journal_store_disown     (TwDatabaseConnection  *connection,
                                             TwJournalOwner        *owner,
                                             GError               **error);

G_END_DECLS
