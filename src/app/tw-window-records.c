/* tw-window-records.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-window-private.h"

#include "dialogs/tw-backup-dialog.h"
#include "dialogs/tw-dialogs.h"
#include "dialogs/tw-restore-dialog.h"
#include "tw-records-swap.h"

#include <glib/gi18n.h>

/* How long a message stays whose button is to be reached, by the keyboard too, in seconds: twice as long as others. */
#define BUTTON_SECONDS 10

static void
file_shown_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TwWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tw_dialogs_show_file_finish (result, &error) && self->cancellable != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

static void
show_file_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  tw_dialogs_show_file_async (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (widget))), file, file_shown_cb,
                              g_object_ref (widget));
}

static void
backed_up_cb (TwWindow *self,
              GFile    *file,
              gint64    n_entries)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *display_name = g_filename_display_name (name);
  /* Translators: the name of a file, then a number */
  g_autofree char *text = g_strdup_printf (ngettext ("Backed up in “%s”: %lu journal entry",
                                                     "Backed up in “%s”: %lu journal entries", (gulong) n_entries),
                                           display_name, (gulong) n_entries);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_timeout (toast, BUTTON_SECONDS);
  adw_toast_set_button_label (toast, _("_Show in Files"));
  adw_toast_set_action_name (toast, "win.show-file");
  adw_toast_set_action_target (toast, "s", uri);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static TwAccount *
find_account (TwWindow *self)
{
  return tw_account_store_find (tw_accounts_get_store (self->accounts), self->account);
}

static void
back_up_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);
  GtkWidget *dialog = tw_backup_dialog_new (GTK_WINDOW (self), find_account (self));

  g_signal_connect_object (dialog, "backed-up", G_CALLBACK (backed_up_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The program stays until it is done, whatever becomes of the window. */
typedef struct
{
  TwWindow        *window;
  TwRestoreDialog *dialog;
  GApplication    *application;
  char            *account;
} Restore;

static void
restore_free (Restore *restore)
{
  g_application_release (restore->application);
  g_object_unref (restore->application);
  g_object_unref (restore->dialog);
  g_object_unref (restore->window);
  g_free (restore->account);
  g_free (restore);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restore, restore_free)

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Restore) restore = user_data;
  TwWindow *self = restore->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  gint64 n_entries = tw_records_swap_finish (result, &aside, &error);

  if (self->cancellable == NULL)
    return;

  /* Another one may have been opened meanwhile, as the demo from the command line. */
  if (g_strcmp0 (self->account, restore->account) == 0)
    tw_window_open (self, restore->account);
  tw_restore_dialog_finish (restore->dialog, n_entries, aside, error);
}

/* Nobody may have the records open while they are replaced, this window least of all. */
static void
restore_cb (TwWindow        *self,
            const char      *source,
            TwRestoreDialog *dialog)
{
  g_autofree char *path = tw_account_dup_records_path (find_account (self));
  Restore *restore = g_new0 (Restore, 1);

  restore->window = g_object_ref (self);
  restore->dialog = g_object_ref (dialog);
  restore->application = G_APPLICATION (g_object_ref (gtk_window_get_application (GTK_WINDOW (self))));
  g_application_hold (restore->application);
  restore->account = g_strdup (self->account);

  tw_records_swap_async (self->workspace != NULL ? tw_client_get_journal (tw_workspace_get_client (self->workspace))
                                                 : NULL,
                         path, source, restored_cb, restore);
  tw_start_page_show_busy (self->start_page, _("Restoring the Records…"));
  gtk_stack_set_visible_child_name (self->shell, "start");
  tw_window_close_workspace (self);
}

static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);
  GtkWidget *dialog = tw_restore_dialog_new (GTK_WINDOW (self), find_account (self));

  g_signal_connect_object (dialog, "restore", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* For tw-window.c: keeping the records, and taking them to another computer. */
void
tw_window_class_install_records (TwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.back-up-records", NULL, back_up_action);
  gtk_widget_class_install_action (widget_class, "win.restore-records", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "win.show-file", "s", show_file_action);
}

/* For tw-window-actions.c: the demo has nothing worth keeping. Records that cannot be opened can be restored. */
void
tw_window_update_records (TwWindow *self)
{
  gboolean known = !self->demo && self->accounts != NULL && find_account (self) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back-up-records", known && self->workspace != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.restore-records", known);
}
