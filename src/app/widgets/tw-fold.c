/* tw-fold.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-fold.h"

#include <adwaita.h>

/*
 * The one place that knows AdwFlap, which newer releases of libadwaita replace.
 */
struct _TwFold
{
  GtkWidget parent_instance;

  AdwFlap *flap;
};

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_SIDE,
  PROP_SIDE_POSITION,
  PROP_REVEAL,
  PROP_FOLDED,
  PROP_AUTOMATIC,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TwFold, tw_fold, GTK_TYPE_WIDGET)

static void
notify_reveal_cb (TwFold *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEAL]);
}

static void
notify_folded_cb (TwFold *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
tw_fold_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  TwFold *self = TW_FOLD (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, adw_flap_get_content (self->flap));
      break;
    case PROP_SIDE:
      g_value_set_object (value, adw_flap_get_flap (self->flap));
      break;
    case PROP_SIDE_POSITION:
      g_value_set_enum (value, adw_flap_get_flap_position (self->flap));
      break;
    case PROP_REVEAL:
      g_value_set_boolean (value, adw_flap_get_reveal_flap (self->flap));
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, adw_flap_get_folded (self->flap));
      break;
    case PROP_AUTOMATIC:
      g_value_set_boolean (value, !adw_flap_get_locked (self->flap));
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, adw_flap_get_fold_threshold_policy (self->flap)
                                    == ADW_FOLD_THRESHOLD_POLICY_MINIMUM);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_fold_set_property (GObject      *object,
                      guint         prop_id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  TwFold *self = TW_FOLD (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      adw_flap_set_content (self->flap, g_value_get_object (value));
      break;
    case PROP_SIDE:
      adw_flap_set_flap (self->flap, g_value_get_object (value));
      break;
    case PROP_SIDE_POSITION:
      adw_flap_set_flap_position (self->flap, g_value_get_enum (value));
      break;
    case PROP_REVEAL:
      tw_fold_set_reveal (self, g_value_get_boolean (value));
      break;
    case PROP_AUTOMATIC:
      adw_flap_set_locked (self->flap, !g_value_get_boolean (value));
      break;
    case PROP_NARROW:
      adw_flap_set_fold_threshold_policy (self->flap,
                                          g_value_get_boolean (value) ? ADW_FOLD_THRESHOLD_POLICY_MINIMUM
                                                                      : ADW_FOLD_THRESHOLD_POLICY_NATURAL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_fold_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_FOLD);

  G_OBJECT_CLASS (tw_fold_parent_class)->dispose (object);
}

static void
tw_fold_class_init (TwFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tw_fold_get_property;
  object_class->set_property = tw_fold_set_property;
  object_class->dispose = tw_fold_dispose;

  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIDE] = g_param_spec_object ("side", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIDE_POSITION] = g_param_spec_enum ("side-position", NULL, NULL, GTK_TYPE_PACK_TYPE, GTK_PACK_START,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REVEAL] = g_param_spec_boolean ("reveal", NULL, NULL, TRUE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_AUTOMATIC] = g_param_spec_boolean ("automatic", NULL, NULL, TRUE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, TRUE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tradewind/Tradewind/widgets/tw-fold.ui");
  gtk_widget_class_bind_template_child (widget_class, TwFold, flap);
  gtk_widget_class_bind_template_callback (widget_class, notify_reveal_cb);
  gtk_widget_class_bind_template_callback (widget_class, notify_folded_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tw_fold_init (TwFold *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_fold_get_reveal:
 * @self: a fold
 *
 * Returns: whether the side is shown
 */
gboolean
tw_fold_get_reveal (TwFold *self)
{
  g_return_val_if_fail (TW_IS_FOLD (self), FALSE);

  return adw_flap_get_reveal_flap (self->flap);
}

/**
 * tw_fold_set_reveal:
 * @self: a fold
 * @reveal: whether to show the side
 */
void
tw_fold_set_reveal (TwFold   *self,
                    gboolean  reveal)
{
  gboolean laid_out;

  g_return_if_fail (TW_IS_FOLD (self));

  /* Before its first layout there are no sizes to animate between; what is hidden does not animate. */
  laid_out = gtk_widget_get_width (GTK_WIDGET (self->flap)) > 0;
  gtk_widget_set_visible (GTK_WIDGET (self->flap), laid_out);
  adw_flap_set_reveal_flap (self->flap, reveal);
  gtk_widget_set_visible (GTK_WIDGET (self->flap), TRUE);
}

/**
 * tw_fold_is_folded:
 * @self: a fold
 *
 * Returns: whether the side covers the content when it is shown
 */
gboolean
tw_fold_is_folded (TwFold *self)
{
  g_return_val_if_fail (TW_IS_FOLD (self), FALSE);

  return adw_flap_get_folded (self->flap);
}
