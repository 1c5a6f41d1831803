/* tw-cli.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli.h"

#include "cli/tw-cli-output.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

struct _TwCli
{
  GCancellable   *cancellable;
  GAsyncResult   *result; /* (nullable): of the call that has just ended */
  guint           interrupt_id;
  guint           terminate_id;

  TwAccountStore *accounts;
  TwSecretStore  *secrets;
  TwClient       *client;
  GError         *mirror_error; /* why the client is without its account's mirror */
};

static gboolean
interrupt_cb (gpointer user_data)
{
  TwCli *self = user_data;

  /* The next one finds the default action again, which ends the program at once. */
  self->interrupt_id = 0;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static gboolean
terminate_cb (gpointer user_data)
{
  TwCli *self = user_data;

  self->terminate_id = 0;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

/**
 * tw_cli_new:
 *
 * Returns: (transfer full): a new run
 */
TwCli *
tw_cli_new (void)
{
  TwCli *self = g_new0 (TwCli, 1);

  self->cancellable = g_cancellable_new ();
  self->interrupt_id = g_unix_signal_add (SIGINT, interrupt_cb, self);
  self->terminate_id = g_unix_signal_add (SIGTERM, terminate_cb, self);

  return self;
}

/**
 * tw_cli_free:
 * @self: (transfer full): a run without a call under way
 */
void
tw_cli_free (TwCli *self)
{
  g_clear_handle_id (&self->interrupt_id, g_source_remove);
  g_clear_handle_id (&self->terminate_id, g_source_remove);
  g_clear_object (&self->client);
  g_clear_error (&self->mirror_error);
  g_clear_object (&self->secrets);
  g_clear_object (&self->accounts);
  g_clear_object (&self->result);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/**
 * tw_cli_get_cancellable:
 * @self: a run
 *
 * Returns: (transfer none): what an interrupt cancels
 */
GCancellable *
tw_cli_get_cancellable (TwCli *self)
{
  return self->cancellable;
}

/**
 * tw_cli_ready_cb:
 * @source: (nullable): whose call it was
 * @result: its result
 * @user_data: the run
 *
 * The callback of every asynchronous call that tw_cli_wait() waits for.
 */
void
tw_cli_ready_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  TwCli *self = user_data;

  g_assert (self->result == NULL);

  self->result = g_object_ref (result);
}

/**
 * tw_cli_wait:
 * @self: a run with one call under way, whose callback is tw_cli_ready_cb()
 *
 * Runs the main loop until the call ends.
 *
 * Returns: (transfer full): the call's result, for its finish function
 */
GAsyncResult *
tw_cli_wait (TwCli *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&self->result);
}

/**
 * tw_cli_get_secrets:
 * @self: a run
 *
 * Returns: (transfer none): the person's keyring
 */
TwSecretStore *
tw_cli_get_secrets (TwCli *self)
{
  if (self->secrets == NULL)
    self->secrets = tw_secret_store_new ();

  return self->secrets;
}

/**
 * tw_cli_load_accounts:
 * @self: a run
 * @error: return location
 *
 * Returns: (transfer none): the accounts
 */
TwAccountStore *
tw_cli_load_accounts (TwCli   *self,
                      GError **error)
{
  g_autoptr (TwAccountStore) accounts = NULL;

  if (self->accounts == NULL)
    {
      accounts = tw_account_store_new (NULL);
      if (!tw_account_store_load (accounts, error))
        return NULL;
      self->accounts = g_steal_pointer (&accounts);
    }

  return self->accounts;
}

static char *
list_names (TwAccountStore *accounts)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (TwAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", tw_account_get_name (account));
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * tw_cli_choose_account:
 * @self: a run
 * @name: (nullable): the account that was asked for
 * @error: a usage error with the names there are
 *
 * Returns: (transfer full): that account, or the only one, or the default one
 */
TwAccount *
tw_cli_choose_account (TwCli       *self,
                       const char  *name,
                       GError     **error)
{
  TwAccountStore *accounts = tw_cli_load_accounts (self, error);
  g_autofree char *names = NULL;
  TwAccount *account;
  guint n_accounts;

  if (accounts == NULL)
    return NULL;

  n_accounts = g_list_model_get_n_items (G_LIST_MODEL (accounts));
  if (n_accounts == 0)
    {
      tw_cli_set_usage_error (error, _("There is no account yet; add one with “tradewind-cli account add”"));
      return NULL;
    }

  if (name == NULL && n_accounts == 1)
    return g_list_model_get_item (G_LIST_MODEL (accounts), 0);

  if (name == NULL)
    name = tw_account_store_get_default (accounts);
  account = name != NULL ? tw_account_store_find (accounts, name) : NULL;
  if (account != NULL)
    return account;

  names = list_names (accounts);
  if (name != NULL)
    tw_cli_set_usage_error (error, _("There is no account “%s”; the accounts are: %s"), name, names);
  else
    tw_cli_set_usage_error (error, _("Which account? Name one with --account: %s"), names);

  return NULL;
}

static TwClient *
open_client (TwCli            *self,
             const TwCliArgs  *args,
             GError          **error)
{
  g_autoptr (TwAccount) account = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (self->client != NULL)
    return self->client;

  account = tw_cli_choose_account (self, tw_cli_args_get (args, "account"), error);
  if (account == NULL)
    return NULL;

  tw_client_open_async (account, tw_cli_get_secrets (self), self->cancellable, tw_cli_ready_cb, self);
  result = tw_cli_wait (self);
  self->client = tw_client_open_finish_with_mirror_error (result, &self->mirror_error, error);
  if (self->client != NULL && tw_client_get_notice (self->client) != NULL)
    {
      tw_cli_warn ("%s", tw_client_get_notice (self->client));
      tw_cli_note (_("Every command says so until “tradewind-cli records acknowledge”."));
    }

  return self->client;
}

/**
 * tw_cli_open:
 * @self: a run
 * @args: what was given
 * @error: return location
 *
 * Opens the chosen account's local data; no call is made and no secret is read. A mirror that cannot be used is told,
 * and no obstacle.
 *
 * Returns: (transfer none): the account's client
 */
TwClient *
tw_cli_open (TwCli            *self,
             const TwCliArgs  *args,
             GError          **error)
{
  TwClient *client = open_client (self, args, error);

  if (self->mirror_error != NULL)
    tw_cli_warn (_("This goes on without the copy of the marketplace’s lists: %s"), self->mirror_error->message);
  g_clear_error (&self->mirror_error);

  return client;
}

/**
 * tw_cli_open_lists:
 * @self: a run, nothing open yet
 * @args: what was given
 * @error: return location; %TW_ERROR_STORE naming the mirror when that cannot be used
 *
 * As tw_cli_open(), for what is read from the mirror or written to it.
 *
 * Returns: (transfer none): the account's client
 */
TwClient *
tw_cli_open_lists (TwCli            *self,
                   const TwCliArgs  *args,
                   GError          **error)
{
  TwClient *client = open_client (self, args, error);

  if (client == NULL || self->mirror_error == NULL)
    return client;

  g_propagate_error (error, g_steal_pointer (&self->mirror_error));

  return NULL;
}

/**
 * tw_cli_connect:
 * @self: a run
 * @args: what was given
 * @error: return location
 *
 * As tw_cli_open(), with the secrets from the keyring, so that calls can be made.
 *
 * Returns: (transfer none): the account's client, connected
 */
TwClient *
tw_cli_connect (TwCli            *self,
                const TwCliArgs  *args,
                GError          **error)
{
  TwClient *client = tw_cli_open (self, args, error);
  g_autoptr (GAsyncResult) result = NULL;

  if (client == NULL)
    return NULL;

  tw_client_connect_async (client, self->cancellable, tw_cli_ready_cb, self);
  result = tw_cli_wait (self);
  if (!tw_client_connect_finish (client, result, error))
    return NULL;

  return client;
}
