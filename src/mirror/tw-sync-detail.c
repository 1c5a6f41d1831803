/* tw-sync-detail.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-private.h"

#include "base/tw-error.h"
#include "mirror/tw-sync-failures-private.h"

/* One detail on its way from the marketplace into the mirror, and who waits for it. */
typedef struct
{
  TwSync    *sync;
  TwKind     kind;
  char      *key;
  char      *name;
  GPtrArray *waiters;
  GError    *error;
} Detail;

static void
detail_free (Detail *detail)
{
  g_clear_object (&detail->sync);
  g_clear_pointer (&detail->key, g_free);
  g_clear_pointer (&detail->name, g_free);
  g_clear_pointer (&detail->waiters, g_ptr_array_unref);
  g_clear_error (&detail->error);
  g_free (detail);
}

static void
detail_end (Detail        *detail,
            TwMirrorEntry *entry)
{
  g_autoptr (TwSync) self = g_object_ref (detail->sync);

  g_hash_table_remove (tw_sync_get_fetches (self), detail->name);
  if (entry != NULL)
    tw_sync_note_fetched (self, detail->kind, detail->key);

  for (guint i = 0; i < detail->waiters->len; i++)
    {
      GTask *task = detail->waiters->pdata[i];

      if (entry != NULL)
        g_task_return_pointer (task, tw_mirror_entry_ref (entry), (GDestroyNotify) tw_mirror_entry_unref);
      else
        g_task_return_error (task, g_error_copy (detail->error));
    }

  tw_sync_end_run (self);
  detail_free (detail);
}

static void
detail_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Detail *detail = user_data;
  g_autoptr (TwMirrorEntry) entry = tw_mirror_get_finish (TW_MIRROR (source), result, &detail->error);

  if (entry == NULL && detail->error == NULL)
    g_set_error (&detail->error, TW_ERROR, TW_ERROR_NOT_FOUND, "There is no %s with the id “%s”",
                 tw_kind_to_string (detail->kind), detail->key);
  detail_end (detail, entry);
}

static void
detail_read (Detail *detail)
{
  tw_mirror_get_async (tw_sync_get_mirror (detail->sync), detail->kind, detail->key, NULL, detail_read_cb,
                       detail);
}

static void
detail_put_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Detail *detail = user_data;

  if (tw_mirror_put_detail_finish (TW_MIRROR (source), result, NULL, &detail->error))
    detail_read (detail);
  else
    detail_end (detail, NULL);
}

static void
failure_noted_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!tw_sync_note_failure_finish (TW_MIRROR (source), result, &error))
    g_debug ("%s", error->message);
  detail_end (user_data, NULL);
}

static void
detail_fetched_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Detail *detail = user_data;
  TwMirror *mirror = tw_sync_get_mirror (detail->sync);
  g_autoptr (TwAnswer) answer = tw_marketplace_get_finish (TW_MARKETPLACE (source), result, &detail->error);

  if (answer != NULL)
    tw_mirror_put_detail_async (mirror, detail->kind, answer->resource, NULL, detail_put_cb, detail);
  else if (tw_sync_error_is_of_object (detail->error))
    tw_sync_note_failure_async (mirror, detail->kind, detail->key, failure_noted_cb, detail);
  else
    detail_end (detail, NULL);
}

/**
 * tw_sync_fetch_detail_async:
 * @self: a sync
 * @kind: a kind
 * @key: key of an object
 * @cancellable: (nullable): a cancellable; the call itself goes on, since others may wait for it
 * @callback: called when the object is in the mirror
 * @user_data: for @callback
 *
 * Reads the detail answer of what a person opens, before everything else. Products have none: they are read
 * from the mirror.
 */
void
tw_sync_fetch_detail_async (TwSync              *self,
                            TwKind               kind,
                            const char          *key,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autofree char *name = NULL;
  Detail *detail;
  GTask *task;

  g_return_if_fail (TW_IS_SYNC (self));
  g_return_if_fail (key != NULL && *key != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_sync_fetch_detail_async);

  name = g_strdup_printf ("%s %s", tw_kind_to_string (kind), key);
  detail = g_hash_table_lookup (tw_sync_get_fetches (self), name);
  if (detail != NULL)
    {
      g_ptr_array_add (detail->waiters, task);
      return;
    }

  detail = g_new0 (Detail, 1);
  detail->sync = g_object_ref (self);
  detail->kind = kind;
  detail->key = g_strdup (key);
  detail->name = g_steal_pointer (&name);
  detail->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (detail->waiters, task);
  g_hash_table_insert (tw_sync_get_fetches (self), detail->name, detail);
  tw_sync_begin_run (self);

  if (kind == TW_KIND_PRODUCT)
    {
      detail_read (detail);
      return;
    }

  tw_sync_give_up_asked (self, kind, key);
  tw_sync_count_call (self, kind);
  tw_marketplace_get_async (tw_sync_get_marketplace (self), kind, key, TW_PRIORITY_PERSON, NULL,
                            detail_fetched_cb, detail);
}

/**
 * tw_sync_fetch_detail_finish:
 * @self: a sync
 * @result: the result
 * @error: return location; %TW_ERROR_NOT_FOUND when the marketplace does not know the object
 *
 * Returns: (transfer full): the object, whole; %NULL with @error set
 */
TwMirrorEntry *
tw_sync_fetch_detail_finish (TwSync        *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_sync_fetch_detail_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
