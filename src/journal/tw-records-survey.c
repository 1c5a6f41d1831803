/* tw-records-survey.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-records-survey.h"

#include "base/tw-date.h"
#include "base/tw-error.h"
#include "journal/tw-records-backup-private.h"
#include "journal/tw-records-file-private.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* How long to wait for another program's write, in milliseconds. */
#define BUSY_TIMEOUT 10000

/* Numbers are given anew after a restore, so the same number alone does not make the same entry. */
#define SAME_ENTRY "c.id = p.id AND c.created = p.created AND c.kind = p.kind AND c.request = p.request"

typedef struct
{
  char *source;
  char *path;
} Inputs;

static void
inputs_free (Inputs *inputs)
{
  g_free (inputs->source);
  g_free (inputs->path);
  g_free (inputs);
}

static gboolean
set_error (const char  *path,
           sqlite3     *handle,
           GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_STORE, "The records file “%s” failed: %s", path, sqlite3_errmsg (handle));

  return FALSE;
}

/* Steps to the first row of a statement without parameters, %NULL when it fails or has none. */
static sqlite3_stmt *
select_row (sqlite3    *handle,
            const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    return statement;

  sqlite3_finalize (statement);

  return NULL;
}

static GDateTime *
dup_time (sqlite3_stmt *statement,
          int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? tw_date_time_parse (text, NULL) : NULL;
}

static gboolean
read_copy (TwRecordsSurvey  *self,
           sqlite3          *handle,
           const char       *source,
           GError          **error)
{
  g_autoptr (GStrvBuilder) accounts = g_strv_builder_new ();
  sqlite3_stmt *statement = select_row (handle,
                                        "SELECT count (*), total (state IN ('queued', 'sending')), max (updated)"
                                        " FROM main.journal");
  int code = SQLITE_ROW;

  if (statement == NULL)
    return set_error (source, handle, error);
  self->n_entries = sqlite3_column_int64 (statement, 0);
  self->n_open = sqlite3_column_int64 (statement, 1);
  self->newest = dup_time (statement, 2);
  sqlite3_finalize (statement);

  statement = select_row (handle, "SELECT DISTINCT account FROM main.journal ORDER BY account");
  for (; statement != NULL && code == SQLITE_ROW; code = sqlite3_step (statement))
    g_strv_builder_add (accounts, (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  self->accounts = g_strv_builder_end (accounts);

  return TRUE;
}

static gboolean
attach (sqlite3    *handle,
        const char *path)
{
  sqlite3_stmt *statement = NULL;
  gboolean ok = sqlite3_prepare_v2 (handle, "ATTACH ?1 AS present", -1, &statement, NULL) == SQLITE_OK
                && sqlite3_bind_text (statement, 1, path, -1, SQLITE_TRANSIENT) == SQLITE_OK
                && sqlite3_step (statement) == SQLITE_DONE;

  sqlite3_finalize (statement);

  return ok;
}

/* Records that cannot be read are no reason not to restore a copy of them: on the contrary. */
static void
compare (TwRecordsSurvey *self,
         sqlite3         *handle,
         const char      *path)
{
  sqlite3_stmt *statement;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;

  self->n_present = -1;
  if (!attach (handle, path))
    return;

  statement = select_row (handle,
                          "SELECT count (*), total (c.id IS NULL), min (CASE WHEN c.id IS NULL THEN p.created END),"
                          "  total (c.state <> p.state OR c.updated <> p.updated)"
                          " FROM present.journal AS p LEFT JOIN main.journal AS c ON " SAME_ENTRY);
  if (statement == NULL)
    return;

  self->n_present = sqlite3_column_int64 (statement, 0);
  self->n_missing = sqlite3_column_int64 (statement, 1);
  self->missing_since = dup_time (statement, 2);
  self->n_changed = sqlite3_column_int64 (statement, 3);
  sqlite3_finalize (statement);
}

static void
survey_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Inputs *inputs = task_data;
  g_autoptr (TwRecordsSurvey) self = g_new0 (TwRecordsSurvey, 1);
  sqlite3 *handle = NULL;
  GError *error = NULL;
  GStatBuf status;
  gboolean ok;

  if (!tw_records_file_check (inputs->source, tw_records_get_newest_version (), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (g_stat (inputs->source, &status) == 0)
    self->file_time = g_date_time_new_from_unix_utc (status.st_mtime);
  ok = sqlite3_open_v2 (inputs->source, &handle, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK;
  if (ok)
    {
      sqlite3_busy_timeout (handle, BUSY_TIMEOUT);
      ok = read_copy (self, handle, inputs->source, &error);
    }
  else
    set_error (inputs->source, handle, &error);
  if (ok)
    compare (self, handle, inputs->path);
  sqlite3_close (handle);

  if (ok)
    g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) tw_records_survey_free);
  else
    g_task_return_error (task, error);
}

/**
 * tw_records_survey_free:
 * @self: (transfer full): a survey
 */
void
tw_records_survey_free (TwRecordsSurvey *self)
{
  g_strfreev (self->accounts);
  g_clear_pointer (&self->newest, g_date_time_unref);
  g_clear_pointer (&self->file_time, g_date_time_unref);
  g_clear_pointer (&self->missing_since, g_date_time_unref);
  g_free (self);
}

/**
 * tw_records_survey_async:
 * @source: a copy that tw_records_back_up_async() made
 * @path: path of the records that it would replace, which may be open or missing
 * @cancellable: (nullable): to stop waiting
 * @callback: called when it is known
 * @user_data: data of @callback
 *
 * Looks at a copy before it is restored. Nothing is changed.
 */
void
tw_records_survey_async (const char          *source,
                         const char          *path,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Inputs *inputs;

  g_return_if_fail (source != NULL);
  g_return_if_fail (path != NULL);

  inputs = g_new0 (Inputs, 1);
  inputs->source = g_strdup (source);
  inputs->path = g_strdup (path);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_records_survey_async);
  g_task_set_task_data (task, inputs, (GDestroyNotify) inputs_free);
  g_task_run_in_thread (task, survey_thread);
}

/**
 * tw_records_survey_finish:
 * @result: the result
 * @error: return location; %TW_ERROR_STORE saying what is wrong with the copy
 *
 * Returns: (transfer full): what the copy holds and would change, %NULL with @error set
 */
TwRecordsSurvey *
tw_records_survey_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_records_survey_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
