/* tw-cli-text.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *tw_cli_text_clean     (const char *text,
                             gssize      length,
                             gboolean    keep_lines);
guint tw_cli_text_width     (const char *text);
char *tw_cli_text_fit       (const char *text,
                             guint       width);
char *tw_cli_text_escape    (const char *json);
char *tw_cli_text_wrap      (const char *text,
                             guint       indent,
                             guint       width);

G_END_DECLS
