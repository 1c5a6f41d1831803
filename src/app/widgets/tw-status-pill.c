/* tw-status-pill.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-status-pill.h"

struct _TwStatusPill
{
  GtkWidget parent_instance;

  GtkImage *image;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (TwStatusPill, tw_status_pill, GTK_TYPE_WIDGET)

static void
tw_status_pill_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_STATUS_PILL);

  G_OBJECT_CLASS (tw_status_pill_parent_class)->dispose (object);
}

static void
tw_status_pill_class_init (TwStatusPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_status_pill_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/widgets/tw-status-pill.ui");
  gtk_widget_class_bind_template_child (widget_class, TwStatusPill, image);
  gtk_widget_class_bind_template_child (widget_class, TwStatusPill, label);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
tw_status_pill_init (TwStatusPill *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_status_pill_show:
 * @self: a pill
 * @label: (nullable): the status in words; %NULL hides the pill
 * @tone: how it feels
 */
void
tw_status_pill_show (TwStatusPill *self,
                     const char   *label,
                     TwStatusTone  tone)
{
  const char *icon_name = tw_status_tone_get_icon_name (tone);

  g_return_if_fail (TW_IS_STATUS_PILL (self));

  gtk_widget_set_visible (GTK_WIDGET (self), label != NULL);
  gtk_label_set_label (self->label, label != NULL ? label : "");
  gtk_image_set_from_icon_name (self->image, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->image), icon_name != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self),
                              (const char *[]) { "pill-badge", tw_status_tone_get_style (tone), NULL });
}
