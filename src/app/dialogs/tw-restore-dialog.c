/* tw-restore-dialog.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-restore-dialog.h"

#include "dialogs/tw-dialogs.h"
#include "dialogs/tw-records-choice.h"
#include "journal/tw-records-survey.h"
#include "tw-format.h"
#include "widgets/tw-property-row.h"

#include <glib/gi18n.h>

struct _TwRestoreDialog
{
  AdwWindow parent_instance;

  TwAccount     *account;
  GCancellable  *cancellable;
  char          *source;
  gboolean       restoring;

  GtkWidget     *cancel_button;
  GtkWidget     *choose_button;
  GtkWidget     *restore_button;
  GtkRevealer   *busy_bar;
  GtkLabel      *busy_label;
  GtkRevealer   *problem_bar;
  GtkLabel      *problem;
  GtkStack      *states;
  TwPropertyRow *file_row;
  TwPropertyRow *time_row;
  TwPropertyRow *accounts_row;
  TwPropertyRow *entries_row;
  TwPropertyRow *newest_row;
  TwPropertyRow *present_row;
  GtkLabel      *losses;
  AdwStatusPage *done_page;
};

enum
{
  RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwRestoreDialog, tw_restore_dialog, ADW_TYPE_WINDOW)

static void
show_busy (TwRestoreDialog *self,
           const char      *text)
{
  gtk_label_set_label (self->busy_label, text != NULL ? text : "");
  gtk_revealer_set_reveal_child (self->busy_bar, text != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "restore.choose", text == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "restore.restore", text == NULL && self->source != NULL);
  gtk_widget_set_sensitive (self->cancel_button, !self->restoring);
}

static void
show_problem (TwRestoreDialog *self,
              const char      *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_revealer_set_reveal_child (self->problem_bar, text != NULL);
}

static void
set_time (TwPropertyRow *row,
          GDateTime     *time)
{
  g_autofree char *text = time != NULL ? tw_format_date_time (time) : NULL;

  tw_property_row_set_value (row, text);
}

/* A paragraph each; takes the sentence. */
static void
add_sentence (GString *text,
              char    *sentence)
{
  if (text->len > 0)
    g_string_append (text, "\n\n");
  g_string_append (text, sentence);
  g_free (sentence);
}

/* What the present records have and the backup has not, one sentence each. */
static char *
dup_losses (TwRestoreDialog       *self,
            const TwRecordsSurvey *survey)
{
  g_autofree char *missing = tw_format_count (survey->n_missing);
  g_autofree char *changed = tw_format_count (survey->n_changed);
  g_autofree char *open = tw_format_count (survey->n_open);
  GString *text = g_string_new (NULL);

  if (survey->n_missing > 0)
    {
      g_autofree char *since = survey->missing_since != NULL ? tw_format_date_time (survey->missing_since) : g_strdup ("");

      /* Translators: a number, then a date with time */
      add_sentence (text,
                    g_strdup_printf (ngettext ("%s present entry, from %s, is not in the backup. What it ordered stays at "
                                               "the marketplace, but the journal will not know of it.",
                                               "%s present entries, the first from %s, are not in the backup. What they "
                                               "ordered stays at the marketplace, but the journal will not know of it.",
                                               (gulong) survey->n_missing),
                                     missing, since));
    }
  if (survey->n_changed > 0)
    add_sentence (text,
                  g_strdup_printf (ngettext ("%s entry goes back to the step it had reached when the backup was made.",
                                             "%s entries go back to the step they had reached when the backup was made.",
                                             (gulong) survey->n_changed),
                                   changed));
  if (survey->n_open > 0)
    add_sentence (text,
                  g_strdup_printf (ngettext ("%s entry had been approved but had no answer yet. It becomes unknown, and "
                                             "is looked for; it is not sent again.",
                                             "%s entries had been approved but had no answer yet. They become unknown, "
                                             "and are looked for; they are not sent again.",
                                             (gulong) survey->n_open),
                                   open));
  if (survey->n_present < 0)
    add_sentence (text, g_strdup (_("The present records cannot be read, so nobody can say what would be lost.")));
  else if (survey->n_missing == 0 && survey->n_changed == 0)
    add_sentence (text, g_strdup (_("Nothing is lost: the backup has all that the present records have.")));
  if (survey->n_entries > 0
      && !g_strv_contains ((const char *const *) survey->accounts, tw_account_get_name (self->account)))
    add_sentence (text,
                  /* Translators: the name of an account */
                  g_strdup_printf (_("None of its entries was written for an account named “%s”. Make sure that it is "
                                     "the backup of this marketplace."),
                                   tw_account_get_name (self->account)));

  return g_string_free (text, FALSE);
}

static void
show_survey (TwRestoreDialog       *self,
             const TwRecordsSurvey *survey)
{
  gboolean loses = survey->n_missing > 0 || survey->n_changed > 0 || survey->n_present < 0;
  g_autofree char *file = g_filename_display_name (self->source);
  g_autofree char *accounts = g_strjoinv (", ", survey->accounts);
  g_autofree char *entries = tw_format_count (survey->n_entries);
  g_autofree char *present = survey->n_present >= 0 ? tw_format_count (survey->n_present) : NULL;
  g_autofree char *losses = dup_losses (self, survey);

  tw_property_row_set_value (self->file_row, file);
  set_time (self->time_row, survey->file_time);
  tw_property_row_set_value (self->accounts_row, accounts);
  tw_property_row_set_value (self->entries_row, entries);
  set_time (self->newest_row, survey->newest);
  tw_property_row_set_value (self->present_row, present != NULL ? present : _("Cannot be read"));
  gtk_label_set_label (self->losses, losses);

  gtk_widget_set_css_classes (self->restore_button,
                              (const char *[]) { loses ? "destructive-action" : "suggested-action", NULL });
  gtk_widget_remove_css_class (self->choose_button, "suggested-action");
  gtk_button_set_label (GTK_BUTTON (self->choose_button), _("_Choose Another…"));
  gtk_widget_set_visible (self->restore_button, TRUE);
  gtk_window_set_default_widget (GTK_WINDOW (self), loses ? self->cancel_button : self->restore_button);
  gtk_widget_grab_focus (loses ? self->cancel_button : self->restore_button);
  gtk_stack_set_visible_child_name (self->states, "found");
}

static void
surveyed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TwRestoreDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRecordsSurvey) survey = tw_records_survey_finish (result, &error);

  if (self->cancellable == NULL)
    return;

  if (survey != NULL)
    {
      show_survey (self, survey);
    }
  else
    {
      g_autofree char *text = tw_records_choice_dup_problem (error, _("This file cannot be restored. Choose another "
                                                                      "one."));

      g_clear_pointer (&self->source, g_free);
      gtk_widget_set_visible (self->restore_button, FALSE);
      gtk_stack_set_visible_child_name (self->states, "choose");
      show_problem (self, text);
    }
  show_busy (self, NULL);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TwRestoreDialog) self = user_data;
  g_autoptr (GFile) file = tw_dialogs_open_file_finish (result, NULL);
  g_autofree char *records = NULL;
  g_autofree char *problem = NULL;
  char *path;

  if (file == NULL || self->cancellable == NULL)
    return;

  records = tw_account_dup_records_path (self->account);
  path = tw_records_choice_take_file (file, records, &problem);
  show_problem (self, problem);
  if (path == NULL)
    return;

  g_free (self->source);
  self->source = path;
  show_busy (self, _("Reading the backup…"));
  tw_records_survey_async (path, records, self->cancellable, surveyed_cb, g_object_ref (self));
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TwRestoreDialog *self = TW_RESTORE_DIALOG (widget);
  g_autoptr (GFile) folder = tw_records_choice_dup_folder ();

  tw_dialogs_open_file_async (GTK_WINDOW (self), _("Choose a Backup"), folder, self->cancellable, file_chosen_cb,
                              g_object_ref (self));
}

static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TwRestoreDialog *self = TW_RESTORE_DIALOG (widget);

  self->restoring = TRUE;
  show_problem (self, NULL);
  show_busy (self, _("Restoring the records…"));
  g_signal_emit (self, signals[RESTORE], 0, self->source);
}

/* The records are closed meanwhile: the dialog stays until they are open again. */
static gboolean
close_request_cb (TwRestoreDialog *self)
{
  return self->restoring;
}

static void
tw_restore_dialog_dispose (GObject *object)
{
  TwRestoreDialog *self = TW_RESTORE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->account);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_RESTORE_DIALOG);

  G_OBJECT_CLASS (tw_restore_dialog_parent_class)->dispose (object);
}

static void
tw_restore_dialog_finalize (GObject *object)
{
  g_free (TW_RESTORE_DIALOG (object)->source);

  G_OBJECT_CLASS (tw_restore_dialog_parent_class)->finalize (object);
}

static void
tw_restore_dialog_class_init (TwRestoreDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tw_restore_dialog_dispose;
  object_class->finalize = tw_restore_dialog_finalize;

  /**
   * TwRestoreDialog::restore:
   * @self: the dialog
   * @source: path of the backup
   *
   * The person wants it restored. Whoever does that ends with tw_restore_dialog_finish().
   */
  signals[RESTORE] = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "restore.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "restore.restore", NULL, restore_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/dialogs/tw-restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, choose_button);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, restore_button);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, busy_bar);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, busy_label);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, states);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, time_row);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, accounts_row);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, entries_row);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, newest_row);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, present_row);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, losses);
  gtk_widget_class_bind_template_child (widget_class, TwRestoreDialog, done_page);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
tw_restore_dialog_init (TwRestoreDialog *self)
{
  self->cancellable = g_cancellable_new ();
  g_type_ensure (TW_TYPE_PROPERTY_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  show_busy (self, NULL);
}

/**
 * tw_restore_dialog_new:
 * @parent: the window it belongs to
 * @account: whose records are to be replaced
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWidget *
tw_restore_dialog_new (GtkWindow *parent,
                       TwAccount *account)
{
  TwRestoreDialog *self = g_object_new (TW_TYPE_RESTORE_DIALOG, "transient-for", parent, NULL);

  self->account = g_object_ref (account);
  gtk_widget_grab_focus (self->choose_button);

  return GTK_WIDGET (self);
}

static void
show_done (TwRestoreDialog *self,
           gint64           n_entries,
           const char      *aside)
{
  GString *text = g_string_new (NULL);
  g_autofree char *markup = NULL;

  add_sentence (text,
                g_strdup_printf (ngettext ("The records of “%s” are those of the backup now: %lu journal entry.",
                                           "The records of “%s” are those of the backup now: %lu journal entries.",
                                           (gulong) n_entries),
                                 tw_account_get_name (self->account), (gulong) n_entries));
  if (aside != NULL)
    add_sentence (text, g_strdup_printf (_("The records of before are in “%s”."), aside));
  add_sentence (text, g_strdup (_("Orders placed after the backup was made are at the marketplace, but not in the "
                                  "journal. Entries that were being sent then are unknown now: Activity shows what is "
                                  "found out about them.")));

  markup = g_markup_escape_text (text->str, -1);
  g_string_free (text, TRUE);
  adw_status_page_set_description (self->done_page, markup);
  gtk_stack_set_visible_child_name (self->states, "done");
  gtk_widget_set_visible (self->choose_button, FALSE);
  gtk_widget_set_visible (self->restore_button, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->cancel_button), _("_Close"));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->cancel_button);
  gtk_widget_grab_focus (self->cancel_button);
}

/**
 * tw_restore_dialog_finish:
 * @self: a dialog
 * @n_entries: how many journal entries the records have now
 * @aside: (nullable): where the records of before are now
 * @error: (nullable): why the backup was not restored
 *
 * Says how it went.
 */
void
tw_restore_dialog_finish (TwRestoreDialog *self,
                          gint64           n_entries,
                          const char      *aside,
                          const GError    *error)
{
  g_return_if_fail (TW_IS_RESTORE_DIALOG (self));

  self->restoring = FALSE;
  show_busy (self, NULL);
  if (error != NULL)
    {
      g_autofree char *text = tw_records_choice_dup_problem (error, _("The records were not changed. Make sure that "
                                                                      "there is room on the disk, or choose another "
                                                                      "backup."));

      show_problem (self, text);
    }
  else
    {
      show_done (self, n_entries, aside);
    }
}
