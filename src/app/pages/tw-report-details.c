/* tw-report-details.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-report-details.h"

#include "dialogs/tw-dialogs.h"
#include "tw-format.h"
#include "tw-problem.h"
#include "tw-report-download.h"
#include "tw-status.h"
#include "widgets/tw-property-row.h"

#include <glib/gi18n.h>

struct _TwReportDetails
{
  TwDetails parent_instance;

  TwClient       *client;
  TwReport       *report;
  GCancellable   *cancellable;
  gboolean        saving;
  char           *saved_id;      /* of the report that is being saved, or was */
  char           *result;        /* how that went, NULL until then */
  gboolean        result_failed;

  GtkProgressBar *progress;
  GtkLabel       *note;
  TwPropertyRow  *from_row;
  TwPropertyRow  *to_row;
  TwPropertyRow  *format_row;
  TwPropertyRow  *type_row;
  TwPropertyRow  *created_row;
  TwPropertyRow  *customization_row;
  TwPropertyRow  *id_row;
};

G_DEFINE_FINAL_TYPE (TwReportDetails, tw_report_details, TW_TYPE_DETAILS)

/* One report is saved at a time, and meanwhile others can be looked at: how it goes is said where it belongs. */
static void
update_saving (TwReportDetails *self)
{
  gboolean is_shown = self->saved_id != NULL && self->report != NULL
                      && g_str_equal (self->saved_id, self->report->id);
  const char *note = is_shown ? self->result : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save",
                                 !self->saving && self->report != NULL
                                   && self->report->status == TW_REPORT_STATUS_COMPLETED);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_shown && self->saving);
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->note),
                              (const char *[]) { self->result_failed ? "error" : "dim-label", NULL });
}

/* Forgets the report that was saved last. */
static void
forget_saved (TwReportDetails *self)
{
  g_clear_pointer (&self->saved_id, g_free);
  g_clear_pointer (&self->result, g_free);
}

static void
finish_saving (TwReportDetails *self,
               const char      *text,
               gboolean         failed)
{
  self->saving = FALSE;
  g_free (self->result);
  self->result = g_strdup (text);
  self->result_failed = failed;
  update_saving (self);
}

static void
progress_cb (goffset  done,
             goffset  total,
             gpointer user_data)
{
  TwReportDetails *self = user_data;
  g_autofree char *done_text = g_format_size ((guint64) done);
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (total > 0)
    {
      g_autofree char *total_text = g_format_size ((guint64) total);

      /* Translators: sizes, as in “1.2 MB of 3.4 MB” */
      text = g_strdup_printf (_("%s of %s"), done_text, total_text);
      gtk_progress_bar_set_fraction (self->progress, (double) done / (double) total);
    }
  else
    gtk_progress_bar_pulse (self->progress);

  gtk_progress_bar_set_text (self->progress, text != NULL ? text : done_text);
}

static void
downloaded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TwReportDetails) self = user_data;
  g_autoptr (GError) error = NULL;
  goffset size = tw_report_download_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    {
      g_autofree char *text = tw_problem_dup_text (error);

      finish_saving (self, text, TRUE);
    }
  else
    {
      g_autofree char *size_text = g_format_size ((guint64) size);
      /* Translators: the size of a file, as in “Report saved (1.2 MB)” */
      g_autofree char *text = g_strdup_printf (_("Report saved (%s)"), size_text);

      finish_saving (self, text, FALSE);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
    }
}

typedef struct
{
  TwReportDetails *self;
  char            *report_id;
  GFile           *file;
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->self);
  g_free (save->report_id);
  g_clear_object (&save->file);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Save) save = user_data;
  TwReportDetails *self = save->self;
  g_autoptr (GError) error = NULL;

  if (!tw_client_connect_finish (TW_CLIENT (source), result, &error))
    {
      g_autofree char *text = tw_problem_dup_text (error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      finish_saving (self, text, TRUE);
      return;
    }

  tw_report_download_async (tw_client_get_marketplace (TW_CLIENT (source)), save->report_id, save->file,
                            progress_cb, self, self->cancellable, downloaded_cb, g_object_ref (self));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TwReportDetails) self = user_data;
  g_autoptr (GFile) file = tw_dialogs_save_file_finish (result, NULL);
  Save *save;

  if (file == NULL || self->report == NULL || self->saving)
    return;

  save = g_new0 (Save, 1);
  save->self = g_object_ref (self);
  save->report_id = g_strdup (self->report->id);
  save->file = g_steal_pointer (&file);
  forget_saved (self);
  self->saving = TRUE;
  self->saved_id = g_strdup (save->report_id);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, NULL);
  update_saving (self);
  tw_client_connect_async (self->client, self->cancellable, connected_cb, save);
}

/* A file name that says what the report covers. */
static char *
propose_name (TwReport *report)
{
  g_autofree char *from = report->start_date != NULL ? g_date_time_format (report->start_date, "%Y-%m-%d") : NULL;
  g_autofree char *format = report->format != NULL ? g_ascii_strdown (report->format, -1) : g_strdup ("csv");
  g_autofree char *name = g_strdup (report->name != NULL ? report->name : report->id);

  g_strdelimit (name, "/\\:\n\r\t", '-');

  return from != NULL ? g_strdup_printf ("%s %s.%s", name, from, format) : g_strdup_printf ("%s.%s", name, format);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TwReportDetails *self = TW_REPORT_DETAILS (widget);
  g_autofree char *proposal = propose_name (self->report);

  tw_dialogs_save_file_async (GTK_WINDOW (gtk_widget_get_root (widget)), _("Save Report"), proposal, NULL,
                              self->cancellable, file_chosen_cb, g_object_ref (self));
}

static char *
tw_report_details_dup_title (TwMirrorEntry *entry)
{
  TwReport *report = TW_REPORT (entry->resource);

  return g_strdup (report->name != NULL ? report->name : report->id);
}

static void
tw_report_details_show (TwDetails     *details,
                        TwClient      *client,
                        TwMirrorEntry *entry)
{
  TwReportDetails *self = TW_REPORT_DETAILS (details);
  TwReport *report = TW_REPORT (entry->resource);
  g_autofree char *from = tw_format_day (report->start_date);
  g_autofree char *to = tw_format_day (report->end_date);
  g_autofree char *created = tw_format_date_time (report->creation_date);
  g_autofree char *format = report->format != NULL ? g_ascii_strup (report->format, -1) : NULL;
  g_autofree char *type = tw_status_dup_label (entry->resource, "type");

  /* Another account may have a report of the same id. */
  if (g_set_object (&self->client, client))
    forget_saved (self);
  g_set_object (&self->report, report);

  tw_property_row_set_value (self->from_row, from);
  tw_property_row_set_value (self->to_row, to);
  tw_property_row_set_value (self->format_row, format);
  tw_property_row_set_value (self->type_row, type);
  tw_property_row_set_value (self->created_row, created);
  tw_property_row_set_value (self->customization_row, report->customization_name);
  tw_property_row_set_value (self->id_row, report->id);
  update_saving (self);
}

static void
tw_report_details_dispose (GObject *object)
{
  TwReportDetails *self = TW_REPORT_DETAILS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->report);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_REPORT_DETAILS);

  G_OBJECT_CLASS (tw_report_details_parent_class)->dispose (object);
}

static void
tw_report_details_finalize (GObject *object)
{
  TwReportDetails *self = TW_REPORT_DETAILS (object);

  g_clear_object (&self->cancellable);
  forget_saved (self);

  G_OBJECT_CLASS (tw_report_details_parent_class)->finalize (object);
}

static void
tw_report_details_class_init (TwReportDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_report_details_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_report_details_finalize;
  TW_DETAILS_CLASS (klass)->kind = TW_KIND_REPORT;
  TW_DETAILS_CLASS (klass)->dup_title = tw_report_details_dup_title;
  TW_DETAILS_CLASS (klass)->show = tw_report_details_show;

  gtk_widget_class_install_action (widget_class, "report.save", NULL, save_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/pages/tw-report-details.ui");
  gtk_widget_class_bind_template_child (widget_class, TwReportDetails, progress);
  gtk_widget_class_bind_template_child (widget_class, TwReportDetails, note);
  gtk_widget_class_bind_template_child (widget_class, TwReportDetails, from_row);
  gtk_widget_class_bind_template_child (widget_class, TwReportDetails, to_row);
  gtk_widget_class_bind_template_child (widget_class, TwReportDetails, format_row);
  gtk_widget_class_bind_template_child (widget_class, TwReportDetails, type_row);
  gtk_widget_class_bind_template_child (widget_class, TwReportDetails, created_row);
  gtk_widget_class_bind_template_child (widget_class, TwReportDetails, customization_row);
  gtk_widget_class_bind_template_child (widget_class, TwReportDetails, id_row);
}

static void
tw_report_details_init (TwReportDetails *self)
{
  self->cancellable = g_cancellable_new ();
  g_type_ensure (TW_TYPE_PROPERTY_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save", FALSE);
}
