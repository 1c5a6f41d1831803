/* tw-backup-dialog.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-backup-dialog.h"

#include "dialogs/tw-dialogs.h"
#include "dialogs/tw-records-choice.h"
#include "journal/tw-records-backup.h"
#include "journal/tw-records-survey.h"
#include "tw-format.h"
#include "widgets/tw-property-row.h"

#include <glib/gi18n.h>

struct _TwBackupDialog
{
  AdwWindow parent_instance;

  TwAccount     *account;
  GCancellable  *cancellable;
  GFile         *target;
  gboolean       busy;

  GtkWidget     *cancel_button;
  GtkWidget     *save_button;
  GtkRevealer   *busy_bar;
  GtkLabel      *busy_label;
  GtkRevealer   *problem_bar;
  GtkLabel      *problem;
  TwPropertyRow *account_row;
  TwPropertyRow *entries_row;
  TwPropertyRow *newest_row;
};

enum
{
  BACKED_UP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwBackupDialog, tw_backup_dialog, ADW_TYPE_WINDOW)

static void
show_busy (TwBackupDialog *self,
           gboolean        busy)
{
  self->busy = busy;
  gtk_label_set_label (self->busy_label, busy ? _("Copying the records…") : "");
  gtk_revealer_set_reveal_child (self->busy_bar, busy);
  gtk_widget_set_sensitive (self->cancel_button, !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backup.save", !busy);
}

static void
show_problem (TwBackupDialog *self,
              const char     *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_revealer_set_reveal_child (self->problem_bar, text != NULL);
}

static void
surveyed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TwBackupDialog) self = user_data;
  g_autoptr (TwRecordsSurvey) survey = tw_records_survey_finish (result, NULL);
  g_autofree char *entries = NULL;

  /* What is wrong with the records shows when they are copied. */
  if (survey == NULL || self->cancellable == NULL)
    return;

  entries = tw_format_count (survey->n_entries);
  tw_property_row_set_value (self->entries_row, entries);
  if (survey->newest != NULL)
    {
      g_autofree char *newest = tw_format_date_time (survey->newest);

      tw_property_row_set_value (self->newest_row, newest);
    }
}

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TwBackupDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 n_entries = tw_records_back_up_finish (result, &error);

  if (self->cancellable == NULL)
    return;

  show_busy (self, FALSE);
  if (error == NULL)
    {
      g_signal_emit (self, signals[BACKED_UP], 0, self->target, n_entries);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  text = tw_records_choice_dup_problem (error, _("The backup could not be made. Choose another place for it, or make "
                                                 "room there."));
  show_problem (self, text);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TwBackupDialog) self = user_data;
  g_autoptr (GFile) file = tw_dialogs_save_file_finish (result, NULL);
  g_autofree char *records = NULL;
  g_autofree char *target = NULL;
  g_autofree char *problem = NULL;

  if (file == NULL || self->cancellable == NULL)
    return;

  records = tw_account_dup_records_path (self->account);
  target = tw_records_choice_take_file (file, records, &problem);
  show_problem (self, problem);
  if (target == NULL)
    return;

  g_set_object (&self->target, file);
  show_busy (self, TRUE);
  tw_records_back_up_async (records, target, NULL, backed_up_cb, g_object_ref (self));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TwBackupDialog *self = TW_BACKUP_DIALOG (widget);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%F");
  g_autofree char *proposal = g_strdup_printf ("%s %s.records", tw_account_get_name (self->account), day);
  g_autoptr (GFile) folder = tw_records_choice_dup_folder ();

  tw_dialogs_save_file_async (GTK_WINDOW (self), _("Save Backup"), proposal, folder, self->cancellable,
                              file_chosen_cb, g_object_ref (self));
}

/* A copy is made quickly and whole: nobody has to stop it. */
static gboolean
close_request_cb (TwBackupDialog *self)
{
  return self->busy;
}

static void
tw_backup_dialog_dispose (GObject *object)
{
  TwBackupDialog *self = TW_BACKUP_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->target);
  g_clear_object (&self->account);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_BACKUP_DIALOG);

  G_OBJECT_CLASS (tw_backup_dialog_parent_class)->dispose (object);
}

static void
tw_backup_dialog_class_init (TwBackupDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_backup_dialog_dispose;

  /**
   * TwBackupDialog::backed-up:
   * @self: the dialog
   * @file: the backup
   * @n_entries: how many journal entries it holds
   */
  signals[BACKED_UP] = g_signal_new ("backed-up", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_INT64);

  gtk_widget_class_install_action (widget_class, "backup.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/dialogs/tw-backup-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TwBackupDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, TwBackupDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, TwBackupDialog, busy_bar);
  gtk_widget_class_bind_template_child (widget_class, TwBackupDialog, busy_label);
  gtk_widget_class_bind_template_child (widget_class, TwBackupDialog, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, TwBackupDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, TwBackupDialog, account_row);
  gtk_widget_class_bind_template_child (widget_class, TwBackupDialog, entries_row);
  gtk_widget_class_bind_template_child (widget_class, TwBackupDialog, newest_row);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
tw_backup_dialog_init (TwBackupDialog *self)
{
  self->cancellable = g_cancellable_new ();
  g_type_ensure (TW_TYPE_PROPERTY_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_backup_dialog_new:
 * @parent: the window it belongs to
 * @account: whose records
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWidget *
tw_backup_dialog_new (GtkWindow *parent,
                      TwAccount *account)
{
  TwBackupDialog *self = g_object_new (TW_TYPE_BACKUP_DIALOG, "transient-for", parent, NULL);
  g_autofree char *records = tw_account_dup_records_path (account);

  self->account = g_object_ref (account);
  tw_property_row_set_value (self->account_row, tw_account_get_name (account));
  gtk_widget_grab_focus (self->save_button);
  tw_records_survey_async (records, records, self->cancellable, surveyed_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
