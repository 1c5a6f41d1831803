/* tw-cli-grid.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli-output.h"

G_BEGIN_DECLS

/**
 * TwCliGrid:
 *
 * A table for people: cells are cleaned, columns aligned by the width the terminal gives their characters, and
 * cut with an ellipsis where the terminal ends.
 */
typedef struct _TwCliGrid TwCliGrid;

TwCliGrid *tw_cli_grid_new        (void);
void       tw_cli_grid_free       (TwCliGrid  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCliGrid, tw_cli_grid_free)

void       tw_cli_grid_set_indent (TwCliGrid  *self,
                                   guint       indent);
void       tw_cli_grid_add_column (TwCliGrid  *self,
                                   const char *title,
                                   gboolean    to_the_right);
void       tw_cli_grid_keep_whole (TwCliGrid  *self);
void       tw_cli_grid_wrap_last  (TwCliGrid  *self);
void       tw_cli_grid_add_cell   (TwCliGrid  *self,
                                   const char *text);
void       tw_cli_grid_add_styled (TwCliGrid  *self,
                                   const char *text,
                                   TwCliStyle  style);
guint      tw_cli_grid_get_n_rows (TwCliGrid  *self);
void       tw_cli_grid_print      (TwCliGrid  *self,
                                   FILE       *stream);

G_END_DECLS
