/* test-mirror.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mirror-test-support.h"

#include "base/tw-error.h"

#define ORDER_ROW \
  "{\"id\":\"1001\",\"orderNumber\":\"SO1001\",\"type\":\"sales\",\"customerId\":\"7\",\"status\":\"processing\"," \
  "\"creationDate\":\"2026-10-05T08:00:00Z\",\"total\":{\"currency\":\"USD\",\"amount\":\"70.50\"}}"
#define ORDER_ROW_DONE \
  "{\"id\":\"1001\",\"orderNumber\":\"SO1001\",\"type\":\"sales\",\"customerId\":\"7\",\"status\":\"completed\"," \
  "\"creationDate\":\"2026-10-05T08:00:00Z\",\"total\":{\"currency\":\"USD\",\"amount\":\"70.50\"}}"
#define ORDER_DETAIL(status) \
  "{\"id\":\"1001\",\"orderNumber\":\"SO1001\",\"type\":\"sales\",\"customerId\":\"7\",\"status\":\"" status "\"," \
  "\"creationDate\":\"2026-10-05T08:00:00Z\",\"total\":{\"currency\":\"USD\",\"amount\":\"70.50\"}," \
  "\"poNumber\":\"TW-77\",\"subscriptionId\":\"31\"," \
  "\"products\":[{\"mpn\":\"CSP-E3 M\",\"name\":\"Office Éxtra\",\"quantity\":3}]}"

static guint n_signals[TW_N_KINDS];

static void
changed_cb (TwMirror *mirror,
            TwKind    kind,
            gpointer  user_data)
{
  n_signals[kind]++;
}

static void
watch (TwMirror *mirror)
{
  memset (n_signals, 0, sizeof n_signals);
  g_signal_connect (mirror, "changed", G_CALLBACK (changed_cb), NULL);
}

static void
assert_change (TwMirrorChange change,
               guint          n_new,
               guint          n_changed,
               guint          n_vanished)
{
  g_assert_cmpuint (change.n_new, ==, n_new);
  g_assert_cmpuint (change.n_changed, ==, n_changed);
  g_assert_cmpuint (change.n_vanished, ==, n_vanished);
}

static void
test_list_row (MirrorFixture *fixture,
               gconstpointer  data)
{
  g_autoptr (TwMirrorEntry) entry = NULL;
  g_autoptr (TwMirrorEntry) unknown = NULL;

  watch (fixture->mirror);
  assert_change (mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW "]"), 1, 0, 0);
  g_assert_cmpuint (n_signals[TW_KIND_ORDER], ==, 1);

  entry = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_nonnull (entry);
  g_assert_cmpint (entry->kind, ==, TW_KIND_ORDER);
  g_assert_cmpstr (entry->key, ==, "1001");
  g_assert_cmpint (TW_ORDER (entry->resource)->status, ==, TW_ORDER_STATUS_PROCESSING);
  g_assert_cmpint (entry->detail, ==, TW_DETAIL_MISSING);
  g_assert_nonnull (entry->list_time);
  g_assert_null (entry->detail_time);
  g_assert_null (entry->customer_name);
  g_assert_false (entry->vanished);

  unknown = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1002");
  g_assert_null (unknown);
}

static void
test_unchanged_row (MirrorFixture *fixture,
                    gconstpointer  data)
{
  sqlite3 *handle;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *sql = "SELECT list_time FROM orders";

  mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW "]");
  handle = mirror_test_open_sqlite (fixture->path);
  before = mirror_test_read_sqlite (handle, sql);
  watch (fixture->mirror);

  assert_change (mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW "]"), 0, 0, 0);
  after = mirror_test_read_sqlite (handle, sql);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (n_signals[TW_KIND_ORDER], ==, 0);

  assert_change (mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW_DONE "]"), 0, 1, 0);
  g_assert_cmpuint (n_signals[TW_KIND_ORDER], ==, 1);
  sqlite3_close (handle);
}

static void
test_detail_survives_list (MirrorFixture *fixture,
                           gconstpointer  data)
{
  g_autoptr (TwMirrorEntry) known = NULL;
  g_autoptr (TwMirrorEntry) outdated = NULL;
  g_autoptr (TwMirrorEntry) again = NULL;

  mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW "]");
  assert_change (mirror_test_put_detail (fixture->mirror, TW_KIND_ORDER, ORDER_DETAIL ("processing")),
                 0, 1, 0);
  assert_change (mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW "]"), 0, 0, 0);

  known = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_cmpint (known->detail, ==, TW_DETAIL_KNOWN);
  g_assert_cmpstr (TW_ORDER (known->resource)->po_number, ==, "TW-77");
  g_assert_nonnull (known->detail_time);

  /* The list knows of the new state first; what only the detail said stays. */
  assert_change (mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW_DONE "]"), 0, 1, 0);
  outdated = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_cmpint (outdated->detail, ==, TW_DETAIL_OUTDATED);
  g_assert_cmpint (TW_ORDER (outdated->resource)->status, ==, TW_ORDER_STATUS_COMPLETED);
  g_assert_cmpstr (TW_ORDER (outdated->resource)->po_number, ==, "TW-77");
  g_assert_cmpuint (TW_ORDER (outdated->resource)->products->len, ==, 1);

  mirror_test_put_detail (fixture->mirror, TW_KIND_ORDER, ORDER_DETAIL ("completed"));
  again = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_cmpint (again->detail, ==, TW_DETAIL_KNOWN);
}

static void
test_detail_overrules_older_list (MirrorFixture *fixture,
                                  gconstpointer  data)
{
  g_autoptr (TwMirrorEntry) entry = NULL;
  g_autoptr (TwMirrorEntry) back = NULL;

  mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW "]");
  mirror_test_put_detail (fixture->mirror, TW_KIND_ORDER, ORDER_DETAIL ("completed"));
  entry = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_cmpint (TW_ORDER (entry->resource)->status, ==, TW_ORDER_STATUS_COMPLETED);

  /* The same list row as at first is news now. */
  assert_change (mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW "]"), 0, 1, 0);
  back = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_cmpint (TW_ORDER (back->resource)->status, ==, TW_ORDER_STATUS_PROCESSING);
  g_assert_cmpint (back->detail, ==, TW_DETAIL_OUTDATED);
}

static void
test_detail_first (MirrorFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr (TwMirrorEntry) entry = NULL;

  assert_change (mirror_test_put_detail (fixture->mirror, TW_KIND_ORDER, ORDER_DETAIL ("processing")),
                 1, 0, 0);
  assert_change (mirror_test_put_detail (fixture->mirror, TW_KIND_ORDER, ORDER_DETAIL ("processing")),
                 0, 0, 0);

  /* A list row that says nothing new leaves the detail known. */
  assert_change (mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW "]"), 0, 0, 0);
  entry = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_cmpint (entry->detail, ==, TW_DETAIL_KNOWN);
}

static void
test_row_without_id (MirrorFixture *fixture,
                     gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = mirror_test_parse_rows (TW_KIND_ORDER,
                                                       "[" ORDER_ROW ",{\"orderNumber\":\"SO2\"}]");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwMirrorEntry) entry = NULL;

  tw_mirror_put_page_async (fixture->mirror, TW_KIND_ORDER, rows, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_false (tw_mirror_put_page_finish (fixture->mirror, result, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);

  entry = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_null (entry);
}

static void
test_customer_names (MirrorFixture *fixture,
                     gconstpointer  data)
{
  g_autoptr (TwMirrorEntry) order = NULL;
  g_autoptr (TwMirrorEntry) renamed = NULL;
  g_autoptr (TwMirrorEntry) later = NULL;
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  g_autofree char *found = NULL;
  g_autofree char *lost = NULL;

  /* The order comes before its customer. */
  mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW "]");
  watch (fixture->mirror);
  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"7\",\"name\":\"Peñalolén S.A.\"}]");
  g_assert_cmpuint (n_signals[TW_KIND_ORDER], ==, 1);
  order = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_cmpstr (order->customer_name, ==, "Peñalolén S.A.");

  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"7\",\"name\":\"Zürich AG\"}]");
  renamed = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_cmpstr (renamed->customer_name, ==, "Zürich AG");
  tw_query_set_text (query, "zurich");
  found = mirror_test_list (fixture->mirror, query);
  g_assert_cmpstr (found, ==, "1001");
  tw_query_set_text (query, "penalolen");
  lost = mirror_test_list (fixture->mirror, query);
  g_assert_cmpstr (lost, ==, "");

  mirror_test_put_page (fixture->mirror, TW_KIND_SUBSCRIPTION, "[{\"id\":\"31\",\"customerId\":\"7\"}]");
  later = mirror_test_get (fixture->mirror, TW_KIND_SUBSCRIPTION, "31");
  g_assert_cmpstr (later->customer_name, ==, "Zürich AG");
}

static void
test_vanished (MirrorFixture *fixture,
               gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_CUSTOMER);
  g_autoptr (GDateTime) started = NULL;
  g_autoptr (TwMirrorEntry) entry = NULL;
  g_autofree char *left = NULL;
  g_autofree char *back = NULL;
  const TwListState *state;

  g_assert_cmpint (tw_mirror_get_list_state (fixture->mirror, TW_KIND_CUSTOMER)->total, ==, -1);
  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3\"}]");
  state = tw_mirror_get_list_state (fixture->mirror, TW_KIND_CUSTOMER);
  g_assert_nonnull (state->page_time);
  g_assert_null (state->complete_time);

  started = g_date_time_new_now_utc ();
  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"2\"}]");
  mirror_test_put_detail (fixture->mirror, TW_KIND_CUSTOMER,
                          "{\"id\":\"4\",\"name\":\"made while the list was read\"}");
  watch (fixture->mirror);
  assert_change (mirror_test_complete_list (fixture->mirror, TW_KIND_CUSTOMER, "2", 1, started), 0, 0, 2);
  g_assert_cmpuint (n_signals[TW_KIND_CUSTOMER], ==, 1);

  left = mirror_test_list (fixture->mirror, query);
  g_assert_cmpstr (left, ==, "4 2");
  g_assert_cmpint (mirror_test_count (fixture->mirror, query), ==, 2);
  entry = mirror_test_get (fixture->mirror, TW_KIND_CUSTOMER, "1");
  g_assert_true (entry->vanished);
  state = tw_mirror_get_list_state (fixture->mirror, TW_KIND_CUSTOMER);
  g_assert_nonnull (state->complete_time);
  g_assert_cmpint (state->total, ==, 1);

  /* It was only hidden. */
  assert_change (mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"1\"}]"), 0, 1, 0);
  back = mirror_test_list (fixture->mirror, query);
  g_assert_cmpstr (back, ==, "4 2 1");
}

/* What another program wrote shows with the next write at the latest. */
static void
test_other_program (MirrorFixture *fixture,
                    gconstpointer  data)
{
  g_autoptr (GDateTime) started = g_date_time_new_now_utc ();
  TwMirror *other = mirror_test_open (fixture->path);

  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"1\"}]");
  watch (fixture->mirror);
  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"1\"}]");
  g_assert_cmpuint (n_signals[TW_KIND_ORDER], ==, 0);

  mirror_test_put_page (other, TW_KIND_ORDER, "[" ORDER_ROW "]");
  mirror_test_complete_list (other, TW_KIND_ORDER, "1001", 1, started);
  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"1\"}]");
  g_assert_cmpuint (n_signals[TW_KIND_ORDER], ==, 1);
  g_assert_cmpint (tw_mirror_get_list_state (fixture->mirror, TW_KIND_ORDER)->total, ==, 1);
  g_assert_nonnull (tw_mirror_get_list_state (fixture->mirror, TW_KIND_ORDER)->complete_time);

  /* Once is enough. */
  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"1\"}]");
  g_assert_cmpuint (n_signals[TW_KIND_ORDER], ==, 1);

  g_assert_finalize_object (other);
}

/* What another release left and nobody can read is replaced, not in the way. */
static void
test_unreadable (MirrorFixture *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwMirrorEntry) from_list = NULL;
  g_autoptr (TwMirrorEntry) from_detail = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mirror_test_put_detail (fixture->mirror, TW_KIND_ORDER, ORDER_DETAIL ("processing"));
  mirror_test_write_sqlite (fixture->path, "UPDATE orders_body SET detail = '{\"products\":7}'");
  tw_mirror_get_async (fixture->mirror, TW_KIND_ORDER, "1001", NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_null (tw_mirror_get_finish (fixture->mirror, result, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);

  assert_change (mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW "]"), 0, 1, 0);
  from_list = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_cmpint (from_list->detail, ==, TW_DETAIL_MISSING);

  mirror_test_write_sqlite (fixture->path, "UPDATE orders_body SET list = 'rubbish'");
  assert_change (mirror_test_put_detail (fixture->mirror, TW_KIND_ORDER, ORDER_DETAIL ("processing")),
                 0, 1, 0);
  from_detail = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_cmpint (from_detail->detail, ==, TW_DETAIL_KNOWN);
}

static void
test_reopened (MirrorFixture *fixture,
               gconstpointer  data)
{
  g_autoptr (GDateTime) started = g_date_time_new_now_utc ();
  g_autoptr (TwMirrorEntry) entry = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const TwListState *state;

  mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[" ORDER_ROW "]");
  mirror_test_complete_list (fixture->mirror, TW_KIND_ORDER, "1001", 1, started);
  state = tw_mirror_get_list_state (fixture->mirror, TW_KIND_ORDER);
  before = g_date_time_format_iso8601 (state->complete_time);

  g_assert_finalize_object (fixture->mirror);
  fixture->mirror = mirror_test_open (fixture->path);

  state = tw_mirror_get_list_state (fixture->mirror, TW_KIND_ORDER);
  after = g_date_time_format_iso8601 (state->complete_time);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (state->total, ==, 1);
  entry = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "1001");
  g_assert_nonnull (entry);
}

static void
assert_keys (char       **keys,
             const char  *expected)
{
  g_autofree char *joined = g_strjoinv (" ", keys);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_open_orders_and_gaps (MirrorFixture *fixture,
                           gconstpointer  data)
{
  g_autoptr (GAsyncResult) open_result = NULL;
  g_autoptr (GAsyncResult) gaps_result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) open = NULL;
  g_auto (GStrv) gaps = NULL;
  gint64 total = 0;

  mirror_test_put_page (fixture->mirror, TW_KIND_ORDER,
                        "[{\"id\":\"1\",\"status\":\"submitted\",\"creationDate\":\"2026-10-01T00:00:00Z\"},"
                        "{\"id\":\"2\",\"status\":\"completed\",\"creationDate\":\"2026-10-02T00:00:00Z\"},"
                        "{\"id\":\"3\",\"status\":\"a new word\",\"creationDate\":\"2026-10-03T00:00:00Z\"},"
                        "{\"id\":\"4\",\"status\":\"error\",\"creationDate\":\"2026-10-04T00:00:00Z\"},"
                        "{\"id\":\"5\",\"status\":\"processing\",\"creationDate\":\"2026-10-05T00:00:00Z\"}]");
  mirror_test_put_detail (fixture->mirror, TW_KIND_ORDER,
                          "{\"id\":\"4\",\"status\":\"error\",\"creationDate\":\"2026-10-04T00:00:00Z\"}");

  tw_mirror_list_open_orders_async (fixture->mirror, NULL, tw_test_store_result, &open_result);
  TW_WAIT_FOR (open_result != NULL);
  open = tw_mirror_list_open_orders_finish (fixture->mirror, open_result, &error);
  g_assert_no_error (error);
  assert_keys (open, "5 3 1");

  tw_mirror_list_detail_gaps_async (fixture->mirror, TW_KIND_ORDER, 2, NULL, tw_test_store_result,
                                    &gaps_result);
  TW_WAIT_FOR (gaps_result != NULL);
  gaps = tw_mirror_list_detail_gaps_finish (fixture->mirror, gaps_result, &total, &error);
  g_assert_no_error (error);
  assert_keys (gaps, "5 3");
  g_assert_cmpint (total, ==, 4);
}

static gboolean
take_two_cb (TwMirrorEntry *entry,
             gpointer       data)
{
  GString *keys = data;

  g_string_append_printf (keys, "%s ", entry->key);

  return keys->len < 4;
}

static void
test_stream (MirrorFixture *fixture,
             gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_CUSTOMER);
  g_autoptr (GString) keys = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3\"}]");
  tw_mirror_stream_async (fixture->mirror, query, take_two_cb, keys, NULL, NULL, tw_test_store_result,
                          &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_true (tw_mirror_stream_finish (fixture->mirror, result, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (keys->str, ==, "3 2 ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/mirror/" name, MirrorFixture, NULL, mirror_fixture_set_up, func, mirror_fixture_tear_down)
  ADD ("list-row", test_list_row);
  ADD ("unchanged-row", test_unchanged_row);
  ADD ("detail-survives-list", test_detail_survives_list);
  ADD ("detail-overrules-older-list", test_detail_overrules_older_list);
  ADD ("detail-first", test_detail_first);
  ADD ("row-without-id", test_row_without_id);
  ADD ("customer-names", test_customer_names);
  ADD ("vanished", test_vanished);
  ADD ("other-program", test_other_program);
  ADD ("unreadable", test_unreadable);
  ADD ("reopened", test_reopened);
  ADD ("open-orders-and-gaps", test_open_orders_and_gaps);
  ADD ("stream", test_stream);

  return g_test_run ();
}
