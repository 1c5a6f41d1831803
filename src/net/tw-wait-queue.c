/* tw-wait-queue.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-wait-queue-private.h"

/* One place in a queue. */
typedef struct
{
  GQueue  *queue;
  GTask   *task;
  GSource *cancelled;
} Waiter;

/* Takes the task out of its place. */
static GTask *
waiter_end (Waiter *self)
{
  GTask *task = self->task;

  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  g_free (self);

  return task;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Waiter *self = user_data;
  g_autoptr (GTask) task = NULL;

  g_queue_remove (self->queue, self);
  task = waiter_end (self);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/**
 * tw_wait_queue_push:
 * @queue: a queue, part of the task's source object
 * @task: (transfer full): who waits
 *
 * Queues a task up. When it is cancelled, it leaves the queue and returns at once.
 */
void
tw_wait_queue_push (GQueue *queue,
                    GTask  *task)
{
  Waiter *self = g_new0 (Waiter, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->queue = queue;
  self->task = task;
  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->cancelled, g_task_get_context (task));
    }

  g_queue_push_tail (queue, self);
}

/**
 * tw_wait_queue_pop:
 * @queue: a queue
 *
 * Returns: (transfer full) (nullable): the task that has waited longest, %NULL when nobody waits
 */
GTask *
tw_wait_queue_pop (GQueue *queue)
{
  Waiter *self = g_queue_pop_head (queue);

  return self != NULL ? waiter_end (self) : NULL;
}
