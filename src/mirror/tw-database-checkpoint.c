/* tw-database-checkpoint.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-database-private.h"

/* Pages in the write-ahead log after which what came is copied into the database file. */
#define STEP 500

/*
 * Copies the write-ahead log into the database file in a thread of its own: it waits for the disk, and the writer, who
 * would do it otherwise, is the busy one while lists are received.
 *
 * thread: the last one that was started, if any
 * is_running: 1 until that thread is done; atomic
 * length: pages in the log when it was started
 */
struct _TwDatabaseCheckpoint
{
  char    *path;
  GThread *thread;
  int      is_running;
  int      length;
};

static gpointer
checkpoint_thread (gpointer data)
{
  TwDatabaseCheckpoint *self = data;
  sqlite3 *handle = NULL;
  int code = sqlite3_open_v2 (self->path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  /* The function of that name does nothing before the log was read. */
  if (code == SQLITE_OK)
    code = sqlite3_exec (handle, "PRAGMA wal_checkpoint (PASSIVE)", NULL, NULL, NULL);
  /* What stays in the log is as good there, and is copied after the next pages or when the file is closed. */
  if (code != SQLITE_OK)
    g_debug ("%s was not brought up to date from its log: %s", self->path, sqlite3_errstr (code));

  sqlite3_close (handle);
  g_atomic_int_set (&self->is_running, 0);

  return NULL;
}

/* In the writer's thread, after each commit. */
static int
committed_cb (gpointer    user_data,
              sqlite3    *handle,
              const char *schema,
              int         length)
{
  TwDatabaseCheckpoint *self = user_data;

  /* The log began anew. */
  if (length < self->length)
    self->length = 0;
  if (length - self->length < STEP || g_atomic_int_get (&self->is_running))
    return SQLITE_OK;

  g_clear_pointer (&self->thread, g_thread_join);
  self->length = length;
  g_atomic_int_set (&self->is_running, 1);
  self->thread = g_thread_new ("tw-db-checkpoint", checkpoint_thread, self);

  return SQLITE_OK;
}

/**
 * tw_database_checkpoint_new:
 * @writer: a writing connection in the write-ahead mode
 *
 * Takes over the copying of the log from the connection, until it is freed.
 *
 * Returns: (transfer full): what does it, to be freed before @writer is closed
 */
TwDatabaseCheckpoint *
tw_database_checkpoint_new (TwDatabaseConnection *writer)
{
  TwDatabaseCheckpoint *self = g_new0 (TwDatabaseCheckpoint, 1);

  self->path = g_strdup (writer->path);
  sqlite3_wal_hook (writer->handle, committed_cb, self);

  return self;
}

/**
 * tw_database_checkpoint_free:
 * @self: (transfer full): of a connection that writes nothing any more
 *
 * Waits until a copying that goes on has ended.
 */
void
tw_database_checkpoint_free (TwDatabaseCheckpoint *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
  g_free (self->path);
  g_free (self);
}
