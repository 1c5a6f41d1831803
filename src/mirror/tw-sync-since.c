/* tw-sync-since.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-since-private.h"

#include "mirror/tw-mirror-call-private.h"

/* The day from which orders may be asked for, and what it is found from. */
typedef struct
{
  char   **front;
  gint64   page_size;
  char    *since;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_strfreev (search->front);
  g_free (search->since);
  g_free (search);
}

/* When the oldest of the newest known orders was created; @found is %FALSE when that of one is not known. */
static gboolean
find_oldest (TwDatabaseConnection  *connection,
             char                 **front,
             gint64                *oldest,
             gboolean              *found,
             GError               **error)
{
  g_autoptr (TwStatement) statement = NULL;

  statement = tw_statement_new (connection, "SELECT created FROM orders WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  *oldest = G_MAXINT64;
  *found = TRUE;
  for (guint i = 0; front[i] != NULL && *found; i++)
    {
      gboolean has_row = FALSE;

      tw_statement_bind_text (statement, 1, front[i]);
      if (!tw_statement_step (statement, &has_row, error))
        return FALSE;
      if (has_row && !tw_statement_is_null (statement, 0))
        *oldest = MIN (*oldest, tw_statement_get_int (statement, 0));
      else
        *found = FALSE;
      tw_statement_reset (statement);
    }

  return TRUE;
}

/* Whether an open order is older than that, but not so old that a whole page would not show it. */
static gboolean
hides_open_orders (TwDatabaseConnection  *connection,
                   gint64                 since,
                   gint64                 page_size,
                   gboolean              *hides,
                   GError               **error)
{
  g_autoptr (TwStatement) statement = NULL;

  statement = tw_statement_new (connection,
                                "SELECT 1 FROM orders WHERE vanished = 0"
                                " AND status NOT IN ('completed', 'cancelled', 'error') AND created < ?1"
                                " AND created >= ifnull ((SELECT created FROM orders WHERE vanished = 0"
                                " ORDER BY created DESC, serial DESC LIMIT 1 OFFSET ?2), 0) LIMIT 1",
                                error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_int (statement, 1, since);
  tw_statement_bind_int (statement, 2, page_size - 1);

  return tw_statement_step (statement, hides, error);
}

/* In the reading thread. */
static gboolean
search_job (TwDatabaseConnection  *connection,
            gpointer               data,
            GCancellable          *cancellable,
            GError               **error)
{
  Search *search = data;
  g_autoptr (GDateTime) day = NULL;
  gboolean found = FALSE;
  gboolean hides = FALSE;
  gint64 oldest;

  if (!find_oldest (connection, search->front, &oldest, &found, error))
    return FALSE;
  if (!found)
    return TRUE;

  oldest -= oldest % G_TIME_SPAN_DAY;
  if (!hides_open_orders (connection, oldest, search->page_size, &hides, error))
    return FALSE;

  day = hides ? NULL : g_date_time_new_from_unix_utc (oldest / G_USEC_PER_SEC);
  if (day != NULL)
    search->since = g_date_time_format (day, "%F");

  return TRUE;
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  if (tw_database_run_finish (TW_DATABASE (source), result, &error))
    g_task_return_pointer (task, g_steal_pointer (&search->since), g_free);
  else
    g_task_return_error (task, error);
}

/**
 * tw_sync_find_since_async:
 * @mirror: a mirror
 * @page_size: rows of a whole page
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Finds the day from which the list of orders may be asked for, so that it shows the newest known ones again and
 * no open order less than a whole page would: each of these would cost a call of its own.
 */
void
tw_sync_find_since_async (TwMirror            *mirror,
                          gint64               page_size,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  char **front = tw_mirror_get_list_state (mirror, TW_KIND_ORDER)->front;
  GTask *task = g_task_new (mirror, NULL, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->front = g_strdupv (front);
  search->page_size = page_size;
  g_task_set_source_tag (task, tw_sync_find_since_async);
  g_task_set_task_data (task, search, search_free);

  if (front == NULL || *front == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      g_object_unref (task);
      return;
    }

  tw_database_run_async (tw_mirror_get_database (mirror), TW_DATABASE_READ, search_job, search, NULL, NULL,
                         searched_cb, task);
}

/**
 * tw_sync_find_since_finish:
 * @mirror: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a plain date; %NULL without @error set to ask for the whole list
 */
char *
tw_sync_find_since_finish (TwMirror      *mirror,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_sync_find_since_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
