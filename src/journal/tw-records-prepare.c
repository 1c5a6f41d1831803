/* tw-records-prepare.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-records-backup-private.h"

#include "journal/tw-records-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Copies that are made by themselves, one for each day on which something was written, and how many are kept. */
#define N_BACKUPS 5
#define BACKUP_ENDING ".backup"

/*
 * A file up to this size is looked through at every start, and copied whenever it has changed since the last copy.
 * A bigger one is copied, and looked through then, when its last copy is an hour old.
 */
#define SMALL_BYTES (4 * 1024 * 1024)
#define BIG_BACKUP_SECONDS (60 * 60)

/* How long a program that starts waits for another one that is putting the file right, in seconds. */
#define RECOVERY_SECONDS 5

typedef enum
{
  WHOLE,
  DAMAGED,
  EMPTY,
  MISSING,
} Condition;

typedef struct
{
  char            *path;
  struct timespec  time; /* when what it is a copy of was last written */
} Backup;

static void
backup_free (Backup *backup)
{
  g_free (backup->path);
  g_free (backup);
}

static gboolean
is_later (const struct timespec *a,
          const struct timespec *b)
{
  return a->tv_sec > b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec > b->tv_nsec);
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const Backup *first = *(Backup *const *) a;
  const Backup *second = *(Backup *const *) b;

  if (is_later (&first->time, &second->time))
    return -1;
  if (is_later (&second->time, &first->time))
    return 1;

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
      backup->time = status.st_mtim;
      g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_newest_first);

  return backups;
}

/* When the records were last written. What is not yet in the file stands beside it. */
static struct timespec
get_change_time (const char     *path,
                 const GStatBuf *status)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  GStatBuf wal_status;

  if (g_stat (wal, &wal_status) == 0 && wal_status.st_size > 0 && is_later (&wal_status.st_mtim, &status->st_mtim))
    return wal_status.st_mtim;

  return status->st_mtim;
}

static gboolean
is_backup_due (const char            *path,
               gboolean               is_small,
               const struct timespec *changed)
{
  g_autoptr (GPtrArray) backups = list_backups (path, TRUE);
  Backup *newest = backups->len > 0 ? g_ptr_array_index (backups, 0) : NULL;

  if (newest == NULL)
    return TRUE;
  if (newest->time.tv_sec == changed->tv_sec && newest->time.tv_nsec == changed->tv_nsec)
    return FALSE;

  return is_small || ABS (changed->tv_sec - newest->time.tv_sec) >= BIG_BACKUP_SECONDS;
}

/* The copy of the day, and none of long ago. That it cannot be made is no reason not to work. */
static void
keep_backup (const char            *path,
             const struct timespec *changed)
{
  const struct timespec times[] = { *changed, *changed };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = g_date_time_format (now, "%F");
  g_autofree char *target = g_strdup_printf ("%s.day-%s" BACKUP_ENDING, path, day);
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  int lock;

  if (tw_records_file_count (path, NULL) <= 0 || (lock = tw_records_file_lock_copy (path)) < 0)
    return;

  /* What is written while it is copied is later than that time, so it will be copied again. */
  if (!tw_records_file_copy (path, target, &error))
    g_message ("The records have no backup of today: %s", error->message);
  else if (utimensat (AT_FDCWD, target, times, 0) != 0)
    g_debug ("The backup “%s” has another time than the records: %s", target, g_strerror (errno));
  g_close (lock, NULL);

  backups = list_backups (path, TRUE);
  for (guint i = N_BACKUPS; i < backups->len; i++)
    g_unlink (((Backup *) g_ptr_array_index (backups, i))->path);
}

static const char *
describe_condition (Condition condition)
{
  switch (condition)
    {
    case MISSING:
      return "was missing";
    case EMPTY:
      return "was empty";
    case DAMAGED:
    case WHOLE:
    default:
      return "was damaged";
    }
}

/* What a person has to know. */
static char *
describe_recovery (const char   *path,
                   Condition     condition,
                   const char   *aside,
                   const Backup *backup)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "The records file “%s” %s", path, describe_condition (condition));
  g_string_append (text, backup == NULL ? ", and there is no whole backup of it." : ".");
  if (condition != MISSING)
    g_string_append_printf (text, " It is now “%s”.", aside);

  if (backup == NULL)
    g_string_append (text, " The journal starts anew. Orders placed before");
  else
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (backup->time.tv_sec);
      g_autofree char *time_text = g_date_time_format (time, "%F %H:%M:%S UTC");

      g_string_append_printf (text,
                              " Its backup of %s took its place. What was written after that is missing: orders"
                              " placed since then",
                              time_text);
    }
  g_string_append (text,
                   " are at the marketplace, but not in the journal. Look for them before you place any again.");

  return g_string_free (text, FALSE);
}

/* The newest copy that is whole takes the place of a file that cannot be used; without one it starts anew. */
static gboolean
recover (const char  *path,
         Condition    condition,
         GPtrArray   *backups,
         GError     **error)
{
  g_autofree char *aside = tw_records_dup_aside (path, condition == EMPTY ? "empty" : "damaged");
  g_autofree char *before = tw_records_dup_notice (path);
  g_autofree char *notice = NULL;
  Backup *whole = NULL;
  gboolean ok;

  for (guint i = 0; i < backups->len && whole == NULL; i++)
    {
      Backup *backup = g_ptr_array_index (backups, i);

      if (tw_records_file_check (backup->path, tw_records_get_newest_version (), NULL))
        whole = backup;
    }

  /* First: nobody shall start on what is less than there was without being told. */
  notice = describe_recovery (path, condition, aside, whole);
  if (!tw_records_add_notice (path, notice, error))
    return FALSE;

  if (whole != NULL)
    ok = tw_records_put_in_place (path, whole->path, aside, error);
  else
    ok = tw_records_file_replace (path, NULL, aside, error);
  if (!ok)
    tw_records_forget_notice (path);
  if (!ok && before != NULL)
    tw_records_add_notice (path, before, NULL);

  return ok;
}

/* Without backups beside it, nothing there is how every journal begins. */
static Condition
examine (const char *path,
         GPtrArray  *backups,
         gboolean    thoroughly)
{
  GStatBuf status;
  gboolean exists = g_stat (path, &status) == 0;

  if (!exists && errno != ENOENT)
    return WHOLE;
  if (!exists)
    return backups->len > 0 ? MISSING : WHOLE;
  if (status.st_size == 0)
    return backups->len > 0 ? EMPTY : WHOLE;

  return tw_records_file_is_damaged (path, thoroughly) ? DAMAGED : WHOLE;
}

static gboolean
put_right (const char  *path,
           gboolean     thoroughly,
           GError     **error)
{
  int lock = tw_records_file_lock (path, RECOVERY_SECONDS, error);
  g_autoptr (GPtrArray) backups = NULL;
  Condition condition;
  gboolean ok;

  if (lock < 0)
    {
      g_prefix_error (error, "The records file cannot be used. ");
      return FALSE;
    }

  /* Somebody else may have been quicker. */
  backups = list_backups (path, FALSE);
  condition = examine (path, backups, thoroughly);
  ok = condition == WHOLE || recover (path, condition, backups, error);
  g_close (lock, NULL);

  return ok;
}

/**
 * tw_records_keep_copy:
 * @path: path of a records file, which may be open
 *
 * Makes the copy of the day anew: now something stands in the records that must not get lost. Blocks: call it in a
 * thread.
 */
void
tw_records_keep_copy (const char *path)
{
  struct timespec changed;
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return;

  changed = get_change_time (path, &status);
  keep_backup (path, &changed);
}

/**
 * tw_records_prepare:
 * @path: path of a records file that is about to be opened
 * @error: return location
 *
 * Puts a file right that is damaged, or gone while its backups are there, and leaves a notice; else makes the copy of
 * the day when it is due. Blocks: call it in a thread.
 *
 * Returns: %FALSE with @error set when the file cannot be used and cannot be replaced
 */
gboolean
tw_records_prepare (const char  *path,
                    GError     **error)
{
  g_autoptr (GPtrArray) backups = list_backups (path, FALSE);
  struct timespec changed = { 0 };
  gboolean is_small = TRUE;
  gboolean due = FALSE;
  GStatBuf status;

  if (g_stat (path, &status) == 0)
    {
      is_small = status.st_size <= SMALL_BYTES;
      changed = get_change_time (path, &status);
      due = status.st_size > 0 && is_backup_due (path, is_small, &changed);
    }

  if (examine (path, backups, due || is_small) != WHOLE)
    return put_right (path, due || is_small, error);
  if (due)
    keep_backup (path, &changed);

  return TRUE;
}
