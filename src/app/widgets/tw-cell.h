/* tw-cell.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-row.h"
#include "tw-status.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwCellStyle:
 * @TW_CELL_TEXT: text, at the start
 * @TW_CELL_NUMBER: a number or money, at the end, in tabular figures
 * @TW_CELL_ID: an identifier, dimmed
 * @TW_CELL_STATUS: an icon and a word
 */
typedef enum
{
  TW_CELL_TEXT,
  TW_CELL_NUMBER,
  TW_CELL_ID,
  TW_CELL_STATUS,
} TwCellStyle;

/**
 * TwColumn:
 * @title: heading, marked for translation
 * @sort: (nullable): the field that a click on the heading sorts by
 * @width: width in pixels, at least when @expand
 * @expand: takes the room that is left
 * @style: how its cells look
 * @dup_text: the text of a loaded row, or %NULL for none
 * @dup_tooltip: (nullable): a fuller form of it
 * @get_tone: (nullable): for %TW_CELL_STATUS: how it feels
 *
 * One column of a table over rows of the mirror.
 */
typedef struct
{
  const char   *title;
  const char   *sort;
  int           width;
  gboolean      expand;
  TwCellStyle   style;
  char       *(*dup_text)    (TwRow *row);
  char       *(*dup_tooltip) (TwRow *row);
  TwStatusTone (*get_tone)   (TwRow *row);
} TwColumn;

GtkColumnViewColumn *tw_column_make (const TwColumn *column);

/**
 * TwCell:
 *
 * One cell: it follows its row, whose content may arrive later.
 */
#define TW_TYPE_CELL (tw_cell_get_type ())
G_DECLARE_FINAL_TYPE (TwCell, tw_cell, TW, CELL, GtkWidget)

GtkWidget *tw_cell_new     (const TwColumn *column);
void       tw_cell_set_row (TwCell         *self,
                            TwRow          *row);

G_END_DECLS
