/* tw-customer-dialog.h
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
 * TwCustomerDialog:
 *
 * Creates a customer. What was typed stays when it is closed, until it was sent. Signal `created` with the id of
 * the new customer.
 */
#define TW_TYPE_CUSTOMER_DIALOG (tw_customer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwCustomerDialog, tw_customer_dialog, TW, CUSTOMER_DIALOG, AdwWindow)

GtkWidget *tw_customer_dialog_new (GtkWindow   *parent,
                                   TwWorkspace *workspace);

G_END_DECLS
