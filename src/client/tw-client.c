/* tw-client.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-client"

#include "config.h"

#include "client/tw-client.h"

#include "base/tw-error.h"
#include "client/tw-connection-private.h"
#include "journal/tw-records.h"

struct _TwClient
{
  GObject parent_instance;

  TwAccount     *account;
  TwSecretStore *secrets;
  TwMirror      *mirror;
  TwJournal     *journal;
  TwMarketplace *marketplace;
  TwRateBudget  *budget;
  TwSync        *sync;
  TwWriter      *writer;
  TwSettler     *settler;
  char          *notice;
};

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_CONNECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TwClient, tw_client, G_TYPE_OBJECT)

static void
tw_client_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  TwClient *self = TW_CLIENT (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_CONNECTED:
      g_value_set_boolean (value, tw_client_is_connected (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_client_dispose (GObject *object)
{
  TwClient *self = TW_CLIENT (object);

  g_clear_object (&self->settler);
  g_clear_object (&self->writer);
  g_clear_object (&self->sync);
  g_clear_object (&self->marketplace);
  g_clear_object (&self->budget);
  g_clear_object (&self->journal);
  g_clear_object (&self->mirror);
  g_clear_object (&self->secrets);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (tw_client_parent_class)->dispose (object);
}

static void
tw_client_finalize (GObject *object)
{
  TwClient *self = TW_CLIENT (object);

  g_clear_pointer (&self->notice, g_free);

  G_OBJECT_CLASS (tw_client_parent_class)->finalize (object);
}

static void
tw_client_class_init (TwClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tw_client_get_property;
  object_class->dispose = tw_client_dispose;
  object_class->finalize = tw_client_finalize;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, TW_TYPE_ACCOUNT,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONNECTED] = g_param_spec_boolean ("connected", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                       G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_client_init (TwClient *self)
{
}

static void
journal_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwClient *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->journal = tw_journal_open_finish (result, &error);
  if (self->journal == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
records_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwClient *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TwDatabase) records = tw_records_open_finish_with_notice (result, &self->notice, &error);

  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  tw_journal_open_async (records, tw_account_get_name (self->account), g_task_get_cancellable (task),
                         journal_opened_cb, g_object_ref (task));
}

static void
mirror_opened_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwClient *self = g_task_get_task_data (task);
  g_autofree char *path = tw_account_dup_records_path (self->account);
  GError *error = NULL;

  self->mirror = tw_mirror_open_finish (result, &error);
  if (self->mirror == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  tw_records_open_async (path, g_task_get_cancellable (task), records_opened_cb, g_object_ref (task));
}

/**
 * tw_client_open_async:
 * @account: an account
 * @secrets: where its secrets are
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Opens the account's mirror and journal. Neither keyring nor network is touched.
 */
void
tw_client_open_async (TwAccount           *account,
                      TwSecretStore       *secrets,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  TwClient *self = g_object_new (TW_TYPE_CLIENT, NULL);
  g_autofree char *path = tw_account_dup_mirror_path (account);
  GError *error = NULL;

  self->account = g_object_ref (account);
  self->secrets = g_object_ref (secrets);
  g_task_set_source_tag (task, tw_client_open_async);
  g_task_set_task_data (task, self, g_object_unref);

  if (!tw_account_is_usable (account, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  tw_mirror_open_async (path, cancellable, mirror_opened_cb, g_object_ref (task));
}

/**
 * tw_client_open_finish:
 * @result: the result
 * @error: %TW_ERROR_STORE naming the file, or the account, that cannot be used
 *
 * Returns: (transfer full): the account's client
 */
TwClient *
tw_client_open_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwClient *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (TwSecrets) secrets = tw_secret_store_lookup_finish (TW_SECRET_STORE (source), result, &error);

  /* Somebody else may have been quicker. */
  if (secrets != NULL && self->marketplace == NULL)
    {
      self->marketplace = tw_connection_new (self->account, secrets, &self->budget, &error);
      if (self->marketplace != NULL)
        {
          self->sync = tw_sync_new (self->marketplace, self->mirror);
          tw_sync_set_full_interval (self->sync, tw_account_get_full_sync_every (self->account));
          self->writer = tw_writer_new (self->marketplace, self->journal, self->mirror);
          self->settler = tw_settler_new (self->marketplace, self->journal, self->mirror,
                                          tw_account_get_settle_after (self->account));
          g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTED]);
        }
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * tw_client_connect_async:
 * @self: a client
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Fetches the secrets and wires marketplace, sync, writer and settler. Nothing is sent yet: the first call logs in.
 */
void
tw_client_connect_async (TwClient            *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TW_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_client_connect_async);

  if (self->marketplace != NULL)
    g_task_return_boolean (task, TRUE);
  else
    tw_secret_store_lookup_async (self->secrets, tw_account_get_name (self->account), cancellable, looked_up_cb,
                                  g_object_ref (task));
}

/**
 * tw_client_connect_finish:
 * @self: a client
 * @result: the result
 * @error: %TW_ERROR_AUTH_REQUIRED when no secrets are kept, %TW_ERROR_STORE when the keyring cannot be used
 *
 * Returns: whether marketplace, sync and writer are there now
 */
gboolean
tw_client_connect_finish (TwClient      *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * tw_client_get_account:
 * @self: a client
 *
 * Returns: (transfer none): its account
 */
TwAccount *
tw_client_get_account (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->account;
}

/**
 * tw_client_get_mirror:
 * @self: a client
 *
 * Returns: (transfer none): its mirror
 */
TwMirror *
tw_client_get_mirror (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->mirror;
}

/**
 * tw_client_get_journal:
 * @self: a client
 *
 * Returns: (transfer none): its journal
 */
TwJournal *
tw_client_get_journal (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->journal;
}

/**
 * tw_client_get_notice:
 * @self: a client
 *
 * Returns: (nullable): what a person must know of the records file that was opened: it was damaged, and this was
 *   done about it
 */
const char *
tw_client_get_notice (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->notice;
}

/**
 * tw_client_is_connected:
 * @self: a client
 *
 * Returns: whether its secrets were found; the login may still be refused
 */
gboolean
tw_client_is_connected (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), FALSE);

  return self->marketplace != NULL;
}

/**
 * tw_client_get_marketplace:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): its marketplace, once connected
 */
TwMarketplace *
tw_client_get_marketplace (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->marketplace;
}

/**
 * tw_client_get_sync:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): what brings its mirror up to date, once connected
 */
TwSync *
tw_client_get_sync (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->sync;
}

/**
 * tw_client_get_writer:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): the way anything is changed, once connected
 */
TwWriter *
tw_client_get_writer (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->writer;
}

/**
 * tw_client_get_settler:
 * @self: a client
 *
 * It looks when told to; tw_settler_start() makes it look by itself, as a window does while it is open.
 *
 * Returns: (transfer none) (nullable): what finds out about unknown outcomes, once connected
 */
TwSettler *
tw_client_get_settler (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->settler;
}

/**
 * tw_client_get_budget:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): its calls, once connected
 */
TwRateBudget *
tw_client_get_budget (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->budget;
}
