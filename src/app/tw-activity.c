/* tw-activity.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-activity-private.h"

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
  DRAFT_READY,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TwActivity, tw_activity, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

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

/* For tw-activity-read.c: looks at all items anew, and says that some have changed. */
void
tw_activity_count (TwActivity *self)
{
  guint n_wanting = 0;
  guint n_unknown = 0;
  guint n_queued = 0;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (TwActivityItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      n_wanting += tw_activity_item_is_wanting (item, self->started);
      n_unknown += tw_activity_item_is_unknown (item);
      n_queued += tw_activity_item_is_left_behind (item, self->started);
    }

  set_count (self, &self->n_wanting, n_wanting, PROP_N_WANTING);
  set_count (self, &self->n_unknown, n_unknown, PROP_N_UNKNOWN);
  set_count (self, &self->n_queued, n_queued, PROP_N_QUEUED);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
draft_ready_cb (TwActivity     *self,
                TwActivityItem *item)
{
  tw_activity_count (self);
  g_signal_emit (self, signals[DRAFT_READY], 0, item);
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

  if (self->waits != NULL)
    tw_activity_close (self);
  g_clear_object (&self->waits);
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

  /**
   * TwActivity::draft-ready:
   * @self: an activity
   * @item: the item of a draft
   *
   * Nothing is in the way of that draft any more: it can be looked at and placed.
   */
  signals[DRAFT_READY] = g_signal_new ("draft-ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, TW_TYPE_ACTIVITY_ITEM);
}

static void
tw_activity_init (TwActivity *self)
{
  self->items = g_list_store_new (TW_TYPE_ACTIVITY_ITEM);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  self->waits = tw_order_waits_new (client);
  g_signal_connect_object (self->waits, "ready", G_CALLBACK (draft_ready_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->journal, "changed", G_CALLBACK (tw_activity_take_entry), self, G_CONNECT_SWAPPED);
  tw_activity_reload (self);

  return self;
}

/**
 * tw_activity_close:
 * @self: an activity
 *
 * Ends what it does by itself: reading, and waiting for what is in the way of drafts.
 */
void
tw_activity_close (TwActivity *self)
{
  g_return_if_fail (TW_IS_ACTIVITY (self));

  g_cancellable_cancel (self->cancellable);
  tw_order_waits_stop (self->waits);
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
  g_return_if_fail (TW_IS_ACTIVITY (self));
  g_return_if_fail (TW_IS_ACTIVITY_ITEM (item));

  if (tw_activity_item_note_seen (item))
    tw_activity_count (self);
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

      if (tw_activity_item_is_unknown (item))
        return g_hash_table_lookup (self->by_id, tw_activity_item_get_entry (item)->id);
    }

  return NULL;
}
