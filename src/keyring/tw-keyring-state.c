/* tw-keyring-state.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-keyring"

#include "config.h"

#include "keyring/tw-keyring-state-private.h"

#include "keyring/tw-prompting-service-private.h"

/* What is known so far. */
typedef struct
{
  gboolean            unlock;
  SecretService      *service;
  TwSecretStoreState  state;
} OpenData;

static void
open_data_free (gpointer data)
{
  OpenData *open = data;

  g_clear_object (&open->service);
  g_free (open);
}

/* Takes the error. What is wrong is a state, not an error; only a cancellation ends the call. */
static void
return_state (GTask              *task,
              TwSecretStoreState  state,
              GError             *error)
{
  OpenData *open = g_task_get_task_data (task);

  open->state = state;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }

  if (error != NULL)
    g_debug ("The keyring says: %s", error->message);
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int n_unlocked = secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error);

  return_state (task, n_unlocked > 0 ? TW_SECRET_STORE_READY : TW_SECRET_STORE_LOCKED, error);
}

static void
collection_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  OpenData *open = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);
  g_autoptr (GList) collections = NULL;

  if (error != NULL)
    {
      return_state (task, TW_SECRET_STORE_NO_SERVICE, error);
      return;
    }

  if (collection == NULL)
    {
      return_state (task, TW_SECRET_STORE_NO_KEYRING, NULL);
      return;
    }

  if (!secret_collection_get_locked (collection))
    {
      return_state (task, TW_SECRET_STORE_READY, NULL);
      return;
    }

  if (!open->unlock)
    {
      return_state (task, TW_SECRET_STORE_LOCKED, NULL);
      return;
    }

  /* The service asks the person, or says at once that it cannot. */
  collections = g_list_prepend (NULL, collection);
  secret_service_unlock (open->service,
                         collections,
                         g_task_get_cancellable (task),
                         unlocked_cb,
                         g_object_ref (task));
}

static void
service_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  OpenData *open = g_task_get_task_data (task);
  GError *error = NULL;

  open->service = secret_service_open_finish (result, &error);
  if (open->service == NULL)
    {
      return_state (task, TW_SECRET_STORE_NO_SERVICE, error);
      return;
    }

  secret_collection_for_alias (open->service,
                               SECRET_COLLECTION_DEFAULT,
                               SECRET_COLLECTION_NONE,
                               g_task_get_cancellable (task),
                               collection_cb,
                               g_object_ref (task));
}

/* Whether libsecret keeps an encrypted file instead of asking the service: when told so, or in a sandbox that
 * has no way to the service. It has no public call that tells. */
static gboolean
keeps_a_file (void)
{
  const char *backend = g_getenv ("SECRET_BACKEND");

  if (backend != NULL && *backend != '\0')
    return g_str_equal (backend, "file");

  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || g_getenv ("SNAP_NAME") != NULL;
}

/**
 * tw_keyring_open_async:
 * @unlock: whether to ask the person to unlock a locked keyring
 * @cancellable: (nullable): ends the call early
 * @callback: called when the state is known
 * @user_data: passed to @callback
 *
 * Finds out what state the keyring is in. This comes before every use of it, since a lookup in a locked keyring
 * finds nothing and says no more.
 */
void
tw_keyring_open_async (gboolean             unlock,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpenData *open = g_new0 (OpenData, 1);

  g_task_set_source_tag (task, tw_keyring_open_async);
  open->unlock = unlock;
  g_task_set_task_data (task, open, open_data_free);

  /* The file is opened with a password of its own; there is nothing to unlock. */
  if (keeps_a_file ())
    return_state (task, TW_SECRET_STORE_READY, NULL);
  else
    secret_service_open (TW_TYPE_PROMPTING_SERVICE,
                         NULL,
                         SECRET_SERVICE_NONE,
                         cancellable,
                         service_cb,
                         g_steal_pointer (&task));
}

/**
 * tw_keyring_open_finish:
 * @result: what the callback got
 * @state: (out): the state
 * @service: (out) (transfer full) (nullable): the service, %NULL when there is none, or libsecret keeps a file
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean
tw_keyring_open_finish (GAsyncResult        *result,
                        TwSecretStoreState  *state,
                        SecretService      **service,
                        GError             **error)
{
  OpenData *open = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  *state = open->state;
  *service = g_steal_pointer (&open->service);

  return TRUE;
}
