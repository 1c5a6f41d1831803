/* tw-cli-progress.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-progress.h"

#include <stdio.h>

#include "cli/tw-cli-output.h"
#include "cli/tw-cli-text.h"

#define BAR_WIDTH 24
#define REDRAW_INTERVAL (G_USEC_PER_SEC / 10)

/* There is one terminal, so there is one line for progress on it. */
static struct
{
  gboolean shown;
  gint64   drawn_at;
} line;

static void
append_bar (GString *text,
            gint64   done,
            gint64   total)
{
  guint filled = (guint) (CLAMP (done, 0, total) * BAR_WIDTH / total);

  g_string_append (text, " [");
  for (guint i = 0; i < BAR_WIDTH; i++)
    g_string_append (text, i < filled ? "█" : "·");
  g_string_append (text, "]");
}

/**
 * tw_cli_progress_show:
 * @label: what is going on, translated
 * @done: how much of it is done
 * @total: how much there is in all, 0 or less when nobody knows
 *
 * Draws or moves the progress bar on the standard error, if that is a terminal; ten times a second at most.
 */
void
tw_cli_progress_show (const char *label,
                      gint64      done,
                      gint64      total)
{
  g_autofree char *clean = NULL;
  g_autofree char *fitted = NULL;
  g_autoptr (GString) text = NULL;
  gint64 now = g_get_monotonic_time ();
  guint width = tw_cli_output_get_width (stderr);

  if (!tw_cli_output_is_terminal (stderr) || (line.shown && now - line.drawn_at < REDRAW_INTERVAL))
    return;

  clean = tw_cli_text_clean (label, -1, FALSE);
  text = g_string_new (clean);
  if (total > 0)
    append_bar (text, done, total);
  if (total > 0)
    g_string_append_printf (text, " %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, MIN (done, total), total);
  else if (done > 0)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, done);

  fitted = tw_cli_text_fit (text->str, MAX (width, 2) - 1);
  fprintf (stderr, "\r%s\033[K", fitted);
  fflush (stderr);
  line.shown = TRUE;
  line.drawn_at = now;
}

/**
 * tw_cli_progress_hide:
 *
 * Removes the progress bar, so that a message can take its line.
 */
void
tw_cli_progress_hide (void)
{
  if (!line.shown)
    return;

  fputs ("\r\033[K", stderr);
  fflush (stderr);
  line.shown = FALSE;
}
