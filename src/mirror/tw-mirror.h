/* tw-mirror.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-marketplace.h"

G_BEGIN_DECLS

/**
 * TwDetailState:
 * @TW_DETAIL_MISSING: only the list row is known
 * @TW_DETAIL_KNOWN: the detail answer is known, and nothing newer contradicts it
 * @TW_DETAIL_OUTDATED: a list row that came after the detail answer differs from it
 *
 * What is known of an object beyond its list row. The values are stored.
 */
typedef enum
{
  TW_DETAIL_MISSING = 0,
  TW_DETAIL_KNOWN = 1,
  TW_DETAIL_OUTDATED = 2,
} TwDetailState;

#define TW_TYPE_DETAIL_STATE (tw_detail_state_get_type ())
GType tw_detail_state_get_type (void) G_GNUC_CONST;

/**
 * TwMirrorEntry:
 * @kind: what it is
 * @key: its key, as tw_kind_dup_key() makes it
 * @resource: the object: its detail answer with the newest list row laid over it
 * @customer_name: (nullable): name of the customer of an order or a subscription
 * @detail: whether its detail answer is known
 * @list_time: (nullable): when its list row was last received in another form than before
 * @detail_time: (nullable): when its detail answer was last received
 * @vanished: a complete list came without it, or the marketplace no longer knows it
 *
 * One object as the mirror knows it. Immutable, reference counted, safe to pass between threads.
 */
typedef struct
{
  TwKind         kind;
  char          *key;
  TwResource    *resource;
  char          *customer_name;
  TwDetailState  detail;
  GDateTime     *list_time;
  GDateTime     *detail_time;
  gboolean       vanished;
} TwMirrorEntry;

#define TW_TYPE_MIRROR_ENTRY (tw_mirror_entry_get_type ())
GType          tw_mirror_entry_get_type (void) G_GNUC_CONST;
TwMirrorEntry *tw_mirror_entry_ref      (TwMirrorEntry *self);
void           tw_mirror_entry_unref    (TwMirrorEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwMirrorEntry, tw_mirror_entry_unref)

/**
 * TwListState:
 * @page_time: (nullable): when a page of this list last came
 * @complete_time: (nullable): when the list was last brought up to date: read to its end, or from its front
 *   to where it was known
 * @full_time: (nullable): when it was last read to its end
 * @total: rows the marketplace counted at @complete_time, -1 when it was never read to its end
 * @front: (nullable) (array zero-terminated=1): keys of the newest objects at @complete_time, newest first
 *
 * How old a list is.
 */
typedef struct
{
  GDateTime *page_time;
  GDateTime *complete_time;
  GDateTime *full_time;
  gint64     total;
  char     **front;
} TwListState;

/**
 * TwMirrorChange:
 * @n_new: rows not known before
 * @n_changed: rows that now differ from before
 * @n_vanished: rows marked vanished
 *
 * What a write to the mirror changed.
 */
typedef struct
{
  guint n_new;
  guint n_changed;
  guint n_vanished;
} TwMirrorChange;

/**
 * TwMirrorHits:
 * @kind: what was found
 * @total: how many there are
 * @entries: (element-type TwMirrorEntry): the best of them
 *
 * What a search found of one kind.
 */
typedef struct
{
  TwKind     kind;
  gint64     total;
  GPtrArray *entries;
} TwMirrorHits;

void tw_mirror_hits_free (TwMirrorHits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwMirrorHits, tw_mirror_hits_free)

/**
 * TwMirrorEntryFunc:
 * @entry: one row, lent
 * @data: what was given to tw_mirror_stream_async()
 *
 * Takes the rows of a stream, one by one, in the mirror's reading thread.
 *
 * Returns: %FALSE to end the stream
 */
typedef gboolean (*TwMirrorEntryFunc) (TwMirrorEntry *entry,
                                       gpointer       data);

/**
 * TwMirror:
 *
 * The local copy of what a marketplace lists: a cache file that pages and commands read. Resources handed to
 * it must not be changed afterwards. All functions belong to the thread that opened it, where
 * #TwMirror::changed is emitted as well, after the commit.
 */
#define TW_TYPE_MIRROR (tw_mirror_get_type ())
G_DECLARE_FINAL_TYPE (TwMirror, tw_mirror, TW, MIRROR, GObject)

void               tw_mirror_open_async               (const char           *path,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
TwMirror          *tw_mirror_open_finish              (GAsyncResult         *result,
                                                       GError              **error);
const TwListState *tw_mirror_get_list_state           (TwMirror             *self,
                                                       TwKind                kind);

/* Reading. */
void               tw_mirror_get_async                (TwMirror             *self,
                                                       TwKind                kind,
                                                       const char           *key,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
TwMirrorEntry     *tw_mirror_get_finish               (TwMirror             *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
void               tw_mirror_count_async              (TwMirror             *self,
                                                       TwQuery              *query,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gint64             tw_mirror_count_finish             (TwMirror             *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
void               tw_mirror_list_async               (TwMirror             *self,
                                                       TwQuery              *query,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
GPtrArray         *tw_mirror_list_finish              (TwMirror             *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
void               tw_mirror_stream_async             (TwMirror             *self,
                                                       TwQuery              *query,
                                                       TwMirrorEntryFunc     func,
                                                       gpointer              data,
                                                       GDestroyNotify        data_free,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean           tw_mirror_stream_finish            (TwMirror             *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
void               tw_mirror_search_async             (TwMirror             *self,
                                                       const char           *words,
                                                       guint                 limit,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
GPtrArray         *tw_mirror_search_finish            (TwMirror             *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
void               tw_mirror_list_open_orders_async   (TwMirror             *self,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
char             **tw_mirror_list_open_orders_finish  (TwMirror             *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
void               tw_mirror_list_detail_gaps_async   (TwMirror             *self,
                                                       TwKind                kind,
                                                       gint64                limit,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
char             **tw_mirror_list_detail_gaps_finish  (TwMirror             *self,
                                                       GAsyncResult         *result,
                                                       gint64               *total,
                                                       GError              **error);

/* Writing. */
void               tw_mirror_put_page_async           (TwMirror             *self,
                                                       TwKind                kind,
                                                       GPtrArray            *rows,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean           tw_mirror_put_page_finish          (TwMirror             *self,
                                                       GAsyncResult         *result,
                                                       TwMirrorChange       *change,
                                                       GError              **error);
void               tw_mirror_put_detail_async         (TwMirror             *self,
                                                       TwKind                kind,
                                                       TwResource           *resource,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean           tw_mirror_put_detail_finish        (TwMirror             *self,
                                                       GAsyncResult         *result,
                                                       TwMirrorChange       *change,
                                                       GError              **error);
void               tw_mirror_complete_list_async      (TwMirror             *self,
                                                       TwKind                kind,
                                                       GHashTable           *keys,
                                                       gint64                total,
                                                       GDateTime            *started,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean           tw_mirror_complete_list_finish     (TwMirror             *self,
                                                       GAsyncResult         *result,
                                                       TwMirrorChange       *change,
                                                       GError              **error);
void               tw_mirror_note_front_async         (TwMirror             *self,
                                                       TwKind                kind,
                                                       const char * const   *front,
                                                       gint64                total,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean           tw_mirror_note_front_finish        (TwMirror             *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

G_END_DECLS
