/* tw-records-backup-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-records-backup.h"

G_BEGIN_DECLS

gint64   tw_records_get_newest_version (void);
gboolean tw_records_prepare            (const char  *path,
                                        GError     **error);
void     tw_records_keep_copy          (const char  *path);

/* Putting a copy in the place of records that nobody has open. */
char    *tw_records_dup_aside          (const char  *path,
                                        const char  *why);
gboolean tw_records_put_in_place       (const char  *path,
                                        const char  *source,
                                        const char  *aside,
                                        GError     **error);

char    *tw_records_dup_notice         (const char  *path);
gboolean tw_records_add_notice         (const char  *path,
                                        const char  *text,
                                        GError     **error);

G_END_DECLS
