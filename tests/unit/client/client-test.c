/* client-test.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "client-test.h"

#include "mirror/tw-sync-plan.h"

/* Nothing that these tests wait for takes longer than it has to. */
static const TwBackgroundTimes quick_times = {
  .lists = G_TIME_SPAN_HOUR,
  .orders = G_TIME_SPAN_HOUR,
  .gap = 10 * G_TIME_SPAN_MILLISECOND,
  .first_retry = 50 * G_TIME_SPAN_MILLISECOND,
  .last_retry = 200 * G_TIME_SPAN_MILLISECOND,
  .tick = 200 * G_TIME_SPAN_MILLISECOND,
};

void
client_test_set_up (ClientFixture *fixture,
                    const char    *option,
                    const char    *value,
                    guint          calls_per_minute,
                    guint          calls_per_day)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->sandbox = tw_test_sandbox_start ("small", "--rate", "0", option, value, NULL);
  fixture->account = g_object_new (TW_TYPE_ACCOUNT,
                                   "name", "Background",
                                   "url", fixture->sandbox->url,
                                   "marketplace", fixture->sandbox->marketplace,
                                   "username", fixture->sandbox->username,
                                   "calls-per-minute", calls_per_minute,
                                   "calls-per-day", calls_per_day,
                                   NULL);
  fixture->secrets = tw_secret_store_new_in_memory ();
  tw_secret_store_store_async (fixture->secrets, tw_account_get_name (fixture->account), fixture->sandbox->password,
                               fixture->sandbox->key, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  tw_secret_store_store_finish (fixture->secrets, result, &error);
  g_assert_no_error (error);
}

void
client_test_tear_down (ClientFixture *fixture)
{
  g_clear_object (&fixture->secrets);
  g_assert_finalize_object (fixture->account);
  tw_test_sandbox_stop (fixture->sandbox);
}

/* Open and connected; nothing goes on in it yet. */
TwClient *
client_test_open (ClientFixture *fixture)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) connected = NULL;
  g_autoptr (GError) error = NULL;
  TwClient *client;

  tw_client_open_async (fixture->account, fixture->secrets, NULL, tw_test_store_result, &opened);
  TW_WAIT_FOR (opened != NULL);
  client = tw_client_open_finish (opened, &error);
  g_assert_no_error (error);
  tw_client_connect_async (client, NULL, tw_test_store_result, &connected);
  TW_WAIT_FOR (connected != NULL);
  g_assert_true (tw_client_connect_finish (client, connected, &error));
  g_assert_no_error (error);
  tw_background_set_times (tw_client_get_background (client), &quick_times);

  return client;
}

/* As a window does it: what is under way is given up, and nothing is left behind. */
void
client_test_close (TwClient *client)
{
  TwBackground *background = g_object_ref (tw_client_get_background (client));

  tw_background_stop (background);
  TW_WAIT_FOR (g_atomic_int_get (&G_OBJECT (background)->ref_count) == 2);
  TW_WAIT_FOR (g_atomic_int_get (&G_OBJECT (client)->ref_count) == 1);
  g_assert_finalize_object (client);
  g_assert_finalize_object (background);
}

void
client_test_start (TwClient *client)
{
  tw_background_start (tw_client_get_background (client));
}

/* The calls that the marketplace got, in the order in which they came. */
GStrv
client_test_read_log (ClientFixture *fixture)
{
  g_autoptr (TwJson) log = tw_test_sandbox_control (fixture->sandbox, "GET", "/_sandbox/log", NULL);
  TwJson *calls = tw_json_get_member (log, "calls");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < tw_json_get_length (calls); i++)
    g_strv_builder_add (builder, tw_json_get_string (tw_json_get_element (calls, i)));

  return g_strv_builder_end (builder);
}

guint
client_test_count_log (ClientFixture *fixture,
                       const char    *prefix)
{
  g_auto (GStrv) log = client_test_read_log (fixture);
  guint count = 0;

  for (guint i = 0; log[i] != NULL; i++)
    count += g_str_has_prefix (log[i], prefix);

  return count;
}

/* Details that are missing. */
gint64
client_test_count_gaps (TwClient *client)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwSyncPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  tw_sync_plan_make_async (tw_client_get_mirror (client), TW_SYNC_FULL_INTERVAL, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  plan = tw_sync_plan_make_finish (tw_client_get_mirror (client), result, &error);
  g_assert_no_error (error);

  return tw_sync_plan_get_missing (plan);
}
