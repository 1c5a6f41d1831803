/* tw-gate.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-gate-private.h"

#include "net/tw-wait-queue-private.h"

/**
 * tw_gate_init:
 * @self: (out caller-allocates): a gate, part of the source object of its tasks
 * @room: how many may be inside at a time
 */
void
tw_gate_init (TwGate *self,
              guint   room)
{
  self->room = room;
  for (guint i = 0; i < G_N_ELEMENTS (self->waiting); i++)
    g_queue_init (&self->waiting[i]);
}

/**
 * tw_gate_enter:
 * @self: a gate
 * @priority: who goes first
 * @task: (transfer full): who wants in
 *
 * Makes @task return %TRUE once it is inside, which tw_gate_leave() ends; or an error when it is cancelled
 * outside.
 */
void
tw_gate_enter (TwGate     *self,
               TwPriority  priority,
               GTask      *task)
{
  g_autoptr (GTask) owned = task;

  /* Who has been let in must know it, or the place would be lost. */
  g_task_set_check_cancellable (task, FALSE);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->room == 0)
    {
      tw_wait_queue_push (&self->waiting[priority], g_steal_pointer (&owned));
      return;
    }

  self->room--;
  g_task_return_boolean (task, TRUE);
}

/**
 * tw_gate_leave:
 * @self: a gate
 *
 * Gives a place back, to the next who waits.
 */
void
tw_gate_leave (TwGate *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->waiting); i++)
    {
      g_autoptr (GTask) task = tw_wait_queue_pop (&self->waiting[i]);

      if (task != NULL)
        {
          g_task_return_boolean (task, TRUE);
          return;
        }
    }

  self->room++;
}
