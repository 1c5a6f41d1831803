/* tw-column-sort.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-column-sort.h"

struct _TwColumnSort
{
  GtkSorter parent_instance;

  char *field;
};

G_DEFINE_FINAL_TYPE (TwColumnSort, tw_column_sort, GTK_TYPE_SORTER)

/*
 * A view's sorter does not say which column it sorts by. Asked to compare two things, it asks the sorter of that
 * column first: so it is asked about a probe, which remembers who asked.
 */
#define TW_TYPE_SORT_PROBE (tw_sort_probe_get_type ())
G_DECLARE_FINAL_TYPE (TwSortProbe, tw_sort_probe, TW, SORT_PROBE, GObject)

struct _TwSortProbe
{
  GObject parent_instance;

  const char *field;
};

G_DEFINE_FINAL_TYPE (TwSortProbe, tw_sort_probe, G_TYPE_OBJECT)

static void
tw_sort_probe_class_init (TwSortProbeClass *klass)
{
}

static void
tw_sort_probe_init (TwSortProbe *self)
{
}

static GtkOrdering
tw_column_sort_compare (GtkSorter *sorter,
                        gpointer   first,
                        gpointer   second)
{
  TwColumnSort *self = TW_COLUMN_SORT (sorter);

  if (!TW_IS_SORT_PROBE (first))
    return GTK_ORDERING_EQUAL;
  if (TW_SORT_PROBE (first)->field == NULL)
    TW_SORT_PROBE (first)->field = self->field;

  return GTK_ORDERING_SMALLER;
}

static GtkSorterOrder
tw_column_sort_get_order (GtkSorter *sorter)
{
  return GTK_SORTER_ORDER_PARTIAL;
}

static void
tw_column_sort_finalize (GObject *object)
{
  g_free (TW_COLUMN_SORT (object)->field);

  G_OBJECT_CLASS (tw_column_sort_parent_class)->finalize (object);
}

static void
tw_column_sort_class_init (TwColumnSortClass *klass)
{
  GTK_SORTER_CLASS (klass)->compare = tw_column_sort_compare;
  GTK_SORTER_CLASS (klass)->get_order = tw_column_sort_get_order;
  G_OBJECT_CLASS (klass)->finalize = tw_column_sort_finalize;
}

static void
tw_column_sort_init (TwColumnSort *self)
{
}

/**
 * tw_column_sort_new:
 * @field: the field the column sorts by
 *
 * Returns: (transfer full): a sorter for gtk_column_view_column_set_sorter()
 */
GtkSorter *
tw_column_sort_new (const char *field)
{
  TwColumnSort *self = g_object_new (TW_TYPE_COLUMN_SORT, NULL);

  self->field = g_strdup (field);

  return GTK_SORTER (self);
}

/**
 * tw_column_sort_read:
 * @view_sorter: the sorter of a column view whose columns have sorters of this class
 * @descending: (out): whether the order is turned around
 *
 * Returns: (transfer none) (nullable): the field to sort by, %NULL when no header was clicked
 */
const char *
tw_column_sort_read (GtkSorter *view_sorter,
                     gboolean  *descending)
{
  g_autoptr (TwSortProbe) first = g_object_new (TW_TYPE_SORT_PROBE, NULL);
  g_autoptr (TwSortProbe) second = g_object_new (TW_TYPE_SORT_PROBE, NULL);

  g_return_val_if_fail (GTK_IS_SORTER (view_sorter), NULL);

  *descending = gtk_sorter_compare (view_sorter, first, second) == GTK_ORDERING_LARGER;

  return first->field;
}
