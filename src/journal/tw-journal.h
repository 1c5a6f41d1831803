/* tw-journal.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-entry.h"
#include "mirror/tw-database.h"

G_BEGIN_DECLS

/**
 * TwJournal:
 *
 * The journal of one account's writes, in its records file. Shared with other processes: what two of them do
 * at once is decided by the database. A write is on disk before the call returns.
 */
#define TW_TYPE_JOURNAL (tw_journal_get_type ())
G_DECLARE_FINAL_TYPE (TwJournal, tw_journal, TW, JOURNAL, GObject)

void            tw_journal_open_async        (TwDatabase           *records,
                                              const char           *account,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
TwJournal      *tw_journal_open_finish       (GAsyncResult         *result,
                                              GError              **error);

const char     *tw_journal_get_account       (TwJournal            *self);
void            tw_journal_set_login         (TwJournal            *self,
                                              const char           *login);
const char     *tw_journal_get_login         (TwJournal            *self);
gboolean        tw_journal_check_login       (TwJournal            *self,
                                              TwJournalEntry       *entry,
                                              GError              **error);

/* Reading. */
void            tw_journal_list_async        (TwJournal            *self,
                                              const TwJournalState *states,
                                              guint                 n_states,
                                              gint64                limit,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void            tw_journal_list_open_async   (TwJournal            *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray      *tw_journal_list_finish       (TwJournal            *self,
                                              GAsyncResult         *result,
                                              GError              **error);
void            tw_journal_get_async         (TwJournal            *self,
                                              const char           *id,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
TwJournalEntry *tw_journal_get_finish        (TwJournal            *self,
                                              GAsyncResult         *result,
                                              GError              **error);
void            tw_journal_count_mark_async  (TwJournal            *self,
                                              const char           *mark,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gint64          tw_journal_count_mark_finish (TwJournal            *self,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
