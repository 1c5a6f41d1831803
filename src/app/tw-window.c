/* tw-window.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-window-private.h"

#include "pages/tw-activity-page.h"
#include "pages/tw-customers-page.h"
#include "pages/tw-orders-page.h"
#include "pages/tw-reports-page.h"

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_PAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TwWindow, tw_window, ADW_TYPE_APPLICATION_WINDOW)

static void
page_row_cb (TwWindow      *self,
             GtkListBoxRow *row)
{
  if (row == NULL)
    return;

  g_object_set (self, "page", gtk_widget_get_name (GTK_WIDGET (row)), NULL);
  tw_window_show_pages (self);
  if (tw_fold_is_folded (self->sidebar_fold))
    tw_fold_set_reveal (self->sidebar_fold, FALSE);
}

static void
select_row (TwWindow   *self,
            const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->navigation, i)) != NULL; i++)
    if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), name))
      gtk_list_box_select_row (self->navigation, row);
}

static void
set_page (TwWindow   *self,
          const char *name)
{
  TwWindowPage *page = tw_window_get_page (self, name);
  const char *new_label;

  if (page == NULL || g_strcmp0 (self->page, name) == 0)
    return;

  g_free (self->page);
  self->page = g_strdup (name);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  adw_window_title_set_title (self->title, tw_window_page_get_title (page));
  new_label = tw_window_page_get_new_label (page);
  gtk_widget_set_visible (GTK_WIDGET (self->new_button), new_label != NULL);
  if (new_label != NULL)
    {
      gtk_button_set_label (self->new_button, new_label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->new_button), tw_window_page_get_new_action (page));
    }
  tw_sync_status_set_kind (self->sync_status, tw_window_page_get_kind (page));
  select_row (self, name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static void
tw_window_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  TwWindow *self = TW_WINDOW (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_string (value, self->account);
      break;
    case PROP_PAGE:
      g_value_set_string (value, self->page);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_window_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  TwWindow *self = TW_WINDOW (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      if (g_strcmp0 (self->account, g_value_get_string (value)) != 0)
        tw_window_choose (self, g_value_get_string (value));
      break;
    case PROP_PAGE:
      set_page (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_window_constructed (GObject *object)
{
  TwWindow *self = TW_WINDOW (object);

  G_OBJECT_CLASS (tw_window_parent_class)->constructed (object);

  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "page", self, "page", G_SETTINGS_BIND_DEFAULT);
  if (self->page == NULL)
    set_page (self, "customers");
  tw_window_update_actions (self);
}

static void
tw_window_dispose (GObject *object)
{
  TwWindow *self = TW_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace != NULL)
    tw_window_close_workspace (self);
  g_clear_object (&self->settings);
  g_clear_object (&self->unsettled);
  g_clear_object (&self->accounts);
  g_clear_object (&self->account_items);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_WINDOW);

  G_OBJECT_CLASS (tw_window_parent_class)->dispose (object);
}

static void
tw_window_finalize (GObject *object)
{
  TwWindow *self = TW_WINDOW (object);

  g_free (self->account);
  g_free (self->page);

  G_OBJECT_CLASS (tw_window_parent_class)->finalize (object);
}

static void
tw_window_class_init (TwWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tw_window_get_property;
  object_class->set_property = tw_window_set_property;
  object_class->constructed = tw_window_constructed;
  object_class->dispose = tw_window_dispose;
  object_class->finalize = tw_window_finalize;

  properties[PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, NULL,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                    | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_property_action (widget_class, "win.account", "account");
  gtk_widget_class_install_property_action (widget_class, "win.page", "page");
  tw_window_class_install_actions (klass);
  tw_window_class_install_dialogs (klass);
  tw_window_class_install_keyring (klass);
  tw_window_class_install_records (klass);
  tw_window_class_install_removal (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tradewind/Tradewind/tw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TwWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, shell);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, sidebar_fold);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, account_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, account_label);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, account_detail);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, account_badge);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, activity_row);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, activity_badge);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, sync_status);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, title);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, demo_bar);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, problem_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, unknown_bar);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, unknown_label);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, content);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, keyring_page);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, page_row_cb);
}

static void
tw_window_init (TwWindow *self)
{
  self->settings = g_settings_new (TW_APPLICATION_ID);
  self->cancellable = g_cancellable_new ();
  self->account = g_strdup ("");
  g_queue_init (&self->history);

  g_type_ensure (TW_TYPE_FOLD);
  g_type_ensure (TW_TYPE_SYNC_STATUS);
  g_type_ensure (TW_TYPE_START_PAGE);
  g_type_ensure (TW_TYPE_KEYRING_PAGE);
  g_type_ensure (TW_TYPE_CUSTOMERS_PAGE);
  g_type_ensure (TW_TYPE_ORDERS_PAGE);
  g_type_ensure (TW_TYPE_REPORTS_PAGE);
  g_type_ensure (TW_TYPE_ACTIVITY_PAGE);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* For tw-window-actions.c: a page by its name, NULL when there is none. */
TwWindowPage *
tw_window_get_page (TwWindow   *self,
                    const char *name)
{
  GtkWidget *child = name != NULL ? gtk_stack_get_child_by_name (self->pages, name) : NULL;

  return child != NULL ? TW_WINDOW_PAGE (child) : NULL;
}

/**
 * tw_window_new:
 * @application: the application
 * @accounts: the accounts to choose from
 *
 * Returns: (transfer none): a window on the start page
 */
TwWindow *
tw_window_new (GtkApplication *application,
               TwAccounts     *accounts)
{
  TwWindow *self = g_object_new (TW_TYPE_WINDOW, "application", application, NULL);

  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (tw_accounts_get_store (accounts), "items-changed", G_CALLBACK (tw_window_fill_account_menu), self,
                           G_CONNECT_SWAPPED);
  tw_window_fill_account_menu (self);
  self->unsettled = tw_unsettled_new (tw_accounts_get_store (accounts));
  g_signal_connect_object (self->unsettled, "changed", G_CALLBACK (tw_window_update_unsettled), self,
                           G_CONNECT_SWAPPED);
  tw_start_page_set_accounts (self->start_page, tw_accounts_get_store (accounts), self->unsettled);

  return self;
}
