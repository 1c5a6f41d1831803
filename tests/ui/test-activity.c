/* test-activity.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journal/tw-journal-drafts.h"
#include "pages/tw-activity-page.h"
#include "pages/tw-entry-details.h"
#include "support/tw-test-sandbox.h"
#include "tw-entry-text.h"
#include "widgets/tw-entry-row.h"
#include "widgets/tw-property-row.h"

#include <adwaita.h>

/* A workspace on a sandbox of its own, and the page that shows what it sends. */
typedef struct
{
  TwTestSandbox *sandbox;
  TwAccount     *account;
  TwSecretStore *secrets;
  TwClient      *client;
  TwWorkspace   *workspace;
  GtkWidget     *window;
  GtkWidget     *page;
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
  fixture->page = g_object_new (TW_TYPE_ACTIVITY_PAGE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  tw_window_page_set_workspace (TW_WINDOW_PAGE (fixture->page), fixture->workspace);
  gtk_window_present (GTK_WINDOW (fixture->window));
  TW_WAIT_FOR (tw_activity_is_loaded (tw_workspace_get_activity (fixture->workspace)));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_window_page_set_workspace (TW_WINDOW_PAGE (fixture->page), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tw_workspace_close (fixture->workspace);
  TW_WAIT_FOR (!tw_workspace_is_busy (fixture->workspace));
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->secrets);
  g_clear_object (&fixture->account);
  tw_test_sandbox_stop (fixture->sandbox);
}

static void
refresh (Fixture *fixture)
{
  tw_workspace_refresh (fixture->workspace, 0);
  TW_WAIT_FOR (!tw_workspace_is_busy (fixture->workspace));
  g_assert_null (tw_workspace_get_error (fixture->workspace));
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

/* Whether a text is on the screen. */
static gboolean
shows (GtkWidget  *widget,
       const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;

  return FALSE;
}

/* Renames a customer. */
static TwJournalEntry *
write_customer (Fixture    *fixture,
                const char *name)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_CUSTOMER);
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (TwResource) body = g_object_new (TW_TYPE_CUSTOMER, "name", name, NULL);
  g_autoptr (GError) error = NULL;

  tw_mirror_list_async (tw_client_get_mirror (fixture->client), query, NULL, tw_test_store_result, &listed);
  TW_WAIT_FOR (listed != NULL);
  entries = tw_mirror_list_finish (tw_client_get_mirror (fixture->client), listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, >, 0);

  tw_writer_submit_async (tw_client_get_writer (fixture->client), TW_WRITE_UPDATE_CUSTOMER,
                          ((TwMirrorEntry *) entries->pdata[0])->key, body, NULL, tw_test_store_result, &written);
  TW_WAIT_FOR (written != NULL);

  return tw_writer_submit_finish (tw_client_get_writer (fixture->client), written, NULL);
}

/* An order for the first customer whose answer never comes; the marketplace has it all the same. */
static char *
lose_order (Fixture *fixture)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_CUSTOMER);
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) prepared = NULL;
  g_autoptr (GAsyncResult) placed = NULL;
  g_autoptr (GPtrArray) customers = NULL;
  g_autoptr (TwOrderDraft) draft = NULL;
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  TwMirror *mirror = tw_client_get_mirror (fixture->client);

  tw_mirror_list_async (mirror, query, NULL, tw_test_store_result, &listed);
  TW_WAIT_FOR (listed != NULL);
  customers = tw_mirror_list_finish (mirror, listed, &error);
  g_assert_no_error (error);

  draft = tw_order_draft_new_sales (((TwMirrorEntry *) customers->pdata[0])->key);
  tw_order_draft_add_line (draft, "ADT-005-B-ANNUAL", TW_DECIMAL_INIT (2));
  tw_order_draft_set_parameter (draft, "region", "eu");
  tw_order_draft_set_po_number (draft, "PO-lost");
  tw_order_preview_prepare_async (draft, tw_client_get_marketplace (fixture->client), mirror,
                                  tw_client_get_journal (fixture->client), NULL, tw_test_store_result, &prepared);
  TW_WAIT_FOR (prepared != NULL);
  preview = tw_order_preview_prepare_finish (prepared, &error);
  g_assert_no_error (error);

  tw_test_sandbox_fault (fixture->sandbox, "POST", "/orders", "drop-after", 1, 0);
  tw_writer_place_async (tw_client_get_writer (fixture->client), preview, NULL, tw_test_store_result, &placed);
  TW_WAIT_FOR (placed != NULL);
  entry = tw_writer_place_finish (tw_client_get_writer (fixture->client), placed, &error);
  g_assert_nonnull (entry);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);

  return g_strdup (entry->id);
}

/* An order for seats of some subscription, kept. */
static char *
keep_draft (Fixture *fixture)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_change ("7", TW_SEATS_TOTAL, TW_DECIMAL_INIT (12));
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  TwJournal *journal = tw_client_get_journal (fixture->client);

  tw_order_draft_set_po_number (draft, "PO-draft");
  tw_journal_keep_draft_async (journal, draft, NULL, tw_test_store_result, &kept);
  TW_WAIT_FOR (kept != NULL);
  entry = tw_journal_keep_draft_finish (journal, kept, &error);
  g_assert_no_error (error);

  return g_strdup (entry->id);
}

/* A call that comes after those that were under way. */
static void
call_marketplace (Fixture *fixture)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_CUSTOMER);
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (TwPage) page = NULL;
  g_autoptr (GError) error = NULL;
  TwMarketplace *marketplace = tw_client_get_marketplace (fixture->client);

  tw_marketplace_list_async (marketplace, query, TW_PRIORITY_PERSON, NULL, tw_test_store_result, &listed);
  TW_WAIT_FOR (listed != NULL);
  page = tw_marketplace_list_finish (marketplace, listed, &error);
  g_assert_no_error (error);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  TW_WAIT_FOR (shows (fixture->page, "Nothing Sent Yet"));
  g_assert_null (tw_window_page_get_item (TW_WINDOW_PAGE (fixture->page)));
  g_assert_null (tw_window_page_get_new_label (TW_WINDOW_PAGE (fixture->page)));
}

/* Shown as unknown, and counted; one look finds it, and then it is confirmed, with its order. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  TwActivity *activity = tw_workspace_get_activity (fixture->workspace);
  g_autofree char *id = NULL;
  TwActivityItem *item;
  TwJournalEntry *entry;
  guint n_orders;

  refresh (fixture);
  tw_settler_stop (tw_client_get_settler (fixture->client));
  id = lose_order (fixture);
  n_orders = tw_test_sandbox_count_calls (fixture->sandbox, "POST", "/orders");

  g_assert_cmpuint (tw_activity_get_n_wanting (activity), ==, 1);
  g_assert_cmpuint (tw_activity_get_n_unknown (activity), ==, 1);
  item = tw_activity_get_unknown (activity);
  g_assert_cmpstr (tw_activity_item_get_entry (item)->id, ==, id);
  TW_WAIT_FOR (shows (fixture->page, "Unknown"));

  tw_window_page_show_item (TW_WINDOW_PAGE (fixture->page), id);
  g_assert_cmpstr (tw_window_page_get_item (TW_WINDOW_PAGE (fixture->page)), ==, id);
  TW_WAIT_FOR (shows (find (fixture->page, TW_TYPE_ENTRY_DETAILS), "PO-lost"));

  g_assert_true (gtk_widget_activate_action (fixture->page, "activity.settle", NULL));
  TW_WAIT_FOR (tw_activity_get_n_unknown (activity) == 0);
  entry = tw_activity_item_get_entry (item);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_nonnull (entry->result_id);
  TW_WAIT_FOR (shows (find (fixture->page, TW_TYPE_ENTRY_DETAILS), "Confirmed"));
  TW_WAIT_FOR (shows (find (fixture->page, TW_TYPE_ENTRY_DETAILS), entry->result_id));
  g_assert_cmpuint (tw_activity_get_n_wanting (activity), ==, 0);
  g_assert_cmpuint (tw_test_sandbox_count_calls (fixture->sandbox, "POST", "/orders"), ==, n_orders);
}

/* The button for an action. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, action);

  return found;
}

/* A look that another account cut short is no reason not to do anything there. */
static void
test_look_cut_short (Fixture       *fixture,
                     gconstpointer  data)
{
  TwWindowPage *page = TW_WINDOW_PAGE (fixture->page);
  GtkWidget *button = find_button (fixture->page, "activity.resume-all");
  g_autofree char *id = NULL;

  refresh (fixture);
  tw_settler_stop (tw_client_get_settler (fixture->client));
  id = lose_order (fixture);
  tw_window_page_show_item (page, id);
  g_assert_true (gtk_widget_is_sensitive (button));

  g_assert_true (gtk_widget_activate_action (fixture->page, "activity.settle", NULL));
  g_assert_false (gtk_widget_is_sensitive (button));
  tw_window_page_set_workspace (page, NULL);
  tw_window_page_set_workspace (page, fixture->workspace);
  g_assert_false (gtk_widget_is_sensitive (button));
  TW_WAIT_FOR (gtk_widget_is_sensitive (button));
}

/* Nobody has to ask: once connected it settles by itself, until the account is left. */
static void
test_by_itself (Fixture       *fixture,
                gconstpointer  data)
{
  TwActivity *activity = tw_workspace_get_activity (fixture->workspace);
  g_autofree char *id = NULL;
  TwActivityItem *item;

  refresh (fixture);
  id = lose_order (fixture);
  item = tw_activity_find (activity, id, NULL);
  TW_WAIT_FOR (tw_activity_item_get_entry (item)->state == TW_JOURNAL_CONFIRMED);
}

/* What failed counts until somebody has seen it. */
static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  TwActivity *activity = tw_workspace_get_activity (fixture->workspace);
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwActivityItem) item = NULL;

  refresh (fixture);
  tw_test_sandbox_fault (fixture->sandbox, "PATCH", "/customers/{id}", "status:422", 1, 0);
  entry = write_customer (fixture, "Renamed");
  item = g_list_model_get_item (G_LIST_MODEL (activity), 0);
  g_assert_cmpint (tw_activity_item_get_entry (item)->state, ==, TW_JOURNAL_REJECTED);
  g_assert_cmpuint (tw_activity_get_n_wanting (activity), ==, 1);
  g_assert_cmpuint (tw_activity_get_n_unknown (activity), ==, 0);

  tw_window_page_show_item (TW_WINDOW_PAGE (fixture->page), tw_activity_item_get_entry (item)->id);
  g_assert_cmpuint (tw_activity_get_n_wanting (activity), ==, 0);
  TW_WAIT_FOR (shows (find (fixture->page, TW_TYPE_ENTRY_DETAILS), "Rejected"));

  /* Read again, the same items stay, and what was selected stays so. */
  tw_activity_reload (activity);
  refresh (fixture);
  g_assert_cmpstr (tw_window_page_get_item (TW_WINDOW_PAGE (fixture->page)), ==,
                   tw_activity_item_get_entry (item)->id);
  g_assert_cmpuint (tw_activity_get_n_wanting (activity), ==, 0);
}

/* Changes of orders are frequent: a look for what is in the way of a draft that failed is not repeated at each. */
static void
test_draft_look_fails (Fixture       *fixture,
                       gconstpointer  data)
{
  TwActivity *activity = tw_workspace_get_activity (fixture->workspace);
  g_autofree char *id = NULL;
  TwActivityItem *item;
  guint n_looks;

  refresh (fixture);
  tw_background_stop (tw_client_get_background (fixture->client));
  tw_test_sandbox_fault (fixture->sandbox, "GET", "/orders", data, 1, 0);
  n_looks = tw_test_sandbox_count_calls (fixture->sandbox, "GET", "/orders");

  id = keep_draft (fixture);
  TW_WAIT_FOR (tw_test_sandbox_count_calls (fixture->sandbox, "GET", "/orders") == n_looks + 1);
  for (guint i = 0; i < 5; i++)
    {
      call_marketplace (fixture);
      g_signal_emit_by_name (tw_client_get_mirror (fixture->client), "changed", TW_KIND_ORDER);
    }
  call_marketplace (fixture);
  g_assert_cmpuint (tw_test_sandbox_count_calls (fixture->sandbox, "GET", "/orders"), ==, n_looks + 1);

  item = tw_activity_find (activity, id, NULL);
  g_assert_nonnull (item);
  g_assert_cmpint (tw_activity_item_get_wait (item), ==, TW_ACTIVITY_WAIT_WAITING);
}

/* Position of the entry whose row has the focus. */
static guint
get_focused (Fixture   *fixture,
             GtkWidget *list)
{
  TwActivity *activity = tw_workspace_get_activity (fixture->workspace);
  GtkWidget *row = find (gtk_widget_get_focus_child (list), TW_TYPE_ENTRY_ROW);
  g_autoptr (TwActivityItem) item = NULL;
  guint position = GTK_INVALID_LIST_POSITION;

  g_assert_nonnull (row);
  g_object_get (row, "item", &item, NULL);
  g_assert_nonnull (item);
  tw_activity_find (activity, tw_activity_item_get_entry (item)->id, &position);

  return position;
}

/* The keyboard comes into the list at its first row, however many came above the one that was first, or at the one
 * that is shown. */
static void
test_keyboard_comes_in (Fixture       *fixture,
                        gconstpointer  data)
{
  GListModel *activity = G_LIST_MODEL (tw_workspace_get_activity (fixture->workspace));
  GtkWidget *list = find (fixture->page, GTK_TYPE_LIST_VIEW);
  g_autoptr (TwActivityItem) third = NULL;

  refresh (fixture);
  tw_test_sandbox_fault (fixture->sandbox, "PATCH", "/customers/{id}", "status:422", 5, 0);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_null (write_customer (fixture, "Renamed"));
      TW_WAIT_FOR (g_list_model_get_n_items (activity) == i + 1);
    }
  TW_WAIT_FOR (shows (list, "Rejected"));

  g_assert_true (gtk_widget_child_focus (fixture->page, GTK_DIR_TAB_FORWARD));
  while (gtk_widget_get_focus_child (list) == NULL)
    g_assert_true (gtk_widget_child_focus (fixture->page, GTK_DIR_TAB_FORWARD));
  g_assert_cmpuint (get_focused (fixture, list), ==, 0);

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  third = g_list_model_get_item (activity, 2);
  tw_window_page_show_item (TW_WINDOW_PAGE (fixture->page), tw_activity_item_get_entry (third)->id);
  tw_window_page_focus_search (TW_WINDOW_PAGE (fixture->page));
  g_assert_cmpuint (get_focused (fixture, list), ==, 2);
}

/* The sync part says how old the lists are, and what calls were used. */
static void
test_synchronization (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *stack = find (fixture->page, GTK_TYPE_STACK);

  gtk_stack_set_visible_child_name (GTK_STACK (stack), "synchronization");
  TW_WAIT_FOR (shows (fixture->page, "Next step"));
  refresh (fixture);
  TW_WAIT_FOR (shows (fixture->page, "40"));
  TW_WAIT_FOR (shows (fixture->page, "This minute"));
}

static TwActivityItem *
item_new (TwJournalState state)
{
  g_autoptr (TwJournalEntry) entry = g_object_new (TW_TYPE_JOURNAL_ENTRY, "id", "1", "state", state, NULL);

  return tw_activity_item_new (entry, NULL);
}

static void
assert_tone (TwJournalState state,
             TwStatusTone   tone)
{
  g_autoptr (TwActivityItem) item = item_new (state);

  g_assert_cmpint (tw_entry_text_get_tone (item), ==, tone);
}

/* An entry of each state has a word for it, and none looks like another; a draft says what it waits for. */
static void
test_states (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (TW_TYPE_JOURNAL_STATE);
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (TwActivityItem) draft = item_new (TW_JOURNAL_DRAFT);
  g_autofree char *advice = NULL;

  for (guint i = 0; i < klass->n_values; i++)
    {
      g_autoptr (TwActivityItem) item = item_new (klass->values[i].value);

      g_assert_true (g_hash_table_add (words, (char *) tw_entry_text_get_state (item)));
    }
  assert_tone (TW_JOURNAL_UNKNOWN, TW_TONE_WARNING);
  assert_tone (TW_JOURNAL_CONFIRMED, TW_TONE_GOOD);
  assert_tone (TW_JOURNAL_REJECTED, TW_TONE_BAD);

  tw_activity_item_set_wait (draft, TW_ACTIVITY_WAIT_WAITING, "CH000042");
  g_assert_true (g_hash_table_add (words, (char *) tw_entry_text_get_state (draft)));
  advice = tw_entry_text_dup_advice (draft);
  g_assert_nonnull (strstr (advice, "CH000042"));
  tw_activity_item_set_wait (draft, TW_ACTIVITY_WAIT_READY, NULL);
  g_assert_true (g_hash_table_add (words, (char *) tw_entry_text_get_state (draft)));
  g_assert_true (tw_activity_item_is_wanting (draft, NULL));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/app/activity/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add ("/app/activity/unknown", Fixture, NULL, set_up, test_unknown, tear_down);
  g_test_add ("/app/activity/look-cut-short", Fixture, NULL, set_up, test_look_cut_short, tear_down);
  g_test_add ("/app/activity/by-itself", Fixture, NULL, set_up, test_by_itself, tear_down);
  g_test_add ("/app/activity/failed", Fixture, NULL, set_up, test_failed, tear_down);
  g_test_add ("/app/activity/draft-look-refused", Fixture, "status:404", set_up, test_draft_look_fails, tear_down);
  g_test_add ("/app/activity/draft-look-fails", Fixture, "status:422", set_up, test_draft_look_fails, tear_down);
  g_test_add ("/app/activity/keyboard-comes-in", Fixture, NULL, set_up, test_keyboard_comes_in, tear_down);
  g_test_add ("/app/activity/synchronization", Fixture, NULL, set_up, test_synchronization, tear_down);
  g_test_add_func ("/app/activity/states", test_states);

  return g_test_run ();
}
