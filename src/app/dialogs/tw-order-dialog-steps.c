/* tw-order-dialog-steps.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-order-dialog-private.h"

#include "journal/tw-watch.h"
#include "tw-problem.h"
#include "tw-status.h"

#include <glib/gi18n.h>

/* How long a placed order is watched, in seconds. */
#define WATCH_ORDER 600

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TwOrderDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwOrderPreview) preview = tw_order_preview_prepare_finish (result, &error);
  g_autofree char *customer = NULL;

  if (self->workspace == NULL)
    return;

  tw_order_dialog_show_busy (self, NULL);
  if (preview == NULL)
    {
      tw_order_dialog_show_refusal (self, error);
      return;
    }

  customer = tw_order_dialog_dup_customer_name (self);
  g_set_object (&self->preview, preview);
  tw_order_preview_view_show (self->preview_view, preview, customer);
  tw_order_dialog_show_step (self, "preview");
}

static void
estimate_connected_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (TwOrderDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  TwClient *client = TW_CLIENT (source);

  if (!tw_client_connect_finish (client, result, &error) || self->workspace == NULL)
    {
      if (self->workspace == NULL)
        return;
      tw_order_dialog_show_busy (self, NULL);
      tw_order_dialog_show_refusal (self, error);
      return;
    }

  tw_order_preview_prepare_async (self->draft, tw_client_get_marketplace (client), tw_client_get_mirror (client),
                                  tw_client_get_journal (client), self->cancellable, prepared_cb,
                                  g_object_ref (self));
}

/* For tw-order-dialog.c: finds out what the draft costs, then shows it. */
void
tw_order_dialog_estimate (TwOrderDialog *self)
{
  tw_order_dialog_show_busy (self, _("Asking the marketplace what this costs…"));
  tw_client_connect_async (tw_workspace_get_client (self->workspace), self->cancellable, estimate_connected_cb,
                           g_object_ref (self));
}

static void
show_order (TwOrderDialog *self,
            TwOrder       *order)
{
  TwResource *resource = TW_RESOURCE (order);
  gboolean done = tw_order_status_is_final (order->status);
  g_autofree char *status = tw_status_dup_label (resource, "status");
  const char *number = order->order_number != NULL ? order->order_number : order->id;
  /* Translators: the number of an order */
  g_autofree char *text = g_strdup_printf (_("Order %s"), number);
  const char *title;
  const char *icon_name;

  switch ((TwOrderStatus) order->status)
    {
    case TW_ORDER_STATUS_COMPLETED:
      title = _("Order Completed");
      icon_name = "emblem-ok-symbolic";
      break;
    case TW_ORDER_STATUS_ERROR:
      title = _("The Order Failed at the Marketplace");
      icon_name = "dialog-error-symbolic";
      break;
    case TW_ORDER_STATUS_CANCELLED:
      title = _("The Order Was Cancelled");
      icon_name = "action-unavailable-symbolic";
      break;
    default:
      title = _("Order Placed");
      icon_name = "emblem-ok-symbolic";
      break;
    }

  adw_status_page_set_title (self->result_page, title);
  adw_status_page_set_icon_name (self->result_page, icon_name);
  adw_status_page_set_description (self->result_page, text);
  tw_status_pill_show (self->result_status, status, tw_status_read_tone (resource, "status"));
  gtk_widget_set_halign (GTK_WIDGET (self->result_status), GTK_ALIGN_CENTER);
  gtk_spinner_set_spinning (self->result_spinner, !done);
  gtk_widget_set_visible (GTK_WIDGET (self->result_spinner), !done);
}

static void
watch_progress_cb (TwResource *resource,
                   gpointer    user_data)
{
  TwOrderDialog *self = user_data;

  if (self->workspace != NULL && g_strcmp0 (self->order_id, TW_ORDER (resource)->id) == 0)
    show_order (self, TW_ORDER (resource));
}

static void
watched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TwOrderDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwResource) resource = tw_watch_finish (result, &error);

  if (self->workspace == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (resource != NULL)
    watch_progress_cb (resource, self);
  gtk_spinner_set_spinning (self->result_spinner, FALSE);
}

/* The marketplace has the order: shows it, and watches what becomes of it. */
static void
show_placed (TwOrderDialog  *self,
             TwJournalEntry *entry)
{
  TwClient *client = tw_workspace_get_client (self->workspace);
  g_autoptr (TwResource) answer = tw_journal_entry_dup_answer (entry, NULL);

  g_free (self->order_id);
  self->order_id = g_strdup (entry->result_id);
  g_clear_object (&self->preview);
  tw_order_dialog_show_step (self, "result");
  gtk_widget_set_visible (GTK_WIDGET (self->show_button), self->order_id != NULL);
  if (answer != NULL && TW_IS_ORDER (answer))
    show_order (self, TW_ORDER (answer));
  if (self->order_id != NULL)
    tw_watch_async (tw_client_get_marketplace (client), tw_client_get_mirror (client), TW_KIND_ORDER, self->order_id,
                    WATCH_ORDER, watch_progress_cb, self, self->cancellable, watched_cb, g_object_ref (self));
}

/* The send is never cancelled, which would make its outcome unknown: the dialog may be gone by now. */
static void
placed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TwOrderDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJournalEntry) entry = tw_writer_place_finish (TW_WRITER (source), result, &error);

  if (self->workspace == NULL)
    return;

  tw_order_dialog_show_busy (self, NULL);
  if (entry == NULL)
    {
      tw_order_dialog_show_step (self, self->form != NULL ? "edit" : "entry");
      tw_order_dialog_show_refusal (self, error);
    }
  else if (entry->state == TW_JOURNAL_CONFIRMED)
    show_placed (self, entry);
  else
    {
      g_clear_object (&self->preview);
      g_free (self->entry_id);
      self->entry_id = g_strdup (entry->id);
      tw_order_dialog_show_step (self, "unknown");
    }
}

/* For tw-order-dialog.c: places the order that was shown. */
void
tw_order_dialog_place (TwOrderDialog *self)
{
  TwWriter *writer = tw_client_get_writer (tw_workspace_get_client (self->workspace));

  if (self->preview == NULL || writer == NULL)
    return;

  tw_order_dialog_show_busy (self, _("Placing the order. This can take a few minutes…"));
  tw_writer_place_async (writer, self->preview, NULL, placed_cb, g_object_ref (self));
}
