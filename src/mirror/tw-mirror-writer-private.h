/* tw-mirror-writer-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-mirror-private.h"

G_BEGIN_DECLS

/**
 * TwMirrorWriter:
 *
 * The statements that storing objects of one kind needs, prepared once for many. To be used in the writing
 * thread.
 */
typedef struct
{
  TwDatabaseConnection *connection;
  TwKind                kind;
  const TwMirrorTable  *table;
  gint64                now;
  gboolean              loading; /* the search index is made later */
  TwStatement          *find;
  TwStatement          *insert_row;
  TwStatement          *insert_body;
  TwStatement          *insert_words;
  TwStatement          *update_row;
  TwStatement          *update_body;
} TwMirrorWriter;

/**
 * TwMirrorStored:
 * @number: row number, 0 when nothing is stored
 *
 * What is stored of an object now. Times are microseconds since 1970 UTC, 0 for never.
 */
typedef struct
{
  gint64         number;
  gint64         list_time;
  gint64         detail_time;
  TwDetailState  detail;
  gboolean       vanished;
  char          *list_body;
  char          *detail_body;
} TwMirrorStored;

void     tw_mirror_stored_clear (TwMirrorStored        *stored);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TwMirrorStored, tw_mirror_stored_clear)

gboolean tw_mirror_writer_init  (TwMirrorWriter        *self,
                                 TwDatabaseConnection  *connection,
                                 TwKind                 kind,
                                 gint64                 now,
                                 GError               **error);
void     tw_mirror_writer_clear (TwMirrorWriter        *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TwMirrorWriter, tw_mirror_writer_clear)

gboolean tw_mirror_writer_find  (TwMirrorWriter        *self,
                                 const char            *key,
                                 TwMirrorStored        *stored,
                                 GError               **error);
gboolean tw_mirror_writer_add   (TwMirrorWriter        *self,
                                 TwMirrorRecord        *record,
                                 const TwMirrorStored  *stored,
                                 gboolean              *added,
                                 GError               **error);
gboolean tw_mirror_writer_store (TwMirrorWriter        *self,
                                 TwMirrorRecord        *record,
                                 const TwMirrorStored  *stored,
                                 GError               **error);

G_END_DECLS
