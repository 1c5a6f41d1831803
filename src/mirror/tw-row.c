/* tw-row.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-row-private.h"

/* rows: the rows of the model that are alive, by number: weak references, from which the row removes itself */
struct _TwRow
{
  GObject        parent_instance;

  GHashTable    *rows;
  gint64         number;
  gint64         position;
  gboolean       fresh;
  TwMirrorEntry *entry;
};

enum
{
  PROP_0,
  PROP_RESOURCE,
  PROP_KEY,
  PROP_CUSTOMER_NAME,
  PROP_DETAIL,
  PROP_LOADED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TwRow, tw_row, G_TYPE_OBJECT)

static void
tw_row_get_property (GObject    *object,
                     guint       prop_id,
                     GValue     *value,
                     GParamSpec *pspec)
{
  TwRow *self = TW_ROW (object);

  switch (prop_id)
    {
    case PROP_RESOURCE:
      g_value_set_object (value, tw_row_get_resource (self));
      break;
    case PROP_KEY:
      g_value_set_string (value, tw_row_get_key (self));
      break;
    case PROP_CUSTOMER_NAME:
      g_value_set_string (value, tw_row_get_customer_name (self));
      break;
    case PROP_DETAIL:
      g_value_set_enum (value, tw_row_get_detail (self));
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, tw_row_is_loaded (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_row_finalize (GObject *object)
{
  TwRow *self = TW_ROW (object);

  g_hash_table_remove (self->rows, &self->number);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->entry, tw_mirror_entry_unref);

  G_OBJECT_CLASS (tw_row_parent_class)->finalize (object);
}

static void
tw_row_class_init (TwRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tw_row_get_property;
  object_class->finalize = tw_row_finalize;

  /**
   * TwRow:resource: (nullable)
   *
   * The object, %NULL until its page arrives.
   */
  properties[PROP_RESOURCE] = g_param_spec_object ("resource", NULL, NULL, TW_TYPE_RESOURCE, flags);

  /**
   * TwRow:key: (nullable)
   *
   * The object's key, %NULL until its page arrives.
   */
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, flags);

  /**
   * TwRow:customer-name: (nullable)
   *
   * Name of the customer of an order or a subscription.
   */
  properties[PROP_CUSTOMER_NAME] = g_param_spec_string ("customer-name", NULL, NULL, NULL, flags);

  /**
   * TwRow:detail:
   *
   * What is known beyond the list row.
   */
  properties[PROP_DETAIL] = g_param_spec_enum ("detail", NULL, NULL, TW_TYPE_DETAIL_STATE, TW_DETAIL_MISSING,
                                               flags);

  /**
   * TwRow:loaded:
   *
   * Whether the page has arrived.
   */
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_row_init (TwRow *self)
{
  self->position = -1;
}

/**
 * tw_row_new:
 * @rows: (element-type gint64 TwRow): the rows that are alive, by number; it is entered there for its life
 * @number: row number in the mirror
 *
 * Returns: (transfer full): a row without content
 */
TwRow *
tw_row_new (GHashTable *rows,
            gint64      number)
{
  TwRow *self = g_object_new (TW_TYPE_ROW, NULL);

  self->number = number;
  self->rows = g_hash_table_ref (rows);
  g_hash_table_insert (rows, &self->number, self);

  return self;
}

static gboolean
resources_equal (TwMirrorEntry *a,
                 TwMirrorEntry *b)
{
  return a != NULL && b != NULL && tw_resource_equal (a->resource, b->resource);
}

/**
 * tw_row_set_entry:
 * @self: a row
 * @entry: what the mirror has
 *
 * Takes over the content, and notifies about what differs from before.
 */
void
tw_row_set_entry (TwRow         *self,
                  TwMirrorEntry *entry)
{
  g_autoptr (TwMirrorEntry) before = NULL;

  if (self->entry == entry)
    return;

  before = g_steal_pointer (&self->entry);
  self->entry = tw_mirror_entry_ref (entry);

  g_object_freeze_notify (G_OBJECT (self));
  if (!resources_equal (before, entry))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESOURCE]);
  if (before == NULL || g_strcmp0 (before->customer_name, entry->customer_name) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CUSTOMER_NAME]);
  if (before == NULL || before->detail != entry->detail)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
  if (before == NULL)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * tw_row_set_position:
 * @self: a row
 * @position: where it is in its model, -1 when it left
 */
void
tw_row_set_position (TwRow  *self,
                     gint64  position)
{
  self->position = position;
}

/**
 * tw_row_get_position:
 * @self: a row
 *
 * Returns: where it is in its model, -1 when it left
 */
gint64
tw_row_get_position (TwRow *self)
{
  return self->position;
}

/**
 * tw_row_set_fresh:
 * @self: a row
 * @fresh: whether its content is of the model's present order
 */
void
tw_row_set_fresh (TwRow    *self,
                  gboolean  fresh)
{
  self->fresh = fresh;
}

/**
 * tw_row_is_fresh:
 * @self: a row
 *
 * Returns: whether its content is of the model's present order
 */
gboolean
tw_row_is_fresh (TwRow *self)
{
  return self->fresh;
}

/**
 * tw_row_get_resource:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the object, %NULL until its page arrives
 */
TwResource *
tw_row_get_resource (TwRow *self)
{
  g_return_val_if_fail (TW_IS_ROW (self), NULL);

  return self->entry != NULL ? self->entry->resource : NULL;
}

/**
 * tw_row_get_key:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the object's key, %NULL until its page arrives
 */
const char *
tw_row_get_key (TwRow *self)
{
  g_return_val_if_fail (TW_IS_ROW (self), NULL);

  return self->entry != NULL ? self->entry->key : NULL;
}

/**
 * tw_row_get_customer_name:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): name of the customer of an order or a subscription
 */
const char *
tw_row_get_customer_name (TwRow *self)
{
  g_return_val_if_fail (TW_IS_ROW (self), NULL);

  return self->entry != NULL ? self->entry->customer_name : NULL;
}

/**
 * tw_row_get_detail:
 * @self: a row
 *
 * Returns: what is known beyond the list row
 */
TwDetailState
tw_row_get_detail (TwRow *self)
{
  g_return_val_if_fail (TW_IS_ROW (self), TW_DETAIL_MISSING);

  return self->entry != NULL ? self->entry->detail : TW_DETAIL_MISSING;
}

/**
 * tw_row_is_loaded:
 * @self: a row
 *
 * Returns: whether the page has arrived
 */
gboolean
tw_row_is_loaded (TwRow *self)
{
  g_return_val_if_fail (TW_IS_ROW (self), FALSE);

  return self->entry != NULL;
}

/**
 * tw_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): all that the mirror knows, %NULL until the page arrives
 */
TwMirrorEntry *
tw_row_get_entry (TwRow *self)
{
  g_return_val_if_fail (TW_IS_ROW (self), NULL);

  return self->entry;
}
