/* tw-window-actions.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-window-private.h"

#include "dialogs/tw-dialogs.h"
#include "pages/tw-list-page.h"

/* Remembers where the person is, for the way back. */
static void
push_history (TwWindow *self)
{
  TwWindowPage *page = tw_window_get_page (self, self->page);
  const char *item = tw_window_page_get_item (page);

  g_queue_push_tail (&self->history,
                     g_variant_ref_sink (g_variant_new ("(ss)", self->page, item != NULL ? item : "")));
  tw_window_update_actions (self);
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);
  const char *page;
  const char *key;

  g_variant_get (parameter, "(&s&s)", &page, &key);
  if (tw_window_get_page (self, page) == NULL)
    return;

  push_history (self);
  g_object_set (self, "page", page, NULL);
  tw_window_show_pages (self);
  tw_window_page_show_item (tw_window_get_page (self, page), key);
}

static void
customer_got_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TwWindow) self = user_data;
  g_autoptr (TwMirrorEntry) entry = tw_mirror_get_finish (TW_MIRROR (source), result, NULL);

  if (entry == NULL || self->workspace == NULL)
    return;

  push_history (self);
  tw_list_page_filter (TW_LIST_PAGE (tw_window_get_page (self, "orders")), "customerId", entry->key,
                       TW_CUSTOMER (entry->resource)->name);
  g_object_set (self, "page", "orders", NULL);
  tw_window_show_pages (self);
}

static void
show_orders_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  tw_mirror_get_async (tw_client_get_mirror (tw_workspace_get_client (self->workspace)), TW_KIND_CUSTOMER,
                       g_variant_get_string (parameter, NULL), self->cancellable, customer_got_cb,
                       g_object_ref (self));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);
  g_autoptr (GVariant) place = g_queue_pop_tail (&self->history);
  const char *page;
  const char *item;

  tw_window_update_actions (self);
  if (place == NULL)
    return;

  g_variant_get (place, "(&s&s)", &page, &item);
  g_object_set (self, "page", page, NULL);
  tw_window_show_pages (self);
  if (item[0] != 0)
    tw_window_page_show_item (tw_window_get_page (self, page), item);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  tw_window_show_pages (self);
  tw_window_page_focus_search (tw_window_get_page (self, self->page));
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);
  TwKind kind = tw_window_page_get_kind (tw_window_get_page (self, self->page));

  tw_workspace_refresh (self->workspace,
                        TW_KIND_BIT (TW_KIND_CUSTOMER) | TW_KIND_BIT (TW_KIND_SUBSCRIPTION)
                          | TW_KIND_BIT (TW_KIND_ORDER) | TW_KIND_BIT (kind));
}

static void
refresh_fully_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  tw_workspace_refresh_fully (TW_WINDOW (widget)->workspace);
}

/* The change that nobody knows the outcome of, or all of them when it is failures that want to be looked at. */
static void
show_unknown_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);
  TwActivityItem *item = tw_activity_get_unknown (tw_workspace_get_activity (self->workspace));

  if (item != NULL)
    gtk_widget_activate_action (widget, "win.show", "(ss)", "activity", tw_activity_item_get_entry (item)->id);
  else
    gtk_widget_activate_action (widget, "win.page", "s", "activity");
}

static void
open_account_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  tw_window_choose (TW_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
demo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (!self->demo || self->workspace == NULL)
    tw_window_open_demo (self);
}

static void
reopen_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->demo)
    tw_window_open_demo (self);
  else if (self->account[0] != 0)
    tw_window_open (self, self->account);
  else
    tw_window_open_last (self);
}

static void
toast_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_autofree char *markup = g_markup_escape_text (g_variant_get_string (parameter, NULL), -1);

  adw_toast_overlay_add_toast (TW_WINDOW (widget)->toasts, adw_toast_new (markup));
}

static void
show_shortcuts_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  tw_dialogs_show_shortcuts (GTK_APPLICATION_WINDOW (widget));
}

/* For tw-window.c: what the window can be told to do. */
void
tw_window_class_install_actions (TwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.show", "(ss)", show_action);
  gtk_widget_class_install_action (widget_class, "win.show-orders", "s", show_orders_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.refresh-fully", NULL, refresh_fully_action);
  gtk_widget_class_install_action (widget_class, "win.show-unknown", NULL, show_unknown_action);
  gtk_widget_class_install_action (widget_class, "win.open-account", "s", open_account_action);
  gtk_widget_class_install_action (widget_class, "win.demo", NULL, demo_action);
  gtk_widget_class_install_action (widget_class, "win.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, show_shortcuts_action);
}

/* For tw-window.c: what can be done just now. */
void
tw_window_update_actions (TwWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->workspace != NULL;

  gtk_widget_action_set_enabled (widget, "win.back", !g_queue_is_empty (&self->history));
  gtk_widget_action_set_enabled (widget, "win.search", open);
  gtk_widget_action_set_enabled (widget, "win.page", open);
  gtk_widget_action_set_enabled (widget, "win.show", open);
  gtk_widget_action_set_enabled (widget, "win.show-orders", open);
  gtk_widget_action_set_enabled (widget, "win.show-unknown", open);
  gtk_widget_action_set_enabled (widget, "win.refresh", open && !tw_workspace_is_busy (self->workspace));
  gtk_widget_action_set_enabled (widget, "win.refresh-fully", open && !tw_workspace_is_busy (self->workspace));
  gtk_widget_action_set_enabled (widget, "win.remove-account", open && !self->demo);
  gtk_widget_action_set_enabled (widget, "win.unlock", open && !tw_workspace_is_busy (self->workspace));
  gtk_widget_action_set_enabled (widget, "win.show-copy", open);
  tw_window_update_dialogs (self);
  tw_window_update_records (self);
}
