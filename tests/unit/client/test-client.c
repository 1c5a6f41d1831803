/* test-client.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"
#include "client/tw-client-private.h"
#include "mirror/tw-sync-lock.h"
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

/* That the records were damaged is told at every start, until somebody has read it. */
static void
test_notice (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = tw_account_dup_records_path (fixture->account);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "This is no database, whatever its name says.", -1, &error));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TwClient) client = open_client (fixture, &error);

      g_assert_no_error (error);
      if (i == 2)
        {
          g_assert_null (tw_client_get_notice (client));
          return;
        }

      g_assert_nonnull (tw_client_get_notice (client));
      if (i == 1)
        tw_client_forget_notice (client);
    }
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

/* Something of the customers changed. */
static void
note_customers_cb (TwMirror *mirror,
                   TwKind    kind,
                   gpointer  user_data)
{
  if (kind == TW_KIND_CUSTOMER)
    (*(guint *) user_data)++;
}

static void
note_journal_cb (TwClient *client,
                 gpointer  user_data)
{
  (*(guint *) user_data)++;
}

/* A window hears of what another program wrote to the journal and the mirror of its account, and only until it
 * leaves. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwClient) client = open_client (fixture, &error);
  g_autoptr (TwClient) other = open_client (fixture, &error);
  g_autoptr (TwResource) customer = g_object_new (TW_TYPE_CUSTOMER, "name", "Panadería", NULL);
  g_autoptr (GAsyncResult) submitted = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwSyncSummary) summary = NULL;
  TwSyncScope scope = { .kinds = TW_KIND_BIT (TW_KIND_CUSTOMER) };
  guint n_journal = 0;
  guint n_customers = 0;

  store_secrets (fixture);
  g_assert_true (connect_client (other, &error));
  g_signal_connect (client, "journal-written", G_CALLBACK (note_journal_cb), &n_journal);
  g_signal_connect (tw_client_get_mirror (client), "changed", G_CALLBACK (note_customers_cb), &n_customers);
  tw_client_follow_others (client);

  /* Refused or not: it is in the journal. */
  tw_writer_submit_async (tw_client_get_writer (other), TW_WRITE_CREATE_CUSTOMER, NULL, customer, NULL,
                          tw_test_store_result, &submitted);
  TW_WAIT_FOR (submitted != NULL);
  entry = tw_writer_submit_finish (tw_client_get_writer (other), submitted, NULL);
  TW_WAIT_FOR (n_journal > 0);

  tw_sync_run_async (tw_client_get_sync (other), &scope, TW_PRIORITY_PERSON, NULL, tw_test_store_result, &listed);
  TW_WAIT_FOR (listed != NULL && n_customers > 0);
  summary = tw_sync_run_finish (tw_client_get_sync (other), listed, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tw_mirror_get_list_state (tw_client_get_mirror (client), TW_KIND_CUSTOMER)->page_time);

  tw_client_leave_others (client);
  TW_WAIT_FOR (g_atomic_int_get (&G_OBJECT (client)->ref_count) == 1);
}

/* The mirror is a cache: what does not read it goes on without. */
static void
test_no_mirror (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = tw_account_dup_mirror_path (fixture->account);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) mirror_error = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  TwClient *client;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  client = open_client (fixture, &error);
  g_assert_null (client);
  g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
  g_clear_error (&error);

  tw_client_open_async (fixture->account, fixture->secrets, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  client = tw_client_open_finish_with_mirror_error (result, &mirror_error, &error);
  g_assert_no_error (error);
  g_assert_error (mirror_error, TW_ERROR, TW_ERROR_STORE);
  g_assert_nonnull (tw_client_get_mirror (client));
  g_assert_nonnull (tw_client_get_journal (client));

  /* Nothing of it stays, even if it was read into. */
  folder = g_strdup (client->mirror_folder);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  g_clear_object (&result);
  tw_sync_lock_take_async (client->mirror, TW_SYNC_PIECE_LISTS, 0, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  tw_sync_lock_free (tw_sync_lock_take_finish (client->mirror, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_finalize_object (client);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/client/client/offline", Fixture, NULL, set_up, test_offline, tear_down);
  g_test_add ("/client/client/notice", Fixture, NULL, set_up, test_notice, tear_down);
  g_test_add ("/client/client/connect", Fixture, NULL, set_up, test_connect, tear_down);
  g_test_add ("/client/client/no-mirror", Fixture, NULL, set_up, test_no_mirror, tear_down);
  g_test_add ("/client/client/files", Fixture, NULL, set_up, test_files, tear_down);
  g_test_add ("/client/client/others", Fixture, NULL, set_up, test_others, tear_down);

  return g_test_run ();
}
