/* tw-journal-owner.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-owner-private.h"

#include "base/tw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Tokens are offsets of one-byte locks in an empty file; as wide as any file system allows. */
#define TOKEN_BITS 40
#define ATTEMPTS 8

struct _TwJournalOwner
{
  char   *path;
  int     fd;
  gint64  token;
};

static void
set_error (TwJournalOwner  *self,
           GError         **error)
{
  int code = errno;

  g_set_error (error,
               TW_ERROR,
               TW_ERROR_STORE,
               "%s cannot be locked: %s. Keep the records on a file system that can lock files.",
               self->path,
               g_strerror (code));
}

static struct flock
make_lock (gint64 token)
{
  return (struct flock) {
    .l_type = F_WRLCK,
    .l_whence = SEEK_SET,
    .l_start = token,
    .l_len = 1,
  };
}

static gint64
draw_token (void)
{
  guint64 low = g_random_int ();
  guint64 high = g_random_int ();

  return (gint64) (((high << 32) | low) & ((G_GUINT64_CONSTANT (1) << TOKEN_BITS) - 1));
}

/**
 * tw_journal_owner_new:
 * @path: path of the lock file, made when missing; it stays empty
 * @error: return location; %TW_ERROR_STORE
 *
 * Takes a token of its own and holds it until it is freed or the process ends. Blocks for the time of a file
 * operation: call it in a worker thread.
 *
 * Returns: (transfer full): the owner, %NULL with @error set
 */
TwJournalOwner *
tw_journal_owner_new (const char  *path,
                      GError     **error)
{
  g_autoptr (TwJournalOwner) self = g_new0 (TwJournalOwner, 1);

  self->path = g_strdup (path);
  self->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      set_error (self, error);
      return NULL;
    }

  for (guint i = 0; i < ATTEMPTS; i++)
    {
      struct flock lock;

      self->token = draw_token ();
      lock = make_lock (self->token);
      if (fcntl (self->fd, F_OFD_SETLK, &lock) == 0)
        return g_steal_pointer (&self);
      if (errno != EAGAIN && errno != EACCES)
        {
          set_error (self, error);
          return NULL;
        }
    }

  /* Of so many tokens, all can only be held by whoever puts a backup in the place of the records. */
  g_set_error (error,
               TW_ERROR,
               TW_ERROR_STORE,
               "%s is held by a program that is replacing the records. Start again when it is done.",
               self->path);

  return NULL;
}

/**
 * tw_journal_owner_free:
 * @self: (transfer full): an owner
 *
 * Gives the token up.
 */
void
tw_journal_owner_free (TwJournalOwner *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

/**
 * tw_journal_owner_get_token:
 * @self: an owner
 *
 * Returns: its token, 0 or more
 */
gint64
tw_journal_owner_get_token (TwJournalOwner *self)
{
  return self->token;
}

/**
 * tw_journal_owner_is_alive:
 * @self: an owner
 * @token: token of any owner of the same file
 * @alive: (out): whether that owner still holds it
 * @error: return location; %TW_ERROR_STORE
 *
 * Returns: %FALSE with @error set when the file system cannot tell
 */
gboolean
tw_journal_owner_is_alive (TwJournalOwner  *self,
                           gint64           token,
                           gboolean        *alive,
                           GError         **error)
{
  struct flock lock = make_lock (token);

  /* The kernel answers for the locks of others only. */
  if (token == self->token)
    {
      *alive = TRUE;
      return TRUE;
    }

  if (fcntl (self->fd, F_OFD_GETLK, &lock) != 0)
    {
      set_error (self, error);
      return FALSE;
    }
  *alive = lock.l_type != F_UNLCK;

  return TRUE;
}
