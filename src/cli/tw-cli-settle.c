/* tw-cli-settle.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-settle.h"

#include <glib/gi18n.h>

#include "base/tw-error.h"
#include "cli/tw-cli-output.h"
#include "cli/tw-cli-place.h"
#include "cli/tw-cli-progress.h"
#include "cli/tw-cli-reason.h"
#include "cli/tw-cli-rows.h"
#include "cli/tw-cli-show.h"
#include "journal/tw-settler.h"

#define TABLE_COLUMNS "id,created,kind,state,mark,resultId,error"

const TwCliOption tw_cli_settle_options[] = {
  { "wait", TW_CLI_SECONDS, N_("SECONDS"),
    N_("Go on looking until all are settled, 10 minutes unless told otherwise") },
  { "as", TW_CLI_TEXT, N_("OBJECT-ID"), N_("Say yourself that this is what came of the entry: an order’s id") },
  { "not-placed", TW_CLI_FLAG, NULL, N_("Say yourself that nothing came of the entry") },
  { NULL },
};

static void
show_entry (const TwCliArgs *args,
            TwJournalEntry  *entry)
{
  g_autoptr (TwJournalEntry) shown = tw_cli_reason_translate (args, entry);

  tw_cli_show_resource (args, TW_RESOURCE (shown));
}

static gboolean
print_entries (const TwCliArgs  *args,
               GPtrArray        *entries,
               GError          **error)
{
  g_autoptr (TwCliRows) rows = tw_cli_rows_new (args, TW_TYPE_JOURNAL_ENTRY, TABLE_COLUMNS, TABLE_COLUMNS, error);

  if (rows == NULL)
    return FALSE;

  tw_cli_rows_begin (rows);
  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (TwJournalEntry) entry = tw_cli_reason_translate (args, g_ptr_array_index (entries, i));

      tw_cli_rows_add (rows, TW_RESOURCE (entry), NULL);
    }
  tw_cli_rows_end (rows);

  return TRUE;
}

/* Why the last look at an entry said nothing. */
static char *
dup_look_error (TwJournalEntry *entry)
{
  guint n_looks = tw_json_get_length (entry->looks);
  TwJson *look = n_looks > 0 ? tw_json_get_element (entry->looks, n_looks - 1) : NULL;

  return tw_cli_reason_dup_text (tw_json_get_member (look, "reason"),
                                 tw_json_get_string (tw_json_get_member (look, "error")));
}

static void
explain_unknown (TwJournalEntry *entry)
{
  g_autofree char *look_error = dup_look_error (entry);

  if (look_error != NULL)
    tw_cli_warn ("%s", look_error);
  tw_cli_note (_("Journal entry %s: its outcome is still unknown. It counts as not placed when three looks over the "
                 "account’s time to settle find nothing."),
               entry->id);
  if (tw_json_get_length (entry->candidates) > 0)
    tw_cli_note (_("Something at the marketplace could be it, without its mark. That counts only when those looks find "
                   "nothing better; see “journal show %s”."),
                 entry->id);
}

static void
explain_to_person (TwJournalEntry *entry)
{
  g_autofree char *text = tw_cli_reason_dup_text (entry->reason, entry->error);

  if (text != NULL)
    tw_cli_warn (_("Journal entry %s: %s"), entry->id, text);
  if (tw_json_get_length (entry->candidates) > 0)
    tw_cli_note (_("Look at the candidates with “journal show %s”, then say which it is with “journal settle %s "
                   "--as OBJECT-ID”, or “journal settle %s --not-placed” when it is none of them."),
                 entry->id, entry->id, entry->id);
  else
    tw_cli_note (_("Look for it in the marketplace’s panel, then say which it is with “journal settle %s --as "
                   "OBJECT-ID”, or “journal settle %s --not-placed”."),
                 entry->id, entry->id);
}

/**
 * tw_cli_settle_explain:
 * @entry: an entry
 *
 * Says what a person can do about an entry whose outcome is to come.
 *
 * Returns: whether nobody needs to find out its outcome
 */
gboolean
tw_cli_settle_explain (TwJournalEntry *entry)
{
  switch ((TwJournalState) entry->state)
    {
    case TW_JOURNAL_UNKNOWN:
      explain_unknown (entry);
      return FALSE;
    case TW_JOURNAL_NEEDS_A_PERSON:
      explain_to_person (entry);
      return FALSE;
    case TW_JOURNAL_SENDING:
      tw_cli_note (_("Journal entry %s is being sent by another program."), entry->id);
      return FALSE;
    case TW_JOURNAL_QUEUED:
      tw_cli_note (_("Journal entry %s was never sent; “order resume” sends it."), entry->id);
      return TRUE;
    case TW_JOURNAL_NOT_PLACED:
    case TW_JOURNAL_DRAFT:
    case TW_JOURNAL_CONFIRMED:
    case TW_JOURNAL_REJECTED:
    default:
      return TRUE;
    }
}

/* As tw_cli_settle_explain(); what was sent elsewhere cannot be looked for here. */
static gboolean
explain_here (TwClient       *client,
              TwJournalEntry *entry)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (entry->state != TW_JOURNAL_UNKNOWN || tw_journal_check_login (tw_client_get_journal (client), entry, &error))
    return tw_cli_settle_explain (entry);

  text = tw_cli_reason_dup_error (error);
  tw_cli_warn ("%s", text);

  return FALSE;
}

/**
 * tw_cli_settle_take_error:
 * @id: (nullable): id of the entry that was asked for
 * @error: (transfer full): why nothing was shown or settled
 * @dest: return location
 *
 * What the journal itself says no to is no refusal of the marketplace's: an entry that there is not is a wrong
 * argument, one that takes no such word a plain failure.
 */
void
tw_cli_settle_take_error (const char  *id,
                          GError      *error,
                          GError     **dest)
{
  gboolean is_local = tw_error_get_http_status (error) == 0;
  g_autofree char *text = tw_cli_reason_dup_error (error);

  if (is_local && g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND))
    tw_cli_set_usage_error (dest, _("The journal has no entry %s"), id);
  else if (is_local && g_error_matches (error, TW_ERROR, TW_ERROR_CONFLICT))
    g_set_error_literal (dest, G_IO_ERROR, G_IO_ERROR_FAILED, text);
  else
    g_propagate_error (dest, g_steal_pointer (&error));

  g_clear_error (&error);
}

static TwExit
look (TwCli            *cli,
      TwClient         *client,
      const TwCliArgs  *args,
      const char       *id,
      GError          **error)
{
  TwSettler *settler = tw_client_get_settler (client);
  guint seconds = tw_cli_args_has (args, "wait") ? tw_cli_args_get_number (args, "wait", TW_CLI_WAIT_SECONDS) : 0;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  GError *local_error = NULL;
  gboolean all_known = TRUE;

  tw_cli_progress_show (_("Looking at the marketplace…"), 0, 0);
  tw_settler_run_async (settler, id, seconds, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  tw_cli_progress_hide ();
  entries = tw_settler_run_finish (settler, result, &local_error);
  if (entries == NULL)
    {
      tw_cli_settle_take_error (id, local_error, error);
      return TW_EXIT_FAILED;
    }

  if (id != NULL)
    show_entry (args, g_ptr_array_index (entries, 0));
  else if (!print_entries (args, entries, error))
    return TW_EXIT_FAILED;

  if (entries->len == 0)
    tw_cli_note (_("Nothing is unknown."));
  for (guint i = 0; i < entries->len; i++)
    all_known &= explain_here (client, g_ptr_array_index (entries, i));

  return all_known ? TW_EXIT_DONE : TW_EXIT_UNKNOWN;
}

/* The person has the last word, and may have missed that. */
static void
note_other_mark (TwJournalEntry *entry)
{
  g_autofree char *mark = entry->answer != NULL ? tw_json_dup_member_text (entry->answer, "poNumber") : NULL;

  if (entry->mark != NULL && mark != NULL && !g_str_equal (entry->mark, mark))
    tw_cli_warn (_("Order %s has the PO number %s; what was sent had %s."), entry->result_id, mark, entry->mark);
}

static TwExit
resolve (TwCli            *cli,
         TwSettler        *settler,
         const TwCliArgs  *args,
         const char       *id,
         GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  GError *local_error = NULL;

  tw_settler_resolve_async (settler, id, tw_cli_args_get (args, "as"), tw_cli_get_cancellable (cli), tw_cli_ready_cb,
                            cli);
  result = tw_cli_wait (cli);
  entry = tw_settler_resolve_finish (settler, result, &local_error);
  if (entry == NULL)
    {
      tw_cli_settle_take_error (id, local_error, error);
      return TW_EXIT_FAILED;
    }

  show_entry (args, entry);
  note_other_mark (entry);

  return TW_EXIT_DONE;
}

/**
 * tw_cli_settle:
 * @cli: the run
 * @args: what was given
 * @error: the journal failed, or has no such entry
 *
 * Looks for the outcome of what is unknown, or takes a person's word for it.
 *
 * Returns: the exit code
 */
TwExit
tw_cli_settle (TwCli            *cli,
               const TwCliArgs  *args,
               GError          **error)
{
  const char *id = tw_cli_args_get_n_words (args) > 0 ? tw_cli_args_get_word (args, 0) : NULL;
  guint n_words = tw_cli_args_has (args, "as") + tw_cli_args_has (args, "not-placed");
  TwSettler *settler;
  TwClient *client;

  if (n_words > 1 || (n_words > 0 && (id == NULL || tw_cli_args_has (args, "wait"))))
    {
      tw_cli_set_usage_error (error, _("--as and --not-placed are about one entry, and each stands alone"));
      return TW_EXIT_USAGE;
    }

  client = tw_cli_connect (cli, args, error);
  if (client == NULL)
    return TW_EXIT_FAILED;

  settler = tw_client_get_settler (client);

  return n_words > 0 ? resolve (cli, settler, args, id, error) : look (cli, client, args, id, error);
}

/* What became known of an entry while something else was asked for. */
static void
note_settled (TwClient       *client,
              TwJournalEntry *entry)
{
  if (entry->state == TW_JOURNAL_CONFIRMED && entry->result_id != NULL)
    tw_cli_note (_("Journal entry %s took effect: %s."), entry->id, entry->result_id);
  else if (entry->state == TW_JOURNAL_CONFIRMED)
    tw_cli_note (_("Journal entry %s took effect."), entry->id);
  else if (entry->state == TW_JOURNAL_NOT_PLACED)
    tw_cli_note (_("Journal entry %s had no effect; it can be sent again."), entry->id);
  else
    explain_here (client, entry);
}

/**
 * tw_cli_settle_due:
 * @cli: the run
 * @client: a connected client
 *
 * Goes on settling, as a window does while it is open: looks for what is unknown where it is time to, and says what
 * is unsettled. No call is made when nothing is. Whatever goes wrong is worth a word, not a failure: it is not what
 * was asked for.
 */
void
tw_cli_settle_due (TwCli    *cli,
                   TwClient *client)
{
  TwSettler *settler = tw_client_get_settler (client);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  tw_settler_catch_up_async (settler, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  entries = tw_settler_catch_up_finish (settler, result, &error);
  if (entries == NULL)
    {
      g_autofree char *text = tw_cli_reason_dup_error (error);

      tw_cli_warn (_("What is unknown was not looked for: %s"), text);
      return;
    }

  for (guint i = 0; i < entries->len; i++)
    note_settled (client, g_ptr_array_index (entries, i));
}

static TwJournalEntry *
read_entry (TwCli       *cli,
            TwClient    *client,
            const char  *id,
            GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_journal_get_async (tw_client_get_journal (client), id, NULL, tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);

  return tw_journal_get_finish (tw_client_get_journal (client), result, error);
}

static GPtrArray *
list_queued (TwCli     *cli,
             TwClient  *client,
             GError   **error)
{
  static const TwJournalState state = TW_JOURNAL_QUEUED;
  g_autoptr (GAsyncResult) result = NULL;

  tw_journal_list_async (tw_client_get_journal (client), &state, 1, -1, tw_cli_get_cancellable (cli), tw_cli_ready_cb,
                         cli);
  result = tw_cli_wait (cli);

  return tw_journal_list_finish (tw_client_get_journal (client), result, error);
}

/* Sends one entry. What was refused is told, and is no reason not to send the next one. */
static TwJournalEntry *
resume_one (TwCli           *cli,
            TwClient        *client,
            TwJournalEntry  *queued,
            TwExit          *exit,
            GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;
  TwJournalEntry *entry;

  tw_cli_progress_show (_("Sending…"), 0, 0);
  tw_writer_resume_async (tw_client_get_writer (client), queued, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  tw_cli_progress_hide ();
  entry = tw_writer_resume_finish (tw_client_get_writer (client), result, &local_error);
  if (entry != NULL)
    return entry;

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  text = tw_cli_reason_dup_error (local_error);
  tw_cli_warn (_("Journal entry %s: %s"), queued->id, text);
  *exit = tw_error_to_exit (local_error);

  return read_entry (cli, client, queued->id, error);
}

/* Says what a person can do about an entry that was to be sent; returns whether its outcome is known. */
static gboolean
explain_sent (TwJournalEntry *entry)
{
  /* It was said why it cannot be sent. */
  if (entry->state == TW_JOURNAL_QUEUED)
    return TRUE;
  if (entry->state != TW_JOURNAL_UNKNOWN)
    return tw_cli_settle_explain (entry);

  tw_cli_note (_("Journal entry %s: nobody knows whether it took effect; “journal settle” finds out."), entry->id);

  return FALSE;
}

/**
 * tw_cli_resume:
 * @cli: the run
 * @args: what was given
 * @error: the journal failed, or the run was interrupted
 *
 * Sends what was approved and never sent, the oldest first.
 *
 * Returns: the exit code
 */
TwExit
tw_cli_resume (TwCli            *cli,
               const TwCliArgs  *args,
               GError          **error)
{
  TwClient *client = tw_cli_connect (cli, args, error);
  g_autoptr (GPtrArray) queued = NULL;
  g_autoptr (GPtrArray) sent = g_ptr_array_new_with_free_func (g_object_unref);
  TwExit exit = TW_EXIT_DONE;

  if (client == NULL || (queued = list_queued (cli, client, error)) == NULL)
    return TW_EXIT_FAILED;

  for (guint i = queued->len; i > 0; i--)
    {
      TwJournalEntry *entry = resume_one (cli, client, g_ptr_array_index (queued, i - 1), &exit, error);

      if (entry == NULL)
        return TW_EXIT_FAILED;
      g_ptr_array_add (sent, entry);
    }

  if (!print_entries (args, sent, error))
    return TW_EXIT_FAILED;
  if (sent->len == 0)
    tw_cli_note (_("Nothing is waiting to be sent."));
  for (guint i = 0; i < sent->len; i++)
    if (!explain_sent (g_ptr_array_index (sent, i)))
      exit = TW_EXIT_UNKNOWN;

  return exit;
}
