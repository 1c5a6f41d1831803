/* tw-records-backup.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One file that holds all records of an account: to keep, or to take to another computer. */
void     tw_records_back_up_async   (const char           *path,
                                     const char           *target,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gint64   tw_records_back_up_finish  (GAsyncResult         *result,
                                     GError              **error);

void     tw_records_restore_async   (const char           *path,
                                     const char           *source,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gint64   tw_records_restore_finish  (GAsyncResult         *result,
                                     char                **aside,
                                     GError              **error);

/* The notice that tw_records_open_finish() gives stays until then. */
gboolean tw_records_forget_notice   (const char           *path);

G_END_DECLS
