/* tw-records-wanting.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     tw_records_count_wanting_async  (const char           *path,
                                          GDateTime            *since,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean tw_records_count_wanting_finish (GAsyncResult         *result,
                                          guint                *n_wanting,
                                          guint                *n_sending,
                                          GError              **error);

G_END_DECLS
