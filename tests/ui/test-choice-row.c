/* test-choice-row.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "support/tw-test-support.h"
#include "widgets/tw-choice-row.h"

typedef struct
{
  GtkWidget     *window;
  TwChoiceRow   *row;
  GtkStringList *list;
} Fixture;

static char *
dup_text (gpointer item)
{
  return g_strdup (gtk_string_object_get_string (item));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *group = adw_preferences_group_new ();

  fixture->window = gtk_window_new ();
  fixture->list = gtk_string_list_new ((const char *[]) { "Chile", "Colombia", "Perú", NULL });
  fixture->row = g_object_new (TW_TYPE_CHOICE_ROW, "title", "C_ountry", "use-underline", TRUE, NULL);
  tw_choice_row_set_texts (fixture->row, dup_text, NULL);
  tw_choice_row_set_model (fixture->row, G_LIST_MODEL (fixture->list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (fixture->row));
  gtk_window_set_child (GTK_WINDOW (fixture->window), group);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->list);
}

/* The first child of a type below a widget. */
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

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_selected (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GObject) peru = g_list_model_get_item (G_LIST_MODEL (fixture->list), 2);
  GtkWidget *button = find (GTK_WIDGET (fixture->row), GTK_TYPE_MENU_BUTTON);
  guint n_changes = 0;

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Country");
  g_signal_connect (fixture->row, "notify::selected-item", G_CALLBACK (count_cb), &n_changes);
  g_assert_null (tw_choice_row_get_selected (fixture->row));

  tw_choice_row_set_selected (fixture->row, peru);
  tw_choice_row_set_selected (fixture->row, peru);
  g_assert_true (tw_choice_row_get_selected (fixture->row) == peru);
  g_assert_cmpuint (n_changes, ==, 1);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Perú");
}

/* Accents and case do not matter, and Enter takes the first of what is found. */
static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *search = find (GTK_WIDGET (fixture->row), GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *list = find (GTK_WIDGET (fixture->row), GTK_TYPE_LIST_VIEW);
  GListModel *shown = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));

  gtk_editable_set_text (GTK_EDITABLE (search), "peru");
  TW_WAIT_FOR (g_list_model_get_n_items (shown) == 1);
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (gtk_string_object_get_string (tw_choice_row_get_selected (fixture->row)), ==, "Perú");
}

static void
search_cb (TwChoiceRow *row,
           const char  *words,
           char       **searched)
{
  g_free (*searched);
  *searched = g_strdup (words);
}

/* A list that its owner searches is left alone. */
static void
test_search_outside (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *search = find (GTK_WIDGET (fixture->row), GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *list = find (GTK_WIDGET (fixture->row), GTK_TYPE_LIST_VIEW);
  g_autofree char *searched = NULL;

  tw_choice_row_set_filtering (fixture->row, FALSE);
  g_signal_connect (fixture->row, "search", G_CALLBACK (search_cb), &searched);
  gtk_editable_set_text (GTK_EDITABLE (search), "peru");
  TW_WAIT_FOR (g_strcmp0 (searched, "peru") == 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/app/choice-row/selected", Fixture, NULL, set_up, test_selected, tear_down);
  g_test_add ("/app/choice-row/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/app/choice-row/search-outside", Fixture, NULL, set_up, test_search_outside, tear_down);

  return g_test_run ();
}
