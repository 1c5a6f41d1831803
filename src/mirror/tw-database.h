/* tw-database.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-statement.h"

G_BEGIN_DECLS

/**
 * TwDatabaseRole:
 * @TW_DATABASE_CACHE: can be read again from the marketplace: `synchronous=NORMAL`; a file that is damaged or
 *   from a newer release is set aside and started anew
 * @TW_DATABASE_RECORDS: exists nowhere else: `synchronous=FULL`; a copy is made before the first migration, a
 *   file that is damaged or from a newer release is an error that names it
 */
typedef enum
{
  TW_DATABASE_CACHE,
  TW_DATABASE_RECORDS,
} TwDatabaseRole;

/**
 * TwDatabaseAccess:
 * @TW_DATABASE_READ: reads one consistent state; runs beside a write
 * @TW_DATABASE_WRITE: one transaction, committed when the job succeeds and rolled back when it fails
 */
typedef enum
{
  TW_DATABASE_READ,
  TW_DATABASE_WRITE,
} TwDatabaseAccess;

/**
 * TwDatabaseFunc:
 * @connection: the connection, lent
 * @data: what was given to tw_database_run_async()
 * @cancellable: (nullable): to look at during long work; statements that read stop by themselves
 * @error: return location
 *
 * A job. It runs in the database's thread, never in the main one.
 *
 * Returns: %FALSE with @error set when it failed
 */
typedef gboolean (*TwDatabaseFunc) (TwDatabaseConnection  *connection,
                                    gpointer               data,
                                    GCancellable          *cancellable,
                                    GError               **error);

/**
 * TwDatabase:
 *
 * One SQLite file in WAL mode behind one writing and one reading thread; nothing else touches the
 * connections. Jobs of one kind run in the order they were given. Files are 0600, a folder made for them is
 * 0700.
 */
#define TW_TYPE_DATABASE (tw_database_get_type ())
G_DECLARE_FINAL_TYPE (TwDatabase, tw_database, TW, DATABASE, GObject)

void        tw_database_open_async  (const char           *path,
                                     TwDatabaseRole        role,
                                     const char * const   *migrations,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
TwDatabase *tw_database_open_finish (GAsyncResult         *result,
                                     GError              **error);
const char *tw_database_get_path    (TwDatabase           *self);

void        tw_database_run_async   (TwDatabase           *self,
                                     TwDatabaseAccess      access,
                                     TwDatabaseFunc        func,
                                     gpointer              data,
                                     GDestroyNotify        data_free,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean    tw_database_run_finish  (TwDatabase           *self,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
