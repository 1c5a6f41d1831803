/* tw-settler.h
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
 * TwSettler:
 *
 * Finds out what became of writes whose outcome is unknown, by looking at the marketplace and never by sending
 * again. An entry ends as confirmed when its object is found, as not placed when looks spread over a time find
 * nothing, and needs a person when several objects could be it.
 */
#define TW_TYPE_SETTLER (tw_settler_get_type ())
G_DECLARE_FINAL_TYPE (TwSettler, tw_settler, TW, SETTLER, GObject)

TwSettler      *tw_settler_new            (TwMarketplace        *marketplace,
                                           TwJournal            *journal,
                                           TwMirror             *mirror,
                                           guint                 settle_after);

void            tw_settler_run_async      (TwSettler            *self,
                                           const char           *id,
                                           guint                 seconds,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray      *tw_settler_run_finish     (TwSettler            *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* For programs that end again. */
void            tw_settler_catch_up_async  (TwSettler            *self,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GPtrArray      *tw_settler_catch_up_finish (TwSettler            *self,
                                            GAsyncResult         *result,
                                            GError              **error);

void            tw_settler_start          (TwSettler            *self);
void            tw_settler_stop           (TwSettler            *self);

/* What a person says. */
void            tw_settler_resolve_async  (TwSettler            *self,
                                           const char           *id,
                                           const char           *object_id,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
TwJournalEntry *tw_settler_resolve_finish (TwSettler            *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
