/* tw-records-file.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-records-file-private.h"

#include "base/tw-error.h"
#include "journal/tw-reason.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

/* How long to wait for another program's write, in milliseconds. */
#define BUSY_TIMEOUT 10000

static gboolean
set_errno_error (const char  *path,
                 int          saved_errno,
                 GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_STORE, "The file “%s” failed: %s", path, g_strerror (saved_errno));

  return FALSE;
}

static gboolean
set_sqlite_error (const char  *path,
                  sqlite3     *handle,
                  GError     **error)
{
  g_set_error (error,
               TW_ERROR,
               TW_ERROR_STORE,
               "The records file “%s” failed: %s",
               path,
               handle != NULL ? sqlite3_errmsg (handle) : "out of memory");

  return FALSE;
}

static sqlite3 *
open_file (const char  *path,
           int          flags,
           GError     **error)
{
  sqlite3 *handle = NULL;

  if (sqlite3_open_v2 (path, &handle, flags, NULL) != SQLITE_OK)
    {
      set_sqlite_error (path, handle, error);
      sqlite3_close (handle);
      return NULL;
    }
  sqlite3_extended_result_codes (handle, 0);
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT);

  return handle;
}

/* The first column of the first row, NULL when there is none; *@code says how it went. */
static char *
query (sqlite3    *handle,
       const char *sql,
       int        *code)
{
  sqlite3_stmt *statement = NULL;
  char *text = NULL;

  *code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);
  if (*code == SQLITE_OK)
    *code = sqlite3_step (statement);
  if (*code == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);

  return text;
}

static gboolean
sync_path (const char  *path,
           GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok;

  if (fd < 0)
    return set_errno_error (path, errno, error);

  ok = fsync (fd) == 0 || set_errno_error (path, errno, error);
  g_close (fd, NULL);

  return ok;
}

/* A new file is there after a power cut only when its folder is on disk as well. */
static gboolean
rename_durably (const char  *from,
                const char  *to,
                GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (!sync_path (from, error))
    return FALSE;
  if (g_rename (from, to) != 0)
    return set_errno_error (to, errno, error);

  return sync_path (folder, error);
}

static gboolean
make_empty (const char  *path,
            GError     **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gboolean ok;

  if (fd < 0)
    return set_errno_error (path, errno, error);

  ok = fchmod (fd, 0600) == 0 || set_errno_error (path, errno, error);
  g_close (fd, NULL);

  return ok;
}

/* Page by page in one step: a state that existed, whatever others write meanwhile. */
static gboolean
copy_pages (sqlite3     *from,
            sqlite3     *to,
            const char  *path,
            GError     **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  g_autofree char *mode = NULL;
  int code;

  if (backup == NULL)
    return set_sqlite_error (path, to, error);

  do
    {
      code = sqlite3_backup_step (backup, -1);
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        sqlite3_sleep (20);
    }
  while (code == SQLITE_BUSY || code == SQLITE_LOCKED);
  if (sqlite3_backup_finish (backup) != SQLITE_OK)
    return set_sqlite_error (path, to, error);

  /* One file, without others at its side. */
  mode = query (to, "PRAGMA journal_mode = DELETE", &code);

  return code == SQLITE_ROW || set_sqlite_error (path, to, error);
}

/**
 * tw_records_file_copy:
 * @source: a records file, which others may have open
 * @target: where the copy goes, in the place of an earlier one
 * @error: return location; %TW_ERROR_STORE naming the file that failed
 *
 * Makes a whole copy in one private file, complete or not there at all.
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_records_file_copy (const char  *source,
                      const char  *target,
                      GError     **error)
{
  g_autofree char *unfinished = g_strconcat (target, ".new", NULL);
  sqlite3 *from = open_file (source, SQLITE_OPEN_READWRITE, NULL);
  sqlite3 *to = NULL;
  gboolean ok;

  /* A copy may be on a medium that cannot be written. */
  if (from == NULL)
    from = open_file (source, SQLITE_OPEN_READONLY, error);
  if (from == NULL)
    return FALSE;

  ok = make_empty (unfinished, error) && (to = open_file (unfinished, SQLITE_OPEN_READWRITE, error)) != NULL
       && copy_pages (from, to, unfinished, error);
  sqlite3_close (to);
  sqlite3_close (from);

  ok = ok && rename_durably (unfinished, target, error);
  if (!ok)
    g_unlink (unfinished);

  return ok;
}

static gboolean
is_damage (int code)
{
  return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

/**
 * tw_records_file_is_damaged:
 * @path: a records file
 * @thoroughly: look at all of it, not just at where it begins
 *
 * Returns: whether it is there and SQLite cannot make sense of it
 */
gboolean
tw_records_file_is_damaged (const char *path,
                            gboolean    thoroughly)
{
  sqlite3 *handle = open_file (path, SQLITE_OPEN_READWRITE, NULL);
  g_autofree char *tables = NULL;
  g_autofree char *verdict = NULL;
  gboolean damaged;
  int code;

  if (handle == NULL)
    return FALSE;

  tables = query (handle, "SELECT count (*) FROM sqlite_master", &code);
  damaged = is_damage (code);
  if (!damaged && thoroughly)
    {
      verdict = query (handle, "PRAGMA quick_check (1)", &code);
      damaged = is_damage (code) || (verdict != NULL && !g_str_equal (verdict, "ok"));
    }
  sqlite3_close (handle);

  return damaged;
}

/**
 * tw_records_file_check:
 * @path: a file that somebody says is a copy of records
 * @newest_version: newest version of the file that this release knows
 * @error: return location; %TW_ERROR_STORE saying what is wrong with it
 *
 * Returns: whether it is whole, holds a journal, and is of a version that this release knows
 */
gboolean
tw_records_file_check (const char  *path,
                       gint64       newest_version,
                       GError     **error)
{
  sqlite3 *handle = open_file (path, SQLITE_OPEN_READONLY, error);
  g_autofree char *version = NULL;
  g_autofree char *table = NULL;
  g_autofree char *verdict = NULL;
  gint64 number = 0;
  int code;

  if (handle == NULL)
    return FALSE;

  version = query (handle, "PRAGMA user_version", &code);
  if (version != NULL)
    number = g_ascii_strtoll (version, NULL, 10);
  table = query (handle, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'journal'", &code);
  verdict = query (handle, "PRAGMA quick_check (1)", &code);
  sqlite3_close (handle);

  if (table == NULL || number < 1)
    g_set_error (error, TW_ERROR, TW_ERROR_STORE, "“%s” is no records file of Tradewind", path);
  else if (number > newest_version)
    g_set_error (error,
                 TW_ERROR,
                 TW_ERROR_STORE,
                 "“%s” was written by a newer release of Tradewind; use that release",
                 path);
  else if (g_strcmp0 (verdict, "ok") != 0)
    g_set_error (error, TW_ERROR, TW_ERROR_STORE, "“%s” is damaged", path);
  else
    return TRUE;

  return FALSE;
}

/**
 * tw_records_file_count:
 * @path: a records file
 * @error: return location
 *
 * Returns: how many entries its journal has, -1 with @error set
 */
gint64
tw_records_file_count (const char  *path,
                       GError     **error)
{
  sqlite3 *handle = open_file (path, SQLITE_OPEN_READONLY, error);
  g_autofree char *count = NULL;
  gint64 number = -1;
  int code;

  if (handle == NULL)
    return -1;

  count = query (handle, "SELECT count (*) FROM journal", &code);
  if (count != NULL)
    number = g_ascii_strtoll (count, NULL, 10);
  else
    set_sqlite_error (path, handle, error);
  sqlite3_close (handle);

  return number;
}

/**
 * tw_records_file_age:
 * @path: a copy of records that is going to be used again
 * @error: return location
 *
 * What was approved or on its way when the copy was made may have been sent since, so nobody may send it again:
 * it becomes unknown, and is looked for.
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_records_file_age (const char  *path,
                     GError     **error)
{
  sqlite3 *handle = open_file (path, SQLITE_OPEN_READWRITE, error);
  g_autofree char *has_reasons = NULL;
  g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_RESTORED, NULL);
  g_autofree char *text = tw_reason_dup_english (reason);
  g_autofree char *mode = NULL;
  char *sql;
  gboolean ok;
  int code;

  if (handle == NULL)
    return FALSE;

  /* An older file learns the reason when it is opened: see the migrations. */
  has_reasons = query (handle, "SELECT 1 FROM pragma_table_info ('journal') WHERE name = 'reason'", &code);
  sql = sqlite3_mprintf ("BEGIN IMMEDIATE;"
                         "UPDATE journal SET state = 'sending', owner = 0 WHERE state = 'queued';"
                         "UPDATE journal SET %s error = %Q, state = 'unknown', owner = NULL WHERE state = 'sending';"
                         "COMMIT",
                         has_reasons != NULL ? "reason = '{\"code\":\"restored\"}'," : "",
                         text);
  ok = sqlite3_exec (handle, sql, NULL, NULL, NULL) == SQLITE_OK;
  sqlite3_free (sql);
  /* As programs use it: two that open it at once must not both change that. */
  if (ok)
    mode = query (handle, "PRAGMA journal_mode = WAL", &code);
  ok = ok && g_strcmp0 (mode, "wal") == 0;
  if (!ok)
    set_sqlite_error (path, handle, error);
  sqlite3_close (handle);

  return ok;
}

/**
 * tw_records_file_checkpoint:
 * @path: a records file that nobody has open
 *
 * Brings what is beside the file into it, as far as that can be done.
 */
void
tw_records_file_checkpoint (const char *path)
{
  sqlite3 *handle = open_file (path, SQLITE_OPEN_READWRITE, NULL);

  if (handle == NULL)
    return;

  sqlite3_exec (handle, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL);
  sqlite3_close (handle);
}

/* What is left beside a file belongs to it and to no other. */
static gboolean
move_side_files (const char  *path,
                 const char  *aside,
                 GError     **error)
{
  static const char *const endings[] = { "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (path, endings[i], NULL);
      g_autofree char *to = g_strconcat (aside, endings[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return set_errno_error (from, errno, error);
    }

  return TRUE;
}

/**
 * tw_records_file_replace:
 * @path: a records file that nobody has open
 * @replacement: (nullable): what takes its place; moved
 * @aside: where the file of before goes, and what stands beside it
 * @error: return location
 *
 * There is a file in its place at any moment, so that nobody starts with an empty one in between; only without a
 * replacement the place is empty afterwards.
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_records_file_replace (const char  *path,
                         const char  *replacement,
                         const char  *aside,
                         GError     **error)
{
  if (!move_side_files (path, aside, error))
    return FALSE;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return replacement == NULL || rename_durably (replacement, path, error);
  if (replacement == NULL)
    return rename_durably (path, aside, error);
  if (link (path, aside) != 0)
    return set_errno_error (aside, errno, error);

  return rename_durably (replacement, path, error);
}
