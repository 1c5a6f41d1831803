/* tw-order-dialog-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dialogs/tw-order-dialog.h"

#include "dialogs/tw-order-form.h"
#include "dialogs/tw-order-preview-view.h"
#include "journal/tw-journal-drafts.h"
#include "widgets/tw-status-pill.h"

G_BEGIN_DECLS

struct _TwOrderDialog
{
  AdwWindow parent_instance;

  TwWorkspace        *workspace;
  GCancellable       *cancellable; /* of the estimate, of looking for what is in the way, of watching the order */
  TwOrderForm        *form;        /* NULL for an order that the journal has */
  TwActivityItem     *item;        /* that order's entry */
  TwOrderDraft       *draft;       /* what is being asked for */
  TwOrderPreview     *preview;
  char               *order_id;
  char               *entry_id;

  GtkStack           *steps;
  GtkStack           *start_buttons;
  GtkStack           *end_buttons;
  GtkRevealer        *busy_bar;
  GtkLabel           *busy_label;
  GtkRevealer        *problem_bar;
  GtkLabel           *problem;
  GtkWidget          *wait_button;
  AdwBin             *form_bin;
  AdwStatusPage      *entry_page;
  TwOrderPreviewView *preview_view;
  AdwStatusPage      *result_page;
  TwStatusPill       *result_status;
  GtkSpinner         *result_spinner;
  GtkButton          *show_button;
  GtkWidget          *new_button;
};

/* tw-order-dialog.c */
void  tw_order_dialog_show_step         (TwOrderDialog  *self,
                                         const char     *step);
void  tw_order_dialog_show_busy         (TwOrderDialog  *self,
                                         const char     *text);
void  tw_order_dialog_show_problem      (TwOrderDialog  *self,
                                         const char     *text);
char *tw_order_dialog_dup_customer_name (TwOrderDialog  *self);
void  tw_order_dialog_show_entry        (TwOrderDialog  *self,
                                         const char     *id);

/* tw-order-dialog-steps.c */
void  tw_order_dialog_estimate          (TwOrderDialog  *self);
void  tw_order_dialog_place             (TwOrderDialog  *self);

/* tw-order-dialog-wait.c */
void  tw_order_dialog_show_refusal      (TwOrderDialog  *self,
                                         const GError   *error);
void  tw_order_dialog_wait              (TwOrderDialog  *self);

G_END_DECLS
