/* tw-activity-item.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-activity.h"

struct _TwActivityItem
{
  GObject parent_instance;

  TwJournalEntry *entry;
  TwMirror       *mirror;
  char           *customer_name;
  gboolean        asked;
};

enum
{
  PROP_0,
  PROP_ENTRY,
  PROP_CUSTOMER_NAME,
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
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_activity_item_init (TwActivityItem *self)
{
}

/**
 * tw_activity_item_new:
 * @entry: (transfer none): an entry
 * @mirror: (transfer none): where customers are known
 *
 * Returns: (transfer full): an item for it
 */
TwActivityItem *
tw_activity_item_new (TwJournalEntry *entry,
                      TwMirror       *mirror)
{
  TwActivityItem *self = g_object_new (TW_TYPE_ACTIVITY_ITEM, NULL);

  self->entry = g_object_ref (entry);
  self->mirror = g_object_ref (mirror);

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

  if (self->asked || self->entry->customer_id == NULL)
    return;

  self->asked = TRUE;
  tw_mirror_get_async (self->mirror, TW_KIND_CUSTOMER, self->entry->customer_id, NULL, customer_read_cb,
                       g_object_ref (self));
}
