/* tw-row.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

/**
 * TwRow:
 *
 * One row of a #TwPagedModel: empty until its page arrives, then it notifies. The same object stands for the
 * same marketplace object as long as anybody holds it, wherever it moves. Properties, all read-only:
 * `resource` and `customer-name` (%NULL until then), `key`, `detail`, `loaded`.
 */
#define TW_TYPE_ROW (tw_row_get_type ())
G_DECLARE_FINAL_TYPE (TwRow, tw_row, TW, ROW, GObject)

TwResource    *tw_row_get_resource      (TwRow *self);
const char    *tw_row_get_key           (TwRow *self);
const char    *tw_row_get_customer_name (TwRow *self);
TwDetailState  tw_row_get_detail        (TwRow *self);
gboolean       tw_row_is_loaded         (TwRow *self);
TwMirrorEntry *tw_row_get_entry         (TwRow *self);

G_END_DECLS
