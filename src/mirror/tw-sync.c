/* tw-sync.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-private.h"

/*
 * fetches: details that people wait for, by kind and key, so that none is asked for twice
 * fetched: kinds and keys of details that people got since it became busy
 * full_interval: lists are read to their ends so often, in seconds
 */
struct _TwSync
{
  GObject        parent_instance;

  TwMarketplace *marketplace;
  TwMirror      *mirror;
  GHashTable    *fetches;
  GHashTable    *fetched;
  gint64         full_interval;
  guint          n_runs;
  TwKind         kind;
  gint64         n_rows;
  gint64         total;
  gint64         n_details;
  gint64         total_details;
  guint          n_calls;
};

enum
{
  PROP_0,
  PROP_BUSY,
  PROP_KIND,
  PROP_ROWS,
  PROP_TOTAL,
  PROP_DETAILS,
  PROP_TOTAL_DETAILS,
  PROP_CALLS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  COST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwSync, tw_sync, G_TYPE_OBJECT)

static void
tw_sync_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  TwSync *self = TW_SYNC (object);

  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, tw_sync_is_busy (self));
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_ROWS:
      g_value_set_int64 (value, self->n_rows);
      break;
    case PROP_TOTAL:
      g_value_set_int64 (value, self->total);
      break;
    case PROP_DETAILS:
      g_value_set_int64 (value, self->n_details);
      break;
    case PROP_TOTAL_DETAILS:
      g_value_set_int64 (value, self->total_details);
      break;
    case PROP_CALLS:
      g_value_set_uint (value, self->n_calls);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_sync_finalize (GObject *object)
{
  TwSync *self = TW_SYNC (object);

  g_clear_object (&self->marketplace);
  g_clear_object (&self->mirror);
  g_clear_pointer (&self->fetches, g_hash_table_unref);
  g_clear_pointer (&self->fetched, g_hash_table_unref);

  G_OBJECT_CLASS (tw_sync_parent_class)->finalize (object);
}

static void
tw_sync_class_init (TwSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tw_sync_get_property;
  object_class->finalize = tw_sync_finalize;

  /**
   * TwSync:busy:
   *
   * Whether anything is being read.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);

  /**
   * TwSync:kind:
   *
   * What came last.
   */
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, TW_TYPE_KIND, TW_KIND_CUSTOMER, flags);

  /**
   * TwSync:rows:
   *
   * List rows that came since it became busy.
   */
  properties[PROP_ROWS] = g_param_spec_int64 ("rows", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * TwSync:total:
   *
   * List rows to come in all, as far as it is known.
   */
  properties[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * TwSync:details:
   *
   * Details that came since it became busy.
   */
  properties[PROP_DETAILS] = g_param_spec_int64 ("details", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * TwSync:total-details:
   *
   * Details to come in all.
   */
  properties[PROP_TOTAL_DETAILS] = g_param_spec_int64 ("total-details", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * TwSync:calls:
   *
   * Calls made since it became busy.
   */
  properties[PROP_CALLS] = g_param_spec_uint ("calls", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * TwSync::cost:
   * @self: a sync
   * @list_calls: calls that the lists take in all, those made already included
   * @details: details that are to be read later, a call each
   *
   * What the first sync of an account costs, told once the first page of each list has come.
   */
  signals[COST] = g_signal_new ("cost",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL,
                                G_TYPE_NONE,
                                2, G_TYPE_UINT, G_TYPE_INT64);
}

static void
tw_sync_init (TwSync *self)
{
  self->fetches = g_hash_table_new (g_str_hash, g_str_equal);
  self->fetched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->full_interval = TW_SYNC_FULL_INTERVAL;
}

/**
 * tw_sync_new:
 * @marketplace: where to read
 * @mirror: where to write
 *
 * Returns: (transfer full): a new object
 */
TwSync *
tw_sync_new (TwMarketplace *marketplace,
             TwMirror      *mirror)
{
  TwSync *self;

  g_return_val_if_fail (TW_IS_MARKETPLACE (marketplace), NULL);
  g_return_val_if_fail (TW_IS_MIRROR (mirror), NULL);

  self = g_object_new (TW_TYPE_SYNC, NULL);
  self->marketplace = g_object_ref (marketplace);
  self->mirror = g_object_ref (mirror);

  return self;
}

/**
 * tw_sync_get_marketplace:
 * @self: a sync
 *
 * Returns: (transfer none): where it reads
 */
TwMarketplace *
tw_sync_get_marketplace (TwSync *self)
{
  return self->marketplace;
}

/**
 * tw_sync_get_mirror:
 * @self: a sync
 *
 * Returns: (transfer none): where it writes
 */
TwMirror *
tw_sync_get_mirror (TwSync *self)
{
  return self->mirror;
}

/**
 * tw_sync_get_fetches:
 * @self: a sync
 *
 * Returns: (transfer none): details that people wait for, by kind and key; tw-sync-detail.c looks after them
 */
GHashTable *
tw_sync_get_fetches (TwSync *self)
{
  return self->fetches;
}

static char *
make_name (TwKind      kind,
           const char *key)
{
  return g_strdup_printf ("%s %s", tw_kind_to_string (kind), key);
}

/**
 * tw_sync_note_fetched:
 * @self: a sync
 * @kind: a kind
 * @key: key of an object whose detail a person got
 *
 * Runs need not ask for it any more.
 */
void
tw_sync_note_fetched (TwSync     *self,
                      TwKind      kind,
                      const char *key)
{
  g_hash_table_add (self->fetched, make_name (kind, key));
}

/**
 * tw_sync_was_fetched:
 * @self: a sync
 * @kind: a kind
 * @key: key of an object
 *
 * Returns: whether a person waits for its detail, or got it since @self became busy
 */
gboolean
tw_sync_was_fetched (TwSync     *self,
                     TwKind      kind,
                     const char *key)
{
  g_autofree char *name = make_name (kind, key);

  return g_hash_table_contains (self->fetches, name) || g_hash_table_contains (self->fetched, name);
}

/**
 * tw_sync_tell_cost:
 * @self: a sync
 * @list_calls: calls that the lists take in all
 * @details: details to be read later
 */
void
tw_sync_tell_cost (TwSync *self,
                   guint   list_calls,
                   gint64  details)
{
  g_signal_emit (self, signals[COST], 0, list_calls, details);
}

static void
notify (TwSync *self,
        guint   prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_kind (TwSync *self,
          TwKind  kind)
{
  if (self->kind == kind)
    return;

  self->kind = kind;
  notify (self, PROP_KIND);
}

/**
 * tw_sync_begin_run:
 * @self: a sync
 *
 * Something is being read from now on. The figures begin anew when nothing was.
 */
void
tw_sync_begin_run (TwSync *self)
{
  if (self->n_runs++ > 0)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  self->n_rows = self->total = self->n_details = self->total_details = 0;
  self->n_calls = 0;
  g_hash_table_remove_all (self->fetched);
  for (guint i = PROP_ROWS; i <= PROP_CALLS; i++)
    notify (self, i);
  notify (self, PROP_BUSY);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * tw_sync_end_run:
 * @self: a sync
 *
 * What tw_sync_begin_run() began has ended.
 */
void
tw_sync_end_run (TwSync *self)
{
  g_assert (self->n_runs > 0);

  if (--self->n_runs == 0)
    notify (self, PROP_BUSY);
}

/**
 * tw_sync_count_call:
 * @self: a sync
 * @kind: for what
 *
 * Notes that a call is made.
 */
void
tw_sync_count_call (TwSync *self,
                    TwKind  kind)
{
  self->n_calls++;
  set_kind (self, kind);
  notify (self, PROP_CALLS);
}

/**
 * tw_sync_count_rows:
 * @self: a sync
 * @kind: of which kind
 * @rows: list rows that came
 * @more_total: by how much the number of rows expected grew
 */
void
tw_sync_count_rows (TwSync *self,
                    TwKind  kind,
                    gint64  rows,
                    gint64  more_total)
{
  set_kind (self, kind);
  self->n_rows += rows;
  self->total += more_total;
  notify (self, PROP_ROWS);
  if (more_total != 0)
    notify (self, PROP_TOTAL);
}

/**
 * tw_sync_count_details:
 * @self: a sync
 * @kind: of which kind
 * @details: details that came
 * @more_total: by how much the number of details expected grew
 */
void
tw_sync_count_details (TwSync *self,
                       TwKind  kind,
                       gint64  details,
                       gint64  more_total)
{
  set_kind (self, kind);
  self->n_details += details;
  self->total_details += more_total;
  notify (self, PROP_DETAILS);
  if (more_total != 0)
    notify (self, PROP_TOTAL_DETAILS);
}

/**
 * tw_sync_set_full_interval:
 * @self: a sync
 * @seconds: how often lists that come newest first are read to their ends; 0 for every time
 */
void
tw_sync_set_full_interval (TwSync *self,
                           gint64  seconds)
{
  g_return_if_fail (TW_IS_SYNC (self));
  g_return_if_fail (seconds >= 0);

  self->full_interval = seconds;
}

/**
 * tw_sync_get_full_interval:
 * @self: a sync
 *
 * Returns: how often lists that come newest first are read to their ends, in seconds
 */
gint64
tw_sync_get_full_interval (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), TW_SYNC_FULL_INTERVAL);

  return self->full_interval;
}

/**
 * tw_sync_is_busy:
 * @self: a sync
 *
 * Returns: whether anything is being read
 */
gboolean
tw_sync_is_busy (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), FALSE);

  return self->n_runs > 0;
}

/**
 * tw_sync_get_kind:
 * @self: a sync
 *
 * Returns: what came last
 */
TwKind
tw_sync_get_kind (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), TW_KIND_CUSTOMER);

  return self->kind;
}

/**
 * tw_sync_get_rows:
 * @self: a sync
 *
 * Returns: list rows that came since it became busy
 */
gint64
tw_sync_get_rows (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), 0);

  return self->n_rows;
}

/**
 * tw_sync_get_total:
 * @self: a sync
 *
 * Returns: list rows to come in all, as far as it is known
 */
gint64
tw_sync_get_total (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), 0);

  return self->total;
}

/**
 * tw_sync_get_details:
 * @self: a sync
 *
 * Returns: details that came since it became busy
 */
gint64
tw_sync_get_details (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), 0);

  return self->n_details;
}

/**
 * tw_sync_get_total_details:
 * @self: a sync
 *
 * Returns: details to come in all
 */
gint64
tw_sync_get_total_details (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), 0);

  return self->total_details;
}

/**
 * tw_sync_get_calls:
 * @self: a sync
 *
 * Returns: calls made since it became busy
 */
guint
tw_sync_get_calls (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), 0);

  return self->n_calls;
}

/**
 * tw_sync_run_async:
 * @self: a sync
 * @scope: how much
 * @priority: who waits for the lists; details that nobody asked for go behind everything else
 * @cancellable: (nullable): a cancellable; what came until then is kept
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Brings the mirror up to date. Several runs may go at a time.
 */
void
tw_sync_run_async (TwSync              *self,
                   const TwSyncScope   *scope,
                   TwPriority           priority,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TW_IS_SYNC (self));
  g_return_if_fail (scope != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_sync_run_async);
  tw_sync_run_start (self, scope, priority, task);
}

/**
 * tw_sync_run_finish:
 * @self: a sync
 * @result: the result
 * @error: return location; %G_IO_ERROR_CANCELLED alone
 *
 * What failed is in the summary, by kind: one list that fails does not keep the others from being read.
 *
 * Returns: (transfer full): what was done, %NULL with @error set when it was cancelled
 */
TwSyncSummary *
tw_sync_run_finish (TwSync        *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_sync_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
