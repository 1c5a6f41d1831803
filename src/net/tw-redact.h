/* tw-redact.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *tw_redact_text        (const char *text,
                                 gssize      length);
gboolean  tw_redact_is_secret   (const char *name,
                                 gssize      length);

G_END_DECLS
