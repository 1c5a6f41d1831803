/* tw-column-sort.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwColumnSort:
 *
 * The sorter of a column whose rows are sorted elsewhere: it stands for a field and never compares rows.
 */
#define TW_TYPE_COLUMN_SORT (tw_column_sort_get_type ())
G_DECLARE_FINAL_TYPE (TwColumnSort, tw_column_sort, TW, COLUMN_SORT, GtkSorter)

GtkSorter  *tw_column_sort_new  (const char *field);
const char *tw_column_sort_read (GtkSorter  *view_sorter,
                                 gboolean   *descending);

G_END_DECLS
