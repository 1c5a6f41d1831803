/* tw-activity-item.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-activity-item.h"

struct _TwActivityItem
{
  GObject parent_instance;

  TwJournalEntry *entry;
  TwMirror       *mirror;
  char           *customer_name;
  char           *waits_for;
  TwActivityWait  wait;
  gboolean        asked;
  gboolean        seen; /* it failed, and was looked at since */
};

enum
{
  PROP_0,
  PROP_ENTRY,
  PROP_CUSTOMER_NAME,
  PROP_WAITS_FOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TwActivityItem, tw_activity_item, G_TYPE_OBJECT)

static void
customer_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (TwActivityItem) self = user_data;
  g_autoptr (TwMirrorEntry) found = tw_mirror_get_finish (TW_MIRROR (source), result, NULL);

  /* A customer that is not known yet may be after the next refresh. */
  self->asked = found != NULL;
  if (found == NULL)
    return;

  g_free (self->customer_name);
  self->customer_name = g_strdup (TW_CUSTOMER (found->resource)->name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CUSTOMER_NAME]);
}

static void
tw_activity_item_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  TwActivityItem *self = TW_ACTIVITY_ITEM (object);

  switch (prop_id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;
    case PROP_CUSTOMER_NAME:
      g_value_set_string (value, self->customer_name);
      break;
    case PROP_WAITS_FOR:
      g_value_set_string (value, self->waits_for);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_activity_item_finalize (GObject *object)
{
  TwActivityItem *self = TW_ACTIVITY_ITEM (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->mirror);
  g_free (self->customer_name);
  g_free (self->waits_for);

  G_OBJECT_CLASS (tw_activity_item_parent_class)->finalize (object);
}

static void
tw_activity_item_class_init (TwActivityItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tw_activity_item_get_property;
  object_class->finalize = tw_activity_item_finalize;

  properties[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, TW_TYPE_JOURNAL_ENTRY,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CUSTOMER_NAME] = g_param_spec_string ("customer-name", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAITS_FOR] = g_param_spec_string ("waits-for", NULL, NULL, NULL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_activity_item_init (TwActivityItem *self)
{
}

/**
 * tw_activity_item_new:
 * @entry: (transfer none): an entry
 * @mirror: (nullable) (transfer none): where customers are known
 *
 * Returns: (transfer full): an item for it
 */
TwActivityItem *
tw_activity_item_new (TwJournalEntry *entry,
                      TwMirror       *mirror)
{
  TwActivityItem *self = g_object_new (TW_TYPE_ACTIVITY_ITEM, NULL);

  self->entry = g_object_ref (entry);
  g_set_object (&self->mirror, mirror);

  return self;
}

/**
 * tw_activity_item_get_entry:
 * @self: an item
 *
 * Returns: (transfer none): the entry as it stands
 */
TwJournalEntry *
tw_activity_item_get_entry (TwActivityItem *self)
{
  g_return_val_if_fail (TW_IS_ACTIVITY_ITEM (self), NULL);

  return self->entry;
}

/**
 * tw_activity_item_set_entry:
 * @self: an item
 * @entry: (transfer none): the same entry as it is now
 */
void
tw_activity_item_set_entry (TwActivityItem *self,
                            TwJournalEntry *entry)
{
  g_return_if_fail (TW_IS_ACTIVITY_ITEM (self));
  g_return_if_fail (g_str_equal (entry->id, self->entry->id));

  if (g_set_object (&self->entry, entry))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
}

/**
 * tw_activity_item_get_customer_name:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): name of the customer whose order it is, once read
 */
const char *
tw_activity_item_get_customer_name (TwActivityItem *self)
{
  g_return_val_if_fail (TW_IS_ACTIVITY_ITEM (self), NULL);

  return self->customer_name;
}

/**
 * tw_activity_item_read_customer:
 * @self: an item
 *
 * Reads the customer's name, if that is still to be done: for items that come into view.
 */
void
tw_activity_item_read_customer (TwActivityItem *self)
{
  g_return_if_fail (TW_IS_ACTIVITY_ITEM (self));

  if (self->asked || self->mirror == NULL || self->entry->customer_id == NULL)
    return;

  self->asked = TRUE;
  tw_mirror_get_async (self->mirror, TW_KIND_CUSTOMER, self->entry->customer_id, NULL, customer_read_cb,
                       g_object_ref (self));
}

/**
 * tw_activity_item_is_unknown:
 * @self: an item
 *
 * Returns: whether nobody knows what came of it
 */
gboolean
tw_activity_item_is_unknown (TwActivityItem *self)
{
  g_return_val_if_fail (TW_IS_ACTIVITY_ITEM (self), FALSE);

  return self->entry->state == TW_JOURNAL_UNKNOWN || self->entry->state == TW_JOURNAL_NEEDS_A_PERSON;
}

/**
 * tw_activity_item_is_left_behind:
 * @self: an item
 * @since: when this program began
 *
 * Returns: whether it was approved, and the program ended before it sent it; others are about to be sent
 */
gboolean
tw_activity_item_is_left_behind (TwActivityItem *self,
                                 GDateTime      *since)
{
  g_return_val_if_fail (TW_IS_ACTIVITY_ITEM (self), FALSE);

  return self->entry->state == TW_JOURNAL_QUEUED && g_date_time_compare (self->entry->updated, since) < 0;
}

/**
 * tw_activity_item_is_wanting:
 * @self: an item
 * @since: when this program began: what failed before was told by the program that was there
 *
 * Returns: whether a person should look at it
 */
gboolean
tw_activity_item_is_wanting (TwActivityItem *self,
                             GDateTime      *since)
{
  g_return_val_if_fail (TW_IS_ACTIVITY_ITEM (self), FALSE);

  switch ((TwJournalState) self->entry->state)
    {
    case TW_JOURNAL_UNKNOWN:
    case TW_JOURNAL_NEEDS_A_PERSON:
      return TRUE;
    case TW_JOURNAL_DRAFT:
      return self->wait == TW_ACTIVITY_WAIT_READY;
    case TW_JOURNAL_QUEUED:
      return tw_activity_item_is_left_behind (self, since);
    case TW_JOURNAL_REJECTED:
    case TW_JOURNAL_NOT_PLACED:
      return !self->seen && g_date_time_compare (self->entry->updated, since) >= 0;
    case TW_JOURNAL_SENDING:
    case TW_JOURNAL_CONFIRMED:
    default:
      return FALSE;
    }
}

/**
 * tw_activity_item_note_seen:
 * @self: an item
 *
 * A person has looked at it as it stands.
 *
 * Returns: whether that says something new: it failed, and nobody had looked at it since
 */
gboolean
tw_activity_item_note_seen (TwActivityItem *self)
{
  gboolean failed;

  g_return_val_if_fail (TW_IS_ACTIVITY_ITEM (self), FALSE);

  failed = self->entry->state == TW_JOURNAL_REJECTED || self->entry->state == TW_JOURNAL_NOT_PLACED;
  if (!failed || self->seen)
    return FALSE;

  self->seen = TRUE;

  return TRUE;
}

/**
 * tw_activity_item_set_wait:
 * @self: an item of a draft
 * @wait: what it is waiting for
 * @order_number: (nullable): number of the order in the way, once it is known
 */
void
tw_activity_item_set_wait (TwActivityItem *self,
                           TwActivityWait  wait,
                           const char     *order_number)
{
  g_return_if_fail (TW_IS_ACTIVITY_ITEM (self));

  if (self->wait == wait && g_strcmp0 (self->waits_for, order_number) == 0)
    return;

  self->wait = wait;
  g_free (self->waits_for);
  self->waits_for = g_strdup (order_number);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITS_FOR]);
}

/**
 * tw_activity_item_get_wait:
 * @self: an item
 *
 * Returns: what it is waiting for
 */
TwActivityWait
tw_activity_item_get_wait (TwActivityItem *self)
{
  g_return_val_if_fail (TW_IS_ACTIVITY_ITEM (self), TW_ACTIVITY_WAIT_NONE);

  return self->entry->state == TW_JOURNAL_DRAFT ? self->wait : TW_ACTIVITY_WAIT_NONE;
}

/**
 * tw_activity_item_get_waits_for:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): number of the order that is in the way of a draft, %NULL while it is not known
 */
const char *
tw_activity_item_get_waits_for (TwActivityItem *self)
{
  g_return_val_if_fail (TW_IS_ACTIVITY_ITEM (self), NULL);

  return self->waits_for;
}
