/* tw-attribute-row.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwAttributeRow:
 *
 * A custom attribute: its name and its value. Signal `remove`: the person takes it away.
 */
#define TW_TYPE_ATTRIBUTE_ROW (tw_attribute_row_get_type ())
G_DECLARE_FINAL_TYPE (TwAttributeRow, tw_attribute_row, TW, ATTRIBUTE_ROW, GtkListBoxRow)

GtkWidget  *tw_attribute_row_new       (void);
const char *tw_attribute_row_get_name  (TwAttributeRow *self);
const char *tw_attribute_row_get_value (TwAttributeRow *self);

G_END_DECLS
