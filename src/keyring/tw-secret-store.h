/* tw-secret-store.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "base/tw-error.h"

G_BEGIN_DECLS

/**
 * TwSecretStoreState:
 * @TW_SECRET_STORE_READY: secrets can be kept and read
 * @TW_SECRET_STORE_LOCKED: the keyring is locked
 * @TW_SECRET_STORE_NO_KEYRING: the service runs, but no keyring was made yet
 * @TW_SECRET_STORE_NO_SERVICE: no program offers to keep secrets
 *
 * The ordinary states of a keyring.
 */
typedef enum
{
  TW_SECRET_STORE_READY,
  TW_SECRET_STORE_LOCKED,
  TW_SECRET_STORE_NO_KEYRING,
  TW_SECRET_STORE_NO_SERVICE,
} TwSecretStoreState;

const char *tw_secret_store_state_explain (TwSecretStoreState state);

/**
 * TwSecrets:
 * @password: password of the API user
 * @key: (nullable): subscription key
 *
 * What proves an account to its marketplace. Its memory is wiped when it is freed.
 */
typedef struct
{
  char *password;
  char *key;
} TwSecrets;

#define TW_TYPE_SECRETS (tw_secrets_get_type ())
GType      tw_secrets_get_type (void) G_GNUC_CONST;
TwSecrets *tw_secrets_new      (const char      *password,
                                const char      *key);
TwSecrets *tw_secrets_copy     (const TwSecrets *self);
void       tw_secrets_free     (TwSecrets       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwSecrets, tw_secrets_free)

/**
 * TwSecretStore:
 *
 * Keeps the secrets of accounts: in the person's keyring, or in memory for the demo. To be used in one thread.
 */
#define TW_TYPE_SECRET_STORE (tw_secret_store_get_type ())
G_DECLARE_DERIVABLE_TYPE (TwSecretStore, tw_secret_store, TW, SECRET_STORE, GObject)

/**
 * TwSecretStoreClass:
 * @store: keeps secrets and returns %TRUE
 * @lookup: returns a #TwSecrets, or %NULL without error when nothing is kept
 * @clear: forgets secrets and returns %TRUE, also when nothing was kept
 * @check: returns a #TwSecretStoreState
 *
 * Each takes the task and returns it, with %TW_ERROR_STORE when the store cannot be used.
 */
struct _TwSecretStoreClass
{
  GObjectClass parent_class;

  void (*store)  (TwSecretStore   *self,
                  const char      *account_id,
                  const TwSecrets *secrets,
                  GTask           *task);
  void (*lookup) (TwSecretStore   *self,
                  const char      *account_id,
                  GTask           *task);
  void (*clear)  (TwSecretStore   *self,
                  const char      *account_id,
                  GTask           *task);
  void (*check)  (TwSecretStore   *self,
                  GTask           *task);

  gpointer padding[4];
};

TwSecretStore      *tw_secret_store_new           (void);
TwSecretStore      *tw_secret_store_new_in_memory (void);

void                tw_secret_store_store_async   (TwSecretStore        *self,
                                                   const char           *account_id,
                                                   const char           *password,
                                                   const char           *key,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean            tw_secret_store_store_finish  (TwSecretStore        *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void                tw_secret_store_lookup_async  (TwSecretStore        *self,
                                                   const char           *account_id,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
TwSecrets          *tw_secret_store_lookup_finish (TwSecretStore        *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void                tw_secret_store_clear_async   (TwSecretStore        *self,
                                                   const char           *account_id,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean            tw_secret_store_clear_finish  (TwSecretStore        *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void                tw_secret_store_check_async   (TwSecretStore        *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean            tw_secret_store_check_finish  (TwSecretStore        *self,
                                                   GAsyncResult         *result,
                                                   TwSecretStoreState   *state,
                                                   GError              **error);

G_END_DECLS
