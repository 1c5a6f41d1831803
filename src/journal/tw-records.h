/* tw-records.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-database.h"

G_BEGIN_DECLS

/*
 * The records of one account: journal first, later quotes, mappings and charges. One durable file that is
 * backed up before it is migrated, unlike the mirror, which is a cache.
 */
void        tw_records_open_async  (const char           *path,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
TwDatabase *tw_records_open_finish (GAsyncResult         *result,
                                    char                **notice,
                                    GError              **error);

G_END_DECLS
