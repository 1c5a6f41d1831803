/* tw-write-before-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-writer.h"

G_BEGIN_DECLS

/* Whether what is about to be sent may be at the marketplace already. */
void            tw_write_before_async  (TwWriter             *writer,
                                        TwJournalEntry       *entry,
                                        gboolean              left_behind,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
TwJournalEntry *tw_write_before_finish (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
