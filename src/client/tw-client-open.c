/* tw-client-open.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-client"

#include "config.h"

#include "client/tw-client-private.h"

#include "client/tw-connection-private.h"
#include "journal/tw-late-orders.h"
#include "journal/tw-records.h"

#include <glib/gstdio.h>
#include <string.h>

/* The mirror and the records are opened side by side. */
typedef struct
{
  TwClient *client;
  guint     n_left;
  GError   *error; /* the first */
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->client);
  g_clear_error (&opening->error);
  g_free (opening);
}

static TwClient *
get_client (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  return opening->client;
}

/* What was not found is found later: no reason not to open. */
static void
late_orders_found_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!tw_late_orders_find_finish (result, &error))
    g_debug ("Orders that came late are looked for again at the next start: %s", error->message);
  g_task_return_pointer (task, g_object_ref (get_client (task)), g_object_unref);
}

/* One of the two is open, or @error, which is taken over, says why it is not. */
static void
note_opened (GTask  *task,
             GError *error)
{
  Opening *opening = g_task_get_task_data (task);

  if (opening->error == NULL)
    opening->error = error;
  else
    g_clear_error (&error);

  opening->n_left--;
  if (opening->n_left > 0)
    return;

  if (opening->error != NULL)
    g_task_return_error (task, g_steal_pointer (&opening->error));
  else
    tw_late_orders_find_async (opening->client->journal, opening->client->mirror, NULL, late_orders_found_cb,
                               g_object_ref (task));
}

/* What an account's writes go to; its limits and the rest may change. */
static char *
dup_login (TwAccount *account)
{
  const char *code = tw_account_get_marketplace (account);
  g_autofree char *url = g_strdup (tw_account_get_url (account));

  if (code == NULL)
    code = tw_account_get_realm (account);
  if (g_str_has_suffix (url, "/"))
    url[strlen (url) - 1] = '\0';

  return g_strjoin (", ", tw_account_get_username (account), code != NULL ? code : url, code != NULL ? url : NULL, NULL);
}

static void
journal_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwClient *self = get_client (task);
  GError *error = NULL;

  self->journal = tw_journal_open_finish (result, &error);
  if (self->journal != NULL)
    {
      g_autofree char *login = dup_login (self->account);

      tw_journal_set_login (self->journal, login);
    }
  note_opened (task, error);
}

static void
records_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwClient *self = get_client (task);
  GError *error = NULL;
  g_autoptr (TwDatabase) records = tw_records_open_finish (result, &self->notice, &error);

  if (records == NULL)
    {
      note_opened (task, error);
      return;
    }

  self->records = g_object_ref (records);
  tw_journal_open_async (records, tw_account_get_name (self->account), g_task_get_cancellable (task),
                         journal_opened_cb, g_object_ref (task));
}

static char *
dup_spare_path (TwClient *self)
{
  return g_build_filename (self->mirror_folder, "mirror.db", NULL);
}

/**
 * tw_client_remove_mirror_folder:
 * @self: a client that lets its mirror go
 *
 * Removes the mirror's folder with all that is in it, where the mirror is one of this run alone.
 */
void
tw_client_remove_mirror_folder (TwClient *self)
{
  static const char *const endings[] = { "", "-wal", "-shm", ".lock" };
  g_autofree char *path = NULL;

  if (self->mirror_folder == NULL)
    return;

  path = dup_spare_path (self);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
  g_rmdir (self->mirror_folder);
  g_clear_pointer (&self->mirror_folder, g_free);
}

static void
spare_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwClient *self = get_client (task);

  self->mirror = tw_mirror_open_finish (result, NULL);
  note_opened (task, self->mirror == NULL ? g_steal_pointer (&self->mirror_error) : NULL);
}

/* The mirror is a cache: what does not read it, as an order or the journal, goes on with an empty one in its place. */
static void
open_spare (GTask *task)
{
  TwClient *self = get_client (task);
  g_autofree char *path = NULL;

  self->mirror_folder = g_dir_make_tmp ("tradewind-XXXXXX", NULL);
  if (self->mirror_folder == NULL)
    {
      note_opened (task, g_steal_pointer (&self->mirror_error));
      return;
    }

  path = dup_spare_path (self);
  tw_mirror_open_async (path, g_task_get_cancellable (task), spare_opened_cb, g_object_ref (task));
}

static void
mirror_opened_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwClient *self = get_client (task);

  self->mirror = tw_mirror_open_finish (result, &self->mirror_error);
  if (self->mirror != NULL)
    note_opened (task, NULL);
  else if (g_error_matches (self->mirror_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    note_opened (task, g_steal_pointer (&self->mirror_error));
  else
    open_spare (task);
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
  Opening *opening = g_new0 (Opening, 1);
  g_autofree char *mirror_path = tw_account_dup_mirror_path (account);
  g_autofree char *records_path = tw_account_dup_records_path (account);
  GError *error = NULL;

  self->account = g_object_ref (account);
  self->secrets = g_object_ref (secrets);
  opening->client = self;
  opening->n_left = 2;
  g_task_set_source_tag (task, tw_client_open_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);

  if (!tw_account_is_usable (account, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  tw_mirror_open_async (mirror_path, cancellable, mirror_opened_cb, g_object_ref (task));
  tw_records_open_async (records_path, cancellable, records_opened_cb, g_object_ref (task));
}

/**
 * tw_client_open_finish:
 * @result: the result
 * @error: %TW_ERROR_STORE naming the file, or the account, that cannot be used
 *
 * As tw_client_open_finish_with_mirror_error(), for programs that are of no use without the mirror.
 *
 * Returns: (transfer full): the account's client
 */
TwClient *
tw_client_open_finish (GAsyncResult  *result,
                       GError       **error)
{
  GError *mirror_error = NULL;
  g_autoptr (TwClient) self = tw_client_open_finish_with_mirror_error (result, &mirror_error, error);

  if (mirror_error == NULL)
    return g_steal_pointer (&self);

  g_propagate_error (error, mirror_error);

  return NULL;
}

/**
 * tw_client_open_finish_with_mirror_error:
 * @result: the result
 * @mirror_error: (out) (nullable): why the account's mirror cannot be used; the client then has an empty one that ends
 *   with it, and lists that are read from that say nothing
 * @error: %TW_ERROR_STORE naming the file, or the account, that cannot be used
 *
 * Returns: (transfer full): the account's client, %NULL with @error set
 */
TwClient *
tw_client_open_finish_with_mirror_error (GAsyncResult  *result,
                                         GError       **mirror_error,
                                         GError       **error)
{
  TwClient *self;

  g_return_val_if_fail (g_async_result_is_tagged (result, tw_client_open_async), NULL);

  self = g_task_propagate_pointer (G_TASK (result), error);
  if (self != NULL)
    *mirror_error = g_steal_pointer (&self->mirror_error);

  return self;
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
          self->background = tw_background_new (self->sync, self->mirror, self->budget);
          tw_client_notify_connected (self);
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
