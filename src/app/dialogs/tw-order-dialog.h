/* tw-order-dialog.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwOrderDialog:
 *
 * An order in three steps: what, what it costs, placed. What was typed for a new order stays when it is closed, until
 * it was placed; the other dialogs are gone when they are closed. Signals: `show-order` with the id of an order to
 * look at, `show-entry` with the id of a journal entry.
 */
#define TW_TYPE_ORDER_DIALOG (tw_order_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwOrderDialog, tw_order_dialog, TW, ORDER_DIALOG, AdwWindow)

GtkWidget *tw_order_dialog_new           (GtkWindow      *parent,
                                          TwWorkspace    *workspace);
GtkWidget *tw_order_dialog_new_change    (GtkWindow      *parent,
                                          TwWorkspace    *workspace,
                                          const char     *subscription_id);
GtkWidget *tw_order_dialog_new_for_entry (GtkWindow      *parent,
                                          TwWorkspace    *workspace,
                                          TwActivityItem *item);
void       tw_order_dialog_set_customer  (TwOrderDialog  *self,
                                          const char     *customer_id);

G_END_DECLS
