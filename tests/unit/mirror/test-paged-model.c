/* test-paged-model.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mirror-test-support.h"

#include "mirror/tw-paged-model.h"

/* Orders 1 to n, one a minute. */
static void
make_orders (MirrorFixture *fixture,
             guint          n)
{
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
    " INSERT INTO orders (number, id, serial, order_number, status, created, customer_id)"
    " SELECT i, i, i, 'SO' || i, iif (i %% 3, 'completed', 'error'), i * 60000000, 1 + i %% 50 FROM n;"
    "INSERT INTO orders_body (number, list) SELECT number,"
    " json_object ('id', id, 'orderNumber', order_number, 'status', status) FROM orders;"
    "INSERT INTO orders_search (orders_search) VALUES ('rebuild')",
    n);

  mirror_test_write_sqlite (fixture->path, sql);

  /* With the next write the mirror has heard of them. */
  mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[]");
}

typedef struct
{
  guint n_signals;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Changes *changes = user_data;

  changes->n_signals++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

static TwPagedModel *
open_model (MirrorFixture *fixture,
            TwQuery       *query)
{
  TwPagedModel *model = tw_paged_model_new (fixture->mirror, query);

  g_assert_true (tw_paged_model_is_loading (model));
  TW_WAIT_FOR (!tw_paged_model_is_loading (model));
  g_assert_no_error (tw_paged_model_get_error (model));

  return model;
}

static TwRow *
get_row (TwPagedModel *model,
         guint         position)
{
  return g_list_model_get_item (G_LIST_MODEL (model), position);
}

static guint
count (TwPagedModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static gint64
find_position (TwPagedModel *model,
               const char   *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 position;

  tw_paged_model_find_position_async (model, key, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  position = tw_paged_model_find_position_finish (model, result, &error);
  g_assert_no_error (error);

  return position;
}

/* Nothing is left to do: what was asked for is there, and no more is on its way. */
static void
settle (MirrorFixture *fixture)
{
  g_autoptr (TwMirrorEntry) none = NULL;

  for (guint i = 0; i < 5; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      none = mirror_test_get (fixture->mirror, TW_KIND_ORDER, "no such order");
    }
}

static void
test_rows_arrive (MirrorFixture *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  g_autoptr (TwRow) row = NULL;
  g_autoptr (TwRow) same = NULL;
  g_autofree char *number = NULL;
  TwPagedModel *model;
  Changes changes = { 0 };

  make_orders (fixture, 250);
  model = open_model (fixture, query);
  g_assert_cmpuint (count (model), ==, 250);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (model)) == TW_TYPE_ROW);
  g_assert_null (get_row (model, 250));

  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  row = get_row (model, 0);
  g_assert_false (tw_row_is_loaded (row));
  g_assert_null (tw_row_get_resource (row));
  same = get_row (model, 0);
  g_assert_true (row == same);

  TW_WAIT_FOR (tw_row_is_loaded (row));
  g_assert_cmpstr (tw_row_get_key (row), ==, "250");
  number = tw_resource_dup_text (tw_row_get_resource (row), "orderNumber");
  g_assert_cmpstr (number, ==, "SO250");
  g_assert_cmpuint (changes.n_signals, ==, 0);
  g_assert_cmpuint (tw_paged_model_get_n_pages_loaded (model), ==, 1);

  g_clear_object (&row);
  g_clear_object (&same);
  settle (fixture);
  g_assert_finalize_object (model);
}

/* A table shows some 200 of 100,000 rows, then jumps; only the pages in sight are read. */
static void
test_hundred_thousand (MirrorFixture *fixture,
                       gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  TwPagedModel *model;

  make_orders (fixture, 100000);
  model = open_model (fixture, query);
  g_assert_cmpuint (count (model), ==, 100000);
  g_assert_cmpuint (tw_paged_model_get_n_pages_loaded (model), ==, 0);

  for (guint jump = 0; jump < 3; jump++)
    {
      g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
      guint first = jump * 40000;

      for (guint i = 0; i < 205; i++)
        g_ptr_array_add (shown, get_row (model, first + i));
      TW_WAIT_FOR (tw_row_is_loaded (shown->pdata[0]) && tw_row_is_loaded (shown->pdata[204]));
      settle (fixture);
      g_assert_cmpuint (tw_paged_model_get_n_pages_loaded (model), ==, 3 * (jump + 1));
    }

  /* A drag over the whole list, nothing of which stays in sight. */
  for (guint i = 0; i < 100000; i += 100)
    g_object_unref (get_row (model, i));
  settle (fixture);
  g_assert_cmpuint (tw_paged_model_get_n_pages_loaded (model), ==, 9);

  /* What was seen not long ago is there at once. */
  {
    g_autoptr (TwRow) row = get_row (model, 40100);

    g_assert_true (tw_row_is_loaded (row));
  }

  g_assert_finalize_object (model);
}

static void
test_scrolled_past (MirrorFixture *fixture,
                    gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TwRow) last = NULL;
  TwPagedModel *model;

  make_orders (fixture, 5000);
  model = open_model (fixture, query);

  /* Fifty pages are wanted; before most of them are asked for, all but one are out of sight. */
  for (guint page = 0; page < 50; page++)
    g_ptr_array_add (rows, get_row (model, page * 100));
  g_main_context_iteration (NULL, FALSE);
  last = g_object_ref (rows->pdata[49]);
  g_ptr_array_set_size (rows, 0);
  TW_WAIT_FOR (tw_row_is_loaded (last));
  settle (fixture);
  g_assert_cmpuint (tw_paged_model_get_n_pages_loaded (model), <=, 4);

  g_clear_object (&last);
  g_assert_finalize_object (model);
}

static void
test_old_pages_go (MirrorFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  g_autoptr (TwRow) first = NULL;
  g_autoptr (TwRow) recent = NULL;
  TwPagedModel *model;

  make_orders (fixture, 3000);
  model = open_model (fixture, query);
  for (guint page = 0; page < 30; page++)
    {
      g_autoptr (TwRow) row = get_row (model, page * 100);

      TW_WAIT_FOR (tw_row_is_loaded (row));
    }

  first = get_row (model, 0);
  recent = get_row (model, 2950);
  g_assert_false (tw_row_is_loaded (first));
  g_assert_true (tw_row_is_loaded (recent));
  TW_WAIT_FOR (tw_row_is_loaded (first));

  g_clear_object (&first);
  g_clear_object (&recent);
  settle (fixture);
  g_assert_finalize_object (model);
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  (*(guint *) user_data)++;
}

/* A row that changes stays the same row; one that comes moves the others. */
static void
test_follows_mirror (MirrorFixture *fixture,
                     gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  g_autoptr (TwRow) row = NULL;
  g_autoptr (TwRow) moved = NULL;
  g_autoptr (TwRow) other = NULL;
  TwPagedModel *model;
  Changes changes = { 0 };
  guint n_notifies = 0;
  guint n_other = 0;

  make_orders (fixture, 150);
  model = open_model (fixture, query);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  row = get_row (model, 10);
  other = get_row (model, 11);
  TW_WAIT_FOR (tw_row_is_loaded (row) && tw_row_is_loaded (other));
  g_assert_cmpstr (tw_row_get_key (row), ==, "140");
  g_signal_connect (row, "notify::resource", G_CALLBACK (notify_cb), &n_notifies);
  g_signal_connect (other, "notify::resource", G_CALLBACK (notify_cb), &n_other);

  mirror_test_put_page (fixture->mirror, TW_KIND_ORDER,
                        "[{\"id\":\"140\",\"orderNumber\":\"SO140\",\"status\":\"processing\","
                        "\"creationDate\":\"1970-01-01T02:20:00Z\"}]");
  TW_WAIT_FOR (n_notifies == 1);
  g_assert_cmpint (TW_ORDER (tw_row_get_resource (row))->status, ==, TW_ORDER_STATUS_PROCESSING);
  g_assert_cmpuint (changes.n_signals, ==, 0);

  mirror_test_put_page (fixture->mirror, TW_KIND_ORDER,
                        "[{\"id\":\"151\",\"creationDate\":\"2026-10-01T00:00:00Z\"},"
                        "{\"id\":\"152\",\"creationDate\":\"2026-10-02T00:00:00Z\"}]");
  TW_WAIT_FOR (count (model) == 152);
  g_assert_cmpuint (changes.n_signals, ==, 1);
  g_assert_cmpuint (changes.position, ==, 0);
  g_assert_cmpuint (changes.removed, ==, 0);
  g_assert_cmpuint (changes.added, ==, 2);
  moved = get_row (model, 12);
  g_assert_true (moved == row);
  g_assert_cmpint (find_position (model, "140"), ==, 12);

  settle (fixture);
  g_assert_cmpuint (n_other, ==, 0);
  g_clear_object (&row);
  g_clear_object (&moved);
  g_clear_object (&other);
  g_assert_finalize_object (model);
}

static void
test_other_kind_is_ignored (MirrorFixture *fixture,
                            gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  g_autoptr (TwRow) row = NULL;
  TwPagedModel *model;

  make_orders (fixture, 10);
  model = open_model (fixture, query);
  row = get_row (model, 0);
  TW_WAIT_FOR (tw_row_is_loaded (row));

  mirror_test_put_page (fixture->mirror, TW_KIND_REPORT, "[{\"id\":\"r\"}]");
  settle (fixture);
  g_assert_cmpuint (tw_paged_model_get_n_pages_loaded (model), ==, 1);

  g_clear_object (&row);
  g_assert_finalize_object (model);
}

static void
test_new_query (MirrorFixture *fixture,
                gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  g_autoptr (TwQuery) failed = tw_query_new (TW_KIND_ORDER);
  g_autoptr (TwQuery) customers = tw_query_new (TW_KIND_CUSTOMER);
  g_autoptr (TwRow) row = NULL;
  g_autoptr (TwRow) again = NULL;
  TwPagedModel *model;

  make_orders (fixture, 300);
  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"1\",\"name\":\"One\"}]");
  model = open_model (fixture, query);
  row = get_row (model, 0);
  TW_WAIT_FOR (tw_row_is_loaded (row));
  g_assert_cmpstr (tw_row_get_key (row), ==, "300");

  tw_query_set_filter (failed, "status", "error");
  tw_paged_model_set_query (model, failed);
  g_assert_true (tw_paged_model_is_loading (model));
  g_assert_cmpuint (count (model), ==, 300);
  g_assert_cmpint (find_position (model, "297"), ==, 1);
  g_assert_cmpint (find_position (model, "299"), ==, -1);
  g_assert_cmpint (find_position (model, "nobody"), ==, -1);
  g_assert_cmpuint (count (model), ==, 100);
  again = get_row (model, 0);
  g_assert_true (again == row);

  /* Nothing is read again for the query that it has. */
  tw_paged_model_set_query (model, failed);
  g_assert_false (tw_paged_model_is_loading (model));

  tw_paged_model_set_query (model, customers);
  g_assert_cmpuint (count (model), ==, 0);
  TW_WAIT_FOR (!tw_paged_model_is_loading (model));
  g_assert_cmpuint (count (model), ==, 1);

  g_clear_object (&row);
  g_clear_object (&again);
  settle (fixture);
  g_assert_finalize_object (model);
}

/* The query changes while the order of the first is on its way: only the second counts. */
static void
test_query_replaced (MirrorFixture *fixture,
                     gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  g_autoptr (TwQuery) failed = tw_query_new (TW_KIND_ORDER);
  TwPagedModel *model;
  Changes changes = { 0 };

  make_orders (fixture, 300);
  tw_query_set_filter (failed, "status", "error");
  model = tw_paged_model_new (fixture->mirror, query);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  tw_paged_model_set_query (model, failed);
  TW_WAIT_FOR (!tw_paged_model_is_loading (model));
  settle (fixture);
  g_assert_cmpuint (count (model), ==, 100);
  g_assert_cmpuint (changes.n_signals, ==, 1);

  g_assert_finalize_object (model);
}

static void
test_bad_query (MirrorFixture *fixture,
                gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  g_autoptr (TwQuery) good = tw_query_new (TW_KIND_ORDER);
  TwPagedModel *model;

  tw_query_set_sort (query, "nothing", FALSE);
  model = tw_paged_model_new (fixture->mirror, query);
  TW_WAIT_FOR (!tw_paged_model_is_loading (model));
  g_assert_error (tw_paged_model_get_error (model), TW_ERROR, TW_ERROR_VALIDATION);

  tw_paged_model_set_query (model, good);
  TW_WAIT_FOR (!tw_paged_model_is_loading (model));
  g_assert_no_error (tw_paged_model_get_error (model));

  g_assert_finalize_object (model);
}

static void
test_properties (MirrorFixture *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  g_autoptr (TwQuery) read_back = NULL;
  g_autoptr (TwMirror) mirror = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) row = NULL;
  g_autoptr (TwResource) resource = NULL;
  g_autofree char *key = NULL;
  g_autofree char *customer = NULL;
  TwDetailState detail;
  gboolean loaded;
  gboolean loading;
  guint n_items;
  TwPagedModel *model;

  mirror_test_put_page (fixture->mirror, TW_KIND_CUSTOMER, "[{\"id\":\"7\",\"name\":\"Seven\"}]");
  mirror_test_put_detail (fixture->mirror, TW_KIND_ORDER, "{\"id\":\"1\",\"customerId\":\"7\"}");
  model = open_model (fixture, query);
  g_object_get (model, "mirror", &mirror, "query", &read_back, "n-items", &n_items, "loading", &loading,
                "error", &error, NULL);
  g_assert_true (mirror == fixture->mirror);
  g_assert_true (tw_query_equal (query, read_back));
  g_assert_cmpuint (n_items, ==, 1);
  g_assert_false (loading);
  g_assert_no_error (error);

  row = get_row (model, 0);
  TW_WAIT_FOR (tw_row_is_loaded (row));
  g_object_get (row, "resource", &resource, "key", &key, "customer-name", &customer, "detail", &detail,
                "loaded", &loaded, NULL);
  g_assert_true (resource == tw_row_get_resource (row));
  g_assert_cmpstr (key, ==, "1");
  g_assert_cmpstr (customer, ==, "Seven");
  g_assert_cmpint (detail, ==, TW_DETAIL_KNOWN);
  g_assert_true (loaded);
  g_assert_nonnull (tw_row_get_entry (row)->detail_time);

  g_clear_object (&row);
  settle (fixture);
  g_assert_finalize_object (model);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/paged-model/" name, MirrorFixture, NULL, mirror_fixture_set_up, func, \
              mirror_fixture_tear_down)
  ADD ("rows-arrive", test_rows_arrive);
  ADD ("hundred-thousand", test_hundred_thousand);
  ADD ("scrolled-past", test_scrolled_past);
  ADD ("old-pages-go", test_old_pages_go);
  ADD ("follows-mirror", test_follows_mirror);
  ADD ("other-kind-is-ignored", test_other_kind_is_ignored);
  ADD ("new-query", test_new_query);
  ADD ("query-replaced", test_query_replaced);
  ADD ("bad-query", test_bad_query);
  ADD ("properties", test_properties);

  return g_test_run ();
}
