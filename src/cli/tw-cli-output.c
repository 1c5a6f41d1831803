/* tw-cli-output.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/tw-cli-progress.h"
#include "cli/tw-cli-reason.h"
#include "cli/tw-cli-text.h"

#define PROGRAM "tradewind-cli"

/* The network layer's lines are redacted at their source: the only ones that --verbose shows. */
#define VERBOSE_DOMAIN "tw-net"

#define WIDTH_UNKNOWN G_MAXUINT

static const char *const styles[] = { "", "\033[1m", "\033[2m", "\033[32m", "\033[33m", "\033[31m" };

static void
print_clean_line (const char *prefix,
                  const char *message)
{
  g_autofree char *clean = tw_cli_text_clean (message, -1, TRUE);

  tw_cli_progress_hide ();
  fprintf (stderr, "%s%s\n", prefix, clean);
}

static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  gboolean verbose = GPOINTER_TO_INT (user_data);
  const char *domain = NULL;
  const char *message = NULL;

  for (gsize i = 0; i < n_fields; i++)
    {
      if (strcmp (fields[i].key, "GLIB_DOMAIN") == 0)
        domain = fields[i].value;
      else if (strcmp (fields[i].key, "MESSAGE") == 0)
        message = fields[i].value;
    }

  if (!verbose || message == NULL || g_strcmp0 (domain, VERBOSE_DOMAIN) != 0)
    return g_log_writer_default (level, fields, n_fields, NULL);

  print_clean_line ("", message);

  return G_LOG_WRITER_HANDLED;
}

/**
 * tw_cli_output_init:
 * @verbose: whether to show the calls that are made
 *
 * Keeps logs off the standard output, which carries the result and nothing else. To be called once, before
 * anything is logged.
 */
void
tw_cli_output_init (gboolean verbose)
{
  g_log_writer_default_set_use_stderr (TRUE);
  g_log_set_writer_func (write_log, GINT_TO_POINTER (verbose), NULL);
}

/**
 * tw_cli_output_is_terminal:
 * @stream: standard output or standard error
 *
 * Returns: whether a person looks at it
 */
gboolean
tw_cli_output_is_terminal (FILE *stream)
{
  return isatty (fileno (stream)) == 1;
}

/**
 * tw_cli_output_get_width:
 * @stream: standard output or standard error
 *
 * Returns: columns of the terminal, %G_MAXUINT when there is none
 */
guint
tw_cli_output_get_width (FILE *stream)
{
  struct winsize size;

  if (!tw_cli_output_is_terminal (stream) || ioctl (fileno (stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return WIDTH_UNKNOWN;

  return size.ws_col;
}

/* As https://no-color.org asks for: set and not empty. */
static gboolean
has_colours (FILE *stream)
{
  const char *no_color = g_getenv ("NO_COLOR");

  return tw_cli_output_is_terminal (stream) && (no_color == NULL || *no_color == '\0') &&
         g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

/**
 * tw_cli_output_get_style:
 * @stream: standard output or standard error
 * @style: a style
 *
 * Returns: (transfer none): what turns the style on there; nothing when it is no terminal or colours are not
 *   wanted
 */
const char *
tw_cli_output_get_style (FILE       *stream,
                         TwCliStyle  style)
{
  return has_colours (stream) ? styles[style] : "";
}

/**
 * tw_cli_output_end_style:
 * @stream: standard output or standard error
 * @style: the style that was turned on
 *
 * Returns: (transfer none): what turns it off
 */
const char *
tw_cli_output_end_style (FILE       *stream,
                         TwCliStyle  style)
{
  return style != TW_CLI_STYLE_PLAIN && has_colours (stream) ? "\033[0m" : "";
}

/**
 * tw_cli_output_write:
 * @text: text, harmless to a terminal
 *
 * Writes to the standard output. Errors show when it is flushed. May be called in any thread, by one at a time.
 */
void
tw_cli_output_write (const char *text)
{
  fputs (text, stdout);
}

/**
 * tw_cli_output_write_json:
 * @text: JSON text
 *
 * As tw_cli_output_write(), with escapes for what a terminal would act on.
 */
void
tw_cli_output_write_json (const char *text)
{
  g_autofree char *escaped = tw_cli_text_escape (text);

  fputs (escaped, stdout);
}

/**
 * tw_cli_output_write_data:
 * @data: bytes for a program to read
 * @length: their number
 *
 * Writes to the standard output exactly what is given, but when that is a terminal: then what it would act on
 * is replaced.
 */
void
tw_cli_output_write_data (const char *data,
                          gsize       length)
{
  g_autofree char *clean = NULL;

  if (!tw_cli_output_is_terminal (stdout))
    {
      fwrite (data, 1, length, stdout);
      return;
    }

  clean = tw_cli_text_clean (data, length, TRUE);
  fputs (clean, stdout);
}

/**
 * tw_cli_output_flush:
 * @error: %G_IO_ERROR
 *
 * Returns: whether everything written to the standard output arrived
 */
gboolean
tw_cli_output_flush (GError **error)
{
  int code;

  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;

  code = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("The output could not be written: %s"),
               g_strerror (code));

  return FALSE;
}

/**
 * tw_cli_note:
 * @format: a translated sentence
 * @...: what goes into it; harmless afterwards, whatever it is
 *
 * Tells the person something, on the standard error.
 */
void
tw_cli_note (const char *format,
             ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  print_clean_line ("", message);
}

/**
 * tw_cli_warn:
 * @format: a translated sentence
 * @...: what goes into it
 *
 * As tw_cli_note(), with the program's name in front and set apart.
 */
void
tw_cli_warn (const char *format,
             ...)
{
  g_autofree char *message = NULL;
  g_autofree char *prefix = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  prefix = g_strdup_printf ("%s" PROGRAM ":%s ", tw_cli_output_get_style (stderr, TW_CLI_STYLE_BUSY),
                            tw_cli_output_end_style (stderr, TW_CLI_STYLE_BUSY));
  print_clean_line (prefix, message);
}

/* What to do next, where the code alone says it. */
static const char *
find_hint (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return NULL;
  if (g_error_matches (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED))
    return _("See “tradewind-cli account test”; “tradewind-cli account add” with the same name replaces a "
             "password or key.");
  if (g_error_matches (error, TW_ERROR, TW_ERROR_OFFLINE))
    return _("Lists and details read before can still be shown.");

  return NULL;
}

/* One of the fields is mostly the error's own message; what was said is not said again. */
static void
note_field (const GError       *error,
            const TwFieldError *field,
            gboolean            is_only_one)
{
  if (strstr (error->message, field->message) == NULL ||
      (!is_only_one && strstr (error->message, field->field) == NULL))
    tw_cli_note ("  %s: %s", field->field, field->message);
  else if (strstr (error->message, field->field) == NULL)
    tw_cli_note ("  %s", field->field);
}

/**
 * tw_cli_report_error:
 * @error: what ended the command
 * @with_hint: whether to say what can be done next
 *
 * Prints an error with all that is known beside it: refused fields, when to try again, the id that the
 * marketplace's support asks for.
 */
void
tw_cli_report_error (const GError *error,
                     gboolean      with_hint)
{
  GPtrArray *fields = tw_error_get_fields (error);
  const char *correlation_id = tw_error_get_correlation_id (error);
  int retry_after = tw_error_get_retry_after (error);
  const char *hint = with_hint ? find_hint (error) : NULL;
  g_autofree char *prefix = g_strdup_printf ("%s" PROGRAM ":%s ",
                                             tw_cli_output_get_style (stderr, TW_CLI_STYLE_BAD),
                                             tw_cli_output_end_style (stderr, TW_CLI_STYLE_BAD));
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      print_clean_line (prefix, _("Interrupted."));
      return;
    }
  text = tw_cli_reason_dup_error (error);
  print_clean_line (prefix, text);

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    note_field (error, g_ptr_array_index (fields, i), fields->len == 1);
  if (retry_after >= 0)
    tw_cli_note (ngettext ("The marketplace asks to wait %d second.", "The marketplace asks to wait %d seconds.",
                           retry_after),
                 retry_after);
  if (correlation_id != NULL)
    tw_cli_note (_("Correlation id, for the marketplace’s support: %s"), correlation_id);
  if (hint != NULL)
    tw_cli_note ("%s", hint);
}
