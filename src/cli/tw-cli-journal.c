/* tw-cli-journal.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/tw-cli.h"
#include "cli/tw-cli-reason.h"
#include "cli/tw-cli-rows.h"
#include "cli/tw-cli-settle.h"
#include "cli/tw-cli-show.h"

#define TABLE_COLUMNS "id,created,kind,state,mark,resultId,error"
#define CSV_COLUMNS "id,created,updated,kind,state,mark,target,customerId,resultId,correlationId,error,author,program"

static GPtrArray *
get_entries (TwCli            *cli,
             TwJournal        *journal,
             const TwCliArgs  *args,
             GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  TwJournalState state = TW_JOURNAL_UNKNOWN;
  int value;

  if (tw_enum_from_text (TW_TYPE_JOURNAL_STATE, tw_cli_args_get (args, "status"), &value))
    state = value;
  tw_journal_list_async (journal, &state, tw_cli_args_has (args, "status") ? 1 : 0, -1,
                         tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);

  return tw_journal_list_finish (journal, result, error);
}

static gboolean
is_since (TwJournalEntry *entry,
          const char     *since)
{
  g_autoptr (GDateTime) start = NULL;
  GDate date;

  if (since == NULL)
    return TRUE;

  tw_date_parse (since, &date, NULL);
  start = tw_date_start_of_day (&date);

  return g_date_time_compare (entry->created, start) >= 0;
}

static gboolean
has_words (TwJournalEntry *entry,
           const char     *words)
{
  g_autofree char *json = NULL;

  if (words == NULL)
    return TRUE;

  json = tw_resource_to_json_text (TW_RESOURCE (entry), TW_JSON_VIEW_SHOW, FALSE);

  return g_str_match_string (words, json, TRUE);
}

static gboolean
is_wanted (TwJournalEntry  *entry,
           const TwCliArgs *args)
{
  const char *type = tw_cli_args_get (args, "type");
  const char *customer = tw_cli_args_get (args, "customer");

  return (type == NULL || strcmp (tw_enum_to_text (TW_TYPE_WRITE_KIND, entry->kind), type) == 0) &&
         (customer == NULL || g_strcmp0 (entry->customer_id, customer) == 0) &&
         is_since (entry, tw_cli_args_get (args, "since")) && has_words (entry, tw_cli_args_get (args, "text"));
}

static TwExit
list (TwCli            *cli,
      const TwCliArgs  *args,
      GError          **error)
{
  g_autoptr (TwCliRows) rows = tw_cli_rows_new (args, TW_TYPE_JOURNAL_ENTRY, TABLE_COLUMNS, CSV_COLUMNS, error);
  gint64 limit = tw_cli_args_get_number (args, "limit", G_MAXINT64);
  g_autoptr (GPtrArray) entries = NULL;
  TwClient *client;

  if (rows == NULL || (client = tw_cli_open (cli, args, error)) == NULL ||
      (entries = get_entries (cli, tw_client_get_journal (client), args, error)) == NULL)
    return TW_EXIT_FAILED;

  tw_cli_rows_begin (rows);
  for (guint i = 0; i < entries->len && tw_cli_rows_get_n_rows (rows) < limit; i++)
    if (is_wanted (g_ptr_array_index (entries, i), args))
      {
        g_autoptr (TwJournalEntry) entry = tw_cli_reason_translate (args, g_ptr_array_index (entries, i));

        tw_cli_rows_add (rows, TW_RESOURCE (entry), NULL);
      }
  tw_cli_rows_end (rows);

  return TW_EXIT_DONE;
}

static TwExit
show (TwCli            *cli,
      const TwCliArgs  *args,
      GError          **error)
{
  TwClient *client = tw_cli_open (cli, args, error);
  const char *id = tw_cli_args_get_word (args, 0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwJournalEntry) shown = NULL;
  GError *local_error = NULL;

  if (client == NULL)
    return TW_EXIT_FAILED;

  tw_journal_get_async (tw_client_get_journal (client), id, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  entry = tw_journal_get_finish (tw_client_get_journal (client), result, &local_error);
  if (entry == NULL)
    {
      tw_cli_settle_take_error (id, local_error, error);
      return TW_EXIT_FAILED;
    }

  shown = tw_cli_reason_translate (args, entry);
  tw_cli_show_resource (args, TW_RESOURCE (shown));

  return TW_EXIT_DONE;
}

static const TwCliOption filters[] = {
  { "status", TW_CLI_TEXT, N_("STATE"), N_("Only entries in this state"),
    "draft queued sending confirmed rejected unknown not-placed needs-a-person" },
  { "type", TW_CLI_TEXT, N_("KIND"), N_("Only entries of this kind"),
    "create-customer update-customer create-reseller update-reseller create-reseller-customer place-order "
    "update-order update-subscription set-prices schedule-report" },
  { "customer", TW_CLI_TEXT, N_("ID"), N_("Only orders of this customer") },
  { "since", TW_CLI_DATE, N_("DATE"), N_("Only entries made on this day or later") },
  { "text", TW_CLI_TEXT, N_("WORDS"), N_("Only those in which each of these words begins a word") },
  { NULL },
};

const TwCliVerb tw_cli_journal_verbs[] = {
  { "list", NULL, N_("List what was sent, the newest first"),
    N_("Everything that changes something at the marketplace is written down before it is sent. An entry that is "
       "“unknown” may have taken effect; it is never sent again by itself."),
    { filters, tw_cli_rows_options },
    { "journal list --status unknown", "journal list --since 2026-11-01 --json" }, list },
  { "show", N_("ID"), N_("Show an entry with what was sent and answered"), NULL, { NULL },
    { "journal show 4" }, show },
  { "settle", N_("[ID]"), N_("Find out what became of entries whose outcome is unknown"),
    N_("Looks once at the marketplace for each of them, or for one; nothing is sent again. An entry is confirmed when "
       "what it made is found by its mark, and not placed when three looks, spread over the account’s time to settle, "
       "find nothing. Without a mark it takes these looks to say what it is. What only a person can tell is told with "
       "--as or --not-placed.\n"
       "Exits with 6 while the outcome of some is not known."),
    { tw_cli_settle_options },
    { "journal settle --wait", "journal settle 4", "journal settle 4 --as 1184220" }, tw_cli_settle },
  { NULL },
};
