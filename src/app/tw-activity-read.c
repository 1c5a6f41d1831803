/* tw-activity-read.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-activity-private.h"

static TwActivityItem *
make_item (TwActivity     *self,
           TwJournalEntry *entry)
{
  TwActivityItem *item = tw_activity_item_new (entry, self->mirror);

  tw_order_waits_watch (self->waits, item);

  return item;
}

/* For tw-activity.c: an entry is new or took a step. */
void
tw_activity_take_entry (TwActivity     *self,
                        TwJournalEntry *entry)
{
  TwActivityItem *known = g_hash_table_lookup (self->by_id, entry->id);

  /* What the journal says now is newer than an answer that is still on its way. */
  self->again |= self->loading;
  if (known != NULL)
    tw_activity_item_set_entry (known, entry);
  else
    {
      g_autoptr (TwActivityItem) item = make_item (self, entry);

      g_hash_table_insert (self->by_id, g_strdup (entry->id), item);
      g_list_store_insert (self->items, 0, item);
    }
  tw_activity_count (self);
}

/* Drafts that were discarded. */
static void
forget_gone (TwActivity *self,
             GPtrArray  *items)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (!g_ptr_array_find (items, item, NULL))
      tw_order_waits_forget (self->waits, item);
}

/* Items stay the same objects, so that what is selected stays so. */
static void
take_entries (TwActivity *self,
              GPtrArray  *entries)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (entries->len, g_object_unref);
  gboolean same = entries->len == g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < entries->len; i++)
    {
      TwJournalEntry *entry = entries->pdata[i];
      TwActivityItem *known = g_hash_table_lookup (self->by_id, entry->id);
      g_autoptr (TwActivityItem) old = same ? g_list_model_get_item (G_LIST_MODEL (self->items), i) : NULL;

      same = same && known == old;
      if (known != NULL)
        tw_activity_item_set_entry (known, entry);
      g_ptr_array_add (items, known != NULL ? g_object_ref (known) : make_item (self, entry));
    }
  if (same)
    return;

  forget_gone (self, items);
  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (self->by_id, g_strdup (tw_activity_item_get_entry (items->pdata[i])->id), items->pdata[i]);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata,
                       items->len);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TwActivity) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = tw_journal_list_finish (TW_JOURNAL (source), result, &error);

  self->loading = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_error (&self->error);
  if (entries != NULL && !self->again)
    {
      take_entries (self, entries);
      self->loaded = TRUE;
      tw_activity_count (self);
    }
  else if (error != NULL)
    self->error = g_steal_pointer (&error);
  g_object_notify (G_OBJECT (self), "error");
  g_object_notify (G_OBJECT (self), "loaded");

  if (self->again)
    tw_activity_reload (self);
}

/**
 * tw_activity_reload:
 * @self: an activity
 *
 * Reads the journal again: what other programs did shows only then.
 */
void
tw_activity_reload (TwActivity *self)
{
  g_return_if_fail (TW_IS_ACTIVITY (self));

  self->again = self->loading;
  if (self->loading || self->journal == NULL)
    return;

  self->loading = TRUE;
  tw_journal_list_async (self->journal, NULL, 0, -1, self->cancellable, listed_cb, g_object_ref (self));
}
