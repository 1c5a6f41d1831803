/* tw-settler-catch-up.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-settler-private.h"

#include "journal/tw-late-orders.h"

typedef struct
{
  GPtrArray *found; /* entries that orders which were read have confirmed */
  gulong     changed_id;
} CatchUp;

static void
catch_up_free (CatchUp *self)
{
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  CatchUp *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = tw_settler_run_finish (TW_SETTLER (source), result, &error);

  if (entries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_extend_and_steal (self->found, g_steal_pointer (&entries));
  g_task_return_pointer (task, g_steal_pointer (&self->found), (GDestroyNotify) g_ptr_array_unref);
}

/* Takes @task. */
static void
run_due (GTask *task)
{
  tw_settler_run_due_async (g_task_get_source_object (task), g_task_get_cancellable (task), ran_cb, task);
}

static void
changed_cb (TwJournal      *journal,
            TwJournalEntry *entry,
            CatchUp        *self)
{
  if (entry->state == TW_JOURNAL_CONFIRMED)
    g_ptr_array_add (self->found, g_object_ref (entry));
}

static void
late_orders_found_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwSettler *settler = g_task_get_source_object (task);
  CatchUp *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_signal_handler (&self->changed_id, settler->journal);
  if (tw_late_orders_find_finish (result, &error))
    run_due (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * tw_settler_catch_up_async:
 * @self: a settler
 * @cancellable: (nullable): to stop; what was found by then is kept
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Does once what tw_settler_start() goes on doing: sees among the orders that were read which of them come of
 * unsettled entries, and looks at the marketplace for what is unknown, where it is time to. Without any such entry no
 * call is made.
 */
void
tw_settler_catch_up_async (TwSettler           *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  CatchUp *catch_up;
  GTask *task;

  g_return_if_fail (TW_IS_SETTLER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  catch_up = g_new0 (CatchUp, 1);
  catch_up->found = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, tw_settler_catch_up_async);
  g_task_set_task_data (task, catch_up, (GDestroyNotify) catch_up_free);
  if (self->mirror == NULL)
    {
      run_due (task);
      return;
    }

  /* Disconnected before the task, which owns the data, is over. */
  catch_up->changed_id = g_signal_connect (self->journal, "changed", G_CALLBACK (changed_cb), catch_up);
  tw_late_orders_find_async (self->journal, self->mirror, cancellable, late_orders_found_cb, task);
}

/**
 * tw_settler_catch_up_finish:
 * @self: a settler
 * @result: the result
 * @error: return location; as of tw_settler_run_finish()
 *
 * Returns: (transfer full) (element-type TwJournalEntry): the entries that were unknown, or that a person was asked
 *   about, as they are now; %NULL with @error set
 */
GPtrArray *
tw_settler_catch_up_finish (TwSettler     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_settler_catch_up_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
