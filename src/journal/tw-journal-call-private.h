/* tw-journal-call-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal-store-private.h"

G_BEGIN_DECLS

struct _TwJournal
{
  GObject         parent_instance;

  TwDatabase     *records;
  char           *account;
  char           *login;
  TwJournalOwner *owner; /* used in the database's writing thread only, once it is there */
};

/*
 * One call on its way through the database: what it needs, and what it found. A job of the database may use
 * it until its task returns.
 */
typedef struct
{
  TwJournal      *journal; /* lent by the task */
  TwDatabaseFunc  func;

  char           *id;
  char           *mark;
  TwJournalEntry *draft;
  TwJournalState  from;
  TwJournalFacts  facts;
  GArray         *states;
  gint64          limit;
  TwLookResult    look;
  guint           settle_after;
  gboolean        sure;

  TwWriteKind     kind;

  GPtrArray      *entries;
  GHashTable     *results;
  TwJournalEntry *entry;
  gboolean        done; /* claimed, moved: this call made the step */
  gboolean        changed;
  gint64          count;
} TwJournalCall;

TwJournalCall *tw_journal_call_new    (TwJournal            *self,
                                       TwDatabaseFunc        func,
                                       const char           *id);
void           tw_journal_call_run    (TwJournal            *self,
                                       TwDatabaseAccess      access,
                                       TwJournalCall        *call,
                                       gpointer              source_tag,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
TwJournalCall *tw_journal_call_finish (TwJournal            *self,
                                       GAsyncResult         *result,
                                       gpointer              source_tag,
                                       GError              **error);

G_END_DECLS
