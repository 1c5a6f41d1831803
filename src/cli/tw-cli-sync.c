/* tw-cli-sync.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-sync-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/tw-cli-grid.h"
#include "cli/tw-cli-list.h"
#include "cli/tw-cli-progress.h"
#include "cli/tw-cli-settle.h"
#include "cli/tw-cli-show.h"
#include "mirror/tw-mirror-look.h"
#include "mirror/tw-sync-lock.h"

/* How long another program may go on reading before only the lists are read, in seconds. */
#define PATIENCE 60

static void
moved_cb (TwSync     *sync,
          GParamSpec *pspec,
          gpointer    user_data)
{
  const char *title = tw_cli_kind_get_title (tw_sync_get_kind (sync));

  if (tw_sync_get_total_details (sync) > 0)
    {
      g_autofree char *label = g_strdup_printf (_("Details of: %s"), title);

      tw_cli_progress_show (label, tw_sync_get_details (sync), tw_sync_get_total_details (sync));
    }
  else
    {
      tw_cli_progress_show (title, tw_sync_get_rows (sync), tw_sync_get_total (sync));
    }
}

static TwSyncSummary *
run (TwCli              *cli,
     TwClient           *client,
     const TwSyncScope  *scope,
     TwPriority          priority,
     GError            **error)
{
  TwSync *sync = tw_client_get_sync (client);
  g_autoptr (GAsyncResult) result = NULL;
  gulong moved_id = g_signal_connect (sync, "notify", G_CALLBACK (moved_cb), NULL);

  tw_sync_run_async (sync, scope, priority, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  g_signal_handler_disconnect (sync, moved_id);
  tw_cli_progress_hide ();

  return tw_sync_run_finish (sync, result, error);
}

/**
 * tw_cli_sync_lists:
 * @cli: the run
 * @client: a connected client
 * @scope: how much to bring up to date
 * @error: what ended any part of it early
 *
 * Brings lists up to date, with a progress bar, before they are shown.
 *
 * Returns: whether all of them are
 */
gboolean
tw_cli_sync_lists (TwCli              *cli,
                   TwClient           *client,
                   const TwSyncScope  *scope,
                   GError            **error)
{
  g_autoptr (TwSyncSummary) summary = run (cli, client, scope, TW_PRIORITY_PERSON, error);
  const GError *part_error;

  if (summary == NULL)
    return FALSE;

  part_error = tw_sync_summary_get_error (summary);
  if (part_error != NULL)
    {
      g_propagate_error (error, g_error_copy (part_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
was_touched (const TwSyncPart *part)
{
  return part->calls > 0 || part->listed || part->error != NULL || part->missing_details > 0;
}

static void
print_json (TwSyncSummary *summary)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (TRUE);

  tw_json_writer_begin_object (writer);
  tw_json_writer_name (writer, "calls");
  tw_json_writer_int (writer, tw_sync_summary_get_calls (summary));
  for (TwKind kind = 0; kind < TW_N_KINDS; kind++)
    {
      const TwSyncPart *part = &summary->parts[kind];
      const struct
      {
        const char *name;
        gint64      value;
      } numbers[] = {
        { "calls", part->calls },
        { "rows", part->rows },
        { "new", part->change.n_new },
        { "changed", part->change.n_changed },
        { "vanished", part->change.n_vanished },
        { "details", part->details },
        { "missingDetails", part->missing_details },
      };

      if (!was_touched (part))
        continue;

      tw_json_writer_name (writer, tw_kind_to_string (kind));
      tw_json_writer_begin_object (writer);
      tw_json_writer_name (writer, "complete");
      tw_json_writer_boolean (writer, part->listed);
      for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
        {
          tw_json_writer_name (writer, numbers[i].name);
          tw_json_writer_int (writer, numbers[i].value);
        }
      if (part->error != NULL)
        {
          tw_json_writer_name (writer, "error");
          tw_json_writer_string (writer, part->error->message);
        }
      tw_json_writer_end_object (writer);
    }
  tw_json_writer_end_object (writer);

  tw_cli_show_json (writer);
}

static void
add_number (TwCliGrid *grid,
            gint64     number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  tw_cli_grid_add_cell (grid, text);
}

static void
print_table (TwSyncSummary *summary)
{
  g_autoptr (TwCliGrid) grid = tw_cli_grid_new ();

  tw_cli_grid_add_column (grid, _("List"), FALSE);
  tw_cli_grid_add_column (grid, _("Read"), TRUE);
  tw_cli_grid_add_column (grid, _("New"), TRUE);
  tw_cli_grid_add_column (grid, C_("rows of a list", "Changed"), TRUE);
  tw_cli_grid_add_column (grid, _("Gone"), TRUE);
  tw_cli_grid_add_column (grid, _("Details"), TRUE);
  tw_cli_grid_add_column (grid, _("Details missing"), TRUE);
  tw_cli_grid_add_column (grid, _("Calls"), TRUE);

  for (TwKind kind = 0; kind < TW_N_KINDS; kind++)
    {
      const TwSyncPart *part = &summary->parts[kind];

      if (!was_touched (part))
        continue;

      tw_cli_grid_add_cell (grid, tw_cli_kind_get_title (kind));
      add_number (grid, part->rows);
      add_number (grid, part->change.n_new);
      add_number (grid, part->change.n_changed);
      add_number (grid, part->change.n_vanished);
      add_number (grid, part->details);
      add_number (grid, part->missing_details);
      add_number (grid, part->calls);
    }
  tw_cli_grid_print (grid, stdout);
}

/* A cause that ended several lists is told once, with all of them. */
static void
warn_of_error (TwSyncSummary *summary,
               TwKind         kind)
{
  const char *message = summary->parts[kind].error->message;
  g_autoptr (GString) titles = g_string_new (tw_cli_kind_get_title (kind));

  for (TwKind other = 0; other < TW_N_KINDS; other++)
    {
      const GError *error = summary->parts[other].error;

      if (error == NULL || other == kind || !g_str_equal (error->message, message))
        continue;
      if (other < kind)
        return;

      g_string_append_printf (titles, ", %s", tw_cli_kind_get_title (other));
    }

  tw_cli_warn (_("%s: not complete: %s"), titles->str, message);
}

/* What a person has to know about what is not there. */
static void
note_gaps (TwSyncSummary *summary)
{
  for (TwKind kind = 0; kind < TW_N_KINDS; kind++)
    {
      const TwSyncPart *part = &summary->parts[kind];

      if (part->error != NULL)
        warn_of_error (summary, kind);
      else if (part->put_off != NULL)
        tw_cli_note (_("%s: details missing: %lu; the rest is read another time: %s"),
                     tw_cli_kind_get_title (kind), (gulong) part->missing_details, part->put_off->message);
      else if (part->missing_details > 0)
        tw_cli_note (_("%s: details missing: %lu"), tw_cli_kind_get_title (kind), (gulong) part->missing_details);
    }
}

static gboolean
parse_details (const TwCliArgs  *args,
               gint64           *max_details,
               GError          **error)
{
  const char *details = tw_cli_args_get (args, "details");
  guint64 number;

  *max_details = tw_cli_args_has (args, "lists-only") ? 0 : TW_SYNC_SOME_DETAILS;
  if (details == NULL)
    return TRUE;

  if (strcmp (details, "all") == 0)
    {
      *max_details = TW_SYNC_ALL_DETAILS;
      return TRUE;
    }
  if (g_ascii_string_to_unsigned (details, 10, 0, G_MAXINT64, &number, NULL))
    {
      *max_details = (gint64) number;
      return TRUE;
    }

  tw_cli_set_usage_error (error, _("--details takes a whole number or “all”, not “%s”"), details);

  return FALSE;
}

/* How long a number of calls takes, in words. */
static char *
dup_duration (gint64 duration)
{
  gint64 minutes = (duration + G_TIME_SPAN_MINUTE - 1) / G_TIME_SPAN_MINUTE;
  gint64 days = (duration + G_TIME_SPAN_DAY - 1) / G_TIME_SPAN_DAY;
  gint64 hours = (duration + G_TIME_SPAN_HOUR - 1) / G_TIME_SPAN_HOUR;

  if (minutes < 120)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) minutes), (int) minutes);
  if (hours < 48)
    return g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) hours), (int) hours);

  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), (int) days);
}

/* The first sync of an account: what it costs, before most of it is spent. */
static void
cost_cb (TwSync   *sync,
         guint     list_calls,
         gint64    details,
         gpointer  user_data)
{
  TwRateBudget *budget = user_data;
  gint64 duration = tw_rate_budget_estimate (budget, TW_PRIORITY_DETAIL, details);
  g_autofree char *words = duration > 0 ? dup_duration (duration) : NULL;
  TwRateStatus status;

  tw_rate_budget_get_status (budget, &status);
  tw_cli_progress_hide ();
  tw_cli_note (_("First sync of this account: %u calls for the lists."), list_calls);
  if (words != NULL)
    tw_cli_note (_("Details (an order’s lines, a subscription’s seats) are read later, a call each: %lu calls, "
                   "about %s."), (gulong) details, words);
  else
    tw_cli_note (_("Details (an order’s lines, a subscription’s seats) are read later, a call each: %lu calls."),
                 (gulong) details);
  if (status.calls_per_day > 0)
    tw_cli_note (_("The %u calls of a day are shared with your other programs that use the same key."),
                 status.calls_per_day);
}

static gboolean
take_lock (TwCli         *cli,
           TwMirror      *mirror,
           TwSyncPiece    piece,
           guint          patience,
           TwSyncLock   **lock,
           GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *local_error = NULL;

  tw_sync_lock_take_async (mirror, piece, patience, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  *lock = tw_sync_lock_take_finish (mirror, result, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return local_error == NULL;
}

static gboolean
wait_for_lock (TwCli        *cli,
               TwMirror     *mirror,
               TwSyncPiece   piece,
               TwSyncLock  **lock,
               GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (!take_lock (cli, mirror, piece, 0, lock, error))
    return FALSE;
  if (*lock != NULL)
    return TRUE;

  tw_cli_note (_("Another program reads for this account: waiting for it."));
  if (!take_lock (cli, mirror, piece, PATIENCE, lock, error))
    return FALSE;

  /* What it has read is not read again. */
  tw_mirror_look_async (mirror, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);

  return tw_mirror_look_finish (mirror, result, error);
}

/* Lists that another program reads are waited for: two that read at a time would spend calls on the same objects. They
 * are let go before the details, which may take days: a window keeps them fresh meanwhile. */
static TwSyncSummary *
read_lists (TwCli            *cli,
            const TwCliArgs  *args,
            TwClient         *client,
            GError          **error)
{
  TwSyncScope scope = { .full = tw_cli_args_has (args, "full") };
  TwSync *sync = tw_client_get_sync (client);
  g_autoptr (TwSyncLock) lock = NULL;
  TwSyncSummary *summary;
  gulong cost_id;

  if (!wait_for_lock (cli, tw_client_get_mirror (client), TW_SYNC_PIECE_LISTS, &lock, error))
    return NULL;

  cost_id = g_signal_connect (sync, "cost", G_CALLBACK (cost_cb), tw_client_get_budget (client));
  summary = run (cli, client, &scope, TW_PRIORITY_FRESH, error);
  g_signal_handler_disconnect (sync, cost_id);

  return summary;
}

/* Those that somebody asked for are waited for: a window lets others in now and then, a sync that reads them all does
 * not. */
static gboolean
read_details (TwCli            *cli,
              const TwCliArgs  *args,
              TwClient         *client,
              gint64            max_details,
              TwSyncSummary    *summary,
              GError          **error)
{
  TwSyncScope scope = { .details_only = TRUE, .max_details = max_details };
  TwMirror *mirror = tw_client_get_mirror (client);
  g_autoptr (TwSyncSummary) details = NULL;
  g_autoptr (TwSyncLock) lock = NULL;
  gboolean taken;

  if (tw_cli_args_has (args, "details"))
    taken = wait_for_lock (cli, mirror, TW_SYNC_PIECE_DETAILS, &lock, error);
  else
    taken = take_lock (cli, mirror, TW_SYNC_PIECE_DETAILS, 0, &lock, error);
  if (!taken)
    return FALSE;

  if (lock == NULL)
    {
      tw_cli_note (_("Another program reads details for this account: no more than the lists is read now."));
      return TRUE;
    }

  details = run (cli, client, &scope, TW_PRIORITY_FRESH, error);
  if (details == NULL)
    return FALSE;

  tw_sync_summary_add (summary, details);

  return TRUE;
}

static TwExit
sync_now (TwCli            *cli,
          const TwCliArgs  *args,
          GError          **error)
{
  g_autoptr (TwSyncSummary) summary = NULL;
  const GError *part_error;
  TwClient *client;
  gint64 max_details;

  if (tw_cli_args_has (args, "status"))
    return tw_cli_sync_show_status (cli, args, error);

  if (tw_cli_args_has (args, "lists-only") && tw_cli_args_has (args, "details"))
    {
      tw_cli_set_usage_error (error, _("--lists-only and --details exclude each other"));
      return TW_EXIT_USAGE;
    }
  if (!parse_details (args, &max_details, error) || tw_cli_open_lists (cli, args, error) == NULL
      || (client = tw_cli_connect (cli, args, error)) == NULL)
    return TW_EXIT_FAILED;

  summary = read_lists (cli, args, client, error);
  if (summary == NULL)
    return TW_EXIT_FAILED;

  part_error = tw_sync_summary_get_error (summary);
  if (max_details > 0 && (part_error == NULL || tw_sync_error_is_of_object (part_error))
      && !read_details (cli, args, client, max_details, summary, error))
    return TW_EXIT_FAILED;

  if (tw_cli_args_has (args, "json"))
    print_json (summary);
  else
    print_table (summary);
  note_gaps (summary);

  part_error = tw_sync_summary_get_error (summary);
  if (part_error == NULL)
    tw_cli_settle_due (cli, client);

  return part_error != NULL ? tw_error_to_exit (part_error) : TW_EXIT_DONE;
}

static const TwCliOption sync_options[] = {
  { "lists-only", TW_CLI_FLAG, NULL, N_("Read lists and open orders, but no details") },
  { "full", TW_CLI_FLAG, NULL,
    N_("Read all lists to their ends, also products, plans, resellers and reports, even if that was done today") },
  { "details", TW_CLI_TEXT, N_("N|all"), N_("Read so many details after the lists; 50 unless told otherwise") },
  { "status", TW_CLI_FLAG, NULL,
    N_("Show how old the lists are, which details are missing and how many calls were used, and make no call") },
  { NULL },
};

const TwCliVerb tw_cli_sync_verbs[] = {
  { NULL, NULL, N_("Bring the local copy of the marketplace’s lists up to date"),
    N_("Lists, searches and pages read the local copy. Reading it anew takes a call for each 500 rows, and one for "
       "each detail (the lines of an order, the seats of a subscription); calls are shared with your other programs "
       "that use the same key.\n"
       "Lists are read from their newest object down to what is known; once a day, or with --full, to their ends, which "
       "shows what else changed and what is gone.\n"
       "Exits with 0 when all lists were read, and says which details are still missing."),
    { sync_options },
    { "sync", "sync --lists-only", "sync --details=all --json", "sync --status" },
    sync_now },
  { NULL },
};
