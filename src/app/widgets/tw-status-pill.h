/* tw-status-pill.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-status.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwStatusPill:
 *
 * A status as an icon and a word, on its colour.
 */
#define TW_TYPE_STATUS_PILL (tw_status_pill_get_type ())
G_DECLARE_FINAL_TYPE (TwStatusPill, tw_status_pill, TW, STATUS_PILL, GtkWidget)

void tw_status_pill_show (TwStatusPill *self,
                          const char   *label,
                          TwStatusTone  tone);

G_END_DECLS
