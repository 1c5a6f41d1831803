/* tw-sync-failures.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-failures-private.h"

#include "base/tw-error.h"
#include "mirror/tw-mirror-call-private.h"

/* When a detail that failed once, twice … is asked for again. Most failures pass; one that lasts costs a call a week. */
static const gint64 pauses[] = {
  10 * G_TIME_SPAN_MINUTE, G_TIME_SPAN_HOUR, 6 * G_TIME_SPAN_HOUR, G_TIME_SPAN_DAY, 7 * G_TIME_SPAN_DAY,
};

/*
 * One look at what failed, or one more failure.
 *
 * key: of the object that failed
 * keys: of objects that are not to be asked for yet
 */
typedef struct
{
  TwKind      kind;
  char       *key;
  GHashTable *keys;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->key);
  g_clear_pointer (&look->keys, g_hash_table_unref);
  g_free (look);
}

/* In the writing thread. */
static gboolean
note_job (TwDatabaseConnection  *connection,
          gpointer               data,
          GCancellable          *cancellable,
          GError               **error)
{
  Look *look = data;
  g_autoptr (TwStatement) read = NULL;
  g_autoptr (TwStatement) write = NULL;
  gboolean has_row = FALSE;
  gint64 failures;

  read = tw_statement_new (connection, "SELECT failures FROM detail_failures WHERE kind = ?1 AND id = ?2", error);
  if (read == NULL)
    return FALSE;
  tw_statement_bind_int (read, 1, look->kind);
  tw_statement_bind_text (read, 2, look->key);
  if (!tw_statement_step (read, &has_row, error))
    return FALSE;
  failures = has_row ? MAX (tw_statement_get_int (read, 0), 0) : 0;
  tw_statement_reset (read);

  write = tw_statement_new (connection, "REPLACE INTO detail_failures (kind, id, failures, next_time)"
                                        " VALUES (?1, ?2, ?3, ?4)", error);
  if (write == NULL)
    return FALSE;
  tw_statement_bind_int (write, 1, look->kind);
  tw_statement_bind_text (write, 2, look->key);
  tw_statement_bind_int (write, 3, failures + 1);
  tw_statement_bind_int (write, 4,
                         g_get_real_time () + pauses[MIN (failures, (gint64) G_N_ELEMENTS (pauses) - 1)]);

  return tw_statement_run (write, error);
}

/* In the reading thread. A time later than any pause is that of a clock that was set since. */
static gboolean
list_job (TwDatabaseConnection  *connection,
          gpointer               data,
          GCancellable          *cancellable,
          GError               **error)
{
  Look *look = data;
  gint64 now = g_get_real_time ();
  g_autoptr (TwStatement) statement = NULL;

  statement = tw_statement_new (connection,
                                "SELECT id FROM detail_failures"
                                " WHERE kind = ?1 AND next_time > ?2 AND next_time <= ?3", error);
  if (statement == NULL)
    return FALSE;
  tw_statement_bind_int (statement, 1, look->kind);
  tw_statement_bind_int (statement, 2, now);
  tw_statement_bind_int (statement, 3, now + pauses[G_N_ELEMENTS (pauses) - 1]);

  look->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (TRUE)
    {
      gboolean has_row = FALSE;

      if (!tw_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      g_hash_table_add (look->keys, tw_statement_dup_text (statement, 0));
    }
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tw_database_run_finish (TW_DATABASE (source), result, &error))
    g_task_return_error (task, error);
  else if (look->keys != NULL)
    g_task_return_pointer (task, g_steal_pointer (&look->keys), (GDestroyNotify) g_hash_table_unref);
  else
    g_task_return_boolean (task, TRUE);
}

static void
look_run (TwMirror            *mirror,
          TwKind               kind,
          const char          *key,
          gpointer             source_tag,
          TwDatabaseAccess     access,
          TwDatabaseFunc       func,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (mirror, NULL, callback, user_data);
  Look *look = g_new0 (Look, 1);

  look->kind = kind;
  look->key = g_strdup (key);
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, look, look_free);
  tw_database_run_async (tw_mirror_get_database (mirror), access, func, look, NULL, NULL, looked_cb, task);
}

/**
 * tw_sync_error_is_of_object:
 * @error: why something did not come
 *
 * Returns: whether it is about the list or object asked for, so that asking again soon is a lost call; not about
 *   the connection, the login, the calls left or this machine
 */
gboolean
tw_sync_error_is_of_object (const GError *error)
{
  return error->domain == TW_ERROR
         && error->code != TW_ERROR_OFFLINE
         && error->code != TW_ERROR_AUTH_REQUIRED
         && error->code != TW_ERROR_RATE_LIMITED
         && error->code != TW_ERROR_STORE;
}

/**
 * tw_sync_note_failure_async:
 * @mirror: a mirror
 * @kind: a kind
 * @key: key of an object whose detail the marketplace failed to give
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Remembers the failure, so that nothing asks for that detail by itself for a while: longer each time, over
 * restarts, until it comes.
 */
void
tw_sync_note_failure_async (TwMirror            *mirror,
                            TwKind               kind,
                            const char          *key,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  look_run (mirror, kind, key, tw_sync_note_failure_async, TW_DATABASE_WRITE, note_job, callback, user_data);
}

/**
 * tw_sync_note_failure_finish:
 * @mirror: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: %FALSE with @error set when nothing was written
 */
gboolean
tw_sync_note_failure_finish (TwMirror      *mirror,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_sync_note_failure_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * tw_sync_list_failures_async:
 * @mirror: a mirror
 * @kind: a kind
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Finds the objects whose details failed and are not to be asked for yet.
 */
void
tw_sync_list_failures_async (TwMirror            *mirror,
                             TwKind               kind,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  look_run (mirror, kind, NULL, tw_sync_list_failures_async, TW_DATABASE_READ, list_job, callback, user_data);
}

/**
 * tw_sync_list_failures_finish:
 * @mirror: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8): set of their keys, %NULL with @error set
 */
GHashTable *
tw_sync_list_failures_finish (TwMirror      *mirror,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_sync_list_failures_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
