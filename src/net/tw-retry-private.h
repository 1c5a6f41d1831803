/* tw-retry-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-exchange-private.h"
#include "net/tw-http.h"

G_BEGIN_DECLS

/* Who asks for a longer pause than this is not waited for: whoever wants to call is told so. In seconds. */
#define TW_RETRY_PAUSE_MAX 90

gboolean tw_retry_reply      (const TwReply *reply,
                              gboolean       throttled,
                              gboolean       read,
                              guint          repeats,
                              guint         *pause_ms);
gboolean tw_retry_failure    (const GError  *error,
                              TwFailure      failure,
                              gboolean       read,
                              guint          repeats,
                              guint         *pause_ms);

void     tw_retry_pause      (GTask         *task,
                              guint          pause_ms,
                              GSourceFunc    callback);

G_END_DECLS
