/* tw-records-swap.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-records-swap.h"

#include "base/tw-error.h"
#include "journal/tw-records-backup.h"

/* How long what still works with the journal may take to end, in milliseconds. */
#define CLOSE_TIMEOUT 30000

typedef struct
{
  TwJournal *journal; /* watched until it is gone */
  char      *path;
  char      *source;
  char      *aside;
  guint      timeout_id;
} Swap;

static void
swap_free (Swap *swap)
{
  g_free (swap->path);
  g_free (swap->source);
  g_free (swap->aside);
  g_free (swap);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Swap *swap = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 n_entries = tw_records_restore_finish (result, &swap->aside, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, n_entries);
}

/* Takes the task. */
static void
restore (gpointer user_data)
{
  GTask *task = user_data;
  Swap *swap = g_task_get_task_data (task);

  tw_records_restore_async (swap->path, swap->source, NULL, restored_cb, task);
}

/* Told in the middle of the journal's end: its file is closed when that is over. */
static void
journal_gone_cb (gpointer  user_data,
                 GObject  *where_it_was)
{
  Swap *swap = g_task_get_task_data (user_data);

  swap->journal = NULL;
  g_clear_handle_id (&swap->timeout_id, g_source_remove);
  g_idle_add_once (restore, user_data);
}

static void
timeout_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Swap *swap = g_task_get_task_data (task);

  swap->timeout_id = 0;
  g_object_weak_unref (G_OBJECT (swap->journal), journal_gone_cb, task);
  g_task_return_new_error (task,
                           TW_ERROR,
                           TW_ERROR_CONFLICT,
                           "Something that was sent with these records has no answer yet; wait for it first");
}

/**
 * tw_records_swap_async:
 * @journal: (nullable): the journal that has the records open, which its owners let go of now
 * @path: path of the records
 * @source: the backup that takes their place
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Waits until the journal is closed, then restores the backup.
 */
void
tw_records_swap_async (TwJournal           *journal,
                       const char          *path,
                       const char          *source,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Swap *swap = g_new0 (Swap, 1);

  swap->journal = journal;
  swap->path = g_strdup (path);
  swap->source = g_strdup (source);
  g_task_set_source_tag (task, tw_records_swap_async);
  g_task_set_task_data (task, swap, (GDestroyNotify) swap_free);

  if (journal != NULL)
    {
      g_object_weak_ref (G_OBJECT (journal), journal_gone_cb, task);
      swap->timeout_id = g_timeout_add_once (CLOSE_TIMEOUT, timeout_cb, task);
    }
  else
    restore (task);
}

/**
 * tw_records_swap_finish:
 * @result: what the callback was given
 * @aside: (out) (nullable): where the records of before are now, %NULL when there were none
 * @error: return location; %TW_ERROR_CONFLICT while anybody works with the records, %TW_ERROR_STORE saying what is
 *   wrong with the backup or the disk
 *
 * Returns: how many journal entries there are now, -1 with @error set
 */
gint64
tw_records_swap_finish (GAsyncResult  *result,
                        char         **aside,
                        GError       **error)
{
  gint64 n_entries;

  g_return_val_if_fail (g_async_result_is_tagged (result, tw_records_swap_async), -1);

  n_entries = g_task_propagate_int (G_TASK (result), error);
  if (n_entries >= 0)
    *aside = g_steal_pointer (&((Swap *) g_task_get_task_data (G_TASK (result)))->aside);

  return n_entries;
}
