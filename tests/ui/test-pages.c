/* test-pages.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "pages/tw-customers-page.h"
#include "pages/tw-orders-page.h"
#include "pages/tw-reports-page.h"
#include "support/tw-test-sandbox.h"

#include <adwaita.h>

/* A workspace on a sandbox of its own, and a window to show its pages in. */
typedef struct
{
  TwTestSandbox *sandbox;
  TwAccount     *account;
  TwSecretStore *secrets;
  TwClient      *client;
  TwWorkspace   *workspace;
  GtkWidget     *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_uuid_string_random ();

  fixture->sandbox = tw_test_sandbox_start ("small", "--rate=0", NULL);
  fixture->account = g_object_new (TW_TYPE_ACCOUNT,
                                   "name", name,
                                   "url", fixture->sandbox->url,
                                   "marketplace", fixture->sandbox->marketplace,
                                   "username", fixture->sandbox->username,
                                   "calls-per-minute", 0,
                                   "calls-per-day", 0,
                                   NULL);
  fixture->secrets = tw_secret_store_new_in_memory ();
  tw_secret_store_store_async (fixture->secrets, name, fixture->sandbox->password, fixture->sandbox->key, NULL,
                               tw_test_store_result, &stored);
  TW_WAIT_FOR (stored != NULL);
  g_assert_true (tw_secret_store_store_finish (fixture->secrets, stored, &error));

  tw_client_open_async (fixture->account, fixture->secrets, NULL, tw_test_store_result, &opened);
  TW_WAIT_FOR (opened != NULL);
  fixture->client = tw_client_open_finish (opened, &error);
  g_assert_no_error (error);
  fixture->workspace = tw_workspace_new (fixture->client);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  TW_WAIT_FOR (!tw_workspace_is_busy (fixture->workspace));
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->secrets);
  g_clear_object (&fixture->account);
  tw_test_sandbox_stop (fixture->sandbox);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

/* The stack of states: the one that has a page named "no-match". */
static const char *
get_state (GtkWidget *widget)
{
  const char *state = NULL;

  if (GTK_IS_STACK (widget) && gtk_stack_get_child_by_name (GTK_STACK (widget), "no-match") != NULL)
    return gtk_stack_get_visible_child_name (GTK_STACK (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && state == NULL;
       child = gtk_widget_get_next_sibling (child))
    state = get_state (child);

  return state;
}

static GListModel *
get_rows (GtkWidget *page)
{
  return G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (find (page, GTK_TYPE_COLUMN_VIEW))));
}

static GtkWidget *
show_page (Fixture *fixture,
           GType    type)
{
  GtkWidget *page = g_object_new (type, "workspace", fixture->workspace, NULL);

  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_cmpstr (get_state (page), ==, "loading");
  tw_workspace_refresh (fixture->workspace, 0);
  TW_WAIT_FOR (g_strcmp0 (get_state (page), "table") == 0);
  TW_WAIT_FOR (!tw_workspace_is_busy (fixture->workspace));
  g_assert_null (tw_workspace_get_error (fixture->workspace));

  return page;
}

static void
test_customers (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *page = show_page (fixture, TW_TYPE_CUSTOMERS_PAGE);

  g_assert_cmpuint (g_list_model_get_n_items (get_rows (page)), ==, 40);
}

/* Nothing is read any more but what the page asks for. */
static void
end_background (Fixture *fixture)
{
  tw_background_stop (tw_client_get_background (fixture->client));
  TW_WAIT_FOR (!tw_sync_is_busy (tw_client_get_sync (fixture->client)));
}

/* The first row of which only the list row is known. */
static guint
find_unread (GListModel *rows)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (TwRow) row = g_list_model_get_item (rows, i);

      TW_WAIT_FOR (tw_row_is_loaded (row));
      if (tw_row_get_detail (row) == TW_DETAIL_MISSING)
        return i;
    }

  g_assert_not_reached ();
}

static void
test_details (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *page = show_page (fixture, TW_TYPE_ORDERS_PAGE);
  g_autoptr (TwRow) row = NULL;
  guint position;
  guint n_details;

  end_background (fixture);
  position = find_unread (get_rows (page));
  row = g_list_model_get_item (get_rows (page), position);
  n_details = tw_test_sandbox_count_calls (fixture->sandbox, "GET", "/orders/{id}");

  /* Opening a row asks the marketplace once for what the list lacks. */
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_rows (page)), position, TRUE);
  g_assert_cmpstr (tw_window_page_get_item (TW_WINDOW_PAGE (page)), ==, tw_row_get_key (row));
  TW_WAIT_FOR (tw_row_get_detail (row) == TW_DETAIL_KNOWN);
  g_assert_cmpuint (tw_test_sandbox_count_calls (fixture->sandbox, "GET", "/orders/{id}"), ==, n_details + 1);

  /* The selection survives a refresh. */
  tw_workspace_refresh (fixture->workspace, TW_KIND_BIT (TW_KIND_ORDER));
  TW_WAIT_FOR (!tw_workspace_is_busy (fixture->workspace));
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (get_rows (page)), position));
  g_assert_cmpstr (tw_window_page_get_item (TW_WINDOW_PAGE (page)), ==, tw_row_get_key (row));
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *page = show_page (fixture, TW_TYPE_CUSTOMERS_PAGE);
  GtkWidget *search = find (page, GTK_TYPE_SEARCH_ENTRY);
  guint n_all = g_list_model_get_n_items (get_rows (page));

  gtk_editable_set_text (GTK_EDITABLE (search), "nobody is called like this");
  TW_WAIT_FOR (g_strcmp0 (get_state (page), "no-match") == 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  TW_WAIT_FOR (g_list_model_get_n_items (get_rows (page)) == n_all);
  g_assert_cmpstr (get_state (page), ==, "table");
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *page = show_page (fixture, TW_TYPE_ORDERS_PAGE);
  guint n_all = g_list_model_get_n_items (get_rows (page));
  g_autoptr (TwRow) first = NULL;

  tw_list_page_filter (TW_LIST_PAGE (page), "type", "renewal", NULL);
  TW_WAIT_FOR (g_list_model_get_n_items (get_rows (page)) < n_all);
  TW_WAIT_FOR (g_list_model_get_n_items (get_rows (page)) > 0);
  first = g_list_model_get_item (get_rows (page), 0);
  TW_WAIT_FOR (tw_row_is_loaded (first));
  g_assert_cmpint (TW_ORDER (tw_row_get_resource (first))->type, ==, TW_ORDER_TYPE_RENEWAL);
}

static void
test_reports (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *page = show_page (fixture, TW_TYPE_REPORTS_PAGE);

  g_assert_cmpuint (g_list_model_get_n_items (get_rows (page)), >, 10);
}

/* Nothing was ever read, and nothing can be: the page says so and offers to try again. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *page = g_object_new (TW_TYPE_CUSTOMERS_PAGE, "workspace", fixture->workspace, NULL);

  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_test_sandbox_fault (fixture->sandbox, "POST", "/token", "status:401", 100, 0);
  tw_workspace_refresh (fixture->workspace, 0);
  TW_WAIT_FOR (g_strcmp0 (get_state (page), "loading") != 0);
  g_assert_cmpstr (get_state (page), ==, "problem");
  g_assert_error (tw_workspace_get_error (fixture->workspace), TW_ERROR, TW_ERROR_AUTH_REQUIRED);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/app/pages/customers", Fixture, NULL, set_up, test_customers, tear_down);
  g_test_add ("/app/pages/details", Fixture, NULL, set_up, test_details, tear_down);
  g_test_add ("/app/pages/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/app/pages/filter", Fixture, NULL, set_up, test_filter, tear_down);
  g_test_add ("/app/pages/reports", Fixture, NULL, set_up, test_reports, tear_down);
  g_test_add ("/app/pages/refused", Fixture, NULL, set_up, test_refused, tear_down);

  return g_test_run ();
}
