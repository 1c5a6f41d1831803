/* mirror-test-support.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mirror-test-support.h"

/* What tests of this folder share. The second way into the file, plain SQLite, sees what the mirror stored.
 * */

void
mirror_fixture_set_up (MirrorFixture *fixture,
                       gconstpointer  data)
{
  fixture->folder = tw_test_make_temp_dir ();
  fixture->path = g_build_filename (fixture->folder, "test.mirror.db", NULL);
  fixture->mirror = mirror_test_open (fixture->path);
}

void
mirror_fixture_tear_down (MirrorFixture *fixture,
                          gconstpointer  data)
{
  /* It may be making the indexes of a list, for which nobody waits. */
  TW_WAIT_FOR (g_atomic_int_get (&G_OBJECT (fixture->mirror)->ref_count) == 1);
  g_assert_finalize_object (fixture->mirror);
  tw_test_remove_dir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

TwMirror *
mirror_test_open (const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwMirror *mirror;

  tw_mirror_open_async (path, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  mirror = tw_mirror_open_finish (result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (mirror);

  return mirror;
}

TwResource *
mirror_test_parse (TwKind      kind,
                   const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJson) value = tw_json_parse (json, -1, &error);
  TwResource *resource;

  g_assert_no_error (error);
  resource = tw_resource_new_from_json (tw_kind_get_resource_type (kind), value, &error);
  g_assert_no_error (error);

  return resource;
}

/* @json is an array of objects. */
GPtrArray *
mirror_test_parse_rows (TwKind      kind,
                        const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJson) array = tw_json_parse (json, -1, &error);
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_no_error (error);
  for (guint i = 0; i < tw_json_get_length (array); i++)
    {
      g_ptr_array_add (rows, tw_resource_new_from_json (tw_kind_get_resource_type (kind),
                                                        tw_json_get_element (array, i), &error));
      g_assert_no_error (error);
    }

  return rows;
}

TwMirrorChange
mirror_test_put_page (TwMirror   *mirror,
                      TwKind      kind,
                      const char *json)
{
  g_autoptr (GPtrArray) rows = mirror_test_parse_rows (kind, json);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwMirrorChange change;

  tw_mirror_put_page_async (mirror, kind, rows, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  tw_mirror_put_page_finish (mirror, result, &change, &error);
  g_assert_no_error (error);

  return change;
}

TwMirrorChange
mirror_test_put_detail (TwMirror   *mirror,
                        TwKind      kind,
                        const char *json)
{
  g_autoptr (TwResource) resource = mirror_test_parse (kind, json);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwMirrorChange change;

  tw_mirror_put_detail_async (mirror, kind, resource, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  tw_mirror_put_detail_finish (mirror, result, &change, &error);
  g_assert_no_error (error);

  return change;
}

/* @keys are separated by blanks. */
TwMirrorChange
mirror_test_complete_list (TwMirror   *mirror,
                           TwKind      kind,
                           const char *keys,
                           gint64      total,
                           GDateTime  *started)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) split = g_strsplit (keys, " ", -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwMirrorChange change;

  for (char **key = split; *key != NULL; key++)
    g_hash_table_add (set, g_strdup (*key));

  tw_mirror_complete_list_async (mirror, kind, set, total, started, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  tw_mirror_complete_list_finish (mirror, result, &change, &error);
  g_assert_no_error (error);

  return change;
}

TwMirrorEntry *
mirror_test_get (TwMirror   *mirror,
                 TwKind      kind,
                 const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwMirrorEntry *entry;

  tw_mirror_get_async (mirror, kind, key, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entry = tw_mirror_get_finish (mirror, result, &error);
  g_assert_no_error (error);

  return entry;
}

/* The keys of the list, separated by blanks. */
char *
mirror_test_list (TwMirror *mirror,
                  TwQuery  *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GString) keys = g_string_new (NULL);

  tw_mirror_list_async (mirror, query, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entries = tw_mirror_list_finish (mirror, result, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? " " : "", ((TwMirrorEntry *) entries->pdata[i])->key);

  return g_string_free (g_steal_pointer (&keys), FALSE);
}

gint64
mirror_test_count (TwMirror *mirror,
                   TwQuery  *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count;

  tw_mirror_count_async (mirror, query, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  count = tw_mirror_count_finish (mirror, result, &error);
  g_assert_no_error (error);

  return count;
}

sqlite3 *
mirror_test_open_sqlite (const char *path)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL), ==,
                   SQLITE_OK);

  /* The mirror may be writing. */
  sqlite3_busy_timeout (handle, 30 * 1000);

  return handle;
}

/* The rows' columns joined by "|", the rows by line breaks. */
char *
mirror_test_read_sqlite (sqlite3    *handle,
                         const char *sql)
{
  sqlite3_stmt *statement = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (handle));

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        {
          const char *value = (const char *) sqlite3_column_text (statement, i);

          g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", value != NULL ? value : "NULL");
        }
    }
  sqlite3_finalize (statement);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
mirror_test_write_sqlite (const char *path,
                          const char *sql)
{
  sqlite3 *handle = mirror_test_open_sqlite (path);

  if (sqlite3_exec (handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (handle));
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}
