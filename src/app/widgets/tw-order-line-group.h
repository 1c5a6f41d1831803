/* tw-order-line-group.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-order-draft.h"
#include "marketplace/tw-product.h"
#include "widgets/tw-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwOrderLineGroup:
 *
 * One product of a new order: its terms and cost, how many, and the parameters that its activation asks for.
 * Signals: `changed`, `remove`.
 */
#define TW_TYPE_ORDER_LINE_GROUP (tw_order_line_group_get_type ())
G_DECLARE_FINAL_TYPE (TwOrderLineGroup, tw_order_line_group, TW, ORDER_LINE_GROUP, AdwPreferencesGroup)

GtkWidget *tw_order_line_group_new        (TwProduct        *product);
void       tw_order_line_group_join       (TwOrderLineGroup *self,
                                           TwForm           *form,
                                           guint             position);
void       tw_order_line_group_leave      (TwOrderLineGroup *self,
                                           TwForm           *form);
void       tw_order_line_group_add_to     (TwOrderLineGroup *self,
                                           TwOrderDraft     *draft);
gboolean   tw_order_line_group_take_check (TwOrderLineGroup *self,
                                           TwParameterCheck *check);

G_END_DECLS
