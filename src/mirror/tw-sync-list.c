/* tw-sync-list.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-private.h"

/* A list that still moves after so many readings is given up for this time. */
#define MAX_PASSES 3

/* So many of the newest objects are remembered, and half of them must be met again: some of them may be gone,
 * and one that has moved to the front by itself proves nothing about what follows it. */
#define FRONT_LENGTH 20

/* No list is longer, whatever its answers say: what is reckoned from the lengths of lists must not overflow. */
#define MAX_TOTAL G_MAXINT32

/*
 * known: keys that were the newest when the list was up to date last; %NULL to read it to its end
 * n_known: how many of them came
 * since: (nullable): only what was created on that day or later is asked for
 * known_total: rows of the whole list when it was up to date last
 * astray: it was asked for by date, and the answer cannot be relied on
 * front: keys of the newest objects, as this reading first saw them
 * step: rows of the first page: the marketplace may give less than it is asked for
 * next_offset: where the pass goes on
 * gaps: offsets to ask for before that: a page came short, or the front is looked at again
 * end: rows before the first empty page of this pass
 * total: rows as the last answer counts them, -1 before the first
 * steady_total: the same as the first answer of this pass counted them
 * moved, shrank: an answer of this pass counted differently, or less
 * checked: the front was looked at again after this pass
 * uncounted: an answer said less than it gave, or nothing, of how many rows there are
 * claimed: the most rows that an answer said there are
 * n_seen: keys that had come when it was last looked whether more come
 * n_rows: rows that came, the same ones again and again included
 * steady: the list did not move in a whole pass
 */
struct _TwSyncList
{
  GHashTable *keys;
  GHashTable *known;
  guint       n_known;
  char       *since;
  gint64      known_total;
  gboolean    astray;
  GPtrArray  *front;
  GDateTime  *started;
  GArray     *gaps;
  gint64      step;
  gint64      next_offset;
  gint64      end;
  gint64      total;
  gint64      steady_total;
  guint       in_flight;
  guint       pass;
  gboolean    moved;
  gboolean    shrank;
  gboolean    checked;
  gboolean    uncounted;
  gint64      claimed;
  guint       n_seen;
  gint64      n_rows;
  gboolean    steady;
  gboolean    complete;
  gboolean    given_up;
};

/**
 * tw_sync_list_new:
 * @known: (nullable) (array zero-terminated=1): keys of the newest objects when the list was up to date last;
 *   %NULL to read it to its end
 * @since: (nullable): ask for what was created on that day or later; the objects of @known were
 * @known_total: rows of the list when it was up to date last
 *
 * Returns: (transfer full): a list of which nothing was read yet
 */
TwSyncList *
tw_sync_list_new (char       **known,
                  const char  *since,
                  gint64       known_total)
{
  TwSyncList *self = g_new0 (TwSyncList, 1);

  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->front = g_ptr_array_new_null_terminated (FRONT_LENGTH, g_free, TRUE);
  if (known != NULL && *known != NULL)
    {
      self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; known[i] != NULL; i++)
        g_hash_table_add (self->known, g_strdup (known[i]));
      self->since = g_strdup (since);
      self->known_total = known_total;
    }
  self->gaps = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->end = G_MAXINT64;
  self->total = -1;

  return self;
}

/**
 * tw_sync_list_free:
 * @self: (transfer full): a list
 */
void
tw_sync_list_free (TwSyncList *self)
{
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->since, g_free);
  g_clear_pointer (&self->front, g_ptr_array_unref);
  g_clear_pointer (&self->started, g_date_time_unref);
  g_clear_pointer (&self->gaps, g_array_unref);
  g_free (self);
}

static void
add_gap (TwSyncList *self,
         gint64      offset)
{
  g_array_append_val (self->gaps, offset);
}

/* What is known begins on the pages that came. When rows went while several pages were read, some may have
 * slipped over a border unseen: then it takes the whole list. */
static gboolean
meets_known (TwSyncList *self)
{
  if (self->known == NULL || self->n_known * 2 < g_hash_table_size (self->known))
    return FALSE;

  if (self->shrank && self->next_offset > self->step)
    {
      g_clear_pointer (&self->known, g_hash_table_unref);
      return FALSE;
    }

  return TRUE;
}

/* Nobody has recorded a marketplace that heeds the date: an answer of a whole list's length is one, and is read on
 * as such. A shorter one counts only when it is all there and shows again what was known, newest of all. */
static gboolean
judge_dated (TwSyncList *self,
             guint       n_rows,
             gint64      total)
{
  if (total >= self->known_total)
    {
      g_clear_pointer (&self->since, g_free);
      return FALSE;
    }

  self->complete = n_rows == total && meets_known (self);
  self->astray = !self->complete;
  self->total = self->known_total;

  return TRUE;
}

/* All pages of the pass are there: is the list whole, and if not, what next? */
static void
judge (TwSyncList *self)
{
  gboolean grew_only = self->moved && !self->shrank;
  guint n_keys = g_hash_table_size (self->keys);

  /* It was read to its end, whatever was known. */
  g_clear_pointer (&self->known, g_hash_table_unref);

  if (self->uncounted ? n_keys >= self->claimed : !self->moved && n_keys >= self->total)
    {
      self->complete = TRUE;
      self->steady = !self->checked && !self->uncounted;
      if (self->uncounted)
        self->total = n_keys;
      return;
    }

  if (grew_only && !self->checked)
    {
      /* Rows came at the front since it was read: one look there makes the list whole. */
      self->checked = TRUE;
      add_gap (self, 0);
    }
  else if (++self->pass < MAX_PASSES && (self->moved || n_keys != self->n_seen))
    {
      /* Rows went, and others slipped over the borders of pages, or an answer lacked some: only another reading shows
       * them. */
      self->n_seen = self->moved ? 0 : n_keys;
      self->checked = FALSE;
      self->next_offset = 0;
      self->end = G_MAXINT64;
    }
  else
    {
      self->given_up = TRUE;
    }

  self->moved = FALSE;
  self->shrank = FALSE;
  self->steady_total = self->total;
}

/**
 * tw_sync_list_take_offset:
 * @self: a list
 * @offset: (out): rows before the page to ask for
 *
 * Several pages may be under way at a time. Each page taken is noted with tw_sync_list_note_page(), unless
 * the list is given up.
 *
 * Returns: whether there is a page to ask for now
 */
gboolean
tw_sync_list_take_offset (TwSyncList *self,
                          gint64     *offset)
{
  if (self->started == NULL)
    {
      self->started = g_date_time_new_now_utc ();
      self->in_flight++;
      *offset = 0;
      return TRUE;
    }

  if (self->total < 0 || self->complete || self->given_up || self->astray)
    return FALSE;

  /* How far it goes shows only page by page. */
  if (self->known != NULL && self->in_flight > 0)
    return FALSE;

  if (self->gaps->len > 0)
    {
      *offset = g_array_index (self->gaps, gint64, 0);
      g_array_remove_index (self->gaps, 0);
    }
  else if (self->next_offset < MIN (self->total, self->end))
    {
      *offset = self->next_offset;
      self->next_offset += self->step;
    }
  else
    {
      return FALSE;
    }

  self->in_flight++;

  return TRUE;
}

/* The list goes on until a page is empty, or brings nothing that is new: some lists do not heed the offset. */
static gint64
count_ourselves (TwSyncList *self,
                 gint64      offset,
                 guint       n_rows)
{
  guint n_keys = g_hash_table_size (self->keys);
  gboolean goes_on = n_keys > self->n_seen;

  self->uncounted = TRUE;
  self->n_seen = n_keys;

  return MAX (self->total, offset + n_rows + (goes_on ? 1 : 0));
}

/* No more rows come than all readings together take, unless its pages say the same again and again: such a list would
 * be read until the day's calls are used up. */
static gboolean
goes_round (TwSyncList *self)
{
  return self->n_rows > (MAX_PASSES + 1) * (g_hash_table_size (self->keys) + self->step);
}

/**
 * tw_sync_list_note_page:
 * @self: a list
 * @offset: rows before the page
 * @n_rows: rows that came
 * @total: rows of the list, as this answer counts them, -1 when it does not
 */
void
tw_sync_list_note_page (TwSyncList *self,
                        gint64      offset,
                        guint       n_rows,
                        gint64      total)
{
  self->in_flight--;
  total = MIN (total, MAX_TOTAL);

  if (self->since != NULL && judge_dated (self, n_rows, total))
    return;

  self->claimed = MAX (self->claimed, total);
  if (total < 0 || (n_rows > 0 && total < offset + n_rows) || self->uncounted)
    total = count_ourselves (self, offset, n_rows);
  if (n_rows == 0)
    self->end = MIN (self->end, offset);

  if (self->total < 0)
    {
      self->steady_total = total;
      self->step = n_rows > 0 ? n_rows : TW_SYNC_PAGE_SIZE;
      self->next_offset = self->step;
    }
  self->moved |= self->total >= 0 && total != self->steady_total;
  self->shrank |= total < self->total;
  self->total = total;

  if (n_rows > 0 && n_rows < self->step && offset + n_rows < total)
    add_gap (self, offset + n_rows);

  self->n_rows += n_rows;
  if (meets_known (self))
    self->complete = TRUE;
  else if (goes_round (self))
    self->given_up = TRUE;
  else if (self->in_flight == 0 && self->gaps->len == 0 && self->next_offset >= MIN (self->total, self->end))
    judge (self);
}

/**
 * tw_sync_list_note_key:
 * @self: a list
 * @position: rows before it
 * @key: (transfer full): key of a row that came; noted before its page
 */
void
tw_sync_list_note_key (TwSyncList *self,
                       gint64      position,
                       char       *key)
{
  if (position == self->front->len && position < FRONT_LENGTH)
    g_ptr_array_add (self->front, g_strdup (key));
  if (self->known != NULL && g_hash_table_contains (self->known, key)
      && !g_hash_table_contains (self->keys, key))
    self->n_known++;

  g_hash_table_add (self->keys, key);
}

/**
 * tw_sync_list_get_since:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the day from which it is asked for
 */
const char *
tw_sync_list_get_since (TwSyncList *self)
{
  return self->since;
}

/**
 * tw_sync_list_is_astray:
 * @self: a list
 *
 * Returns: whether it was asked for by date, and the answer cannot be relied on: it is to be begun anew without
 */
gboolean
tw_sync_list_is_astray (TwSyncList *self)
{
  return self->astray;
}

/**
 * tw_sync_list_is_started:
 * @self: a list
 *
 * Returns: whether a page of it was asked for
 */
gboolean
tw_sync_list_is_started (TwSyncList *self)
{
  return self->started != NULL;
}

/**
 * tw_sync_list_is_whole:
 * @self: a list
 *
 * Returns: whether it is read to its end, and not only down to where it is known
 */
gboolean
tw_sync_list_is_whole (TwSyncList *self)
{
  return self->known == NULL;
}

/**
 * tw_sync_list_is_complete:
 * @self: a list
 *
 * Returns: whether the list was read to its end and every row that was there all the time was seen, or down
 * to where it was known
 */
gboolean
tw_sync_list_is_complete (TwSyncList *self)
{
  return self->complete;
}

/**
 * tw_sync_list_is_steady:
 * @self: a complete list
 *
 * Returns: whether the list stood still while it was read, so that what is not in it is not there any more
 */
gboolean
tw_sync_list_is_steady (TwSyncList *self)
{
  return self->steady;
}

/**
 * tw_sync_list_get_total:
 * @self: a list
 *
 * Returns: rows of the list as last counted, -1 before the first answer
 */
gint64
tw_sync_list_get_total (TwSyncList *self)
{
  return self->total;
}

/**
 * tw_sync_list_get_step:
 * @self: a list
 *
 * Returns: rows of a page, 0 before the first answer
 */
gint64
tw_sync_list_get_step (TwSyncList *self)
{
  return self->step;
}

/**
 * tw_sync_list_get_front:
 * @self: a list
 *
 * Returns: (transfer none) (array zero-terminated=1): keys of the newest objects, newest first
 */
const char * const *
tw_sync_list_get_front (TwSyncList *self)
{
  return (const char * const *) self->front->pdata;
}

/**
 * tw_sync_list_get_keys:
 * @self: a list
 *
 * Returns: (transfer none) (element-type utf8): set of the keys that came
 */
GHashTable *
tw_sync_list_get_keys (TwSyncList *self)
{
  return self->keys;
}

/**
 * tw_sync_list_get_started:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): when its first page was asked for
 */
GDateTime *
tw_sync_list_get_started (TwSyncList *self)
{
  return self->started;
}
