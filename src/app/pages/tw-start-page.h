/* tw-start-page.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-unsettled.h"

G_BEGIN_DECLS

/**
 * TwStartPage:
 *
 * What the window shows while no account is open: the ways to begin, that one is being opened, or why it was not.
 */
#define TW_TYPE_START_PAGE (tw_start_page_get_type ())
G_DECLARE_FINAL_TYPE (TwStartPage, tw_start_page, TW, START_PAGE, AdwBin)

void tw_start_page_set_accounts (TwStartPage    *self,
                                 TwAccountStore *store,
                                 TwUnsettled    *unsettled);
void tw_start_page_show_choice  (TwStartPage    *self);
void tw_start_page_show_busy    (TwStartPage    *self,
                                 const char     *text);
void tw_start_page_show_problem (TwStartPage    *self,
                                 const GError   *error);

G_END_DECLS
