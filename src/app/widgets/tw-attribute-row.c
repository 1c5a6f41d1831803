/* tw-attribute-row.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-attribute-row.h"

struct _TwAttributeRow
{
  GtkListBoxRow parent_instance;

  GtkEntry *name;
  GtkEntry *value;
};

enum
{
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwAttributeRow, tw_attribute_row, GTK_TYPE_LIST_BOX_ROW)

static void
remove_cb (TwAttributeRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
tw_attribute_row_class_init (TwAttributeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/widgets/tw-attribute-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TwAttributeRow, name);
  gtk_widget_class_bind_template_child (widget_class, TwAttributeRow, value);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
tw_attribute_row_init (TwAttributeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_attribute_row_new:
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
tw_attribute_row_new (void)
{
  return g_object_new (TW_TYPE_ATTRIBUTE_ROW, NULL);
}

/**
 * tw_attribute_row_get_name:
 * @self: a row
 *
 * Returns: (transfer none): the attribute's name
 */
const char *
tw_attribute_row_get_name (TwAttributeRow *self)
{
  g_return_val_if_fail (TW_IS_ATTRIBUTE_ROW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->name));
}

/**
 * tw_attribute_row_get_value:
 * @self: a row
 *
 * Returns: (transfer none): the attribute's value
 */
const char *
tw_attribute_row_get_value (TwAttributeRow *self)
{
  g_return_val_if_fail (TW_IS_ATTRIBUTE_ROW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->value));
}
