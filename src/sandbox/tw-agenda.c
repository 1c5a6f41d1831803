/* tw-agenda.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-agenda.h"

typedef struct
{
  gint64        time;
  guint64       serial;
  TwAgendaFunc  func;
  gpointer      subject;
} Event;

/* A binary heap, the next event first; events of one time keep the order in which they were added. */
struct _TwAgenda
{
  GArray   *heap;
  guint64   serial;
  gpointer  user_data;
};

static gboolean
event_is_before (const Event *a,
                 const Event *b)
{
  return a->time != b->time ? a->time < b->time : a->serial < b->serial;
}

/**
 * tw_agenda_new:
 * @user_data: what every event is called with
 *
 * Returns: (transfer full): an empty agenda
 */
TwAgenda *
tw_agenda_new (gpointer user_data)
{
  TwAgenda *self = g_new0 (TwAgenda, 1);

  self->heap = g_array_new (FALSE, FALSE, sizeof (Event));
  self->user_data = user_data;

  return self;
}

/**
 * tw_agenda_free:
 * @self: (transfer full): an agenda
 */
void
tw_agenda_free (TwAgenda *self)
{
  g_array_unref (self->heap);
  g_free (self);
}

/**
 * tw_agenda_add:
 * @self: an agenda
 * @time: when, in seconds since 1970
 * @func: what
 * @subject: (nullable): what it happens to; it has to outlive the agenda
 */
void
tw_agenda_add (TwAgenda     *self,
               gint64        time,
               TwAgendaFunc  func,
               gpointer      subject)
{
  Event event = { time, self->serial++, func, subject };
  guint at = self->heap->len;

  g_array_append_val (self->heap, event);
  while (at > 0)
    {
      guint parent = (at - 1) / 2;

      if (!event_is_before (&event, &g_array_index (self->heap, Event, parent)))
        break;
      g_array_index (self->heap, Event, at) = g_array_index (self->heap, Event, parent);
      at = parent;
    }
  g_array_index (self->heap, Event, at) = event;
}

/**
 * tw_agenda_peek:
 * @self: an agenda
 * @time: (out): when the next event is due
 *
 * Returns: %FALSE when nothing is planned
 */
gboolean
tw_agenda_peek (TwAgenda *self,
                gint64   *time)
{
  if (self->heap->len == 0)
    return FALSE;
  *time = g_array_index (self->heap, Event, 0).time;

  return TRUE;
}

/**
 * tw_agenda_run:
 * @self: an agenda with at least one event
 *
 * Takes the next event out and lets it happen. It may add others.
 */
void
tw_agenda_run (TwAgenda *self)
{
  Event first = g_array_index (self->heap, Event, 0);
  Event last = g_array_index (self->heap, Event, self->heap->len - 1);
  guint at = 0;

  g_array_set_size (self->heap, self->heap->len - 1);
  while (2 * at + 1 < self->heap->len)
    {
      guint child = 2 * at + 1;

      if (child + 1 < self->heap->len
          && event_is_before (&g_array_index (self->heap, Event, child + 1), &g_array_index (self->heap, Event, child)))
        child++;
      if (!event_is_before (&g_array_index (self->heap, Event, child), &last))
        break;
      g_array_index (self->heap, Event, at) = g_array_index (self->heap, Event, child);
      at = child;
    }
  if (self->heap->len > 0)
    g_array_index (self->heap, Event, at) = last;

  first.func (self->user_data, first.subject, first.time);
}
