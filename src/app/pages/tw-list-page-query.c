/* tw-list-page-query.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-list-page-private.h"

#include "tw-status.h"
#include "widgets/tw-column-sort.h"

/* For tw-list-page.c: whether the list is more than what there is. */
gboolean
tw_list_page_is_filtered (TwListPage *self)
{
  TwListPagePrivate *priv = tw_list_page_get_private (self);

  if (gtk_editable_get_text (GTK_EDITABLE (priv->search))[0] != 0)
    return TRUE;
  for (guint i = 0; i < priv->chips->len; i++)
    if (tw_filter_chip_get_value (priv->chips->pdata[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* For tw-list-page.c: what search, filters and sorted column ask for. */
TwQuery *
tw_list_page_make_query (TwListPage *self)
{
  TwListPagePrivate *priv = tw_list_page_get_private (self);
  TwQuery *query = tw_query_new (TW_LIST_PAGE_GET_CLASS (self)->kind);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (priv->search));
  gboolean descending;
  const char *field = tw_column_sort_read (gtk_column_view_get_sorter (priv->table), &descending);

  if (text[0] != 0)
    tw_query_set_text (query, text);
  if (field != NULL)
    tw_query_set_sort (query, field, descending);
  for (guint i = 0; i < priv->chips->len; i++)
    {
      const char *value = tw_filter_chip_get_value (priv->chips->pdata[i]);

      if (value != NULL)
        tw_query_set_filter (query, tw_filter_chip_get_field (priv->chips->pdata[i]), value);
    }

  return query;
}

static void
query_changed_cb (TwListPage *self)
{
  TwListPagePrivate *priv = tw_list_page_get_private (self);
  g_autoptr (TwQuery) query = NULL;

  if (priv->model == NULL)
    return;

  query = tw_list_page_make_query (self);
  if (!tw_query_equal (query, tw_paged_model_get_query (priv->model)))
    {
      priv->rewind = TRUE;
      tw_paged_model_set_query (priv->model, query);
    }
  tw_list_page_update_state (self);
}

static void
clear_filters_cb (TwListPage *self)
{
  TwListPagePrivate *priv = tw_list_page_get_private (self);

  gtk_editable_set_text (GTK_EDITABLE (priv->search), "");
  for (guint i = 0; i < priv->chips->len; i++)
    tw_filter_chip_set_value (priv->chips->pdata[i], NULL, NULL);
  query_changed_cb (self);
}

/* For tw-list-page.c: the columns of the subclass, whose headers sort. */
void
tw_list_page_add_columns (TwListPage *self)
{
  TwListPagePrivate *priv = tw_list_page_get_private (self);
  TwListPageClass *klass = TW_LIST_PAGE_GET_CLASS (self);

  for (guint i = 0; i < klass->n_columns; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = tw_column_make (&klass->columns[i]);

      gtk_column_view_append_column (priv->table, column);
    }

  g_signal_connect_object (gtk_column_view_get_sorter (priv->table), "changed", G_CALLBACK (query_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* For tw-list-page.c: what the template calls about search and filters. */
void
tw_list_page_class_bind_query (TwListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
}

/**
 * tw_list_page_filter:
 * @self: a page
 * @field: field of one of its filters
 * @value: (nullable): what to filter by
 * @label: (nullable): what that is called
 *
 * Shows only what fits one filter, without any other filter or words.
 */
void
tw_list_page_filter (TwListPage *self,
                     const char *field,
                     const char *value,
                     const char *label)
{
  TwListPagePrivate *priv;

  g_return_if_fail (TW_IS_LIST_PAGE (self));

  priv = tw_list_page_get_private (self);
  gtk_editable_set_text (GTK_EDITABLE (priv->search), "");
  for (guint i = 0; i < priv->chips->len; i++)
    {
      gboolean meant = g_str_equal (tw_filter_chip_get_field (priv->chips->pdata[i]), field);

      tw_filter_chip_set_value (priv->chips->pdata[i], meant ? value : NULL, meant ? label : NULL);
    }
}

/**
 * tw_list_page_add_chip:
 * @self: a page
 * @chip: (transfer floating): a filter
 */
void
tw_list_page_add_chip (TwListPage   *self,
                       TwFilterChip *chip)
{
  TwListPagePrivate *priv;

  g_return_if_fail (TW_IS_LIST_PAGE (self));

  priv = tw_list_page_get_private (self);
  gtk_box_append (priv->chip_box, GTK_WIDGET (chip));
  g_ptr_array_add (priv->chips, chip);
  g_signal_connect_object (chip, "notify::value", G_CALLBACK (query_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * tw_list_page_add_choices:
 * @chip: a filter
 * @type: an enumeration of the marketplace
 *
 * Adds the values of an enumeration that have a name.
 */
void
tw_list_page_add_choices (TwFilterChip *chip,
                          GType         type)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  for (guint i = 0; i < klass->n_values; i++)
    {
      const char *label = tw_status_get_label (type, klass->values[i].value);

      if (label != NULL)
        tw_filter_chip_add_choice (chip, klass->values[i].value_nick, label);
    }
}
