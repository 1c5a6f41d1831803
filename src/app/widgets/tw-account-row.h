/* tw-account-row.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "marketplace/tw-account.h"

G_BEGIN_DECLS

/**
 * TwAccountRow:
 *
 * An account to open, with how many of its changes want to be looked at.
 */
#define TW_TYPE_ACCOUNT_ROW (tw_account_row_get_type ())
G_DECLARE_FINAL_TYPE (TwAccountRow, tw_account_row, TW, ACCOUNT_ROW, AdwActionRow)

GtkWidget  *tw_account_row_new       (TwAccount    *account);
const char *tw_account_row_get_name  (TwAccountRow *self);
void        tw_account_row_set_count (TwAccountRow *self,
                                      guint         n_changes);

G_END_DECLS
