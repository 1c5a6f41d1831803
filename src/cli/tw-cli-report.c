/* tw-cli-report.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-download.h"
#include "cli/tw-cli-list.h"
#include "cli/tw-cli-object.h"
#include "cli/tw-cli-output.h"
#include "cli/tw-cli-place.h"
#include "cli/tw-cli-show.h"
#include "cli/tw-cli-write.h"

static TwReport *
new_report (const TwCliArgs  *args,
            GError          **error)
{
  const char *format = tw_cli_args_get (args, "format");
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) end = NULL;
  GDate from, to;

  if (!tw_cli_args_has (args, "name") || !tw_cli_args_has (args, "from") || !tw_cli_args_has (args, "to"))
    {
      tw_cli_set_usage_error (error, _("A report needs --name, --from and --to"));
      return NULL;
    }

  /* The options were checked to be dates. */
  tw_date_parse (tw_cli_args_get (args, "from"), &from, NULL);
  tw_date_parse (tw_cli_args_get (args, "to"), &to, NULL);
  if (g_date_compare (&from, &to) > 0)
    {
      tw_cli_set_usage_error (error, _("--from is a later day than --to"));
      return NULL;
    }

  start = tw_date_start_of_day (&from);
  end = tw_date_end_of_day (&to);

  return g_object_new (TW_TYPE_REPORT,
                       "name", tw_cli_args_get (args, "name"),
                       "customization-name", tw_cli_args_get (args, "customization"),
                       "format", format != NULL ? format : "csv",
                       "start-date", start,
                       "end-date", end,
                       NULL);
}

static TwExit
schedule (TwCli            *cli,
          const TwCliArgs  *args,
          GError          **error)
{
  g_autoptr (TwReport) report = new_report (args, error);
  g_autoptr (TwResource) scheduled = NULL;
  g_autoptr (TwResource) last = NULL;
  TwExit exit = TW_EXIT_FAILED;

  if (report == NULL)
    return TW_EXIT_FAILED;

  scheduled = tw_cli_write_submit (cli, args, TW_WRITE_SCHEDULE_REPORT, NULL, TW_RESOURCE (report), &exit, error);
  if (scheduled == NULL)
    return exit;

  last = tw_cli_watch (cli, args, TW_KIND_REPORT, scheduled, error);
  if (last == NULL)
    return TW_EXIT_FAILED;

  tw_cli_show_resource (args, last);
  if (TW_REPORT (last)->status == TW_REPORT_STATUS_ERROR)
    {
      tw_cli_warn (_("The marketplace failed to make the report."));
      return TW_EXIT_REFUSED;
    }

  return TW_EXIT_DONE;
}

static TwResource *
find_latest (TwCli            *cli,
             TwClient         *client,
             const TwCliArgs  *args,
             GError          **error)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_REPORT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwPage) page = NULL;
  TwReport *latest = NULL;

  tw_query_set_filter (query, "status", tw_enum_to_text (TW_TYPE_REPORT_STATUS, TW_REPORT_STATUS_COMPLETED));
  if (tw_cli_args_has (args, "name"))
    tw_query_set_filter (query, "name", tw_cli_args_get (args, "name"));
  tw_marketplace_list_async (tw_client_get_marketplace (client), query, TW_PRIORITY_PERSON,
                             tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  page = tw_marketplace_list_finish (tw_client_get_marketplace (client), result, error);
  if (page == NULL)
    return NULL;

  for (guint i = 0; i < page->rows->len; i++)
    {
      TwReport *report = g_ptr_array_index (page->rows, i);
      const char *format = tw_cli_args_get (args, "format");

      if (report->status != TW_REPORT_STATUS_COMPLETED || report->creation_date == NULL ||
          (format != NULL && (report->format == NULL || g_ascii_strcasecmp (report->format, format) != 0)))
        continue;
      if (latest == NULL || g_date_time_compare (report->creation_date, latest->creation_date) > 0)
        latest = report;
    }

  if (latest == NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("There is no completed report like that"));
      return NULL;
    }

  return g_object_ref (TW_RESOURCE (latest));
}

static void
print_saved (const TwCliArgs *args,
             TwReport        *report,
             const char      *path,
             goffset          size)
{
  g_autofree char *shown = g_filename_to_utf8 (path, -1, NULL, NULL, NULL);
  g_autofree char *display = g_filename_display_name (path);

  if (tw_cli_args_has (args, "json"))
    {
      g_autoptr (TwJsonWriter) writer = tw_json_writer_new (TRUE);

      tw_json_writer_begin_object (writer);
      tw_json_writer_name (writer, "id");
      tw_json_writer_string (writer, report->id);
      tw_json_writer_name (writer, "name");
      tw_json_writer_string (writer, report->name);
      tw_json_writer_name (writer, "file");
      tw_json_writer_string (writer, shown != NULL ? shown : display);
      tw_json_writer_name (writer, "bytes");
      tw_json_writer_int (writer, size);
      tw_json_writer_end_object (writer);
      tw_cli_show_json (writer);
      return;
    }

  tw_cli_output_write_data (path, strlen (path));
  tw_cli_output_write ("\n");
}

static TwExit
download (TwCli            *cli,
          const TwCliArgs  *args,
          GError          **error)
{
  const char *id = tw_cli_args_get_word (args, 0);
  const char *output = tw_cli_args_get (args, "output");
  g_autoptr (TwResource) report = NULL;
  g_autofree char *path = NULL;
  TwClient *client;
  goffset size;

  if ((id == NULL) != tw_cli_args_has (args, "latest"))
    {
      tw_cli_set_usage_error (error, _("A download needs the id of a report, or --latest"));
      return TW_EXIT_USAGE;
    }
  if ((client = tw_cli_connect (cli, args, error)) == NULL)
    return TW_EXIT_FAILED;

  report = id != NULL ? tw_cli_get_live (cli, args, TW_KIND_REPORT, id, error)
                      : find_latest (cli, client, args, error);
  if (report == NULL)
    return TW_EXIT_FAILED;

  path = output != NULL ? g_strdup (output) : tw_cli_download_dup_name (TW_REPORT (report));
  size = tw_cli_download (cli, client, TW_REPORT (report), path, error);
  if (size < 0)
    return TW_EXIT_FAILED;

  if (!tw_cli_download_is_stdout (path))
    print_saved (args, TW_REPORT (report), path, size);

  return TW_EXIT_DONE;
}

static const TwCliOption filters[] = {
  { "status", TW_CLI_TEXT, N_("STATUS"), N_("Only reports of this status"), "submitted processing error completed" },
  { "type", TW_CLI_TEXT, N_("TYPE"), N_("Only reports of this type"), "periodic daily monthly onetime on_invoice" },
  { "format", TW_CLI_TEXT, N_("FORMAT"), N_("Only reports of this format"), "csv xlsx json xml" },
  { "since", TW_CLI_DATE, N_("DATE"), N_("Only reports created on this day or later") },
  { "until", TW_CLI_DATE, N_("DATE"), N_("Only reports created on this day or earlier") },
  { NULL },
};

static const TwCliOption schedule_options[] = {
  { "name", TW_CLI_TEXT, N_("NAME"), N_("Name of a report that is set up in the marketplace’s panel") },
  { "from", TW_CLI_DATE, N_("DATE"), N_("First day it covers") },
  { "to", TW_CLI_DATE, N_("DATE"), N_("Last day it covers") },
  { "format", TW_CLI_TEXT, N_("FORMAT"), N_("Format of the file; csv unless told otherwise"), "csv xlsx json xml" },
  { "customization", TW_CLI_TEXT, N_("NAME"), N_("Name of a customization of the report") },
  { "wait", TW_CLI_SECONDS, N_("SECONDS"), N_("Wait until it is made, 10 minutes unless told otherwise") },
  { NULL },
};

static const TwCliOption download_options[] = {
  { "latest", TW_CLI_FLAG, NULL, N_("The newest completed report") },
  { "name", TW_CLI_TEXT, N_("NAME"), N_("With --latest: only reports of this name") },
  { "format", TW_CLI_TEXT, N_("FORMAT"), N_("With --latest: only reports of this format"), "csv xlsx json xml" },
  { "output", TW_CLI_FILE, N_("FILE|-"), N_("Where to save it; otherwise under the report’s name, here"), NULL, 'o' },
  { NULL },
};

const TwCliVerb tw_cli_report_verbs[] = {
  { "list", NULL, N_("List reports, the newest first"), NULL,
    { filters, tw_cli_list_options, tw_cli_rows_options },
    { "report list --refresh --status completed" }, tw_cli_list, TW_KIND_REPORT },
  { "show", N_("ID"), N_("Show a report"), NULL, { tw_cli_object_options },
    { "report show 3f0c4f3e-3f5b-4f3c-9a3b-3b8a5a4a6b11" }, tw_cli_show_object, TW_KIND_REPORT },
  { "schedule", NULL, N_("Have the marketplace make a report once"), NULL, { schedule_options },
    { "report schedule --name \"Provisioned orders\" --from 2026-10-01 --to 2026-10-31 --format csv --wait" },
    schedule },
  { "download", N_("[ID]"), N_("Save the file of a report"),
    N_("The file is written beside its place and moved there when it is whole. Files of the marketplace live for "
       "90 days.\n"
       "Prints where the file was saved."),
    { download_options },
    { "report download --latest", "report download 3f0c4f3e-3f5b-4f3c-9a3b-3b8a5a4a6b11 -o october.csv" },
    download },
  { NULL },
};
