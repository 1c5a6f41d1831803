/* tw-sync-plan.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-plan.h"

#include "mirror/tw-mirror-call-private.h"
#include "mirror/tw-sync-run-private.h"

G_DEFINE_ENUM_TYPE (TwSyncStep, tw_sync_step,
                    G_DEFINE_ENUM_VALUE (TW_SYNC_STEP_FIRST, "first"),
                    G_DEFINE_ENUM_VALUE (TW_SYNC_STEP_FULL, "full"),
                    G_DEFINE_ENUM_VALUE (TW_SYNC_STEP_DETAILS, "details"))

/* A plan in the making. */
typedef struct
{
  TwSyncPlan *plan;
  gint64      full_interval;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_clear_pointer (&making->plan, tw_sync_plan_free);
  g_free (making);
}

/**
 * tw_sync_plan_free:
 * @self: (transfer full): a plan
 */
void
tw_sync_plan_free (TwSyncPlan *self)
{
  g_clear_pointer (&self->step_time, g_date_time_unref);
  g_free (self);
}

/**
 * tw_sync_plan_get_missing:
 * @self: a plan
 *
 * Returns: details missing or outdated in all
 */
gint64
tw_sync_plan_get_missing (const TwSyncPlan *self)
{
  gint64 missing = 0;

  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    missing += self->missing[kind];

  return missing;
}

static gboolean
count (TwDatabaseConnection  *connection,
       const char            *table,
       const char            *condition,
       gint64                *out,
       GError               **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s WHERE vanished = 0%s", table, condition);
  g_autoptr (TwStatement) statement = tw_statement_new (connection, sql, error);
  gboolean has_row = FALSE;

  if (statement == NULL || !tw_statement_step (statement, &has_row, error))
    return FALSE;

  *out = tw_statement_get_int (statement, 0);

  return TRUE;
}

static gboolean
count_job (TwDatabaseConnection  *connection,
           gpointer               data,
           GCancellable          *cancellable,
           GError               **error)
{
  Making *making = data;
  TwSyncPlan *plan = making->plan;

  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    {
      const char *table = tw_mirror_table_get (kind)->name;

      if (!count (connection, table, "", &plan->rows[kind], error))
        return FALSE;
      if (tw_sync_run_has_details (kind)
          && !count (connection, table, " AND detail <> 1", &plan->missing[kind], error))
        return FALSE;
    }

  return TRUE;
}

/* The earliest time at which one of the lists is due to be read to its end; %NULL when one never was. */
static GDateTime *
find_full_time (TwMirror *mirror,
                gint64    full_interval)
{
  static const TwKind kinds[] = { TW_KIND_CUSTOMER, TW_KIND_SUBSCRIPTION, TW_KIND_ORDER };
  g_autoptr (GDateTime) earliest = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GDateTime *time = tw_mirror_get_list_state (mirror, kinds[i])->full_time;

      if (time == NULL)
        return NULL;
      if (earliest == NULL || g_date_time_compare (time, earliest) < 0)
        {
          g_clear_pointer (&earliest, g_date_time_unref);
          earliest = g_date_time_ref (time);
        }
    }

  return g_date_time_add_seconds (earliest, (double) full_interval);
}

static void
choose_step (TwSyncPlan *self,
             TwMirror   *mirror,
             gint64      full_interval)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) full_time = find_full_time (mirror, full_interval);
  gboolean full_is_due = full_time != NULL && g_date_time_compare (full_time, now) <= 0;

  if (full_time == NULL)
    self->step = TW_SYNC_STEP_FIRST;
  else if (full_is_due || tw_sync_plan_get_missing (self) == 0)
    self->step = TW_SYNC_STEP_FULL;
  else
    self->step = TW_SYNC_STEP_DETAILS;

  self->step_time = g_date_time_ref (self->step == TW_SYNC_STEP_FULL && !full_is_due ? full_time : now);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *making = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tw_database_run_finish (TW_DATABASE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  choose_step (making->plan, g_task_get_source_object (task), making->full_interval);
  g_task_return_pointer (task, g_steal_pointer (&making->plan), (GDestroyNotify) tw_sync_plan_free);
}

/**
 * tw_sync_plan_make_async:
 * @mirror: a mirror
 * @full_interval: lists are read to their ends so often, in seconds
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Finds out how complete the mirror is, and what the next sync has to do. No call is made.
 */
void
tw_sync_plan_make_async (TwMirror            *mirror,
                         gint64               full_interval,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Making *making;
  GTask *task;

  g_return_if_fail (TW_IS_MIRROR (mirror));

  making = g_new0 (Making, 1);
  making->plan = g_new0 (TwSyncPlan, 1);
  making->full_interval = full_interval;
  task = g_task_new (mirror, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_sync_plan_make_async);
  g_task_set_task_data (task, making, making_free);
  tw_database_run_async (tw_mirror_get_database (mirror), TW_DATABASE_READ, count_job, making, NULL,
                         cancellable, counted_cb, task);
}

/**
 * tw_sync_plan_make_finish:
 * @mirror: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the plan, %NULL with @error set
 */
TwSyncPlan *
tw_sync_plan_make_finish (TwMirror      *mirror,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_sync_plan_make_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
