/* tw-date-button.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwDateButton:
 *
 * A button that shows a day and chooses another from a calendar.
 * Signal `changed`: the person chose a day.
 */
#define TW_TYPE_DATE_BUTTON (tw_date_button_get_type ())
G_DECLARE_FINAL_TYPE (TwDateButton, tw_date_button, TW, DATE_BUTTON, GtkWidget)

void tw_date_button_get_date (TwDateButton *self,
                              GDate        *date);
void tw_date_button_set_date (TwDateButton *self,
                              const GDate  *date);

G_END_DECLS
