/* tw-connect-dialog-explain.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-connect-dialog-private.h"

#include "tw-problem.h"

#include <glib/gi18n.h>

/* For tw-connect-dialog.c: whether it is a marketplace with realms instead of codes. */
gboolean
tw_connect_dialog_is_hosted (TwConnectDialog *self)
{
  return adw_combo_row_get_selected (self->type_row) == TW_ACCOUNT_CLOUDBLUE_HOSTED;
}

/* For tw-connect-dialog.c: what is waited for, %NULL for nothing any more. */
void
tw_connect_dialog_show_busy (TwConnectDialog *self,
                             const char      *text)
{
  self->busy = text != NULL;
  gtk_label_set_label (self->busy_label, text != NULL ? text : "");
  gtk_revealer_set_reveal_child (self->busy_bar, self->busy);
  gtk_widget_set_sensitive (self->fields, !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connect.connect", !self->busy);
}

/* For tw-connect-dialog.c: what is wrong with no row of its own, %NULL for nothing. */
void
tw_connect_dialog_show_problem (TwConnectDialog *self,
                                const char      *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_revealer_set_reveal_child (self->problem_bar, text != NULL);
}

/* For tw-connect-dialog.c: what to do about a problem, under the row where it can be done. */
void
tw_connect_dialog_explain (TwConnectDialog  *self,
                           TwAccountProblem  problem,
                           const GError     *error)
{
  g_autofree char *text = NULL;

  switch (problem)
    {
    case TW_ACCOUNT_PROBLEM_PASSWORD:
      tw_form_set_error (self->form, "password",
                         _("The user name or the password is wrong. Both are those of the API user, not your own."));
      break;
    case TW_ACCOUNT_PROBLEM_KEY:
      tw_form_set_error (self->form, "key",
                         _("The subscription key is wrong, or new and not active yet: that can take up to a day."));
      break;
    case TW_ACCOUNT_PROBLEM_MARKETPLACE:
      if (tw_connect_dialog_is_hosted (self))
        tw_form_set_error (self->form, "realm", _("The marketplace does not know this realm."));
      else
        tw_form_set_error (self->form, "marketplace", _("The marketplace does not know this code."));
      break;
    case TW_ACCOUNT_PROBLEM_UNREACHABLE:
      tw_form_set_error (self->form, "url", _("There is no answer from this address. Check it, and your connection."));
      break;
    case TW_ACCOUNT_PROBLEM_CERTIFICATE:
      tw_form_set_error (self->form, "caFile",
                         _("The server’s certificate cannot be trusted. If a proxy of your company replaces it, "
                           "choose the file of its certificate authority here."));
      break;
    case TW_ACCOUNT_PROBLEM_CLOCK:
      tw_connect_dialog_show_problem (self, _("This computer’s clock is minutes off the marketplace’s. Set it, then try again."));
      break;
    case TW_ACCOUNT_PROBLEM_OTHER:
    default:
      text = tw_problem_dup_text (error);
      tw_connect_dialog_show_problem (self, text);
    }
  tw_form_focus_error (self->form);
}

/* The keyring's state in words; what it said goes with it. */
static void
explain_keyring (TwConnectDialog    *self,
                 TwSecretStoreState  state,
                 const GError       *error)
{
  switch (state)
    {
    case TW_SECRET_STORE_LOCKED:
      tw_connect_dialog_show_problem (self, _("The marketplace accepts this, but your keyring is locked, so the password cannot be kept. "
                            "Unlock it, then press Connect again."));
      break;
    case TW_SECRET_STORE_NO_KEYRING:
      tw_connect_dialog_show_problem (self, _("The marketplace accepts this, but you have no keyring yet to keep the password in. "
                            "Press Connect again and choose a password for a new one."));
      break;
    case TW_SECRET_STORE_NO_SERVICE:
      tw_connect_dialog_show_problem (self, _("The marketplace accepts this, but no program here keeps passwords. Install GNOME Keyring "
                            "or KeePassXC (with Secret Service), then press Connect again."));
      break;
    case TW_SECRET_STORE_READY:
    default:
      {
        g_autofree char *text = tw_problem_dup_text (error);

        tw_connect_dialog_show_problem (self, text);
      }
    }
}

typedef struct
{
  TwConnectDialog *self;
  GError          *error;
} Explanation;

static void
explanation_free (Explanation *explanation)
{
  g_object_unref (explanation->self);
  g_error_free (explanation->error);
  g_free (explanation);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Explanation, explanation_free)

static void
keyring_checked_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (Explanation) explanation = user_data;
  TwSecretStoreState state = TW_SECRET_STORE_READY;

  /* The dialog is gone. */
  if (!tw_secret_store_check_finish (TW_SECRET_STORE (source), result, &state, NULL))
    return;

  tw_connect_dialog_show_busy (explanation->self, NULL);
  explain_keyring (explanation->self, state, explanation->error);
}

/* For tw-connect-dialog.c: the marketplace agrees, but the secrets could not be kept; says why once that is known. */
void
tw_connect_dialog_explain_keyring (TwConnectDialog *self,
                                   const GError    *error)
{
  Explanation *explanation = g_new0 (Explanation, 1);

  explanation->self = g_object_ref (self);
  explanation->error = g_error_copy (error);
  tw_secret_store_check_async (tw_accounts_get_secrets (self->accounts), self->cancellable, keyring_checked_cb,
                               explanation);
}
