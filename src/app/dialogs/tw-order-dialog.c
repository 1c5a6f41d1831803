/* tw-order-dialog.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-order-dialog-private.h"

#include "dialogs/tw-sale-form.h"
#include "dialogs/tw-seats-form.h"
#include "tw-entry-text.h"

#include <glib/gi18n.h>

enum
{
  SHOW_ORDER,
  SHOW_ENTRY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwOrderDialog, tw_order_dialog, ADW_TYPE_WINDOW)

/* The first step: what is wanted. */
static void
show_first_step (TwOrderDialog *self)
{
  tw_order_dialog_show_step (self, self->form != NULL ? "edit" : "entry");
}

/* What can be asked for, in the first step. */
static void
update_estimate (TwOrderDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "order.estimate",
                                 !gtk_revealer_get_reveal_child (self->busy_bar)
                                   && (self->form == NULL || tw_order_form_is_ready (self->form)));
}

/* Another order or another try begins: what is still asked for the one before has nothing to say any more. */
static void
leave_last (TwOrderDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
estimate_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (widget);

  leave_last (self);
  tw_order_dialog_show_problem (self, NULL);
  if (self->form != NULL)
    {
      g_clear_object (&self->draft);
      self->draft = tw_order_form_make_draft (self->form);
    }
  if (self->draft != NULL)
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
wait_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  tw_order_dialog_wait (TW_ORDER_DIALOG (widget));
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (widget);

  tw_order_dialog_show_problem (self, NULL);
  show_first_step (self);
}

static void
reset_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (widget);

  leave_last (self);
  if (self->form != NULL)
    tw_order_form_reset (self->form);
  tw_order_dialog_show_problem (self, NULL);
  g_clear_object (&self->preview);
  g_clear_pointer (&self->order_id, g_free);
  g_clear_pointer (&self->entry_id, g_free);
  show_first_step (self);
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (widget);

  if (self->order_id != NULL)
    g_signal_emit (self, signals[SHOW_ORDER], 0, self->order_id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_entry_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (widget);

  if (self->entry_id != NULL)
    tw_order_dialog_show_entry (self, self->entry_id);
}

/* A placed order leaves nothing to go on with: the next time begins anew. */
static gboolean
tw_order_dialog_close_request (GtkWindow *window)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (window);
  const char *step = gtk_stack_get_visible_child_name (self->steps);

  if (g_strcmp0 (step, "result") == 0 || g_strcmp0 (step, "unknown") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "order.reset", NULL);

  return GTK_WINDOW_CLASS (tw_order_dialog_parent_class)->close_request (window);
}

static void
tw_order_dialog_dispose (GObject *object)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  self->form = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_ORDER_DIALOG);
  g_clear_object (&self->item);
  g_clear_object (&self->draft);
  g_clear_object (&self->preview);

  G_OBJECT_CLASS (tw_order_dialog_parent_class)->dispose (object);
}

static void
tw_order_dialog_finalize (GObject *object)
{
  TwOrderDialog *self = TW_ORDER_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->order_id);
  g_free (self->entry_id);

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
  signals[SHOW_ENTRY] = g_signal_new ("show-entry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "order.estimate", NULL, estimate_action);
  gtk_widget_class_install_action (widget_class, "order.place", NULL, place_action);
  gtk_widget_class_install_action (widget_class, "order.wait", NULL, wait_action);
  gtk_widget_class_install_action (widget_class, "order.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "order.reset", NULL, reset_action);
  gtk_widget_class_install_action (widget_class, "order.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "order.show-entry", NULL, show_entry_action);
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
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, wait_button);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, form_bin);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, entry_page);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, preview_view);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, result_page);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, result_status);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, result_spinner);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, show_button);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDialog, new_button);
}

static void
tw_order_dialog_init (TwOrderDialog *self)
{
  self->cancellable = g_cancellable_new ();
  g_type_ensure (TW_TYPE_ORDER_PREVIEW_VIEW);
  g_type_ensure (TW_TYPE_STATUS_PILL);
  gtk_widget_init_template (GTK_WIDGET (self));
  show_first_step (self);
}

/* For its siblings: one step of the dialog, with its buttons. */
void
tw_order_dialog_show_step (TwOrderDialog *self,
                           const char    *step)
{
  gboolean edits = g_str_equal (step, "edit") || g_str_equal (step, "entry");
  gboolean previews = g_str_equal (step, "preview");

  gtk_stack_set_visible_child_name (self->steps, step);
  gtk_stack_set_visible_child_name (self->start_buttons,
                                    edits || (previews && self->form == NULL) ? "cancel" : previews ? "back" : "none");
  gtk_stack_set_visible_child_name (self->end_buttons, edits ? "estimate" : previews ? "place" : "close");
}

/* For its siblings: says what is under way, %NULL for nothing; meanwhile nothing can be pressed. */
void
tw_order_dialog_show_busy (TwOrderDialog *self,
                           const char    *text)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean busy = text != NULL;

  gtk_label_set_label (self->busy_label, busy ? text : "");
  gtk_revealer_set_reveal_child (self->busy_bar, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form_bin), !busy);
  update_estimate (self);
  gtk_widget_action_set_enabled (widget, "order.place", !busy);
  gtk_widget_action_set_enabled (widget, "order.wait", !busy);
  gtk_widget_action_set_enabled (widget, "order.edit", !busy);
  gtk_widget_action_set_enabled (widget, "order.reset", !busy);

  /* The button that was pressed has lost the focus meanwhile. A step that follows takes it over. */
  if (!busy && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->steps), GTK_DIR_TAB_FORWARD);
}

/* For its siblings: what went wrong, %NULL for nothing. */
void
tw_order_dialog_show_problem (TwOrderDialog *self,
                              const char    *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (self->wait_button, FALSE);
  gtk_revealer_set_reveal_child (self->problem_bar, text != NULL);
}

/* For its siblings: name of the customer, %NULL when it is not known. */
char *
tw_order_dialog_dup_customer_name (TwOrderDialog *self)
{
  if (self->form != NULL)
    return tw_order_form_dup_customer_name (self->form);

  return g_strdup (tw_activity_item_get_customer_name (self->item));
}

/* For its siblings: leaves for a journal entry. Nobody hears a dialog that is closed. */
void
tw_order_dialog_show_entry (TwOrderDialog *self,
                            const char    *id)
{
  g_signal_emit (self, signals[SHOW_ENTRY], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static TwOrderDialog *
dialog_new (GtkWindow   *parent,
            TwWorkspace *workspace,
            GtkWidget   *form)
{
  TwOrderDialog *self = g_object_new (TW_TYPE_ORDER_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  if (form != NULL)
    {
      self->form = TW_ORDER_FORM (form);
      adw_bin_set_child (self->form_bin, form);
      g_signal_connect_object (form, "notify::ready", G_CALLBACK (update_estimate), self, G_CONNECT_SWAPPED);
      tw_order_form_set_workspace (self->form, workspace);
      gtk_widget_grab_focus (form);
    }
  gtk_widget_set_visible (self->new_button, TW_IS_SALE_FORM (form));
  show_first_step (self);
  update_estimate (self);

  return self;
}

/**
 * tw_order_dialog_new:
 * @parent: the window it belongs to
 * @workspace: the account that orders
 *
 * Returns: (transfer none): a dialog for orders of new products, not shown yet; it hides when it is closed
 */
GtkWidget *
tw_order_dialog_new (GtkWindow   *parent,
                     TwWorkspace *workspace)
{
  TwOrderDialog *self = dialog_new (parent, workspace, tw_sale_form_new ());

  gtk_window_set_hide_on_close (GTK_WINDOW (self), TRUE);

  return GTK_WIDGET (self);
}

/**
 * tw_order_dialog_new_change:
 * @parent: the window it belongs to
 * @workspace: the account that orders
 * @subscription_id: id of a subscription
 *
 * Returns: (transfer none): a dialog for a change of its seats, not shown yet
 */
GtkWidget *
tw_order_dialog_new_change (GtkWindow   *parent,
                            TwWorkspace *workspace,
                            const char  *subscription_id)
{
  TwOrderDialog *self = dialog_new (parent, workspace, tw_seats_form_new (subscription_id));

  gtk_window_set_title (GTK_WINDOW (self), _("Change Seats"));

  return GTK_WIDGET (self);
}

/**
 * tw_order_dialog_new_for_entry:
 * @parent: the window it belongs to
 * @workspace: the account that orders
 * @item: an order in the journal: a draft, or one that was not placed
 *
 * A dialog that places it, or places it again: what it costs is asked for at once.
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWidget *
tw_order_dialog_new_for_entry (GtkWindow      *parent,
                               TwWorkspace    *workspace,
                               TwActivityItem *item)
{
  TwOrderDialog *self = dialog_new (parent, workspace, NULL);
  TwJournalEntry *entry = tw_activity_item_get_entry (item);
  const char *customer = tw_activity_item_get_customer_name (item);
  g_autoptr (GError) error = NULL;

  self->item = g_object_ref (item);
  self->draft = tw_journal_entry_dup_draft (entry, &error);
  gtk_window_set_title (GTK_WINDOW (self), tw_entry_text_get_what (entry));
  adw_status_page_set_title (self->entry_page, entry->mark != NULL ? entry->mark : "");
  adw_status_page_set_description (self->entry_page, customer != NULL ? customer : "");
  if (self->draft != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "order.estimate", NULL);
  else
    tw_order_dialog_show_refusal (self, error);

  return GTK_WIDGET (self);
}

/**
 * tw_order_dialog_set_customer:
 * @self: a dialog for new orders
 * @customer_id: id of a customer
 *
 * Chooses the customer, as long as the order is being typed.
 */
void
tw_order_dialog_set_customer (TwOrderDialog *self,
                              const char    *customer_id)
{
  g_return_if_fail (TW_IS_ORDER_DIALOG (self));
  g_return_if_fail (TW_IS_SALE_FORM (self->form));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->steps), "edit") == 0)
    tw_sale_form_set_customer (TW_SALE_FORM (self->form), customer_id);
}
