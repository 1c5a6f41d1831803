/* test-logins.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "live-market.h"

#include <string.h>

static void
assert_customers (LiveMarket *market)
{
  g_autoptr (GPtrArray) customers = live_market_list_all (market, TW_KIND_CUSTOMER);

  g_assert_cmpuint (customers->len, ==, 40);
}

/* The whole of a session at a CloudBlue-hosted tenant: only the login differs. */
static void
test_hosted (void)
{
  g_autoptr (LiveMarket) market = live_market_start_with (TW_ACCOUNT_CLOUDBLUE_HOSTED, NULL, NULL, NULL);
  g_autoptr (TwOrder) order = NULL;
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  assert_customers (market);
  order = live_market_create_sale (market, "PO-1");
  answer = live_market_write (market, TW_WRITE_PLACE_ORDER, NULL, order, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (live_market_count_orders (market, "PO-1"), ==, 1);
  g_assert_cmpuint (live_market_count_calls (market, "POST", "/token", 0), ==, 0);
  g_assert_cmpuint (live_market_count_calls (market, "POST", "/auth/realms/{realm}/protocol/openid-connect/token", 200),
                    ==, 1);
}

/* A hosted token that ends is renewed like any other. */
static void
test_hosted_expired (void)
{
  g_autoptr (LiveMarket) market = live_market_start_with (TW_ACCOUNT_CLOUDBLUE_HOSTED, NULL, NULL, NULL);

  assert_customers (market);
  tw_test_sandbox_fault (market->sandbox, "GET", "/customers", "expire-token", 1, 0);
  assert_customers (market);
  g_assert_cmpuint (live_market_count_calls (market, "POST", "/auth/realms/{realm}/protocol/openid-connect/token", 200),
                    ==, 2);
}

typedef struct
{
  TwAccountType type;
  const char   *password;
  const char   *subscription_key;
  const char   *marketplace;
  const char   *field; /* what the error says was wrong */
} Wrong;

static const Wrong wrong_password = { TW_ACCOUNT_CLOUDBLUE, "not-the-password", NULL, NULL, "password" };
static const Wrong wrong_key = { TW_ACCOUNT_CLOUDBLUE, NULL, "not-the-key", NULL, "subscriptionKey" };
static const Wrong wrong_marketplace = { TW_ACCOUNT_CLOUDBLUE, NULL, NULL, "nowhere", "marketplace" };
static const Wrong wrong_hosted_password = { TW_ACCOUNT_CLOUDBLUE_HOSTED, "not-the-password", NULL, NULL, "password" };
static const Wrong wrong_hosted_key = { TW_ACCOUNT_CLOUDBLUE_HOSTED, NULL, "not-the-key", NULL, "subscriptionKey" };

static void
assert_refused (const GError *error,
                const Wrong  *wrong)
{
  TwFieldError *field = NULL;

  g_assert_error (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED);
  g_assert_cmpint (tw_error_to_exit (error), ==, TW_EXIT_SIGN_IN);
  g_assert_cmpuint (tw_error_get_fields (error)->len, ==, 1);
  field = g_ptr_array_index (tw_error_get_fields (error), 0);
  g_assert_cmpstr (field->field, ==, wrong->field);
  g_assert_null (strstr (error->message, "not-the-"));
}

/* Says which of them was wrong, sends nothing else with it, and does not hammer the door. */
static void
test_wrong (gconstpointer data)
{
  const Wrong *wrong = data;
  g_autoptr (LiveMarket) market = live_market_start_with (wrong->type, wrong->password, wrong->subscription_key,
                                                          wrong->marketplace);
  g_autoptr (TwOrder) order = live_market_read_resource (TW_TYPE_ORDER,
                                                         "{\"type\":\"sales\",\"customerId\":\"1\",\"poNumber\":\"PO-1\"}");
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_CUSTOMER);
  g_autoptr (GError) error = NULL;

  g_assert_false (live_market_sign_in (market, &error));
  g_test_message ("%s", error->message);
  assert_refused (error, wrong);
  g_clear_error (&error);

  g_assert_null (live_market_list (market, query, &error));
  assert_refused (error, wrong);
  g_clear_error (&error);

  g_assert_null (live_market_write (market, TW_WRITE_PLACE_ORDER, NULL, order, &error));
  assert_refused (error, wrong);
  g_assert_cmpint (tw_error_get_effect (error), !=, TW_EFFECT_UNKNOWN);

  g_assert_cmpuint (live_market_count_calls (market, "GET", "/customers", 0), ==, 0);
  g_assert_cmpuint (live_market_count_calls (market, "POST", "/orders", 0), ==, 0);
  g_assert_cmpuint (live_market_count_calls (market, NULL, NULL, 0), ==, 1);
}

/* Calls that start together wait for one login. */
static void
test_calls_at_once (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  GAsyncResult *results[8] = { NULL };
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_PLAN);
  guint n_done = 0;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    tw_marketplace_list_async (market->marketplace, query, TW_PRIORITY_PERSON, NULL, tw_test_store_result, &results[i]);
  while (n_done < G_N_ELEMENTS (results))
    {
      TW_WAIT_FOR (results[n_done] != NULL);
      n_done++;
    }

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TwPage) page = tw_marketplace_list_finish (market->marketplace, results[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (page->rows->len, >, 0);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (live_market_count_calls (market, "POST", "/token", 0), ==, 1);
  g_assert_cmpuint (live_market_count_calls (market, "GET", "/plans", 200), ==, G_N_ELEMENTS (results));
}

/* Nothing listens there any more. */
static void
test_unreachable (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwOrder) order = live_market_create_sale (market, "PO-1");
  g_autoptr (GError) error = NULL;

  g_subprocess_force_exit (market->sandbox->process);
  g_subprocess_wait (market->sandbox->process, NULL, NULL);
  g_assert_null (live_market_write (market, TW_WRITE_PLACE_ORDER, NULL, order, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_cmpint (tw_error_to_exit (error), ==, TW_EXIT_OUT_OF_REACH);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/logins/hosted", test_hosted);
  g_test_add_func ("/logins/hosted-expired", test_hosted_expired);
  g_test_add_data_func ("/logins/wrong/password", &wrong_password, test_wrong);
  g_test_add_data_func ("/logins/wrong/key", &wrong_key, test_wrong);
  g_test_add_data_func ("/logins/wrong/marketplace", &wrong_marketplace, test_wrong);
  g_test_add_data_func ("/logins/wrong/hosted-password", &wrong_hosted_password, test_wrong);
  g_test_add_data_func ("/logins/wrong/hosted-key", &wrong_hosted_key, test_wrong);
  g_test_add_func ("/logins/calls-at-once", test_calls_at_once);
  g_test_add_func ("/logins/unreachable", test_unreachable);

  return g_test_run ();
}
