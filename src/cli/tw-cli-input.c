/* tw-cli-input.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-input.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli/tw-cli-output.h"

/**
 * tw_cli_input_is_terminal:
 *
 * Returns: whether a person can be asked
 */
gboolean
tw_cli_input_is_terminal (void)
{
  return isatty (STDIN_FILENO) == 1 && tw_cli_output_is_terminal (stderr);
}

static GInputStream *
open_input (const char  *path,
            GError     **error)
{
  g_autoptr (GFile) file = NULL;

  if (strcmp (path, TW_CLI_STDIN) == 0)
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);

  file = g_file_new_for_path (path);

  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

static const char *
get_title (const char *path)
{
  return strcmp (path, TW_CLI_STDIN) == 0 ? _("The standard input") : path;
}

/**
 * tw_cli_input_read:
 * @cli: the run
 * @path: a file's name, or `-` for the standard input
 * @error: %G_IO_ERROR
 *
 * Returns: (transfer full): what is in it
 */
GBytes *
tw_cli_input_read (TwCli       *cli,
                   const char  *path,
                   GError     **error)
{
  g_autoptr (GInputStream) input = open_input (path, error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;

  if (input == NULL)
    return NULL;

  g_output_stream_splice_async (memory, input,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  if (g_output_stream_splice_finish (memory, result, error) < 0)
    {
      g_prefix_error (error, "%s: ", get_title (path));
      return NULL;
    }

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/**
 * tw_cli_input_read_json:
 * @cli: the run
 * @path: a file's name, or `-` for the standard input
 * @error: %G_IO_ERROR, or a usage error when it is no JSON object
 *
 * Returns: (transfer full): the object in it
 */
TwJson *
tw_cli_input_read_json (TwCli       *cli,
                        const char  *path,
                        GError     **error)
{
  g_autoptr (GBytes) bytes = tw_cli_input_read (cli, path, error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwJson) json = NULL;

  if (bytes == NULL)
    return NULL;

  json = tw_json_parse_bytes (bytes, &local_error);
  if (json == NULL)
    {
      tw_cli_set_usage_error (error, "%s: %s", get_title (path), local_error->message);
      return NULL;
    }
  if (tw_json_get_kind (json) != TW_JSON_OBJECT)
    {
      tw_cli_set_usage_error (error, _("%s: a JSON object is expected"), get_title (path));
      return NULL;
    }

  return g_steal_pointer (&json);
}

static char *
read_line (TwCli             *cli,
           GDataInputStream  *stream,
           GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, tw_cli_get_cancellable (cli), tw_cli_ready_cb,
                                       cli);
  result = tw_cli_wait (cli);

  return g_data_input_stream_read_line_finish_utf8 (stream, result, NULL, error);
}

static GDataInputStream *
open_lines (void)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  GDataInputStream *stream = g_data_input_stream_new (input);

  g_data_input_stream_set_newline_type (stream, G_DATA_STREAM_NEWLINE_TYPE_ANY);

  return stream;
}

/**
 * tw_cli_input_read_lines:
 * @cli: the run
 * @n_lines: how many lines to read
 * @lines: (out caller-allocates) (array length=n_lines): the lines, %NULL where the input ended before
 * @error: %G_IO_ERROR
 *
 * Reads the first lines of the standard input.
 *
 * Returns: whether it could be read
 */
gboolean
tw_cli_input_read_lines (TwCli    *cli,
                         guint     n_lines,
                         char    **lines,
                         GError  **error)
{
  g_autoptr (GDataInputStream) stream = open_lines ();

  for (guint i = 0; i < n_lines; i++)
    {
      g_autoptr (GError) local_error = NULL;

      lines[i] = read_line (cli, stream, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * tw_cli_input_ask_secret:
 * @cli: the run
 * @question: what to ask, translated
 * @error: a usage error when there is no terminal, %G_IO_ERROR_CANCELLED
 *
 * Asks on the terminal, without showing what is typed.
 *
 * Returns: (transfer full): the answer, to be wiped
 */
char *
tw_cli_input_ask_secret (TwCli       *cli,
                         const char  *question,
                         GError     **error)
{
  g_autoptr (GDataInputStream) stream = NULL;
  struct termios loud, quiet;
  char *answer;

  if (!tw_cli_input_is_terminal () || tcgetattr (STDIN_FILENO, &loud) != 0)
    {
      tw_cli_set_usage_error (error, _("There is no terminal to ask on; give the secrets with --password-stdin"));
      return NULL;
    }

  /* First quiet, then the question: whoever answers at once is not shown either. */
  quiet = loud;
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);
  fprintf (stderr, "%s: ", question);
  fflush (stderr);
  stream = open_lines ();
  answer = read_line (cli, stream, error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &loud);
  fputc ('\n', stderr);

  if (answer == NULL && error != NULL && *error == NULL)
    return g_strdup ("");

  return answer;
}

/**
 * tw_cli_input_wipe:
 * @secret: (nullable) (transfer full): what was asked for or read
 *
 * Frees a secret so that nothing of it stays in memory.
 */
void
tw_cli_input_wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * tw_cli_input_confirm:
 * @cli: the run
 * @question: a translated question
 * @error: a usage error when there is no terminal, %G_IO_ERROR_CANCELLED
 *
 * Asks on the terminal; anything but a yes is a no.
 *
 * Returns: whether the person agreed
 */
gboolean
tw_cli_input_confirm (TwCli       *cli,
                      const char  *question,
                      GError     **error)
{
  g_autoptr (GDataInputStream) stream = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) agreements = NULL;

  if (!tw_cli_input_is_terminal ())
    {
      tw_cli_set_usage_error (error, _("There is no terminal to ask on; agree with --yes"));
      return FALSE;
    }

  fprintf (stderr, "%s %s ", question, _("[y/N]"));
  fflush (stderr);

  stream = open_lines ();
  answer = read_line (cli, stream, error);
  if (answer == NULL)
    return FALSE;

  folded = g_utf8_casefold (g_strstrip (answer), -1);
  /* Translators: the answers that mean yes, in lower case, separated by bars. */
  agreements = g_strsplit (_("yes|y"), "|", -1);

  return g_strv_contains ((const char *const *) agreements, folded);
}
