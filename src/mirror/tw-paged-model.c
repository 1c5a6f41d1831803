/* tw-paged-model.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-paged-model-private.h"

enum
{
  PROP_0,
  PROP_MIRROR,
  PROP_QUERY,
  PROP_N_ITEMS,
  PROP_LOADING,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TwPagedModel, tw_paged_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static gint64
number_at (TwPagedModel *self,
           guint         position)
{
  return g_array_index (self->numbers, gint64, position);
}

static guint
count_items (TwPagedModel *self)
{
  return self->numbers->len;
}

/**
 * tw_paged_model_set_error:
 * @self: a model
 * @error: (transfer full) (nullable): why reading failed, %NULL when it did not
 */
void
tw_paged_model_set_error (TwPagedModel *self,
                          GError       *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/**
 * tw_paged_model_set_loading:
 * @self: a model
 * @loading: whether the order of a new query is being read
 */
void
tw_paged_model_set_loading (TwPagedModel *self,
                            gboolean      loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
mirror_changed_cb (TwMirror     *mirror,
                   TwKind        kind,
                   TwPagedModel *self)
{
  if (self->query == NULL || tw_query_get_kind (self->query) != kind)
    return;

  if (self->order_cancellable != NULL)
    self->outdated = TRUE;
  else
    tw_paged_model_load_order (self);
}

static GType
tw_paged_model_get_item_type (GListModel *model)
{
  return TW_TYPE_ROW;
}

static guint
tw_paged_model_get_n_items (GListModel *model)
{
  return count_items (TW_PAGED_MODEL (model));
}

static gpointer
tw_paged_model_get_item (GListModel *model,
                         guint       position)
{
  TwPagedModel *self = TW_PAGED_MODEL (model);
  TwMirrorEntry *entry;
  TwRow *row;
  gint64 number;

  if (position >= count_items (self))
    return NULL;

  number = number_at (self, position);
  row = g_hash_table_lookup (self->rows, &number);
  if (row != NULL)
    {
      self->recent = position;
      return g_object_ref (row);
    }

  row = tw_row_new (self->rows, number);
  tw_row_set_position (row, position);
  entry = tw_paged_model_find_entry (self, number);
  if (entry != NULL)
    {
      tw_row_set_fresh (row, TRUE);
      tw_row_set_entry (row, entry);
    }
  else
    {
      self->recent = position;
      tw_paged_model_schedule_load (self);
    }

  return row;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = tw_paged_model_get_item_type;
  iface->get_n_items = tw_paged_model_get_n_items;
  iface->get_item = tw_paged_model_get_item;
}

static void
tw_paged_model_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  TwPagedModel *self = TW_PAGED_MODEL (object);

  switch (prop_id)
    {
    case PROP_MIRROR:
      g_value_set_object (value, self->mirror);
      break;
    case PROP_QUERY:
      g_value_set_object (value, self->query);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, count_items (self));
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_paged_model_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  TwPagedModel *self = TW_PAGED_MODEL (object);

  switch (prop_id)
    {
    case PROP_MIRROR:
      self->mirror = g_value_dup_object (value);
      break;
    case PROP_QUERY:
      tw_paged_model_set_query (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_paged_model_constructed (GObject *object)
{
  TwPagedModel *self = TW_PAGED_MODEL (object);

  G_OBJECT_CLASS (tw_paged_model_parent_class)->constructed (object);

  if (self->mirror != NULL)
    g_signal_connect_object (self->mirror, "changed", G_CALLBACK (mirror_changed_cb), self, 0);
}

static void
tw_paged_model_dispose (GObject *object)
{
  TwPagedModel *self = TW_PAGED_MODEL (object);

  if (self->order_cancellable != NULL)
    g_cancellable_cancel (self->order_cancellable);
  g_clear_object (&self->order_cancellable);
  tw_paged_model_cancel_fetches (self);
  g_clear_handle_id (&self->load_id, g_source_remove);
  g_clear_object (&self->mirror);
  g_clear_object (&self->query);

  G_OBJECT_CLASS (tw_paged_model_parent_class)->dispose (object);
}

static void
tw_paged_model_finalize (GObject *object)
{
  TwPagedModel *self = TW_PAGED_MODEL (object);

  tw_paged_model_drop_pages (self);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->fetches, g_ptr_array_unref);
  g_clear_pointer (&self->finders, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (tw_paged_model_parent_class)->finalize (object);
}

static void
tw_paged_model_class_init (TwPagedModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tw_paged_model_get_property;
  object_class->set_property = tw_paged_model_set_property;
  object_class->constructed = tw_paged_model_constructed;
  object_class->dispose = tw_paged_model_dispose;
  object_class->finalize = tw_paged_model_finalize;

  /**
   * TwPagedModel:mirror: (nullable)
   *
   * Where the rows come from.
   */
  properties[PROP_MIRROR] = g_param_spec_object ("mirror", NULL, NULL, TW_TYPE_MIRROR,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                 | G_PARAM_STATIC_STRINGS);

  /**
   * TwPagedModel:query: (nullable)
   *
   * What is listed.
   */
  properties[PROP_QUERY] = g_param_spec_object ("query", NULL, NULL, TW_TYPE_QUERY,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                | G_PARAM_STATIC_STRINGS);

  /**
   * TwPagedModel:n-items:
   *
   * How many rows there are.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, readable);

  /**
   * TwPagedModel:loading:
   *
   * Whether the order of a new query is being read.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, readable);

  /**
   * TwPagedModel:error: (nullable)
   *
   * Why the last reading failed.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_paged_model_init (TwPagedModel *self)
{
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->fetches = g_ptr_array_new ();
  self->finders = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->pages);
}

/**
 * tw_paged_model_new:
 * @mirror: (nullable): where the rows come from
 * @query: (nullable): what to list
 *
 * Returns: (transfer full): a model, empty until the order of its rows is read
 */
TwPagedModel *
tw_paged_model_new (TwMirror *mirror,
                    TwQuery  *query)
{
  g_return_val_if_fail (mirror == NULL || TW_IS_MIRROR (mirror), NULL);
  g_return_val_if_fail (query == NULL || TW_IS_QUERY (query), NULL);

  return g_object_new (TW_TYPE_PAGED_MODEL, "mirror", mirror, "query", query, NULL);
}

/**
 * tw_paged_model_get_query:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): what is listed
 */
TwQuery *
tw_paged_model_get_query (TwPagedModel *self)
{
  g_return_val_if_fail (TW_IS_PAGED_MODEL (self), NULL);

  return self->query;
}

/**
 * tw_paged_model_set_query:
 * @self: a model
 * @query: (nullable): what to list
 *
 * Lists something else. Until its order is read, the rows of before stay, if they are of the same kind.
 */
void
tw_paged_model_set_query (TwPagedModel *self,
                          TwQuery      *query)
{
  g_autoptr (TwQuery) before = NULL;

  g_return_if_fail (TW_IS_PAGED_MODEL (self));
  g_return_if_fail (query == NULL || TW_IS_QUERY (query));

  if (query == self->query || (query != NULL && self->query != NULL && tw_query_equal (query, self->query)))
    return;

  before = g_steal_pointer (&self->query);
  self->query = query != NULL ? tw_query_copy (query) : NULL;

  if (before != NULL && (query == NULL || tw_query_get_kind (before) != tw_query_get_kind (query)))
    tw_paged_model_drop_order (self);

  tw_paged_model_load_order (self);
  tw_paged_model_set_loading (self, self->order_cancellable != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

/**
 * tw_paged_model_is_loading:
 * @self: a model
 *
 * Returns: whether the order of a new query is being read
 */
gboolean
tw_paged_model_is_loading (TwPagedModel *self)
{
  g_return_val_if_fail (TW_IS_PAGED_MODEL (self), FALSE);

  return self->loading;
}

/**
 * tw_paged_model_get_error:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
tw_paged_model_get_error (TwPagedModel *self)
{
  g_return_val_if_fail (TW_IS_PAGED_MODEL (self), NULL);

  return self->error;
}

/**
 * tw_paged_model_get_n_pages_loaded:
 * @self: a model
 *
 * Returns: how many pages it has read so far, for tests and figures
 */
guint
tw_paged_model_get_n_pages_loaded (TwPagedModel *self)
{
  g_return_val_if_fail (TW_IS_PAGED_MODEL (self), 0);

  return self->n_pages_loaded;
}
