/* tw-activity-page.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-activity-page.h"

#include "dialogs/tw-dialogs.h"
#include "pages/tw-entry-details.h"
#include "pages/tw-sync-view.h"
#include "tw-entry-text.h"
#include "tw-problem.h"
#include "widgets/tw-entry-row.h"
#include "widgets/tw-fold.h"

#include <glib/gi18n.h>

struct _TwActivityPage
{
  AdwBin parent_instance;

  TwWorkspace        *workspace;
  GSignalGroup       *workspace_signals;
  GSignalGroup       *activity_signals;
  GCancellable       *cancellable;
  GPtrArray          *to_send; /* the oldest last */
  guint               n_running;

  GtkStack           *views;
  GtkStack           *states;
  AdwStatusPage      *problem_page;
  GtkSingleSelection *selection;
  GtkListView        *list;
  GtkRevealer        *queued_bar;
  GtkLabel           *queued_label;
  TwFold             *fold;
  TwEntryDetails     *details;
  TwSyncView         *sync_view;
};

static void window_page_iface_init (TwWindowPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TwActivityPage, tw_activity_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TW_TYPE_WINDOW_PAGE, window_page_iface_init))

static TwActivity *
get_activity (TwActivityPage *self)
{
  return self->workspace != NULL ? tw_workspace_get_activity (self->workspace) : NULL;
}

static TwJournalEntry *
get_entry (TwActivityPage *self)
{
  TwActivityItem *item = tw_entry_details_get_item (self->details);

  return item != NULL ? tw_activity_item_get_entry (item) : NULL;
}

/* What can be done with the entry that is shown: one thing at a time. */
static void
update_actions (TwActivityPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  TwJournalEntry *entry = get_entry (self);
  gboolean ready = self->workspace != NULL && tw_client_is_connected (tw_workspace_get_client (self->workspace))
                   && self->n_running == 0;
  TwJournalState state = entry != NULL ? entry->state : TW_JOURNAL_DRAFT;
  gboolean asks = state == TW_JOURNAL_UNKNOWN || state == TW_JOURNAL_NEEDS_A_PERSON;

  gtk_widget_action_set_enabled (widget, "activity.settle", ready && state == TW_JOURNAL_UNKNOWN);
  gtk_widget_action_set_enabled (widget, "activity.resume",
                                 ready && state == TW_JOURNAL_QUEUED && entry->resumable);
  gtk_widget_action_set_enabled (widget, "activity.resume-all", ready);
  gtk_widget_action_set_enabled (widget, "activity.placed-as", ready && asks);
  gtk_widget_action_set_enabled (widget, "activity.not-placed", ready && (asks || state == TW_JOURNAL_QUEUED));
}

static void
update_state (TwActivityPage *self)
{
  TwActivity *activity = get_activity (self);
  guint n_queued;

  update_actions (self);
  if (activity == NULL)
    return;

  n_queued = tw_activity_get_n_queued (activity);
  if (n_queued > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u approved change was never sent.",
                                                         "%u approved changes were never sent.", n_queued), n_queued);

      gtk_label_set_label (self->queued_label, text);
    }
  gtk_revealer_set_reveal_child (self->queued_bar, n_queued > 0);

  if (g_list_model_get_n_items (G_LIST_MODEL (activity)) > 0)
    gtk_stack_set_visible_child_name (self->states, "list");
  else if (tw_activity_is_loaded (activity))
    gtk_stack_set_visible_child_name (self->states, "empty");
  else if (tw_activity_get_error (activity) != NULL)
    {
      g_autofree char *text = tw_problem_dup_text (tw_activity_get_error (activity));

      adw_status_page_set_title (self->problem_page, tw_problem_get_title (tw_activity_get_error (activity)));
      adw_status_page_set_description (self->problem_page, text);
      gtk_stack_set_visible_child_name (self->states, "problem");
    }
  else
    gtk_stack_set_visible_child_name (self->states, "loading");
}

static void
entry_changed_cb (TwActivityPage *self)
{
  TwActivityItem *item = tw_entry_details_get_item (self->details);

  /* Seen is what is on the screen. */
  if (item != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->details)))
    tw_activity_note_seen (get_activity (self), item);
  update_actions (self);
}

static void
selected_cb (TwActivityPage *self)
{
  TwActivityItem *item = gtk_single_selection_get_selected_item (self->selection);

  tw_entry_details_set_item (self->details, item);
  tw_fold_set_reveal (self->fold, item != NULL);
  if (item != NULL)
    tw_activity_note_seen (get_activity (self), item);
  update_actions (self);
}

static void
activated_cb (TwActivityPage *self,
              guint           position)
{
  gtk_single_selection_set_selected (self->selection, position);
}

static void
reveal_changed_cb (TwActivityPage *self)
{
  if (!tw_fold_get_reveal (self->fold))
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  tw_fold_set_reveal (TW_ACTIVITY_PAGE (widget)->fold, FALSE);
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
  if (self->workspace == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  update_actions (self);
  entry = get_entry (self);
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
  update_actions (self);
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
  const char *id = get_entry (self)->id;

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

  resolve (self, get_entry (self)->id, g_variant_get_string (parameter, NULL));
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
                            run_new (self, get_entry (self)->id));
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
  g_ptr_array_add (self->to_send, g_object_ref (get_entry (self)));
  confirm_send (self, _("Send It Now?"));
}

static void
resume_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (widget);
  GListModel *items = G_LIST_MODEL (get_activity (self));
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

static const char *
tw_activity_page_get_title (TwWindowPage *page)
{
  return _("Activity");
}

static TwKind
tw_activity_page_get_kind (TwWindowPage *page)
{
  return TW_KIND_ORDER;
}

/* Nothing is made here. */
static const char *
tw_activity_page_get_no_action (TwWindowPage *page)
{
  return NULL;
}

static void
tw_activity_page_set_workspace (TwWindowPage *page,
                                TwWorkspace  *workspace)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (page);
  TwActivity *activity = workspace != NULL ? tw_workspace_get_activity (workspace) : NULL;

  if (self->workspace == workspace)
    return;

  /* What was approved is sent or is in the journal; what is being looked for can be looked for again. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_ptr_array_set_size (self->to_send, 0);

  gtk_single_selection_set_model (self->selection, NULL);
  tw_entry_details_set_item (self->details, NULL);
  tw_fold_set_reveal (self->fold, FALSE);
  g_set_object (&self->workspace, workspace);
  g_signal_group_set_target (self->workspace_signals, workspace);
  g_signal_group_set_target (self->activity_signals, activity);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (activity));
  tw_sync_view_set_workspace (self->sync_view, workspace);
  update_state (self);
}

static void
tw_activity_page_show_item (TwWindowPage *page,
                            const char   *key)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (page);
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->workspace == NULL || tw_activity_find (get_activity (self), key, &position) == NULL)
    return;

  gtk_stack_set_visible_child_name (self->views, "changes");
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static const char *
tw_activity_page_get_item (TwWindowPage *page)
{
  TwJournalEntry *entry = get_entry (TW_ACTIVITY_PAGE (page));

  return entry != NULL ? entry->id : NULL;
}

/* There is nothing to type here: the list is where things are found. */
static void
tw_activity_page_focus_search (TwWindowPage *page)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (page);

  gtk_stack_set_visible_child_name (self->views, "changes");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
window_page_iface_init (TwWindowPageInterface *iface)
{
  iface->get_title = tw_activity_page_get_title;
  iface->get_kind = tw_activity_page_get_kind;
  iface->get_new_label = tw_activity_page_get_no_action;
  iface->get_new_action = tw_activity_page_get_no_action;
  iface->set_workspace = tw_activity_page_set_workspace;
  iface->show_item = tw_activity_page_show_item;
  iface->get_item = tw_activity_page_get_item;
  iface->focus_search = tw_activity_page_focus_search;
}

/* Other programs write to the journal as well. */
static void
tw_activity_page_map (GtkWidget *widget)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (widget);

  GTK_WIDGET_CLASS (tw_activity_page_parent_class)->map (widget);

  if (self->workspace != NULL)
    tw_activity_reload (get_activity (self));
}

static void
tw_activity_page_dispose (GObject *object)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace_signals);
  g_clear_object (&self->activity_signals);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (tw_activity_page_parent_class)->dispose (object);
}

static void
tw_activity_page_finalize (GObject *object)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->to_send, g_ptr_array_unref);

  G_OBJECT_CLASS (tw_activity_page_parent_class)->finalize (object);
}

static void
tw_activity_page_class_init (TwActivityPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tw_activity_page_dispose;
  object_class->finalize = tw_activity_page_finalize;
  widget_class->map = tw_activity_page_map;

  gtk_widget_class_install_action (widget_class, "activity.settle", NULL, settle_action);
  gtk_widget_class_install_action (widget_class, "activity.resume", NULL, resume_action);
  gtk_widget_class_install_action (widget_class, "activity.resume-all", NULL, resume_all_action);
  gtk_widget_class_install_action (widget_class, "activity.placed-as", "s", placed_as_action);
  gtk_widget_class_install_action (widget_class, "activity.not-placed", NULL, not_placed_action);
  gtk_widget_class_install_action (widget_class, "activity.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "activity.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/pages/tw-activity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TwActivityPage, views);
  gtk_widget_class_bind_template_child (widget_class, TwActivityPage, states);
  gtk_widget_class_bind_template_child (widget_class, TwActivityPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TwActivityPage, selection);
  gtk_widget_class_bind_template_child (widget_class, TwActivityPage, list);
  gtk_widget_class_bind_template_child (widget_class, TwActivityPage, queued_bar);
  gtk_widget_class_bind_template_child (widget_class, TwActivityPage, queued_label);
  gtk_widget_class_bind_template_child (widget_class, TwActivityPage, fold);
  gtk_widget_class_bind_template_child (widget_class, TwActivityPage, details);
  gtk_widget_class_bind_template_child (widget_class, TwActivityPage, sync_view);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_changed_cb);
}

static void
tw_activity_page_init (TwActivityPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->to_send = g_ptr_array_new_with_free_func (g_object_unref);
  self->workspace_signals = g_signal_group_new (TW_TYPE_WORKSPACE);
  g_signal_group_connect_swapped (self->workspace_signals, "notify", G_CALLBACK (update_actions), self);
  self->activity_signals = g_signal_group_new (TW_TYPE_ACTIVITY);
  g_signal_group_connect_swapped (self->activity_signals, "notify", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->activity_signals, "changed", G_CALLBACK (entry_changed_cb), self);

  g_type_ensure (TW_TYPE_ENTRY_DETAILS);
  g_type_ensure (TW_TYPE_ENTRY_ROW);
  g_type_ensure (TW_TYPE_FOLD);
  g_type_ensure (TW_TYPE_SYNC_VIEW);
  gtk_widget_init_template (GTK_WIDGET (self));
}
