/* test-column-sort.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/tw-column-sort.h"

static GtkColumnViewColumn *
add_column (GtkColumnView *view,
            const char    *field)
{
  GtkColumnViewColumn *column = gtk_column_view_column_new (field, NULL);
  g_autoptr (GtkSorter) sorter = tw_column_sort_new (field);

  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_append_column (view, column);
  g_object_unref (column);

  return column;
}

static void
test_read (void)
{
  GtkColumnView *view = g_object_ref_sink (GTK_COLUMN_VIEW (gtk_column_view_new (NULL)));
  GtkColumnViewColumn *name = add_column (view, "name");
  GtkColumnViewColumn *total = add_column (view, "total");
  gboolean descending = TRUE;

  g_assert_null (tw_column_sort_read (gtk_column_view_get_sorter (view), &descending));
  g_assert_false (descending);

  gtk_column_view_sort_by_column (view, name, GTK_SORT_ASCENDING);
  g_assert_cmpstr (tw_column_sort_read (gtk_column_view_get_sorter (view), &descending), ==, "name");
  g_assert_false (descending);

  /* The last clicked heading counts, whatever was clicked before. */
  gtk_column_view_sort_by_column (view, total, GTK_SORT_DESCENDING);
  g_assert_cmpstr (tw_column_sort_read (gtk_column_view_get_sorter (view), &descending), ==, "total");
  g_assert_true (descending);

  g_assert_finalize_object (view);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/column-sort/read", test_read);

  return g_test_run ();
}
