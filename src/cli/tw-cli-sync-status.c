/* tw-cli-sync-status.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-sync-private.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-grid.h"
#include "cli/tw-cli-list.h"
#include "cli/tw-cli-show.h"
#include "cli/tw-cli-value.h"
#include "mirror/tw-sync-plan.h"

/* What there is to show. @budget is missing where the secrets are: calls are counted by the key. */
typedef struct
{
  TwMirror     *mirror;
  TwSyncPlan   *plan;
  TwRateBudget *budget;
  TwRateStatus  calls;
  gint64        details_duration;
} Status;

static void
status_clear (Status *self)
{
  g_clear_pointer (&self->plan, tw_sync_plan_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Status, status_clear)

static gboolean
read_plan (TwCli     *cli,
           TwClient  *client,
           Status    *status,
           GError   **error)
{
  gint64 interval = tw_account_get_full_sync_every (tw_client_get_account (client));
  g_autoptr (GAsyncResult) result = NULL;

  status->mirror = tw_client_get_mirror (client);
  tw_sync_plan_make_async (status->mirror, interval, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  status->plan = tw_sync_plan_make_finish (status->mirror, result, error);

  return status->plan != NULL;
}

static gboolean
read_calls (TwCli     *cli,
            TwClient  *client,
            Status    *status,
            GError   **error)
{
  TwRateBudget *budget = tw_client_get_budget (client);
  g_autoptr (GAsyncResult) result = NULL;

  tw_rate_budget_refresh_async (budget, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  if (!tw_rate_budget_refresh_finish (budget, result, error))
    return FALSE;

  status->budget = budget;
  tw_rate_budget_get_status (budget, &status->calls);
  status->details_duration = MAX (status->calls.wait[TW_PRIORITY_DETAIL],
                                  tw_rate_budget_estimate (budget, TW_PRIORITY_DETAIL,
                                                           tw_sync_plan_get_missing (status->plan)));

  return TRUE;
}

static GDateTime *
add_duration (gint64 duration)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_add (now, duration);
}

/* When the next step can begin: calls may have to wait. */
static GDateTime *
get_next_time (const Status *status)
{
  TwPriority priority = status->plan->step == TW_SYNC_STEP_FIRST     ? TW_PRIORITY_PERSON
                        : status->plan->step == TW_SYNC_STEP_DETAILS ? TW_PRIORITY_DETAIL
                                                                     : TW_PRIORITY_FRESH;
  g_autoptr (GDateTime) possible = add_duration (status->budget != NULL ? status->calls.wait[priority] : 0);

  if (g_date_time_compare (possible, status->plan->step_time) > 0)
    return g_steal_pointer (&possible);

  return g_date_time_ref (status->plan->step_time);
}

static void
write_time (TwJsonWriter *writer,
            const char   *name,
            GDateTime    *time)
{
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_to_utc (time) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%FT%TZ") : NULL;

  tw_json_writer_name (writer, name);
  if (text != NULL)
    tw_json_writer_string (writer, text);
  else
    tw_json_writer_null (writer);
}

static void
write_number (TwJsonWriter *writer,
              const char   *name,
              gint64        number)
{
  tw_json_writer_name (writer, name);
  tw_json_writer_int (writer, number);
}

static void
write_lists (TwJsonWriter *writer,
             const Status *status)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  tw_json_writer_name (writer, "lists");
  tw_json_writer_begin_object (writer);
  for (TwKind kind = 0; kind < TW_N_KINDS; kind++)
    {
      const TwListState *state = tw_mirror_get_list_state (status->mirror, kind);

      tw_json_writer_name (writer, tw_kind_to_string (kind));
      tw_json_writer_begin_object (writer);
      write_number (writer, "rows", status->plan->rows[kind]);
      write_number (writer, "missingDetails", status->plan->missing[kind]);
      write_time (writer, "pageTime", state->page_time);
      write_time (writer, "completeTime", state->complete_time);
      write_time (writer, "fullTime", state->full_time);
      tw_json_writer_name (writer, "age");
      if (state->complete_time != NULL)
        tw_json_writer_int (writer,
                            MAX (g_date_time_difference (now, state->complete_time), 0) / G_TIME_SPAN_SECOND);
      else
        tw_json_writer_null (writer);
      tw_json_writer_end_object (writer);
    }
  tw_json_writer_end_object (writer);
}

static void
write_used (TwJsonWriter *writer,
            const char   *name,
            guint         limit,
            guint         ours,
            guint         others)
{
  tw_json_writer_name (writer, name);
  tw_json_writer_begin_object (writer);
  write_number (writer, "limit", limit);
  write_number (writer, "ours", ours);
  write_number (writer, "others", others);
  tw_json_writer_end_object (writer);
}

static void
write_calls (TwJsonWriter *writer,
             const Status *status)
{
  const TwRateStatus *calls = &status->calls;

  tw_json_writer_name (writer, "calls");
  tw_json_writer_begin_object (writer);
  write_used (writer, "minute", calls->calls_per_minute, calls->minute, calls->minute_others);
  write_used (writer, "day", calls->calls_per_day, calls->day, calls->day_others);
  write_number (writer, "pace", calls->pace);
  tw_json_writer_name (writer, "limited");
  tw_json_writer_boolean (writer, calls->limited);
  tw_json_writer_name (writer, "quotaOver");
  tw_json_writer_boolean (writer, calls->quota_over);
  tw_json_writer_end_object (writer);
}

static void
print_json (const Status *status)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (TRUE);
  g_autoptr (GDateTime) next_time = get_next_time (status);
  g_autoptr (GDateTime) details_time = add_duration (status->details_duration);
  GEnumClass *steps = g_type_class_ref (TW_TYPE_SYNC_STEP);

  tw_json_writer_begin_object (writer);
  write_lists (writer, status);
  tw_json_writer_name (writer, "details");
  tw_json_writer_begin_object (writer);
  write_number (writer, "missing", tw_sync_plan_get_missing (status->plan));
  if (status->budget != NULL)
    write_time (writer, "ready", details_time);
  tw_json_writer_end_object (writer);
  if (status->budget != NULL)
    write_calls (writer, status);
  tw_json_writer_name (writer, "next");
  tw_json_writer_begin_object (writer);
  tw_json_writer_name (writer, "step");
  tw_json_writer_string (writer, g_enum_get_value (steps, status->plan->step)->value_nick);
  write_time (writer, "time", next_time);
  tw_json_writer_end_object (writer);
  tw_json_writer_end_object (writer);
  g_type_class_unref (steps);

  tw_cli_show_json (writer);
}

static void
add_time (TwCliGrid *grid,
          GDateTime *time)
{
  g_autofree char *text = time != NULL ? tw_cli_value_dup_time (time) : NULL;

  tw_cli_grid_add_cell (grid, text != NULL ? text : _("never"));
}

/* When the list was brought up to date last. The rows of a first reading that was broken off have an age, too. */
static void
add_age (TwCliGrid         *grid,
         const TwListState *state)
{
  g_autofree char *page_time = NULL;
  g_autofree char *text = NULL;

  if (state->complete_time != NULL || state->page_time == NULL)
    {
      add_time (grid, state->complete_time);
      return;
    }

  page_time = tw_cli_value_dup_time (state->page_time);
  /* Translators: a time */
  text = g_strdup_printf (_("in part, %s"), page_time);
  tw_cli_grid_add_cell (grid, text);
}

static void
add_number (TwCliGrid *grid,
            gint64     number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  tw_cli_grid_add_cell (grid, text);
}

static void
print_lists (const Status *status)
{
  g_autoptr (TwCliGrid) grid = tw_cli_grid_new ();

  tw_cli_grid_add_column (grid, _("List"), FALSE);
  tw_cli_grid_add_column (grid, _("Up to date"), FALSE);
  tw_cli_grid_add_column (grid, _("Read to its end"), FALSE);
  tw_cli_grid_add_column (grid, _("Rows"), TRUE);
  tw_cli_grid_add_column (grid, _("Details missing"), TRUE);
  for (TwKind kind = 0; kind < TW_N_KINDS; kind++)
    {
      const TwListState *state = tw_mirror_get_list_state (status->mirror, kind);

      tw_cli_grid_add_cell (grid, tw_cli_kind_get_title (kind));
      add_age (grid, state);
      add_time (grid, state->full_time);
      add_number (grid, status->plan->rows[kind]);
      add_number (grid, status->plan->missing[kind]);
    }
  tw_cli_grid_print (grid, stdout);
}

static void
add_used (TwCliGrid  *grid,
          const char *title,
          guint       limit,
          guint       ours,
          guint       others)
{
  tw_cli_grid_add_cell (grid, title);
  add_number (grid, ours);
  add_number (grid, others);
  if (limit > 0)
    add_number (grid, limit);
  else
    tw_cli_grid_add_cell (grid, _("none"));
}

static void
print_calls (const Status *status)
{
  const TwRateStatus *calls = &status->calls;
  g_autoptr (TwCliGrid) grid = tw_cli_grid_new ();

  tw_cli_grid_add_column (grid, _("Calls"), FALSE);
  tw_cli_grid_add_column (grid, _("Ours"), TRUE);
  tw_cli_grid_add_column (grid, _("Others, at least"), TRUE);
  tw_cli_grid_add_column (grid, _("Limit"), TRUE);
  add_used (grid, _("This minute"), calls->calls_per_minute, calls->minute, calls->minute_others);
  add_used (grid, _("Today (UTC)"), calls->calls_per_day, calls->day, calls->day_others);
  tw_cli_output_write ("\n");
  tw_cli_grid_print (grid, stdout);
}

static void
print_line (const char *format,
            ...) G_GNUC_PRINTF (1, 2);

static void
print_line (const char *format,
            ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  tw_cli_output_write (text);
  tw_cli_output_write ("\n");
}

static void
print_next (const Status *status)
{
  g_autoptr (GDateTime) next_time = get_next_time (status);
  g_autofree char *next = tw_cli_value_dup_time (next_time);
  gint64 missing = tw_sync_plan_get_missing (status->plan);

  tw_cli_output_write ("\n");
  if (status->budget != NULL && status->calls.quota_over)
    print_line (_("The marketplace says that this day’s calls are used up."));
  if (status->budget != NULL && status->calls.limited)
    print_line (_("The marketplace asked to wait before the next call."));
  if (status->budget != NULL && status->calls.pace < status->calls.calls_per_minute)
    print_line (_("Calls go slower for a while: %u a minute."), status->calls.pace);
  if (status->budget != NULL && missing > 0)
    {
      g_autoptr (GDateTime) details_time = add_duration (status->details_duration);
      g_autofree char *ready = tw_cli_value_dup_time (details_time);

      print_line (_("All details can be there by %s."), ready);
    }

  switch (status->plan->step)
    {
    case TW_SYNC_STEP_FIRST:
      print_line (_("Next: read the lists for the first time, from %s."), next);
      break;
    case TW_SYNC_STEP_FULL:
      print_line (_("Next: read the lists to their ends, from %s."), next);
      break;
    case TW_SYNC_STEP_DETAILS:
      print_line (_("Next: read details, from %s."), next);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * tw_cli_sync_show_status:
 * @cli: the run
 * @args: what was given
 * @error: return location
 *
 * Shows how old and how complete the local copy is, and how many calls were used. No call is made; without
 * the secrets in the keyring the calls are left out.
 *
 * Returns: the exit code; not looked at when @error is set
 */
TwExit
tw_cli_sync_show_status (TwCli            *cli,
                         const TwCliArgs  *args,
                         GError          **error)
{
  g_auto (Status) status = { 0 };
  g_autoptr (GError) secrets_error = NULL;
  TwClient *client = tw_cli_open_lists (cli, args, error);
  gboolean connected;

  if (client == NULL)
    return TW_EXIT_FAILED;

  connected = tw_cli_connect (cli, args, &secrets_error) != NULL;
  if (!connected)
    tw_cli_note (_("Calls are not shown: %s"), secrets_error->message);

  if (!read_plan (cli, client, &status, error) || (connected && !read_calls (cli, client, &status, error)))
    return TW_EXIT_FAILED;

  if (tw_cli_args_has (args, "json"))
    {
      print_json (&status);
      return TW_EXIT_DONE;
    }

  print_lists (&status);
  if (connected)
    print_calls (&status);
  print_next (&status);

  return TW_EXIT_DONE;
}
