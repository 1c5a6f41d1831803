/* test-faults.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "live-market.h"

/*
 * Everything that can go wrong on the way, for a read and for an order. A read is repeated where that may help.
 * An order is not, unless it provably had no effect; what is known of its effect is in the error, and whatever
 * happens there is never more than one.
 */

#define SUCCESS -1 /* instead of an error's code */

typedef struct
{
  const char *action;

  int         read_code;
  guint       n_reads; /* how often the read was sent in all */

  int         order_code;
  TwEffect    order_effect;
  guint       order_status; /* HTTP status in the error */
  guint       n_sent;       /* how often the order was sent in all */
  guint       n_placed;     /* how many there are */
} Case;

static const Case cases[] = {
  /* Before any effect. */
  { "status:400", TW_ERROR_VALIDATION, 1, TW_ERROR_VALIDATION, TW_EFFECT_REFUSED, 400, 1, 0 },
  { "status:401", SUCCESS, 2, SUCCESS, TW_EFFECT_NONE, 0, 2, 1 },
  { "status:403", TW_ERROR_FORBIDDEN, 1, TW_ERROR_FORBIDDEN, TW_EFFECT_REFUSED, 403, 1, 0 },
  { "status:404", TW_ERROR_NOT_FOUND, 1, TW_ERROR_NOT_FOUND, TW_EFFECT_REFUSED, 404, 1, 0 },
  { "status:409", TW_ERROR_CONFLICT, 1, TW_ERROR_CONFLICT, TW_EFFECT_REFUSED, 409, 1, 0 },
  { "status:422", TW_ERROR_VALIDATION, 1, TW_ERROR_VALIDATION, TW_EFFECT_REFUSED, 422, 1, 0 },
  { "status:500", TW_ERROR_SERVER, 1, TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, 500, 1, 0 },
  { "status:502", SUCCESS, 2, TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, 502, 1, 0 },
  { "status:503", SUCCESS, 2, TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, 503, 1, 0 },
  { "429", SUCCESS, 2, SUCCESS, TW_EFFECT_NONE, 0, 2, 1 },
  { "drop-before", SUCCESS, 2, TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, 0, 1, 0 },
  { "delay:300", SUCCESS, 1, SUCCESS, TW_EFFECT_NONE, 0, 1, 1 },
  { "expire-token", SUCCESS, 2, SUCCESS, TW_EFFECT_NONE, 0, 2, 1 },
  /* After it. */
  { "drop-after", SUCCESS, 2, TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, 0, 1, 1 },
  { "504-html", SUCCESS, 2, TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, 504, 1, 1 },
  { "truncate", SUCCESS, 2, TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, 200, 1, 1 },
  { "malformed", TW_ERROR_PROTOCOL, 1, TW_ERROR_PROTOCOL, TW_EFFECT_UNKNOWN, 200, 1, 1 },
};

static void
assert_outcome (gpointer      answer,
                const GError *error,
                int           code)
{
  if (code == SUCCESS)
    {
      g_assert_no_error (error);
      g_assert_nonnull (answer);
      return;
    }

  g_test_message ("%s", error != NULL ? error->message : "no error");
  g_assert_null (answer);
  g_assert_error (error, TW_ERROR, code);
}

/* After a limit the budget goes slower for a while, which is no business of these cases. */
static gboolean
is_limit (const Case *expected)
{
  return g_str_equal (expected->action, "429");
}

static void
test_read (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autofree char *id = live_market_find_id (market, TW_KIND_CUSTOMER, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (TwAnswer) again = NULL;

  tw_test_sandbox_fault (market->sandbox, "GET", "/customers/{id}", expected->action, 1, 0);
  answer = live_market_get (market, TW_KIND_CUSTOMER, id, &error);
  assert_outcome (answer, error, expected->read_code);
  g_assert_cmpuint (live_market_count_calls (market, "GET", "/customers/{id}", 0), ==, expected->n_reads);

  if (is_limit (expected))
    return;

  /* It was the one time: nothing is left broken behind. */
  g_clear_error (&error);
  again = live_market_get (market, TW_KIND_CUSTOMER, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (TW_CUSTOMER (again->resource)->id, ==, id);
}

static void
test_order (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwOrder) order = live_market_create_sale (market, "PO-1");
  g_autoptr (TwOrder) next = live_market_create_sale (market, "PO-2");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (TwAnswer) next_answer = NULL;

  tw_test_sandbox_fault (market->sandbox, "POST", "/orders", expected->action, 1, 0);
  answer = live_market_write (market, TW_WRITE_PLACE_ORDER, NULL, order, &error);
  assert_outcome (answer, error, expected->order_code);
  if (error != NULL)
    {
      g_assert_cmpint (tw_error_get_effect (error), ==, expected->order_effect);
      g_assert_cmpuint (tw_error_get_http_status (error), ==, expected->order_status);
    }
  else
    {
      g_assert_cmpstr (TW_ORDER (answer->resource)->po_number, ==, "PO-1");
    }
  g_assert_cmpuint (live_market_count_calls (market, "POST", "/orders", 0), ==, expected->n_sent);
  g_assert_cmpuint (live_market_count_orders (market, "PO-1"), ==, expected->n_placed);

  if (is_limit (expected))
    return;

  /* An order that failed takes no other with it, and is not sent behind anybody's back later. */
  g_clear_error (&error);
  next_answer = live_market_write (market, TW_WRITE_PLACE_ORDER, NULL, next, &error);
  g_assert_no_error (error);
  g_assert_nonnull (next_answer);
  g_assert_cmpuint (live_market_count_orders (market, "PO-1"), ==, expected->n_placed);
  g_assert_cmpuint (live_market_count_orders (market, "PO-2"), ==, 1);
}

/* Without Retry-After the pause is a matter of guessing, and long: read and order wait for it together. */
static void
test_limited_without_header (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwOrder) order = live_market_create_sale (market, "PO-1");
  g_autofree char *id = live_market_find_id (market, TW_KIND_CUSTOMER, NULL);
  g_autoptr (GAsyncResult) read_result = NULL;
  g_autoptr (GAsyncResult) order_result = NULL;
  g_autoptr (TwAnswer) read_answer = NULL;
  g_autoptr (TwAnswer) order_answer = NULL;
  g_autoptr (GError) error = NULL;

  tw_test_sandbox_fault (market->sandbox, "GET", "/customers/{id}", "429-no-header", 1, 0);
  tw_test_sandbox_fault (market->sandbox, "POST", "/orders", "429-no-header", 1, 0);
  tw_marketplace_get_async (market->marketplace, TW_KIND_CUSTOMER, id, TW_PRIORITY_PERSON, NULL, tw_test_store_result,
                            &read_result);
  tw_marketplace_write_async (market->marketplace, TW_WRITE_PLACE_ORDER, NULL, TW_RESOURCE (order), NULL,
                              tw_test_store_result, &order_result);
  TW_WAIT_FOR (read_result != NULL && order_result != NULL);

  read_answer = tw_marketplace_get_finish (market->marketplace, read_result, &error);
  g_assert_no_error (error);
  order_answer = tw_marketplace_write_finish (market->marketplace, order_result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (live_market_count_calls (market, "GET", "/customers/{id}", 0), ==, 2);
  g_assert_cmpuint (live_market_count_calls (market, "POST", "/orders", 0), ==, 2);
  g_assert_cmpuint (live_market_count_orders (market, "PO-1"), ==, 1);
}

/* A token that is refused again after a new login is not tried for ever. */
static void
test_always_expired (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwOrder) order = live_market_create_sale (market, "PO-1");
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  tw_test_sandbox_fault (market->sandbox, "POST", "/orders", "status:401", 10, 0);
  answer = live_market_write (market, TW_WRITE_PLACE_ORDER, NULL, order, &error);
  g_assert_null (answer);
  g_assert_error (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED);
  g_assert_cmpint (tw_error_get_effect (error), !=, TW_EFFECT_UNKNOWN);
  g_assert_cmpuint (live_market_count_calls (market, "POST", "/orders", 0), ==, 2);
  g_assert_cmpuint (live_market_count_orders (market, "PO-1"), ==, 0);
}

/* A marketplace that stays away is given up, with a clear word. */
static void
test_always_cut (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autofree char *id = live_market_find_id (market, TW_KIND_CUSTOMER, NULL);
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  tw_test_sandbox_fault (market->sandbox, "GET", "/customers/{id}", "drop-before", 100, 0);
  answer = live_market_get (market, TW_KIND_CUSTOMER, id, &error);
  g_assert_null (answer);
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpuint (live_market_count_calls (market, "GET", "/customers/{id}", 0), <, 10);
}

/* A business rule comes with status 500, and is a refusal: nothing to be searched for. */
static void
test_business_rule (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwOrder) sale = live_market_create_sale (market, "PO-1");
  g_autoptr (TwOrder) first = NULL;
  g_autoptr (TwOrder) second = NULL;
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (TwAnswer) refused = NULL;
  g_autoptr (TwOrder) done = NULL;
  g_autoptr (TwSubscription) subscription = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  TwSubscriptionProduct *product = NULL;

  answer = live_market_write (market, TW_WRITE_PLACE_ORDER, NULL, sale, &error);
  g_assert_no_error (error);
  live_market_advance (market, "PT30S");
  done = live_market_get_resource (market, TW_KIND_ORDER, TW_ORDER (answer->resource)->id);
  g_assert_cmpint (done->status, ==, TW_ORDER_STATUS_COMPLETED);
  subscription = live_market_get_resource (market, TW_KIND_SUBSCRIPTION, done->subscription_id);
  product = g_ptr_array_index (subscription->products, 0);

  json = g_strdup_printf ("{\"type\":\"change\",\"customerId\":\"%s\",\"poNumber\":\"PO-2\",\"products\":["
                          "{\"subscriptionId\":\"%s\",\"mpn\":\"%s\",\"quantity\":7}]}",
                          done->customer_id, subscription->id, product->mpn);
  first = live_market_read_resource (TW_TYPE_ORDER, json);
  second = live_market_read_resource (TW_TYPE_ORDER, json);
  g_object_set (second, "po-number", "PO-3", NULL);

  g_clear_pointer (&answer, tw_answer_free);
  answer = live_market_write (market, TW_WRITE_PLACE_ORDER, NULL, first, &error);
  g_assert_no_error (error);
  refused = live_market_write (market, TW_WRITE_PLACE_ORDER, NULL, second, &error);
  g_assert_null (refused);
  g_test_message ("%s", error->message);
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_REFUSED);
  g_assert_cmpuint (tw_error_get_http_status (error), ==, 500);
  g_assert_nonnull (tw_error_get_correlation_id (error));
  g_assert_cmpuint (live_market_count_orders (market, "PO-3"), ==, 0);
}

/* Ids that nobody knows are answered with 404 or 400: the error is the same. */
static void
test_unknown_ids (gconstpointer data)
{
  static const TwKind kinds[] = { TW_KIND_CUSTOMER, TW_KIND_RESELLER, TW_KIND_ORDER, TW_KIND_SUBSCRIPTION, TW_KIND_PLAN };
  guint status = GPOINTER_TO_UINT (data);
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autofree char *behaviour = g_strdup_printf ("{\"unknownId\":%u}", status);
  g_autoptr (TwJson) answer = tw_test_sandbox_control (market->sandbox, "POST", "/_sandbox/behaviour", behaviour);
  g_autoptr (TwCustomer) change = live_market_read_resource (TW_TYPE_CUSTOMER, "{\"externalId\":\"x\"}");
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (answer);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_assert_null (live_market_get (market, kinds[i], "9999999", &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
      g_assert_cmpuint (tw_error_get_http_status (error), ==, status);
      g_clear_error (&error);
    }
  g_assert_null (live_market_get (market, TW_KIND_REPORT, "00000000-0000-4000-8000-000000000000", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_null (live_market_write (market, TW_WRITE_UPDATE_CUSTOMER, "9999999", change, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_REFUSED);
}

/* Ids with anything in them stay one segment of the path. */
static void
test_hostile_ids (void)
{
  static const char * const ids[] = { "../token", "1/../../_sandbox/reset", "%2e%2e", "a b", "é", "?x=1", "#" };
  g_autoptr (LiveMarket) market = live_market_start ();

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (live_market_get (market, TW_KIND_CUSTOMER, ids[i], &error));
      g_test_message ("%s: %s", ids[i], error->message);
      g_assert_true (g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND) ||
                     g_error_matches (error, TW_ERROR, TW_ERROR_VALIDATION));
    }
  g_assert_cmpuint (live_market_count_calls (market, "GET", "/customers", 0), ==, 0);
}

/* What is no id is no way to a list, and nothing to be changed. */
static void
test_no_ids (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwCustomer) change = live_market_read_resource (TW_TYPE_CUSTOMER, "{\"externalId\":\"x\"}");
  static const char * const ids[] = { ".", ".." };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (TwQuery) query = tw_query_new (TW_KIND_CUSTOMER);
      g_autoptr (GError) error = NULL;

      g_assert_null (live_market_write (market, TW_WRITE_UPDATE_CUSTOMER, ids[i], change, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
      g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
      g_clear_error (&error);

      g_assert_null (live_market_get (market, TW_KIND_CUSTOMER, ids[i], &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
      g_clear_error (&error);

      tw_query_set_filter (query, "parentId", ids[i]);
      g_assert_null (live_market_list (market, query, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
    }
  g_assert_cmpuint (live_market_count_calls (market, NULL, NULL, 0), ==, 0);
}

static void
add_cases (const char    *prefix,
           GTestDataFunc  func)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat (prefix, cases[i].action, NULL);

      g_test_add_data_func (path, &cases[i], func);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_cases ("/faults/read/", test_read);
  add_cases ("/faults/order/", test_order);
  g_test_add_func ("/faults/429-no-header", test_limited_without_header);
  g_test_add_func ("/faults/always-expired", test_always_expired);
  g_test_add_func ("/faults/always-cut", test_always_cut);
  g_test_add_func ("/faults/business-rule", test_business_rule);
  g_test_add_data_func ("/faults/unknown-ids/404", GUINT_TO_POINTER (404), test_unknown_ids);
  g_test_add_data_func ("/faults/unknown-ids/400", GUINT_TO_POINTER (400), test_unknown_ids);
  g_test_add_func ("/faults/hostile-ids", test_hostile_ids);
  g_test_add_func ("/faults/no-ids", test_no_ids);

  return g_test_run ();
}
