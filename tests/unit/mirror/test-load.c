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

#define SCHEMA "SELECT group_concat (name, ' ') FROM (SELECT name FROM sqlite_schema WHERE tbl_name = 'orders' ORDER BY name)"
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

/* All indexes and triggers are there, and the search index says what the table says. */
static void
assert_whole (MirrorFixture *fixture,
              const char    *schema)
{
  assert_sqlite (fixture, SCHEMA, schema);
  assert_sqlite (fixture, POSTPONED, "0");
  mirror_test_write_sqlite (fixture->path, "INSERT INTO orders_search (orders_search, rank) VALUES ('integrity-check', 1)");
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

  /* Kept: customers that come later find their orders by it. */
  g_assert_nonnull (strstr (loading, "orders_by_customer "));
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

  assert_whole (fixture, schema);
  g_assert_cmpint (count_found (fixture, "contoso"), ==, N_ORDERS + 5);
  g_assert_cmpint (count_found (fixture, "TW-9"), ==, 1);

  /* From here on rows are found as they come. */
  put_orders (fixture, 3000, N_ORDERS);
  assert_whole (fixture, schema);
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

static gboolean
is_whole (MirrorFixture *fixture,
          const char    *schema)
{
  g_autofree char *now = read_sqlite (fixture, SCHEMA);

  return g_str_equal (now, schema);
}

/* A slow marketplace: what came can be found before the next page does. */
static void
test_slow (MirrorFixture *fixture,
           gconstpointer  data)
{
  g_autofree char *schema = read_sqlite (fixture, SCHEMA);

  put_orders (fixture, 1000, N_ORDERS);
  g_assert_false (is_whole (fixture, schema));
  TW_WAIT_FOR (is_whole (fixture, schema));

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

  return g_test_run ();
}
