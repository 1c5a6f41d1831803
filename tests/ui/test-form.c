/* test-form.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"
#include "support/tw-test-support.h"
#include "widgets/tw-form.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget   *window;
  TwForm      *form;
  AdwEntryRow *name;
  AdwEntryRow *city;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *group = adw_preferences_group_new ();

  fixture->window = gtk_window_new ();
  fixture->form = tw_form_new ();
  fixture->name = ADW_ENTRY_ROW (adw_entry_row_new ());
  fixture->city = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (fixture->name));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (fixture->city));
  gtk_window_set_child (GTK_WINDOW (fixture->window), group);
  tw_form_add (fixture->form, "name", GTK_WIDGET (fixture->name));
  tw_form_add (fixture->form, "address.city", GTK_WIDGET (fixture->city));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->form);
}

static void
test_error_under_row (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *note;

  g_assert_true (tw_form_set_error (fixture->form, "name", "Too long."));
  g_assert_false (tw_form_is_valid (fixture->form));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->name), "error"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (fixture->name), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  note = gtk_widget_get_next_sibling (GTK_WIDGET (fixture->name));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (note), GTK_ACCESSIBLE_PROPERTY_LABEL, "Too long.");
  g_assert_true (gtk_widget_get_next_sibling (note) == GTK_WIDGET (fixture->city));

  /* Editing is what takes it away. */
  gtk_editable_set_text (GTK_EDITABLE (fixture->name), "x");
  g_assert_true (tw_form_is_valid (fixture->form));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->name), "error"));
  g_assert_true (gtk_widget_get_next_sibling (GTK_WIDGET (fixture->name)) == GTK_WIDGET (fixture->city));
}

static void
test_require (Fixture       *fixture,
              gconstpointer  data)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->name), "   ");
  g_assert_false (tw_form_require (fixture->form, "name"));
  gtk_editable_set_text (GTK_EDITABLE (fixture->city), "Lima");
  g_assert_true (tw_form_require (fixture->form, "address.city"));
  g_assert_false (tw_form_is_valid (fixture->form));
  tw_form_clear (fixture->form);
  g_assert_true (tw_form_is_valid (fixture->form));
}

static void
test_take_error (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) known = g_error_new_literal (TW_ERROR, TW_ERROR_VALIDATION, "two fields");
  g_autoptr (GError) strange = g_error_new_literal (TW_ERROR, TW_ERROR_VALIDATION, "another field");
  g_autofree char *rest = NULL;

  tw_error_add_field (known, "address.city", "No such city.");
  g_assert_null (tw_form_take_error (fixture->form, known));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->city), "error"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->name), "error"));
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (fixture->city)));

  /* What no row stands for is said in words. */
  tw_error_add_field (strange, "resellerId", "Not yours.");
  rest = tw_form_take_error (fixture->form, strange);
  g_assert_nonnull (rest);
}

static void
test_forget_row (Fixture       *fixture,
                 gconstpointer  data)
{
  tw_form_remove (fixture->form, GTK_WIDGET (fixture->name));
  g_assert_false (tw_form_set_error (fixture->form, "name", "Too long."));
  g_assert_true (tw_form_is_valid (fixture->form));
}

/* A row that leaves the list takes its error along, even while the list is busy removing the row. */
static void
test_row_leaves (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (fixture->name));

  g_assert_true (tw_form_set_error (fixture->form, "name", "Too long."));
  g_assert_true (tw_form_set_error (fixture->form, "address.city", "No such city."));
  gtk_list_box_remove (GTK_LIST_BOX (list), GTK_WIDGET (fixture->name));
  TW_WAIT_FOR (gtk_widget_get_first_child (list) == GTK_WIDGET (fixture->city));
  g_assert_false (tw_form_set_error (fixture->form, "name", "Too long."));

  gtk_list_box_remove (GTK_LIST_BOX (list), GTK_WIDGET (fixture->city));
  TW_WAIT_FOR (gtk_widget_get_first_child (list) == NULL);
  g_assert_true (tw_form_is_valid (fixture->form));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/app/form/error-under-row", Fixture, NULL, set_up, test_error_under_row, tear_down);
  g_test_add ("/app/form/require", Fixture, NULL, set_up, test_require, tear_down);
  g_test_add ("/app/form/take-error", Fixture, NULL, set_up, test_take_error, tear_down);
  g_test_add ("/app/form/forget-row", Fixture, NULL, set_up, test_forget_row, tear_down);
  g_test_add ("/app/form/row-leaves", Fixture, NULL, set_up, test_row_leaves, tear_down);

  return g_test_run ();
}
