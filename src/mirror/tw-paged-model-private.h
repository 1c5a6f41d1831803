/* tw-paged-model-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-mirror-private.h"
#include "mirror/tw-paged-model.h"
#include "mirror/tw-row-private.h"

G_BEGIN_DECLS

/*
 * numbers: row numbers in order; the one thing known of every row
 * rows: rows that somebody holds, by number; weak references, see tw_row_new()
 * pages: of GHashTable: number to entry; the page that was used last comes first
 * fetches: pages under way
 * finders: tasks of tw_paged_model_find_position_async() that wait for the order
 * recent: position that was asked for last
 * outdated: the mirror changed while the order was being read
 */
struct _TwPagedModel
{
  GObject       parent_instance;

  TwMirror     *mirror;
  TwQuery      *query;
  GArray       *numbers;
  GHashTable   *rows;
  GQueue        pages;
  GPtrArray    *fetches;
  GPtrArray    *finders;
  GCancellable *order_cancellable;
  GError       *error;
  guint         load_id;
  guint         recent;
  guint         n_pages_loaded;
  gboolean      loading;
  gboolean      outdated;
};

/* The pages: what is loaded, what is on its way, what is wanted. */
TwMirrorEntry *tw_paged_model_find_entry     (TwPagedModel *self,
                                              gint64        number);
void           tw_paged_model_drop_pages     (TwPagedModel *self);
void           tw_paged_model_cancel_fetches (TwPagedModel *self);
void           tw_paged_model_schedule_load  (TwPagedModel *self);
void           tw_paged_model_answer_finders (TwPagedModel *self);

/* The order of the rows. */
void           tw_paged_model_load_order     (TwPagedModel *self);
void           tw_paged_model_drop_order     (TwPagedModel *self);

void           tw_paged_model_set_loading    (TwPagedModel *self,
                                              gboolean      loading);
void           tw_paged_model_set_error      (TwPagedModel *self,
                                              GError       *error);

G_END_DECLS
