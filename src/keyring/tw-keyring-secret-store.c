/* tw-keyring-secret-store.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-keyring"

#include "config.h"

#include "keyring/tw-secret-store.h"

#include "keyring/tw-keyring-state-private.h"

#include <string.h>

#define ATTRIBUTE_APPLICATION "application"
#define ATTRIBUTE_ACCOUNT "account"

/* The keyring of the person, through libsecret: the Secret Service, or the file that it keeps in a sandbox. */
#define TW_TYPE_KEYRING_SECRET_STORE (tw_keyring_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (TwKeyringSecretStore, tw_keyring_secret_store, TW, KEYRING_SECRET_STORE, TwSecretStore)

struct _TwKeyringSecretStore
{
  TwSecretStore parent_instance;
};

G_DEFINE_FINAL_TYPE (TwKeyringSecretStore, tw_keyring_secret_store, TW_TYPE_SECRET_STORE)

/* Some keyrings forget an item's schema, so its name is not matched; the attribute of our own takes its place. */
static const SecretSchema schema = {
  TW_APPLICATION_ID,
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
    { ATTRIBUTE_APPLICATION, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { ATTRIBUTE_ACCOUNT, SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

/* One call: what is to be done, and the keyring it is done in. When that is ready without a service, libsecret
 * keeps a file. */
typedef struct
{
  void               (*run) (GTask *task);
  char               *account_id;
  char               *text;
  SecretService      *service;
  TwSecretStoreState  state;
} CallData;

static void
call_data_free (gpointer data)
{
  CallData *call = data;

  if (call->text != NULL)
    explicit_bzero (call->text, strlen (call->text));
  g_free (call->text);
  g_free (call->account_id);
  g_clear_object (&call->service);
  g_free (call);
}

static GHashTable *
attributes_for (const char *account_id)
{
  return secret_attributes_build (&schema,
                                  ATTRIBUTE_APPLICATION, TW_APPLICATION_ID,
                                  ATTRIBUTE_ACCOUNT, account_id,
                                  NULL);
}

/* Both secrets are one item, so that they never come from different days. A password may hold anything but a
 * line break at which a key could follow: keys are one word, so the last break is the one between them. */
static char *
secrets_to_text (const TwSecrets *secrets)
{
  return g_strdup_printf ("%s\n%s", secrets->password, secrets->key != NULL ? secrets->key : "");
}

static TwSecrets *
secrets_from_text (const char *text)
{
  const char *end = strrchr (text, '\n');
  TwSecrets *secrets;

  /* Made by hand, in a tool for keyrings. */
  if (end == NULL)
    return tw_secrets_new (text, NULL);

  secrets = g_new0 (TwSecrets, 1);
  secrets->password = g_strndup (text, end - text);
  secrets->key = end[1] != '\0' ? g_strdup (end + 1) : NULL;

  return secrets;
}

/* Takes the error. */
static void
return_failure (GTask  *task,
                GError *error)
{
  CallData *call = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }

  if (call->state != TW_SECRET_STORE_READY)
    g_task_return_new_error (task, TW_ERROR, TW_ERROR_STORE, "%s", tw_secret_store_state_explain (call->state));
  else
    g_task_return_new_error (task, TW_ERROR, TW_ERROR_STORE, "The keyring failed: %s", error->message);
  g_error_free (error);
}

static void
return_state_failure (GTask *task)
{
  CallData *call = g_task_get_task_data (task);

  g_task_return_new_error (task, TW_ERROR, TW_ERROR_STORE, "%s", tw_secret_store_state_explain (call->state));
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  CallData *call = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean ok;

  if (call->service != NULL)
    ok = secret_service_store_finish (call->service, result, &error);
  else
    ok = secret_password_store_finish (result, &error);

  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    return_failure (task, error);
}

/* Without a keyring, libsecret asks the person to make one. */
static void
run_store (GTask *task)
{
  CallData *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = attributes_for (call->account_id);
  g_autofree char *label = g_strdup_printf ("Tradewind: %s", call->account_id);

  if (call->state == TW_SECRET_STORE_LOCKED || call->state == TW_SECRET_STORE_NO_SERVICE)
    {
      return_state_failure (task);
      return;
    }

  if (call->service != NULL)
    {
      SecretValue *value = secret_value_new (call->text, -1, "text/plain");

      secret_service_store (call->service,
                            &schema,
                            attributes,
                            SECRET_COLLECTION_DEFAULT,
                            label,
                            value,
                            g_task_get_cancellable (task),
                            stored_cb,
                            g_object_ref (task));
      secret_value_unref (value);
    }
  else
    {
      secret_password_storev (&schema,
                              attributes,
                              SECRET_COLLECTION_DEFAULT,
                              label,
                              call->text,
                              g_task_get_cancellable (task),
                              stored_cb,
                              g_object_ref (task));
    }
}

static void
found_in_service_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SecretValue *value = secret_service_lookup_finish (SECRET_SERVICE (source), result, &error);
  const char *text = value != NULL ? secret_value_get_text (value) : NULL;

  if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_pointer (task, text != NULL ? secrets_from_text (text) : NULL, (GDestroyNotify) tw_secrets_free);
  g_clear_pointer (&value, secret_value_unref);
}

static void
found_in_file_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *text = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_pointer (task, text != NULL ? secrets_from_text (text) : NULL, (GDestroyNotify) tw_secrets_free);
  g_clear_pointer (&text, secret_password_free);
}

static void
run_lookup (GTask *task)
{
  CallData *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = attributes_for (call->account_id);

  if (call->state != TW_SECRET_STORE_READY)
    {
      return_state_failure (task);
      return;
    }

  if (call->service != NULL)
    secret_service_lookup (call->service,
                           &schema,
                           attributes,
                           g_task_get_cancellable (task),
                           found_in_service_cb,
                           g_object_ref (task));
  else
    secret_password_lookupv (&schema,
                             attributes,
                             g_task_get_cancellable (task),
                             found_in_file_cb,
                             g_object_ref (task));
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  CallData *call = g_task_get_task_data (task);
  GError *error = NULL;

  /* FALSE without an error means that there was nothing. */
  if (call->service != NULL)
    secret_service_clear_finish (call->service, result, &error);
  else
    secret_password_clear_finish (result, &error);
  if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
run_clear (GTask *task)
{
  CallData *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = attributes_for (call->account_id);

  if (call->state == TW_SECRET_STORE_NO_KEYRING)
    g_task_return_boolean (task, TRUE);
  else if (call->state != TW_SECRET_STORE_READY)
    return_state_failure (task);
  else if (call->service != NULL)
    secret_service_clear (call->service,
                          &schema,
                          attributes,
                          g_task_get_cancellable (task),
                          cleared_cb,
                          g_object_ref (task));
  else
    secret_password_clearv (&schema, attributes, g_task_get_cancellable (task), cleared_cb, g_object_ref (task));
}

static void
run_check (GTask *task)
{
  CallData *call = g_task_get_task_data (task);

  g_task_return_int (task, call->state);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  CallData *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (tw_keyring_open_finish (result, &call->state, &call->service, &error))
    call->run (task);
  else
    g_task_return_error (task, error);
}

/* Takes the task. */
static void
begin (GTask           *task,
       void           (*run) (GTask *task),
       const char      *account_id,
       const TwSecrets *secrets)
{
  CallData *call = g_new0 (CallData, 1);

  call->run = run;
  call->account_id = g_strdup (account_id);
  call->text = secrets != NULL ? secrets_to_text (secrets) : NULL;
  g_task_set_task_data (task, call, call_data_free);

  tw_keyring_open_async (run != run_check, g_task_get_cancellable (task), opened_cb, task);
}

static void
tw_keyring_secret_store_store (TwSecretStore   *store,
                               const char      *account_id,
                               const TwSecrets *secrets,
                               GTask           *task)
{
  begin (task, run_store, account_id, secrets);
}

static void
tw_keyring_secret_store_lookup (TwSecretStore *store,
                                const char    *account_id,
                                GTask         *task)
{
  begin (task, run_lookup, account_id, NULL);
}

static void
tw_keyring_secret_store_clear (TwSecretStore *store,
                               const char    *account_id,
                               GTask         *task)
{
  begin (task, run_clear, account_id, NULL);
}

static void
tw_keyring_secret_store_check (TwSecretStore *store,
                               GTask         *task)
{
  begin (task, run_check, NULL, NULL);
}

static void
tw_keyring_secret_store_class_init (TwKeyringSecretStoreClass *klass)
{
  TwSecretStoreClass *store_class = TW_SECRET_STORE_CLASS (klass);

  store_class->store = tw_keyring_secret_store_store;
  store_class->lookup = tw_keyring_secret_store_lookup;
  store_class->clear = tw_keyring_secret_store_clear;
  store_class->check = tw_keyring_secret_store_check;
}

static void
tw_keyring_secret_store_init (TwKeyringSecretStore *self)
{
}

/**
 * tw_secret_store_new:
 *
 * Returns: (transfer full): a store that keeps secrets in the person's keyring
 */
TwSecretStore *
tw_secret_store_new (void)
{
  return g_object_new (TW_TYPE_KEYRING_SECRET_STORE, NULL);
}
