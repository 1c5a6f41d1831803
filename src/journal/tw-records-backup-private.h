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
                                        char       **notice,
                                        GError     **error);

G_END_DECLS
