/* tw-records-user.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-records-user-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define REPLACED " (deleted)"

static gboolean
is_open_in (const char     *process,
            const GStatBuf *wanted)
{
  g_autofree char *folder = g_build_filename ("/proc", process, "fd", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      if (g_stat (path, &status) == 0 && status.st_dev == wanted->st_dev && status.st_ino == wanted->st_ino)
        return TRUE;
    }

  return FALSE;
}

/* The file name of a process's program; the kernel's own name for it is cut off. It may have been replaced since. */
static char *
dup_program (const char *process)
{
  g_autofree char *link = g_build_filename ("/proc", process, "exe", NULL);
  g_autofree char *path = g_file_read_link (link, NULL);

  if (path == NULL)
    return NULL;
  if (g_str_has_suffix (path, REPLACED))
    path[strlen (path) - strlen (REPLACED)] = '\0';

  return g_path_get_basename (path);
}

/**
 * tw_records_dup_user:
 * @owners: path of the lock file of a journal
 *
 * Locks of this kind do not tell who holds them, so this looks at what other processes have open: those of this
 * person, on this computer.
 *
 * Returns: (transfer full) (nullable): program and number of a process that has the file open, as in
 *   `tradewind-cli (process 4711)`; %NULL when none can be seen
 */
char *
tw_records_dup_user (const char *owners)
{
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  GStatBuf wanted;
  const char *process;

  if (processes == NULL || g_stat (owners, &wanted) != 0)
    return NULL;

  while ((process = g_dir_read_name (processes)) != NULL)
    {
      g_autofree char *program = NULL;

      if (!g_ascii_isdigit (process[0]) || strtol (process, NULL, 10) == getpid ())
        continue;
      if (is_open_in (process, &wanted) && (program = dup_program (process)) != NULL)
        return g_strdup_printf ("%s (process %s)", program, process);
    }

  return NULL;
}
