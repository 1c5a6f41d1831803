/* tw-cli-records.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tw-cli.h"
#include "cli/tw-cli-output.h"
#include "cli/tw-cli-show.h"
#include "journal/tw-records-backup.h"

/* A path means what it means to the person's shell, also after the file took another one's place. */
static char *
dup_path (const char *word)
{
  return g_canonicalize_filename (word, NULL);
}

static void
show (const TwCliArgs *args,
      const char      *file,
      gint64           entries,
      const char      *aside)
{
  g_autoptr (TwJsonWriter) writer = NULL;

  if (!tw_cli_args_has (args, "json"))
    return;

  writer = tw_json_writer_new (TRUE);
  tw_json_writer_begin_object (writer);
  tw_json_writer_name (writer, "file");
  tw_json_writer_string (writer, file);
  tw_json_writer_name (writer, "entries");
  tw_json_writer_int (writer, entries);
  if (aside != NULL)
    {
      tw_json_writer_name (writer, "setAside");
      tw_json_writer_string (writer, aside);
    }
  tw_json_writer_end_object (writer);
  tw_cli_show_json (writer);
}

static TwExit
backup (TwCli            *cli,
        const TwCliArgs  *args,
        GError          **error)
{
  g_autoptr (TwAccount) account = tw_cli_choose_account (cli, tw_cli_args_get (args, "account"), error);
  g_autofree char *target = dup_path (tw_cli_args_get_word (args, 0));
  g_autofree char *path = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 entries;

  if (account == NULL)
    return TW_EXIT_USAGE;
  if (!tw_cli_args_has (args, "replace") && g_file_test (target, G_FILE_TEST_EXISTS))
    {
      tw_cli_set_usage_error (error, _("“%s” exists already; name another file, or add --replace"), target);
      return TW_EXIT_USAGE;
    }

  path = tw_account_dup_records_path (account);
  tw_records_back_up_async (path, target, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  entries = tw_records_back_up_finish (result, error);
  if (entries < 0)
    return TW_EXIT_FAILED;

  show (args, target, entries, NULL);
  tw_cli_note (ngettext ("“%s” holds the records of “%s”: %lu journal entry.",
                         "“%s” holds the records of “%s”: %lu journal entries.",
                         (gulong) entries),
               target, tw_account_get_name (account), (gulong) entries);

  return TW_EXIT_DONE;
}

static TwExit
restore (TwCli            *cli,
         const TwCliArgs  *args,
         GError          **error)
{
  g_autoptr (TwAccount) account = tw_cli_choose_account (cli, tw_cli_args_get (args, "account"), error);
  g_autofree char *source = dup_path (tw_cli_args_get_word (args, 0));
  g_autofree char *path = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 entries;

  if (account == NULL)
    return TW_EXIT_USAGE;

  path = tw_account_dup_records_path (account);
  tw_records_restore_async (path, source, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  entries = tw_records_restore_finish (result, &aside, error);
  if (entries < 0)
    return TW_EXIT_FAILED;

  show (args, path, entries, aside);
  tw_cli_note (ngettext ("The records of “%s” are those of the backup now: %lu journal entry.",
                         "The records of “%s” are those of the backup now: %lu journal entries.",
                         (gulong) entries),
               tw_account_get_name (account), (gulong) entries);
  if (aside != NULL)
    tw_cli_note (_("The records of before are in “%s”."), aside);
  tw_cli_note (_("Orders placed after the backup was made are at the marketplace, but not in the journal. Entries that "
                 "were being sent then are unknown now: “journal settle” finds out."));

  return TW_EXIT_DONE;
}

static TwExit
acknowledge (TwCli            *cli,
             const TwCliArgs  *args,
             GError          **error)
{
  g_autoptr (TwAccount) account = tw_cli_choose_account (cli, tw_cli_args_get (args, "account"), error);
  g_autofree char *path = NULL;

  if (account == NULL)
    return TW_EXIT_USAGE;

  path = tw_account_dup_records_path (account);
  if (!tw_records_forget_notice (path))
    tw_cli_note (_("There is nothing to acknowledge."));

  return TW_EXIT_DONE;
}

static const TwCliOption backup_options[] = {
  { "replace", TW_CLI_FLAG, NULL, N_("Replace a file that exists") },
  { NULL },
};

const TwCliVerb tw_cli_records_verbs[] = {
  { "backup", N_("FILE"), N_("Copy an account’s records into one file"),
    N_("The records are what exists nowhere else: the journal of everything that was sent. The copy is whole while "
       "other programs go on working, and only you can read it."),
    { backup_options },
    { "records backup acme.records", "records backup --replace /backup/acme.records" }, backup },
  { "restore", N_("FILE"), N_("Put such a copy in the place of an account’s records"),
    N_("For a new computer, or after a loss. The records of before are set aside. No other program may have them open. "
       "Nothing is sent again: what was on its way when the copy was made becomes unknown."),
    { NULL },
    { "records restore acme.records" }, restore },
  { "acknowledge", NULL, N_("Say that you know of a loss of records"),
    N_("When a records file is damaged or gone, its newest backup takes its place by itself, and every command warns of "
       "what may be missing. Once you have looked for it at the marketplace, this ends the warning."),
    { NULL },
    { "records acknowledge" }, acknowledge },
  { NULL },
};
