/* tw-cli-write.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-write.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-output.h"
#include "cli/tw-cli-progress.h"
#include "cli/tw-cli-reason.h"
#include "cli/tw-cli-settle.h"
#include "cli/tw-cli-show.h"

static TwResource *
fetch_result (TwCli           *cli,
              const TwCliArgs *args,
              TwJournalEntry  *entry,
              GError         **error)
{
  const char *id = entry->result_id != NULL ? entry->result_id : entry->target;
  TwClient *client = tw_cli_connect (cli, args, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwMirrorEntry) fetched = NULL;

  if (client == NULL)
    return NULL;

  tw_sync_fetch_detail_async (tw_client_get_sync (client), tw_write_kind_get_kind (entry->kind), id,
                              tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  fetched = tw_sync_fetch_detail_finish (tw_client_get_sync (client), result, error);

  return fetched != NULL ? g_object_ref (fetched->resource) : NULL;
}

/**
 * tw_cli_write_take_answer:
 * @cli: the run
 * @args: what was given
 * @entry: an entry that is confirmed, or whose outcome is not known
 * @exit: (out): the exit code that the entry's state means
 * @error: why what was accepted could not be read
 *
 * Explains an outcome that is not known.
 *
 * Returns: (transfer full) (nullable): the object as the marketplace answered it; %NULL without @error set when
 *   the outcome is not known
 */
TwResource *
tw_cli_write_take_answer (TwCli            *cli,
                          const TwCliArgs  *args,
                          TwJournalEntry   *entry,
                          TwExit           *exit,
                          GError          **error)
{
  g_autofree char *text = NULL;
  TwResource *answer;

  if (entry->state != TW_JOURNAL_CONFIRMED)
    {
      *exit = TW_EXIT_UNKNOWN;
      if (entry->state == TW_JOURNAL_NEEDS_A_PERSON)
        {
          tw_cli_settle_explain (entry);
          return NULL;
        }
      text = tw_cli_reason_dup_text (entry->reason, entry->error);
      if (text != NULL)
        tw_cli_warn ("%s", text);

      /* The answer came, and only the journal does not have it. */
      if (entry->result_id != NULL)
        {
          tw_cli_warn (_("The marketplace accepted it: its id is %s."), entry->result_id);
          tw_cli_note (_("The journal does not know that. Do not repeat it; once the journal can be written again, "
                         "“tradewind-cli journal settle %s” finds it at the marketplace."),
                       entry->id);
          return NULL;
        }

      tw_cli_note (_("It was sent, but nobody knows whether it took effect. It is never sent again by itself; before "
                     "you repeat it, look for it at the marketplace with “tradewind-cli journal settle %s”."),
                   entry->id);
      return NULL;
    }

  *exit = TW_EXIT_DONE;
  answer = tw_journal_entry_dup_answer (entry, NULL);

  return answer != NULL ? answer : fetch_result (cli, args, entry, error);
}

/**
 * tw_cli_write_submit:
 * @cli: the run
 * @args: what was given
 * @kind: what to do
 * @target: (nullable): id of the object to change
 * @body: what to send
 * @exit: (out): the exit code, when there is no error
 * @error: what the marketplace refused it with, or why it was not sent
 *
 * Sends a change through the journal.
 *
 * Returns: (transfer full) (nullable): the object as the marketplace answered it
 */
TwResource *
tw_cli_write_submit (TwCli            *cli,
                     const TwCliArgs  *args,
                     TwWriteKind       kind,
                     const char       *target,
                     TwResource       *body,
                     TwExit           *exit,
                     GError          **error)
{
  TwClient *client = tw_cli_connect (cli, args, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;

  *exit = TW_EXIT_FAILED;
  if (client == NULL)
    return NULL;

  tw_cli_progress_show (_("Sending…"), 0, 0);
  tw_writer_submit_async (tw_client_get_writer (client), kind, target, body, tw_cli_get_cancellable (cli),
                          tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  tw_cli_progress_hide ();
  entry = tw_writer_submit_finish (tw_client_get_writer (client), result, error);

  return entry != NULL ? tw_cli_write_take_answer (cli, args, entry, exit, error) : NULL;
}

/**
 * tw_cli_write:
 * @cli: the run
 * @args: what was given
 * @kind: what to do
 * @target: (nullable): id of the object to change
 * @body: what to send
 * @error: what the marketplace refused it with, or why it was not sent
 *
 * Sends a change through the journal and shows the object as it is now.
 *
 * Returns: the exit code
 */
TwExit
tw_cli_write (TwCli            *cli,
              const TwCliArgs  *args,
              TwWriteKind       kind,
              const char       *target,
              TwResource       *body,
              GError          **error)
{
  TwExit exit = TW_EXIT_FAILED;
  g_autoptr (TwResource) answer = tw_cli_write_submit (cli, args, kind, target, body, &exit, error);

  if (answer != NULL)
    tw_cli_show_resource (args, answer);

  return exit;
}
