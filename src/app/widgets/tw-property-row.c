/* tw-property-row.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-property-row.h"

#include <glib/gi18n.h>

struct _TwPropertyRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *value;
  GtkLabel *end;
  GtkImage *arrow;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TwPropertyRow, tw_property_row, GTK_TYPE_LIST_BOX_ROW)

static void
update_accessible (TwPropertyRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (self->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_label (self->value),
                                  -1);
}

/* Without a name in between, since name and target must fit at every moment. */
static void
set_action (TwPropertyRow *self,
            const char    *name,
            GVariant      *target)
{
  GtkActionable *actionable = GTK_ACTIONABLE (self);

  gtk_actionable_set_action_name (actionable, NULL);
  gtk_actionable_set_action_target_value (actionable, target);
  gtk_actionable_set_action_name (actionable, name);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_label_get_label (TW_PROPERTY_ROW (widget)->value));
  gtk_widget_activate_action (widget, "win.toast", "s", _("Copied"));
}

static void
tw_property_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  TwPropertyRow *self = TW_PROPERTY_ROW (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title));
      break;
    case PROP_VALUE:
      g_value_set_string (value, tw_property_row_get_value (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_property_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  TwPropertyRow *self = TW_PROPERTY_ROW (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      tw_property_row_set_title (self, g_value_get_string (value));
      break;
    case PROP_VALUE:
      tw_property_row_set_value (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_property_row_class_init (TwPropertyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tw_property_row_get_property;
  object_class->set_property = tw_property_row_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "property.copy", NULL, copy_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/widgets/tw-property-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TwPropertyRow, title);
  gtk_widget_class_bind_template_child (widget_class, TwPropertyRow, value);
  gtk_widget_class_bind_template_child (widget_class, TwPropertyRow, end);
  gtk_widget_class_bind_template_child (widget_class, TwPropertyRow, arrow);
}

static void
tw_property_row_init (TwPropertyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_property_row_new:
 * @title: what it is
 * @value: (nullable): its value
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
tw_property_row_new (const char *title,
                     const char *value)
{
  return g_object_new (TW_TYPE_PROPERTY_ROW, "title", title, "value", value, NULL);
}

/**
 * tw_property_row_get_value:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
tw_property_row_get_value (TwPropertyRow *self)
{
  g_return_val_if_fail (TW_IS_PROPERTY_ROW (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_label (self->value) : NULL;
}

/**
 * tw_property_row_set_title:
 * @self: a row
 * @title: (nullable): what it is
 */
void
tw_property_row_set_title (TwPropertyRow *self,
                           const char    *title)
{
  g_return_if_fail (TW_IS_PROPERTY_ROW (self));

  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title), title != NULL && title[0] != 0);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * tw_property_row_set_value:
 * @self: a row
 * @value: (nullable): its value; %NULL or an empty text hides the row
 *
 * A click copies the value, until tw_property_row_set_link() says otherwise.
 */
void
tw_property_row_set_value (TwPropertyRow *self,
                           const char    *value)
{
  g_return_if_fail (TW_IS_PROPERTY_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self), value != NULL && value[0] != 0);
  gtk_label_set_label (self->value, value != NULL ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _("Copy"));
  set_action (self, "property.copy", NULL);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * tw_property_row_set_end:
 * @self: a row
 * @text: (nullable): a figure or a state that stands at its end
 */
void
tw_property_row_set_end (TwPropertyRow *self,
                         const char    *text)
{
  g_return_if_fail (TW_IS_PROPERTY_ROW (self));

  gtk_label_set_label (self->end, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->end), text != NULL);
}

/**
 * tw_property_row_set_link:
 * @self: a row with a value
 * @page: name of the page to go to
 * @key: what to show there
 *
 * Makes a click lead to what the value names.
 */
void
tw_property_row_set_link (TwPropertyRow *self,
                          const char    *page,
                          const char    *key)
{
  g_return_if_fail (TW_IS_PROPERTY_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->arrow), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  set_action (self, "win.show", g_variant_new ("(ss)", page, key));
}
