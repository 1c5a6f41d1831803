/* tw-window.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwWindow:
 *
 * The window: which account is at work, which page shows, the way back. Properties: `account` (name of the account
 * at work, empty for none) and `page` (name of the page).
 */
#define TW_TYPE_WINDOW (tw_window_get_type ())
G_DECLARE_FINAL_TYPE (TwWindow, tw_window, TW, WINDOW, AdwApplicationWindow)

TwWindow *tw_window_new       (GtkApplication *application,
                               TwAccounts     *accounts);
void      tw_window_open_demo (TwWindow       *self);
void      tw_window_open_last (TwWindow       *self);

G_END_DECLS
