/* tw-order-dialog.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-order-dialog-private.h"

#include "tw-format.h"
#include "tw-problem.h"
#include "widgets/tw-order-line-group.h"

#include <glib/gi18n.h>

/* After the last edit, before the marketplace is asked which parameters the products need, in milliseconds. */
#define CHECK_DELAY 250

enum
{
  SHOW_ORDER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwOrderDialog, tw_order_dialog, ADW_TYPE_WINDOW)

/* What is chosen from is a row of the mirror, or a resource that was looked up by its id. */
static TwResource *
get_resource (gpointer item)
{
  return TW_IS_ROW (item) ? tw_row_get_resource (item) : TW_RESOURCE (item);
}

static char *
dup_customer_name (gpointer item)
{
  TwResource *resource = get_resource (item);

  return resource != NULL ? g_strdup (TW_CUSTOMER (resource)->name) : NULL;
}

static char *
dup_customer_id (gpointer item)
{
  TwResource *resource = get_resource (item);

  return resource != NULL ? g_strdup (TW_CUSTOMER (resource)->id) : NULL;
}

static char *
dup_product_name (gpointer item)
{
  TwResource *resource = get_resource (item);

  return resource != NULL ? g_strdup (TW_PRODUCT (resource)->name) : NULL;
}

static char *
dup_product_terms (gpointer item)
{
  TwResource *resource = get_resource (item);
  TwProduct *product = resource != NULL ? TW_PRODUCT (resource) : NULL;
  g_autofree char *terms = product != NULL ? tw_format_terms (product->subscription_period, product->billing_period)
                                           : NULL;

  if (product == NULL)
    return NULL;

  return terms != NULL ? g_strdup_printf ("%s · %s", product->mpn, terms) : g_strdup (product->mpn);
}

static void
search_in (TwPagedModel *model,
           const char   *words,
           const char   *sort)
{
  g_autoptr (TwQuery) query = tw_query_new (tw_query_get_kind (tw_paged_model_get_query (model)));

  tw_query_set_sort (query, sort, FALSE);
  if (words[0] != 0)
    tw_query_set_text (query, words);
  tw_paged_model_set_query (model, query);
}

static void
search_customers_cb (TwOrderDialog *self,
                     const char    *words)
{
  search_in (self->customers, words, "name");
}

static void
search_products_cb (TwOrderDialog *self,
                    const char    *words)
{
  search_in (self->products, words, "name");
}

/* Paths count the lines: they are given anew when one comes or goes. */
static void
rejoin_lines (TwOrderDialog *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      tw_order_line_group_leave (self->lines->pdata[i], self->form);
      tw_order_line_group_join (self->lines->pdata[i], self->form, i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->line_box), self->lines->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "order.estimate", self->lines->len > 0);
}

/* The answer's products come in the order they were asked; one that the marketplace added has no line. */
static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TwOrderDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = tw_marketplace_validate_finish (TW_MARKETPLACE (source), result, &error);
  gboolean is_new = FALSE;

  /* Estimating checks again, and says what is wrong then. */
  if (checks == NULL)
    return;

  for (guint i = 0; i < checks->len && i < self->lines->len; i++)
    is_new |= tw_order_line_group_take_check (self->lines->pdata[i], checks->pdata[i]);
  if (is_new)
    rejoin_lines (self);
}

static void
check_connected_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (TwOrderDialog) self = user_data;
  TwMarketplace *marketplace;
  g_autoptr (TwOrderDraft) draft = NULL;

  if (!tw_client_connect_finish (TW_CLIENT (source), result, NULL) || self->workspace == NULL)
    return;

  marketplace = tw_client_get_marketplace (TW_CLIENT (source));
  if ((tw_marketplace_get_capabilities (marketplace) & TW_CAN_VALIDATE) == 0)
    return;

  draft = tw_order_dialog_make_draft (self);
  tw_marketplace_validate_async (marketplace, tw_order_draft_get_order (draft), self->checking, checked_cb,
                                 g_object_ref (self));
}

static gboolean
check_cb (gpointer user_data)
{
  TwOrderDialog *self = user_data;

  self->check_id = 0;
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  self->checking = g_cancellable_new ();
  tw_client_connect_async (tw_workspace_get_client (self->workspace), self->checking, check_connected_cb,
                           g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/* Asks, in a moment, which parameters the products need for this customer. */
static void
queue_check (TwOrderDialog *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  if (self->lines->len > 0 && tw_order_dialog_get_customer (self) != NULL)
    self->check_id = g_timeout_add (CHECK_DELAY, check_cb, self);
}

static void
line_removed_cb (TwOrderDialog *self,
                 GtkWidget     *line)
{
  g_cancellable_cancel (self->checking);
  tw_order_line_group_leave (TW_ORDER_LINE_GROUP (line), self->form);
  g_ptr_array_remove (self->lines, line);
  gtk_box_remove (self->line_box, line);
  rejoin_lines (self);
  queue_check (self);
}

static void
customer_chosen_cb (TwOrderDialog *self)
{
  queue_check (self);
}

static void
product_chosen_cb (TwOrderDialog *self)
{
  gpointer item = tw_choice_row_get_selected (self->product_row);
  TwResource *resource = item != NULL ? get_resource (item) : NULL;
  GtkWidget *line;

  if (resource == NULL)
    return;

  line = tw_order_line_group_new (TW_PRODUCT (resource));
  g_signal_connect_object (line, "remove", G_CALLBACK (line_removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->line_box, line);
  g_ptr_array_add (self->lines, line);
  rejoin_lines (self);
  queue_check (self);
  tw_choice_row_set_selected (self->product_row, NULL);
}

static void
propose_po_number (TwOrderDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *po_number = tw_propose_po_number (now);

  gtk_editable_set_text (GTK_EDITABLE (self->po_row), po_number);
}

static void
estimate_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (widget);

  tw_form_clear (self->form);
  tw_order_dialog_show_problem (self, NULL);
  if (tw_order_dialog_get_customer (self) == NULL)
    {
      tw_form_set_error (self->form, "customerId", _("Choose a customer."));
      tw_form_focus_error (self->form);
      return;
    }

  tw_order_dialog_estimate (self);
}

static void
place_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  tw_order_dialog_place (TW_ORDER_DIALOG (widget));
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (widget);

  tw_order_dialog_show_problem (self, NULL);
  tw_order_dialog_show_step (self, "edit");
}

static void
reset_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (widget);

  while (self->lines->len > 0)
    line_removed_cb (self, self->lines->pdata[0]);
  tw_choice_row_set_selected (self->customer_row, NULL);
  tw_form_clear (self->form);
  tw_order_dialog_show_problem (self, NULL);
  g_clear_object (&self->preview);
  g_clear_pointer (&self->order_id, g_free);
  propose_po_number (self);
  tw_order_dialog_show_step (self, "edit");
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (widget);
  g_autofree char *id = g_strdup (self->order_id);

  gtk_widget_activate_action (widget, "order.reset", NULL);
  gtk_widget_set_visible (widget, FALSE);
  if (id != NULL)
    g_signal_emit (self, signals[SHOW_ORDER], 0, id);
}

/* A placed order leaves nothing to go on with: the next time begins anew. */
static gboolean
tw_order_dialog_close_request (GtkWindow *window)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (window);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->steps), "result") == 0
      || g_strcmp0 (gtk_stack_get_visible_child_name (self->steps), "unknown") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "order.reset", NULL);

  return GTK_WINDOW_CLASS (tw_order_dialog_parent_class)->close_request (window);
}

static void
tw_order_dialog_dispose (GObject *object)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (object);

  g_clear_handle_id (&self->check_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->checking);
  g_clear_object (&self->form);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_ORDER_DIALOG);
  g_clear_object (&self->customers);
  g_clear_object (&self->products);
  g_clear_object (&self->preview);

  G_OBJECT_CLASS (tw_order_dialog_parent_class)->dispose (object);
}

static void
tw_order_dialog_finalize (GObject *object)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (object);

  g_ptr_array_unref (self->lines);
  g_free (self->order_id);

  G_OBJECT_CLASS (tw_order_dialog_parent_class)->finalize (object);
}

static void
tw_order_dialog_class_init (TwOrderDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_order_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_order_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tw_order_dialog_close_request;

  signals[SHOW_ORDER] = g_signal_new ("show-order", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "order.estimate", NULL, estimate_action);
  gtk_widget_class_install_action (widget_class, "order.place", NULL, place_action);
  gtk_widget_class_install_action (widget_class, "order.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "order.reset", NULL, reset_action);
  gtk_widget_class_install_action (widget_class, "order.show", NULL, show_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/dialogs/tw-order-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, start_buttons);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, end_buttons);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, busy_bar);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, busy_label);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, line_box);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, customer_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, product_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, po_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, preview_view);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, result_page);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, result_status);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, result_spinner);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, show_button);
  gtk_widget_class_bind_template_callback (widget_class, customer_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, product_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_customers_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_products_cb);
}

static void
tw_order_dialog_init (TwOrderDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->form = tw_form_new ();
  self->lines = g_ptr_array_new ();
  g_type_ensure (TW_TYPE_CHOICE_ROW);
  g_type_ensure (TW_TYPE_ORDER_PREVIEW_VIEW);
  g_type_ensure (TW_TYPE_STATUS_PILL);
  gtk_widget_init_template (GTK_WIDGET (self));

  tw_choice_row_set_texts (self->customer_row, dup_customer_name, dup_customer_id);
  tw_choice_row_set_filtering (self->customer_row, FALSE);
  tw_choice_row_set_texts (self->product_row, dup_product_name, dup_product_terms);
  tw_choice_row_set_filtering (self->product_row, FALSE);
  tw_choice_row_set_action (self->product_row, _("Add…"));
  tw_form_add (self->form, "customerId", GTK_WIDGET (self->customer_row));
  tw_form_add (self->form, "poNumber", GTK_WIDGET (self->po_row));
  propose_po_number (self);
  tw_order_dialog_show_step (self, "edit");
  rejoin_lines (self);
}

/* For tw-order-dialog-steps.c: one step of the dialog, with its buttons. */
void
tw_order_dialog_show_step (TwOrderDialog *self,
                           const char    *step)
{
  gboolean edits = g_str_equal (step, "edit");
  gboolean previews = g_str_equal (step, "preview");

  gtk_stack_set_visible_child_name (self->steps, step);
  gtk_stack_set_visible_child_name (self->start_buttons, edits ? "cancel" : previews ? "back" : "none");
  gtk_stack_set_visible_child_name (self->end_buttons, edits ? "estimate" : previews ? "place" : "close");
}

/* For tw-order-dialog-steps.c: says what is under way, %NULL for nothing; meanwhile nothing can be pressed. */
void
tw_order_dialog_show_busy (TwOrderDialog *self,
                           const char    *text)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean busy = text != NULL;

  gtk_label_set_label (self->busy_label, busy ? text : "");
  gtk_revealer_set_reveal_child (self->busy_bar, busy);
  gtk_widget_set_sensitive (self->fields, !busy);
  gtk_widget_action_set_enabled (widget, "order.estimate", !busy && self->lines->len > 0);
  gtk_widget_action_set_enabled (widget, "order.place", !busy);
  gtk_widget_action_set_enabled (widget, "order.edit", !busy);
  gtk_widget_action_set_enabled (widget, "order.reset", !busy);
}

/* For tw-order-dialog-steps.c: what went wrong, %NULL for nothing. */
void
tw_order_dialog_show_problem (TwOrderDialog *self,
                              const char    *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_revealer_set_reveal_child (self->problem_bar, text != NULL);
}

/* For tw-order-dialog-steps.c: id of the customer, %NULL while none is chosen. */
const char *
tw_order_dialog_get_customer (TwOrderDialog *self)
{
  gpointer item = tw_choice_row_get_selected (self->customer_row);
  TwResource *resource = item != NULL ? get_resource (item) : NULL;

  return resource != NULL ? TW_CUSTOMER (resource)->id : NULL;
}

/* For tw-order-dialog-steps.c: name of the customer. */
char *
tw_order_dialog_dup_customer_name (TwOrderDialog *self)
{
  gpointer item = tw_choice_row_get_selected (self->customer_row);

  return item != NULL ? dup_customer_name (item) : NULL;
}

/* For tw-order-dialog-steps.c: the order as it was typed. */
TwOrderDraft *
tw_order_dialog_make_draft (TwOrderDialog *self)
{
  TwOrderDraft *draft = tw_order_draft_new_sales (tw_order_dialog_get_customer (self));
  const char *po_number = gtk_editable_get_text (GTK_EDITABLE (self->po_row));

  for (guint i = 0; i < self->lines->len; i++)
    tw_order_line_group_add_to (self->lines->pdata[i], draft);
  if (po_number[0] != 0)
    tw_order_draft_set_po_number (draft, po_number);

  return draft;
}

static TwPagedModel *
make_model (TwWorkspace *workspace,
            TwKind       kind)
{
  g_autoptr (TwQuery) query = tw_query_new (kind);

  tw_query_set_sort (query, "name", FALSE);

  return tw_paged_model_new (tw_client_get_mirror (tw_workspace_get_client (workspace)), query);
}

/**
 * tw_order_dialog_new:
 * @parent: the window it belongs to
 * @workspace: the account that orders
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWidget *
tw_order_dialog_new (GtkWindow   *parent,
                     TwWorkspace *workspace)
{
  TwOrderDialog *self = g_object_new (TW_TYPE_ORDER_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->customers = make_model (workspace, TW_KIND_CUSTOMER);
  self->products = make_model (workspace, TW_KIND_PRODUCT);
  tw_choice_row_set_model (self->customer_row, G_LIST_MODEL (self->customers));
  tw_choice_row_set_model (self->product_row, G_LIST_MODEL (self->products));

  return GTK_WIDGET (self);
}

static void
customer_got_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TwOrderDialog) self = user_data;
  g_autoptr (TwMirrorEntry) entry = tw_mirror_get_finish (TW_MIRROR (source), result, NULL);

  if (entry != NULL && self->workspace != NULL)
    tw_choice_row_set_selected (self->customer_row, entry->resource);
}

/**
 * tw_order_dialog_set_customer:
 * @self: a dialog
 * @customer_id: id of a customer
 *
 * Chooses the customer, as long as the order is being typed.
 */
void
tw_order_dialog_set_customer (TwOrderDialog *self,
                              const char    *customer_id)
{
  g_return_if_fail (TW_IS_ORDER_DIALOG (self));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->steps), "edit") != 0)
    return;

  tw_mirror_get_async (tw_client_get_mirror (tw_workspace_get_client (self->workspace)), TW_KIND_CUSTOMER, customer_id,
                       self->cancellable, customer_got_cb, g_object_ref (self));
}
