/* tw-log-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-http.h"

G_BEGIN_DECLS

void tw_log_reply   (TwRequest     *request,
                     const TwReply *reply,
                     guint          elapsed);
void tw_log_failure (TwRequest     *request,
                     const GError  *error,
                     guint          elapsed);

G_END_DECLS
