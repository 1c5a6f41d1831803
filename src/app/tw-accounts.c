/* tw-accounts.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-accounts.h"

#include "client/tw-demo.h"

struct _TwAccounts
{
  GObject parent_instance;

  TwAccountStore *store;
  TwSecretStore  *secrets;
  TwDemo         *demo;
};

G_DEFINE_FINAL_TYPE (TwAccounts, tw_accounts, G_TYPE_OBJECT)

static void
tw_accounts_dispose (GObject *object)
{
  TwAccounts *self = TW_ACCOUNTS (object);

  g_clear_object (&self->demo);
  g_clear_object (&self->store);
  g_clear_object (&self->secrets);

  G_OBJECT_CLASS (tw_accounts_parent_class)->dispose (object);
}

static void
tw_accounts_class_init (TwAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_accounts_dispose;
}

static void
tw_accounts_init (TwAccounts *self)
{
  self->store = tw_account_store_new (NULL);
  self->secrets = tw_secret_store_new ();
}

/**
 * tw_accounts_new:
 *
 * Returns: (transfer full): accounts, none known until tw_accounts_load()
 */
TwAccounts *
tw_accounts_new (void)
{
  return g_object_new (TW_TYPE_ACCOUNTS, NULL);
}

/**
 * tw_accounts_load:
 * @self: accounts
 * @error: return location for an error
 *
 * Reads the file of accounts, which is a few lines long.
 *
 * Returns: %TRUE when it could be read or there is none yet
 */
gboolean
tw_accounts_load (TwAccounts  *self,
                  GError     **error)
{
  g_return_val_if_fail (TW_IS_ACCOUNTS (self), FALSE);

  return tw_account_store_load (self->store, error);
}

/**
 * tw_accounts_get_store:
 * @self: accounts
 *
 * Returns: (transfer none): the list of them
 */
TwAccountStore *
tw_accounts_get_store (TwAccounts *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNTS (self), NULL);

  return self->store;
}

/**
 * tw_accounts_get_secrets:
 * @self: accounts
 *
 * Returns: (transfer none): where their secrets are
 */
TwSecretStore *
tw_accounts_get_secrets (TwAccounts *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNTS (self), NULL);

  return self->secrets;
}

/**
 * tw_accounts_dup_first:
 * @self: accounts
 * @wanted: (nullable): name of the account used last
 *
 * Returns: (transfer full) (nullable): name of the account to begin with: @wanted, else the default one, else the
 *   first that can be used; %NULL when there is none
 */
char *
tw_accounts_dup_first (TwAccounts *self,
                       const char *wanted)
{
  g_autoptr (TwAccount) found = NULL;
  const char *chosen;

  g_return_val_if_fail (TW_IS_ACCOUNTS (self), NULL);

  found = wanted != NULL ? tw_account_store_find (self->store, wanted) : NULL;
  if (found != NULL)
    return g_strdup (wanted);

  chosen = tw_account_store_get_default (self->store);
  if (chosen != NULL)
    return g_strdup (chosen);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr (TwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (tw_account_is_usable (account, NULL))
        return g_strdup (tw_account_get_name (account));
    }

  return NULL;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TwClient *client = tw_client_open_finish (result, &error);

  if (client == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, client, g_object_unref);
}

/**
 * tw_accounts_open_async:
 * @self: accounts
 * @name: name of one of them
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: data for @callback
 *
 * Opens the local data of an account.
 */
void
tw_accounts_open_async (TwAccounts          *self,
                        const char          *name,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (TwAccount) account = NULL;

  g_return_if_fail (TW_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_accounts_open_async);
  account = tw_account_store_find (self->store, name);
  if (account == NULL)
    {
      g_task_return_new_error (task, TW_ERROR, TW_ERROR_NOT_FOUND, "There is no account named “%s”", name);
      return;
    }

  tw_client_open_async (account, self->secrets, cancellable, opened_cb, g_object_ref (task));
}

static void
demo_started_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwAccounts *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (TwDemo) demo = tw_demo_start_finish (result, &error);

  if (demo == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_set_object (&self->demo, demo);
  tw_client_open_async (tw_demo_get_account (demo), tw_demo_get_secrets (demo), g_task_get_cancellable (task),
                        opened_cb, g_object_ref (task));
}

/**
 * tw_accounts_open_demo_async:
 * @self: accounts
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: data for @callback
 *
 * Starts the demo marketplace, unless it runs, and opens its account.
 */
void
tw_accounts_open_demo_async (TwAccounts          *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TW_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_accounts_open_demo_async);
  if (self->demo != NULL)
    tw_client_open_async (tw_demo_get_account (self->demo), tw_demo_get_secrets (self->demo), cancellable, opened_cb,
                          g_object_ref (task));
  else
    tw_demo_start_async (cancellable, demo_started_cb, g_object_ref (task));
}

/**
 * tw_accounts_open_finish:
 * @self: accounts
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the client of that account
 */
TwClient *
tw_accounts_open_finish (TwAccounts    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwAccounts *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!tw_secret_store_store_finish (TW_SECRET_STORE (source), result, &error)
      || !tw_account_store_put (self->store, g_task_get_task_data (task), &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * tw_accounts_add_async:
 * @self: accounts
 * @account: a new account, or a changed one
 * @password: its password
 * @key: (nullable): its subscription key
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: data for @callback
 *
 * Keeps the secrets in the keyring, then the account in its file.
 */
void
tw_accounts_add_async (TwAccounts          *self,
                       TwAccount           *account,
                       const char          *password,
                       const char          *key,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TW_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_accounts_add_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  tw_secret_store_store_async (self->secrets, tw_account_get_name (account), password, key, cancellable, stored_cb,
                               g_object_ref (task));
}

/**
 * tw_accounts_add_finish:
 * @self: accounts
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: %TRUE on success
 */
gboolean
tw_accounts_add_finish (TwAccounts    *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwAccounts *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!tw_secret_store_clear_finish (TW_SECRET_STORE (source), result, &error)
      || !tw_account_store_remove (self->store, g_task_get_task_data (task), &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * tw_accounts_remove_async:
 * @self: accounts
 * @name: name of an account
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: data for @callback
 *
 * Forgets the secrets of an account, then the account. Its journal stays on disk: it is a record.
 */
void
tw_accounts_remove_async (TwAccounts          *self,
                          const char          *name,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TW_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_accounts_remove_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  tw_secret_store_clear_async (self->secrets, name, cancellable, cleared_cb, g_object_ref (task));
}

/**
 * tw_accounts_remove_finish:
 * @self: accounts
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: %TRUE on success
 */
gboolean
tw_accounts_remove_finish (TwAccounts    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
