/* tw-activity-page-actions.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-activity-page-private.h"

#include "dialogs/tw-dialogs.h"
#include "journal/tw-journal-drafts.h"
#include "tw-entry-text.h"
#include "tw-problem.h"

#include <glib/gi18n.h>

/* For its sibling: what is shown, %NULL without an account. */
TwActivity *
tw_activity_page_get_activity (TwActivityPage *self)
{
  return self->workspace != NULL ? tw_workspace_get_activity (self->workspace) : NULL;
}

/* For its sibling: the entry that is shown, %NULL for none. */
TwJournalEntry *
tw_activity_page_get_entry (TwActivityPage *self)
{
  TwActivityItem *item = tw_entry_details_get_item (self->details);

  return item != NULL ? tw_activity_item_get_entry (item) : NULL;
}

/* For its sibling: what can be done with the entry that is shown: one thing at a time. */
void
tw_activity_page_update_actions (TwActivityPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  TwJournalEntry *entry = tw_activity_page_get_entry (self);
  gboolean ready = self->workspace != NULL && tw_client_is_connected (tw_workspace_get_client (self->workspace))
                   && self->n_running == 0;
  TwJournalState state = entry != NULL ? entry->state : TW_JOURNAL_DRAFT;
  gboolean asks = state == TW_JOURNAL_UNKNOWN || state == TW_JOURNAL_NEEDS_A_PERSON;
  gboolean is_draft = entry != NULL && state == TW_JOURNAL_DRAFT;

  gtk_widget_action_set_enabled (widget, "activity.settle", ready && state == TW_JOURNAL_UNKNOWN);
  gtk_widget_action_set_enabled (widget, "activity.resume",
                                 ready && state == TW_JOURNAL_QUEUED && entry->resumable);
  gtk_widget_action_set_enabled (widget, "activity.resume-all", ready);
  gtk_widget_action_set_enabled (widget, "activity.placed-as", ready && asks);
  gtk_widget_action_set_enabled (widget, "activity.not-placed", ready && asks);
  gtk_widget_action_set_enabled (widget, "activity.discard", ready && (is_draft || state == TW_JOURNAL_QUEUED));
  gtk_widget_action_set_enabled (widget, "activity.order", entry != NULL && tw_entry_text_can_order (entry));
}

/* What was asked for is done, or failed: said where it was asked for. */
static void
finish_run (TwActivityPage *self,
            const char     *id,
            const GError   *error,
            const char     *text)
{
  TwJournalEntry *entry;

  self->n_running--;
  if (self->workspace == NULL)
    return;

  /* One that another account cancelled kept the actions from that account. */
  tw_activity_page_update_actions (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  entry = tw_activity_page_get_entry (self);
  if (entry != NULL && g_str_equal (entry->id, id))
    {
      g_autofree char *problem = error != NULL ? tw_problem_dup_text (error) : g_strdup (text);

      tw_entry_details_show_problem (self->details, problem);
    }
}

static void
begin_run (TwActivityPage *self)
{
  self->n_running++;
  tw_entry_details_show_problem (self->details, NULL);
  tw_activity_page_update_actions (self);
}

typedef struct
{
  TwActivityPage *page;
  char           *id;
} Run;

static Run *
run_new (TwActivityPage *page,
         const char     *id)
{
  Run *run = g_new0 (Run, 1);

  run->page = g_object_ref (page);
  run->id = g_strdup (id);

  return run;
}

static void
run_free (Run *run)
{
  g_clear_object (&run->page);
  g_free (run->id);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = tw_settler_run_finish (TW_SETTLER (source), result, &error);
  TwJournalEntry *entry = entries != NULL && entries->len > 0 ? entries->pdata[0] : NULL;
  gboolean still_unknown = entry != NULL && entry->state == TW_JOURNAL_UNKNOWN;

  finish_run (run->page, run->id, error,
              still_unknown ? _("Still unknown. It counts as not placed when three looks, spread over the account’s "
                                "time to settle, find nothing.")
                            : NULL);
}

static void
settle_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (widget);
  const char *id = tw_activity_page_get_entry (self)->id;

  begin_run (self);
  tw_settler_run_async (tw_client_get_settler (tw_workspace_get_client (self->workspace)), id, 0, self->cancellable,
                        settled_cb, run_new (self, id));
}

static void
resolved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry = tw_settler_resolve_finish (TW_SETTLER (source), result, &error);

  g_clear_object (&entry);
  finish_run (run->page, run->id, error, NULL);
}

static void
resolve (TwActivityPage *self,
         const char     *id,
         const char     *object_id)
{
  begin_run (self);
  tw_settler_resolve_async (tw_client_get_settler (tw_workspace_get_client (self->workspace)), id, object_id,
                            self->cancellable, resolved_cb, run_new (self, id));
}

static void
placed_as_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (widget);

  resolve (self, tw_activity_page_get_entry (self)->id, g_variant_get_string (parameter, NULL));
}

static void
not_placed_confirmed_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (Run) run = user_data;

  if (tw_dialogs_confirm_finish (result) && run->page->workspace != NULL)
    resolve (run->page, run->id, NULL);
}

static void
not_placed_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (widget);

  tw_dialogs_confirm_async (GTK_WINDOW (gtk_widget_get_root (widget)), _("Not Placed?"),
                            _("Say so only when you have looked at the marketplace and it is not there. Done again while "
                              "it is there, it would be there twice."),
                            _("_Cancel"), _("It Was _Not Placed"), TRUE, not_placed_confirmed_cb,
                            run_new (self, tw_activity_page_get_entry (self)->id));
}

static void
draft_discarded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;

  tw_journal_discard_draft_finish (TW_JOURNAL (source), result, &error);
  finish_run (run->page, run->id, error, NULL);
  if (run->page->workspace != NULL)
    tw_activity_reload (tw_activity_page_get_activity (run->page));
}

/* Of a draft nothing is left; what was approved stays in the journal, as not placed. */
static void
discard_confirmed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  TwActivityPage *self = run->page;
  TwActivityItem *item = self->workspace != NULL
                           ? tw_activity_find (tw_activity_page_get_activity (self), run->id, NULL)
                           : NULL;

  if (!tw_dialogs_confirm_finish (result) || item == NULL)
    return;

  if (tw_activity_item_get_entry (item)->state != TW_JOURNAL_DRAFT)
    {
      resolve (self, run->id, NULL);
      return;
    }

  begin_run (self);
  tw_journal_discard_draft_async (tw_client_get_journal (tw_workspace_get_client (self->workspace)), run->id,
                                  self->cancellable, draft_discarded_cb, run_new (self, run->id));
}

static void
discard_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (widget);
  TwJournalEntry *entry = tw_activity_page_get_entry (self);

  tw_dialogs_confirm_async (GTK_WINDOW (gtk_widget_get_root (widget)), _("Discard It?"),
                            entry->state == TW_JOURNAL_DRAFT
                              ? _("Nothing was placed. The order is forgotten, and waits no longer.")
                              : _("Nothing was sent, and nothing will be. The journal keeps it as not placed."),
                            _("_Keep"), _("_Discard"), TRUE, discard_confirmed_cb, run_new (self, entry->id));
}

/* What it costs now is asked for, and shown before anything is placed. */
static void
order_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.order-entry", "s",
                              tw_activity_page_get_entry (TW_ACTIVITY_PAGE (widget))->id);
}

static void send_next (TwActivityPage *self);

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry = tw_writer_resume_finish (TW_WRITER (source), result, &error);

  g_clear_object (&entry);
  finish_run (run->page, run->id, error, NULL);

  /* One that was refused is no reason not to send the next one; the entry says why. */
  if (run->page->workspace != NULL)
    send_next (run->page);
}

/* One after the other, the oldest first. */
static void
send_next (TwActivityPage *self)
{
  g_autoptr (TwJournalEntry) entry = NULL;

  if (self->to_send->len == 0)
    return;

  entry = g_ptr_array_steal_index (self->to_send, self->to_send->len - 1);
  begin_run (self);
  tw_writer_resume_async (tw_client_get_writer (tw_workspace_get_client (self->workspace)), entry, self->cancellable,
                          sent_cb, run_new (self, entry->id));
}

static void
send_confirmed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (TwActivityPage) self = user_data;

  if (!tw_dialogs_confirm_finish (result))
    g_ptr_array_set_size (self->to_send, 0);
  else if (self->workspace != NULL && self->n_running == 0)
    send_next (self);
}

static void
confirm_send (TwActivityPage *self,
              const char     *heading)
{
  tw_dialogs_confirm_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading,
                            _("It was approved before and is sent as it was shown then. What has changed since is "
                              "refused and not sent."),
                            _("_Cancel"), _("_Send"), FALSE, send_confirmed_cb, g_object_ref (self));
}

static void
resume_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (widget);

  g_ptr_array_set_size (self->to_send, 0);
  g_ptr_array_add (self->to_send, g_object_ref (tw_activity_page_get_entry (self)));
  confirm_send (self, _("Send It Now?"));
}

static void
resume_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (widget);
  GListModel *items = G_LIST_MODEL (tw_activity_page_get_activity (self));
  guint n_items = g_list_model_get_n_items (items);
  g_autofree char *heading = NULL;

  g_ptr_array_set_size (self->to_send, 0);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (TwActivityItem) item = g_list_model_get_item (items, i);
      TwJournalEntry *entry = tw_activity_item_get_entry (item);

      if (entry->state == TW_JOURNAL_QUEUED && entry->resumable)
        g_ptr_array_add (self->to_send, g_object_ref (entry));
    }
  if (self->to_send->len == 0)
    return;

  heading = g_strdup_printf (ngettext ("Send %u Change Now?", "Send %u Changes Now?", self->to_send->len),
                             self->to_send->len);
  confirm_send (self, heading);
}

/* For its sibling: what can be done with entries. */
void
tw_activity_page_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "activity.settle", NULL, settle_action);
  gtk_widget_class_install_action (widget_class, "activity.resume", NULL, resume_action);
  gtk_widget_class_install_action (widget_class, "activity.resume-all", NULL, resume_all_action);
  gtk_widget_class_install_action (widget_class, "activity.placed-as", "s", placed_as_action);
  gtk_widget_class_install_action (widget_class, "activity.not-placed", NULL, not_placed_action);
  gtk_widget_class_install_action (widget_class, "activity.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "activity.order", NULL, order_action);
}
