/* tw-sync-status.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-sync-status.h"

#include "tw-format.h"
#include "tw-problem.h"

#include <glib/gi18n.h>

/* How often the age is written anew, in seconds. */
#define TICK 20

struct _TwSyncStatus
{
  GtkWidget parent_instance;

  TwWorkspace    *workspace;
  GSignalGroup   *workspace_signals;
  GSignalGroup   *sync_signals;
  TwKind          kind;
  guint           tick_id;

  GtkBox         *box;
  GtkImage       *problem;
  GtkLabel       *label;
  GtkProgressBar *progress;
  GtkStack       *buttons;
};

G_DEFINE_FINAL_TYPE (TwSyncStatus, tw_sync_status, GTK_TYPE_WIDGET)

/* How many have come, and of how many. */
static char *
dup_progress_text (TwKind      kind,
                   const char *rows,
                   const char *total)
{
  switch (kind)
    {
    case TW_KIND_CUSTOMER:
      /* Translators: how many have come, and of how many, as in “Customers: 500 of 900” */
      return g_strdup_printf (_("Customers: %s of %s"), rows, total);
    case TW_KIND_RESELLER:
      return g_strdup_printf (_("Resellers: %s of %s"), rows, total);
    case TW_KIND_ORDER:
      return g_strdup_printf (_("Orders: %s of %s"), rows, total);
    case TW_KIND_SUBSCRIPTION:
      return g_strdup_printf (_("Subscriptions: %s of %s"), rows, total);
    case TW_KIND_PRODUCT:
      return g_strdup_printf (_("Products: %s of %s"), rows, total);
    case TW_KIND_PLAN:
      return g_strdup_printf (_("Plans: %s of %s"), rows, total);
    case TW_KIND_REPORT:
    default:
      return g_strdup_printf (_("Reports: %s of %s"), rows, total);
    }
}

static void
show_progress (TwSyncStatus *self,
               TwSync       *sync)
{
  gint64 rows = sync != NULL ? tw_sync_get_rows (sync) : 0;
  gint64 total = sync != NULL ? tw_sync_get_total (sync) : 0;

  if (total <= 0)
    {
      gtk_label_set_label (self->label, _("Connecting…"));
      gtk_progress_bar_set_fraction (self->progress, 0);
    }
  else
    {
      g_autofree char *rows_text = tw_format_count (rows);
      g_autofree char *total_text = tw_format_count (total);
      g_autofree char *text = dup_progress_text (tw_sync_get_kind (sync), rows_text, total_text);

      gtk_label_set_label (self->label, text);
      gtk_progress_bar_set_fraction (self->progress, CLAMP ((double) rows / (double) total, 0, 1));
    }
}

static void
update (TwSyncStatus *self)
{
  const GError *error;
  gboolean busy;

  if (self->workspace == NULL)
    return;

  busy = tw_workspace_is_busy (self->workspace);
  error = tw_workspace_get_error (self->workspace);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_stack_set_visible_child_name (self->buttons, busy ? "busy" : "refresh");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !busy && error != NULL);

  if (busy)
    show_progress (self, tw_client_get_sync (tw_workspace_get_client (self->workspace)));
  else
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      g_autofree char *age = tw_format_age (tw_workspace_get_list_time (self->workspace, self->kind), now);

      gtk_label_set_label (self->label, age);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->problem), error != NULL ? tw_problem_get_title (error) : NULL);
    }
}

/* The sync exists once the account is connected. */
static void
workspace_changed_cb (TwSyncStatus *self)
{
  TwClient *client = tw_workspace_get_client (self->workspace);

  g_signal_group_set_target (self->sync_signals, tw_client_get_sync (client));
  update (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  update (TW_SYNC_STATUS (user_data));

  return G_SOURCE_CONTINUE;
}

static void
tw_sync_status_map (GtkWidget *widget)
{
  TwSyncStatus *self = TW_SYNC_STATUS (widget);

  GTK_WIDGET_CLASS (tw_sync_status_parent_class)->map (widget);

  self->tick_id = g_timeout_add_seconds (TICK, tick_cb, self);
  update (self);
}

static void
tw_sync_status_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&TW_SYNC_STATUS (widget)->tick_id, g_source_remove);

  GTK_WIDGET_CLASS (tw_sync_status_parent_class)->unmap (widget);
}

static void
tw_sync_status_dispose (GObject *object)
{
  TwSyncStatus *self = TW_SYNC_STATUS (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->workspace_signals);
  g_clear_object (&self->sync_signals);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_SYNC_STATUS);

  G_OBJECT_CLASS (tw_sync_status_parent_class)->dispose (object);
}

static void
tw_sync_status_class_init (TwSyncStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_sync_status_dispose;
  widget_class->map = tw_sync_status_map;
  widget_class->unmap = tw_sync_status_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/widgets/tw-sync-status.ui");
  gtk_widget_class_bind_template_child (widget_class, TwSyncStatus, box);
  gtk_widget_class_bind_template_child (widget_class, TwSyncStatus, problem);
  gtk_widget_class_bind_template_child (widget_class, TwSyncStatus, label);
  gtk_widget_class_bind_template_child (widget_class, TwSyncStatus, progress);
  gtk_widget_class_bind_template_child (widget_class, TwSyncStatus, buttons);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tw_sync_status_init (TwSyncStatus *self)
{
  self->workspace_signals = g_signal_group_new (TW_TYPE_WORKSPACE);
  g_signal_group_connect_swapped (self->workspace_signals, "notify", G_CALLBACK (workspace_changed_cb), self);
  self->sync_signals = g_signal_group_new (TW_TYPE_SYNC);
  g_signal_group_connect_swapped (self->sync_signals, "notify", G_CALLBACK (update), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_sync_status_set_workspace:
 * @self: a sync status
 * @workspace: (nullable): whose state to show
 */
void
tw_sync_status_set_workspace (TwSyncStatus *self,
                              TwWorkspace  *workspace)
{
  g_return_if_fail (TW_IS_SYNC_STATUS (self));

  if (!g_set_object (&self->workspace, workspace))
    return;

  g_signal_group_set_target (self->workspace_signals, workspace);
  g_signal_group_set_target (self->sync_signals,
                             workspace != NULL ? tw_client_get_sync (tw_workspace_get_client (workspace)) : NULL);
  update (self);
}

/**
 * tw_sync_status_set_kind:
 * @self: a sync status
 * @kind: the list whose age to show
 */
void
tw_sync_status_set_kind (TwSyncStatus *self,
                         TwKind        kind)
{
  g_return_if_fail (TW_IS_SYNC_STATUS (self));

  self->kind = kind;
  update (self);
}
