/* tw-mirror-call-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-mirror-private.h"

G_BEGIN_DECLS

typedef struct _TwMirrorCall TwMirrorCall;

/* Makes ready in any thread what a call will write. */
typedef gboolean (*TwMirrorMakeFunc) (TwMirrorCall  *call,
                                      GError       **error);

/**
 * TwMirrorCall:
 *
 * One call on its way to a thread of the database and back: what it was asked, and below what it found. It is
 * the task data of the call's task; each job uses its part of it. When another program
 * wrote before this call did, @is_foreign, and @states are what it left.
 */
struct _TwMirrorCall
{
  TwKind             kind;
  TwQuery           *query;
  char              *text;
  GPtrArray         *rows;
  GPtrArray         *records;
  TwResource        *resource;
  GArray            *numbers;
  GHashTable        *keys;
  char             **front;
  gint64             limit;
  gint64             started;
  TwMirrorEntryFunc  func;
  gpointer           data;
  GDestroyNotify     data_free;

  TwMirrorEntry     *entry;
  GPtrArray         *list;
  GHashTable        *table;
  gint64             number;
  gint64             total;
  gint64             now;
  TwDatabaseFunc     write;
  TwMirrorMakeFunc   make;
  gboolean           is_made;
  GError            *make_error;
  gboolean           is_page;
  gboolean           is_complete;
  gboolean           has_postponed;
  gboolean           is_foreign;
  TwListState       *states;
  TwMirrorChange     change;
};

GTask        *tw_mirror_call_new     (TwMirror             *self,
                                      TwKind                kind,
                                      gpointer              source_tag,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
void          tw_mirror_call_read    (GTask                *task,
                                      TwDatabaseFunc        func);
void          tw_mirror_call_write   (GTask                *task,
                                      TwMirrorMakeFunc      make,
                                      TwDatabaseFunc        func);
TwMirrorCall *tw_mirror_call_finish  (TwMirror             *self,
                                      GAsyncResult         *result,
                                      gpointer              source_tag,
                                      GError              **error);

TwDatabase   *tw_mirror_get_database (TwMirror             *self);
GQueue       *tw_mirror_get_writes   (TwMirror             *self);
void          tw_mirror_note_write   (TwMirror             *self,
                                      TwMirrorCall         *call);
TwListState  *tw_mirror_read_states  (TwDatabaseConnection *connection,
                                      GError              **error);
void          tw_mirror_free_states  (TwListState          *states);

G_END_DECLS
