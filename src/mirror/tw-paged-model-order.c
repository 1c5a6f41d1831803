/* tw-paged-model-order.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-paged-model-private.h"

/* Rows that are held keep being the same rows, wherever they are now. */
static void
place_rows (TwPagedModel *self)
{
  GHashTableIter iter;
  gpointer row;
  guint n_rows = g_hash_table_size (self->rows);

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      tw_row_set_position (row, -1);
      tw_row_set_fresh (row, FALSE);
    }

  for (guint i = 0; i < self->numbers->len && n_rows > 0; i++)
    {
      row = g_hash_table_lookup (self->rows, &g_array_index (self->numbers, gint64, i));
      if (row != NULL)
        {
          tw_row_set_position (row, i);
          n_rows--;
        }
    }
}

static void
set_order (TwPagedModel *self,
           GArray       *numbers)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->numbers);
  guint shorter = MIN (before->len, numbers->len);
  guint head = 0;
  guint tail = 0;

  self->numbers = numbers;
  tw_paged_model_cancel_fetches (self);
  tw_paged_model_drop_pages (self);
  place_rows (self);

  while (head < shorter && g_array_index (before, gint64, head) == g_array_index (self->numbers, gint64, head))
    head++;
  while (tail < shorter - head && g_array_index (before, gint64, before->len - 1 - tail)
                                    == g_array_index (numbers, gint64, numbers->len - 1 - tail))
    tail++;

  if (head + tail < before->len || head + tail < numbers->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail,
                                numbers->len - head - tail);
  if (before->len != numbers->len)
    g_object_notify (G_OBJECT (self), "n-items");

  tw_paged_model_schedule_load (self);
}

static void
order_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TwPagedModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = tw_mirror_list_numbers_finish (TW_MIRROR (source), result, &error);

  /* Another order is being read instead. */
  if (g_task_get_cancellable (G_TASK (result)) != self->order_cancellable)
    return;

  g_clear_object (&self->order_cancellable);

  if (numbers != NULL)
    set_order (self, g_steal_pointer (&numbers));
  tw_paged_model_set_error (self, g_steal_pointer (&error));
  tw_paged_model_set_loading (self, FALSE);
  tw_paged_model_answer_finders (self);

  if (self->outdated)
    tw_paged_model_load_order (self);
}

/**
 * tw_paged_model_load_order:
 * @self: a model
 *
 * Reads the order of the rows anew, in the place of what is under way.
 */
void
tw_paged_model_load_order (TwPagedModel *self)
{
  if (self->order_cancellable != NULL)
    g_cancellable_cancel (self->order_cancellable);
  g_clear_object (&self->order_cancellable);
  self->outdated = FALSE;

  if (self->mirror == NULL || self->query == NULL)
    {
      tw_paged_model_answer_finders (self);
      return;
    }

  self->order_cancellable = g_cancellable_new ();
  tw_mirror_list_numbers_async (self->mirror, self->query, self->order_cancellable, order_read_cb,
                                g_object_ref (self));
}

/**
 * tw_paged_model_drop_order:
 * @self: a model
 *
 * Empties the model: row numbers of another kind mean other rows.
 */
void
tw_paged_model_drop_order (TwPagedModel *self)
{
  guint n_items = self->numbers->len;

  tw_paged_model_cancel_fetches (self);
  tw_paged_model_drop_pages (self);
  g_hash_table_unref (self->rows);
  self->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_array_set_size (self->numbers, 0);

  if (n_items > 0)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n_items, 0);
      g_object_notify (G_OBJECT (self), "n-items");
    }
}
