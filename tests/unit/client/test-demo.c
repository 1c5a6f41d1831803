/* test-demo.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"
#include "client/tw-client.h"
#include "client/tw-demo.h"
#include "support/tw-test-support.h"

#include <string.h>

static TwDemo *
start_demo (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwDemo *demo = NULL;

  tw_demo_start_async (NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  demo = tw_demo_start_finish (result, &error);
  g_assert_no_error (error);

  return demo;
}

static TwClient *
open_client (TwDemo *demo)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) connected = NULL;
  g_autoptr (GError) error = NULL;
  TwClient *client = NULL;

  tw_client_open_async (tw_demo_get_account (demo), tw_demo_get_secrets (demo), NULL, tw_test_store_result, &opened);
  TW_WAIT_FOR (opened != NULL);
  client = tw_client_open_finish (opened, &error);
  g_assert_no_error (error);

  tw_client_connect_async (client, NULL, tw_test_store_result, &connected);
  TW_WAIT_FOR (connected != NULL);
  tw_client_connect_finish (client, connected, &error);
  g_assert_no_error (error);

  return client;
}

static gint64
count_customers (TwClient *client)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_CUSTOMER);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count;

  tw_mirror_count_async (tw_client_get_mirror (client), query, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  count = tw_mirror_count_finish (tw_client_get_mirror (client), result, &error);
  g_assert_no_error (error);

  return count;
}

static void
sync_customers (TwClient *client)
{
  TwSyncScope scope = { .kinds = TW_KIND_BIT (TW_KIND_CUSTOMER) };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwSyncSummary) summary = NULL;

  tw_sync_run_async (tw_client_get_sync (client), &scope, TW_PRIORITY_PERSON, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  summary = tw_sync_run_finish (tw_client_get_sync (client), result, &error);
  g_assert_no_error (error);
  g_assert_no_error (tw_sync_summary_get_error (summary));
}

/* What one demo left is gone when the next one starts; a person's account of the same name is untouched. */
static void
test_starts_anew (void)
{
  g_autoptr (TwAccount) namesake = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *ours = NULL;

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (TwDemo) demo = start_demo ();
      g_autoptr (TwClient) client = open_client (demo);

      g_assert_true (tw_account_is_demo (tw_demo_get_account (demo)));
      g_assert_cmpint (count_customers (client), ==, 0);
      sync_customers (client);
      g_assert_cmpint (count_customers (client), ==, 40);

      g_clear_pointer (&ours, g_free);
      ours = tw_account_dup_records_path (tw_demo_get_account (demo));
      namesake = tw_account_new (tw_account_get_name (tw_demo_get_account (demo)), TW_ACCOUNT_CLOUDBLUE);
      theirs = tw_account_dup_records_path (namesake);
      g_assert_cmpstr (ours, !=, theirs);
      g_clear_object (&namesake);
      g_clear_pointer (&theirs, g_free);
    }
}

static guint
count_budgets (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "tradewind", "budget", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint count = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    count++;

  return count;
}

/* The calls of a demo are nobody else's: they are counted, but no count stays behind. */
static void
test_leaves_no_budget (void)
{
  g_autoptr (TwDemo) demo = start_demo ();
  g_autoptr (TwClient) client = open_client (demo);
  TwRateStatus status;

  sync_customers (client);
  tw_rate_budget_get_status (tw_client_get_budget (client), &status);
  g_assert_cmpuint (status.minute, >=, 2);
  g_assert_cmpuint (count_budgets (), ==, 0);
}

/* Says what is missing, and where it was looked for. */
static void
test_missing_program (void)
{
  g_autofree char *installed = g_build_filename (TW_BINDIR, "tradewind-sandbox", NULL);
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (self_path);
  g_autofree char *beside = g_build_filename (folder, "tradewind-sandbox", NULL);
  g_autofree char *old_path = g_strdup (g_getenv ("PATH"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_test (installed, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("The sandbox is installed");
      return;
    }

  g_setenv ("PATH", "/nowhere", TRUE);
  tw_demo_start_async (NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_setenv ("PATH", old_path, TRUE);

  g_assert_null (tw_demo_start_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, beside));
  g_assert_nonnull (strstr (error->message, installed));
}

/* The process belongs to the object. */
static void
test_ends_with_object (void)
{
  TwDemo *demo = start_demo ();
  g_autofree char *url = g_strdup (tw_account_get_url (tw_demo_get_account (demo)));
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  gint64 end = g_get_monotonic_time () + TW_TEST_PATIENCE;
  gboolean answers = TRUE;

  g_assert_finalize_object (demo);
  while (answers && g_get_monotonic_time () < end)
    {
      g_autoptr (GSocketClient) client = g_socket_client_new ();
      g_autoptr (GSocketConnection) connection =
        g_socket_client_connect_to_host (client, "127.0.0.1", g_uri_get_port (uri), NULL, NULL);

      answers = connection != NULL;
    }
  g_assert_false (answers);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = g_strdup_printf ("%s/src/sandbox:%s", g_getenv ("TW_BUILD_ROOT"), g_getenv ("PATH"));

  g_setenv ("PATH", path, TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/client/demo/starts-anew", test_starts_anew);
  g_test_add_func ("/client/demo/leaves-no-budget", test_leaves_no_budget);
  g_test_add_func ("/client/demo/missing-program", test_missing_program);
  g_test_add_func ("/client/demo/ends-with-object", test_ends_with_object);

  return g_test_run ();
}
