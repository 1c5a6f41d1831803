/* tw-records-backup.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-records-backup-private.h"

#include "base/tw-error.h"
#include "journal/tw-records-file-private.h"

#include <glib/gstdio.h>

/**
 * tw_records_dup_aside:
 * @path: path of a records file
 * @why: why it makes room, as part of a file name
 *
 * Returns: (transfer full): where it goes: a name that nothing has
 */
char *
tw_records_dup_aside (const char *path,
                      const char *why)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *aside = g_strdup_printf ("%s.%s-%s", path, why, time);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.%s-%s-%u", path, why, time, i);
    }

  return aside;
}

/**
 * tw_records_put_in_place:
 * @path: path of a records file that nobody has open
 * @source: a copy of records
 * @aside: where the file of before goes, when there is one
 * @error: return location
 *
 * Puts a copy in the place of the records. What was on its way when it was made is unknown in it.
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_records_put_in_place (const char  *path,
                         const char  *source,
                         const char  *aside,
                         GError     **error)
{
  g_autofree char *replacement = g_strconcat (path, ".restored", NULL);

  if (tw_records_file_copy (source, replacement, error) && tw_records_file_age (replacement, error)
      && tw_records_file_replace (path, replacement, aside, error))
    return TRUE;

  g_unlink (replacement);

  return FALSE;
}

typedef struct
{
  char   *path;
  char   *other;
  char   *aside;
  gint64  count;
} Transfer;

static void
transfer_free (Transfer *transfer)
{
  g_free (transfer->path);
  g_free (transfer->other);
  g_free (transfer->aside);
  g_free (transfer);
}

static GTask *
task_new (const char          *path,
          const char          *other,
          gpointer             source_tag,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Transfer *transfer = g_new0 (Transfer, 1);

  transfer->path = g_strdup (path);
  transfer->other = g_strdup (other);
  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, transfer, (GDestroyNotify) transfer_free);

  return task;
}

static void
back_up_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Transfer *transfer = task_data;
  GError *error = NULL;

  if (!g_file_test (transfer->path, G_FILE_TEST_EXISTS))
    g_task_return_new_error (task,
                             TW_ERROR,
                             TW_ERROR_NOT_FOUND,
                             "There are no records yet: “%s” does not exist",
                             transfer->path);
  else if (tw_records_file_copy (transfer->path, transfer->other, &error)
           && (transfer->count = tw_records_file_count (transfer->other, &error)) >= 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * tw_records_back_up_async:
 * @path: path of an account's records file, which may be open
 * @target: where the copy goes, in the place of an earlier one
 * @cancellable: (nullable): not looked at once it has begun
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Copies the records into one file, as they are at one moment, for nobody else to read.
 */
void
tw_records_back_up_async (const char          *path,
                          const char          *target,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (path != NULL);
  g_return_if_fail (target != NULL);

  task = task_new (path, target, tw_records_back_up_async, cancellable, callback, user_data);
  g_task_run_in_thread (task, back_up_thread);
}

/**
 * tw_records_back_up_finish:
 * @result: the result
 * @error: return location; %TW_ERROR_STORE naming the file that failed, %TW_ERROR_NOT_FOUND without records
 *
 * Returns: how many journal entries the copy has, -1 with @error set
 */
gint64
tw_records_back_up_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_records_back_up_async), -1);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return -1;

  return ((Transfer *) g_task_get_task_data (G_TASK (result)))->count;
}

static void
restore_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Transfer *transfer = task_data;
  gboolean exists = g_file_test (transfer->path, G_FILE_TEST_EXISTS);
  GError *error = NULL;
  gboolean ok;
  int lock;

  if (!tw_records_file_check (transfer->other, tw_records_get_newest_version (), &error)
      || (lock = tw_records_file_lock (transfer->path, 0, &error)) < 0)
    {
      g_task_return_error (task, error);
      return;
    }

  transfer->aside = tw_records_dup_aside (transfer->path, "replaced");
  if (exists)
    tw_records_file_checkpoint (transfer->path);
  ok = tw_records_put_in_place (transfer->path, transfer->other, transfer->aside, &error)
       && (transfer->count = tw_records_file_count (transfer->path, &error)) >= 0;
  g_close (lock, NULL);
  if (!exists)
    g_clear_pointer (&transfer->aside, g_free);

  if (!ok)
    {
      g_task_return_error (task, error);
      return;
    }

  /* It was about the records that made room. */
  tw_records_forget_notice (transfer->path);
  g_task_return_boolean (task, TRUE);
}

/**
 * tw_records_restore_async:
 * @path: path of an account's records file, which nobody may have open; made when missing
 * @source: a copy that tw_records_back_up_async() made, here or on another computer
 * @cancellable: (nullable): not looked at once it has begun
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Puts a copy in the place of the records; these are set aside. What was approved or on its way when the copy was
 * made becomes unknown: nobody sends it again.
 */
void
tw_records_restore_async (const char          *path,
                          const char          *source,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (path != NULL);
  g_return_if_fail (source != NULL);

  task = task_new (path, source, tw_records_restore_async, cancellable, callback, user_data);
  g_task_run_in_thread (task, restore_thread);
}

/**
 * tw_records_restore_finish:
 * @result: the result
 * @aside: (out) (optional) (nullable): where the records of before are now, %NULL when there were none
 * @error: return location; %TW_ERROR_CONFLICT while another program has the records open, %TW_ERROR_STORE saying
 *   what is wrong with the copy
 *
 * Returns: how many journal entries there are now, -1 with @error set
 */
gint64
tw_records_restore_finish (GAsyncResult  *result,
                           char         **aside,
                           GError       **error)
{
  Transfer *transfer;

  g_return_val_if_fail (g_async_result_is_tagged (result, tw_records_restore_async), -1);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return -1;

  transfer = g_task_get_task_data (G_TASK (result));
  if (aside != NULL)
    *aside = g_steal_pointer (&transfer->aside);

  return transfer->count;
}
