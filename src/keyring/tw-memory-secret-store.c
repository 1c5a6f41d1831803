/* tw-memory-secret-store.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-keyring"

#include "config.h"

#include "keyring/tw-secret-store.h"

/* Keeps secrets as long as it lives, for the demo. */
#define TW_TYPE_MEMORY_SECRET_STORE (tw_memory_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (TwMemorySecretStore, tw_memory_secret_store, TW, MEMORY_SECRET_STORE, TwSecretStore)

struct _TwMemorySecretStore
{
  TwSecretStore parent_instance;

  GHashTable *accounts;
};

G_DEFINE_FINAL_TYPE (TwMemorySecretStore, tw_memory_secret_store, TW_TYPE_SECRET_STORE)

static void
tw_memory_secret_store_store (TwSecretStore   *store,
                              const char      *account_id,
                              const TwSecrets *secrets,
                              GTask           *task)
{
  TwMemorySecretStore *self = TW_MEMORY_SECRET_STORE (store);

  g_hash_table_replace (self->accounts, g_strdup (account_id), tw_secrets_copy (secrets));
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
tw_memory_secret_store_lookup (TwSecretStore *store,
                               const char    *account_id,
                               GTask         *task)
{
  TwMemorySecretStore *self = TW_MEMORY_SECRET_STORE (store);
  const TwSecrets *secrets = g_hash_table_lookup (self->accounts, account_id);

  g_task_return_pointer (task,
                         secrets != NULL ? tw_secrets_copy (secrets) : NULL,
                         (GDestroyNotify) tw_secrets_free);
  g_object_unref (task);
}

static void
tw_memory_secret_store_clear (TwSecretStore *store,
                              const char    *account_id,
                              GTask         *task)
{
  TwMemorySecretStore *self = TW_MEMORY_SECRET_STORE (store);

  g_hash_table_remove (self->accounts, account_id);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
tw_memory_secret_store_check (TwSecretStore *store,
                              GTask         *task)
{
  g_task_return_int (task, TW_SECRET_STORE_READY);
  g_object_unref (task);
}

static void
tw_memory_secret_store_finalize (GObject *object)
{
  TwMemorySecretStore *self = TW_MEMORY_SECRET_STORE (object);

  g_hash_table_unref (self->accounts);

  G_OBJECT_CLASS (tw_memory_secret_store_parent_class)->finalize (object);
}

static void
tw_memory_secret_store_class_init (TwMemorySecretStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  TwSecretStoreClass *store_class = TW_SECRET_STORE_CLASS (klass);

  object_class->finalize = tw_memory_secret_store_finalize;
  store_class->store = tw_memory_secret_store_store;
  store_class->lookup = tw_memory_secret_store_lookup;
  store_class->clear = tw_memory_secret_store_clear;
  store_class->check = tw_memory_secret_store_check;
}

static void
tw_memory_secret_store_init (TwMemorySecretStore *self)
{
  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) tw_secrets_free);
}

/**
 * tw_secret_store_new_in_memory:
 *
 * Returns: (transfer full): a store that keeps secrets as long as it lives, and nowhere else
 */
TwSecretStore *
tw_secret_store_new_in_memory (void)
{
  return g_object_new (TW_TYPE_MEMORY_SECRET_STORE, NULL);
}
