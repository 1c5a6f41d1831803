/* tw-sync-view.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-sync-view.h"

#include "mirror/tw-sync-plan.h"
#include "tw-format.h"
#include "tw-problem.h"
#include "widgets/tw-property-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* How often it is looked at anew while it shows, in seconds: the calls of other programs are read from a file. */
#define TICK 5

struct _TwSyncView
{
  GtkWidget parent_instance;

  TwWorkspace   *workspace;
  GSignalGroup  *workspace_signals;
  GSignalGroup  *background_signals;
  GCancellable  *cancellable;
  TwSyncPlan    *plan;
  TwRateStatus   calls;
  gint64         details_duration;
  guint          tick_id;
  gboolean       has_calls;
  gboolean       reading;
  gboolean       again;

  GtkWidget      *scrolled;
  GtkListBox     *lists;
  GtkWidget      *calls_group;
  TwPropertyRow  *minute_row;
  TwPropertyRow  *day_row;
  TwPropertyRow  *pace_row;
  TwPropertyRow  *now_row;
  TwPropertyRow  *missing_row;
  TwPropertyRow  *next_row;
  TwPropertyRow  *cost_row;
  GtkLabel       *problem;
  TwPropertyRow *list_rows[TW_N_KINDS];
};

G_DEFINE_FINAL_TYPE (TwSyncView, tw_sync_view, GTK_TYPE_WIDGET)

static const char *
get_list_title (TwKind kind)
{
  switch (kind)
    {
    case TW_KIND_CUSTOMER:
      return _("Customers");
    case TW_KIND_RESELLER:
      return _("Resellers");
    case TW_KIND_ORDER:
      return _("Orders");
    case TW_KIND_SUBSCRIPTION:
      return _("Subscriptions");
    case TW_KIND_PRODUCT:
      return _("Products");
    case TW_KIND_PLAN:
      return _("Plans");
    case TW_KIND_REPORT:
    default:
      return _("Reports");
    }
}

static char *
dup_list_text (const TwListState *state,
               gint64             missing,
               GDateTime         *now)
{
  g_autofree char *age = tw_format_age (state->complete_time, now);
  g_autofree char *full = tw_format_date_time (state->full_time);
  g_autofree char *count = tw_format_count (missing);
  g_autoptr (GString) text = g_string_new (age);

  if (full != NULL)
    {
      /* Translators: a date and a time */
      g_autofree char *part = g_strdup_printf (_("read to its end on %s"), full);

      g_string_append_printf (text, " · %s", part);
    }
  if (missing > 0)
    {
      /* Translators: a number */
      g_autofree char *part = g_strdup_printf (ngettext ("%s detail missing", "%s details missing", missing), count);

      g_string_append_printf (text, " · %s", part);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_lists (TwSyncView *self)
{
  TwMirror *mirror = tw_client_get_mirror (tw_workspace_get_client (self->workspace));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (TwKind kind = 0; kind < TW_N_KINDS; kind++)
    {
      g_autofree char *text = dup_list_text (tw_mirror_get_list_state (mirror, kind), self->plan->missing[kind], now);
      g_autofree char *rows = tw_format_count (self->plan->rows[kind]);

      tw_property_row_set_value (self->list_rows[kind], text);
      tw_property_row_set_end (self->list_rows[kind], rows);
    }
}

static char *
dup_calls_text (guint ours,
                guint others,
                guint limit)
{
  g_autofree char *our_count = tw_format_count (ours);
  g_autofree char *other_count = tw_format_count (others);
  g_autofree char *limit_count = tw_format_count (limit);

  if (limit == 0)
    /* Translators: calls made by us, calls made by other programs */
    return g_strdup_printf (_("%s by us, at least %s by others, no limit"), our_count, other_count);

  /* Translators: calls made by us, calls made by other programs, and how many are allowed */
  return g_strdup_printf (_("%s by us, at least %s by others, of %s"), our_count, other_count, limit_count);
}

static void
show_calls (TwSyncView *self)
{
  const TwRateStatus *calls = &self->calls;
  g_autofree char *minute = dup_calls_text (calls->minute, calls->minute_others, calls->calls_per_minute);
  g_autofree char *day = dup_calls_text (calls->day, calls->day_others, calls->calls_per_day);
  g_autofree char *pace = NULL;

  if (calls->quota_over)
    pace = g_strdup (_("The marketplace says that this day’s calls are used up."));
  else if (calls->limited)
    pace = g_strdup (_("The marketplace asked to wait before the next call."));
  else if (calls->pace < calls->calls_per_minute)
    pace = g_strdup_printf (_("Calls go slower for a while: %u a minute."), calls->pace);

  tw_property_row_set_value (self->minute_row, minute);
  tw_property_row_set_value (self->day_row, day);
  tw_property_row_set_value (self->pace_row, pace);
}

static GDateTime *
add_duration (gint64 duration)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_add (now, duration);
}

static void
show_missing (TwSyncView *self)
{
  gint64 missing = tw_sync_plan_get_missing (self->plan);
  g_autofree char *count = tw_format_count (missing);
  g_autoptr (GDateTime) time = add_duration (self->details_duration);
  g_autofree char *ready = tw_format_date_time (time);
  g_autofree char *text = NULL;

  if (missing > 0 && self->has_calls)
    /* Translators: a number, a date and a time */
    text = g_strdup_printf (ngettext ("%s is missing; it can be there by %s.", "%s are missing; all can be there by %s.",
                                      missing), count, ready);
  else if (missing > 0)
    text = g_strdup_printf (ngettext ("%s is missing.", "%s are missing.", missing), count);
  else
    text = g_strdup (_("None is missing."));
  tw_property_row_set_value (self->missing_row, text);
}

/* The next step can begin when it is due and its calls need not wait. */
static void
show_next (TwSyncView *self)
{
  TwSyncStep step = self->plan->step;
  TwPriority priority = step == TW_SYNC_STEP_FIRST     ? TW_PRIORITY_PERSON
                        : step == TW_SYNC_STEP_DETAILS ? TW_PRIORITY_DETAIL
                                                       : TW_PRIORITY_FRESH;
  g_autoptr (GDateTime) possible = add_duration (self->has_calls ? self->calls.wait[priority] : 0);
  gboolean late = g_date_time_compare (possible, self->plan->step_time) > 0;
  g_autofree char *time = tw_format_date_time (late ? possible : self->plan->step_time);
  g_autofree char *text = NULL;

  switch (step)
    {
    case TW_SYNC_STEP_FIRST:
      text = g_strdup_printf (_("Read the lists for the first time, from %s."), time);
      break;
    case TW_SYNC_STEP_FULL:
      text = g_strdup_printf (_("Read the lists to their ends, from %s."), time);
      break;
    case TW_SYNC_STEP_DETAILS:
    default:
      text = g_strdup_printf (_("Read details, from %s."), time);
    }
  tw_property_row_set_value (self->next_row, text);
}

static const char *
get_state_text (TwBackgroundState state)
{
  switch (state)
    {
    case TW_BACKGROUND_WAITING:
      return _("All that is due has been read.");
    case TW_BACKGROUND_LISTS:
      return _("Reading lists.");
    case TW_BACKGROUND_DETAILS:
      return _("Reading details.");
    case TW_BACKGROUND_OTHER_PROGRAM:
      return _("Another program reads for this account.");
    case TW_BACKGROUND_OFFLINE:
      return _("Waiting: the marketplace is out of reach.");
    case TW_BACKGROUND_OUT_OF_CALLS:
      return _("Waiting for calls: the rest is left to people.");
    case TW_BACKGROUND_SIGN_IN:
      return _("Waiting for somebody to sign in.");
    case TW_BACKGROUND_TROUBLE:
      return _("Waiting: the marketplace failed to answer.");
    case TW_BACKGROUND_STOPPED:
    default:
      return NULL;
    }
}

static void
show_now (TwSyncView *self)
{
  TwClient *client = self->workspace != NULL ? tw_workspace_get_client (self->workspace) : NULL;
  TwBackground *background = client != NULL ? tw_client_get_background (client) : NULL;

  tw_property_row_set_value (self->now_row,
                             background != NULL ? get_state_text (tw_background_get_state (background)) : NULL);
}

static void read_state (TwSyncView *self);

static void
finish_reading (TwSyncView   *self,
                const GError *error)
{
  self->reading = FALSE;
  if (self->workspace == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (error != NULL)
    {
      g_autofree char *text = tw_problem_dup_text (error);

      gtk_label_set_label (self->problem, text);
    }
  gtk_widget_set_visible (self->calls_group, self->has_calls);
  if (self->plan != NULL)
    {
      show_lists (self);
      show_missing (self);
      show_next (self);
    }
  if (self->has_calls)
    show_calls (self);

  if (self->again)
    read_state (self);
}

static void
calls_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TwSyncView) self = user_data;
  TwRateBudget *budget = TW_RATE_BUDGET (source);
  g_autoptr (GError) error = NULL;

  if (tw_rate_budget_refresh_finish (budget, result, &error) && self->plan != NULL)
    {
      self->has_calls = TRUE;
      tw_rate_budget_get_status (budget, &self->calls);
      self->details_duration = MAX (self->calls.wait[TW_PRIORITY_DETAIL],
                                    tw_rate_budget_estimate (budget, TW_PRIORITY_DETAIL,
                                                             tw_sync_plan_get_missing (self->plan)));
    }
  finish_reading (self, error);
}

static void
plan_made_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TwSyncView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwSyncPlan) plan = tw_sync_plan_make_finish (TW_MIRROR (source), result, &error);
  TwRateBudget *budget = NULL;

  if (plan != NULL && self->workspace != NULL)
    {
      g_clear_pointer (&self->plan, tw_sync_plan_free);
      self->plan = g_steal_pointer (&plan);
      budget = tw_client_get_budget (tw_workspace_get_client (self->workspace));
    }

  if (budget != NULL)
    tw_rate_budget_refresh_async (budget, self->cancellable, calls_read_cb, g_object_ref (self));
  else
    finish_reading (self, error);
}

static void
read_state (TwSyncView *self)
{
  TwClient *client;
  TwSync *sync;

  show_now (self);
  self->again = self->reading;
  if (self->reading || self->workspace == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->reading = TRUE;
  client = tw_workspace_get_client (self->workspace);
  g_signal_group_set_target (self->background_signals, tw_client_get_background (client));
  tw_property_row_set_value (self->cost_row, tw_workspace_get_cost (self->workspace, NULL));
  sync = tw_client_get_sync (client);
  tw_sync_plan_make_async (tw_client_get_mirror (client),
                           sync != NULL ? tw_sync_get_full_interval (sync) : TW_SYNC_FULL_INTERVAL,
                           self->cancellable, plan_made_cb, g_object_ref (self));
}

static gboolean
tick_cb (gpointer user_data)
{
  read_state (TW_SYNC_VIEW (user_data));

  return G_SOURCE_CONTINUE;
}

static void
tw_sync_view_map (GtkWidget *widget)
{
  TwSyncView *self = TW_SYNC_VIEW (widget);

  GTK_WIDGET_CLASS (tw_sync_view_parent_class)->map (widget);

  self->tick_id = g_timeout_add_seconds (TICK, tick_cb, self);
  read_state (self);
}

static void
tw_sync_view_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&TW_SYNC_VIEW (widget)->tick_id, g_source_remove);

  GTK_WIDGET_CLASS (tw_sync_view_parent_class)->unmap (widget);
}

static void
tw_sync_view_dispose (GObject *object)
{
  TwSyncView *self = TW_SYNC_VIEW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace_signals);
  g_clear_object (&self->background_signals);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_SYNC_VIEW);

  G_OBJECT_CLASS (tw_sync_view_parent_class)->dispose (object);
}

static void
tw_sync_view_finalize (GObject *object)
{
  TwSyncView *self = TW_SYNC_VIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->plan, tw_sync_plan_free);

  G_OBJECT_CLASS (tw_sync_view_parent_class)->finalize (object);
}

static void
tw_sync_view_class_init (TwSyncViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tw_sync_view_dispose;
  object_class->finalize = tw_sync_view_finalize;
  widget_class->map = tw_sync_view_map;
  widget_class->unmap = tw_sync_view_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tradewind/Tradewind/pages/tw-sync-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TwSyncView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TwSyncView, lists);
  gtk_widget_class_bind_template_child (widget_class, TwSyncView, calls_group);
  gtk_widget_class_bind_template_child (widget_class, TwSyncView, minute_row);
  gtk_widget_class_bind_template_child (widget_class, TwSyncView, day_row);
  gtk_widget_class_bind_template_child (widget_class, TwSyncView, pace_row);
  gtk_widget_class_bind_template_child (widget_class, TwSyncView, now_row);
  gtk_widget_class_bind_template_child (widget_class, TwSyncView, missing_row);
  gtk_widget_class_bind_template_child (widget_class, TwSyncView, next_row);
  gtk_widget_class_bind_template_child (widget_class, TwSyncView, cost_row);
  gtk_widget_class_bind_template_child (widget_class, TwSyncView, problem);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tw_sync_view_init (TwSyncView *self)
{
  self->cancellable = g_cancellable_new ();
  self->workspace_signals = g_signal_group_new (TW_TYPE_WORKSPACE);
  g_signal_group_connect_swapped (self->workspace_signals, "notify", G_CALLBACK (read_state), self);
  self->background_signals = g_signal_group_new (TW_TYPE_BACKGROUND);
  g_signal_group_connect_swapped (self->background_signals, "notify", G_CALLBACK (show_now), self);
  g_type_ensure (TW_TYPE_PROPERTY_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));

  for (TwKind kind = 0; kind < TW_N_KINDS; kind++)
    {
      self->list_rows[kind] = TW_PROPERTY_ROW (tw_property_row_new (get_list_title (kind), NULL));
      gtk_list_box_append (self->lists, GTK_WIDGET (self->list_rows[kind]));
    }
}

/**
 * tw_sync_view_set_workspace:
 * @self: a view
 * @workspace: (nullable): whose state to show
 */
void
tw_sync_view_set_workspace (TwSyncView  *self,
                            TwWorkspace *workspace)
{
  g_return_if_fail (TW_IS_SYNC_VIEW (self));

  if (!g_set_object (&self->workspace, workspace))
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->plan, tw_sync_plan_free);
  self->has_calls = FALSE;
  if (self->workspace_signals != NULL)
    g_signal_group_set_target (self->workspace_signals, workspace);
  if (self->background_signals != NULL)
    g_signal_group_set_target (self->background_signals, NULL);
  read_state (self);
}
