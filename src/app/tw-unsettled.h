/* tw-unsettled.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-account.h"

G_BEGIN_DECLS

/**
 * TwUnsettled:
 *
 * How many changes want to be looked at in the accounts that are not open: signal `changed`. Other programs write to
 * their journals as well; the one that is open counts for itself.
 */
#define TW_TYPE_UNSETTLED (tw_unsettled_get_type ())
G_DECLARE_FINAL_TYPE (TwUnsettled, tw_unsettled, TW, UNSETTLED, GObject)

TwUnsettled *tw_unsettled_new       (TwAccountStore *store);
void         tw_unsettled_set_open  (TwUnsettled    *self,
                                     const char     *name);
guint        tw_unsettled_get_count (TwUnsettled    *self,
                                     const char     *name);
guint        tw_unsettled_get_total (TwUnsettled    *self);

G_END_DECLS
