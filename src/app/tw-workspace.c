/* tw-workspace.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-workspace.h"

#include "tw-cost.h"

struct _TwWorkspace
{
  GObject parent_instance;

  TwClient     *client;
  TwActivity   *activity;
  GCancellable *cancellable;
  GError       *error;
  TwSyncScope   scope;
  gboolean      busy;
  gboolean      begun;
  char         *cost;
  char         *cost_summary;
};

enum
{
  PROP_0,
  PROP_CLIENT,
  PROP_BUSY,
  PROP_ERROR,
  PROP_COST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TwWorkspace, tw_workspace, G_TYPE_OBJECT)

/* Ends a refresh; @error is taken. */
static void
finish (TwWorkspace *self,
        GError      *error)
{
  self->busy = FALSE;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  tw_activity_reload (self->activity);
}

static void
synced_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TwWorkspace) self = user_data;
  g_autoptr (TwSyncSummary) summary = NULL;
  g_autoptr (GError) error = NULL;

  summary = tw_sync_run_finish (TW_SYNC (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    finish (self, NULL);
  else if (error != NULL)
    finish (self, g_steal_pointer (&error));
  else if (tw_sync_summary_get_error (summary) != NULL)
    finish (self, g_error_copy (tw_sync_summary_get_error (summary)));
  else
    {
      tw_background_wake (tw_client_get_background (self->client));
      finish (self, NULL);
    }
}

static void
cost_cb (TwWorkspace *self,
         guint        list_calls,
         gint64       details)
{
  TwRateBudget *budget = tw_client_get_budget (self->client);

  g_free (self->cost);
  g_free (self->cost_summary);
  self->cost = tw_cost_dup_text (budget, list_calls, details);
  self->cost_summary = tw_cost_dup_summary (budget, list_calls, details);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COST]);
}

/* Once it is connected, it goes on by itself. */
static void
begin_by_itself (TwWorkspace *self)
{
  TwSync *sync = tw_client_get_sync (self->client);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  tw_settler_start (tw_client_get_settler (self->client));
  tw_background_start (tw_client_get_background (self->client));
  if (!self->begun)
    g_signal_connect_object (sync, "cost", G_CALLBACK (cost_cb), self, G_CONNECT_SWAPPED);
  self->begun = TRUE;
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TwWorkspace) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tw_client_connect_finish (TW_CLIENT (source), result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_clear_error (&error);
      finish (self, g_steal_pointer (&error));
      return;
    }

  begin_by_itself (self);
  tw_sync_run_async (tw_client_get_sync (self->client), &self->scope, TW_PRIORITY_FRESH, self->cancellable,
                     synced_cb, g_object_ref (self));
}

static void
tw_workspace_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  TwWorkspace *self = TW_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_COST:
      g_value_set_string (value, self->cost);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_workspace_dispose (GObject *object)
{
  TwWorkspace *self = TW_WORKSPACE (object);

  if (self->client != NULL)
    tw_workspace_close (self);
  g_clear_object (&self->activity);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (tw_workspace_parent_class)->dispose (object);
}

static void
tw_workspace_finalize (GObject *object)
{
  TwWorkspace *self = TW_WORKSPACE (object);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->cost);
  g_free (self->cost_summary);

  G_OBJECT_CLASS (tw_workspace_parent_class)->finalize (object);
}

static void
tw_workspace_class_init (TwWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tw_workspace_get_property;
  object_class->dispose = tw_workspace_dispose;
  object_class->finalize = tw_workspace_finalize;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, TW_TYPE_CLIENT,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COST] = g_param_spec_string ("cost", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_workspace_init (TwWorkspace *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * tw_workspace_new:
 * @client: (transfer none): an open client
 *
 * Returns: (transfer full): a workspace, not refreshed yet
 */
TwWorkspace *
tw_workspace_new (TwClient *client)
{
  TwWorkspace *self = g_object_new (TW_TYPE_WORKSPACE, NULL);

  self->client = g_object_ref (client);
  self->activity = tw_activity_new (client);
  g_signal_connect_object (client, "journal-written", G_CALLBACK (tw_activity_reload), self->activity,
                           G_CONNECT_SWAPPED);
  tw_client_follow_others (client);

  return self;
}

/**
 * tw_workspace_get_client:
 * @self: a workspace
 *
 * Returns: (transfer none): its client
 */
TwClient *
tw_workspace_get_client (TwWorkspace *self)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (self), NULL);

  return self->client;
}

/**
 * tw_workspace_get_activity:
 * @self: a workspace
 *
 * Returns: (transfer none): what was sent to its marketplace
 */
TwActivity *
tw_workspace_get_activity (TwWorkspace *self)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (self), NULL);

  return self->activity;
}

/**
 * tw_workspace_is_busy:
 * @self: a workspace
 *
 * Returns: whether it is connecting or reading lists
 */
gboolean
tw_workspace_is_busy (TwWorkspace *self)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (self), FALSE);

  return self->busy;
}

/**
 * tw_workspace_get_error:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): what ended the last refresh early
 */
const GError *
tw_workspace_get_error (TwWorkspace *self)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (self), NULL);

  return self->error;
}

/* No details: the background reads those, behind what people open. */
static void
refresh (TwWorkspace *self,
         TwSyncScope  scope)
{
  if (self->busy)
    return;

  self->busy = TRUE;
  self->scope = scope;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  tw_client_connect_async (self->client, self->cancellable, connected_cb, g_object_ref (self));
}

/**
 * tw_workspace_get_cost:
 * @self: a workspace
 * @summary: (out) (optional) (transfer none) (nullable): the same in one short line
 *
 * Returns: (transfer none) (nullable): what the first reading of the account costs, in words; %NULL when that is not
 *   known yet, or it was read before
 */
const char *
tw_workspace_get_cost (TwWorkspace  *self,
                       const char  **summary)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (self), NULL);

  if (summary != NULL)
    *summary = self->cost_summary;

  return self->cost;
}

/**
 * tw_workspace_refresh:
 * @self: a workspace
 * @kinds: lists to read, as TW_KIND_BIT()s; 0 for those that are due
 *
 * Connects when needed and brings the mirror up to date. Does nothing while that is under way.
 */
void
tw_workspace_refresh (TwWorkspace *self,
                      guint        kinds)
{
  g_return_if_fail (TW_IS_WORKSPACE (self));

  refresh (self, (TwSyncScope) { .kinds = kinds });
}

/**
 * tw_workspace_refresh_fully:
 * @self: a workspace
 *
 * As tw_workspace_refresh(), but all lists are read to their ends: shows changes of old objects, and what is gone.
 */
void
tw_workspace_refresh_fully (TwWorkspace *self)
{
  g_return_if_fail (TW_IS_WORKSPACE (self));

  refresh (self, (TwSyncScope) { .full = TRUE });
}

/**
 * tw_workspace_close:
 * @self: a workspace
 *
 * Ends what it does by itself: a refresh under way, reading in the background, settling, and looking for what other
 * programs write. It cannot be used after that.
 */
void
tw_workspace_close (TwWorkspace *self)
{
  g_return_if_fail (TW_IS_WORKSPACE (self));

  g_cancellable_cancel (self->cancellable);
  tw_activity_close (self->activity);
  tw_client_leave_others (self->client);
  if (tw_client_is_connected (self->client))
    {
      tw_background_stop (tw_client_get_background (self->client));
      tw_settler_stop (tw_client_get_settler (self->client));
    }
}

/**
 * tw_workspace_get_list_time:
 * @self: a workspace
 * @kind: a kind
 *
 * Returns: (transfer none) (nullable): when a page of that list last came
 */
GDateTime *
tw_workspace_get_list_time (TwWorkspace *self,
                            TwKind       kind)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (self), NULL);

  return tw_mirror_get_list_state (tw_client_get_mirror (self->client), kind)->page_time;
}

/**
 * tw_workspace_is_list_known:
 * @self: a workspace
 * @kind: a kind
 *
 * Returns: whether that list was ever read to its end
 */
gboolean
tw_workspace_is_list_known (TwWorkspace *self,
                            TwKind       kind)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (self), FALSE);

  return tw_mirror_get_list_state (tw_client_get_mirror (self->client), kind)->complete_time != NULL;
}
