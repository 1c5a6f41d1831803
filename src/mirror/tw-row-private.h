/* tw-row-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-row.h"

G_BEGIN_DECLS

TwRow   *tw_row_new          (GHashTable    *rows,
                              gint64         number);
void     tw_row_set_entry    (TwRow         *self,
                              TwMirrorEntry *entry);

/* Where the row is in its model, -1 when it left, and whether its content is of the model's present order. */
void     tw_row_set_position (TwRow         *self,
                              gint64         position);
gint64   tw_row_get_position (TwRow         *self);
void     tw_row_set_fresh    (TwRow         *self,
                              gboolean       fresh);
gboolean tw_row_is_fresh     (TwRow         *self);

G_END_DECLS
