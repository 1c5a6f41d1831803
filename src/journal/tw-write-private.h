/* tw-write-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-writer.h"

G_BEGIN_DECLS

void tw_write_begin (TwWriter             *writer,
                     TwWriteKind           kind,
                     const char           *target,
                     TwResource           *body,
                     TwOrderPreview       *preview,
                     gpointer              source_tag,
                     GCancellable         *cancellable,
                     GAsyncReadyCallback   callback,
                     gpointer              user_data);
void tw_write_resume (TwWriter            *writer,
                      TwJournalEntry      *entry,
                      TwResource          *body,
                      gpointer             source_tag,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data);

G_END_DECLS
