/* tw-cell.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-cell.h"

#include "widgets/tw-column-sort.h"

#include <glib/gi18n.h>

struct _TwCell
{
  GtkWidget parent_instance;

  const TwColumn *column;
  TwRow          *row;
  gulong          loaded_id;

  GtkImage       *image;
  GtkInscription *text;
};

G_DEFINE_FINAL_TYPE (TwCell, tw_cell, GTK_TYPE_WIDGET)

static void
update (TwCell *self)
{
  gboolean loaded = self->row != NULL && tw_row_get_resource (self->row) != NULL;
  g_autofree char *text = loaded ? self->column->dup_text (self->row) : NULL;

  gtk_inscription_set_text (self->text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text != NULL ? text : "",
                                  -1);

  if (self->column->style == TW_CELL_STATUS)
    {
      TwStatusTone tone = loaded ? self->column->get_tone (self->row) : TW_TONE_NEUTRAL;

      gtk_image_set_from_icon_name (self->image, tw_status_tone_get_icon_name (tone));
      gtk_widget_set_css_classes (GTK_WIDGET (self->image),
                                  (const char *[]) { tw_status_tone_get_style (tone), NULL });
    }
}

static gboolean
query_tooltip_cb (TwCell     *self,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;

  if (self->row == NULL || tw_row_get_resource (self->row) == NULL)
    return FALSE;

  text = self->column->dup_tooltip != NULL ? self->column->dup_tooltip (self->row)
                                           : self->column->dup_text (self->row);
  gtk_tooltip_set_text (tooltip, text);

  return text != NULL && text[0] != 0;
}

static void
tw_cell_dispose (GObject *object)
{
  TwCell *self = TW_CELL (object);

  g_clear_signal_handler (&self->loaded_id, self->row);
  g_clear_object (&self->row);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_CELL);

  G_OBJECT_CLASS (tw_cell_parent_class)->dispose (object);
}

static void
tw_cell_class_init (TwCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_cell_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tradewind/Tradewind/widgets/tw-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, TwCell, image);
  gtk_widget_class_bind_template_child (widget_class, TwCell, text);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
tw_cell_init (TwCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_cell_new:
 * @column: the column it belongs to; must stay
 *
 * Returns: (transfer floating): a cell
 */
GtkWidget *
tw_cell_new (const TwColumn *column)
{
  TwCell *self = g_object_new (TW_TYPE_CELL, NULL);

  self->column = column;
  gtk_widget_set_visible (GTK_WIDGET (self->image), column->style == TW_CELL_STATUS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(column->title),
                                  -1);
  if (column->style == TW_CELL_NUMBER)
    {
      gtk_inscription_set_xalign (self->text, 1.0);
      gtk_widget_add_css_class (GTK_WIDGET (self->text), "numeric");
    }
  else if (column->style == TW_CELL_ID)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->text), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->text), "numeric");
    }

  return GTK_WIDGET (self);
}

/**
 * tw_cell_set_row:
 * @self: a cell
 * @row: (nullable): the row to show
 */
void
tw_cell_set_row (TwCell *self,
                 TwRow  *row)
{
  g_return_if_fail (TW_IS_CELL (self));

  if (self->row == row)
    return;

  g_clear_signal_handler (&self->loaded_id, self->row);
  g_set_object (&self->row, row);
  if (row != NULL)
    {
      self->loaded_id = g_signal_connect_swapped (row, "notify::resource", G_CALLBACK (update), self);
      update (self);
    }
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  column)
{
  gtk_list_item_set_child (item, tw_cell_new (column));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  column)
{
  tw_cell_set_row (TW_CELL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           gpointer                  column)
{
  tw_cell_set_row (TW_CELL (gtk_list_item_get_child (item)), NULL);
}

/**
 * tw_column_make:
 * @column: (transfer none): what the column shows; must stay
 *
 * Returns: (transfer full): a column for a view of #TwRow
 */
GtkColumnViewColumn *
tw_column_make (const TwColumn *column)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *self;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), (gpointer) column);

  self = gtk_column_view_column_new (_(column->title), g_steal_pointer (&factory));
  gtk_column_view_column_set_resizable (self, TRUE);
  gtk_column_view_column_set_expand (self, column->expand);
  gtk_column_view_column_set_fixed_width (self, column->width);
  if (column->sort != NULL)
    {
      g_autoptr (GtkSorter) sorter = tw_column_sort_new (column->sort);

      gtk_column_view_column_set_sorter (self, sorter);
    }

  return self;
}
