/* tw-cli-download.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-download.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/tw-cli-input.h"
#include "cli/tw-cli-output.h"
#include "cli/tw-cli-progress.h"

/* Longer names are cut; file systems take 255 bytes. */
#define MAX_NAME_CHARACTERS 80

static void
progressed_cb (goffset  done,
               goffset  total,
               gpointer user_data)
{
  tw_cli_progress_show (user_data, done, total);
}

/**
 * tw_cli_download_dup_name:
 * @report: a report
 *
 * Returns: (transfer full): a file name made of the report's name and format, harmless on any system
 */
char *
tw_cli_download_dup_name (TwReport *report)
{
  g_autofree char *valid = g_utf8_make_valid (report->name != NULL ? report->name : "report", -1);
  g_autofree char *format = g_ascii_strdown (report->format != NULL ? report->format : "csv", -1);
  g_autoptr (GString) name = g_string_new (NULL);
  guint n_characters = 0;

  for (const char *p = valid; *p != '\0' && n_characters < MAX_NAME_CHARACTERS; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isalnum (character) || g_unichar_ismark (character) || character == '-' || character == '_' ||
          (character == '.' && name->len > 0))
        g_string_append_unichar (name, character);
      else if (name->len > 0 && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
      n_characters++;
    }
  while (name->len > 0 && (name->str[name->len - 1] == '-' || name->str[name->len - 1] == '.'))
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_assign (name, "report");

  g_string_append_c (name, '.');
  for (const char *p = format; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (name, *p);

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * tw_cli_download_is_stdout:
 * @path: where to save a file
 *
 * Returns: whether that is the standard output
 */
gboolean
tw_cli_download_is_stdout (const char *path)
{
  return strcmp (path, TW_CLI_STDIN) == 0;
}

static goffset
fetch (TwCli          *cli,
       TwClient       *client,
       TwReport       *report,
       GOutputStream  *stream,
       GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *label = g_strdup (report->name != NULL ? report->name : report->id);

  tw_cli_progress_show (label, 0, 0);
  tw_marketplace_download_async (tw_client_get_marketplace (client), report->id, stream, progressed_cb, label,
                                 tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  tw_cli_progress_hide ();

  return tw_marketplace_download_finish (tw_client_get_marketplace (client), result, error);
}

static void
set_errno_error (const char  *path,
                 GError     **error)
{
  int code = errno;
  g_autofree char *display = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", display, g_strerror (code));
}

/* On the disk under its own name, whole, or not at all. */
static gboolean
put_in_place (int          fd,
              const char  *temporary,
              const char  *path,
              GError     **error)
{
  if (fsync (fd) == 0 && g_rename (temporary, path) == 0)
    return TRUE;

  set_errno_error (path, error);

  return FALSE;
}

static char *
dup_template (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf (".%s.XXXXXX", base);

  return g_build_filename (folder, name, NULL);
}

/**
 * tw_cli_download:
 * @cli: the run
 * @client: a connected client
 * @report: a report
 * @path: where to save its file; `-` for the standard output
 * @error: return location
 *
 * Streams the file of a report into a temporary file, private to the person, that takes its place when it is whole.
 *
 * Returns: how many bytes it has, -1 with @error set
 */
goffset
tw_cli_download (TwCli       *cli,
                 TwClient    *client,
                 TwReport    *report,
                 const char  *path,
                 GError     **error)
{
  g_autofree char *temporary = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  goffset size;
  int fd;

  if (tw_cli_download_is_stdout (path))
    {
      stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
      return fetch (cli, client, report, stream, error);
    }

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      errno = EISDIR;
      set_errno_error (path, error);
      return -1;
    }

  temporary = dup_template (path);
  fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      set_errno_error (path, error);
      return -1;
    }

  stream = g_unix_output_stream_new (fd, FALSE);
  size = fetch (cli, client, report, stream, error);
  if (size >= 0 && !put_in_place (fd, temporary, path, error))
    size = -1;
  close (fd);
  if (size < 0)
    g_unlink (temporary);

  return size;
}
