/* tw-stats.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-stats.h"

#include <string.h>

typedef struct
{
  char  *method;
  char  *path;
  guint  status;
  guint  count;
} Entry;

/* Of so many calls it is remembered in which order they came. */
#define LOG_LENGTH 1000

struct _TwStats
{
  GPtrArray *entries;
  GQueue     log; /* of texts: method and path */
  guint      received;
  guint      total;
  guint      rate_limited;
};

static void
entry_free (Entry *entry)
{
  g_free (entry->method);
  g_free (entry->path);
  g_free (entry);
}

/**
 * tw_stats_new:
 *
 * Returns: (transfer full): nothing counted yet
 */
TwStats *
tw_stats_new (void)
{
  TwStats *self = g_new0 (TwStats, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_queue_init (&self->log);

  return self;
}

/**
 * tw_stats_free:
 * @self: (transfer full): the counts
 */
void
tw_stats_free (TwStats *self)
{
  g_ptr_array_unref (self->entries);
  g_queue_clear_full (&self->log, g_free);
  g_free (self);
}

/**
 * tw_stats_clear:
 * @self: the counts
 */
void
tw_stats_clear (TwStats *self)
{
  g_ptr_array_set_size (self->entries, 0);
  g_queue_clear_full (&self->log, g_free);
  self->received = 0;
  self->total = 0;
  self->rate_limited = 0;
}

/**
 * tw_stats_count:
 * @self: the counts
 * @method: of a call
 * @path: the contract's pattern, or the path of a call that fits none
 * @status: of its answer, 0 when the connection was cut without one
 */
void
tw_stats_count (TwStats    *self,
                const char *method,
                const char *path,
                guint       status)
{
  Entry *entry;

  self->total++;
  if (status == 429)
    self->rate_limited++;

  for (guint i = 0; i < self->entries->len; i++)
    {
      entry = g_ptr_array_index (self->entries, i);
      if (entry->status == status && strcmp (entry->method, method) == 0 && strcmp (entry->path, path) == 0)
        {
          entry->count++;
          return;
        }
    }

  entry = g_new0 (Entry, 1);
  entry->method = g_strdup (method);
  entry->path = g_strdup (path);
  entry->status = status;
  entry->count = 1;
  g_ptr_array_add (self->entries, entry);
}

/**
 * tw_stats_write:
 * @self: the counts
 * @out: a writer inside an object
 */
void
tw_stats_write (TwStats *self,
                TwOut   *out)
{
  tw_out_int (out, "total", self->total);
  tw_out_int (out, "rateLimited", self->rate_limited);
  tw_out_begin_array (out, "calls");
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      tw_out_begin_object (out, NULL);
      tw_out_string (out, "method", entry->method);
      tw_out_string (out, "path", entry->path);
      tw_out_int (out, "status", entry->status);
      tw_out_int (out, "count", entry->count);
      tw_out_end_object (out);
    }
  tw_out_end_array (out);
}

/**
 * tw_stats_receive:
 * @self: the counts
 * @method: of a call that has just come
 * @path: its path, with ids
 */
void
tw_stats_receive (TwStats    *self,
                  const char *method,
                  const char *path)
{
  g_queue_push_tail (&self->log, g_strdup_printf ("%s %s", method, path));
  if (self->log.length > LOG_LENGTH)
    g_free (g_queue_pop_head (&self->log));
  self->received++;
}

/**
 * tw_stats_write_log:
 * @self: the counts
 * @out: a writer inside an object
 *
 * Writes the last calls in the order in which they came, and how many came before the first of them.
 */
void
tw_stats_write_log (TwStats *self,
                    TwOut   *out)
{
  tw_out_int (out, "before", self->received - self->log.length);
  tw_out_begin_array (out, "calls");
  for (GList *link = self->log.head; link != NULL; link = link->next)
    tw_out_string (out, NULL, link->data);
  tw_out_end_array (out);
}
