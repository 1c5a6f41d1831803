/* tw-connect-dialog.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-connect-dialog-private.h"

#include "dialogs/tw-dialogs.h"
#include "tw-format.h"

#include <glib/gi18n.h>

enum
{
  CONNECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwConnectDialog, tw_connect_dialog, ADW_TYPE_WINDOW)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
type_changed_cb (TwConnectDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->realm_row), tw_connect_dialog_is_hosted (self));
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (TwConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (tw_accounts_add_finish (TW_ACCOUNTS (source), result, &error))
    {
      g_signal_emit (self, signals[CONNECTED], 0, tw_account_get_name (self->account));
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tw_connect_dialog_explain_keyring (self, error);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TwConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  TwAccountProblem problem = TW_ACCOUNT_PROBLEM_OTHER;
  gint64 n_customers = tw_account_check_finish (result, &problem, &error);
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    {
      tw_connect_dialog_show_busy (self, NULL);
      tw_connect_dialog_explain (self, problem, error);
      return;
    }

  count = tw_format_count (n_customers);
  text = g_strdup_printf (ngettext ("It works: %s customer. Keeping the password…",
                                    "It works: %s customers. Keeping the password…", (gulong) n_customers), count);
  tw_connect_dialog_show_busy (self, text);
  tw_accounts_add_async (self->accounts, self->account, get_text (self->password_row), get_text (self->key_row),
                         self->cancellable, added_cb, g_object_ref (self));
}

/* Required fields, in the order in which they stand. */
static gboolean
check_form (TwConnectDialog *self)
{
  gboolean valid = tw_form_require (self->form, "name");

  valid &= tw_form_require (self->form, "url");
  valid &= tw_form_require (self->form, tw_connect_dialog_is_hosted (self) ? "realm" : "marketplace");
  valid &= tw_form_require (self->form, "username");
  valid &= tw_form_require (self->form, "password");
  valid &= tw_form_require (self->form, "key");

  if (gtk_widget_get_sensitive (GTK_WIDGET (self->name_row))
      && tw_account_store_find (tw_accounts_get_store (self->accounts), get_text (self->name_row)) != NULL)
    {
      tw_form_set_error (self->form, "name", _("There is an account of this name already."));
      valid = FALSE;
    }

  return valid;
}

static TwAccount *
make_account (TwConnectDialog *self)
{
  TwAccountType type = tw_connect_dialog_is_hosted (self) ? TW_ACCOUNT_CLOUDBLUE_HOSTED : TW_ACCOUNT_CLOUDBLUE;
  TwAccount *account = tw_account_new (get_text (self->name_row), type);
  const struct
  {
    const char  *property;
    AdwEntryRow *row;
  } texts[] = {
    { "url", self->url_row },
    { "marketplace", self->marketplace_row },
    { "realm", self->realm_row },
    { "username", self->username_row },
    { "ca-file", self->ca_row },
    { "client-id", self->client_id_row },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = get_text (texts[i].row);

      if (text[0] != 0 && gtk_widget_get_visible (GTK_WIDGET (texts[i].row)))
        g_object_set (account, texts[i].property, text, NULL);
    }
  if (self->account != NULL)
    g_object_set (account,
                  "calls-per-minute", tw_account_get_calls_per_minute (self->account),
                  "calls-per-day", tw_account_get_calls_per_day (self->account),
                  "settle-after", tw_account_get_settle_after (self->account),
                  "full-sync-every", tw_account_get_full_sync_every (self->account),
                  NULL);

  return account;
}

static void
connect_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TwConnectDialog *self = TW_CONNECT_DIALOG (widget);
  g_autoptr (TwAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *rest = NULL;

  tw_form_clear (self->form);
  tw_connect_dialog_show_problem (self, NULL);
  if (!check_form (self))
    {
      tw_form_focus_error (self->form);
      return;
    }

  account = make_account (self);
  if (!tw_account_check (account, &error))
    {
      rest = tw_form_take_error (self->form, error);
      tw_connect_dialog_show_problem (self, rest);
      return;
    }

  g_set_object (&self->account, account);
  tw_connect_dialog_show_busy (self, _("Signing in and counting the customers…"));
  tw_account_check_async (self->account, get_text (self->password_row), get_text (self->key_row), self->cancellable,
                          checked_cb, g_object_ref (self));
}

static void
set_url_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gtk_editable_set_text (GTK_EDITABLE (TW_CONNECT_DIALOG (widget)->url_row), g_variant_get_string (parameter, NULL));
}

static void
set_marketplace_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  gtk_editable_set_text (GTK_EDITABLE (TW_CONNECT_DIALOG (widget)->marketplace_row),
                         g_variant_get_string (parameter, NULL));
}

static void
ca_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (TwConnectDialog) self = user_data;
  g_autoptr (GFile) file = tw_dialogs_open_file_finish (result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->ca_row), g_file_peek_path (file));
}

static void
choose_ca_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  TwConnectDialog *self = TW_CONNECT_DIALOG (widget);

  tw_dialogs_open_file_async (GTK_WINDOW (self), _("Certificate Authority"), NULL, self->cancellable,
                              ca_file_chosen_cb, g_object_ref (self));
}

/* Addresses and codes that were seen in use; any other can be typed. */
static void
fill_menu (GMenu          *menu,
           const char     *action,
           const TwChoice *choices,
           guint           n_choices)
{
  for (guint i = 0; i < n_choices; i++)
    {
      g_autofree char *label = g_strdup_printf ("%s — %s", choices[i].code, choices[i].label);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, action, "s", choices[i].code);
      g_menu_append_item (menu, item);
    }
}

static void
tw_connect_dialog_dispose (GObject *object)
{
  TwConnectDialog *self = TW_CONNECT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->form);
  g_clear_object (&self->account);
  g_clear_object (&self->accounts);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_CONNECT_DIALOG);

  G_OBJECT_CLASS (tw_connect_dialog_parent_class)->dispose (object);
}

static void
tw_connect_dialog_class_init (TwConnectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_connect_dialog_dispose;

  signals[CONNECTED] = g_signal_new ("connected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "connect.connect", NULL, connect_action);
  gtk_widget_class_install_action (widget_class, "connect.set-url", "s", set_url_action);
  gtk_widget_class_install_action (widget_class, "connect.set-marketplace", "s", set_marketplace_action);
  gtk_widget_class_install_action (widget_class, "connect.choose-ca", NULL, choose_ca_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/dialogs/tw-connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, connect_button);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, busy_bar);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, busy_label);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, type_row);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, url_row);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, marketplace_row);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, realm_row);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, username_row);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, key_row);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, ca_row);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, url_menu);
  gtk_widget_class_bind_template_child (widget_class, TwConnectDialog, marketplace_menu);
  gtk_widget_class_bind_template_callback (widget_class, type_changed_cb);
}

static void
tw_connect_dialog_init (TwConnectDialog *self)
{
  const TwChoice *choices;
  guint n_choices;

  self->cancellable = g_cancellable_new ();
  self->form = tw_form_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  choices = tw_account_list_known_urls (&n_choices);
  fill_menu (self->url_menu, "connect.set-url", choices, n_choices);
  if (n_choices > 0)
    gtk_editable_set_text (GTK_EDITABLE (self->url_row), choices[0].code);
  choices = tw_account_list_known_marketplaces (&n_choices);
  fill_menu (self->marketplace_menu, "connect.set-marketplace", choices, n_choices);

  tw_form_add (self->form, "name", GTK_WIDGET (self->name_row));
  tw_form_add (self->form, "url", GTK_WIDGET (self->url_row));
  tw_form_add (self->form, "marketplace", GTK_WIDGET (self->marketplace_row));
  tw_form_add (self->form, "realm", GTK_WIDGET (self->realm_row));
  tw_form_add (self->form, "username", GTK_WIDGET (self->username_row));
  tw_form_add (self->form, "password", GTK_WIDGET (self->password_row));
  tw_form_add (self->form, "key", GTK_WIDGET (self->key_row));
  tw_form_add (self->form, "caFile", GTK_WIDGET (self->ca_row));
  tw_form_add (self->form, "clientId", GTK_WIDGET (self->client_id_row));
  type_changed_cb (self);
}

static void
set_text (AdwEntryRow *row,
          const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/**
 * tw_connect_dialog_new:
 * @parent: the window it belongs to
 * @accounts: where the account goes
 * @account: (nullable): an account to sign in to again, %NULL for a new one
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWidget *
tw_connect_dialog_new (GtkWindow  *parent,
                       TwAccounts *accounts,
                       TwAccount  *account)
{
  TwConnectDialog *self = g_object_new (TW_TYPE_CONNECT_DIALOG, "transient-for", parent, NULL);

  self->accounts = g_object_ref (accounts);
  if (account != NULL)
    {
      self->account = g_object_ref (account);
      set_text (self->name_row, tw_account_get_name (account));
      gtk_widget_set_sensitive (GTK_WIDGET (self->name_row), FALSE);
      adw_combo_row_set_selected (self->type_row, tw_account_get_account_type (account));
      set_text (self->url_row, tw_account_get_url (account));
      set_text (self->marketplace_row, tw_account_get_marketplace (account));
      set_text (self->realm_row, tw_account_get_realm (account));
      set_text (self->username_row, tw_account_get_username (account));
      set_text (self->ca_row, tw_account_get_ca_file (account));
      set_text (self->client_id_row, tw_account_get_client_id (account));
      gtk_window_set_title (GTK_WINDOW (self), _("Sign In"));
      gtk_button_set_label (self->connect_button, _("_Sign In"));
    }

  return GTK_WIDGET (self);
}
