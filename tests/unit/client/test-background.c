/* test-background.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "client-test.h"

#include "base/tw-error.h"

#include <string.h>

/* Any order, as the program asks for it. */
#define ORDER_DETAIL "GET /orders/"
#define SUBSCRIPTION_DETAIL "GET /subscriptions/"

static TwBackgroundState
get_state (TwClient *client)
{
  return tw_background_get_state (tw_client_get_background (client));
}

static gint64
count_objects (ClientFixture *fixture,
               const char    *name)
{
  g_autoptr (TwJson) stats = tw_test_sandbox_control (fixture->sandbox, "GET", "/_sandbox/stats", NULL);
  g_autofree char *text = tw_json_dup_member_text (tw_json_get_member (stats, "objects"), name);

  return g_ascii_strtoll (text, NULL, 10);
}

static guint
count_details (ClientFixture *fixture)
{
  return client_test_count_log (fixture, ORDER_DETAIL) + client_test_count_log (fixture, SUBSCRIPTION_DETAIL);
}

/* Each object was asked for once, but for @slack of them at most, which were under way when something ended. */
static void
assert_each_once (ClientFixture *fixture,
                  guint          slack)
{
  g_auto (GStrv) log = client_test_read_log (fixture);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint twice = 0;

  for (guint i = 0; log[i] != NULL; i++)
    if (g_str_has_prefix (log[i], ORDER_DETAIL) || g_str_has_prefix (log[i], SUBSCRIPTION_DETAIL))
      twice += g_hash_table_add (seen, log[i]) ? 0 : 1;

  g_assert_cmpuint (twice, <=, slack);
  g_assert_cmpuint (g_hash_table_size (seen), ==,
                    count_objects (fixture, "orders") + count_objects (fixture, "subscriptions"));
}

/* Lists first, then every detail, and then nothing. */
static void
test_fills_in (void)
{
  ClientFixture fixture;
  TwClient *client;
  guint n_calls;
  guint rounds = 0;

  client_test_set_up (&fixture, NULL, NULL, 0, 0);
  client = client_test_open (&fixture);
  g_assert_cmpint (get_state (client), ==, TW_BACKGROUND_STOPPED);
  client_test_start (client);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_LISTS);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_DETAILS);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_WAITING);
  g_assert_cmpint (client_test_count_gaps (client), ==, 0);
  assert_each_once (&fixture, 0);
  g_assert_null (tw_background_get_error (tw_client_get_background (client)));

  n_calls = client_test_count_log (&fixture, "");
  TW_WAIT_FOR (rounds++ > 20);
  g_assert_cmpuint (client_test_count_log (&fixture, ""), ==, n_calls);
  client_test_close (client);
  client_test_tear_down (&fixture);
}

/* It goes on where it ended: whatever came before is not read again. */
static void
test_restart (void)
{
  ClientFixture fixture;
  TwClient *client;

  client_test_set_up (&fixture, NULL, NULL, 0, 0);
  client = client_test_open (&fixture);
  client_test_start (client);
  TW_WAIT_FOR (count_details (&fixture) > 50);
  client_test_close (client);
  g_assert_cmpuint (count_details (&fixture), <, 700);

  client = client_test_open (&fixture);
  g_assert_cmpint (client_test_count_gaps (client), >, 0);
  client_test_start (client);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_WAITING && client_test_count_gaps (client) == 0);
  assert_each_once (&fixture, 4);
  g_assert_cmpuint (client_test_count_log (&fixture, "GET /customers"), ==, 1);
  client_test_close (client);
  client_test_tear_down (&fixture);
}

/* A key of an order whose detail is missing: the newest, which the background asks for next, or an old one. */
static char *
find_gap (TwClient *client,
          gboolean  newest)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) keys = NULL;
  TwMirror *mirror = tw_client_get_mirror (client);

  tw_mirror_list_detail_gaps_async (mirror, TW_KIND_ORDER, 300, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  keys = tw_mirror_list_detail_gaps_finish (mirror, result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (keys), >, 200);

  return g_strdup (newest ? keys[0] : keys[g_strv_length (keys) - 1]);
}

/*
 * The background has used its part of the minute and stands in line, all four calls of it: what a person opens now
 * is the next call that the marketplace gets, and the background's come after it.
 */
static void
test_opened_first (void)
{
  const guint per_minute = 40;
  const guint of_details = 34;
  ClientFixture fixture;
  TwClient *client;

  client_test_set_up (&fixture, NULL, NULL, per_minute, 0);
  client = client_test_open (&fixture);
  client_test_start (client);
  TW_WAIT_FOR (client_test_count_log (&fixture, "") == of_details);
  g_assert_cmpint (get_state (client), ==, TW_BACKGROUND_DETAILS);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *key = find_gap (client, i % 2 == 1);
      g_autofree char *expected = g_strconcat (ORDER_DETAIL, key, NULL);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (TwMirrorEntry) entry = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) log = NULL;

      tw_sync_fetch_detail_async (tw_client_get_sync (client), TW_KIND_ORDER, key, NULL, tw_test_store_result, &result);
      TW_WAIT_FOR (result != NULL);
      entry = tw_sync_fetch_detail_finish (tw_client_get_sync (client), result, &error);
      g_assert_no_error (error);
      g_assert_cmpint (entry->detail, ==, TW_DETAIL_KNOWN);

      log = client_test_read_log (&fixture);
      g_assert_cmpuint (g_strv_length (log), ==, of_details + i + 1);
      g_assert_cmpstr (log[of_details + i], ==, expected);
    }

  /* The background still stands in line, and has not read any of them. */
  g_assert_cmpint (get_state (client), ==, TW_BACKGROUND_DETAILS);
  client_test_close (client);
  client_test_tear_down (&fixture);
}

/* Two programs at one account: what one has read the other does not read again. */
static void
test_two_programs (void)
{
  ClientFixture fixture;
  TwClient *one;
  TwClient *other;

  client_test_set_up (&fixture, NULL, NULL, 0, 0);
  one = client_test_open (&fixture);
  other = client_test_open (&fixture);
  client_test_start (one);
  client_test_start (other);
  TW_WAIT_FOR (get_state (one) == TW_BACKGROUND_OTHER_PROGRAM || get_state (other) == TW_BACKGROUND_OTHER_PROGRAM);
  TW_WAIT_FOR (get_state (one) == TW_BACKGROUND_WAITING && get_state (other) == TW_BACKGROUND_WAITING);
  assert_each_once (&fixture, 0);
  g_assert_cmpuint (client_test_count_log (&fixture, "GET /customers"), ==, 1);
  client_test_close (one);
  client_test_close (other);
  client_test_tear_down (&fixture);
}

/* The marketplace says that the day's calls are used up: the background stops, a person is told why. */
static void
test_quota (void)
{
  ClientFixture fixture;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  TwRateStatus status;
  TwClient *client;
  guint n_calls;
  guint rounds = 0;

  client_test_set_up (&fixture, "--per-day", "40", 0, 5000);
  client = client_test_open (&fixture);
  client_test_start (client);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_OUT_OF_CALLS);
  g_assert_error (tw_background_get_error (tw_client_get_background (client)), TW_ERROR, TW_ERROR_RATE_LIMITED);
  tw_rate_budget_get_status (tw_client_get_budget (client), &status);
  g_assert_true (status.quota_over);
  g_assert_cmpint (status.wait[TW_PRIORITY_DETAIL], >, 0);

  n_calls = client_test_count_log (&fixture, "");
  g_assert_cmpuint (n_calls, <=, 40 + 4);
  TW_WAIT_FOR (rounds++ > 30);
  g_assert_cmpuint (client_test_count_log (&fixture, ""), ==, n_calls);

  key = find_gap (client, FALSE);
  tw_sync_fetch_detail_async (tw_client_get_sync (client), TW_KIND_ORDER, key, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_null (tw_sync_fetch_detail_finish (tw_client_get_sync (client), result, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_RATE_LIMITED);
  g_assert_nonnull (strstr (error->message, "used up"));
  g_clear_object (&result);
  client_test_close (client);
  client_test_tear_down (&fixture);
}

/* Our own count says so: no call is made to find out. */
static void
test_own_quota (void)
{
  ClientFixture fixture;
  TwClient *client;
  guint rounds = 0;

  client_test_set_up (&fixture, NULL, NULL, 0, 40);
  client = client_test_open (&fixture);
  client_test_start (client);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_OUT_OF_CALLS);
  TW_WAIT_FOR (rounds++ > 30);

  /* Fifteen of a hundred are left, ten of them to people alone. */
  g_assert_cmpuint (client_test_count_log (&fixture, ""), ==, 34);
  client_test_close (client);
  client_test_tear_down (&fixture);
}

/* Offline it waits, and goes on by itself. */
static void
test_offline (void)
{
  ClientFixture fixture;
  TwClient *client;

  client_test_set_up (&fixture, NULL, NULL, 0, 0);
  client = client_test_open (&fixture);
  tw_test_sandbox_fault (fixture.sandbox, "POST", "/token", "drop-before", 12, 0);
  client_test_start (client);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_OFFLINE);
  g_assert_error (tw_background_get_error (tw_client_get_background (client)), TW_ERROR, TW_ERROR_OFFLINE);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_DETAILS);
  g_assert_null (tw_background_get_error (tw_client_get_background (client)));
  client_test_close (client);
  client_test_tear_down (&fixture);
}

/* A refused login is a person's business: nothing is tried until somebody says so. */
static void
test_sign_in (void)
{
  ClientFixture fixture;
  TwClient *client;
  guint n_calls;
  guint rounds = 0;

  client_test_set_up (&fixture, NULL, NULL, 0, 0);
  client = client_test_open (&fixture);
  tw_test_sandbox_fault (fixture.sandbox, "POST", "/token", "status:401", 1, 0);
  client_test_start (client);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_SIGN_IN);
  n_calls = client_test_count_log (&fixture, "");
  TW_WAIT_FOR (rounds++ > 20);
  g_assert_cmpuint (client_test_count_log (&fixture, ""), ==, n_calls);
  g_assert_cmpint (get_state (client), ==, TW_BACKGROUND_SIGN_IN);
  client_test_close (client);
  client_test_tear_down (&fixture);
}

/* One that cannot be read does not keep the others away, and is left alone after a restart too. */
static void
test_failing (void)
{
  ClientFixture fixture;
  TwClient *client;
  guint n_calls;

  client_test_set_up (&fixture, NULL, NULL, 0, 0);
  tw_test_sandbox_fault (fixture.sandbox, "GET", "/orders/{id}", "status:500", 3, 10);
  client = client_test_open (&fixture);
  client_test_start (client);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_DETAILS);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_WAITING);
  g_assert_cmpint (client_test_count_gaps (client), ==, 3);
  n_calls = count_details (&fixture);
  client_test_close (client);

  client = client_test_open (&fixture);
  client_test_start (client);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_DETAILS);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_WAITING);
  g_assert_cmpuint (count_details (&fixture), ==, n_calls);
  g_assert_cmpint (client_test_count_gaps (client), ==, 3);
  client_test_close (client);
  client_test_tear_down (&fixture);
}

/* A marketplace that gives nothing at all is not asked for one detail after the other. */
static void
test_trouble (void)
{
  ClientFixture fixture;
  TwClient *client;

  client_test_set_up (&fixture, NULL, NULL, 0, 0);
  tw_test_sandbox_fault (fixture.sandbox, "GET", "/orders/{id}", "status:500", 100, 0);
  tw_test_sandbox_fault (fixture.sandbox, "GET", "/subscriptions/{id}", "status:500", 100, 0);
  client = client_test_open (&fixture);
  client_test_start (client);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_TROUBLE);
  g_assert_cmpuint (count_details (&fixture), ==, 20);
  TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_WAITING);
  client_test_close (client);
  client_test_tear_down (&fixture);
}

/* It ends at any moment, and can begin again. */
static void
test_stop (void)
{
  ClientFixture fixture;

  client_test_set_up (&fixture, NULL, NULL, 0, 0);
  for (guint i = 0; i < 12; i++)
    {
      TwClient *client = client_test_open (&fixture);
      guint rounds = 0;

      client_test_start (client);
      TW_WAIT_FOR (rounds++ > i * 3);
      tw_background_stop (tw_client_get_background (client));
      g_assert_cmpint (get_state (client), ==, TW_BACKGROUND_STOPPED);
      if (i % 2 == 0)
        {
          client_test_start (client);
          TW_WAIT_FOR (get_state (client) == TW_BACKGROUND_DETAILS || get_state (client) == TW_BACKGROUND_LISTS);
        }
      client_test_close (client);
    }
  client_test_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/client/background/fills-in", test_fills_in);
  g_test_add_func ("/client/background/restart", test_restart);
  g_test_add_func ("/client/background/opened-first", test_opened_first);
  g_test_add_func ("/client/background/two-programs", test_two_programs);
  g_test_add_func ("/client/background/quota", test_quota);
  g_test_add_func ("/client/background/own-quota", test_own_quota);
  g_test_add_func ("/client/background/offline", test_offline);
  g_test_add_func ("/client/background/sign-in", test_sign_in);
  g_test_add_func ("/client/background/failing", test_failing);
  g_test_add_func ("/client/background/trouble", test_trouble);
  g_test_add_func ("/client/background/stop", test_stop);

  return g_test_run ();
}
