/* tw-sync-lock.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync-lock.h"

#include "base/tw-error.h"
#include "mirror/tw-mirror-call-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* How often a lock that another program has is tried again, in milliseconds: more often than programs that read for
 * long let it go for a moment. */
#define TRY_AGAIN 100

struct _TwSyncLock
{
  int fd;
};

/*
 * One attempt to take it.
 *
 * path: of an empty file, in which each piece has a byte of its own
 * deadline: when to give up, monotonic, in microseconds
 */
typedef struct
{
  char        *path;
  TwSyncPiece  piece;
  gint64       deadline;
} Attempt;

static void take (GTask *task);

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_free (attempt->path);
  g_free (attempt);
}

static gboolean
fail (const char  *path,
      GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_STORE, "%s cannot be locked: %s", path, g_strerror (errno));

  return FALSE;
}

/* @lock stays %NULL when another program has it. */
static gboolean
try_lock (const Attempt  *attempt,
          TwSyncLock    **lock,
          GError        **error)
{
  g_autoptr (TwSyncLock) self = g_new0 (TwSyncLock, 1);
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = attempt->piece, .l_len = 1 };

  self->fd = g_open (attempt->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    return fail (attempt->path, error);

  if (fcntl (self->fd, F_OFD_SETLK, &range) == 0)
    *lock = g_steal_pointer (&self);
  else if (errno != EAGAIN && errno != EACCES && errno != EINTR)
    return fail (attempt->path, error);

  return TRUE;
}

static gboolean
again_cb (gpointer user_data)
{
  take (g_object_ref (user_data));

  return G_SOURCE_REMOVE;
}

/* Takes @task. */
static void
wait (GTask *task)
{
  g_autoptr (GSource) timer = g_timeout_source_new (TRY_AGAIN);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    {
      g_autoptr (GSource) waker = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (waker);
      g_source_add_child_source (timer, waker);
    }
  g_source_set_static_name (timer, "tw-sync-lock");
  g_source_set_callback (timer, again_cb, task, g_object_unref);
  g_source_attach (timer, g_task_get_context (task));
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;
  TwSyncLock *lock = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (lock == NULL && g_get_monotonic_time () < attempt->deadline)
    wait (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, lock, (GDestroyNotify) tw_sync_lock_free);
}

static void
try_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  TwSyncLock *lock = NULL;
  GError *error = NULL;

  if (try_lock (task_data, &lock, &error))
    g_task_return_pointer (task, lock, (GDestroyNotify) tw_sync_lock_free);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
take (GTask *task)
{
  g_autoptr (GTask) try = NULL;

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  /* It may end in the other thread, and holds nothing that must not: the callback holds the task. */
  try = g_task_new (NULL, NULL, tried_cb, task);
  g_task_set_source_tag (try, take);
  g_task_set_task_data (try, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (try, try_thread);
}

/**
 * tw_sync_lock_free:
 * @self: (transfer full): a lock
 *
 * Lets others have it.
 */
void
tw_sync_lock_free (TwSyncLock *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

/**
 * tw_sync_lock_take_async:
 * @mirror: a mirror
 * @piece: what to read
 * @patience: how long to wait while another program has it, in seconds; 0 to try once
 * @cancellable: (nullable): ends the wait
 * @callback: called when it is taken or not
 * @user_data: for @callback
 *
 * Takes the right to read that piece of @mirror.
 */
void
tw_sync_lock_take_async (TwMirror            *mirror,
                         TwSyncPiece          piece,
                         guint                patience,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;
  Attempt *attempt;

  g_return_if_fail (TW_IS_MIRROR (mirror));

  task = g_task_new (mirror, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_sync_lock_take_async);
  g_task_set_check_cancellable (task, FALSE);
  attempt = g_new0 (Attempt, 1);
  attempt->path = g_strconcat (tw_database_get_path (tw_mirror_get_database (mirror)), ".lock", NULL);
  attempt->piece = piece;
  attempt->deadline = g_get_monotonic_time () + patience * G_TIME_SPAN_SECOND;
  g_task_set_task_data (task, attempt, attempt_free);

  take (task);
}

/**
 * tw_sync_lock_take_finish:
 * @mirror: a mirror
 * @result: the result
 * @error: return location; %TW_ERROR_STORE naming the file, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the lock, to be freed in any thread; %NULL without @error set when another
 *   program has it
 */
TwSyncLock *
tw_sync_lock_take_finish (TwMirror      *mirror,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_sync_lock_take_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
