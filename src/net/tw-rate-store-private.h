/* tw-rate-store-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-rate-record-private.h"

G_BEGIN_DECLS

/**
 * TwRateChangeFunc:
 * @record: the record, advanced to @now
 * @now: the time
 * @user_data: as given
 *
 * Changes the record while it is locked.
 */
typedef void (*TwRateChangeFunc) (TwRateRecord    *record,
                                  const TwRateNow *now,
                                  gpointer         user_data);

char     *tw_rate_store_path   (const char          *key);
gboolean  tw_rate_store_change (const char          *path,
                                const TwRateLimits  *limits,
                                TwRateRecord        *record,
                                TwRateChangeFunc     change,
                                gpointer             user_data,
                                GError             **error);

G_END_DECLS
