/* tw-records-file-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The records as a file: whole copies of it, and putting one in its place. All of it blocks; call it in a thread.
 * These connections live for one call, so that a file can be looked at that no database has open.
 */
gboolean tw_records_file_copy       (const char  *source,
                                     const char  *target,
                                     GError     **error);
gboolean tw_records_file_check      (const char  *path,
                                     gint64       newest_version,
                                     GError     **error);
gboolean tw_records_file_is_damaged (const char  *path,
                                     gboolean     thoroughly);
gint64   tw_records_file_count      (const char  *path,
                                     GError     **error);
gboolean tw_records_file_age        (const char  *path,
                                     GError     **error);
void     tw_records_file_checkpoint (const char  *path);
gboolean tw_records_file_replace    (const char  *path,
                                     const char  *replacement,
                                     const char  *aside,
                                     GError     **error);

/* Nobody else opens the journal while it is held. */
int      tw_records_file_lock       (const char  *path,
                                     guint        seconds,
                                     GError     **error);
/* Nobody else makes the copy of the day while it is held. */
int      tw_records_file_lock_copy  (const char  *path);

G_END_DECLS
