/* tw-sync-figures.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-private.h"

enum
{
  PROP_0,
  PROP_BUSY,
  PROP_KIND,
  PROP_ROWS,
  PROP_TOTAL,
  PROP_DETAILS,
  PROP_TOTAL_DETAILS,
  PROP_CALLS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
tw_sync_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  TwSync *self = TW_SYNC (object);

  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, tw_sync_is_busy (self));
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_ROWS:
      g_value_set_int64 (value, self->n_rows);
      break;
    case PROP_TOTAL:
      g_value_set_int64 (value, self->total);
      break;
    case PROP_DETAILS:
      g_value_set_int64 (value, self->n_details);
      break;
    case PROP_TOTAL_DETAILS:
      g_value_set_int64 (value, self->total_details);
      break;
    case PROP_CALLS:
      g_value_set_uint (value, self->n_calls);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/**
 * tw_sync_install_figures:
 * @object_class: class of #TwSync
 *
 * Installs the properties, all of which are figures.
 */
void
tw_sync_install_figures (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tw_sync_get_property;

  /**
   * TwSync:busy:
   *
   * Whether anything is being read.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);

  /**
   * TwSync:kind:
   *
   * What came last.
   */
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, TW_TYPE_KIND, TW_KIND_CUSTOMER, flags);

  /**
   * TwSync:rows:
   *
   * List rows that came since it became busy.
   */
  properties[PROP_ROWS] = g_param_spec_int64 ("rows", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * TwSync:total:
   *
   * List rows to come in all, as far as it is known.
   */
  properties[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * TwSync:details:
   *
   * Details that came since it became busy.
   */
  properties[PROP_DETAILS] = g_param_spec_int64 ("details", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * TwSync:total-details:
   *
   * Details to come in all.
   */
  properties[PROP_TOTAL_DETAILS] = g_param_spec_int64 ("total-details", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * TwSync:calls:
   *
   * Calls made since it became busy.
   */
  properties[PROP_CALLS] = g_param_spec_uint ("calls", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
notify (TwSync *self,
        guint   prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_kind (TwSync *self,
          TwKind  kind)
{
  if (self->kind == kind)
    return;

  self->kind = kind;
  notify (self, PROP_KIND);
}

/**
 * tw_sync_begin_run:
 * @self: a sync
 *
 * Something is being read from now on. The figures begin anew when nothing was.
 */
void
tw_sync_begin_run (TwSync *self)
{
  if (self->n_runs++ > 0)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  self->n_rows = self->total = self->n_details = self->total_details = 0;
  self->n_calls = 0;
  g_hash_table_remove_all (self->fetched);
  for (guint i = PROP_ROWS; i <= PROP_CALLS; i++)
    notify (self, i);
  notify (self, PROP_BUSY);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * tw_sync_end_run:
 * @self: a sync
 *
 * What tw_sync_begin_run() began has ended.
 */
void
tw_sync_end_run (TwSync *self)
{
  g_assert (self->n_runs > 0);

  if (--self->n_runs == 0)
    notify (self, PROP_BUSY);
}

/**
 * tw_sync_count_call:
 * @self: a sync
 * @kind: for what
 *
 * Notes that a call is made.
 */
void
tw_sync_count_call (TwSync *self,
                    TwKind  kind)
{
  self->n_calls++;
  set_kind (self, kind);
  notify (self, PROP_CALLS);
}

/**
 * tw_sync_count_rows:
 * @self: a sync
 * @kind: of which kind
 * @rows: list rows that came
 * @more_total: by how much the number of rows expected grew
 */
void
tw_sync_count_rows (TwSync *self,
                    TwKind  kind,
                    gint64  rows,
                    gint64  more_total)
{
  set_kind (self, kind);
  self->n_rows += rows;
  self->total += more_total;
  notify (self, PROP_ROWS);
  if (more_total != 0)
    notify (self, PROP_TOTAL);
}

/**
 * tw_sync_count_details:
 * @self: a sync
 * @kind: of which kind
 * @details: details that came
 * @more_total: by how much the number of details expected grew
 */
void
tw_sync_count_details (TwSync *self,
                       TwKind  kind,
                       gint64  details,
                       gint64  more_total)
{
  set_kind (self, kind);
  self->n_details += details;
  self->total_details += more_total;
  notify (self, PROP_DETAILS);
  if (more_total != 0)
    notify (self, PROP_TOTAL_DETAILS);
}

/**
 * tw_sync_is_busy:
 * @self: a sync
 *
 * Returns: whether anything is being read
 */
gboolean
tw_sync_is_busy (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), FALSE);

  return self->n_runs > 0;
}

/**
 * tw_sync_get_kind:
 * @self: a sync
 *
 * Returns: what came last
 */
TwKind
tw_sync_get_kind (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), TW_KIND_CUSTOMER);

  return self->kind;
}

/**
 * tw_sync_get_rows:
 * @self: a sync
 *
 * Returns: list rows that came since it became busy
 */
gint64
tw_sync_get_rows (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), 0);

  return self->n_rows;
}

/**
 * tw_sync_get_total:
 * @self: a sync
 *
 * Returns: list rows to come in all, as far as it is known
 */
gint64
tw_sync_get_total (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), 0);

  return self->total;
}

/**
 * tw_sync_get_details:
 * @self: a sync
 *
 * Returns: details that came since it became busy
 */
gint64
tw_sync_get_details (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), 0);

  return self->n_details;
}

/**
 * tw_sync_get_total_details:
 * @self: a sync
 *
 * Returns: details to come in all
 */
gint64
tw_sync_get_total_details (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), 0);

  return self->total_details;
}

/**
 * tw_sync_get_calls:
 * @self: a sync
 *
 * Returns: calls made since it became busy
 */
guint
tw_sync_get_calls (TwSync *self)
{
  g_return_val_if_fail (TW_IS_SYNC (self), 0);

  return self->n_calls;
}
