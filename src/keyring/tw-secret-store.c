/* tw-secret-store.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-keyring"

#include "config.h"

#include "keyring/tw-secret-store.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (TwSecrets, tw_secrets, tw_secrets_copy, tw_secrets_free)
G_DEFINE_ABSTRACT_TYPE (TwSecretStore, tw_secret_store, G_TYPE_OBJECT)

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
tw_secret_store_class_init (TwSecretStoreClass *klass)
{
}

static void
tw_secret_store_init (TwSecretStore *self)
{
}

/**
 * tw_secrets_new:
 * @password: password of the API user
 * @key: (nullable): subscription key
 *
 * Returns: (transfer full): new secrets
 */
TwSecrets *
tw_secrets_new (const char *password,
                const char *key)
{
  TwSecrets *self;

  g_return_val_if_fail (password != NULL, NULL);

  self = g_new0 (TwSecrets, 1);
  self->password = g_strdup (password);
  self->key = g_strdup (key);

  return self;
}

/**
 * tw_secrets_copy:
 * @self: secrets
 *
 * Returns: (transfer full): a copy
 */
TwSecrets *
tw_secrets_copy (const TwSecrets *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return tw_secrets_new (self->password, self->key);
}

/**
 * tw_secrets_free:
 * @self: (transfer full): secrets
 *
 * Wipes their memory.
 */
void
tw_secrets_free (TwSecrets *self)
{
  g_return_if_fail (self != NULL);

  wipe (self->password);
  wipe (self->key);
  g_free (self);
}

/**
 * tw_secret_store_state_explain:
 * @state: state of a keyring
 *
 * Returns: what it means and what to do, in plain English
 */
const char *
tw_secret_store_state_explain (TwSecretStoreState state)
{
  switch (state)
    {
    case TW_SECRET_STORE_READY:
      return "The keyring is open";
    case TW_SECRET_STORE_LOCKED:
      return "The keyring is locked: unlock it, for example in Passwords and Keys, and try again";
    case TW_SECRET_STORE_NO_KEYRING:
      return "There is no keyring yet: make one, for example in Passwords and Keys, and set it as the default";
    case TW_SECRET_STORE_NO_SERVICE:
      return "No keyring service answers on the session bus: install and start one, for example gnome-keyring";
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * tw_secret_store_store_async:
 * @self: a store
 * @account_id: whose secrets they are
 * @password: password of the API user
 * @key: (nullable): subscription key
 * @cancellable: (nullable): ends the call early
 * @callback: called when they are kept or not
 * @user_data: passed to @callback
 *
 * Keeps the secrets of an account, in place of older ones. A locked keyring may ask the person to unlock it.
 */
void
tw_secret_store_store_async (TwSecretStore       *self,
                             const char          *account_id,
                             const char          *password,
                             const char          *key,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (TwSecrets) secrets = NULL;
  GTask *task;

  g_return_if_fail (TW_IS_SECRET_STORE (self));
  g_return_if_fail (account_id != NULL);
  g_return_if_fail (password != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_secret_store_store_async);

  secrets = tw_secrets_new (password, key);
  TW_SECRET_STORE_GET_CLASS (self)->store (self, account_id, secrets, task);
}

/**
 * tw_secret_store_store_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with %TW_ERROR_STORE or %G_IO_ERROR_CANCELLED
 */
gboolean
tw_secret_store_store_finish (TwSecretStore  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_secret_store_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * tw_secret_store_lookup_async:
 * @self: a store
 * @account_id: whose secrets
 * @cancellable: (nullable): ends the call early
 * @callback: called with the secrets
 * @user_data: passed to @callback
 *
 * Reads the secrets of an account. A locked keyring may ask the person to unlock it.
 */
void
tw_secret_store_lookup_async (TwSecretStore       *self,
                              const char          *account_id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TW_IS_SECRET_STORE (self));
  g_return_if_fail (account_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_secret_store_lookup_async);

  TW_SECRET_STORE_GET_CLASS (self)->lookup (self, account_id, task);
}

/**
 * tw_secret_store_lookup_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the secrets. %NULL with %TW_ERROR_AUTH_REQUIRED when none are kept for
 *   the account, %TW_ERROR_STORE when the keyring cannot be read (tw_secret_store_check_async() tells why), or
 *   %G_IO_ERROR_CANCELLED
 */
TwSecrets *
tw_secret_store_lookup_finish (TwSecretStore  *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_autoptr (GError) local = NULL;
  TwSecrets *secrets;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_secret_store_lookup_async), NULL);

  secrets = g_task_propagate_pointer (G_TASK (result), &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  if (secrets == NULL)
    g_set_error_literal (error,
                         TW_ERROR,
                         TW_ERROR_AUTH_REQUIRED,
                         "No password is kept for this account: sign in again");

  return secrets;
}

/**
 * tw_secret_store_clear_async:
 * @self: a store
 * @account_id: whose secrets
 * @cancellable: (nullable): ends the call early
 * @callback: called when they are gone or not
 * @user_data: passed to @callback
 *
 * Forgets the secrets of an account. It is no error when there are none.
 */
void
tw_secret_store_clear_async (TwSecretStore       *self,
                             const char          *account_id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TW_IS_SECRET_STORE (self));
  g_return_if_fail (account_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_secret_store_clear_async);

  TW_SECRET_STORE_GET_CLASS (self)->clear (self, account_id, task);
}

/**
 * tw_secret_store_clear_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with %TW_ERROR_STORE or %G_IO_ERROR_CANCELLED
 */
gboolean
tw_secret_store_clear_finish (TwSecretStore  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_secret_store_clear_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * tw_secret_store_check_async:
 * @self: a store
 * @cancellable: (nullable): ends the call early
 * @callback: called with the state
 * @user_data: passed to @callback
 *
 * Finds out whether secrets can be kept and read, without asking the person for anything.
 */
void
tw_secret_store_check_async (TwSecretStore       *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TW_IS_SECRET_STORE (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_secret_store_check_async);

  TW_SECRET_STORE_GET_CLASS (self)->check (self, task);
}

/**
 * tw_secret_store_check_finish:
 * @self: a store
 * @result: what the callback got
 * @state: (out): the state
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean
tw_secret_store_check_finish (TwSecretStore       *self,
                              GAsyncResult        *result,
                              TwSecretStoreState  *state,
                              GError             **error)
{
  gssize value;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_secret_store_check_async), FALSE);
  g_return_val_if_fail (state != NULL, FALSE);

  value = g_task_propagate_int (G_TASK (result), error);
  if (value < 0)
    return FALSE;

  *state = value;

  return TRUE;
}
