/* tw-cli-account.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cli/tw-cli.h"
#include "cli/tw-cli-account-check.h"
#include "cli/tw-cli-grid.h"
#include "cli/tw-cli-show.h"

static void
write_account (TwJsonWriter *writer,
               TwAccount    *account,
               gboolean      is_default)
{
  const struct
  {
    const char *name;
    const char *text;
  } texts[] = {
    { "name", tw_account_get_name (account) },
    { "type", tw_account_get_type_name (account) },
    { "url", tw_account_get_url (account) },
    { "marketplace", tw_account_get_marketplace (account) },
    { "realm", tw_account_get_realm (account) },
    { "username", tw_account_get_username (account) },
    { "clientId", tw_account_get_client_id (account) },
    { "caFile", tw_account_get_ca_file (account) },
    { "problem", tw_account_get_problem (account) },
  };
  const struct
  {
    const char *name;
    guint       number;
  } numbers[] = {
    { "callsPerMinute", tw_account_get_calls_per_minute (account) },
    { "callsPerDay", tw_account_get_calls_per_day (account) },
    { "settleAfter", tw_account_get_settle_after (account) },
    { "fullSyncEvery", tw_account_get_full_sync_every (account) },
  };

  tw_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].text != NULL)
      {
        tw_json_writer_name (writer, texts[i].name);
        tw_json_writer_string (writer, texts[i].text);
      }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      tw_json_writer_name (writer, numbers[i].name);
      tw_json_writer_int (writer, numbers[i].number);
    }
  tw_json_writer_name (writer, "default");
  tw_json_writer_boolean (writer, is_default);
  tw_json_writer_end_object (writer);
}

static gboolean
is_default (TwAccountStore *accounts,
            TwAccount      *account)
{
  return g_list_model_get_n_items (G_LIST_MODEL (accounts)) == 1 ||
         g_strcmp0 (tw_account_store_get_default (accounts), tw_account_get_name (account)) == 0;
}

static void
print_list (TwAccountStore *accounts)
{
  g_autoptr (TwCliGrid) grid = tw_cli_grid_new ();

  tw_cli_grid_add_column (grid, _("Name"), FALSE);
  tw_cli_grid_add_column (grid, _("Type"), FALSE);
  tw_cli_grid_add_column (grid, _("Address"), FALSE);
  tw_cli_grid_add_column (grid, _("Marketplace"), FALSE);
  tw_cli_grid_add_column (grid, _("User"), FALSE);
  tw_cli_grid_add_column (grid, _("Default"), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (TwAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);
      const char *code = tw_account_get_marketplace (account);

      tw_cli_grid_add_cell (grid, tw_account_get_name (account));
      tw_cli_grid_add_cell (grid, tw_account_get_type_name (account));
      tw_cli_grid_add_cell (grid, tw_account_get_url (account));
      tw_cli_grid_add_cell (grid, code != NULL ? code : tw_account_get_realm (account));
      tw_cli_grid_add_cell (grid, tw_account_get_username (account));
      tw_cli_grid_add_cell (grid, is_default (accounts, account) ? _("yes") : NULL);
    }

  if (tw_cli_grid_get_n_rows (grid) > 0)
    tw_cli_grid_print (grid, stdout);
  else
    tw_cli_note (_("There is no account yet; add one with “tradewind-cli account add”."));
}

static void
warn_of_problems (TwAccountStore *accounts)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (TwAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      /* Translators: the name of an account, then why */
      if (tw_account_get_problem (account) != NULL)
        tw_cli_warn (_("%s cannot be used: %s"), tw_account_get_name (account), tw_account_get_problem (account));
    }
}

static TwExit
list (TwCli            *cli,
      const TwCliArgs  *args,
      GError          **error)
{
  TwAccountStore *accounts = tw_cli_load_accounts (cli, error);
  g_autoptr (TwJsonWriter) writer = NULL;

  if (accounts == NULL)
    return TW_EXIT_FAILED;
  if (!tw_cli_args_has (args, "json"))
    {
      print_list (accounts);
      warn_of_problems (accounts);
      return TW_EXIT_DONE;
    }

  writer = tw_json_writer_new (TRUE);
  tw_json_writer_begin_array (writer);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (TwAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      write_account (writer, account, is_default (accounts, account));
    }
  tw_json_writer_end_array (writer);
  tw_cli_show_json (writer);

  return TW_EXIT_DONE;
}

/* The account that is named behind the verb, with --account, or that is meant when none is named. */
static TwAccount *
choose (TwCli            *cli,
        const TwCliArgs  *args,
        GError          **error)
{
  const char *name = tw_cli_args_get_word (args, 0);

  return tw_cli_choose_account (cli, name != NULL ? name : tw_cli_args_get (args, "account"), error);
}

static void
add_fact (TwCliGrid  *grid,
          const char *title,
          const char *text)
{
  if (text == NULL)
    return;

  tw_cli_grid_add_styled (grid, title, TW_CLI_STYLE_DIM);
  tw_cli_grid_add_cell (grid, text);
}

static void
add_limit (TwCliGrid  *grid,
           const char *title,
           guint       number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%u", number) : g_strdup (_("no limit"));

  add_fact (grid, title, text);
}

static void
print_account (TwAccount *account,
               gboolean   is_the_default)
{
  g_autoptr (TwCliGrid) grid = tw_cli_grid_new ();
  g_autofree char *settle_after = g_strdup_printf ("%u", tw_account_get_settle_after (account));
  g_autofree char *full_sync_every = g_strdup_printf ("%u", tw_account_get_full_sync_every (account));

  tw_cli_grid_add_column (grid, NULL, FALSE);
  tw_cli_grid_add_column (grid, NULL, FALSE);
  add_fact (grid, _("Name"), tw_account_get_name (account));
  add_fact (grid, _("Type"), tw_account_get_type_name (account));
  add_fact (grid, _("Address"), tw_account_get_url (account));
  add_fact (grid, _("Marketplace"), tw_account_get_marketplace (account));
  add_fact (grid, _("Realm"), tw_account_get_realm (account));
  add_fact (grid, _("User"), tw_account_get_username (account));
  add_fact (grid, _("Client id"), tw_account_get_client_id (account));
  add_fact (grid, _("CA file"), tw_account_get_ca_file (account));
  add_limit (grid, _("Calls per minute"), tw_account_get_calls_per_minute (account));
  add_limit (grid, _("Calls per day"), tw_account_get_calls_per_day (account));
  add_fact (grid, _("Settle after (seconds)"), settle_after);
  add_fact (grid, _("Full sync every (seconds)"), full_sync_every);
  add_fact (grid, _("Default"), is_the_default ? _("yes") : _("no"));
  add_fact (grid, _("Problem"), tw_account_get_problem (account));
  tw_cli_grid_print (grid, stdout);
}

static TwExit
show (TwCli            *cli,
      const TwCliArgs  *args,
      GError          **error)
{
  g_autoptr (TwAccount) account = choose (cli, args, error);
  g_autoptr (TwJsonWriter) writer = NULL;
  gboolean is_the_default;

  if (account == NULL)
    return TW_EXIT_FAILED;

  is_the_default = is_default (tw_cli_load_accounts (cli, NULL), account);
  if (!tw_cli_args_has (args, "json"))
    {
      print_account (account, is_the_default);
      return TW_EXIT_DONE;
    }

  writer = tw_json_writer_new (TRUE);
  write_account (writer, account, is_the_default);
  tw_cli_show_json (writer);

  return TW_EXIT_DONE;
}

static void
print_check (const TwCliArgs *args,
             TwAccount       *account,
             gint64           n_customers)
{
  g_autoptr (TwJsonWriter) writer = NULL;
  g_autofree char *line = NULL;

  if (tw_cli_args_has (args, "json"))
    {
      writer = tw_json_writer_new (TRUE);
      tw_json_writer_begin_object (writer);
      tw_json_writer_name (writer, "account");
      tw_json_writer_string (writer, tw_account_get_name (account));
      tw_json_writer_name (writer, "customers");
      tw_json_writer_int (writer, n_customers);
      tw_json_writer_end_object (writer);
      tw_cli_show_json (writer);
      return;
    }

  line = g_strdup_printf (ngettext ("Account %s works: it sees %lu customer.\n",
                                    "Account %s works: it sees %lu customers.\n", (gulong) n_customers),
                          tw_account_get_name (account), (gulong) n_customers);
  tw_cli_output_write (line);
}

static TwExit
add (TwCli            *cli,
     const TwCliArgs  *args,
     GError          **error)
{
  g_autoptr (TwAccount) account = tw_cli_account_new (cli, args, error);
  g_autoptr (TwSecrets) secrets = NULL;
  gint64 n_customers;

  if (account == NULL || (secrets = tw_cli_account_read_secrets (cli, args, error)) == NULL)
    return TW_EXIT_FAILED;

  n_customers = tw_cli_account_check (cli, account, secrets, error);
  if (n_customers < 0 || !tw_cli_account_keep (cli, account, secrets, error))
    return TW_EXIT_FAILED;

  print_check (args, account, n_customers);

  return TW_EXIT_DONE;
}

static TwExit
test (TwCli            *cli,
      const TwCliArgs  *args,
      GError          **error)
{
  g_autoptr (TwAccount) account = choose (cli, args, error);
  g_autoptr (TwSecrets) secrets = NULL;
  gint64 n_customers;

  if (account == NULL || !tw_account_check (account, error) ||
      (secrets = tw_cli_account_find_secrets (cli, account, error)) == NULL)
    return TW_EXIT_FAILED;

  n_customers = tw_cli_account_check (cli, account, secrets, error);
  if (n_customers < 0)
    return TW_EXIT_FAILED;

  print_check (args, account, n_customers);

  return TW_EXIT_DONE;
}

static TwExit
set_default (TwCli            *cli,
             const TwCliArgs  *args,
             GError          **error)
{
  g_autoptr (TwAccount) account = choose (cli, args, error);

  if (account == NULL || !tw_account_is_usable (account, error) ||
      !tw_account_store_set_default (tw_cli_load_accounts (cli, NULL), tw_account_get_name (account), error))
    return TW_EXIT_FAILED;

  return TW_EXIT_DONE;
}

/* The mirror can be read again; the records cannot, so they stay. */
static void
remove_mirror (TwAccount *account)
{
  static const char *const endings[] = { "", "-wal", "-shm", ".lock" };
  g_autofree char *path = tw_account_dup_mirror_path (account);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}

/*
 * What is not settled can be settled by this login alone: said before it is forgotten. That the journal cannot be read
 * keeps nobody from removing the account; it stays as it is.
 */
static void
warn_of_unsettled (TwCli     *cli,
                   TwAccount *account)
{
  g_autoptr (GAsyncResult) open_result = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwClient) client = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) mirror_error = NULL;

  tw_client_open_async (account, tw_cli_get_secrets (cli), tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  open_result = tw_cli_wait (cli);
  client = tw_client_open_finish_with_mirror_error (open_result, &mirror_error, NULL);
  if (client == NULL)
    return;

  tw_journal_list_open_async (tw_client_get_journal (client), tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  entries = tw_journal_list_finish (tw_client_get_journal (client), result, NULL);
  for (guint i = entries != NULL ? entries->len : 0; i > 0; i--)
    {
      TwJournalEntry *entry = g_ptr_array_index (entries, i - 1);

      const char *what = entry->mark != NULL ? entry->mark : tw_enum_to_text (TW_TYPE_WRITE_KIND, entry->kind);

      /* Translators: a number, a PO number or what was done, and a state as in “unknown” */
      tw_cli_warn (_("Journal entry %s (%s) is not settled (%s)."), entry->id, what,
                   tw_journal_state_to_string (entry->state));
    }
  if (entries != NULL && entries->len > 0)
    tw_cli_note (_("To find out what came of it, add this login again under the name “%s”."),
                 tw_account_get_name (account));
}

static TwExit
remove_account (TwCli            *cli,
                const TwCliArgs  *args,
                GError          **error)
{
  g_autoptr (TwAccount) account = choose (cli, args, error);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *records = NULL;

  if (account == NULL)
    return TW_EXIT_FAILED;

  records = tw_account_dup_records_path (account);
  if (g_file_test (records, G_FILE_TEST_EXISTS))
    warn_of_unsettled (cli, account);

  /* Without a keyring nobody could ever remove an account: say what stays behind and go on. */
  if (!tw_cli_account_forget_secrets (cli, account, &local_error))
    tw_cli_warn (_("Its password may still be in the keyring: %s"), local_error->message);
  if (!tw_account_store_remove (tw_cli_load_accounts (cli, NULL), tw_account_get_name (account), error))
    return TW_EXIT_FAILED;

  remove_mirror (account);
  if (g_file_test (records, G_FILE_TEST_EXISTS))
    tw_cli_note (_("Its journal stays in %s."), records);

  return TW_EXIT_DONE;
}

static char *
join_codes (const TwChoice *choices,
            guint           n_choices)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < n_choices; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", choices[i].code);

  return g_string_free (g_steal_pointer (&codes), FALSE);
}

static char *
dup_known_urls (void)
{
  guint n_urls;
  const TwChoice *urls = tw_account_list_known_urls (&n_urls);

  return join_codes (urls, n_urls);
}

static char *
dup_known_marketplaces (void)
{
  guint n_marketplaces;
  const TwChoice *marketplaces = tw_account_list_known_marketplaces (&n_marketplaces);

  return join_codes (marketplaces, n_marketplaces);
}

#define ADD_HELP \
  N_("Logs in and counts the customers before anything is stored. The password and the subscription key come from " \
     "the terminal, or with --password-stdin from the standard input, the password in the first line and the key in " \
     "the second; they are kept in the keyring.\n" \
     "The marketplace’s panel shows the address of its API under Marketplace API, together with the key. The " \
     "marketplace code is the part after “cp.” in the panel’s own address.\n" \
     "CloudBlue-hosted marketplaces need --type cloudblue-hosted and --realm.")

static const TwCliOption add_options[] = {
  { "type", TW_CLI_TEXT, N_("TYPE"), N_("Kind of marketplace; cloudblue unless told otherwise"),
    "cloudblue cloudblue-hosted" },
  { "url", TW_CLI_TEXT, N_("URL"), N_("Base address of its API"), NULL, 0, dup_known_urls },
  { "marketplace", TW_CLI_TEXT, N_("CODE"), N_("Marketplace code"), NULL, 0, dup_known_marketplaces },
  { "realm", TW_CLI_TEXT, N_("NAME"), N_("Realm of a CloudBlue-hosted marketplace’s login") },
  { "username", TW_CLI_TEXT, N_("USER"), N_("Name of the API user") },
  { "password-stdin", TW_CLI_FLAG, NULL, N_("Read the password and the key from the standard input") },
  { "calls-per-minute", TW_CLI_NUMBER, N_("N"),
    N_("Calls allowed in a minute; 60 unless told otherwise, 0: no limit") },
  { "calls-per-day", TW_CLI_NUMBER, N_("N"),
    N_("Calls allowed in a day; 5000 unless told otherwise, 0: no limit") },
  { "settle-after", TW_CLI_NUMBER, N_("SECONDS"),
    N_("When an order that cannot be found counts as not placed; after 300 seconds unless told otherwise") },
  { "full-sync-every", TW_CLI_NUMBER, N_("SECONDS"),
    N_("How often a sync reads lists to their ends; once in 86400 seconds unless told otherwise, 0: every time") },
  { "ca-file", TW_CLI_FILE, N_("FILE"), N_("Trust the certificates in this file too") },
  { "client-id", TW_CLI_TEXT, N_("ID"), N_("Client id, if the marketplace’s support gave you one") },
  { NULL },
};

const TwCliVerb tw_cli_account_verbs[] = {
  { "add", N_("NAME"), N_("Connect to a marketplace"), ADD_HELP, { add_options },
    { "account add ingram-us --url https://api.cloud.im/marketplace/na --marketplace us --username heron.api",
      "account add ingram-eu --url https://api.cloud.im/marketplace/eu --marketplace de --username heron.api "
      "--password-stdin < secrets" },
    add },
  { "list", NULL, N_("List the accounts"), NULL, { NULL }, { "account list" }, list },
  { "show", N_("[NAME]"), N_("Show an account"), NULL, { NULL }, { "account show ingram-us" }, show },
  { "test", N_("[NAME]"), N_("Log in and count the customers"), NULL, { NULL }, { "account test" }, test },
  { "default", N_("NAME"), N_("Use this account when none is named"), NULL, { NULL }, { "account default ingram-us" },
    set_default },
  { "remove", N_("NAME"), N_("Forget an account, its secrets and the copy of its lists"),
    N_("What was sent to the marketplace stays in its journal."), { NULL }, { "account remove ingram-eu" },
    remove_account },
  { NULL },
};
