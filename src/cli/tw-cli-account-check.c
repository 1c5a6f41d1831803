/* tw-cli-account-check.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-account-check.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-input.h"
#include "cli/tw-cli-output.h"
#include "cli/tw-cli-progress.h"
#include "client/tw-account-check.h"
#include "net/tw-transport.h"

/* What was read for another login must not be taken for this one's. */
static gboolean
check_name (TwAccountStore  *accounts,
            TwAccount       *account,
            GError         **error)
{
  g_autoptr (TwAccount) known = tw_account_store_find (accounts, tw_account_get_name (account));

  if (known != NULL && tw_account_get_problem (known) != NULL)
    {
      tw_cli_set_usage_error (error, _("There is another account “%s”, which this version cannot use (%s); choose "
                                       "another name, or remove that account first"),
                              tw_account_get_name (known), tw_account_get_problem (known));
      return FALSE;
    }

  if (known == NULL ||
      (g_strcmp0 (tw_account_get_url (known), tw_account_get_url (account)) == 0 &&
       g_strcmp0 (tw_account_get_username (known), tw_account_get_username (account)) == 0 &&
       g_strcmp0 (tw_account_get_marketplace (known), tw_account_get_marketplace (account)) == 0 &&
       g_strcmp0 (tw_account_get_realm (known), tw_account_get_realm (account)) == 0))
    return TRUE;

  tw_cli_set_usage_error (error, _("There is another account “%s”, for user %s at %s; choose another name, or remove "
                                   "that account first"),
                          tw_account_get_name (known), tw_account_get_username (known), tw_account_get_url (known));

  return FALSE;
}

static void
set_limit (TwAccount       *account,
           const TwCliArgs *args,
           const char      *option)
{
  if (tw_cli_args_has (args, option))
    g_object_set (account, option, (guint) tw_cli_args_get_number (args, option, 0), NULL);
}

/**
 * tw_cli_account_new:
 * @cli: the run
 * @args: what was given
 * @error: a usage error
 *
 * Returns: (transfer full): the account that the options describe; nothing is stored
 */
TwAccount *
tw_cli_account_new (TwCli            *cli,
                    const TwCliArgs  *args,
                    GError          **error)
{
  TwAccountStore *accounts = tw_cli_load_accounts (cli, error);
  const char *ca_file = tw_cli_args_get (args, "ca-file");
  g_autofree char *ca_path = ca_file != NULL ? g_canonicalize_filename (ca_file, NULL) : NULL;
  g_autoptr (TwAccount) account = NULL;
  g_autoptr (GError) local_error = NULL;
  int type = TW_ACCOUNT_CLOUDBLUE;

  if (accounts == NULL)
    return NULL;

  if (tw_cli_args_has (args, "type"))
    tw_enum_from_text (TW_TYPE_ACCOUNT_TYPE, tw_cli_args_get (args, "type"), &type);
  account = tw_account_new (tw_cli_args_get_word (args, 0), type);
  g_object_set (account,
                "url", tw_cli_args_get (args, "url"),
                "marketplace", tw_cli_args_get (args, "marketplace"),
                "realm", tw_cli_args_get (args, "realm"),
                "username", tw_cli_args_get (args, "username"),
                "client-id", tw_cli_args_get (args, "client-id"),
                "ca-file", ca_path,
                NULL);
  set_limit (account, args, "calls-per-minute");
  set_limit (account, args, "calls-per-day");
  set_limit (account, args, "settle-after");
  set_limit (account, args, "full-sync-every");

  if (!tw_account_check (account, &local_error) || !tw_url_is_allowed (tw_account_get_url (account), &local_error))
    {
      tw_cli_set_usage_error (error, "%s", local_error->message);
      return NULL;
    }

  return check_name (accounts, account, error) ? g_steal_pointer (&account) : NULL;
}

/**
 * tw_cli_account_read_secrets:
 * @cli: the run
 * @args: what was given
 * @error: a usage error, %G_IO_ERROR
 *
 * Returns: (transfer full): password and key, from the terminal or with `--password-stdin`
 */
TwSecrets *
tw_cli_account_read_secrets (TwCli            *cli,
                             const TwCliArgs  *args,
                             GError          **error)
{
  char *lines[2] = { NULL, NULL };
  TwSecrets *secrets = NULL;
  gboolean done;

  if (tw_cli_args_has (args, "password-stdin"))
    done = tw_cli_input_read_lines (cli, G_N_ELEMENTS (lines), lines, error);
  else
    done = (lines[0] = tw_cli_input_ask_secret (cli, _("Password"), error)) != NULL &&
           (lines[1] = tw_cli_input_ask_secret (cli, _("Subscription key"), error)) != NULL;

  if (done && (lines[0] == NULL || *lines[0] == '\0'))
    tw_cli_set_usage_error (error, _("There is no password"));
  else if (done && (lines[1] == NULL || *lines[1] == '\0'))
    tw_cli_set_usage_error (error, _("There is no subscription key; it stands in the second line"));
  else if (done)
    secrets = tw_secrets_new (lines[0], lines[1]);

  tw_cli_input_wipe (lines[0]);
  tw_cli_input_wipe (lines[1]);

  return secrets;
}

/**
 * tw_cli_account_find_secrets:
 * @cli: the run
 * @account: an account
 * @error: %TW_ERROR_AUTH_REQUIRED, %TW_ERROR_STORE
 *
 * Returns: (transfer full): the account's secrets from the keyring
 */
TwSecrets *
tw_cli_account_find_secrets (TwCli      *cli,
                             TwAccount  *account,
                             GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_secret_store_lookup_async (tw_cli_get_secrets (cli), tw_account_get_name (account), tw_cli_get_cancellable (cli),
                                tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);

  return tw_secret_store_lookup_finish (tw_cli_get_secrets (cli), result, error);
}

/**
 * tw_cli_account_forget_secrets:
 * @cli: the run
 * @account: an account
 * @error: %TW_ERROR_STORE
 *
 * Returns: whether the keyring holds nothing of the account any more
 */
gboolean
tw_cli_account_forget_secrets (TwCli      *cli,
                               TwAccount  *account,
                               GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_secret_store_clear_async (tw_cli_get_secrets (cli), tw_account_get_name (account), tw_cli_get_cancellable (cli),
                               tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);

  return tw_secret_store_clear_finish (tw_cli_get_secrets (cli), result, error);
}

static const char *
explain (TwAccountProblem problem)
{
  switch (problem)
    {
    case TW_ACCOUNT_PROBLEM_PASSWORD:
      return _("The user name or the password is wrong. The API user is made in the marketplace’s panel, and its name "
               "often ends in “.api”.");
    case TW_ACCOUNT_PROBLEM_KEY:
      return _("The subscription key is wrong, or not active yet: a new key, or one whose API user was changed, can "
               "take a day to work.");
    case TW_ACCOUNT_PROBLEM_MARKETPLACE:
      return _("The marketplace code or the realm is wrong. The code is the part after “cp.” in the address of the "
               "marketplace’s panel.");
    case TW_ACCOUNT_PROBLEM_UNREACHABLE:
      return _("Nobody answers at that address. Check it, and your connection.");
    case TW_ACCOUNT_PROBLEM_CERTIFICATE:
      return _("The server’s certificate cannot be trusted. If your company’s network has certificates of its own, "
               "name their file with --ca-file.");
    case TW_ACCOUNT_PROBLEM_CLOCK:
      return _("This computer’s clock is minutes off the marketplace’s. Set it right and try again.");
    case TW_ACCOUNT_PROBLEM_OTHER:
    default:
      return NULL;
    }
}

/**
 * tw_cli_account_check:
 * @cli: the run
 * @account: an account
 * @secrets: its secrets
 * @error: why it does not work; explained already
 *
 * Logs in and counts the customers.
 *
 * Returns: how many there are, -1 with @error set
 */
gint64
tw_cli_account_check (TwCli            *cli,
                      TwAccount        *account,
                      const TwSecrets  *secrets,
                      GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  TwAccountProblem problem = TW_ACCOUNT_PROBLEM_OTHER;
  gint64 n_customers;

  tw_cli_progress_show (_("Signing in…"), 0, 0);
  tw_account_check_async (account, secrets->password, secrets->key, tw_cli_get_cancellable (cli), tw_cli_ready_cb,
                          cli);
  result = tw_cli_wait (cli);
  tw_cli_progress_hide ();

  n_customers = tw_account_check_finish (result, &problem, error);
  if (n_customers < 0 && explain (problem) != NULL)
    tw_cli_note ("%s", explain (problem));

  return n_customers;
}

/**
 * tw_cli_account_keep:
 * @cli: the run
 * @account: an account that works
 * @secrets: its secrets
 * @error: %TW_ERROR_STORE
 *
 * Returns: whether secrets and account are stored; when not, neither is
 */
gboolean
tw_cli_account_keep (TwCli            *cli,
                     TwAccount        *account,
                     const TwSecrets  *secrets,
                     GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_secret_store_store_async (tw_cli_get_secrets (cli), tw_account_get_name (account), secrets->password,
                               secrets->key, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  if (!tw_secret_store_store_finish (tw_cli_get_secrets (cli), result, error))
    return FALSE;

  if (!tw_account_store_put (tw_cli_load_accounts (cli, NULL), account, error))
    {
      tw_cli_account_forget_secrets (cli, account, NULL);
      return FALSE;
    }

  return TRUE;
}
