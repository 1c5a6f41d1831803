/* tw-activity.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-activity.h"

#include <gio/gio.h>

struct _TwActivity
{
  GObject parent_instance;

  TwJournal    *journal;
  TwMirror     *mirror;
  GListStore   *items;
  GHashTable   *by_id; /* id → item, both owned by @items */
  GHashTable   *seen;  /* items that failed and were looked at */
  GDateTime    *started;
  GCancellable *cancellable;
  GError       *error;
  guint         n_wanting;
  guint         n_unknown;
  guint         n_queued;
  gboolean      loaded;
  gboolean      loading;
  gboolean      again;
};

enum
{
  PROP_0,
  PROP_N_ITEMS,
  PROP_LOADED,
  PROP_ERROR,
  PROP_N_WANTING,
  PROP_N_UNKNOWN,
  PROP_N_QUEUED,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TwActivity, tw_activity, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static gboolean
is_unknown (TwJournalEntry *entry)
{
  return entry->state == TW_JOURNAL_UNKNOWN || entry->state == TW_JOURNAL_NEEDS_A_PERSON;
}

/* Left behind by a program that ended. Others are about to be sent. */
static gboolean
is_left_behind (TwActivity     *self,
                TwJournalEntry *entry)
{
  return entry->state == TW_JOURNAL_QUEUED && g_date_time_compare (entry->updated, self->started) < 0;
}

/* What failed before this program began was told by the program that was there. */
static gboolean
is_wanting (TwActivity     *self,
            TwActivityItem *item)
{
  TwJournalEntry *entry = tw_activity_item_get_entry (item);
  gboolean old = g_date_time_compare (entry->updated, self->started) < 0;

  switch ((TwJournalState) entry->state)
    {
    case TW_JOURNAL_UNKNOWN:
    case TW_JOURNAL_NEEDS_A_PERSON:
      return TRUE;
    case TW_JOURNAL_QUEUED:
      return is_left_behind (self, entry);
    case TW_JOURNAL_REJECTED:
    case TW_JOURNAL_NOT_PLACED:
      return !old && !g_hash_table_contains (self->seen, item);
    case TW_JOURNAL_DRAFT:
    case TW_JOURNAL_SENDING:
    case TW_JOURNAL_CONFIRMED:
    default:
      return FALSE;
    }
}

static void
set_count (TwActivity *self,
           guint      *count,
           guint       value,
           guint       prop)
{
  if (*count == value)
    return;

  *count = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static void
count (TwActivity *self)
{
  guint n_wanting = 0;
  guint n_unknown = 0;
  guint n_queued = 0;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (TwActivityItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      TwJournalEntry *entry = tw_activity_item_get_entry (item);

      n_wanting += is_wanting (self, item);
      n_unknown += is_unknown (entry);
      n_queued += is_left_behind (self, entry);
    }

  set_count (self, &self->n_wanting, n_wanting, PROP_N_WANTING);
  set_count (self, &self->n_unknown, n_unknown, PROP_N_UNKNOWN);
  set_count (self, &self->n_queued, n_queued, PROP_N_QUEUED);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
journal_changed_cb (TwActivity     *self,
                    TwJournalEntry *entry)
{
  TwActivityItem *known = g_hash_table_lookup (self->by_id, entry->id);

  /* What the journal says now is newer than an answer that is still on its way. */
  self->again |= self->loading;
  if (known != NULL)
    tw_activity_item_set_entry (known, entry);
  else
    {
      g_autoptr (TwActivityItem) item = tw_activity_item_new (entry, self->mirror);

      g_hash_table_insert (self->by_id, g_strdup (entry->id), item);
      g_list_store_insert (self->items, 0, item);
    }
  count (self);
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
      g_ptr_array_add (items, known != NULL ? g_object_ref (known) : tw_activity_item_new (entry, self->mirror));
    }
  if (same)
    return;

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
      count (self);
    }
  else if (error != NULL)
    self->error = g_steal_pointer (&error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);

  if (self->again)
    tw_activity_reload (self);
}

static void
items_changed_cb (TwActivity *self,
                  guint       position,
                  guint       n_removed,
                  guint       n_added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
  if (n_removed != n_added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static GType
tw_activity_get_item_type (GListModel *model)
{
  return TW_TYPE_ACTIVITY_ITEM;
}

static guint
tw_activity_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (TW_ACTIVITY (model)->items));
}

static gpointer
tw_activity_get_item (GListModel *model,
                      guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (TW_ACTIVITY (model)->items), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = tw_activity_get_item_type;
  iface->get_n_items = tw_activity_get_n_items;
  iface->get_item = tw_activity_get_item;
}

static void
tw_activity_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  TwActivity *self = TW_ACTIVITY (object);

  switch (prop_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, g_list_model_get_n_items (G_LIST_MODEL (self)));
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_N_WANTING:
      g_value_set_uint (value, self->n_wanting);
      break;
    case PROP_N_UNKNOWN:
      g_value_set_uint (value, self->n_unknown);
      break;
    case PROP_N_QUEUED:
      g_value_set_uint (value, self->n_queued);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_activity_dispose (GObject *object)
{
  TwActivity *self = TW_ACTIVITY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->journal);
  g_clear_object (&self->mirror);

  G_OBJECT_CLASS (tw_activity_parent_class)->dispose (object);
}

static void
tw_activity_finalize (GObject *object)
{
  TwActivity *self = TW_ACTIVITY (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->items);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->started, g_date_time_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (tw_activity_parent_class)->finalize (object);
}

static void
tw_activity_class_init (TwActivityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tw_activity_get_property;
  object_class->dispose = tw_activity_dispose;
  object_class->finalize = tw_activity_finalize;

  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_N_WANTING] = g_param_spec_uint ("n-wanting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_UNKNOWN] = g_param_spec_uint ("n-unknown", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_QUEUED] = g_param_spec_uint ("n-queued", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * TwActivity::changed:
   * @self: an activity
   *
   * Some entry is new or took a step.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
}

static void
tw_activity_init (TwActivity *self)
{
  self->items = g_list_store_new (TW_TYPE_ACTIVITY_ITEM);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->started = g_date_time_new_now_utc ();
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * tw_activity_new:
 * @client: (transfer none): an open client
 *
 * Returns: (transfer full): its activity, being read
 */
TwActivity *
tw_activity_new (TwClient *client)
{
  TwActivity *self = g_object_new (TW_TYPE_ACTIVITY, NULL);

  self->journal = g_object_ref (tw_client_get_journal (client));
  self->mirror = g_object_ref (tw_client_get_mirror (client));
  g_signal_connect_object (self->journal, "changed", G_CALLBACK (journal_changed_cb), self, G_CONNECT_SWAPPED);
  tw_activity_reload (self);

  return self;
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

/**
 * tw_activity_is_loaded:
 * @self: an activity
 *
 * Returns: whether the journal was read
 */
gboolean
tw_activity_is_loaded (TwActivity *self)
{
  g_return_val_if_fail (TW_IS_ACTIVITY (self), FALSE);

  return self->loaded;
}

/**
 * tw_activity_get_error:
 * @self: an activity
 *
 * Returns: (transfer none) (nullable): why the journal could not be read the last time
 */
const GError *
tw_activity_get_error (TwActivity *self)
{
  g_return_val_if_fail (TW_IS_ACTIVITY (self), NULL);

  return self->error;
}

/**
 * tw_activity_find:
 * @self: an activity
 * @id: id of an entry
 * @position: (out) (optional): where it is
 *
 * Returns: (transfer none) (nullable): its item
 */
TwActivityItem *
tw_activity_find (TwActivity *self,
                  const char *id,
                  guint      *position)
{
  TwActivityItem *item;

  g_return_val_if_fail (TW_IS_ACTIVITY (self), NULL);

  item = g_hash_table_lookup (self->by_id, id);
  if (item != NULL && position != NULL)
    g_list_store_find (self->items, item, position);

  return item;
}

/**
 * tw_activity_note_seen:
 * @self: an activity
 * @item: one of its items
 *
 * A person has looked at the item as it stands.
 */
void
tw_activity_note_seen (TwActivity     *self,
                       TwActivityItem *item)
{
  TwJournalState state;

  g_return_if_fail (TW_IS_ACTIVITY (self));
  g_return_if_fail (TW_IS_ACTIVITY_ITEM (item));

  state = tw_activity_item_get_entry (item)->state;
  if (state != TW_JOURNAL_REJECTED && state != TW_JOURNAL_NOT_PLACED)
    return;

  if (g_hash_table_add (self->seen, g_object_ref (item)))
    count (self);
}

/**
 * tw_activity_get_n_wanting:
 * @self: an activity
 *
 * Returns: how many entries want to be looked at
 */
guint
tw_activity_get_n_wanting (TwActivity *self)
{
  g_return_val_if_fail (TW_IS_ACTIVITY (self), 0);

  return self->n_wanting;
}

/**
 * tw_activity_get_n_unknown:
 * @self: an activity
 *
 * Returns: how many entries have an outcome that nobody knows
 */
guint
tw_activity_get_n_unknown (TwActivity *self)
{
  g_return_val_if_fail (TW_IS_ACTIVITY (self), 0);

  return self->n_unknown;
}

/**
 * tw_activity_get_n_queued:
 * @self: an activity
 *
 * Returns: how many entries were approved and left behind by a program that ended before it sent them
 */
guint
tw_activity_get_n_queued (TwActivity *self)
{
  g_return_val_if_fail (TW_IS_ACTIVITY (self), 0);

  return self->n_queued;
}

/**
 * tw_activity_get_unknown:
 * @self: an activity
 *
 * Returns: (transfer none) (nullable): the newest entry whose outcome nobody knows
 */
TwActivityItem *
tw_activity_get_unknown (TwActivity *self)
{
  guint n_items;

  g_return_val_if_fail (TW_IS_ACTIVITY (self), NULL);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (TwActivityItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (is_unknown (tw_activity_item_get_entry (item)))
        return g_hash_table_lookup (self->by_id, tw_activity_item_get_entry (item)->id);
    }

  return NULL;
}
