/* test-requests.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cloudblue/tw-cloudblue-private.h"
#include "net/tw-http-private.h"

#include <string.h>

static TwResource *
read_resource (GType       type,
               const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJson) json = tw_json_parse (text, -1, &error);
  TwResource *resource = g_object_new (type, NULL);

  g_assert_no_error (error);
  g_assert_true (tw_resource_merge_json (resource, json, &error));
  g_assert_no_error (error);

  return resource;
}

static void
assert_body (TwRequest  *request,
             const char *expected)
{
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);
  g_autofree char *text = g_strndup (data, size);

  g_assert_cmpstr (request->content_type, ==, "application/json");
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_list (TwQuery    *query,
             const char *path,
             const char *parameters)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 2, 23, 30, 0);
  g_autoptr (TwRequest) request = tw_cloudblue_list_request (query, now);
  g_autofree char *text = tw_request_dup_query (request);

  g_assert_cmpstr (tw_request_get_method (request), ==, "GET");
  g_assert_true (tw_request_is_read (request));
  g_assert_cmpstr (tw_request_get_path (request), ==, path);
  g_assert_cmpstr (text, ==, parameters);
  g_assert_null (request->body);
}

static void
test_lists (void)
{
  static const struct
  {
    TwKind      kind;
    const char *path;
    const char *parameters;
  } cases[] = {
    { TW_KIND_CUSTOMER, "/customers", "offset=0&limit=500" },
    { TW_KIND_RESELLER, "/resellers", "offset=0&limit=500" },
    { TW_KIND_ORDER, "/orders", "offset=0&limit=500" },
    { TW_KIND_SUBSCRIPTION, "/subscriptions", "offset=0&limit=500" },
    { TW_KIND_PRODUCT, "/products", "offset=0&limit=500" },
    { TW_KIND_PLAN, "/plans", "offset=0&limit=500" },
    /* Not paged; the span of a year up to and with today, wherever today ends. */
    { TW_KIND_REPORT, "/reports", "from=2025-11-02&to=2026-11-03" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwQuery) query = tw_query_new (cases[i].kind);

      assert_list (query, cases[i].path, cases[i].parameters);
    }
}

static void
test_ranges (void)
{
  static const struct
  {
    gint64      offset;
    gint64      limit;
    const char *parameters;
  } cases[] = {
    { 0, 1, "offset=0&limit=1" },         { 1000, 100, "offset=1000&limit=100" },
    { 20500, -1, "offset=20500&limit=500" }, { 0, 501, "offset=0&limit=500" },
    { 0, 0, "offset=0&limit=1" }, /* 0 is refused there */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);

      tw_query_set_range (query, cases[i].offset, cases[i].limit);
      assert_list (query, "/orders", cases[i].parameters);
    }
}

/* Each list has its own names for the same thing; what it does not know is not sent. */
static void
test_filters (void)
{
  static const struct
  {
    TwKind      kind;
    const char *parameters;
  } cases[] = {
    { TW_KIND_CUSTOMER, "name=N%26o%20%2B&email=a%40b&externalId=X%3D1&resellerId=R&offset=0&limit=500" },
    { TW_KIND_ORDER, "customerId=C&subscriptionId=S&status=active&creationTimeFrom=2026-01-31T00%3A00%3A00Z&"
                     "creationTimeTo=2026-02-28T23%3A59%3A59Z&orderNumber=SO1&statusCode=LO&offset=0&limit=500" },
    { TW_KIND_SUBSCRIPTION, "customerId=C&status=active&creationDateFrom=2026-01-31&creationDateTo=2026-02-28&"
                            "offset=0&limit=500" },
    { TW_KIND_PRODUCT, "name=N%26o%20%2B&serviceName=Mail&mpn=M%2F1&vendor=V&offset=0&limit=500" },
    { TW_KIND_PLAN, "offset=0&limit=500" },
    { TW_KIND_REPORT, "name=N%26o%20%2B&format=csv&status=active&type=T&from=2026-01-31&to=2026-02-28" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwQuery) query = tw_query_new (cases[i].kind);

      tw_query_set_filter (query, "name", "N&o +");
      tw_query_set_filter (query, "email", "a@b");
      tw_query_set_filter (query, "externalId", "X=1");
      tw_query_set_filter (query, "resellerId", "R");
      tw_query_set_filter (query, "customerId", "C");
      tw_query_set_filter (query, "subscriptionId", "S");
      tw_query_set_filter (query, "status", "active");
      tw_query_set_filter (query, "type", "T");
      tw_query_set_filter (query, "since", "2026-01-31");
      tw_query_set_filter (query, "until", "2026-02-28");
      tw_query_set_filter (query, "orderNumber", "SO1");
      tw_query_set_filter (query, "statusCode", "LO");
      tw_query_set_filter (query, "serviceName", "Mail");
      tw_query_set_filter (query, "mpn", "M/1");
      tw_query_set_filter (query, "vendor", "V");
      tw_query_set_filter (query, "format", "csv");
      tw_query_set_filter (query, "noSuchFilter", "x");
      tw_query_set_text (query, "words are the mirror's");
      tw_query_set_sort (query, "name", TRUE);
      assert_list (query, cases[i].kind == TW_KIND_CUSTOMER       ? "/customers"
                          : cases[i].kind == TW_KIND_ORDER        ? "/orders"
                          : cases[i].kind == TW_KIND_SUBSCRIPTION ? "/subscriptions"
                          : cases[i].kind == TW_KIND_PRODUCT      ? "/products"
                          : cases[i].kind == TW_KIND_PLAN         ? "/plans"
                                                                  : "/reports",
                   cases[i].parameters);
    }
}

static void
test_below_reseller (void)
{
  static const struct
  {
    TwKind      kind;
    const char *path;
  } cases[] = {
    { TW_KIND_CUSTOMER, "/resellers/1%2F2/customers" },
    { TW_KIND_ORDER, "/resellers/1%2F2/orders" },
    { TW_KIND_SUBSCRIPTION, "/subscriptions" }, /* there is no such list */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwQuery) query = tw_query_new (cases[i].kind);

      tw_query_set_filter (query, "parentId", "1/2");
      assert_list (query, cases[i].path, "offset=0&limit=500");
    }
}

/* An id is one segment, whatever is in it: it leads nowhere else. */
static void
test_gets (void)
{
  static const struct
  {
    TwKind      kind;
    const char *id;
    const char *path;
  } cases[] = {
    { TW_KIND_CUSTOMER, "1002417", "/customers/1002417" },
    { TW_KIND_RESELLER, "7", "/resellers/7" },
    { TW_KIND_ORDER, "../token", "/orders/..%2Ftoken" },
    { TW_KIND_SUBSCRIPTION, "1?x=2#y", "/subscriptions/1%3Fx%3D2%23y" },
    { TW_KIND_PLAN, "é %", "/plans/%C3%A9%20%25" },
    { TW_KIND_REPORT, "0b1f-22", "/reports/0b1f-22" },
    { TW_KIND_REPORT, "...", "/reports/..." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwRequest) request = tw_cloudblue_get_request (cases[i].kind, cases[i].id);

      g_assert_cmpstr (tw_request_get_method (request), ==, "GET");
      g_assert_cmpstr (tw_request_get_path (request), ==, cases[i].path);
      g_assert_null (tw_request_dup_query (request));
      g_assert_true (tw_request_is_read (request));
    }
}

static void
test_ids (void)
{
  static const char * const good[] = { "1002417", "a b", "...", "../x", "%2e", "é" };
  static const char * const bad[] = { "", ".", "..", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (tw_cloudblue_is_id (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (tw_cloudblue_is_id (bad[i]));
}

static void
test_writes (void)
{
  static const struct
  {
    TwWriteKind kind;
    const char *method;
    const char *path;
    const char *given;
    const char *sent;
  } cases[] = {
    { TW_WRITE_CREATE_CUSTOMER, "POST", "/customers",
      "{\"id\":\"9\",\"name\":\"N\",\"address\":{\"city\":\"Lima\"},\"contactPersons\":[{\"type\":\"admin\","
      "\"login\":\"maya\",\"password\":\"pw\"}],\"attributes\":{\"a\":\"b\"},\"resellerId\":\"3\",\"other\":1}",
      "{\"name\":\"N\",\"address\":{\"city\":\"Lima\"},\"contactPersons\":[{\"type\":\"admin\",\"login\":\"maya\","
      "\"password\":\"pw\"}],\"attributes\":{\"a\":\"b\"}}" },
    { TW_WRITE_UPDATE_CUSTOMER, "PATCH", "/customers/1%2F2", "{\"id\":\"9\",\"name\":\"N\",\"status\":\"creditHold\"}",
      "{\"name\":\"N\",\"status\":\"creditHold\"}" },
    { TW_WRITE_CREATE_RESELLER, "POST", "/resellers", "{\"name\":\"N\",\"currency\":\"MXN\"}",
      "{\"name\":\"N\",\"currency\":\"MXN\"}" },
    { TW_WRITE_UPDATE_RESELLER, "PATCH", "/resellers/1%2F2", "{\"name\":\"N\",\"currency\":\"MXN\"}", "{\"name\":\"N\"}" },
    { TW_WRITE_CREATE_RESELLER_CUSTOMER, "POST", "/resellers/1%2F2/customers", "{\"name\":\"N\"}", "{\"name\":\"N\"}" },
    { TW_WRITE_PLACE_ORDER, "POST", "/orders",
      "{\"type\":\"sales\",\"customerId\":\"1\",\"poNumber\":\"P\",\"status\":\"submitted\",\"total\":{\"currency\":"
      "\"USD\",\"amount\":\"1\"},\"products\":[{\"mpn\":\"M\",\"quantity\":12,\"name\":\"not sent\",\"billingPeriod\":"
      "{\"type\":\"month\",\"duration\":1},\"parameters\":[{\"name\":\"domain\",\"value\":\"x.example\",\"result\":"
      "\"error\"}]}]}",
      "{\"type\":\"sales\",\"customerId\":\"1\",\"poNumber\":\"P\",\"products\":[{\"mpn\":\"M\",\"quantity\":12,"
      "\"billingPeriod\":{\"type\":\"month\",\"duration\":1},\"parameters\":[{\"name\":\"domain\",\"value\":"
      "\"x.example\"}]}]}" },
    { TW_WRITE_UPDATE_ORDER, "PATCH", "/orders/1%2F2", "{\"statusCode\":\"CL\",\"poNumber\":\"P\"}",
      "{\"statusCode\":\"CL\"}" },
    { TW_WRITE_UPDATE_SUBSCRIPTION, "PATCH", "/subscriptions/1%2F2", "{\"renewalStatus\":false,\"status\":\"hold\"}",
      "{\"renewalStatus\":false}" },
    /* A unit price keeps the scale it was given with. */
    { TW_WRITE_SET_PRICES, "POST", "/subscriptions/1%2F2/specialPricing",
      "{\"products\":[{\"mpn\":\"M\",\"quantity\":5,\"unitPrice\":{\"currency\":\"USD\",\"amount\":\"7.250\"}}]}",
      "{\"products\":[{\"mpn\":\"M\",\"unitPrice\":{\"currency\":\"USD\",\"amount\":\"7.250\"}}]}" },
    { TW_WRITE_SCHEDULE_REPORT, "POST", "/reports",
      "{\"name\":\"R\",\"format\":\"csv\",\"startDate\":\"2026-10-01T00:00:00Z\",\"endDate\":\"2026-10-31T23:59:59Z\","
      "\"status\":\"submitted\"}",
      "{\"name\":\"R\",\"format\":\"csv\",\"startDate\":\"2026-10-01T00:00:00Z\",\"endDate\":\"2026-10-31T23:59:59Z\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwResource) body = read_resource (tw_kind_get_resource_type (tw_write_kind_get_kind (cases[i].kind)),
                                                   cases[i].given);
      g_autoptr (TwRequest) request = tw_cloudblue_write_request (cases[i].kind, "1/2", body);

      g_assert_cmpstr (tw_request_get_method (request), ==, cases[i].method);
      g_assert_cmpstr (tw_request_get_path (request), ==, cases[i].path);
      g_assert_null (tw_request_dup_query (request));
      /* A write is never repeated by itself. */
      g_assert_false (tw_request_is_read (request));
      assert_body (request, cases[i].sent);
      /* Placing can take minutes. */
      g_assert_cmpuint (request->timeout, ==, cases[i].kind == TW_WRITE_PLACE_ORDER ? 180 : 0);
    }
}

static void
test_estimate (void)
{
  g_autoptr (TwResource) order = read_resource (TW_TYPE_ORDER, "{\"type\":\"change\",\"customerId\":\"1\",\"products\":"
                                                               "[{\"subscriptionId\":\"5\",\"mpn\":\"M\",\"quantity\":"
                                                               "14.5}]}");
  g_autoptr (TwRequest) request = tw_cloudblue_estimate_request (TW_ORDER (order));

  g_assert_cmpstr (tw_request_get_method (request), ==, "POST");
  g_assert_cmpstr (tw_request_get_path (request), ==, "/orders/estimate");
  g_assert_true (tw_request_is_read (request));
  assert_body (request, "{\"type\":\"change\",\"customerId\":\"1\",\"products\":[{\"mpn\":\"M\",\"quantity\":14.5,"
                        "\"subscriptionId\":\"5\"}]}");
}

/* The quantity is a whole number there, the list of parameters required, and the rest of a line not wanted. */
static void
test_validate (void)
{
  g_autoptr (TwResource) order = read_resource (TW_TYPE_ORDER,
                                                "{\"type\":\"sales\",\"customerId\":\"1\",\"poNumber\":\"P\",\"products\":["
                                                "{\"mpn\":\"M\",\"vendor\":\"V\",\"quantity\":\"12.0\",\"type\":\"x\","
                                                "\"parameters\":[{\"name\":\"domain\",\"value\":\"x.example\"}]},"
                                                "{\"mpn\":\"N\",\"quantity\":1.5}]}");
  g_autoptr (TwResource) none = read_resource (TW_TYPE_ORDER, "{\"type\":\"sales\",\"customerId\":\"1\"}");
  g_autoptr (TwRequest) request = tw_cloudblue_validate_request (TW_ORDER (order));
  g_autoptr (TwRequest) empty = tw_cloudblue_validate_request (TW_ORDER (none));

  g_assert_cmpstr (tw_request_get_method (request), ==, "POST");
  g_assert_cmpstr (tw_request_get_path (request), ==, "/validation/parameters");
  g_assert_true (tw_request_is_read (request));
  assert_body (request, "{\"customerId\":\"1\",\"type\":\"sales\",\"products\":[{\"mpn\":\"M\",\"vendor\":\"V\","
                        "\"quantity\":12,\"parameters\":[{\"name\":\"domain\",\"value\":\"x.example\"}]},"
                        "{\"mpn\":\"N\",\"parameters\":[]}]}");
  assert_body (empty, "{\"customerId\":\"1\",\"type\":\"sales\",\"products\":[]}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cloudblue/requests/lists", test_lists);
  g_test_add_func ("/cloudblue/requests/ranges", test_ranges);
  g_test_add_func ("/cloudblue/requests/filters", test_filters);
  g_test_add_func ("/cloudblue/requests/below-reseller", test_below_reseller);
  g_test_add_func ("/cloudblue/requests/gets", test_gets);
  g_test_add_func ("/cloudblue/requests/ids", test_ids);
  g_test_add_func ("/cloudblue/requests/writes", test_writes);
  g_test_add_func ("/cloudblue/requests/estimate", test_estimate);
  g_test_add_func ("/cloudblue/requests/validate", test_validate);

  return g_test_run ();
}
