/* tw-paged-model-find.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-paged-model-private.h"

static gint64
find_number (TwPagedModel *self,
             gint64        number)
{
  for (guint i = 0; i < self->numbers->len; i++)
    if (g_array_index (self->numbers, gint64, i) == number)
      return i;

  return -1;
}

/**
 * tw_paged_model_answer_finders:
 * @self: a model
 *
 * Answers those who wait for the order that was being read.
 */
void
tw_paged_model_answer_finders (TwPagedModel *self)
{
  g_autoptr (GPtrArray) finders = g_steal_pointer (&self->finders);

  self->finders = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < finders->len; i++)
    {
      gint64 *number = g_task_get_task_data (finders->pdata[i]);

      g_task_return_int (finders->pdata[i], find_number (self, *number));
    }
}

static void
number_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwPagedModel *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  gint64 number = tw_mirror_find_number_finish (TW_MIRROR (source), result, &error);

  if (number < 0)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (self->order_cancellable == NULL)
    {
      g_task_return_int (task, find_number (self, number));
      return;
    }

  g_task_set_task_data (task, g_memdup2 (&number, sizeof number), g_free);
  g_ptr_array_add (self->finders, g_steal_pointer (&task));
}

/**
 * tw_paged_model_find_position_async:
 * @self: a model with a mirror and a query
 * @key: key of an object
 * @cancellable: (nullable): a cancellable
 * @callback: called when the order that is being read, if any, is there
 * @user_data: for @callback
 *
 * Looks where an object is in the list, to select it again or to go to it.
 */
void
tw_paged_model_find_position_async (TwPagedModel        *self,
                                    const char          *key,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TW_IS_PAGED_MODEL (self));
  g_return_if_fail (self->mirror != NULL && self->query != NULL);
  g_return_if_fail (key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_paged_model_find_position_async);
  tw_mirror_find_number_async (self->mirror, tw_query_get_kind (self->query), key, cancellable,
                               number_found_cb, task);
}

/**
 * tw_paged_model_find_position_finish:
 * @self: a model
 * @result: the result
 * @error: return location
 *
 * Returns: the position, -1 when the object is not in the list or, with @error set, when it failed
 */
gint64
tw_paged_model_find_position_finish (TwPagedModel  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_paged_model_find_position_async), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
