/* tw-dialogs.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define SHORTCUTS "/io/github/tradewind/Tradewind/dialogs/tw-shortcuts.ui"

static void
confirmed_cb (AdwMessageDialog *dialog,
              const char       *response,
              gpointer          user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_boolean (task, g_str_equal (response, "confirm"));
}

/**
 * tw_dialogs_confirm_async:
 * @parent: the window it is about
 * @heading: the question
 * @body: what happens then
 * @cancel_label: label of the way out, with mnemonic
 * @confirm_label: what the other button does, with mnemonic
 * @destructive: whether something is lost
 * @callback: called when the person has answered
 * @user_data: data for @callback
 *
 * Asks before something is done.
 */
void
tw_dialogs_confirm_async (GtkWindow           *parent,
                          const char          *heading,
                          const char          *body,
                          const char          *cancel_label,
                          const char          *confirm_label,
                          gboolean             destructive,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, tw_dialogs_confirm_async);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", cancel_label, "confirm", confirm_label,
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "confirm",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), destructive ? "cancel" : "confirm");
  g_signal_connect (dialog, "response", G_CALLBACK (confirmed_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * tw_dialogs_confirm_finish:
 * @result: what the callback was given
 *
 * Returns: whether the person wants it done
 */
gboolean
tw_dialogs_confirm_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/* Native choosers are not kept alive by the toolkit: the task holds its own until the answer comes. */
static void
file_chosen_cb (GtkNativeDialog *chooser,
                int              response,
                gpointer         user_data)
{
  g_autoptr (GTask) task = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
}

static void
choose_file (GtkWindow            *parent,
             const char           *title,
             GtkFileChooserAction  action,
             const char           *accept_label,
             const char           *name,
             GFile                *folder,
             GTask                *task)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, parent, action, accept_label, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  g_task_set_task_data (task, chooser, g_object_unref);
  g_signal_connect (chooser, "response", G_CALLBACK (file_chosen_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * tw_dialogs_save_file_async:
 * @parent: the window it is about
 * @title: what is saved
 * @name: proposed name of the file
 * @folder: (nullable): where the chooser begins
 * @cancellable: (nullable): a cancellable
 * @callback: called when the person has answered
 * @user_data: data for @callback
 *
 * Asks where to save something. Overwriting is asked about by the chooser.
 */
void
tw_dialogs_save_file_async (GtkWindow           *parent,
                            const char          *title,
                            const char          *name,
                            GFile               *folder,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tw_dialogs_save_file_async);
  choose_file (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), name, folder, task);
}

/**
 * tw_dialogs_save_file_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the file, %NULL with %G_IO_ERROR_CANCELLED when the person thought better
 */
GFile *
tw_dialogs_save_file_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tw_dialogs_open_file_async:
 * @parent: the window it is about
 * @title: what is chosen
 * @folder: (nullable): where the chooser begins
 * @cancellable: (nullable): a cancellable
 * @callback: called when the person has answered
 * @user_data: data for @callback
 *
 * Asks for a file that exists.
 */
void
tw_dialogs_open_file_async (GtkWindow           *parent,
                            const char          *title,
                            GFile               *folder,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tw_dialogs_open_file_async);
  choose_file (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), NULL, folder, task);
}

/**
 * tw_dialogs_open_file_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the file, %NULL with %G_IO_ERROR_CANCELLED when the person thought better
 */
GFile *
tw_dialogs_open_file_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
folder_launched_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes the task. */
static void
launch_folder (GTask *task)
{
  g_autoptr (GFile) folder = g_file_get_parent (g_task_get_task_data (task));
  g_autofree char *uri = g_file_get_uri (folder);

  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, folder_launched_cb, task);
}

static void
items_shown_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  /* Without a file manager that can point at a file, one that opens folders will do. */
  if (reply != NULL)
    g_task_return_boolean (task, TRUE);
  else
    launch_folder (g_steal_pointer (&task));
}

/**
 * tw_dialogs_show_file_async:
 * @application: the application
 * @file: a file in some folder
 * @callback: called when it is shown or not
 * @user_data: data for @callback
 *
 * Shows a file where it lies, in the person's file manager.
 */
void
tw_dialogs_show_file_async (GApplication        *application,
                            GFile               *file,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GDBusConnection *connection = g_application_get_dbus_connection (application);
  GTask *task = g_task_new (application, NULL, callback, user_data);
  g_autofree char *uri = g_file_get_uri (file);
  const char *const uris[] = { uri, NULL };

  g_task_set_source_tag (task, tw_dialogs_show_file_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  if (connection == NULL)
    {
      launch_folder (task);
      return;
    }

  g_dbus_connection_call (connection,
                          "org.freedesktop.FileManager1",
                          "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1",
                          "ShowItems",
                          g_variant_new ("(^ass)", uris, ""),
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          items_shown_cb,
                          task);
}

/**
 * tw_dialogs_show_file_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether some program shows it
 */
gboolean
tw_dialogs_show_file_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * tw_dialogs_show_about:
 * @parent: (nullable): the window it belongs to
 *
 * Shows what this program is.
 */
void
tw_dialogs_show_about (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name", "Tradewind",
                         "application-icon", TW_APPLICATION_ID,
                         "developer-name", _("The Tradewind Authors"),
                         "version", TW_VERSION,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "copyright", "© 2026 The Tradewind Authors",
                         "comments", _("Order, change and account for the cloud subscriptions you resell."),
                         /* Translators: your names, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

/**
 * tw_dialogs_show_shortcuts:
 * @parent: the window it belongs to
 *
 * Shows what the keyboard can do. The window is made each time, and not left to the toolkit as a resource it finds:
 * GTK 4.8 would then keep it hidden, and a hidden window ends the program when assistive technology asks for a window
 * that has just been closed.
 */
void
tw_dialogs_show_shortcuts (GtkApplicationWindow *parent)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (SHORTCUTS);
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_application_window_set_help_overlay (parent, GTK_SHORTCUTS_WINDOW (shortcuts));
  gtk_window_set_hide_on_close (shortcuts, FALSE);
  gtk_window_present (shortcuts);
}
