/* tw-list-page-selection.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-list-page-private.h"

#include <glib/gi18n.h>

/* The action belongs to the list inside the table. */
static void
scroll_to (GtkWidget *table,
           guint      position)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (table); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

static gboolean
rewind_cb (GtkWidget     *table,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  scroll_to (table, 0);

  return G_SOURCE_REMOVE;
}

static void
show_details (TwListPage *self,
              const char *key)
{
  TwListPagePrivate *priv = tw_list_page_get_private (self);

  tw_details_pane_show (priv->details, tw_workspace_get_client (priv->workspace), key);
  tw_fold_set_reveal (priv->fold, TRUE);
}

/* A row that was just scrolled to has no content yet: then this is called again when it comes. */
static void
selected_cb (TwListPage *self)
{
  TwListPagePrivate *priv = tw_list_page_get_private (self);
  TwRow *row = gtk_single_selection_get_selected_item (priv->selection);

  g_signal_group_set_target (priv->selected_row, row);
  if (row != NULL && tw_row_get_key (row) != NULL)
    show_details (self, tw_row_get_key (row));
}

static void
activated_cb (TwListPage *self,
              guint       position)
{
  gtk_single_selection_set_selected (tw_list_page_get_private (self)->selection, position);
  selected_cb (self);
}

static void
details_closed_cb (TwListPage *self)
{
  TwListPagePrivate *priv = tw_list_page_get_private (self);

  tw_fold_set_reveal (priv->fold, FALSE);
  tw_details_pane_clear (priv->details);
  gtk_single_selection_set_selected (priv->selection, GTK_INVALID_LIST_POSITION);
  gtk_widget_grab_focus (GTK_WIDGET (priv->table));
}

/* On top of the table the pane can also be dismissed by a click beside it. */
static void
reveal_changed_cb (TwListPage *self)
{
  TwListPagePrivate *priv = tw_list_page_get_private (self);

  if (!tw_fold_get_reveal (priv->fold) && tw_details_pane_get_key (priv->details) != NULL)
    details_closed_cb (self);
}

static void
copy_id_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TwRow *row = gtk_single_selection_get_selected_item (tw_list_page_get_private (TW_LIST_PAGE (widget))->selection);

  if (row == NULL || tw_row_get_key (row) == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), tw_row_get_key (row));
  gtk_widget_activate_action (widget, "win.toast", "s", _("Copied"));
}

static void
close_details_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  details_closed_cb (TW_LIST_PAGE (widget));
}

/* Before its first layout a list cannot scroll: then this waits for the next frame. */
static gboolean
scroll_cb (GtkWidget     *table,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  TwListPagePrivate *priv = tw_list_page_get_private (TW_LIST_PAGE (user_data));
  guint position = gtk_single_selection_get_selected (priv->selection);

  if (gtk_widget_get_height (table) == 0)
    return G_SOURCE_CONTINUE;

  if (position != GTK_INVALID_LIST_POSITION)
    scroll_to (table, position);

  return G_SOURCE_REMOVE;
}

static void
position_found_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (TwListPage) self = user_data;
  TwListPagePrivate *priv = tw_list_page_get_private (self);
  gint64 position = tw_paged_model_find_position_finish (TW_PAGED_MODEL (source), result, NULL);

  if (position < 0 || TW_PAGED_MODEL (source) != priv->model)
    return;

  gtk_single_selection_set_selected (priv->selection, (guint) position);
  gtk_widget_add_tick_callback (GTK_WIDGET (priv->table), scroll_cb, self, NULL);
}

/* For tw-list-page.c: shows the details of an object, and selects its row where the table has one. */
void
tw_list_page_show_row (TwListPage *self,
                       const char *key)
{
  TwListPagePrivate *priv = tw_list_page_get_private (self);

  g_return_if_fail (priv->workspace != NULL);

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  priv->cancellable = g_cancellable_new ();
  gtk_single_selection_set_selected (priv->selection, GTK_INVALID_LIST_POSITION);
  show_details (self, key);
  tw_paged_model_find_position_async (priv->model, key, priv->cancellable, position_found_cb, g_object_ref (self));
}

/* For tw-list-page.c: the first row is shown in the next frame. */
void
tw_list_page_rewind (TwListPage *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (tw_list_page_get_private (self)->table), rewind_cb, NULL, NULL);
}

/* For tw-list-page.c: follows the content of the selected row. */
void
tw_list_page_watch_selection (TwListPage *self)
{
  TwListPagePrivate *priv = tw_list_page_get_private (self);

  priv->selected_row = g_signal_group_new (TW_TYPE_ROW);
  g_signal_group_connect_swapped (priv->selected_row, "notify::resource", G_CALLBACK (selected_cb), self);
}

/* For tw-list-page.c: what the template calls about rows and their details, and what can be done with them. */
void
tw_list_page_class_bind_selection (TwListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "page.copy-id", NULL, copy_id_action);
  gtk_widget_class_install_action (widget_class, "page.close-details", NULL, close_details_action);

  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_changed_cb);
}
