/* tw-fold.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwFold:
 *
 * A pane beside something, or on top of it where there is no room for both. Properties: `content`, `side`,
 * `side-position`, `reveal` (whether the side is shown), `folded` (read-only), `automatic` (the side hides when it
 * folds and shows again when it no longer does) and `narrow` (how readily it folds: only when it must, or as soon
 * as the content lacks its natural width).
 */
#define TW_TYPE_FOLD (tw_fold_get_type ())
G_DECLARE_FINAL_TYPE (TwFold, tw_fold, TW, FOLD, GtkWidget)

gboolean tw_fold_get_reveal (TwFold   *self);
void     tw_fold_set_reveal (TwFold   *self,
                             gboolean  reveal);
gboolean tw_fold_is_folded  (TwFold   *self);

G_END_DECLS
