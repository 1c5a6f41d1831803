/* tw-records-swap.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-journal.h"

G_BEGIN_DECLS

void   tw_records_swap_async  (TwJournal            *journal,
                               const char           *path,
                               const char           *source,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gint64 tw_records_swap_finish (GAsyncResult         *result,
                               char                **aside,
                               GError              **error);

G_END_DECLS
