/* test-database.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"
#include "mirror/tw-database.h"
#include "support/tw-test-support.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static const char * const migrations_1[] = {
  "CREATE TABLE note (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
  NULL,
};

static const char * const migrations_3[] = {
  "CREATE TABLE note (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
  "ALTER TABLE note ADD COLUMN size INTEGER NOT NULL DEFAULT 0; UPDATE note SET size = length (text)",
  "CREATE TABLE tag (note INTEGER NOT NULL REFERENCES note (number), word TEXT NOT NULL)",
  NULL,
};

/* Its second step fails in the middle. */
static const char * const migrations_bad[] = {
  "CREATE TABLE note (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
  "CREATE TABLE half (number INTEGER); CREATE TABLE note (number INTEGER)",
  NULL,
};

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = tw_test_make_temp_dir ();
  fixture->path = g_build_filename (fixture->folder, "inner", "test.db", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static TwDatabase *
open_with (const char          *path,
           TwDatabaseRole       role,
           const char * const  *migrations,
           GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_database_open_async (path, role, migrations, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_database_open_finish (result, error);
}

static TwDatabase *
open_database (const char          *path,
               TwDatabaseRole       role,
               const char * const  *migrations)
{
  g_autoptr (GError) error = NULL;
  TwDatabase *database = open_with (path, role, migrations, &error);

  g_assert_no_error (error);
  g_assert_nonnull (database);

  return database;
}

static gboolean
run (TwDatabase        *database,
     TwDatabaseAccess   access,
     TwDatabaseFunc     func,
     gpointer           data,
     GCancellable      *cancellable,
     GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_database_run_async (database, access, func, data, NULL, cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_database_run_finish (database, result, error);
}

static gboolean
execute_job (TwDatabaseConnection  *connection,
             gpointer               data,
             GCancellable          *cancellable,
             GError               **error)
{
  return tw_database_connection_execute (connection, data, error);
}

typedef struct
{
  const char *sql;
  gint64      value;
} Number;

static gboolean
read_number_job (TwDatabaseConnection  *connection,
                 gpointer               data,
                 GCancellable          *cancellable,
                 GError               **error)
{
  Number *number = data;
  g_autoptr (TwStatement) statement = tw_statement_new (connection, number->sql, error);

  if (statement == NULL || !tw_statement_step (statement, NULL, error))
    return FALSE;

  number->value = tw_statement_get_int (statement, 0);

  return TRUE;
}

static void
write_sql (TwDatabase *database,
           const char *sql)
{
  g_autoptr (GError) error = NULL;

  run (database, TW_DATABASE_WRITE, execute_job, (gpointer) sql, NULL, &error);
  g_assert_no_error (error);
}

static gint64
read_number (TwDatabase *database,
             const char *sql)
{
  g_autoptr (GError) error = NULL;
  Number number = { sql, -1 };

  run (database, TW_DATABASE_READ, read_number_job, &number, NULL, &error);
  g_assert_no_error (error);

  return number.value;
}

static guint
mode_of (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);

  return info.st_mode & 07777;
}

static void
test_private_files (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *inner = g_path_get_dirname (fixture->path);
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  TwDatabase *database = open_database (fixture->path, TW_DATABASE_CACHE, migrations_1);

  write_sql (database, "INSERT INTO note (text) VALUES ('a')");
  g_assert_cmpstr (tw_database_get_path (database), ==, fixture->path);
  g_assert_cmpuint (mode_of (inner), ==, 0700);
  g_assert_cmpuint (mode_of (fixture->path), ==, 0600);
  g_assert_cmpuint (mode_of (wal), ==, 0600);

  g_assert_finalize_object (database);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
}

static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  TwDatabase *cache = open_database (fixture->path, TW_DATABASE_CACHE, migrations_1);
  g_autofree char *other = g_strconcat (fixture->path, ".records", NULL);
  TwDatabase *records = open_database (other, TW_DATABASE_RECORDS, migrations_3);
  g_autoptr (GError) error = NULL;
  Number synchronous = { "PRAGMA synchronous", -1 };
  Number keys = { "PRAGMA foreign_keys", -1 };

  run (cache, TW_DATABASE_WRITE, read_number_job, &synchronous, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (synchronous.value, ==, 1);

  run (records, TW_DATABASE_WRITE, read_number_job, &synchronous, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (synchronous.value, ==, 2);

  run (records, TW_DATABASE_WRITE, read_number_job, &keys, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (keys.value, ==, 1);
  g_assert_false (run (records, TW_DATABASE_WRITE, execute_job, (gpointer) "INSERT INTO tag VALUES (7, 'x')",
                       NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);

  g_assert_finalize_object (cache);
  g_assert_finalize_object (records);
}

/* Two writes, the second of which is refused: neither stays. */
static gboolean
half_job (TwDatabaseConnection  *connection,
          gpointer               data,
          GCancellable          *cancellable,
          GError               **error)
{
  return tw_database_connection_execute (connection, "INSERT INTO note (text) VALUES ('first')", error)
         && tw_database_connection_execute (connection, "INSERT INTO note (text) VALUES (NULL)", error);
}

static void
test_rollback (Fixture       *fixture,
               gconstpointer  data)
{
  TwDatabase *database = open_database (fixture->path, TW_DATABASE_RECORDS, migrations_1);
  g_autoptr (GError) error = NULL;

  g_assert_false (run (database, TW_DATABASE_WRITE, half_job, NULL, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_cmpint (read_number (database, "SELECT count(*) FROM note"), ==, 0);

  write_sql (database, "INSERT INTO note (text) VALUES ('second')");
  g_assert_cmpint (read_number (database, "SELECT count(*) FROM note"), ==, 1);

  g_assert_finalize_object (database);
}

static void
test_readers_cannot_write (Fixture       *fixture,
                           gconstpointer  data)
{
  TwDatabase *database = open_database (fixture->path, TW_DATABASE_CACHE, migrations_1);
  g_autoptr (GError) error = NULL;

  g_assert_false (run (database, TW_DATABASE_READ, execute_job,
                       (gpointer) "INSERT INTO note (text) VALUES ('a')",
                       NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);

  g_assert_finalize_object (database);
}

typedef struct
{
  const char *text;
  gint64      insert_id;
  guint       changes;
  GPtrArray  *texts;
} Notes;

static gboolean
statements_job (TwDatabaseConnection  *connection,
                gpointer               data,
                GCancellable          *cancellable,
                GError               **error)
{
  Notes *notes = data;
  g_autoptr (TwStatement) insert = NULL;
  g_autoptr (TwStatement) select = NULL;
  g_autoptr (TwStatement) again = NULL;
  g_autoptr (GBytes) blob = NULL;
  gboolean has_row = TRUE;

  insert = tw_statement_new (connection, "INSERT INTO note (number, text) VALUES (?1, ?2)", error);
  if (insert == NULL)
    return FALSE;
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %d", notes->text, i);

      tw_statement_bind_int (insert, 1, 10 + i);
      tw_statement_bind_text (insert, 2, text);
      if (!tw_statement_run (insert, error))
        return FALSE;
    }
  notes->insert_id = tw_database_connection_get_insert_id (connection);

  if (!tw_database_connection_execute (connection, "UPDATE note SET text = text || '!' WHERE number > 10",
                                       error))
    return FALSE;
  notes->changes = tw_database_connection_get_changes (connection);

  /* The same text in use twice at a time. */
  select = tw_statement_new (connection, "SELECT text FROM note ORDER BY number", error);
  again = tw_statement_new (connection, "SELECT text FROM note ORDER BY number", error);
  if (select == NULL || again == NULL || !tw_statement_step (again, NULL, error))
    return FALSE;
  while (tw_statement_step (select, &has_row, error) && has_row)
    g_ptr_array_add (notes->texts, tw_statement_dup_text (select, 0));
  g_assert_cmpstr (tw_statement_get_text (again, 0), ==, notes->texts->pdata[0]);
  blob = tw_statement_dup_blob (again, 0);
  g_assert_cmpuint (g_bytes_get_size (blob), ==, strlen (notes->texts->pdata[0]));

  return !has_row;
}

static void
test_statements (Fixture       *fixture,
                 gconstpointer  data)
{
  TwDatabase *database = open_database (fixture->path, TW_DATABASE_CACHE, migrations_1);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  Notes notes = { "naïve 'note'", 0, 0, texts };

  run (database, TW_DATABASE_WRITE, statements_job, &notes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (notes.insert_id, ==, 12);
  g_assert_cmpuint (notes.changes, ==, 2);
  g_assert_cmpuint (texts->len, ==, 3);
  g_assert_cmpstr (texts->pdata[0], ==, "naïve 'note' 0");
  g_assert_cmpstr (texts->pdata[2], ==, "naïve 'note' 2!");

  g_assert_finalize_object (database);
}

static gboolean
bad_binding_job (TwDatabaseConnection  *connection,
                 gpointer               data,
                 GCancellable          *cancellable,
                 GError               **error)
{
  g_autoptr (TwStatement) statement = tw_statement_new (connection, "SELECT ?1", error);

  tw_statement_bind_int (statement, 2, 1);

  return tw_statement_run (statement, error);
}

static void
test_bad_binding (Fixture       *fixture,
                  gconstpointer  data)
{
  TwDatabase *database = open_database (fixture->path, TW_DATABASE_CACHE, migrations_1);
  g_autoptr (GError) error = NULL;

  g_assert_false (run (database, TW_DATABASE_READ, bad_binding_job, NULL, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);

  g_assert_finalize_object (database);
}

/* Never ends by itself. */
static gboolean
endless_job (TwDatabaseConnection  *connection,
             gpointer               data,
             GCancellable          *cancellable,
             GError               **error)
{
  g_autoptr (TwStatement) statement = NULL;

  g_atomic_int_set ((gint *) data, 1);
  statement = tw_statement_new (connection,
                                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum (i) FROM n",
                                error);

  return statement != NULL && tw_statement_run (statement, error);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  TwDatabase *database = open_database (fixture->path, TW_DATABASE_CACHE, migrations_1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint running = 0;

  tw_database_run_async (database, TW_DATABASE_READ, endless_job, &running, NULL, cancellable,
                         tw_test_store_result, &result);
  while (g_atomic_int_get (&running) == 0)
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (result != NULL);
  g_assert_false (tw_database_run_finish (database, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);

  /* The connection goes on working. */
  g_assert_cmpint (read_number (database, "SELECT 7"), ==, 7);

  g_assert_finalize_object (database);
}

static void
test_read_beside_write (Fixture       *fixture,
                        gconstpointer  data)
{
  TwDatabase *database = open_database (fixture->path, TW_DATABASE_CACHE, migrations_1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint running = 0;

  write_sql (database, "INSERT INTO note (text) VALUES ('a')");
  tw_database_run_async (database, TW_DATABASE_WRITE, endless_job, &running, NULL, cancellable,
                         tw_test_store_result, &result);
  g_assert_cmpint (read_number (database, "SELECT count(*) FROM note"), ==, 1);

  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (result != NULL);
  g_assert_false (tw_database_run_finish (database, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);

  g_assert_finalize_object (database);
}

static void
test_upgrade (Fixture       *fixture,
              gconstpointer  data)
{
  TwDatabaseRole role = GPOINTER_TO_INT (data);
  TwDatabase *database = open_database (fixture->path, role, migrations_1);
  g_autofree char *backup = g_strconcat (fixture->path, ".version-1.backup", NULL);

  write_sql (database, "INSERT INTO note (text) VALUES ('four')");
  g_assert_finalize_object (database);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));

  database = open_database (fixture->path, role, migrations_3);
  g_assert_cmpint (read_number (database, "SELECT size FROM note"), ==, 4);
  g_assert_cmpint (read_number (database, "PRAGMA user_version"), ==, 3);
  g_assert_finalize_object (database);

  /* Only records are worth a copy; it is the file as it was. */
  g_assert_cmpint (g_file_test (backup, G_FILE_TEST_EXISTS), ==, role == TW_DATABASE_RECORDS);
  if (role == TW_DATABASE_RECORDS)
    {
      g_assert_cmpuint (mode_of (backup), ==, 0600);
      database = open_database (backup, role, migrations_1);
      g_assert_cmpint (read_number (database, "SELECT count(*) FROM note"), ==, 1);
      g_assert_finalize_object (database);
    }
}

static void
test_failed_upgrade (Fixture       *fixture,
                     gconstpointer  data)
{
  TwDatabase *database = open_database (fixture->path, TW_DATABASE_RECORDS, migrations_1);
  g_autoptr (GError) error = NULL;

  write_sql (database, "INSERT INTO note (text) VALUES ('kept')");
  g_assert_finalize_object (database);

  g_assert_null (open_with (fixture->path, TW_DATABASE_RECORDS, migrations_bad, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);

  database = open_database (fixture->path, TW_DATABASE_RECORDS, migrations_1);
  g_assert_cmpint (read_number (database, "SELECT count(*) FROM note"), ==, 1);
  g_assert_cmpint (read_number (database, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), ==, 0);
  g_assert_finalize_object (database);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  TwDatabaseRole role = GPOINTER_TO_INT (data);
  TwDatabase *database = open_database (fixture->path, role, migrations_3);
  g_autoptr (GError) error = NULL;

  write_sql (database, "INSERT INTO note (text) VALUES ('a')");
  g_assert_finalize_object (database);

  database = open_with (fixture->path, role, migrations_1, &error);
  if (role == TW_DATABASE_RECORDS)
    {
      g_assert_null (database);
      g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpint (read_number (database, "SELECT count(*) FROM note"), ==, 0);
  g_assert_finalize_object (database);
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  TwDatabaseRole role = GPOINTER_TO_INT (data);
  g_autofree char *inner = g_path_get_dirname (fixture->path);
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged", NULL);
  g_autofree char *rubbish = g_strnfill (8192, 'x');
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  TwDatabase *database;

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, rubbish, -1, NULL));

  database = open_with (fixture->path, role, migrations_1, &error);
  if (role == TW_DATABASE_RECORDS)
    {
      g_assert_null (database);
      g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
      g_assert_nonnull (strstr (error->message, fixture->path));
      g_assert_true (g_file_get_contents (fixture->path, &kept, NULL, NULL));
    }
  else
    {
      g_assert_no_error (error);
      write_sql (database, "INSERT INTO note (text) VALUES ('a')");
      g_assert_finalize_object (database);
      g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
    }
  g_assert_cmpstr (kept, ==, rubbish);
}

/* A long log is copied into the file of a cache while it is open, before SQLite would make the writer do it. */
static void
test_checkpoint (Fixture       *fixture,
                 gconstpointer  data)
{
  TwDatabase *database = open_database (fixture->path, TW_DATABASE_CACHE, migrations_1);
  GStatBuf before;
  GStatBuf now;

  g_assert_cmpint (g_stat (fixture->path, &before), ==, 0);
  for (guint i = 0; i < 3; i++)
    write_sql (database, "INSERT INTO note (text) SELECT hex (zeroblob (500000)) || count (*) FROM note");
  TW_WAIT_FOR (g_stat (fixture->path, &now) == 0 && now.st_size > before.st_size + 5 * 1000 * 1000);

  g_assert_cmpint (read_number (database, "SELECT sum (length (text)) FROM note"), ==, 3 * (1000 * 1000 + 1));
  g_assert_finalize_object (database);
  database = open_database (fixture->path, TW_DATABASE_CACHE, migrations_1);
  g_assert_cmpint (read_number (database, "SELECT sum (length (text)) FROM note"), ==, 3 * (1000 * 1000 + 1));
  g_assert_finalize_object (database);
}

/* Damage inside the file shows only when its page is read. */
static void
test_damaged_inside (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize size;
  TwDatabase *database = open_database (fixture->path, TW_DATABASE_CACHE, migrations_1);
  Number number = { "SELECT count(*) FROM note WHERE text > ''", -1 };

  write_sql (database,
             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
             " INSERT INTO note (text) SELECT 'a long enough text ' || i FROM n");
  g_assert_finalize_object (database);

  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  memset (contents + size / 2, 0xff, size - size / 2);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size, NULL));

  database = open_database (fixture->path, TW_DATABASE_CACHE, migrations_1);
  g_assert_false (run (database, TW_DATABASE_READ, read_number_job, &number, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
  g_assert_finalize_object (database);

  database = open_database (fixture->path, TW_DATABASE_CACHE, migrations_1);
  g_assert_cmpint (read_number (database, number.sql), ==, 0);
  g_assert_finalize_object (database);
}

static void
test_unwritable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "file", "below.db", NULL);
  g_autofree char *file = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "no folder", -1, NULL));
  g_assert_null (open_with (path, TW_DATABASE_RECORDS, migrations_1, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, path));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, data, func) g_test_add ("/database/" name, Fixture, data, set_up, func, tear_down)
  ADD ("private-files", NULL, test_private_files);
  ADD ("settings", NULL, test_settings);
  ADD ("rollback", NULL, test_rollback);
  ADD ("readers-cannot-write", NULL, test_readers_cannot_write);
  ADD ("statements", NULL, test_statements);
  ADD ("bad-binding", NULL, test_bad_binding);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("read-beside-write", NULL, test_read_beside_write);
  ADD ("upgrade/cache", GINT_TO_POINTER (TW_DATABASE_CACHE), test_upgrade);
  ADD ("upgrade/records", GINT_TO_POINTER (TW_DATABASE_RECORDS), test_upgrade);
  ADD ("failed-upgrade", NULL, test_failed_upgrade);
  ADD ("newer/cache", GINT_TO_POINTER (TW_DATABASE_CACHE), test_newer);
  ADD ("newer/records", GINT_TO_POINTER (TW_DATABASE_RECORDS), test_newer);
  ADD ("damaged/cache", GINT_TO_POINTER (TW_DATABASE_CACHE), test_damaged);
  ADD ("damaged/records", GINT_TO_POINTER (TW_DATABASE_RECORDS), test_damaged);
  ADD ("damaged-inside", NULL, test_damaged_inside);
  ADD ("checkpoint", NULL, test_checkpoint);
  ADD ("unwritable", NULL, test_unwritable);

  return g_test_run ();
}
