/* tw-writer.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-order-preview.h"

G_BEGIN_DECLS

/**
 * TwWriter:
 *
 * The one way in which anything is changed at a marketplace: journal entry on disk, one send, the answer into
 * the journal and then into the mirror. Nothing is ever sent twice.
 */
#define TW_TYPE_WRITER (tw_writer_get_type ())
G_DECLARE_FINAL_TYPE (TwWriter, tw_writer, TW, WRITER, GObject)

TwWriter       *tw_writer_new           (TwMarketplace        *marketplace,
                                         TwJournal            *journal,
                                         TwMirror             *mirror);
TwMarketplace  *tw_writer_get_marketplace (TwWriter           *self);
TwJournal      *tw_writer_get_journal   (TwWriter             *self);
TwMirror       *tw_writer_get_mirror    (TwWriter             *self);

void            tw_writer_place_async   (TwWriter             *self,
                                         TwOrderPreview       *preview,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
TwJournalEntry *tw_writer_place_finish  (TwWriter             *self,
                                         GAsyncResult         *result,
                                         GError              **error);

void            tw_writer_submit_async  (TwWriter             *self,
                                         TwWriteKind           kind,
                                         const char           *target,
                                         TwResource           *body,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
TwJournalEntry *tw_writer_submit_finish (TwWriter             *self,
                                         GAsyncResult         *result,
                                         GError              **error);

/* What was approved and never sent, because the program ended in between. */
void            tw_writer_resume_async  (TwWriter             *self,
                                         TwJournalEntry       *entry,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
TwJournalEntry *tw_writer_resume_finish (TwWriter             *self,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
