/* test-secret-store.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "keyring/tw-secret-store.h"
#include "support/tw-test-support.h"

#include <string.h>

/* Stores of both kinds must do all of this. The one in the keyring runs on libsecret's file backend, which
 * needs neither bus nor service. */

static gboolean
store (TwSecretStore *secrets,
       const char    *account,
       const char    *password,
       const char    *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok;

  tw_secret_store_store_async (secrets, account, password, key, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  ok = tw_secret_store_store_finish (secrets, result, &error);
  g_assert_no_error (error);

  return ok;
}

static TwSecrets *
lookup (TwSecretStore  *secrets,
        const char     *account,
        GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_secret_store_lookup_async (secrets, account, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_secret_store_lookup_finish (secrets, result, error);
}

static gboolean
clear (TwSecretStore *secrets,
       const char    *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok;

  tw_secret_store_clear_async (secrets, account, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  ok = tw_secret_store_clear_finish (secrets, result, &error);
  g_assert_no_error (error);

  return ok;
}

static void
check_kept (TwSecretStore *secrets,
            const char    *account,
            const char    *password,
            const char    *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwSecrets) kept = lookup (secrets, account, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (kept->password, ==, password);
  g_assert_cmpstr (kept->key, ==, key);
}

static void
check_missing (TwSecretStore *secrets,
               const char    *account)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (secrets, account, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED);
}

static TwSecretStore *
new_store (gconstpointer data)
{
  gboolean in_memory = GPOINTER_TO_INT (data);

  return in_memory ? tw_secret_store_new_in_memory () : tw_secret_store_new ();
}

static void
test_round_trip (gconstpointer data)
{
  TwSecretStore *secrets = new_store (data);

  check_missing (secrets, "north");
  g_assert_true (store (secrets, "north", "pass wörd\"'=", "0123abc"));
  g_assert_true (store (secrets, "south", "other", NULL));
  check_kept (secrets, "north", "pass wörd\"'=", "0123abc");
  check_kept (secrets, "south", "other", NULL);

  g_assert_true (store (secrets, "north", "two\nlines\n", "key"));
  check_kept (secrets, "north", "two\nlines\n", "key");
  check_kept (secrets, "south", "other", NULL);

  g_assert_true (clear (secrets, "north"));
  check_missing (secrets, "north");
  check_kept (secrets, "south", "other", NULL);
  g_assert_true (clear (secrets, "north"));
  g_assert_true (clear (secrets, "south"));
  g_assert_finalize_object (secrets);
}

static void
test_ready (gconstpointer data)
{
  TwSecretStore *secrets = new_store (data);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwSecretStoreState state = TW_SECRET_STORE_NO_SERVICE;

  tw_secret_store_check_async (secrets, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_true (tw_secret_store_check_finish (secrets, result, &state, &error));
  g_assert_no_error (error);
  g_assert_cmpint (state, ==, TW_SECRET_STORE_READY);
  g_clear_object (&result);
  g_assert_finalize_object (secrets);
}

static void
test_cancelled (gconstpointer data)
{
  TwSecretStore *secrets = new_store (data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  tw_secret_store_lookup_async (secrets, "north", cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_null (tw_secret_store_lookup_finish (secrets, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_assert_finalize_object (secrets);
}

/* The store in memory forgets with its end. */
static void
test_memory_is_its_own (void)
{
  TwSecretStore *first = tw_secret_store_new_in_memory ();
  TwSecretStore *second = tw_secret_store_new_in_memory ();

  g_assert_true (store (first, "demo", "password", "key"));
  check_missing (second, "demo");
  g_assert_finalize_object (first);
  g_assert_finalize_object (second);
}

/* Neither secret is in the file as it is. */
static void
test_file_is_encrypted (void)
{
  g_autoptr (TwSecretStore) secrets = tw_secret_store_new ();
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (store (secrets, "north", "s3same-password", "s3same-key"));
  g_file_get_contents (g_getenv ("SECRET_FILE_TEST_PATH"), &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_null (g_strstr_len (contents, length, "s3same"));
  g_assert_true (clear (secrets, "north"));
}

static void
test_copy (void)
{
  g_autoptr (TwSecrets) secrets = tw_secrets_new ("password", NULL);
  g_autoptr (TwSecrets) copy = g_boxed_copy (TW_TYPE_SECRETS, secrets);

  g_assert_true (copy != secrets);
  g_assert_cmpstr (copy->password, ==, "password");
  g_assert_null (copy->key);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = tw_test_make_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "test.keyring", NULL);
  int status;

  /* Before any other thread exists. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "master", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/keyring/memory/round-trip", GINT_TO_POINTER (TRUE), test_round_trip);
  g_test_add_data_func ("/keyring/memory/ready", GINT_TO_POINTER (TRUE), test_ready);
  g_test_add_data_func ("/keyring/memory/cancelled", GINT_TO_POINTER (TRUE), test_cancelled);
  g_test_add_func ("/keyring/memory/is-its-own", test_memory_is_its_own);
  g_test_add_data_func ("/keyring/file/round-trip", GINT_TO_POINTER (FALSE), test_round_trip);
  g_test_add_data_func ("/keyring/file/ready", GINT_TO_POINTER (FALSE), test_ready);
  g_test_add_data_func ("/keyring/file/cancelled", GINT_TO_POINTER (FALSE), test_cancelled);
  g_test_add_func ("/keyring/file/is-encrypted", test_file_is_encrypted);
  g_test_add_func ("/keyring/secrets/copy", test_copy);

  status = g_test_run ();
  tw_test_remove_dir (folder);

  return status;
}
