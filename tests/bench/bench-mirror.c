/* bench-mirror.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mirror-test-support.h"

#include "mirror/tw-paged-model.h"

/* A mirror of 100,000 orders: opening and paging its list, and a search from the keystroke to its first rows,
 * each beside the same rows read by SQLite alone, as one who asks for them by their place would. */

#define N_ORDERS 100000
#define PAGE 100
#define N_JUMPS 40

/* Words as names have them, for the search. */
static const char *const words[] = {
  "alisios", "brisa", "calima", "galerna", "levante", "mistral", "poniente", "tramontana",
};

static void
make_orders (MirrorFixture *fixture)
{
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
    " INSERT INTO orders (number, id, serial, order_number, status, created, customer_id, customer_name)"
    " SELECT i, i, i, 'SO' || i, iif (i %% 3, 'completed', 'error'), i * 60000000, 1 + i %% 900,"
    " (SELECT value FROM json_each ('[\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\"]') WHERE key = i * 7 %% 8)"
    " || ' ' || (1 + i %% 900) FROM n;"
    "INSERT INTO orders_body (number, list) SELECT number,"
    " json_object ('id', id, 'orderNumber', order_number, 'status', status) FROM orders;"
    "INSERT INTO orders_search (orders_search) VALUES ('rebuild')",
    N_ORDERS, words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7]);

  mirror_test_write_sqlite (fixture->path, sql);
  mirror_test_put_page (fixture->mirror, TW_KIND_ORDER, "[]");
}

static double
elapsed_ms (gint64 begin)
{
  return (g_get_monotonic_time () - begin) / 1000.0;
}

static void
wait_for_order (TwPagedModel *model)
{
  TW_WAIT_FOR (!tw_paged_model_is_loading (model));
  g_assert_no_error (tw_paged_model_get_error (model));
}

/* Until the row there can be shown. */
static void
look_at (TwPagedModel *model,
         guint         position)
{
  g_autoptr (TwRow) row = g_list_model_get_item (G_LIST_MODEL (model), position);

  TW_WAIT_FOR (tw_row_get_entry (row) != NULL);
}

static double
open_list (TwMirror      *mirror,
           TwQuery       *query,
           TwPagedModel **model)
{
  gint64 begin = g_get_monotonic_time ();

  *model = tw_paged_model_new (mirror, query);
  wait_for_order (*model);
  if (g_list_model_get_n_items (G_LIST_MODEL (*model)) > 0)
    look_at (*model, 0);

  return elapsed_ms (begin);
}

static guint
jump_to (guint jump)
{
  return (guint) ((guint64) jump * (N_ORDERS - PAGE) / (N_JUMPS - 1));
}

static double
read_sqlite (sqlite3    *handle,
             const char *sql)
{
  gint64 begin = g_get_monotonic_time ();
  g_autofree char *rows = mirror_test_read_sqlite (handle, sql);

  g_assert_cmpuint (strlen (rows), >, 0);

  return elapsed_ms (begin);
}

static void
report (const char *name,
        double      ours,
        double      plain)
{
  g_print ("%-34s %8.2f ms   SQLite alone %8.2f ms   ratio %.2f\n", name, ours, plain, ours / plain);
}

static void
bench_paging (MirrorFixture *fixture,
              sqlite3       *handle)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
  TwPagedModel *model;
  double opened = open_list (fixture->mirror, query, &model);
  double paged = 0;
  double plain = 0;
  gint64 begin;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, N_ORDERS);
  report ("opening 100,000 orders", opened,
          read_sqlite (handle, "SELECT count (*) FROM orders WHERE vanished = 0")
            + read_sqlite (handle, "SELECT o.id, b.list FROM orders o JOIN orders_body b USING (number)"
                                   " WHERE vanished = 0 ORDER BY created DESC, serial DESC LIMIT 100"));

  begin = g_get_monotonic_time ();
  for (guint i = 0; i < N_JUMPS; i++)
    look_at (model, jump_to (i));
  paged = elapsed_ms (begin);
  for (guint i = 0; i < N_JUMPS; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT o.id, b.list FROM orders o JOIN orders_body b USING (number)"
                                              " WHERE vanished = 0 ORDER BY created DESC, serial DESC"
                                              " LIMIT %d OFFSET %u", PAGE, jump_to (i));

      plain += read_sqlite (handle, sql);
    }
  report ("a page anywhere in them", paged / N_JUMPS, plain / N_JUMPS);
  g_assert_finalize_object (model);
}

static void
bench_search (MirrorFixture *fixture,
              sqlite3       *handle)
{
  double ours = 0;
  double plain = 0;
  guint n = 0;

  /* Each letter of a word that one in eight has. */
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (guint length = 1; length <= strlen (words[i]); length++, n++)
      {
        g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);
        g_autofree char *typed = g_strndup (words[i], length);
        g_autofree char *sql = g_strdup_printf ("SELECT o.id, b.list FROM orders o JOIN orders_body b USING (number)"
                                                " WHERE vanished = 0 AND customer_name LIKE '%s%%'"
                                                " ORDER BY created DESC, serial DESC", typed);
        TwPagedModel *model;

        tw_query_set_text (query, typed);
        ours += open_list (fixture->mirror, query, &model);
        g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), >=, N_ORDERS / 8);
        g_assert_finalize_object (model);
        plain += read_sqlite (handle, sql);
      }
  report ("a keystroke to its result", ours / n, plain / n);
}

int
main (int   argc,
      char *argv[])
{
  MirrorFixture fixture = { 0 };
  sqlite3 *handle;

  mirror_fixture_set_up (&fixture, NULL);
  make_orders (&fixture);
  handle = mirror_test_open_sqlite (fixture.path);
  bench_paging (&fixture, handle);
  bench_search (&fixture, handle);
  sqlite3_close (handle);
  mirror_fixture_tear_down (&fixture, NULL);

  return 0;
}
