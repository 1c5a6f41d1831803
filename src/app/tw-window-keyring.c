/* tw-window-keyring.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-window-private.h"

#include <glib/gi18n.h>

static gboolean
is_page_shown (TwWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->content), "keyring") == 0;
}

/* The secrets are out of reach: whether it is the keyring, and how. */
static void
keyring_checked_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (TwWindow) self = user_data;
  TwSecretStoreState state = TW_SECRET_STORE_READY;

  /* Another account was opened, or the window closed: that says nothing about a keyring. */
  if (!tw_secret_store_check_finish (TW_SECRET_STORE (source), result, &state, NULL))
    return;

  self->keyring_answered = TRUE;
  if (self->workspace == NULL || tw_client_is_connected (tw_workspace_get_client (self->workspace)))
    return;

  gtk_revealer_set_reveal_child (self->problem_bar, state == TW_SECRET_STORE_READY || self->copy_wanted);
  if (state == TW_SECRET_STORE_READY)
    return;

  tw_keyring_page_explain (self->keyring_page, state, self->account, self->unlocking);
  self->unlocking = FALSE;
  gtk_label_set_label (self->problem_label, tw_keyring_page_get_title (state));
  if (state != TW_SECRET_STORE_NO_KEYRING)
    {
      gtk_button_set_label (self->problem_button,
                            state == TW_SECRET_STORE_LOCKED ? _("_Unlock…") : _("_Try Again"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->problem_button), "win.unlock");
    }
  else
    {
      gtk_button_set_label (self->problem_button, _("_Sign In…"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->problem_button), "win.sign-in");
    }

  if (self->copy_wanted)
    return;

  /* The button that was pressed could not be pressed meanwhile, and lost the focus. */
  gtk_stack_set_visible_child_name (self->content, "keyring");
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->keyring_page), GTK_DIR_TAB_FORWARD);
}

/* Asks the person once more, through the refresh that needs the secrets. */
static void
unlock_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  self->unlocking = TRUE;
  self->copy_wanted = FALSE;
  tw_workspace_refresh (self->workspace, 0);
}

static void
show_copy_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  tw_window_show_pages (TW_WINDOW (widget));
}

/* For tw-window.c: what can be done about a keyring. */
void
tw_window_class_install_keyring (TwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.unlock", NULL, unlock_action);
  gtk_widget_class_install_action (widget_class, "win.show-copy", NULL, show_copy_action);
}

/* For tw-window-account.c: another account begins, of whose keyring nothing is known. */
void
tw_window_forget_keyring (TwWindow *self)
{
  self->keyring_asked = FALSE;
  self->keyring_answered = FALSE;
  self->unlocking = FALSE;
  self->copy_wanted = FALSE;
  gtk_stack_set_visible_child_name (self->content, "pages");
}

/* For tw-window-account.c: after each refresh, asks the keyring when it may be what stood in its way. */
void
tw_window_update_keyring (TwWindow *self)
{
  const GError *error = tw_workspace_get_error (self->workspace);
  gboolean connected = tw_client_is_connected (tw_workspace_get_client (self->workspace));

  if (tw_workspace_is_busy (self->workspace))
    {
      self->keyring_asked = FALSE;
      self->keyring_answered = FALSE;
      return;
    }

  if (connected || (error != NULL && !g_error_matches (error, TW_ERROR, TW_ERROR_STORE)))
    {
      self->unlocking = FALSE;
      gtk_stack_set_visible_child_name (self->content, "pages");
    }
  else if (error != NULL && !self->demo)
    {
      /* The bar waits for the answer: the page may take its place. */
      if (is_page_shown (self) || !self->keyring_answered)
        gtk_revealer_set_reveal_child (self->problem_bar, FALSE);
      if (!self->keyring_asked)
        tw_secret_store_check_async (tw_accounts_get_secrets (self->accounts), self->cancellable, keyring_checked_cb,
                                     g_object_ref (self));
      self->keyring_asked = TRUE;
    }
}

/* For tw-window.c and tw-window-actions.c: the person wants to see a page, with the keyring or without. */
void
tw_window_show_pages (TwWindow *self)
{
  if (!is_page_shown (self))
    return;

  self->copy_wanted = TRUE;
  gtk_stack_set_visible_child_name (self->content, "pages");
  gtk_revealer_set_reveal_child (self->problem_bar, TRUE);
}
