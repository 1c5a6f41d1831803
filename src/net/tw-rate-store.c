/* tw-rate-store.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-rate-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/* The lock is held for well under a millisecond; who holds it longer was stopped, and is not waited for. */
#define LOCK_PATIENCE (2 * G_TIME_SPAN_SECOND)
#define LOCK_PAUSE 1000

/* A whole record with all its numbers at their largest is smaller. */
#define RECORD_MAX 4096

static gboolean
fail (GError     **error,
      const char  *path,
      const char  *what)
{
  int code = errno;

  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (code),
               "The record of calls, %s, cannot be %s: %s",
               path,
               what,
               g_strerror (code));

  return FALSE;
}

/* Opens the record, and waits for the turn to change it. Closing it ends the turn, as the end of the process
 * does. */
static int
open_locked (const char  *path,
             GError     **error)
{
  gint64 end = g_get_monotonic_time () + LOCK_PATIENCE;
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail (error, path, "made");
      return -1;
    }

  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    {
      fail (error, path, "opened");
      return -1;
    }

  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if ((errno != EWOULDBLOCK && errno != EINTR) || g_get_monotonic_time () > end)
        {
          fail (error, path, "locked");
          close (fd);
          return -1;
        }
      g_usleep (LOCK_PAUSE);
    }

  return fd;
}

static gboolean
read_record (int            fd,
             const char    *path,
             TwRateRecord  *record,
             GError       **error)
{
  char text[RECORD_MAX];
  TwRateRecord shared;
  TwRateNow now;
  gssize length = pread (fd, text, sizeof text, 0);

  if (length < 0)
    return fail (error, path, "read");

  if (tw_rate_record_parse (&shared, text, length))
    {
      *record = shared;
    }
  else
    {
      tw_rate_now (&now);
      tw_rate_record_init (record, &now);
    }

  return TRUE;
}

static gboolean
write_record (int                  fd,
              const char          *path,
              const TwRateRecord  *record,
              GError             **error)
{
  g_autofree char *text = tw_rate_record_print (record);
  gsize length = strlen (text);

  if (pwrite (fd, text, length, 0) != (gssize) length || ftruncate (fd, length) != 0)
    return fail (error, path, "written");

  return TRUE;
}

/**
 * tw_rate_store_path:
 * @key: what the marketplace counts calls by
 *
 * Returns: (transfer full): path of the record of that key; it does not tell the key
 */
char *
tw_rate_store_path (const char *key)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);

  return g_build_filename (g_get_user_state_dir (), "tradewind", "budget", hash, NULL);
}

/**
 * tw_rate_store_change:
 * @path: (nullable): path of the record, %NULL when it is not shared
 * @limits: what it is held against
 * @record: (inout): what this process knows; replaced by what all know
 * @change: (scope call): changes the record
 * @user_data: passed to @change
 * @error: return location for an error
 *
 * Reads, changes and writes the record in one step that no other process can come between. A damaged record
 * is begun anew. Blocks for a moment, two seconds at the very most: to be called in a worker thread.
 *
 * Returns: %TRUE. %FALSE with a file error when the record cannot be shared; @change was then applied to
 *   @record alone
 */
gboolean
tw_rate_store_change (const char          *path,
                      const TwRateLimits  *limits,
                      TwRateRecord        *record,
                      TwRateChangeFunc     change,
                      gpointer             user_data,
                      GError             **error)
{
  TwRateNow now;
  int fd = path != NULL ? open_locked (path, error) : -1;
  gboolean shared = fd >= 0 && read_record (fd, path, record, error);

  /* The time that counts is that of the turn, not that of the queue for it. */
  tw_rate_now (&now);
  tw_rate_record_advance (record, limits, &now);
  change (record, &now, user_data);

  if (shared)
    shared = write_record (fd, path, record, error);
  if (fd >= 0)
    close (fd);

  return shared || path == NULL;
}
