/* tw-order-form.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-order-draft.h"
#include "tw-workspace.h"
#include "widgets/tw-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwOrderForm:
 *
 * Where a person states one kind of order: the first step of a #TwOrderDialog. Property `ready`: whether enough was
 * stated to ask what it costs.
 */
#define TW_TYPE_ORDER_FORM (tw_order_form_get_type ())
G_DECLARE_DERIVABLE_TYPE (TwOrderForm, tw_order_form, TW, ORDER_FORM, AdwBin)

/**
 * TwOrderFormClass:
 * @set_workspace: takes the account that orders
 * @make_draft: (transfer full) (nullable): the order as it was stated; marks what is missing and returns %NULL
 * @dup_customer_name: (transfer full) (nullable): name of the customer
 * @reset: forgets what was stated
 */
struct _TwOrderFormClass
{
  AdwBinClass parent_class;

  void          (*set_workspace)     (TwOrderForm *self,
                                      TwWorkspace *workspace);
  TwOrderDraft *(*make_draft)        (TwOrderForm *self);
  char         *(*dup_customer_name) (TwOrderForm *self);
  void          (*reset)             (TwOrderForm *self);
};

void          tw_order_form_set_workspace     (TwOrderForm  *self,
                                               TwWorkspace  *workspace);
TwOrderDraft *tw_order_form_make_draft        (TwOrderForm  *self);
char         *tw_order_form_dup_customer_name (TwOrderForm  *self);
void          tw_order_form_reset             (TwOrderForm  *self);
gboolean      tw_order_form_is_ready          (TwOrderForm  *self);
char         *tw_order_form_take_error        (TwOrderForm  *self,
                                               const GError *error);

/* For the kinds of it. */
TwForm       *tw_order_form_get_rows          (TwOrderForm  *self);
void          tw_order_form_set_ready         (TwOrderForm  *self,
                                               gboolean      ready);
void          tw_order_form_propose_po_number (TwOrderForm  *self,
                                               GtkEditable  *row);

G_END_DECLS
