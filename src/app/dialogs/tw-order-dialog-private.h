/* tw-order-dialog-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dialogs/tw-order-dialog.h"

#include "dialogs/tw-order-preview-view.h"
#include "mirror/tw-paged-model.h"
#include "widgets/tw-choice-row.h"
#include "widgets/tw-form.h"
#include "widgets/tw-status-pill.h"

G_BEGIN_DECLS

struct _TwOrderDialog
{
  AdwWindow parent_instance;

  TwWorkspace        *workspace;
  GCancellable       *cancellable; /* of the estimate, and of watching the placed order */
  GCancellable       *checking;    /* of the parameters' check */
  TwForm             *form;
  TwPagedModel       *customers;
  TwPagedModel       *products;
  GPtrArray          *lines; /* TwOrderLineGroup */
  guint               check_id;
  TwOrderPreview     *preview;
  char               *order_id;

  GtkStack           *steps;
  GtkStack           *start_buttons;
  GtkStack           *end_buttons;
  GtkRevealer        *busy_bar;
  GtkLabel           *busy_label;
  GtkRevealer        *problem_bar;
  GtkLabel           *problem;
  GtkWidget          *fields;
  GtkBox             *line_box;
  TwChoiceRow        *customer_row;
  TwChoiceRow        *product_row;
  AdwEntryRow        *po_row;
  TwOrderPreviewView *preview_view;
  AdwStatusPage      *result_page;
  TwStatusPill       *result_status;
  GtkSpinner         *result_spinner;
  GtkButton          *show_button;
};

/* tw-order-dialog.c */
void          tw_order_dialog_show_step         (TwOrderDialog *self,
                                                 const char    *step);
void          tw_order_dialog_show_busy         (TwOrderDialog *self,
                                                 const char    *text);
void          tw_order_dialog_show_problem      (TwOrderDialog *self,
                                                 const char    *text);
const char   *tw_order_dialog_get_customer      (TwOrderDialog *self);
char         *tw_order_dialog_dup_customer_name (TwOrderDialog *self);
TwOrderDraft *tw_order_dialog_make_draft        (TwOrderDialog *self);

/* tw-order-dialog-steps.c */
void          tw_order_dialog_estimate          (TwOrderDialog *self);
void          tw_order_dialog_place             (TwOrderDialog *self);

G_END_DECLS
