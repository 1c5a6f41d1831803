/* tw-choice-item.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-choice-item.h"

struct _TwChoiceItem
{
  GtkWidget parent_instance;

  GtkListItem  *list_item; /* owns this */
  TwChoiceText  label_text;
  TwChoiceText  caption_text;
  GObject      *item;
  gulong        notify_id;

  GtkBox       *box;
  GtkLabel     *label;
  GtkLabel     *caption;
};

G_DEFINE_FINAL_TYPE (TwChoiceItem, tw_choice_item, GTK_TYPE_WIDGET)

static void
update (TwChoiceItem *self)
{
  g_autofree char *label = self->item != NULL && self->label_text != NULL ? self->label_text (self->item) : NULL;
  g_autofree char *caption = self->item != NULL && self->caption_text != NULL ? self->caption_text (self->item) : NULL;

  gtk_label_set_label (self->label, label != NULL ? label : "");
  gtk_label_set_label (self->caption, caption != NULL ? caption : "");
}

static void
take_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "list.activate-item", "u",
                              gtk_list_item_get_position (TW_CHOICE_ITEM (widget)->list_item));
}

static void
set_item (TwChoiceItem *self,
          gpointer      item)
{
  g_clear_signal_handler (&self->notify_id, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    self->notify_id = g_signal_connect_swapped (item, "notify", G_CALLBACK (update), self);
  update (self);
}

static void
tw_choice_item_dispose (GObject *object)
{
  TwChoiceItem *self = TW_CHOICE_ITEM (object);

  g_clear_signal_handler (&self->notify_id, self->item);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_CHOICE_ITEM);

  G_OBJECT_CLASS (tw_choice_item_parent_class)->dispose (object);
}

static void
tw_choice_item_class_init (TwChoiceItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_choice_item_dispose;

  gtk_widget_class_install_action (widget_class, "choice.take", NULL, take_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/widgets/tw-choice-item.ui");
  gtk_widget_class_bind_template_child (widget_class, TwChoiceItem, box);
  gtk_widget_class_bind_template_child (widget_class, TwChoiceItem, label);
  gtk_widget_class_bind_template_child (widget_class, TwChoiceItem, caption);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tw_choice_item_init (TwChoiceItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_choice_item_new:
 * @list_item: (transfer none): the list item whose child this becomes
 * @label: (nullable): what stands for an item
 * @caption: (nullable): a second, smaller line
 *
 * Returns: (transfer floating): a choice without an item
 */
GtkWidget *
tw_choice_item_new (GtkListItem  *list_item,
                    TwChoiceText  label,
                    TwChoiceText  caption)
{
  TwChoiceItem *self = g_object_new (TW_TYPE_CHOICE_ITEM, NULL);

  self->list_item = list_item;
  self->label_text = label;
  self->caption_text = caption;
  gtk_widget_set_visible (GTK_WIDGET (self->caption), caption != NULL);

  return GTK_WIDGET (self);
}

/**
 * tw_choice_item_bind:
 * @self: a choice
 *
 * Shows the item that its list item stands for.
 */
void
tw_choice_item_bind (TwChoiceItem *self)
{
  g_return_if_fail (TW_IS_CHOICE_ITEM (self));

  set_item (self, gtk_list_item_get_item (self->list_item));
}

/**
 * tw_choice_item_unbind:
 * @self: a choice
 *
 * Shows nothing.
 */
void
tw_choice_item_unbind (TwChoiceItem *self)
{
  g_return_if_fail (TW_IS_CHOICE_ITEM (self));

  set_item (self, NULL);
}
