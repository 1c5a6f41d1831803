/* tw-sync.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-private.h"

enum
{
  COST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwSync, tw_sync, G_TYPE_OBJECT)

static void
tw_sync_finalize (GObject *object)
{
  TwSync *self = TW_SYNC (object);

  g_clear_object (&self->marketplace);
  g_clear_object (&self->mirror);
  g_clear_pointer (&self->fetches, g_hash_table_unref);
  g_clear_pointer (&self->fetched, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);

  G_OBJECT_CLASS (tw_sync_parent_class)->finalize (object);
}

static void
tw_sync_class_init (TwSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tw_sync_finalize;

  tw_sync_install_figures (object_class);

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
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
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
 * tw_sync_note_asked:
 * @self: a sync
 * @kind: a kind
 * @key: key of an object whose detail a run asks for
 * @cancellable: of that call
 */
void
tw_sync_note_asked (TwSync       *self,
                    TwKind        kind,
                    const char   *key,
                    GCancellable *cancellable)
{
  g_hash_table_replace (self->asked, make_name (kind, key), g_object_ref (cancellable));
}

/**
 * tw_sync_forget_asked:
 * @self: a sync
 * @kind: a kind
 * @key: key of an object whose detail a run asked for, and has an answer about
 */
void
tw_sync_forget_asked (TwSync     *self,
                      TwKind      kind,
                      const char *key)
{
  g_autofree char *name = make_name (kind, key);

  g_hash_table_remove (self->asked, name);
}

/**
 * tw_sync_give_up_asked:
 * @self: a sync
 * @kind: a kind
 * @key: key of an object that a person opens
 *
 * A run that stands in line for the same detail leaves the line.
 */
void
tw_sync_give_up_asked (TwSync     *self,
                       TwKind      kind,
                       const char *key)
{
  g_autofree char *name = make_name (kind, key);
  GCancellable *cancellable = g_hash_table_lookup (self->asked, name);

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
}

/**
 * tw_sync_distrusts_since:
 * @self: a sync
 *
 * Returns: whether lists are not to be asked for by date any more
 */
gboolean
tw_sync_distrusts_since (TwSync *self)
{
  return self->distrusts_since;
}

/**
 * tw_sync_distrust_since:
 * @self: a sync
 *
 * Notes that a list that was asked for by date was not answered so: each try costs a call.
 */
void
tw_sync_distrust_since (TwSync *self)
{
  self->distrusts_since = TRUE;
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

/**
 * tw_sync_can_list:
 * @self: a sync
 * @kind: a kind
 *
 * Returns: whether the marketplace lists such objects
 */
gboolean
tw_sync_can_list (TwSync *self,
                  TwKind  kind)
{
  TwCapabilities can;

  g_return_val_if_fail (TW_IS_SYNC (self), FALSE);

  can = tw_marketplace_get_capabilities (self->marketplace);

  return (kind != TW_KIND_RESELLER || (can & TW_CAN_MANAGE_RESELLERS) != 0)
         && (kind != TW_KIND_ORDER || (can & TW_CAN_LIST_ORDERS) != 0);
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
