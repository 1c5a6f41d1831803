/* tw-keyring-page.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-keyring-page.h"

#include <glib/gi18n.h>

struct _TwKeyringPage
{
  AdwBin parent_instance;

  AdwStatusPage *status;
  GtkLabel      *again;
  GtkButton     *button;
};

G_DEFINE_FINAL_TYPE (TwKeyringPage, tw_keyring_page, ADW_TYPE_BIN)

/* Each way in which a keyring fails a person: what it is, what it means, and what can be done about it. */
static const struct
{
  const char *title;
  const char *text;
  const char *again;
  const char *label;
  const char *action;
} states[] = {
  [TW_SECRET_STORE_LOCKED] = {
    N_("The Keyring Is Locked"),
    /* Translators: the name of an account */
    N_("It holds the password and the key of “%s”. Once it is unlocked, Tradewind can bring the lists up to date, order, "
       "and find out what is unknown. The copy on this computer can be read without it."),
    N_("It is still locked. If no question for its password appeared, unlock it in Passwords and Keys, then press "
       "Unlock again."),
    N_("_Unlock…"),
    "win.unlock",
  },
  [TW_SECRET_STORE_NO_KEYRING] = {
    N_("There Is No Keyring"),
    /* Translators: the name of an account */
    N_("The password and the key of “%s” were kept in a keyring that is no longer there. Sign in again, and choose a "
       "password for a new one. The copy on this computer can be read without it."),
    NULL,
    N_("_Sign In…"),
    "win.sign-in",
  },
  [TW_SECRET_STORE_NO_SERVICE] = {
    N_("No Keyring Answers"),
    /* Translators: the name of an account */
    N_("The program that keeps the password and the key of “%s” does not run. Start GNOME Keyring or KeePassXC (with "
       "Secret Service). The copy on this computer can be read without it."),
    N_("There is still no answer."),
    N_("_Try Again"),
    "win.unlock",
  },
};

static void
tw_keyring_page_class_init (TwKeyringPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/pages/tw-keyring-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TwKeyringPage, status);
  gtk_widget_class_bind_template_child (widget_class, TwKeyringPage, again);
  gtk_widget_class_bind_template_child (widget_class, TwKeyringPage, button);
}

static void
tw_keyring_page_init (TwKeyringPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_keyring_page_get_title:
 * @state: what is wrong with a keyring
 *
 * Returns: (transfer none): that in a few words
 */
const char *
tw_keyring_page_get_title (TwSecretStoreState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (states) && states[state].title != NULL, "");

  return _(states[state].title);
}

/**
 * tw_keyring_page_explain:
 * @self: a keyring page
 * @state: what is wrong with the keyring
 * @account: whose secrets are out of reach
 * @again: whether the person has just tried to change that, in vain
 */
void
tw_keyring_page_explain (TwKeyringPage      *self,
                         TwSecretStoreState  state,
                         const char         *account,
                         gboolean            again)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *markup = NULL;

  g_return_if_fail (TW_IS_KEYRING_PAGE (self));
  g_return_if_fail (state < G_N_ELEMENTS (states) && states[state].title != NULL);

  text = g_string_new (_(states[state].text));
  g_string_replace (text, "%s", account, 1);
  markup = g_markup_escape_text (text->str, -1);
  adw_status_page_set_title (self->status, _(states[state].title));
  adw_status_page_set_description (self->status, markup);
  gtk_label_set_label (self->again, states[state].again != NULL ? _(states[state].again) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->again), again && states[state].again != NULL);
  gtk_button_set_label (self->button, _(states[state].label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), states[state].action);
}
