/* tw-cli-progress.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void tw_cli_progress_show (const char *label,
                           gint64      done,
                           gint64      total);
void tw_cli_progress_hide (void);

G_END_DECLS
