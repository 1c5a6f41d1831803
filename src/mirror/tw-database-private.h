/* tw-database-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-database.h"

#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct _TwDatabaseCheckpoint TwDatabaseCheckpoint;

/*
 * A connection and what its thread knows about it.
 *
 * idle: prepared statements that nobody uses now, by their SQL
 * cancellable: of the running job, looked at while statements run
 * damaged: SQLite found the file to be damaged
 * data_version: SQLite's number for what other connections have written, as last seen
 * checkpoint: of the writer of a cache
 */
struct _TwDatabaseConnection
{
  sqlite3      *handle;
  char         *path;
  GHashTable   *idle;
  GCancellable *cancellable;
  gboolean      damaged;
  gint64        data_version;

  TwDatabaseCheckpoint *checkpoint;
};

TwDatabaseConnection *tw_database_connection_open_writer (const char            *path,
                                                          TwDatabaseRole         role,
                                                          const char * const    *migrations,
                                                          GError               **error);
TwDatabaseConnection *tw_database_connection_open_reader (const char            *path,
                                                          GError               **error);
void                  tw_database_connection_close       (TwDatabaseConnection  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwDatabaseConnection, tw_database_connection_close)

void                  tw_database_connection_set_error   (TwDatabaseConnection  *self,
                                                          int                    code,
                                                          GError               **error);
TwDatabaseCheckpoint *tw_database_checkpoint_new         (TwDatabaseConnection  *writer);
void                  tw_database_checkpoint_free        (TwDatabaseCheckpoint  *self);
void                  tw_database_set_file_aside         (const char            *path);

G_END_DECLS
