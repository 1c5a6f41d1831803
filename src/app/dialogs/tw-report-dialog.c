/* tw-report-dialog.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-report-dialog.h"

#include "tw-problem.h"
#include "widgets/tw-date-button.h"
#include "widgets/tw-form.h"

#include <glib/gi18n.h>

struct _TwReportDialog
{
  AdwWindow parent_instance;

  TwWorkspace  *workspace;
  GCancellable *cancellable;
  TwForm       *form;
  GMenu        *names;

  GtkStack     *states;
  GtkRevealer  *busy_bar;
  GtkRevealer  *problem_bar;
  GtkLabel     *problem;
  GtkWidget    *fields;
  AdwEntryRow  *name_row;
  AdwActionRow *from_row;
  AdwActionRow *to_row;
  AdwComboRow  *format_row;
  TwDateButton *from;
  TwDateButton *to;
};

enum
{
  SCHEDULED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwReportDialog, tw_report_dialog, ADW_TYPE_WINDOW)

/* Names on the wire, in the order of the combo row. */
static const char *const formats[] = { "csv", "xlsx", "json", "xml" };

static void
set_sending (TwReportDialog *self,
             gboolean        sending)
{
  gtk_widget_set_sensitive (self->fields, !sending);
  gtk_revealer_set_reveal_child (self->busy_bar, sending);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.schedule", !sending);
}

static void
show_problem (TwReportDialog *self,
              const char     *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_revealer_set_reveal_child (self->problem_bar, text != NULL);
}

/* The month before this one, which is what finance asks for on its first days. */
static void
propose_span (TwReportDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GDate from;
  GDate to;

  tw_date_of_time (now, &from);
  g_date_set_day (&from, 1);
  to = from;
  g_date_subtract_days (&to, 1);
  g_date_subtract_months (&from, 1);
  tw_date_button_set_date (self->from, &from);
  tw_date_button_set_date (self->to, &to);
}

static void
date_changed_cb (TwReportDialog *self)
{
  tw_form_clear (self->form);
}

static void
set_name_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  gtk_editable_set_text (GTK_EDITABLE (TW_REPORT_DIALOG (widget)->name_row), g_variant_get_string (parameter, NULL));
}

/* Reports are set up in the panel: the names of earlier ones are those that work. */
static void
names_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TwReportDialog) self = user_data;
  g_autoptr (GPtrArray) entries = tw_mirror_list_finish (TW_MIRROR (source), result, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      TwReport *report = TW_REPORT (((TwMirrorEntry *) entries->pdata[i])->resource);
      g_autoptr (GMenuItem) item = NULL;

      if (report->name == NULL || !g_hash_table_add (seen, report->name))
        continue;
      item = g_menu_item_new (report->name, NULL);
      g_menu_item_set_action_and_target (item, "report.set-name", "s", report->name);
      g_menu_append_item (self->names, item);
      if (gtk_editable_get_text (GTK_EDITABLE (self->name_row))[0] == 0)
        gtk_editable_set_text (GTK_EDITABLE (self->name_row), report->name);
    }
}

/* The send is never cancelled, which would make its outcome unknown: the dialog may be gone by now. */
static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TwReportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJournalEntry) entry = tw_writer_submit_finish (TW_WRITER (source), result, &error);

  if (self->workspace == NULL)
    return;

  set_sending (self, FALSE);
  if (entry == NULL)
    {
      g_autofree char *rest = tw_form_take_error (self->form, error);

      show_problem (self, rest);
    }
  else if (entry->state == TW_JOURNAL_CONFIRMED && entry->result_id != NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      g_signal_emit (self, signals[SCHEDULED], 0, entry->result_id);
    }
  else
    gtk_stack_set_visible_child_name (self->states, "unknown");
}

static TwReport *
make_report (TwReportDialog *self)
{
  TwReport *report = g_object_new (TW_TYPE_REPORT, NULL);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) end = NULL;
  GDate from;
  GDate to;

  tw_date_button_get_date (self->from, &from);
  tw_date_button_get_date (self->to, &to);
  start = tw_date_start_of_day (&from);
  end = tw_date_end_of_day (&to);
  g_object_set (report,
                "name", name,
                "format", formats[adw_combo_row_get_selected (self->format_row)],
                "start-date", start,
                "end-date", end,
                NULL);

  return report;
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TwReportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReport) report = NULL;

  if (!tw_client_connect_finish (TW_CLIENT (source), result, &error))
    {
      g_autofree char *text = tw_problem_dup_text (error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      set_sending (self, FALSE);
      show_problem (self, text);
      return;
    }

  report = make_report (self);
  tw_writer_submit_async (tw_client_get_writer (TW_CLIENT (source)), TW_WRITE_SCHEDULE_REPORT, NULL,
                          TW_RESOURCE (report), NULL, submitted_cb, g_object_ref (self));
}

static gboolean
check_form (TwReportDialog *self)
{
  gboolean valid = tw_form_require (self->form, "name");
  GDate from;
  GDate to;

  tw_date_button_get_date (self->from, &from);
  tw_date_button_get_date (self->to, &to);
  if (g_date_compare (&from, &to) > 0)
    {
      tw_form_set_error (self->form, "endDate", _("The last day lies before the first."));
      valid = FALSE;
    }

  return valid;
}

static void
schedule_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  TwReportDialog *self = TW_REPORT_DIALOG (widget);

  tw_form_clear (self->form);
  show_problem (self, NULL);
  if (!check_form (self))
    {
      tw_form_focus_error (self->form);
      return;
    }

  set_sending (self, TRUE);
  tw_client_connect_async (tw_workspace_get_client (self->workspace), self->cancellable, connected_cb,
                           g_object_ref (self));
}

static void
reset_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TwReportDialog *self = TW_REPORT_DIALOG (widget);

  tw_form_clear (self->form);
  show_problem (self, NULL);
  gtk_stack_set_visible_child_name (self->states, "form");
}

static void
tw_report_dialog_dispose (GObject *object)
{
  TwReportDialog *self = TW_REPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->form);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_REPORT_DIALOG);

  G_OBJECT_CLASS (tw_report_dialog_parent_class)->dispose (object);
}

static void
tw_report_dialog_class_init (TwReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_report_dialog_dispose;

  signals[SCHEDULED] = g_signal_new ("scheduled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "report.schedule", NULL, schedule_action);
  gtk_widget_class_install_action (widget_class, "report.reset", NULL, reset_action);
  gtk_widget_class_install_action (widget_class, "report.set-name", "s", set_name_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/dialogs/tw-report-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TwReportDialog, names);
  gtk_widget_class_bind_template_child (widget_class, TwReportDialog, states);
  gtk_widget_class_bind_template_child (widget_class, TwReportDialog, busy_bar);
  gtk_widget_class_bind_template_child (widget_class, TwReportDialog, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, TwReportDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, TwReportDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, TwReportDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, TwReportDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, TwReportDialog, to_row);
  gtk_widget_class_bind_template_child (widget_class, TwReportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, TwReportDialog, from);
  gtk_widget_class_bind_template_child (widget_class, TwReportDialog, to);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
}

static void
tw_report_dialog_init (TwReportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->form = tw_form_new ();
  g_type_ensure (TW_TYPE_DATE_BUTTON);
  gtk_widget_init_template (GTK_WIDGET (self));

  tw_form_add (self->form, "name", GTK_WIDGET (self->name_row));
  tw_form_add (self->form, "startDate", GTK_WIDGET (self->from_row));
  tw_form_add (self->form, "endDate", GTK_WIDGET (self->to_row));
  tw_form_add (self->form, "format", GTK_WIDGET (self->format_row));
  propose_span (self);
}

/**
 * tw_report_dialog_new:
 * @parent: the window it belongs to
 * @workspace: the account that gets the report
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWidget *
tw_report_dialog_new (GtkWindow   *parent,
                      TwWorkspace *workspace)
{
  TwReportDialog *self = g_object_new (TW_TYPE_REPORT_DIALOG, "transient-for", parent, NULL);
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_REPORT);

  self->workspace = g_object_ref (workspace);
  tw_query_set_sort (query, "creationDate", TRUE);
  tw_query_set_range (query, 0, 100);
  tw_mirror_list_async (tw_client_get_mirror (tw_workspace_get_client (workspace)), query, self->cancellable,
                        names_listed_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
