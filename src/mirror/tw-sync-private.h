/* tw-sync-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-sync.h"

G_BEGIN_DECLS

/**
 * TwSyncList:
 *
 * Which pages of one list to ask for next, and when the list is whole. The list may move while it is read:
 * new rows come at its front and push the others over the borders of pages.
 */
typedef struct _TwSyncList TwSyncList;

TwSyncList *tw_sync_list_new         (char       **known,
                                      const char  *since,
                                      gint64       known_total);
void        tw_sync_list_free        (TwSyncList  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwSyncList, tw_sync_list_free)

gboolean    tw_sync_list_take_offset (TwSyncList  *self,
                                      gint64      *offset);
void        tw_sync_list_note_page   (TwSyncList  *self,
                                      gint64       offset,
                                      guint        n_rows,
                                      gint64       total);
void        tw_sync_list_note_key    (TwSyncList  *self,
                                      gint64       position,
                                      char        *key);
const char *tw_sync_list_get_since   (TwSyncList  *self);
gboolean    tw_sync_list_is_astray   (TwSyncList  *self);
gboolean    tw_sync_list_is_started  (TwSyncList  *self);
gboolean    tw_sync_list_is_whole    (TwSyncList  *self);
gboolean    tw_sync_list_is_complete (TwSyncList  *self);
gboolean    tw_sync_list_is_steady   (TwSyncList  *self);
gint64      tw_sync_list_get_total   (TwSyncList  *self);
gint64      tw_sync_list_get_step    (TwSyncList  *self);
const char * const *
            tw_sync_list_get_front   (TwSyncList  *self);
GHashTable *tw_sync_list_get_keys    (TwSyncList  *self);
GDateTime  *tw_sync_list_get_started (TwSyncList  *self);

/* One run over lists and details. */
void        tw_sync_run_start        (TwSync              *sync,
                                      const TwSyncScope   *scope,
                                      TwPriority           priority,
                                      GTask               *task);

/*
 * fetches: details that people wait for, by kind and key, so that none is asked for twice
 * fetched: kinds and keys of details that people got since it became busy
 * asked: by kind and key, #GCancellable of details that runs ask for
 * full_interval: lists are read to their ends so often, in seconds
 * distrusts_since: a list that was asked for by date was not answered so
 */
struct _TwSync
{
  GObject        parent_instance;

  TwMarketplace *marketplace;
  TwMirror      *mirror;
  GHashTable    *fetches;
  GHashTable    *fetched;
  GHashTable    *asked;
  gint64         full_interval;
  gboolean       distrusts_since;
  guint          n_runs;
  TwKind         kind;
  gint64         n_rows;
  gint64         total;
  gint64         n_details;
  gint64         total_details;
  guint          n_calls;
};

/* What runs tell the object that people watch. */
TwMarketplace *tw_sync_get_marketplace    (TwSync  *self);
TwMirror      *tw_sync_get_mirror         (TwSync  *self);
GHashTable    *tw_sync_get_fetches        (TwSync  *self);
void           tw_sync_note_fetched       (TwSync  *self,
                                           TwKind   kind,
                                           const char *key);
gboolean       tw_sync_was_fetched        (TwSync  *self,
                                           TwKind   kind,
                                           const char *key);
void           tw_sync_note_asked         (TwSync  *self,
                                           TwKind   kind,
                                           const char *key,
                                           GCancellable *cancellable);
void           tw_sync_forget_asked       (TwSync  *self,
                                           TwKind   kind,
                                           const char *key);
void           tw_sync_give_up_asked      (TwSync  *self,
                                           TwKind   kind,
                                           const char *key);
gboolean       tw_sync_distrusts_since    (TwSync  *self);
void           tw_sync_distrust_since     (TwSync  *self);
void           tw_sync_tell_cost          (TwSync  *self,
                                           guint    list_calls,
                                           gint64   details);
void           tw_sync_install_figures    (GObjectClass *object_class);
void           tw_sync_begin_run          (TwSync  *self);
void           tw_sync_end_run            (TwSync  *self);
void           tw_sync_count_call         (TwSync  *self,
                                           TwKind   kind);
void           tw_sync_count_rows         (TwSync  *self,
                                           TwKind   kind,
                                           gint64   rows,
                                           gint64   more_total);
void           tw_sync_count_details      (TwSync  *self,
                                           TwKind   kind,
                                           gint64   details,
                                           gint64   more_total);

G_END_DECLS
