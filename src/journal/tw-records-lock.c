/* tw-records-lock.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-records-file-private.h"

#include "base/tw-error.h"
#include "journal/tw-records-user-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

#define LOCK_INTERVAL_US 50000

/* Behind the places of all owners, see tw-journal-owner.c. */
#define COPY_PLACE (G_GINT64_CONSTANT (1) << 40)

static void
set_errno_error (const char  *path,
                 int          saved_errno,
                 GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_STORE, "The file “%s” failed: %s", path, g_strerror (saved_errno));
}

static void
set_used_error (const char  *path,
                const char  *owners,
                GError     **error)
{
  g_autofree char *user = tw_records_dup_user (owners);

  g_set_error (error,
               TW_ERROR,
               TW_ERROR_CONFLICT,
               "%s has the records “%s” open; close it first",
               user != NULL ? user : "Another program",
               path);
}

static gboolean
is_held (int saved_errno)
{
  return saved_errno == EAGAIN || saved_errno == EACCES;
}

/* Waits for others until @end, a monotonic time in microseconds. */
static int
lock_range (const char  *path,
            gint64       start,
            gint64       length,
            gint64       end,
            GError     **error)
{
  g_autofree char *owners = g_strconcat (path, "-owners", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = start, .l_len = length };
  int saved_errno;
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = g_open (owners, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      set_errno_error (owners, errno, error);
      return -1;
    }

  while (fcntl (fd, F_OFD_SETLK, &lock) != 0)
    {
      saved_errno = errno;
      if (is_held (saved_errno) && g_get_monotonic_time () < end)
        {
          g_usleep (LOCK_INTERVAL_US);
          continue;
        }

      if (is_held (saved_errno))
        set_used_error (path, owners, error);
      else
        set_errno_error (owners, saved_errno, error);
      g_close (fd, NULL);
      return -1;
    }

  return fd;
}

/**
 * tw_records_file_lock:
 * @path: a records file
 * @seconds: how long to try
 * @error: return location; %TW_ERROR_CONFLICT when another program has the journal open
 *
 * Holds the place of every owner of the journal at once, so that there is none.
 *
 * Returns: a file descriptor to close when done, -1 with @error set
 */
int
tw_records_file_lock (const char  *path,
                      guint        seconds,
                      GError     **error)
{
  gint64 end = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;

  return lock_range (path, 0, 0, end, error);
}

/**
 * tw_records_file_lock_copy:
 * @path: a records file
 *
 * Programs that start at the same time would write their copies into one file.
 *
 * Returns: a file descriptor to close when done, -1 when somebody else is making the copy of the day, or is replacing
 *   the records
 */
int
tw_records_file_lock_copy (const char *path)
{
  return lock_range (path, COPY_PLACE, 1, 0, NULL);
}
