/* journal-test.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"
#include "journal/tw-journal-private.h"
#include "journal/tw-records.h"

#include <sqlite3.h>
#include <string.h>

/* Opens a journal and waits for it. */
TwJournal *
journal_test_open (const char *path)
{
  g_autoptr (GAsyncResult) records_result = NULL;
  g_autoptr (GAsyncResult) journal_result = NULL;
  g_autoptr (TwDatabase) records = NULL;
  g_autoptr (GError) error = NULL;
  TwJournal *journal;

  tw_records_open_async (path, NULL, tw_test_store_result, &records_result);
  TW_WAIT_FOR (records_result != NULL);
  records = tw_records_open_finish (records_result, NULL, &error);
  g_assert_no_error (error);

  tw_journal_open_async (records, "acme", NULL, tw_test_store_result, &journal_result);
  TW_WAIT_FOR (journal_result != NULL);
  journal = tw_journal_open_finish (journal_result, &error);
  g_assert_no_error (error);

  return journal;
}

static TwMirror *
open_mirror (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "acme.mirror.db", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwMirror *mirror;

  tw_mirror_open_async (path, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  mirror = tw_mirror_open_finish (result, &error);
  g_assert_no_error (error);

  return mirror;
}

void
journal_test_set_up (JournalTest   *self,
                     gconstpointer  data)
{
  self->dir = tw_test_make_temp_dir ();
  self->path = g_build_filename (self->dir, "acme.records.db", NULL);
  self->journal = journal_test_open (self->path);
  self->mirror = open_mirror (self->dir);
  self->marketplace = fake_marketplace_new ();
  self->writer = tw_writer_new (TW_MARKETPLACE (self->marketplace), self->journal, self->mirror);
}

void
journal_test_tear_down (JournalTest   *self,
                        gconstpointer  data)
{
  g_assert_finalize_object (g_steal_pointer (&self->writer));
  g_assert_finalize_object (g_steal_pointer (&self->marketplace));

  /* The mirror may still be writing a subscription that a preview read. */
  TW_WAIT_FOR (G_OBJECT (self->mirror)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&self->mirror));

  /* So may the journal, what it could not before. */
  TW_WAIT_FOR (G_OBJECT (self->journal)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&self->journal));
  tw_test_remove_dir (self->dir);
  g_clear_pointer (&self->dir, g_free);
  g_clear_pointer (&self->path, g_free);
}

/* Waits until all writes given to the journal so far are done: they run one after the other. */
void
journal_test_await_writes (TwJournal *journal)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  tw_journal_look_async (journal, "1", tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entry = tw_journal_look_finish (journal, result, &error);
  g_assert_no_error (error);
}

GPtrArray *
journal_test_list (TwJournal *journal)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  tw_journal_list_async (journal, NULL, 0, -1, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entries = tw_journal_list_finish (journal, result, &error);
  g_assert_no_error (error);

  return entries;
}

/* The journal's only entry. */
TwJournalEntry *
journal_test_get_only (TwJournal *journal)
{
  g_autoptr (GPtrArray) entries = journal_test_list (journal);

  g_assert_cmpuint (entries->len, ==, 1);

  return g_object_ref (g_ptr_array_index (entries, 0));
}

static sqlite3 *
open_beside (const char *path,
             int         flags)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE | flags, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 10000);

  return handle;
}

static gboolean
run (const char *path,
     int         flags,
     const char *sql)
{
  sqlite3 *handle = open_beside (path, flags);
  int code = sqlite3_exec (handle, sql, NULL, NULL, NULL);

  sqlite3_close (handle);

  return code == SQLITE_OK;
}

/* Makes a file as another release left it. */
void
journal_test_create (const char *path,
                     const char *sql)
{
  g_assert_true (run (path, SQLITE_OPEN_CREATE, sql));
}

/* Does something to the file behind the journal's back, through another connection. */
void
journal_test_execute (const char *path,
                      const char *sql)
{
  g_assert_true (run (path, 0, sql));
}

/* The same; whether the file lets it happen. */
gboolean
journal_test_try (const char *path,
                  const char *sql)
{
  return run (path, 0, sql);
}

/* What another process sees: the first column of the first row, NULL when there is none. */
char *
journal_test_query (const char *path,
                    const char *sql)
{
  sqlite3 *handle = open_beside (path, 0);
  sqlite3_stmt *statement;
  char *text = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (handle);

  return text;
}

void
journal_test_put_products (TwMirror  *mirror,
                           GPtrArray *products)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tw_mirror_put_page_async (mirror, TW_KIND_PRODUCT, products, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  tw_mirror_put_page_finish (mirror, result, NULL, &error);
  g_assert_no_error (error);
}

/* Whether any file of a folder holds the text, in whatever part of it. */
gboolean
journal_test_dir_contains (const char *dir,
                           const char *text)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  g_assert_nonnull (entries);
  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_get_contents (path, &contents, &length, NULL) &&
          memmem (contents, length, text, strlen (text)) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* A form would mark that field. */
void
journal_test_assert_reason (TwJson     *reason,
                            const char *code)
{
  g_assert_cmpstr (tw_json_get_string (tw_json_get_member (reason, "code")), ==, code);
}

void
journal_test_assert_field (const GError *error,
                           const char   *field)
{
  GPtrArray *fields = tw_error_get_fields (error);

  g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
  g_assert_nonnull (fields);
  for (guint i = 0; i < fields->len; i++)
    if (g_strcmp0 (((TwFieldError *) g_ptr_array_index (fields, i))->field, field) == 0)
      return;

  g_test_message ("%s", error->message);
  g_assert_cmpstr (((TwFieldError *) g_ptr_array_index (fields, 0))->field, ==, field);
}

void
journal_test_assert_money (const TwMoney *money,
                           const char    *text)
{
  g_autofree char *printed = tw_money_to_string (money);

  g_assert_cmpstr (printed, ==, text);
}

void
journal_test_assert_number (TwDecimal   number,
                            const char *text)
{
  g_autofree char *printed = tw_decimal_to_string (number);

  g_assert_cmpstr (printed, ==, text);
}
