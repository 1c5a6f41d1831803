/* tw-sale-form.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dialogs/tw-order-form.h"

G_BEGIN_DECLS

/**
 * TwSaleForm:
 *
 * An order for new products: for whom, which ones, how many, with what parameters.
 */
#define TW_TYPE_SALE_FORM (tw_sale_form_get_type ())
G_DECLARE_FINAL_TYPE (TwSaleForm, tw_sale_form, TW, SALE_FORM, TwOrderForm)

GtkWidget *tw_sale_form_new          (void);
void       tw_sale_form_set_customer (TwSaleForm *self,
                                      const char *customer_id);

G_END_DECLS
