/* tw-filter-chip.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwFilterChip:
 *
 * A filter on one field: it shows what it filters by, and can be removed. Properties: `field` (the field on the
 * wire), `title`, `value` (empty: no filter). Without choices it shows only while it filters.
 */
#define TW_TYPE_FILTER_CHIP (tw_filter_chip_get_type ())
G_DECLARE_FINAL_TYPE (TwFilterChip, tw_filter_chip, TW, FILTER_CHIP, GtkWidget)

GtkWidget  *tw_filter_chip_new        (const char   *field,
                                       const char   *title);
void        tw_filter_chip_add_choice (TwFilterChip *self,
                                       const char   *value,
                                       const char   *label);
const char *tw_filter_chip_get_field  (TwFilterChip *self);
const char *tw_filter_chip_get_value  (TwFilterChip *self);
void        tw_filter_chip_set_value  (TwFilterChip *self,
                                       const char   *value,
                                       const char   *label);

G_END_DECLS
