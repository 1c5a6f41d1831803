/* tw-property-row.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwPropertyRow:
 *
 * One property of something: its name dimmed above its value. A click copies the value, or leads to what it
 * names (action `win.show`). Without a value it hides. Properties: `title`, `value`.
 */
#define TW_TYPE_PROPERTY_ROW (tw_property_row_get_type ())
G_DECLARE_FINAL_TYPE (TwPropertyRow, tw_property_row, TW, PROPERTY_ROW, GtkListBoxRow)

GtkWidget  *tw_property_row_new       (const char    *title,
                                       const char    *value);
const char *tw_property_row_get_value (TwPropertyRow *self);
void        tw_property_row_set_title (TwPropertyRow *self,
                                       const char    *title);
void        tw_property_row_set_value (TwPropertyRow *self,
                                       const char    *value);
void        tw_property_row_set_end   (TwPropertyRow *self,
                                       const char    *text);
void        tw_property_row_set_link  (TwPropertyRow *self,
                                       const char    *page,
                                       const char    *key);

G_END_DECLS
