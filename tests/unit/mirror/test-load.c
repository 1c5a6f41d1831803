/* test-load.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mirror-test-support.h"

/* Long enough for the indexes to wait. */
#define N_ORDERS 300
#define N_CUSTOMERS 300

#define SCHEMA_OF(table) \
  "SELECT group_concat (name, ' ') FROM (SELECT name FROM sqlite_schema WHERE tbl_name = '" table "' ORDER BY name)"
#define SCHEMA SCHEMA_OF ("orders")
#define CUSTOMERS_SCHEMA SCHEMA_OF ("customers")
#define NAMED "SELECT count(*) FROM orders WHERE customer_name = 'Contoso 7' AND customer_key IS NOT NULL"
#define POSTPONED "SELECT count(*) FROM postponed"

static char *
make_page (guint first,
           guint n_orders)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (guint i = first; i < first + n_orders; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"%u\",\"orderNumber\":\"SO%u\",\"type\":\"sales\",\"customerId\":\"7\","
                            "\"status\":\"completed\",\"creationDate\":\"2026-10-05T08:00:00Z\"}",
                            i > first ? "," : "", i, i);
  g_string_append_c (text, ']');

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
put_orders (MirrorFixture *fixture,
            guint          first,
            guint          n_orders)
{
  g_autofree char *page = make_page (first, n_orders);

  g_assert_cmpuint (mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, page).n_new, ==, n_orders);
}

static char *
read_sqlite (MirrorFixture *fixture,
             const char    *sql)
{
  sqlite3 *handle = mirror_test_open_sqlite (fixture->path);
  char *text = mirror_test_read_sqlite (handle, sql);

  sqlite3_close (handle);

  return text;
}

static void
assert_sqlite (MirrorFixture *fixture,
               const char    *sql,
               const char    *expected)
{
  g_autofree char *text = read_sqlite (fixture, sql);

  g_assert_cmpstr (text, ==, expected);
}

static gint64
count_found (MirrorFixture *fixture,
             const char    *words)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);

  tw_query_set_text (query, words);

  return mirror_test_count (fixture->mirror, query);
}

/* The search index says what the table says. */
static void
assert_searchable (MirrorFixture *fixture)
{
  mirror_test_write_sqlite (fixture->path, "INSERT INTO orders_search (orders_search, rank) VALUES ('integrity-check', 1)");
}

static gboolean
is_sqlite (MirrorFixture *fixture,
           const char    *sql,
           const char    *expected)
{
  g_autofree char *text = read_sqlite (fixture, sql);

  return g_str_equal (text, expected);
}

/* All indexes and triggers are there, too. */
static void
assert_whole (MirrorFixture *fixture,
              const char    *schema)
{
  assert_sqlite (fixture, SCHEMA, schema);
  assert_sqlite (fixture, POSTPONED, "0");
  assert_searchable (fixture);
}

static void
reopen (MirrorFixture *fixture)
{
  g_clear_object (&fixture->mirror);
  fixture->mirror = mirror_test_open (fixture->path);
}

static void
complete (MirrorFixture *fixture,
          guint          n_orders)
{
  g_autoptr (GDateTime) started = g_date_time_new_from_unix_utc (0);

  mirror_test_complete_list (fixture->mirror, TW_KIND_ORDER, "", n_orders, started);
}

/* Rows come at the front while the list is read: the last of a page is the first of the next one, too. */
static void
test_rows_twice (MirrorFixture *fixture,
                 gconstpointer  data)
{
  g_autofree char *page = make_page (1000 + N_ORDERS - 10, 20);
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);

  put_orders (fixture, 1000, N_ORDERS);
  g_assert_cmpuint (mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, page).n_new, ==, 10);
  complete (fixture, N_ORDERS + 10);
  g_assert_cmpint (mirror_test_count (fixture->mirror, query), ==, N_ORDERS + 10);
  g_assert_cmpint (count_found (fixture, "SO1000"), ==, 1);
}

/* Until the list is whole, queries find what they would find with the indexes. */
static void
test_long_list (MirrorFixture *fixture,
                gconstpointer  data)
{
  g_autofree char *schema = read_sqlite (fixture, SCHEMA);
  g_autofree char *loading = NULL;
  g_autofree char *keys = NULL;
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);

  put_orders (fixture, 1000, N_ORDERS);
  loading = read_sqlite (fixture, SCHEMA);
  g_assert_cmpstr (loading, !=, schema);
  g_assert_null (strstr (loading, "orders_by_created"));

  tw_query_set_sort (query, "orderNumber", FALSE);
  tw_query_set_range (query, 0, 3);
  keys = mirror_test_list (fixture->mirror, query);
  g_assert_cmpstr (keys, ==, "1000 1001 1002");

  put_orders (fixture, 2000, 5);
  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"7\",\"name\":\"Contoso\"}]");
  mirror_test_put_detail (fixture->mirror, TW_KIND_ORDER,
                          "{\"id\":\"1001\",\"orderNumber\":\"SO1001\",\"type\":\"sales\",\"customerId\":\"7\","
                          "\"status\":\"completed\",\"creationDate\":\"2026-10-05T08:00:00Z\",\"poNumber\":\"TW-9\"}");
  complete (fixture, N_ORDERS + 5);

  assert_searchable (fixture);
  g_assert_cmpint (count_found (fixture, "contoso"), ==, N_ORDERS + 5);
  g_assert_cmpint (count_found (fixture, "TW-9"), ==, 1);

  /* From here on rows are found as they come. */
  put_orders (fixture, 3000, N_ORDERS);
  assert_searchable (fixture);
  g_assert_cmpint (count_found (fixture, "SO3000"), ==, 1);
}

static void
test_short_list (MirrorFixture *fixture,
                 gconstpointer  data)
{
  g_autofree char *schema = read_sqlite (fixture, SCHEMA);

  put_orders (fixture, 1000, 10);
  assert_whole (fixture, schema);
  g_assert_cmpint (count_found (fixture, "SO1009"), ==, 1);
}

/* The program ended in the middle of the list. */
static void
test_interrupted (MirrorFixture *fixture,
                  gconstpointer  data)
{
  g_autofree char *schema = read_sqlite (fixture, SCHEMA);

  put_orders (fixture, 1000, N_ORDERS);
  g_assert_cmpint (count_found (fixture, "SO1000"), ==, 0);
  reopen (fixture);

  assert_whole (fixture, schema);
  g_assert_cmpint (count_found (fixture, "SO1000"), ==, 1);
  put_orders (fixture, 2000, N_ORDERS);
  g_assert_cmpint (count_found (fixture, "SO2000"), ==, 1);
  complete (fixture, 2 * N_ORDERS);
  assert_whole (fixture, schema);
}

/* A complete list is shown as it is at first by an index; those for other orders wait until nothing else is done, in
 * this program or in the next one. */
static void
test_late_indexes (MirrorFixture *fixture,
                   gconstpointer  data)
{
  g_autofree char *schema = read_sqlite (fixture, SCHEMA);
  g_autofree char *complete_schema = NULL;
  g_autofree char *reopened = NULL;
  g_autofree char *keys = NULL;
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);

  put_orders (fixture, 1000, N_ORDERS);
  complete (fixture, N_ORDERS);
  complete_schema = read_sqlite (fixture, SCHEMA);
  g_assert_nonnull (strstr (complete_schema, "orders_by_created"));
  g_assert_null (strstr (complete_schema, "orders_by_number"));
  g_assert_cmpint (count_found (fixture, "SO1000"), ==, 1);

  reopen (fixture);
  reopened = read_sqlite (fixture, SCHEMA);
  g_assert_cmpstr (reopened, ==, complete_schema);
  tw_query_set_sort (query, "orderNumber", FALSE);
  tw_query_set_range (query, 0, 2);
  keys = mirror_test_list (fixture->mirror, query);
  g_assert_cmpstr (keys, ==, "1000 1001");
  put_orders (fixture, 2000, N_ORDERS);
  g_assert_cmpint (count_found (fixture, "SO2000"), ==, 1);

  TW_WAIT_FOR (is_sqlite (fixture, SCHEMA, schema));
  assert_whole (fixture, schema);
}

/* Orders that come while their customers do have the names when the customers are complete. */
static void
test_names (MirrorFixture *fixture,
            gconstpointer  data)
{
  g_autofree char *customers_schema = read_sqlite (fixture, CUSTOMERS_SCHEMA);
  g_autoptr (GString) page = g_string_new ("[");
  g_autoptr (GDateTime) started = g_date_time_new_from_unix_utc (0);

  put_orders (fixture, 1000, N_ORDERS);
  for (guint i = 1; i <= N_CUSTOMERS; i++)
    g_string_append_printf (page, "%s{\"id\":\"%u\",\"name\":\"Contoso %u\"}", i > 1 ? "," : "", i, i);
  g_string_append_c (page, ']');
  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, page->str);
  assert_sqlite (fixture, NAMED, "0");

  mirror_test_complete_list (fixture->mirror, TW_KIND_CUSTOMER, "", N_CUSTOMERS, started);
  assert_sqlite (fixture, NAMED, "300");
  put_orders (fixture, 2000, N_ORDERS);
  assert_sqlite (fixture, NAMED, "600");
  complete (fixture, 2 * N_ORDERS);
  assert_searchable (fixture);
  g_assert_cmpint (count_found (fixture, "contoso 7"), ==, 2 * N_ORDERS);

  /* A customer that comes later names its orders at once. */
  mirror_test_put_page (fixture->mirror, TW_KIND_ORDER,
                        "[{\"id\":\"1\",\"orderNumber\":\"SO1\",\"type\":\"sales\",\"customerId\":\"9000\","
                        "\"status\":\"completed\",\"creationDate\":\"2026-10-05T08:00:00Z\"}]");
  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"9000\",\"name\":\"Litware\"}]");
  g_assert_cmpint (count_found (fixture, "litware"), ==, 1);
  TW_WAIT_FOR (is_sqlite (fixture, CUSTOMERS_SCHEMA, customers_schema));
}

/* A slow marketplace: what came can be found before the next page does. */
static void
test_slow (MirrorFixture *fixture,
           gconstpointer  data)
{
  g_autofree char *schema = read_sqlite (fixture, SCHEMA);

  put_orders (fixture, 1000, N_ORDERS);
  g_assert_false (is_sqlite (fixture, SCHEMA, schema));
  TW_WAIT_FOR (is_sqlite (fixture, SCHEMA, schema));

  assert_whole (fixture, schema);
  g_assert_cmpint (count_found (fixture, "SO1000"), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/mirror/load/" name, MirrorFixture, NULL, mirror_fixture_set_up, func, mirror_fixture_tear_down)
  ADD ("long-list", test_long_list);
  ADD ("rows-twice", test_rows_twice);
  ADD ("short-list", test_short_list);
  ADD ("interrupted", test_interrupted);
  ADD ("slow", test_slow);
  ADD ("late-indexes", test_late_indexes);
  ADD ("names", test_names);

  return g_test_run ();
}
