/* test-schema.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mirror-test-support.h"

#include "mirror/tw-database-private.h"
#include "mirror/tw-mirror-call-private.h"

/* How the database would run the statement that was prepared last. */
static char *
explain (TwDatabaseConnection *connection)
{
  sqlite3_stmt *last = sqlite3_next_stmt (connection->handle, NULL);
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", sqlite3_sql (last), NULL);
  sqlite3_stmt *plan = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpint (sqlite3_prepare_v2 (connection->handle, sql, -1, &plan, NULL), ==, SQLITE_OK);
  while (sqlite3_step (plan) == SQLITE_ROW)
    g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (plan, 3));
  sqlite3_finalize (plan);
  g_test_message ("%s\n%s", sql, text->str);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
explain_query (TwDatabaseConnection *connection,
               TwQuery              *query,
               gboolean              count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwStatement) statement = tw_mirror_select (connection, query, count, &error);

  g_assert_no_error (error);
  g_assert_nonnull (statement);

  return explain (connection);
}

/* The order comes from an index: nothing is sorted, and no table is read from its one end to the other. */
static void
assert_ordered_by_index (const char *plan)
{
  g_assert_null (strstr (plan, "USE TEMP B-TREE FOR ORDER BY"));
  g_assert_true (strstr (plan, "USING INDEX") != NULL || strstr (plan, "USING COVERING INDEX") != NULL);
}

static TwQuery *
new_sorted_query (TwKind              kind,
                  const TwMirrorSort *sort,
                  gboolean            descending)
{
  TwQuery *query = tw_query_new (kind);

  tw_query_set_sort (query, sort->name, descending);

  return query;
}

static const char *
example_value (const TwMirrorFilter *filter)
{
  switch (filter->form)
    {
    case TW_FILTER_DAY_START:
    case TW_FILTER_DAY_END:
      return "2026-10-31";
    case TW_FILTER_SWITCH:
      return "true";
    case TW_FILTER_TEXT:
    case TW_FILTER_LOWER:
    case TW_FILTER_FOLD:
    default:
      return "x";
    }
}

static void
check_sort (TwDatabaseConnection *connection,
            TwKind                kind,
            const TwMirrorSort   *sort)
{
  const TwMirrorTable *table = tw_mirror_table_get (kind);

  for (int descending = FALSE; descending <= TRUE; descending++)
    {
      g_autoptr (TwQuery) query = new_sorted_query (kind, sort, descending);
      g_autofree char *plan = explain_query (connection, query, FALSE);

      assert_ordered_by_index (plan);
    }

  /* Filters that leave many rows walk the same index. */
  for (guint i = 0; i < table->n_filters; i++)
    {
      g_autoptr (TwQuery) query = new_sorted_query (kind, sort, TRUE);
      g_autofree char *plan = NULL;

      if (!table->filters[i].broad && table->filters[i].condition[0] != '+')
        continue;
      tw_query_set_filter (query, table->filters[i].name, example_value (&table->filters[i]));
      plan = explain_query (connection, query, FALSE);
      assert_ordered_by_index (plan);
    }
}

static gboolean
plans_job (TwDatabaseConnection  *connection,
           gpointer               data,
           GCancellable          *cancellable,
           GError               **error)
{
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    {
      const TwMirrorTable *table = tw_mirror_table_get (kind);
      g_autoptr (TwQuery) query = tw_query_new (kind);
      g_autofree char *count_plan = explain_query (connection, query, TRUE);

      assert_ordered_by_index (count_plan);
      for (guint i = 0; i < table->n_sorts; i++)
        check_sort (connection, kind, &table->sorts[i]);
    }

  return TRUE;
}

/* Filters that leave few rows are found by their own index, in the default order. */
static gboolean
few_rows_job (TwDatabaseConnection  *connection,
              gpointer               data,
              GCancellable          *cancellable,
              GError               **error)
{
  static const struct
  {
    TwKind      kind;
    const char *filter;
    const char *index;
  } cases[] = {
    { TW_KIND_ORDER, "customerId", "orders_by_customer" },
    { TW_KIND_ORDER, "subscriptionId", "orders_by_subscription" },
    { TW_KIND_ORDER, "status", "orders_by_status" },
    { TW_KIND_ORDER, "type", "orders_by_type" },
    { TW_KIND_ORDER, "open", "orders_open" },
    { TW_KIND_SUBSCRIPTION, "customerId", "subscriptions_by_customer" },
    { TW_KIND_SUBSCRIPTION, "status", "subscriptions_by_status" },
    { TW_KIND_CUSTOMER, "resellerId", "customers_by_reseller" },
    { TW_KIND_CUSTOMER, "status", "customers_by_status" },
    { TW_KIND_REPORT, "status", "reports_by_status" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwQuery) query = tw_query_new (cases[i].kind);
      g_autofree char *plan = NULL;

      tw_query_set_filter (query, cases[i].filter, g_str_equal (cases[i].filter, "open") ? "true" : "x");
      plan = explain_query (connection, query, FALSE);
      assert_ordered_by_index (plan);
      g_assert_nonnull (strstr (plan, cases[i].index));
    }

  return TRUE;
}

static void
run_job (MirrorFixture  *fixture,
         TwDatabaseFunc  func)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwDatabase *database = tw_mirror_get_database (fixture->mirror);

  tw_database_run_async (database, TW_DATABASE_READ, func, NULL, NULL, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  tw_database_run_finish (database, result, &error);
  g_assert_no_error (error);
}

static void
test_plans (MirrorFixture *fixture,
            gconstpointer  data)
{
  run_job (fixture, plans_job);
  run_job (fixture, few_rows_job);
}

/* What a column makes of a JSON member. */
static const char *
make_form (const char *from_body)
{
  if (g_str_has_prefix (from_body, "time"))
    return "unixepoch (%s)";
  if (g_str_has_prefix (from_body, "amount"))
    return "cast (round (%s * 10000) AS INTEGER)";
  if (g_str_has_prefix (from_body, "upper"))
    return "upper (%s)";

  return "%s";
}

/* What is promoted says the same as the bodies, read by SQLite's own JSON functions. */
static void
test_promoted (MirrorFixture *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *table;
    const char *column;
    const char *from_body;
  } cases[] = {
    { "customers", "external_id", "$.externalId" },
    { "customers", "name", "$.name" },
    { "customers", "status", "$.status" },
    { "customers", "reseller_id", "$.resellerId" },
    { "customers", "country", "$.address.countryCode" },
    { "customers", "tax_reg_id", "$.taxRegId" },
    { "resellers", "name", "$.name" },
    { "resellers", "external_id", "$.externalId" },
    { "resellers", "status", "$.status" },
    { "resellers", "currency", "$.currency" },
    { "orders", "order_number", "$.orderNumber" },
    { "orders", "type", "$.type" },
    { "orders", "status", "$.status" },
    { "orders", "status_code", "$.statusCode" },
    { "orders", "customer_id", "$.customerId" },
    { "orders", "subscription_id", "$.subscriptionId" },
    { "orders", "po_number", "$.poNumber" },
    { "orders", "total_currency", "$.total.currency" },
    { "orders", "mpns", "$.products[0].mpn" },
    { "orders", "words", "$.products[0].name" },
    { "orders", "created / 1000000", "time $.creationDate" },
    { "orders", "total_order", "amount $.total.amount" },
    { "subscriptions", "name", "$.name" },
    { "subscriptions", "status", "$.status" },
    { "subscriptions", "customer_id", "$.customerId" },
    { "subscriptions", "total_currency", "$.totalPrice.currency" },
    { "subscriptions", "mpns", "$.products[0].mpn" },
    { "subscriptions", "created / 1000000", "time $.creationDate" },
    { "subscriptions", "renews / 1000000", "time $.renewalDate" },
    { "subscriptions", "expires / 1000000", "time $.expirationDate" },
    { "subscriptions", "seats_order", "amount $.products[0].quantity" },
    { "subscriptions", "total_order", "amount $.totalPrice.amount" },
    { "products", "mpn", "$.mpn" },
    { "products", "vendor", "$.vendor" },
    { "products", "name", "$.name" },
    { "products", "service_name", "$.serviceName" },
    { "products", "product_id", "$.id" },
    { "plans", "name", "$.name" },
    { "plans", "published", "$.published" },
    { "reports", "name", "$.name" },
    { "reports", "status", "$.status" },
    { "reports", "type", "$.type" },
    { "reports", "upper (format)", "upper $.format" },
    { "reports", "created / 1000000", "time $.creationDate" },
    { "reports", "starts / 1000000", "time $.startDate" },
    { "reports", "ends / 1000000", "time $.endDate" },
  };
  sqlite3 *handle;

  mirror_test_fill (fixture->mirror);
  handle = mirror_test_open_sqlite (fixture->path);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *path = strchr (cases[i].from_body, '$');
      const char *form = make_form (cases[i].from_body);
      g_auto (GStrv) form_parts = g_strsplit (form, "%s", 2);
      g_autofree char *member = g_strdup_printf ("coalesce (b.list ->> '%s', b.detail ->> '%s')", path, path);
      g_autofree char *sql = g_strdup_printf (
        "SELECT count(*), sum ((%s) IS NOT (%s%s%s)), count (%s) FROM %s JOIN %s_body b USING (number)",
        cases[i].column, form_parts[0], member, form_parts[1], member, cases[i].table, cases[i].table);
      g_autofree char *counts = mirror_test_read_sqlite (handle, sql);
      g_auto (GStrv) parts = g_strsplit (counts, "|", 3);

      g_test_message ("%s.%s: %s", cases[i].table, cases[i].column, counts);
      g_assert_cmpstr (parts[0], !=, "0");
      g_assert_cmpstr (parts[1], ==, "0");
    }

  {
    g_autofree char *emails = mirror_test_read_sqlite (handle,
                                                       "SELECT emails FROM customers WHERE id = '12'");
    g_autofree char *serials = mirror_test_read_sqlite (handle,
                                                        "SELECT count(*) FROM orders WHERE serial <> id");

    g_assert_cmpstr (emails, ==, "ana@agora.example\nb@x.example");
    g_assert_cmpstr (serials, ==, "0");
  }

  sqlite3_close (handle);
}

/* The search index holds what the tables hold. */
static void
test_search_index_whole (MirrorFixture *fixture,
                         gconstpointer  data)
{
  static const char * const tables[] = {
    "customers", "resellers", "orders", "subscriptions", "products", "plans", "reports",
  };
  sqlite3 *handle;

  mirror_test_fill (fixture->mirror);
  mirror_test_fill (fixture->mirror);
  handle = mirror_test_open_sqlite (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO %s_search (%s_search, rank) VALUES ('integrity-check', 1)",
                                              tables[i], tables[i]);

      g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    }
  sqlite3_close (handle);
}

/* Every table and index, without what SQLite keeps for itself. */
static char *
read_schema (const char *path)
{
  sqlite3 *handle = mirror_test_open_sqlite (path);
  char *schema = mirror_test_read_sqlite (handle,
                                          "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");

  sqlite3_close (handle);

  return schema;
}

typedef struct
{
  int      version;
  gboolean full;
} Upgrade;

/* A file of an older release becomes the same as a new one, and its rows are there. */
static void
test_upgrade (MirrorFixture *fixture,
              gconstpointer  data)
{
  const Upgrade *upgrade = data;
  g_autofree char *name = g_strdup_printf ("unit/mirror/data/version-%d.sql", upgrade->version);
  g_autofree char *rows_name = g_strdup_printf ("unit/mirror/data/version-%d-rows.sql", upgrade->version);
  g_autofree char *old = g_build_filename (fixture->folder, "old.mirror.db", NULL);
  g_autofree char *sql = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %d", upgrade->version);
  g_autofree char *new_schema = read_schema (fixture->path);
  g_autofree char *old_schema = NULL;
  g_autoptr (GError) error = NULL;
  TwMirror *mirror;

  g_file_get_contents (g_test_get_filename (G_TEST_DIST, name, NULL), &sql, NULL, &error);
  g_assert_no_error (error);
  mirror_test_write_sqlite (old, sql);
  mirror_test_write_sqlite (old, pragma);
  if (upgrade->full)
    {
      g_file_get_contents (g_test_get_filename (G_TEST_DIST, rows_name, NULL), &rows, NULL, &error);
      g_assert_no_error (error);
      mirror_test_write_sqlite (old, rows);
    }

  mirror = mirror_test_open (old);
  if (upgrade->full)
    {
      g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
      g_autoptr (TwMirrorEntry) order = mirror_test_get (mirror, TW_KIND_ORDER, "102");
      g_autofree char *found = NULL;

      g_assert_nonnull (order);
      g_assert_cmpstr (TW_ORDER (order->resource)->po_number, ==, "TW-2026-A7");
      g_assert_cmpstr (order->customer_name, ==, "zebra");
      g_assert_cmpint (order->detail, ==, TW_DETAIL_KNOWN);
      tw_query_set_text (query, "calculo");
      found = mirror_test_list (mirror, query);
      g_assert_cmpstr (found, ==, "102");
      g_assert_cmpint (tw_mirror_get_list_state (mirror, TW_KIND_ORDER)->total, ==, 4);
    }
  g_assert_finalize_object (mirror);

  old_schema = read_schema (old);
  g_assert_cmpstr (old_schema, ==, new_schema);
}

int
main (int   argc,
      char *argv[])
{
  static const Upgrade empty_1 = { 1, FALSE };
  static const Upgrade full_1 = { 1, TRUE };
  static const Upgrade empty_5 = { 5, FALSE };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, data, func) \
  g_test_add ("/schema/" name, MirrorFixture, data, mirror_fixture_set_up, func, mirror_fixture_tear_down)
  ADD ("plans", NULL, test_plans);
  ADD ("promoted", NULL, test_promoted);
  ADD ("search-index-whole", NULL, test_search_index_whole);
  ADD ("upgrade/1/empty", &empty_1, test_upgrade);
  ADD ("upgrade/1/full", &full_1, test_upgrade);
  ADD ("upgrade/5/empty", &empty_5, test_upgrade);

  return g_test_run ();
}
