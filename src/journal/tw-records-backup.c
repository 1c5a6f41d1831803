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
#include <string.h>

/* Copies that are made by themselves, at the first start of a day, and how many are kept. */
#define BACKUP_SECONDS (24 * 60 * 60)
#define N_BACKUPS 5
#define BACKUP_ENDING ".backup"

/* A file up to this size is looked through at every start; a bigger one when a copy is made. */
#define SMALL_BYTES (4 * 1024 * 1024)

/* How long a program that starts waits for another one that is putting a damaged file right, in seconds. */
#define RECOVERY_SECONDS 5

typedef struct
{
  char   *path;
  gint64  time; /* of its last change, in seconds since the epoch */
} Backup;

static void
backup_free (Backup *backup)
{
  g_free (backup->path);
  g_free (backup);
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const Backup *first = *(Backup *const *) a;
  const Backup *second = *(Backup *const *) b;

  if (first->time != second->time)
    return first->time > second->time ? -1 : 1;

  return strcmp (second->path, first->path);
}

/* The copies beside a file, the newest first; of every kind, or only those that are made by themselves. */
static GPtrArray *
list_backups (const char *path,
              gboolean    daily)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) backup_free);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *start = g_strconcat (base, daily ? ".day-" : ".", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = NULL;
      GStatBuf status;
      Backup *backup;

      if (!g_str_has_prefix (name, start) || !g_str_has_suffix (name, BACKUP_ENDING))
        continue;
      file = g_build_filename (folder, name, NULL);
      if (g_stat (file, &status) != 0)
        continue;

      backup = g_new0 (Backup, 1);
      backup->path = g_steal_pointer (&file);
      backup->time = status.st_mtime;
      g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_newest_first);

  return backups;
}

static char *
dup_now (const char *format)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, format);
}

/* Where a file goes that makes room: a name that nothing has. */
static char *
dup_aside (const char *path,
           const char *why)
{
  g_autofree char *time = dup_now ("%Y%m%d-%H%M%S");
  char *aside = g_strdup_printf ("%s.%s-%s", path, why, time);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.%s-%s-%u", path, why, time, i);
    }

  return aside;
}

static gboolean
is_backup_due (const char *path)
{
  g_autoptr (GPtrArray) backups = list_backups (path, TRUE);
  Backup *newest = backups->len > 0 ? g_ptr_array_index (backups, 0) : NULL;

  return newest == NULL || g_get_real_time () / G_USEC_PER_SEC - newest->time >= BACKUP_SECONDS;
}

/* A copy of today, and none of long ago. That it cannot be made is no reason not to work. */
static void
keep_backup (const char *path)
{
  g_autofree char *day = dup_now ("%F");
  g_autofree char *target = g_strdup_printf ("%s.day-%s" BACKUP_ENDING, path, day);
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;

  if (tw_records_file_count (path, NULL) <= 0)
    return;
  if (!tw_records_file_copy (path, target, &error))
    {
      g_message ("The records have no backup of today: %s", error->message);
      return;
    }

  backups = list_backups (path, TRUE);
  for (guint i = N_BACKUPS; i < backups->len; i++)
    g_unlink (((Backup *) g_ptr_array_index (backups, i))->path);
}

/* Puts a copy in the place of the records, whose file goes aside. */
static gboolean
put_in_place (const char  *path,
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

/* The newest copy that is whole takes the place of a damaged file; without one it starts anew. */
static gboolean
recover (const char  *path,
         char       **notice,
         GError     **error)
{
  g_autoptr (GPtrArray) backups = list_backups (path, FALSE);
  g_autofree char *aside = dup_aside (path, "damaged");

  for (guint i = 0; i < backups->len; i++)
    {
      Backup *backup = g_ptr_array_index (backups, i);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (backup->time);
      g_autofree char *text = g_date_time_format (time, "%F %H:%M UTC");

      if (!tw_records_file_check (backup->path, tw_records_get_newest_version (), NULL))
        continue;
      if (!put_in_place (path, backup->path, aside, error))
        return FALSE;

      *notice = g_strdup_printf ("The records file “%s” was damaged. It is now “%s”, and its backup of %s took"
                                 " its place. What was written after that is missing: orders placed since then"
                                 " are at the marketplace, but not in the journal. Look for them before you"
                                 " place any again.",
                                 path,
                                 aside,
                                 text);
      return TRUE;
    }

  if (!tw_records_file_replace (path, NULL, aside, error))
    return FALSE;
  *notice = g_strdup_printf ("The records file “%s” was damaged, and there is no backup of it. It is now “%s”,"
                             " and the journal starts anew. Orders placed before are at the marketplace, but not"
                             " in the journal: look for them before you place any again.",
                             path,
                             aside);

  return TRUE;
}

/**
 * tw_records_prepare:
 * @path: path of a records file that is about to be opened
 * @notice: (out): what a person has to know, %NULL for nothing
 * @error: return location
 *
 * Puts a damaged file right, and makes the copy of the day. Blocks: call it in a thread.
 *
 * Returns: %FALSE with @error set when the file is damaged and cannot be replaced
 */
gboolean
tw_records_prepare (const char  *path,
                    char       **notice,
                    GError     **error)
{
  GStatBuf status;
  gboolean due;
  gboolean thoroughly;
  gboolean ok = TRUE;
  int lock;

  *notice = NULL;
  if (g_stat (path, &status) != 0 || status.st_size == 0)
    return TRUE;

  due = is_backup_due (path);
  thoroughly = due || status.st_size <= SMALL_BYTES;
  if (tw_records_file_is_damaged (path, thoroughly))
    {
      lock = tw_records_file_lock (path, RECOVERY_SECONDS, error);
      if (lock < 0)
        {
          g_prefix_error (error, "The records file is damaged. ");
          return FALSE;
        }

      /* Somebody else may have been quicker. */
      if (tw_records_file_is_damaged (path, thoroughly))
        ok = recover (path, notice, error);
      g_close (lock, NULL);
    }
  else if (due)
    keep_backup (path);

  return ok;
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

  transfer->aside = dup_aside (transfer->path, "replaced");
  if (exists)
    tw_records_file_checkpoint (transfer->path);
  ok = put_in_place (transfer->path, transfer->other, transfer->aside, &error)
       && (transfer->count = tw_records_file_count (transfer->path, &error)) >= 0;
  g_close (lock, NULL);
  if (!exists)
    g_clear_pointer (&transfer->aside, g_free);

  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
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
