/* tw-paged-model-pages.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-paged-model-private.h"

#define PAGE_SIZE 100

/* Pages kept although nobody holds their rows, so that scrolling back shows them at once. */
#define MAX_PAGES 20

/* Pages asked for at a time; the mirror answers one after the other anyway. */
#define MAX_FETCHES 2

/* One page under way. The model holds it until it is there; a cancelled one is dropped at once. */
typedef struct
{
  TwPagedModel *model;
  guint         page;
  GArray       *numbers;
  GCancellable *cancellable;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_clear_object (&fetch->model);
  g_clear_pointer (&fetch->numbers, g_array_unref);
  g_clear_object (&fetch->cancellable);
  g_free (fetch);
}

/**
 * tw_paged_model_find_entry:
 * @self: a model
 * @number: row number
 *
 * Looks for a row in the pages that are kept; the page that has it counts as the one that was used last.
 *
 * Returns: (transfer none) (nullable): the row
 */
TwMirrorEntry *
tw_paged_model_find_entry (TwPagedModel *self,
                           gint64        number)
{
  for (GList *l = self->pages.head; l != NULL; l = l->next)
    {
      TwMirrorEntry *entry = g_hash_table_lookup (l->data, &number);

      if (entry != NULL)
        {
          g_queue_unlink (&self->pages, l);
          g_queue_push_head_link (&self->pages, l);
          return entry;
        }
    }

  return NULL;
}

static void
keep_page (TwPagedModel *self,
           GHashTable   *page)
{
  g_queue_push_head (&self->pages, page);
  while (self->pages.length > MAX_PAGES)
    g_hash_table_unref (g_queue_pop_tail (&self->pages));
}

/**
 * tw_paged_model_drop_pages:
 * @self: a model
 *
 * Forgets the pages that are kept.
 */
void
tw_paged_model_drop_pages (TwPagedModel *self)
{
  g_queue_clear_full (&self->pages, (GDestroyNotify) g_hash_table_unref);
}

/**
 * tw_paged_model_cancel_fetches:
 * @self: a model
 *
 * Gives up the pages under way.
 */
void
tw_paged_model_cancel_fetches (TwPagedModel *self)
{
  for (guint i = 0; i < self->fetches->len; i++)
    g_cancellable_cancel (((Fetch *) self->fetches->pdata[i])->cancellable);
  g_ptr_array_set_size (self->fetches, 0);
}

/* Every row that somebody holds gets what came; one that is not there any more is not asked for again. */
static void
fill_rows (TwPagedModel *self,
           GArray       *numbers,
           GHashTable   *page)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 number = g_array_index (numbers, gint64, i);
      TwMirrorEntry *entry = g_hash_table_lookup (page, &number);
      TwRow *held = g_hash_table_lookup (self->rows, &number);
      g_autoptr (TwRow) row = held != NULL ? g_object_ref (held) : NULL;

      if (row == NULL)
        continue;
      tw_row_set_fresh (row, TRUE);
      if (entry != NULL)
        tw_row_set_entry (row, entry);
    }
}

static void
page_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fetch *fetch = user_data;
  TwPagedModel *self = fetch->model;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) page = tw_mirror_get_numbers_finish (TW_MIRROR (source), result, &error);

  /* One that is not in the list was given up: scrolled past, or the order changed under it. */
  if (g_ptr_array_remove_fast (self->fetches, fetch))
    {
      if (page != NULL)
        {
          self->n_pages_loaded++;
          keep_page (self, g_hash_table_ref (page));
          fill_rows (self, fetch->numbers, page);
          tw_paged_model_schedule_load (self);
        }
      else
        {
          tw_paged_model_set_error (self, g_steal_pointer (&error));
        }
    }

  fetch_free (fetch);
}

static void
fetch_page (TwPagedModel *self,
            guint         page)
{
  guint first = page * PAGE_SIZE;
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->model = g_object_ref (self);
  fetch->page = page;
  fetch->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (fetch->numbers, &g_array_index (self->numbers, gint64, first),
                       MIN (PAGE_SIZE, self->numbers->len - first));
  fetch->cancellable = g_cancellable_new ();
  g_ptr_array_add (self->fetches, fetch);
  tw_mirror_get_numbers_async (self->mirror, tw_query_get_kind (self->query), fetch->numbers,
                               fetch->cancellable, page_read_cb, fetch);
}

/* Pages of which somebody holds a row that is not there yet. */
static GHashTable *
collect_wanted_pages (TwPagedModel *self)
{
  GHashTable *pages = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (!tw_row_is_fresh (row) && tw_row_get_position (row) >= 0)
      g_hash_table_add (pages, GUINT_TO_POINTER ((guint) tw_row_get_position (row) / PAGE_SIZE));

  return pages;
}

/* What is looked at now comes first. */
static guint
take_nearest_page (TwPagedModel *self,
                   GHashTable   *pages)
{
  guint recent = self->recent / PAGE_SIZE;
  guint nearest = G_MAXUINT;
  guint distance = G_MAXUINT;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, pages);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint page = GPOINTER_TO_UINT (key);
      guint away = page > recent ? page - recent : recent - page;

      if (away < distance)
        {
          nearest = page;
          distance = away;
        }
    }
  g_hash_table_remove (pages, GUINT_TO_POINTER (nearest));

  return nearest;
}

/* Runs when GTK has asked for all it shows: drops what was scrolled past, asks for what is missing. */
static gboolean
load_cb (gpointer user_data)
{
  TwPagedModel *self = user_data;
  g_autoptr (GHashTable) wanted = collect_wanted_pages (self);

  self->load_id = 0;

  for (guint i = self->fetches->len; i > 0; i--)
    {
      Fetch *fetch = self->fetches->pdata[i - 1];

      if (g_hash_table_remove (wanted, GUINT_TO_POINTER (fetch->page)))
        continue;
      g_cancellable_cancel (fetch->cancellable);
      g_ptr_array_remove_index_fast (self->fetches, i - 1);
    }

  while (self->fetches->len < MAX_FETCHES && g_hash_table_size (wanted) > 0)
    fetch_page (self, take_nearest_page (self, wanted));

  return G_SOURCE_REMOVE;
}

/**
 * tw_paged_model_schedule_load:
 * @self: a model
 *
 * Loads what is looked at, as soon as nothing more urgent is to be done.
 */
void
tw_paged_model_schedule_load (TwPagedModel *self)
{
  if (self->load_id == 0 && self->mirror != NULL)
    self->load_id = g_idle_add (load_cb, self);
}
