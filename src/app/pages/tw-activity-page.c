/* tw-activity-page.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-activity-page-private.h"

#include "tw-problem.h"
#include "widgets/tw-entry-row.h"

#include <glib/gi18n.h>

static void window_page_iface_init (TwWindowPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TwActivityPage, tw_activity_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TW_TYPE_WINDOW_PAGE, window_page_iface_init))

static void
update_state (TwActivityPage *self)
{
  TwActivity *activity = tw_activity_page_get_activity (self);
  guint n_queued;

  tw_activity_page_update_actions (self);
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
    tw_activity_note_seen (tw_activity_page_get_activity (self), item);
  tw_activity_page_update_actions (self);
}

static void
draft_ready_cb (TwActivityPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                              _("The order before it is finished: a draft in Activity can be placed"));
}

static void
selected_cb (TwActivityPage *self)
{
  TwActivityItem *item = gtk_single_selection_get_selected_item (self->selection);

  tw_entry_details_set_item (self->details, item);
  tw_fold_set_reveal (self->fold, item != NULL);
  if (item != NULL)
    tw_activity_note_seen (tw_activity_page_get_activity (self), item);
  tw_activity_page_update_actions (self);
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

  if (self->workspace == NULL || tw_activity_find (tw_activity_page_get_activity (self), key, &position) == NULL)
    return;

  gtk_stack_set_visible_child_name (self->views, "changes");
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static const char *
tw_activity_page_get_item (TwWindowPage *page)
{
  TwJournalEntry *entry = tw_activity_page_get_entry (TW_ACTIVITY_PAGE (page));

  return entry != NULL ? entry->id : NULL;
}

/* The row of the item in the list; not every item has one. */
static GtkWidget *
find_row (TwActivityPage *self,
          gpointer        item)
{
  GtkWidget *row;

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *child = gtk_widget_get_first_child (row);
      g_autoptr (TwActivityItem) shown = NULL;

      if (!TW_IS_ENTRY_ROW (child))
        continue;
      g_object_get (child, "item", &shown, NULL);
      if (shown == item)
        break;
    }

  return row;
}

/* The toolkit goes back to the row that had the focus, or was the first one once, however many came above it: to the
 * oldest entry. Wanted is what is shown, or else the newest. */
static void
focus_list (TwActivityPage *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  g_autoptr (TwActivityItem) item = NULL;
  GtkWidget *row;

  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  /* Scrolling there gives it a row. */
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  row = item != NULL ? find_row (self, item) : NULL;

  gtk_widget_grab_focus (row != NULL ? row : GTK_WIDGET (self->list));
}

/* There is nothing to type here: the list is where things are found. */
static void
tw_activity_page_focus_search (TwWindowPage *page)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (page);

  gtk_stack_set_visible_child_name (self->views, "changes");
  focus_list (self);
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

static gboolean
tw_activity_page_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (widget);
  gboolean was_in_list = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  gboolean taken = GTK_WIDGET_CLASS (tw_activity_page_parent_class)->focus (widget, direction);

  if (taken && !was_in_list && gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL)
    focus_list (self);

  return taken;
}

/* Other programs write to the journal as well. */
static void
tw_activity_page_map (GtkWidget *widget)
{
  TwActivityPage *self = TW_ACTIVITY_PAGE (widget);

  GTK_WIDGET_CLASS (tw_activity_page_parent_class)->map (widget);

  if (self->workspace != NULL)
    tw_activity_reload (tw_activity_page_get_activity (self));
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
  widget_class->focus = tw_activity_page_focus;
  widget_class->map = tw_activity_page_map;

  tw_activity_page_class_install_actions (widget_class);
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
  g_signal_group_connect_swapped (self->workspace_signals, "notify", G_CALLBACK (tw_activity_page_update_actions),
                                  self);
  self->activity_signals = g_signal_group_new (TW_TYPE_ACTIVITY);
  g_signal_group_connect_swapped (self->activity_signals, "notify", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->activity_signals, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_group_connect_swapped (self->activity_signals, "draft-ready", G_CALLBACK (draft_ready_cb), self);

  g_type_ensure (TW_TYPE_ENTRY_DETAILS);
  g_type_ensure (TW_TYPE_ENTRY_ROW);
  g_type_ensure (TW_TYPE_FOLD);
  g_type_ensure (TW_TYPE_SYNC_VIEW);
  gtk_widget_init_template (GTK_WIDGET (self));
}
