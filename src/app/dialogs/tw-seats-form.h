/* tw-seats-form.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dialogs/tw-order-form.h"

G_BEGIN_DECLS

/**
 * TwSeatsForm:
 *
 * A change order: how many seats a product of a subscription shall have in all.
 */
#define TW_TYPE_SEATS_FORM (tw_seats_form_get_type ())
G_DECLARE_FINAL_TYPE (TwSeatsForm, tw_seats_form, TW, SEATS_FORM, TwOrderForm)

GtkWidget *tw_seats_form_new (const char *subscription_id);

G_END_DECLS
