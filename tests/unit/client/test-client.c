/* test-client.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"
#include "client/tw-client.h"
#include "support/tw-test-sandbox.h"

#include <glib/gstdio.h>

typedef struct
{
  TwTestSandbox *sandbox;
  TwAccount     *account;
  TwSecretStore *secrets;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->sandbox = tw_test_sandbox_start ("small", "--rate", "0", NULL);
  fixture->account = g_object_new (TW_TYPE_ACCOUNT,
                                   "name", "Café: north & south 100%",
                                   "url", fixture->sandbox->url,
                                   "marketplace", fixture->sandbox->marketplace,
                                   "username", fixture->sandbox->username,
                                   NULL);
  fixture->secrets = tw_secret_store_new_in_memory ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->secrets);
  g_assert_finalize_object (fixture->account);
  tw_test_sandbox_stop (fixture->sandbox);
}

static void
store_secrets (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tw_secret_store_store_async (fixture->secrets, tw_account_get_name (fixture->account), fixture->sandbox->password,
                               fixture->sandbox->key, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  tw_secret_store_store_finish (fixture->secrets, result, &error);
  g_assert_no_error (error);
}

static TwClient *
open_client (Fixture  *fixture,
             GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_client_open_async (fixture->account, fixture->secrets, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_client_open_finish (result, error);
}

static gboolean
connect_client (TwClient  *client,
                GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_client_connect_async (client, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_client_connect_finish (client, result, error);
}

/* Without secrets the mirror and the journal are there all the same; nothing else is. */
static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwClient) client = open_client (fixture, &error);

  g_assert_no_error (error);
  g_assert_nonnull (tw_client_get_mirror (client));
  g_assert_nonnull (tw_client_get_journal (client));
  g_assert_false (connect_client (client, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED);
  g_assert_false (tw_client_is_connected (client));
  g_assert_null (tw_client_get_writer (client));
}

static void
count_notify_cb (GObject    *object,
                 GParamSpec *pspec,
                 gpointer    user_data)
{
  (*(guint *) user_data)++;
}

/* Connecting makes no call, and connecting twice is connecting once. */
static void
test_connect (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwClient) client = open_client (fixture, &error);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  TwMarketplace *marketplace = NULL;
  guint n_notifies = 0;

  g_assert_no_error (error);
  store_secrets (fixture);
  g_signal_connect (client, "notify::connected", G_CALLBACK (count_notify_cb), &n_notifies);

  tw_client_connect_async (client, NULL, tw_test_store_result, &first);
  tw_client_connect_async (client, NULL, tw_test_store_result, &second);
  TW_WAIT_FOR (first != NULL && second != NULL);
  tw_client_connect_finish (client, first, &error);
  g_assert_no_error (error);
  tw_client_connect_finish (client, second, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_notifies, ==, 1);
  g_assert_cmpint (tw_test_sandbox_count_calls (fixture->sandbox, "POST", "/token"), ==, 0);

  marketplace = tw_client_get_marketplace (client);
  g_assert_true (connect_client (client, &error));
  g_assert_true (tw_client_get_marketplace (client) == marketplace);
  g_assert_nonnull (tw_client_get_sync (client));
  g_assert_nonnull (tw_client_get_writer (client));
  g_assert_nonnull (tw_client_get_settler (client));
  g_assert_nonnull (tw_client_get_budget (client));
}

/* A name is no path: the files are in their folders, private. */
static void
test_files (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwClient) client = open_client (fixture, &error);
  char *files[] = { tw_account_dup_mirror_path (fixture->account), tw_account_dup_records_path (fixture->account) };

  g_assert_no_error (error);
  g_assert_nonnull (client);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *folder = g_path_get_dirname (files[i]);
      g_autofree char *name = g_path_get_basename (folder);
      GStatBuf status;

      g_assert_cmpstr (name, ==, "tradewind");
      g_assert_cmpint (g_stat (files[i], &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      g_assert_cmpint (g_stat (folder, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0700);
      g_free (files[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/client/client/offline", Fixture, NULL, set_up, test_offline, tear_down);
  g_test_add ("/client/client/connect", Fixture, NULL, set_up, test_connect, tear_down);
  g_test_add ("/client/client/files", Fixture, NULL, set_up, test_files, tear_down);

  return g_test_run ();
}
