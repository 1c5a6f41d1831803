/* tw-window-dialogs.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-window-private.h"

#include "dialogs/tw-connect-dialog.h"
#include "dialogs/tw-customer-dialog.h"
#include "dialogs/tw-order-dialog.h"
#include "dialogs/tw-report-dialog.h"
#include "journal/tw-watch.h"

#include <glib/gi18n.h>

/* How long a report is watched in the background, in seconds. */
#define WATCH_REPORT 1800

static void
show_item (TwWindow   *self,
           const char *page,
           const char *key)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "(ss)", page, key);
}

static void
toast (TwWindow   *self,
       const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
connected_cb (TwWindow   *self,
              const char *account)
{
  tw_window_open (self, account);
}

static void
present_connect_dialog (TwWindow  *self,
                        TwAccount *account)
{
  GtkWidget *dialog = tw_connect_dialog_new (GTK_WINDOW (self), self->accounts, account);

  g_signal_connect_object (dialog, "connected", G_CALLBACK (connected_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
connect_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  present_connect_dialog (TW_WINDOW (widget), NULL);
}

static void
sign_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  present_connect_dialog (self, tw_client_get_account (tw_workspace_get_client (self->workspace)));
}

static void
customer_created_cb (TwWindow   *self,
                     const char *id)
{
  toast (self, _("Customer created"));
  show_item (self, "customers", id);
}

static void
new_customer_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->customer_dialog == NULL)
    {
      self->customer_dialog = GTK_WINDOW (tw_customer_dialog_new (GTK_WINDOW (self), self->workspace));
      g_signal_connect_object (self->customer_dialog, "created", G_CALLBACK (customer_created_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (self->customer_dialog);
}

static void
order_shown_cb (TwWindow   *self,
                const char *id)
{
  show_item (self, "orders", id);
}

static void
entry_shown_cb (TwWindow   *self,
                const char *id)
{
  show_item (self, "activity", id);
}

static void
connect_order_dialog (TwWindow  *self,
                      GtkWidget *dialog)
{
  g_signal_connect_object (dialog, "show-order", G_CALLBACK (order_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "show-entry", G_CALLBACK (entry_shown_cb), self, G_CONNECT_SWAPPED);
}

static void
present_order_dialog (TwWindow   *self,
                      const char *customer_id)
{
  if (self->order_dialog == NULL)
    {
      self->order_dialog = GTK_WINDOW (tw_order_dialog_new (GTK_WINDOW (self), self->workspace));
      connect_order_dialog (self, GTK_WIDGET (self->order_dialog));
    }
  if (customer_id != NULL)
    tw_order_dialog_set_customer (TW_ORDER_DIALOG (self->order_dialog), customer_id);
  gtk_window_present (self->order_dialog);
}

static void
new_order_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  present_order_dialog (TW_WINDOW (widget), NULL);
}

static void
new_order_for_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  present_order_dialog (TW_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
change_order_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);
  GtkWidget *dialog = tw_order_dialog_new_change (GTK_WINDOW (self), self->workspace,
                                                  g_variant_get_string (parameter, NULL));

  connect_order_dialog (self, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
order_entry_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);
  TwActivityItem *item = tw_activity_find (tw_workspace_get_activity (self->workspace),
                                           g_variant_get_string (parameter, NULL), NULL);
  GtkWidget *dialog;

  if (item == NULL)
    return;

  dialog = tw_order_dialog_new_for_entry (GTK_WINDOW (self), self->workspace, item);
  connect_order_dialog (self, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
report_watched_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (TwWindow) self = user_data;
  g_autoptr (TwResource) resource = tw_watch_finish (result, NULL);

  if (resource == NULL)
    return;

  switch (TW_REPORT (resource)->status)
    {
    case TW_REPORT_STATUS_COMPLETED:
      toast (self, _("The report is ready to be saved"));
      break;
    case TW_REPORT_STATUS_ERROR:
      toast (self, _("The marketplace could not make the report"));
      break;
    default:
      break;
    }
}

static void
report_scheduled_cb (TwWindow   *self,
                     const char *id)
{
  TwClient *client = tw_workspace_get_client (self->workspace);

  toast (self, _("Report scheduled: the marketplace prepares it"));
  show_item (self, "reports", id);
  tw_watch_async (tw_client_get_marketplace (client), tw_client_get_mirror (client), TW_KIND_REPORT, id, WATCH_REPORT,
                  NULL, NULL, self->cancellable, report_watched_cb, g_object_ref (self));
}

static void
schedule_report_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->report_dialog == NULL)
    {
      self->report_dialog = GTK_WINDOW (tw_report_dialog_new (GTK_WINDOW (self), self->workspace));
      g_signal_connect_object (self->report_dialog, "scheduled", G_CALLBACK (report_scheduled_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (self->report_dialog);
}

/* For tw-window.c: the dialogs that the window can open. */
void
tw_window_class_install_dialogs (TwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.connect", NULL, connect_action);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, sign_in_action);
  gtk_widget_class_install_action (widget_class, "win.new-customer", NULL, new_customer_action);
  gtk_widget_class_install_action (widget_class, "win.new-order", NULL, new_order_action);
  gtk_widget_class_install_action (widget_class, "win.new-order-for", "s", new_order_for_action);
  gtk_widget_class_install_action (widget_class, "win.change-order", "s", change_order_action);
  gtk_widget_class_install_action (widget_class, "win.order-entry", "s", order_entry_action);
  gtk_widget_class_install_action (widget_class, "win.schedule-report", NULL, schedule_report_action);
}

/* For tw-window-actions.c: which of them make sense just now. */
void
tw_window_update_dialogs (TwWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->workspace != NULL;

  gtk_widget_action_set_enabled (widget, "win.sign-in", open && !self->demo);
  gtk_widget_action_set_enabled (widget, "win.new-customer", open);
  gtk_widget_action_set_enabled (widget, "win.new-order", open);
  gtk_widget_action_set_enabled (widget, "win.new-order-for", open);
  gtk_widget_action_set_enabled (widget, "win.change-order", open);
  gtk_widget_action_set_enabled (widget, "win.order-entry", open);
  gtk_widget_action_set_enabled (widget, "win.schedule-report", open);
}
