/* tw-account-row.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-account-row.h"

#include "tw-format.h"

#include <glib/gi18n.h>

struct _TwAccountRow
{
  AdwActionRow parent_instance;

  GtkLabel *badge;
};

G_DEFINE_FINAL_TYPE (TwAccountRow, tw_account_row, ADW_TYPE_ACTION_ROW)

/* Of the row itself, so that assistive technologies can take it as well. */
static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.open-account", "s", tw_account_row_get_name (TW_ACCOUNT_ROW (widget)));
}

static void
tw_account_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_ACCOUNT_ROW);

  G_OBJECT_CLASS (tw_account_row_parent_class)->dispose (object);
}

static void
tw_account_row_class_init (TwAccountRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_account_row_dispose;

  gtk_widget_class_install_action (widget_class, "account.open", NULL, open_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/widgets/tw-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TwAccountRow, badge);
}

static void
tw_account_row_init (TwAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_account_row_new:
 * @account: an account
 *
 * Returns: (transfer floating): a row that opens it
 */
GtkWidget *
tw_account_row_new (TwAccount *account)
{
  TwAccountRow *self;
  const char *username;

  g_return_val_if_fail (TW_IS_ACCOUNT (account), NULL);

  username = tw_account_get_username (account);
  self = g_object_new (TW_TYPE_ACCOUNT_ROW,
                       "title", tw_account_get_name (account),
                       "subtitle", username != NULL ? username : "",
                       NULL);
  tw_account_row_set_count (self, 0);

  return GTK_WIDGET (self);
}

/**
 * tw_account_row_get_name:
 * @self: a row
 *
 * Returns: (transfer none): name of its account
 */
const char *
tw_account_row_get_name (TwAccountRow *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT_ROW (self), NULL);

  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
}

/**
 * tw_account_row_set_count:
 * @self: a row
 * @n_changes: how many changes of its account want to be looked at
 */
void
tw_account_row_set_count (TwAccountRow *self,
                          guint         n_changes)
{
  g_autofree char *count = tw_format_count (n_changes);
  g_autofree char *text = NULL;

  g_return_if_fail (TW_IS_ACCOUNT_ROW (self));

  text = g_strdup_printf (ngettext ("%u change wants to be looked at", "%u changes want to be looked at", n_changes),
                          n_changes);
  gtk_label_set_label (self->badge, count);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), n_changes > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), n_changes > 0 ? text : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, n_changes > 0 ? text : "",
                                  -1);
}
