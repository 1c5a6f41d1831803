/* tw-window-account.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-window-private.h"

#include "dialogs/tw-dialogs.h"
#include "tw-format.h"
#include "tw-problem.h"

#include <glib/gi18n.h>

/* A label of a menu, where an underscore stands for a key. */
static char *
dup_account_label (const char *name,
                   guint       n_wanting)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);

  if (n_wanting == 0)
    return g_steal_pointer (&escaped);

  /* Translators: the name of an account, and how many of its changes want to be looked at */
  return g_strdup_printf (ngettext ("%s (%u to look at)", "%s (%u to look at)", n_wanting), escaped, n_wanting);
}

static void
append_accounts (TwWindow *self)
{
  GListModel *store = G_LIST_MODEL (tw_accounts_get_store (self->accounts));
  guint n_accounts = g_list_model_get_n_items (store);

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr (TwAccount) account = g_list_model_get_item (store, i);
      const char *name = tw_account_get_name (account);
      guint n_wanting = self->unsettled != NULL ? tw_unsettled_get_count (self->unsettled, name) : 0;
      g_autofree char *label = dup_account_label (name, n_wanting);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.account", "s", name);
      g_menu_append_item (self->account_items, item);
    }
  g_menu_append (self->account_items, _("_Demo Marketplace"), "win.demo");
}

/* For tw-window.c: the accounts, for the menu at the head of the sidebar. */
void
tw_window_fill_account_menu (TwWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) manage = g_menu_new ();

  g_clear_object (&self->account_items);
  self->account_items = g_menu_new ();
  append_accounts (self);
  g_menu_append (manage, _("_Connect a Marketplace…"), "win.connect");
  if (!self->demo && self->workspace != NULL)
    {
      g_menu_append (manage, _("_Sign In Again…"), "win.sign-in");
      g_menu_append (manage, _("_Remove This Account…"), "win.remove-account");
    }

  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->account_items));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (manage));
  gtk_menu_button_set_menu_model (self->account_button, G_MENU_MODEL (menu));
}

/* For tw-window.c: what wants to be looked at in the accounts that are not open shows where they are chosen. */
void
tw_window_update_unsettled (TwWindow *self)
{
  guint total = tw_unsettled_get_total (self->unsettled);
  g_autofree char *count = tw_format_count (total);
  g_autofree char *text = NULL;
  g_autofree char *tooltip = NULL;

  g_menu_remove_all (self->account_items);
  append_accounts (self);

  gtk_label_set_label (self->account_badge, count);
  gtk_widget_set_visible (GTK_WIDGET (self->account_badge), total > 0);
  if (total == 0)
    {
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->account_button), _("Choose the account"));
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->account_button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                      self->account_label, NULL, -1);
      return;
    }

  text = g_strdup_printf (ngettext ("Another account has %u change that wants to be looked at",
                                    "Other accounts have %u changes that want to be looked at", total), total);
  tooltip = g_strdup_printf ("%s\n%s", _("Choose the account"), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->account_button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->account_badge), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->account_button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->account_label, self->account_badge, NULL, -1);
}

/* What went wrong with the last refresh, when there is something to show all the same. */
static void
workspace_changed_cb (TwWindow *self)
{
  const GError *error = tw_workspace_get_error (self->workspace);
  gboolean show = error != NULL && !tw_workspace_is_busy (self->workspace);

  if (show)
    {
      gboolean sign_in = tw_problem_get_recovery (error) == TW_RECOVERY_SIGN_IN;
      g_autofree char *text = tw_problem_dup_text (error);

      gtk_label_set_label (self->problem_label, tw_problem_get_title (error));
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->problem_label), text);
      gtk_button_set_label (self->problem_button, sign_in ? _("_Sign In…") : _("_Try Again"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->problem_button), sign_in ? "win.sign-in" : "win.refresh");
    }
  gtk_revealer_set_reveal_child (self->problem_bar, show);
  tw_window_update_keyring (self);
  tw_window_update_actions (self);
}

/* What nobody knows the outcome of, or failed unseen, shows wherever the window is. */
static void
activity_changed_cb (TwWindow *self)
{
  TwActivity *activity = self->workspace != NULL ? tw_workspace_get_activity (self->workspace) : NULL;
  guint n_wanting = activity != NULL ? tw_activity_get_n_wanting (activity) : 0;
  guint n_unknown = activity != NULL ? tw_activity_get_n_unknown (activity) : 0;
  g_autofree char *count = tw_format_count (n_wanting);
  g_autofree char *wanting = g_strdup_printf (ngettext ("%u change wants to be looked at",
                                                        "%u changes want to be looked at", n_wanting), n_wanting);

  gtk_label_set_label (self->activity_badge, count);
  gtk_widget_set_visible (GTK_WIDGET (self->activity_badge), n_wanting > 0);
  gtk_widget_set_tooltip_text (self->activity_row, n_wanting > 0 ? wanting : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->activity_row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, n_wanting > 0 ? wanting : "",
                                  -1);

  if (n_unknown > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("Nobody knows yet whether %u change took effect.",
                                                         "Nobody knows yet whether %u changes took effect.",
                                                         n_unknown), n_unknown);

      gtk_label_set_label (self->unknown_label, text);
    }
  else
    {
      gtk_label_set_label (self->unknown_label, n_wanting > 0 ? wanting : "");
    }
  gtk_revealer_set_reveal_child (self->unknown_bar, n_wanting > 0);
}

/* The first reading of an account says what it costs before most of it is spent; Activity says it at length. */
static void
cost_cb (TwWindow *self)
{
  const char *summary = NULL;

  if (tw_workspace_get_cost (self->workspace, &summary) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", summary);
}

static void
share_workspace (TwWindow *self)
{
  GtkWidget *page;

  for (page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    tw_window_page_set_workspace (TW_WINDOW_PAGE (page), self->workspace);
  tw_sync_status_set_workspace (self->sync_status, self->workspace);
  activity_changed_cb (self);
}

static void
show_workspace (TwWindow *self,
                TwClient *client)
{
  TwAccount *account = tw_client_get_account (client);

  self->workspace = tw_workspace_new (client);
  tw_window_forget_keyring (self);
  g_signal_connect_object (self->workspace, "notify", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::cost", G_CALLBACK (cost_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tw_workspace_get_activity (self->workspace), "notify", G_CALLBACK (activity_changed_cb), self,
                           G_CONNECT_SWAPPED);

  self->demo = tw_account_is_demo (account);
  if (!self->demo)
    g_settings_set_string (self->settings, "account", tw_account_get_name (account));
  g_free (self->account);
  self->account = g_strdup (self->demo ? "" : tw_account_get_name (account));
  g_object_notify (G_OBJECT (self), "account");

  gtk_label_set_label (self->account_label, self->demo ? _("Demo Marketplace") : tw_account_get_name (account));
  gtk_label_set_label (self->account_detail,
                       self->demo ? _("On this computer only") : tw_account_get_username (account));
  gtk_revealer_set_reveal_child (self->demo_bar, self->demo);
  tw_window_fill_account_menu (self);
  share_workspace (self);
  gtk_stack_set_visible_child_name (self->shell, "main");
  tw_window_update_actions (self);
  if (self->look_first)
    g_object_set (self, "page", "activity", NULL);
  tw_workspace_refresh (self->workspace, 0);
}

static void
notice_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TwWindow) self = user_data;

  if (self->workspace != NULL)
    tw_client_forget_notice (tw_workspace_get_client (self->workspace));
  if (tw_dialogs_confirm_finish (result))
    g_object_set (self, "page", "activity", NULL);
}

/* A damaged journal is the one thing about files that a person has to know. */
static void
show_notice (TwWindow *self,
             TwClient *client)
{
  const char *notice = tw_client_get_notice (client);

  if (notice != NULL)
    tw_dialogs_confirm_async (GTK_WINDOW (self),
                              _("The Journal Was Damaged"),
                              notice,
                              _("_Close"),
                              _("_Show Activity"),
                              FALSE,
                              notice_read_cb,
                              g_object_ref (self));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwClient) client = tw_accounts_open_finish (TW_ACCOUNTS (source), result, &error);

  if (client != NULL && self->workspace == NULL && self->cancellable != NULL)
    {
      show_workspace (self, client);
      show_notice (self, client);
    }
  else if (self->cancellable != NULL && error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      tw_unsettled_set_open (self->unsettled, NULL);
      tw_start_page_show_problem (self->start_page, error);
    }
}

/* For tw-window-actions.c: puts the account at work away, with everything that belongs to it. */
void
tw_window_close_workspace (TwWindow *self)
{
  g_clear_pointer (&self->customer_dialog, gtk_window_destroy);
  g_clear_pointer (&self->order_dialog, gtk_window_destroy);
  g_clear_pointer (&self->report_dialog, gtk_window_destroy);
  g_queue_clear_full (&self->history, (GDestroyNotify) g_variant_unref);

  if (self->workspace != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->workspace, workspace_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->workspace, cost_cb, self);
      g_signal_handlers_disconnect_by_func (tw_workspace_get_activity (self->workspace), activity_changed_cb, self);
      tw_workspace_close (self->workspace);
    }
  g_clear_object (&self->workspace);
  share_workspace (self);
  tw_window_update_actions (self);
}

/* For tw-window-actions.c: opens an account by its name, %NULL for the demo. */
void
tw_window_open (TwWindow   *self,
                const char *account)
{
  /* The name may be that of the account that is put away. */
  g_autofree char *name = g_strdup (account);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  tw_window_close_workspace (self);

  gtk_stack_set_visible_child_name (self->shell, "start");
  self->look_first = FALSE;
  tw_unsettled_set_open (self->unsettled, name);
  self->demo = name == NULL;
  g_free (self->account);
  self->account = g_strdup (name != NULL ? name : "");
  if (name == NULL)
    {
      tw_start_page_show_busy (self->start_page, _("Starting the Demo Marketplace…"));
      tw_accounts_open_demo_async (self->accounts, self->cancellable, opened_cb, g_object_ref (self));
    }
  else
    {
      tw_start_page_show_busy (self->start_page, _("Opening…"));
      tw_accounts_open_async (self->accounts, name, self->cancellable, opened_cb, g_object_ref (self));
    }
}

/* For tw-window.c: opens an account that a person chose; what wants to be looked at there comes first. */
void
tw_window_choose (TwWindow   *self,
                  const char *account)
{
  gboolean look_first = tw_unsettled_get_count (self->unsettled, account) > 0;

  tw_window_open (self, account);
  self->look_first = look_first;
}

/**
 * tw_window_open_demo:
 * @self: a window
 *
 * Opens the demo marketplace.
 */
void
tw_window_open_demo (TwWindow *self)
{
  g_return_if_fail (TW_IS_WINDOW (self));

  tw_window_open (self, NULL);
}

/**
 * tw_window_open_last:
 * @self: a window
 *
 * Opens the account to begin with, or offers the ways to get one.
 */
void
tw_window_open_last (TwWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (TW_IS_WINDOW (self));

  if (!tw_accounts_load (self->accounts, &error))
    {
      tw_start_page_show_problem (self->start_page, error);
      return;
    }

  wanted = g_settings_get_string (self->settings, "account");
  name = tw_accounts_dup_first (self->accounts, wanted);
  if (name != NULL)
    tw_window_open (self, name);
  else
    tw_start_page_show_choice (self->start_page);
}
