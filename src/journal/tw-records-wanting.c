/* tw-records-wanting.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-records-wanting.h"

#include "base/tw-date.h"
#include "base/tw-error.h"
#include "journal/tw-journal-owner-private.h"

#include <sqlite3.h>

/* How long to wait for another program that is writing, in milliseconds. */
#define BUSY_TIMEOUT 2000

/* Times may have fractions of a second or not: as texts they cannot be compared. */
#define SELECT_WANTING \
  "SELECT count (*) FROM journal WHERE state IN ('unknown', 'needs-a-person')" \
  "  OR (state = 'queued' AND julianday (updated) < julianday (?1))" \
  "  OR (state IN ('rejected', 'not-placed') AND julianday (updated) >= julianday (?1))"

typedef struct
{
  char  *path;
  char  *since;
  guint  n_wanting;
  guint  n_sending;
} Count;

static void
count_free (Count *self)
{
  g_free (self->path);
  g_free (self->since);
  g_free (self);
}

/* Looked up when the first entry being sent is met, and kept for the others. */
static gboolean
is_sender_alive (Count           *self,
                 TwJournalOwner **owner,
                 gint64           token,
                 gboolean        *alive,
                 GError         **error)
{
  if (*owner == NULL)
    {
      g_autofree char *path = g_strconcat (self->path, "-owners", NULL);

      *owner = tw_journal_owner_new (path, error);
    }

  return *owner != NULL && tw_journal_owner_is_alive (*owner, token, alive, error);
}

/* What its sender left behind is unknown, only nobody has written that down yet. */
static gboolean
count_sending (Count         *self,
               sqlite3_stmt  *statement,
               GError       **error)
{
  g_autoptr (TwJournalOwner) owner = NULL;

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gboolean alive;

      if (!is_sender_alive (self, &owner, sqlite3_column_int64 (statement, 0), &alive, error))
        return FALSE;
      if (alive)
        self->n_sending++;
      else
        self->n_wanting++;
    }

  return TRUE;
}

static gboolean
count (Count    *self,
       sqlite3  *handle,
       GError  **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean ok;

  ok = sqlite3_prepare_v2 (handle, SELECT_WANTING, -1, &statement, NULL) == SQLITE_OK
       && sqlite3_bind_text (statement, 1, self->since, -1, SQLITE_STATIC) == SQLITE_OK
       && sqlite3_step (statement) == SQLITE_ROW;
  if (ok)
    self->n_wanting = (guint) sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  if (ok)
    ok = sqlite3_prepare_v2 (handle, "SELECT owner FROM journal WHERE state = 'sending'", -1, &statement, NULL)
         == SQLITE_OK;
  if (!ok)
    {
      g_set_error (error,
                   TW_ERROR,
                   TW_ERROR_STORE,
                   "The records file “%s” failed: %s",
                   self->path,
                   sqlite3_errmsg (handle));
      return FALSE;
    }

  ok = count_sending (self, statement, error);
  sqlite3_finalize (statement);

  return ok;
}

static void
count_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Count *self = task_data;
  sqlite3 *handle = NULL;
  GError *error = NULL;

  /* An account that never wrote anything has none. */
  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (sqlite3_open_v2 (self->path, &handle, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_set_error (&error,
                 TW_ERROR,
                 TW_ERROR_STORE,
                 "The records file “%s” failed: %s",
                 self->path,
                 handle != NULL ? sqlite3_errmsg (handle) : "out of memory");
  else
    sqlite3_busy_timeout (handle, BUSY_TIMEOUT);

  if (error == NULL && count (self, handle, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  sqlite3_close (handle);
}

/**
 * tw_records_count_wanting_async:
 * @path: path of a records file, which may be open elsewhere, missing, or of an older release
 * @since: what failed before was told by the program that was there; what is still queued since then may be about to
 *   be sent
 * @cancellable: (nullable): to stop waiting
 * @callback: called when it is known
 * @user_data: data of @callback
 *
 * Counts the entries that a person should look at, without opening the account: those whose outcome nobody knows,
 * those that were approved and left behind, and those that failed since @since. Nothing is written.
 */
void
tw_records_count_wanting_async (const char          *path,
                                GDateTime           *since,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Count *self;

  g_return_if_fail (path != NULL);
  g_return_if_fail (since != NULL);

  self = g_new0 (Count, 1);
  self->path = g_strdup (path);
  self->since = tw_date_time_to_string (since);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_records_count_wanting_async);
  g_task_set_task_data (task, self, (GDestroyNotify) count_free);
  g_task_run_in_thread (task, count_thread);
}

/**
 * tw_records_count_wanting_finish:
 * @result: the result
 * @n_wanting: (out): how many entries a person should look at
 * @n_sending: (out): how many living processes are sending: when one ends, no file changes
 * @error: return location; %TW_ERROR_STORE
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_records_count_wanting_finish (GAsyncResult  *result,
                                 guint         *n_wanting,
                                 guint         *n_sending,
                                 GError       **error)
{
  Count *self;

  g_return_val_if_fail (g_async_result_is_tagged (result, tw_records_count_wanting_async), FALSE);

  self = g_task_get_task_data (G_TASK (result));
  *n_wanting = self->n_wanting;
  *n_sending = self->n_sending;

  return g_task_propagate_boolean (G_TASK (result), error);
}
