/* tw-filter-chip.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-filter-chip.h"

#include <glib/gi18n.h>

struct _TwFilterChip
{
  GtkWidget parent_instance;

  char          *field;
  char          *title;
  char          *value;
  GMenu         *choices;

  GtkMenuButton *button;
  GtkLabel      *label;
  GtkButton     *remove;
};

enum
{
  PROP_0,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TwFilterChip, tw_filter_chip, GTK_TYPE_WIDGET)

/* The label that a choice was given with. */
static char *
dup_choice_label (TwFilterChip *self,
                  const char   *value)
{
  int n_choices = g_menu_model_get_n_items (G_MENU_MODEL (self->choices));

  for (int i = 0; i < n_choices; i++)
    {
      g_autofree char *target = NULL;
      char *label;

      if (g_menu_model_get_item_attribute (G_MENU_MODEL (self->choices), i, G_MENU_ATTRIBUTE_TARGET, "s", &target)
          && g_strcmp0 (target, value) == 0
          && g_menu_model_get_item_attribute (G_MENU_MODEL (self->choices), i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        return label;
    }

  return g_strdup (value);
}

static void
update (TwFilterChip *self,
        const char   *label)
{
  gboolean filters = self->value[0] != 0;
  /* Translators: a filter and its value, as in “Status: Active” */
  g_autofree char *text = filters ? g_strdup_printf (C_("filter", "%s: %s"), self->title, label)
                                  : g_strdup (self->title);

  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->remove), filters);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          filters || g_menu_model_get_n_items (G_MENU_MODEL (self->choices)) > 0);
}

static void
remove_cb (TwFilterChip *self)
{
  tw_filter_chip_set_value (self, "", NULL);
}

static void
tw_filter_chip_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_string (value, TW_FILTER_CHIP (object)->value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_filter_chip_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_VALUE:
      tw_filter_chip_set_value (TW_FILTER_CHIP (object), g_value_get_string (value), NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_filter_chip_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_FILTER_CHIP);

  G_OBJECT_CLASS (tw_filter_chip_parent_class)->dispose (object);
}

static void
tw_filter_chip_finalize (GObject *object)
{
  TwFilterChip *self = TW_FILTER_CHIP (object);

  g_free (self->field);
  g_free (self->title);
  g_free (self->value);
  g_object_unref (self->choices);

  G_OBJECT_CLASS (tw_filter_chip_parent_class)->finalize (object);
}

static void
tw_filter_chip_class_init (TwFilterChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tw_filter_chip_get_property;
  object_class->set_property = tw_filter_chip_set_property;
  object_class->dispose = tw_filter_chip_dispose;
  object_class->finalize = tw_filter_chip_finalize;

  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, "",
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_property_action (widget_class, "chip.value", "value");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/widgets/tw-filter-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, TwFilterChip, button);
  gtk_widget_class_bind_template_child (widget_class, TwFilterChip, label);
  gtk_widget_class_bind_template_child (widget_class, TwFilterChip, remove);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
tw_filter_chip_init (TwFilterChip *self)
{
  self->value = g_strdup ("");
  self->choices = g_menu_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (self->choices));
}

/**
 * tw_filter_chip_new:
 * @field: the field to filter, by its name on the wire
 * @title: what that is called
 *
 * Returns: (transfer floating): a chip without choices
 */
GtkWidget *
tw_filter_chip_new (const char *field,
                    const char *title)
{
  TwFilterChip *self = g_object_new (TW_TYPE_FILTER_CHIP, NULL);

  self->field = g_strdup (field);
  self->title = g_strdup (title);
  update (self, NULL);

  return GTK_WIDGET (self);
}

/**
 * tw_filter_chip_add_choice:
 * @self: a chip
 * @value: a value to filter by
 * @label: what it is called
 */
void
tw_filter_chip_add_choice (TwFilterChip *self,
                           const char   *value,
                           const char   *label)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_return_if_fail (TW_IS_FILTER_CHIP (self));

  g_menu_item_set_action_and_target (item, "chip.value", "s", value);
  g_menu_append_item (self->choices, item);
  update (self, NULL);
}

/**
 * tw_filter_chip_get_field:
 * @self: a chip
 *
 * Returns: (transfer none): the field it filters
 */
const char *
tw_filter_chip_get_field (TwFilterChip *self)
{
  g_return_val_if_fail (TW_IS_FILTER_CHIP (self), NULL);

  return self->field;
}

/**
 * tw_filter_chip_get_value:
 * @self: a chip
 *
 * Returns: (transfer none) (nullable): what it filters by, %NULL for nothing
 */
const char *
tw_filter_chip_get_value (TwFilterChip *self)
{
  g_return_val_if_fail (TW_IS_FILTER_CHIP (self), NULL);

  return self->value[0] != 0 ? self->value : NULL;
}

/**
 * tw_filter_chip_set_value:
 * @self: a chip
 * @value: (nullable): what to filter by; %NULL or an empty text ends filtering
 * @label: (nullable): what it is called, when it is not one of the choices
 */
void
tw_filter_chip_set_value (TwFilterChip *self,
                          const char   *value,
                          const char   *label)
{
  g_autofree char *name = NULL;

  g_return_if_fail (TW_IS_FILTER_CHIP (self));

  value = value != NULL ? value : "";
  if (strcmp (self->value, value) == 0)
    return;

  g_free (self->value);
  self->value = g_strdup (value);
  name = label != NULL ? g_strdup (label) : dup_choice_label (self, value);
  update (self, name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
