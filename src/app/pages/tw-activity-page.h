/* tw-activity-page.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pages/tw-window-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwActivityPage:
 *
 * What was sent to the marketplace and what became of it, and how the copy on this computer stands.
 */
#define TW_TYPE_ACTIVITY_PAGE (tw_activity_page_get_type ())
G_DECLARE_FINAL_TYPE (TwActivityPage, tw_activity_page, TW, ACTIVITY_PAGE, AdwBin)

G_END_DECLS
