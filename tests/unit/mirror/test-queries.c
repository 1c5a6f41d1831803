/* test-queries.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mirror-test-support.h"

#include "base/tw-error.h"

static void
assert_filter (MirrorFixture *fixture,
               TwKind         kind,
               const char    *name,
               const char    *value,
               const char    *expected)
{
  g_autoptr (TwQuery) query = tw_query_new (kind);
  g_autofree char *keys = NULL;
  g_auto (GStrv) split = g_strsplit (expected, " ", -1);

  tw_query_set_filter (query, name, value);
  keys = mirror_test_list (fixture->mirror, query);
  g_test_message ("%s %s=%s: %s", tw_kind_to_string (kind), name, value, keys);
  g_assert_cmpstr (keys, ==, expected);
  g_assert_cmpint (mirror_test_count (fixture->mirror, query), ==,
                   *expected != '\0' ? g_strv_length (split) : 0);
}

static void
test_filters (MirrorFixture *fixture,
              gconstpointer  data)
{
  mirror_test_fill (fixture->mirror);

  assert_filter (fixture, TW_KIND_CUSTOMER, "id", "9", "9");
  assert_filter (fixture, TW_KIND_CUSTOMER, "externalId", "E-3", "10");
  assert_filter (fixture, TW_KIND_CUSTOMER, "name", "AGO", "12");
  assert_filter (fixture, TW_KIND_CUSTOMER, "name", "cía", "12");
  assert_filter (fixture, TW_KIND_CUSTOMER, "email", "ana@AGORA.example", "12");
  assert_filter (fixture, TW_KIND_CUSTOMER, "email", "agora.example", "");
  assert_filter (fixture, TW_KIND_CUSTOMER, "status", "active", "12 10");
  assert_filter (fixture, TW_KIND_CUSTOMER, "resellerId", "3", "12 10");
  assert_filter (fixture, TW_KIND_CUSTOMER, "parentId", "3", "12 10");
  assert_filter (fixture, TW_KIND_CUSTOMER, "countryCode", "MX", "9");

  assert_filter (fixture, TW_KIND_RESELLER, "name", "nandu", "3");
  assert_filter (fixture, TW_KIND_RESELLER, "externalId", "R3", "3");
  assert_filter (fixture, TW_KIND_RESELLER, "status", "pending", "4");

  assert_filter (fixture, TW_KIND_ORDER, "orderNumber", "CH103", "103");
  assert_filter (fixture, TW_KIND_ORDER, "poNumber", "TW-2026-A7", "102");
  assert_filter (fixture, TW_KIND_ORDER, "customerId", "9", "103 102");
  assert_filter (fixture, TW_KIND_ORDER, "subscriptionId", "500", "102");
  assert_filter (fixture, TW_KIND_ORDER, "resellerId", "3", "104 101");
  assert_filter (fixture, TW_KIND_ORDER, "mpn", "CSP E3", "102");
  assert_filter (fixture, TW_KIND_ORDER, "mpn", "CSP", "");
  assert_filter (fixture, TW_KIND_ORDER, "status", "completed", "104 101");
  assert_filter (fixture, TW_KIND_ORDER, "type", "sales", "104 102");
  assert_filter (fixture, TW_KIND_ORDER, "statusCode", "LO", "103");
  assert_filter (fixture, TW_KIND_ORDER, "open", "true", "103");
  assert_filter (fixture, TW_KIND_ORDER, "open", "false", "104 102 101");
  assert_filter (fixture, TW_KIND_ORDER, "since", "2026-10-02", "104 103 102");
  assert_filter (fixture, TW_KIND_ORDER, "until", "2026-10-31", "104 103 102 101");
  assert_filter (fixture, TW_KIND_ORDER, "until", "2026-10-30", "103 102 101");

  assert_filter (fixture, TW_KIND_SUBSCRIPTION, "customerId", "12", "500");
  assert_filter (fixture, TW_KIND_SUBSCRIPTION, "name", "exito", "500");
  assert_filter (fixture, TW_KIND_SUBSCRIPTION, "mpn", "AZ-1", "501");
  assert_filter (fixture, TW_KIND_SUBSCRIPTION, "status", "pending", "501");
  assert_filter (fixture, TW_KIND_SUBSCRIPTION, "until", "2026-01-01", "500");

  assert_filter (fixture, TW_KIND_PRODUCT, "mpn", "A-MPN", "p2/A-MPN/Acronis//");
  assert_filter (fixture, TW_KIND_PRODUCT, "vendor", "Microsoft", "p1/B-MPN/Microsoft//");
  assert_filter (fixture, TW_KIND_PRODUCT, "serviceName", "Backup", "p2/A-MPN/Acronis//");
  assert_filter (fixture, TW_KIND_PRODUCT, "name", "ABA", "p1/B-MPN/Microsoft//");

  assert_filter (fixture, TW_KIND_PLAN, "published", "true", "1");
  assert_filter (fixture, TW_KIND_PLAN, "published", "false", "2");

  assert_filter (fixture, TW_KIND_REPORT, "format", "xlsx", "r-1");
  assert_filter (fixture, TW_KIND_REPORT, "type", "onetime", "r-2");
  assert_filter (fixture, TW_KIND_REPORT, "since", "2026-11-02", "r-2");
}

static void
test_filters_together (MirrorFixture *fixture,
                       gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  g_autofree char *keys = NULL;

  mirror_test_fill (fixture->mirror);
  tw_query_set_filter (query, "customerId", "9");
  tw_query_set_filter (query, "status", "error");
  tw_query_set_filter (query, "since", "2026-10-01");
  tw_query_set_text (query, "hojas zebra");
  keys = mirror_test_list (fixture->mirror, query);
  g_assert_cmpstr (keys, ==, "102");
}

static void
assert_sort (MirrorFixture *fixture,
             TwKind         kind,
             const char    *field,
             const char    *expected)
{
  g_autoptr (TwQuery) query = tw_query_new (kind);
  g_autofree char *upwards = NULL;
  g_autofree char *downwards = NULL;
  g_auto (GStrv) keys = g_strsplit (expected, " ", -1);
  g_autoptr (GString) reversed = g_string_new (NULL);

  for (guint i = g_strv_length (keys); i > 0; i--)
    g_string_append_printf (reversed, "%s%s", reversed->len > 0 ? " " : "", keys[i - 1]);

  tw_query_set_sort (query, field, FALSE);
  upwards = mirror_test_list (fixture->mirror, query);
  g_test_message ("%s by %s: %s", tw_kind_to_string (kind), field, upwards);
  g_assert_cmpstr (upwards, ==, expected);

  tw_query_set_sort (query, field, TRUE);
  downwards = mirror_test_list (fixture->mirror, query);
  g_assert_cmpstr (downwards, ==, reversed->str);
}

static void
test_sorts (MirrorFixture *fixture,
            gconstpointer  data)
{
  mirror_test_fill (fixture->mirror);

  assert_sort (fixture, TW_KIND_CUSTOMER, "id", "9 10 12");
  assert_sort (fixture, TW_KIND_CUSTOMER, "name", "12 10 9");
  assert_sort (fixture, TW_KIND_CUSTOMER, "status", "10 12 9");
  assert_sort (fixture, TW_KIND_CUSTOMER, "externalId", "12 9 10");
  assert_sort (fixture, TW_KIND_CUSTOMER, "address.countryCode", "10 12 9");
  assert_sort (fixture, TW_KIND_ORDER, "creationDate", "101 102 103 104");
  assert_sort (fixture, TW_KIND_ORDER, "orderNumber", "103 101 102 104");
  assert_sort (fixture, TW_KIND_ORDER, "type", "103 101 102 104");
  assert_sort (fixture, TW_KIND_ORDER, "customerName", "104 101 102 103");
  assert_sort (fixture, TW_KIND_ORDER, "total", "101 102 103 104");
  assert_sort (fixture, TW_KIND_SUBSCRIPTION, "name", "501 500");
  assert_sort (fixture, TW_KIND_SUBSCRIPTION, "renewalDate", "501 500");
  assert_sort (fixture, TW_KIND_SUBSCRIPTION, "seats", "500 501");
  assert_sort (fixture, TW_KIND_SUBSCRIPTION, "totalPrice", "501 500");
  assert_sort (fixture, TW_KIND_PRODUCT, "mpn", "p2/A-MPN/Acronis// p1/B-MPN/Microsoft//");
  assert_sort (fixture, TW_KIND_PLAN, "name", "2 1");
  assert_sort (fixture, TW_KIND_REPORT, "name", "r-2 r-1");
  assert_sort (fixture, TW_KIND_REPORT, "startDate", "r-2 r-1");
}

static void
test_default_order (MirrorFixture *fixture,
                    gconstpointer  data)
{
  static const char * const expected[TW_N_KINDS] = {
    [TW_KIND_CUSTOMER] = "12 10 9",
    [TW_KIND_RESELLER] = "4 3",
    [TW_KIND_ORDER] = "104 103 102 101",
    [TW_KIND_SUBSCRIPTION] = "501 500",
    [TW_KIND_PRODUCT] = "p1/B-MPN/Microsoft// p2/A-MPN/Acronis//",
    [TW_KIND_PLAN] = "2 1",
    [TW_KIND_REPORT] = "r-2 r-1",
  };

  mirror_test_fill (fixture->mirror);
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    {
      g_autoptr (TwQuery) query = tw_query_new (kind);
      g_autofree char *keys = mirror_test_list (fixture->mirror, query);

      g_assert_cmpstr (keys, ==, expected[kind]);
    }
}

static void
test_range (MirrorFixture *fixture,
            gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  g_autofree char *middle = NULL;
  g_autofree char *none = NULL;

  mirror_test_fill (fixture->mirror);
  tw_query_set_range (query, 1, 2);
  middle = mirror_test_list (fixture->mirror, query);
  g_assert_cmpstr (middle, ==, "103 102");
  g_assert_cmpint (mirror_test_count (fixture->mirror, query), ==, 4);
  tw_query_set_range (query, 4, 2);
  none = mirror_test_list (fixture->mirror, query);
  g_assert_cmpstr (none, ==, "");
}

static void
assert_text (MirrorFixture *fixture,
             TwKind         kind,
             const char    *words,
             const char    *expected)
{
  g_autoptr (TwQuery) query = tw_query_new (kind);
  g_autofree char *keys = NULL;

  tw_query_set_text (query, words);
  keys = mirror_test_list (fixture->mirror, query);
  g_test_message ("%s “%s”: %s", tw_kind_to_string (kind), words, keys);
  g_assert_cmpstr (keys, ==, expected);
}

static void
test_text (MirrorFixture *fixture,
           gconstpointer  data)
{
  mirror_test_fill (fixture->mirror);

  /* With and without accents, by beginnings of words, all of them. */
  assert_text (fixture, TW_KIND_CUSTOMER, "agora", "12");
  assert_text (fixture, TW_KIND_CUSTOMER, "ÁGO cia", "12");
  assert_text (fixture, TW_KIND_CUSTOMER, "a\xcc\x81gora", "12");
  assert_text (fixture, TW_KIND_CUSTOMER, "gora", "");
  assert_text (fixture, TW_KIND_CUSTOMER, "agora zebra", "");
  assert_text (fixture, TW_KIND_CUSTOMER, "ana@agora", "12");
  assert_text (fixture, TW_KIND_CUSTOMER, "E-2", "9");
  assert_text (fixture, TW_KIND_CUSTOMER, "b-99", "12");

  /* Names of customers and, once the detail is known, products. */
  assert_text (fixture, TW_KIND_ORDER, "zebra", "103 102");
  assert_text (fixture, TW_KIND_ORDER, "calculo", "102");
  assert_text (fixture, TW_KIND_ORDER, "so10", "104 102");
  assert_text (fixture, TW_KIND_ORDER, "tw-2026-a", "102");
  assert_text (fixture, TW_KIND_SUBSCRIPTION, "vend-77", "501");

  /* Signs are no syntax, and nothing to look for either. */
  assert_text (fixture, TW_KIND_CUSTOMER, "agora \" OR (zebra* NEAR", "");
  assert_text (fixture, TW_KIND_CUSTOMER, "\"agora\" &", "12");
  assert_text (fixture, TW_KIND_CUSTOMER, "  ", "12 10 9");
  assert_text (fixture, TW_KIND_CUSTOMER, "*", "12 10 9");
}

static char *
search_kind (MirrorFixture *fixture,
             TwKind         kind,
             const char    *words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) keys = g_string_new (NULL);

  tw_mirror_search_async (fixture->mirror, words, 10, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  found = tw_mirror_search_finish (fixture->mirror, result, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < found->len; i++)
    {
      const TwMirrorHits *hits = found->pdata[i];

      for (guint k = 0; hits->kind == kind && k < hits->entries->len; k++)
        g_string_append_printf (keys, "%s%s", keys->len > 0 ? " " : "",
                                ((TwMirrorEntry *) hits->entries->pdata[k])->key);
    }

  return g_strdup (keys->str);
}

static void
assert_first (MirrorFixture *fixture,
              TwKind         kind,
              const char    *words,
              const char    *expected)
{
  g_autofree char *hits = search_kind (fixture, kind, words);

  assert_text (fixture, kind, words, expected);
  g_test_message ("%s: %s", words, hits);
  g_assert_cmpstr (hits, ==, expected);
}

/* What the words name exactly comes first, whatever else they occur in and however the list is sorted. */
static void
test_exact (MirrorFixture *fixture,
            gconstpointer  data)
{
  g_autoptr (TwQuery) sorted = tw_query_new (TW_KIND_PRODUCT);
  g_autofree char *keys = NULL;

  mirror_test_put_page (fixture->mirror, TW_KIND_PRODUCT,
                        "[{\"id\":\"p1\",\"mpn\":\"SKU-1-A\",\"name\":\"Alfa SKU 1 for SKU 1, SKU-1\"},"
                        "{\"id\":\"p2\",\"mpn\":\"SKU-1\",\"name\":\"Zulu, a long name with many words in it\"}]");
  assert_first (fixture, TW_KIND_PRODUCT, "SKU-1", "p2/SKU-1/// p1/SKU-1-A///");
  assert_first (fixture, TW_KIND_PRODUCT, " sku-1 ", "p2/SKU-1/// p1/SKU-1-A///");
  assert_first (fixture, TW_KIND_PRODUCT, "SKU-1-A", "p1/SKU-1-A/// p2/SKU-1///");
  tw_query_set_sort (sorted, "name", FALSE);
  tw_query_set_text (sorted, "sku-1");
  keys = mirror_test_list (fixture->mirror, sorted);
  g_assert_cmpstr (keys, ==, "p2/SKU-1/// p1/SKU-1-A///");

  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER,
                        "[{\"id\":\"70\",\"externalId\":\"90\",\"name\":\"Long name of a customer to be found\"},"
                        "{\"id\":\"80\",\"externalId\":\"7\",\"name\":\"70 70\"},"
                        "{\"id\":\"90\",\"externalId\":\"E-90\",\"name\":\"70 Street, E 90\"},"
                        "{\"id\":\"95\",\"externalId\":\"E-90-1\",\"name\":\"E 90\"}]");
  assert_text (fixture, TW_KIND_CUSTOMER, "70", "70 90 80");
  assert_first (fixture, TW_KIND_CUSTOMER, "E-90", "90 95");

  mirror_test_put_page (fixture->mirror, TW_KIND_ORDER,
                        "[{\"id\":\"2\",\"orderNumber\":\"PO-5-2\",\"customerId\":\"70\","
                        "\"creationDate\":\"2026-10-31T00:00:00Z\"},"
                        "{\"id\":\"1\",\"orderNumber\":\"SO1\",\"customerId\":\"70\","
                        "\"creationDate\":\"2026-10-01T00:00:00Z\"}]");
  mirror_test_put_detail (fixture->mirror, TW_KIND_ORDER,
                          "{\"id\":\"1\",\"orderNumber\":\"SO1\",\"customerId\":\"70\",\"poNumber\":\"PO-5\","
                          "\"creationDate\":\"2026-10-01T00:00:00Z\"}");
  assert_first (fixture, TW_KIND_ORDER, "PO-5", "1 2");
  assert_text (fixture, TW_KIND_ORDER, "PO", "2 1");
}

/* What is found follows what is stored. */
static void
test_text_follows (MirrorFixture *fixture,
                   gconstpointer  data)
{
  mirror_test_fill (fixture->mirror);
  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"9\",\"name\":\"Quagga\"}]");
  assert_text (fixture, TW_KIND_CUSTOMER, "zebra", "");
  assert_text (fixture, TW_KIND_CUSTOMER, "quagga", "9");
  assert_text (fixture, TW_KIND_ORDER, "zebra", "");
  assert_text (fixture, TW_KIND_ORDER, "quag", "103 102");
}

static void
test_search (MirrorFixture *fixture,
             gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) none_result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) none = NULL;
  TwMirrorHits *customers;
  TwMirrorHits *subscriptions;
  TwMirrorHits *orders;

  mirror_test_fill (fixture->mirror);
  tw_mirror_search_async (fixture->mirror, "zeb", 1, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  found = tw_mirror_search_finish (fixture->mirror, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 3);
  customers = found->pdata[0];
  subscriptions = found->pdata[1];
  orders = found->pdata[2];
  g_assert_cmpint (customers->kind, ==, TW_KIND_CUSTOMER);
  g_assert_cmpint (customers->total, ==, 1);
  g_assert_cmpstr (((TwMirrorEntry *) customers->entries->pdata[0])->key, ==, "9");
  g_assert_cmpint (subscriptions->kind, ==, TW_KIND_SUBSCRIPTION);
  g_assert_cmpint (orders->kind, ==, TW_KIND_ORDER);
  g_assert_cmpint (orders->total, ==, 2);
  g_assert_cmpuint (orders->entries->len, ==, 1);

  tw_mirror_search_async (fixture->mirror, " - ", 1, NULL, tw_test_store_result, &none_result);
  TW_WAIT_FOR (none_result != NULL);
  none = tw_mirror_search_finish (fixture->mirror, none_result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
assert_refused (MirrorFixture *fixture,
                TwQuery       *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tw_mirror_list_async (fixture->mirror, query, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_null (tw_mirror_list_finish (fixture->mirror, result, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
}

static void
test_refused (MirrorFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (TwQuery) filter = tw_query_new (TW_KIND_CUSTOMER);
  g_autoptr (TwQuery) sort = tw_query_new (TW_KIND_CUSTOMER);
  g_autoptr (TwQuery) date = tw_query_new (TW_KIND_ORDER);

  tw_query_set_filter (filter, "mpn", "x");
  assert_refused (fixture, filter);
  tw_query_set_sort (sort, "serial; DROP TABLE customers", TRUE);
  assert_refused (fixture, sort);
  tw_query_set_filter (date, "since", "yesterday");
  assert_refused (fixture, date);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/queries/" name, MirrorFixture, NULL, mirror_fixture_set_up, func, mirror_fixture_tear_down)
  ADD ("filters", test_filters);
  ADD ("filters-together", test_filters_together);
  ADD ("sorts", test_sorts);
  ADD ("default-order", test_default_order);
  ADD ("range", test_range);
  ADD ("text", test_text);
  ADD ("exact", test_exact);
  ADD ("text-follows", test_text_follows);
  ADD ("search", test_search);
  ADD ("refused", test_refused);

  return g_test_run ();
}
