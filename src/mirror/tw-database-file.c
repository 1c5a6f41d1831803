/* tw-database-file.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-database-private.h"

#include "base/tw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long a statement waits for another process, in milliseconds. */
#define BUSY_TIMEOUT 10000

/* SQLite calls back after so many of its instructions, to see whether the job was cancelled. */
#define PROGRESS_INSTRUCTIONS 20000

static int
progress_cb (gpointer user_data)
{
  TwDatabaseConnection *self = user_data;

  return g_cancellable_is_cancelled (self->cancellable);
}

static void
finalize_statement (gpointer handle)
{
  sqlite3_finalize (handle);
}

static gboolean
set_file_error (const char  *path,
                int          saved_errno,
                GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_STORE, "The database file “%s” failed: %s",
               path, g_strerror (saved_errno));
  return FALSE;
}

/* SQLite would create the file for everybody to read; its side files copy the mode of the file. */
static gboolean
make_private_file (const char  *path,
                   GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;
  gboolean ok;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return set_file_error (path, errno, error);

  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return set_file_error (path, errno, error);

  ok = fchmod (fd, 0600) == 0 || set_file_error (path, errno, error);
  g_close (fd, NULL);

  return ok;
}

static TwDatabaseConnection *
open_file (const char  *path,
           GError     **error)
{
  g_autoptr (TwDatabaseConnection) self = g_new0 (TwDatabaseConnection, 1);
  int code;

  self->path = g_strdup (path);
  self->idle = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize_statement);

  code = sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      tw_database_connection_set_error (self, code, error);
      return NULL;
    }

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT);
  sqlite3_progress_handler (self->handle, PROGRESS_INSTRUCTIONS, progress_cb, self);

  return g_steal_pointer (&self);
}

static gboolean
read_version (TwDatabaseConnection  *self,
              gint64                *version,
              GError               **error)
{
  g_autoptr (TwStatement) statement = tw_statement_new (self, "PRAGMA user_version", error);

  if (statement == NULL || !tw_statement_step (statement, NULL, error))
    return FALSE;

  *version = tw_statement_get_int (statement, 0);

  return TRUE;
}

static gboolean
sync_file (const char  *path,
           GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok;

  if (fd < 0)
    return set_file_error (path, errno, error);

  ok = fsync (fd) == 0 || set_file_error (path, errno, error);
  g_close (fd, NULL);

  return ok;
}

/* A whole copy beside the file, complete or not there at all. */
static gboolean
back_up (TwDatabaseConnection  *self,
         gint64                 version,
         GError               **error)
{
  g_autofree char *target = g_strdup_printf ("%s.version-%" G_GINT64_FORMAT ".backup", self->path, version);
  g_autofree char *unfinished = g_strconcat (target, ".new", NULL);
  g_autoptr (TwStatement) statement = NULL;

  if (g_unlink (unfinished) != 0 && errno != ENOENT)
    return set_file_error (unfinished, errno, error);
  if (!make_private_file (unfinished, error))
    return FALSE;

  statement = tw_statement_new (self, "VACUUM INTO ?1", error);
  if (statement == NULL)
    return FALSE;
  tw_statement_bind_text (statement, 1, unfinished);
  if (!tw_statement_run (statement, error) || !sync_file (unfinished, error))
    return FALSE;

  if (g_rename (unfinished, target) != 0)
    return set_file_error (target, errno, error);

  return TRUE;
}

static gboolean
run_migrations (TwDatabaseConnection  *self,
                const char * const    *migrations,
                gint64                 newest,
                GError               **error)
{
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, newest);
  gint64 version = 0;

  /* Another process may have been faster. */
  if (!read_version (self, &version, error))
    return FALSE;

  for (; version < newest; version++)
    if (!tw_database_connection_execute (self, migrations[version], error))
      {
        g_prefix_error (error, "Step %" G_GINT64_FORMAT " of the upgrade: ", version + 1);
        return FALSE;
      }

  return version > newest || tw_database_connection_execute (self, pragma, error);
}

/* All steps or none. */
static gboolean
upgrade (TwDatabaseConnection  *self,
         const char * const    *migrations,
         gint64                 newest,
         GError               **error)
{
  if (!tw_database_connection_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (run_migrations (self, migrations, newest, error) && tw_database_connection_execute (self, "COMMIT", error))
    return TRUE;

  sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}

static gboolean
migrate (TwDatabaseConnection  *self,
         TwDatabaseRole         role,
         const char * const    *migrations,
         gboolean              *newer,
         GError               **error)
{
  gint64 newest = g_strv_length ((char **) migrations);
  gint64 version = 0;

  if (!read_version (self, &version, error))
    return FALSE;

  if (version > newest)
    {
      *newer = TRUE;
      g_set_error (error, TW_ERROR, TW_ERROR_STORE,
                   "The database file “%s” was written by a newer release of Tradewind (version %" G_GINT64_FORMAT
                   ", this one knows %" G_GINT64_FORMAT "); use that release",
                   self->path, version, newest);
      return FALSE;
    }

  if (role == TW_DATABASE_RECORDS && version > 0 && version < newest && !back_up (self, version, error))
    return FALSE;

  return version == newest || upgrade (self, migrations, newest, error);
}

/* @rebuild says that only a new file can help. */
static TwDatabaseConnection *
open_and_migrate (const char          *path,
                  TwDatabaseRole       role,
                  const char * const  *migrations,
                  gboolean            *rebuild,
                  GError             **error)
{
  g_autoptr (TwDatabaseConnection) self = NULL;
  gboolean foreign;
  /* Long pages are written and copied faster; the tables of a large account fit into the cache while their indexes are
   * made from them. */
  const char *pragmas = role == TW_DATABASE_RECORDS
    ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"
    : "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
      " PRAGMA temp_store = MEMORY; PRAGMA cache_size = -12000";

  *rebuild = FALSE;

  if (!make_private_file (path, error))
    return NULL;

  self = open_file (path, error);
  if (self == NULL)
    return NULL;

  if (!tw_database_connection_execute (self, pragmas, error)
      || !migrate (self, role, migrations, rebuild, error)
      || !tw_database_connection_check_foreign (self, &foreign, error))
    {
      *rebuild |= self->damaged;
      return NULL;
    }

  if (role == TW_DATABASE_CACHE)
    self->checkpoint = tw_database_checkpoint_new (self);

  return g_steal_pointer (&self);
}

/**
 * tw_database_connection_open_writer:
 * @path: the file, made when missing
 * @role: see #TwDatabaseRole
 * @migrations: (array zero-terminated=1): SQL; element i brings the file from version i to i + 1
 * @error: return location
 *
 * Opens the file for reading and writing and brings it to the newest version.
 *
 * Returns: (transfer full): a connection for this thread, %NULL with @error set
 */
TwDatabaseConnection *
tw_database_connection_open_writer (const char          *path,
                                    TwDatabaseRole       role,
                                    const char * const  *migrations,
                                    GError             **error)
{
  g_autoptr (GError) local_error = NULL;
  TwDatabaseConnection *self;
  gboolean rebuild;

  self = open_and_migrate (path, role, migrations, &rebuild, &local_error);
  if (self == NULL && rebuild && role == TW_DATABASE_CACHE)
    {
      g_info ("Starting anew: %s", local_error->message);
      g_clear_error (&local_error);
      tw_database_set_file_aside (path);
      self = open_and_migrate (path, role, migrations, &rebuild, &local_error);
    }

  if (self == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return self;
}

/**
 * tw_database_connection_open_reader:
 * @path: the file, which a writer has opened
 * @error: return location
 *
 * Returns: (transfer full): a connection for this thread that cannot write, %NULL with @error set
 */
TwDatabaseConnection *
tw_database_connection_open_reader (const char  *path,
                                    GError     **error)
{
  g_autoptr (TwDatabaseConnection) self = open_file (path, error);

  if (self == NULL || !tw_database_connection_execute (self, "PRAGMA query_only = ON", error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * tw_database_connection_close:
 * @self: (transfer full): a connection, all its statements freed
 */
void
tw_database_connection_close (TwDatabaseConnection *self)
{
  g_hash_table_unref (self->idle);
  g_clear_pointer (&self->checkpoint, tw_database_checkpoint_free);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}

/**
 * tw_database_set_file_aside:
 * @path: a database file that nothing here has open
 *
 * Renames the file to `….damaged`, in the place of an earlier one, and removes its side files, so that the
 * next opening starts anew. What cannot be renamed shows as an error of that opening.
 */
void
tw_database_set_file_aside (const char *path)
{
  static const char * const side_files[] = { "-wal", "-shm" };
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);

  (void) g_rename (path, aside);

  for (guint i = 0; i < G_N_ELEMENTS (side_files); i++)
    {
      g_autofree char *side_file = g_strconcat (path, side_files[i], NULL);

      (void) g_unlink (side_file);
    }
}
