/* tw-paged-model.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-row.h"

G_BEGIN_DECLS

/**
 * TwPagedModel:
 *
 * A #GListModel of #TwRow over a query of the mirror, however long. It knows the order of the rows and loads
 * their content page by page, as they are looked at; get_item() never waits. It follows the mirror: rows
 * change in place, and items-changed speaks only of rows that came, went or moved. Properties: `mirror`,
 * `query`, `n-items`, `loading` (the order is being read), `error`.
 */
#define TW_TYPE_PAGED_MODEL (tw_paged_model_get_type ())
G_DECLARE_FINAL_TYPE (TwPagedModel, tw_paged_model, TW, PAGED_MODEL, GObject)

TwPagedModel *tw_paged_model_new                  (TwMirror             *mirror,
                                                   TwQuery              *query);
TwQuery      *tw_paged_model_get_query            (TwPagedModel         *self);
void          tw_paged_model_set_query            (TwPagedModel         *self,
                                                   TwQuery              *query);
gboolean      tw_paged_model_is_loading           (TwPagedModel         *self);
const GError *tw_paged_model_get_error            (TwPagedModel         *self);
guint         tw_paged_model_get_n_pages_loaded   (TwPagedModel         *self);
void          tw_paged_model_find_position_async  (TwPagedModel         *self,
                                                   const char           *key,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gint64        tw_paged_model_find_position_finish (TwPagedModel         *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
