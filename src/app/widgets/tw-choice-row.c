/* tw-choice-row.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-choice-row.h"

#include "widgets/tw-choice-item.h"

#include <glib/gi18n.h>

struct _TwChoiceRow
{
  AdwActionRow parent_instance;

  TwChoiceText    label_text;
  TwChoiceText    caption_text;
  gboolean        filtering;
  char           *action_label;
  GListModel     *model;
  gpointer        selected;
  char           *words;
  GtkFilter      *filter;

  GtkMenuButton  *button;
  GtkLabel       *value;
  GtkPopover     *popover;
  GtkSearchEntry *search;
  GtkListView    *list;
  GtkStack       *states;
};

enum
{
  PROP_0,
  PROP_MODEL,
  PROP_SELECTED_ITEM,
  N_PROPS
};

enum
{
  SEARCH,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwChoiceRow, tw_choice_row, ADW_TYPE_ACTION_ROW)

/* A title without the mark of its mnemonic. */
static char *
dup_plain_title (TwChoiceRow *self)
{
  g_auto (GStrv) parts = g_strsplit (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), "_", -1);

  return g_strjoinv (NULL, parts);
}

static void
update_value (TwChoiceRow *self)
{
  g_autofree char *title = dup_plain_title (self);
  g_autofree char *text = self->selected != NULL && self->label_text != NULL ? self->label_text (self->selected) : NULL;
  const char *shown = text != NULL ? text : self->action_label;

  if (shown == NULL)
    shown = _("Choose…");
  gtk_label_set_label (self->value, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, shown,
                                  -1);
}

static gboolean
match (gpointer item,
       gpointer user_data)
{
  TwChoiceRow *self = user_data;
  g_autofree char *text = NULL;
  g_autofree char *caption = NULL;

  if (self->words == NULL || self->words[0] == 0 || self->label_text == NULL)
    return TRUE;

  text = self->label_text (item);
  caption = self->caption_text != NULL ? self->caption_text (item) : NULL;

  return (text != NULL && g_str_match_string (self->words, text, TRUE))
         || (caption != NULL && g_str_match_string (self->words, caption, TRUE));
}

static void
update_states (TwChoiceRow *self)
{
  GListModel *shown = G_LIST_MODEL (gtk_list_view_get_model (self->list));

  gtk_stack_set_visible_child_name (self->states,
                                    shown != NULL && g_list_model_get_n_items (shown) > 0 ? "list" : "nothing");
}

static void
rebuild_list (TwChoiceRow *self)
{
  g_autoptr (GListModel) shown = NULL;
  GtkSelectionModel *selection;

  if (self->model == NULL)
    {
      gtk_list_view_set_model (self->list, NULL);
      update_states (self);
      return;
    }

  shown = self->filtering ? G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (self->model),
                                                                     g_object_ref (self->filter)))
                          : g_object_ref (self->model);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_steal_pointer (&shown)));
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (update_states), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, selection);
  g_object_unref (selection);
  update_states (self);
}

static void
choose (TwChoiceRow *self,
        guint        position)
{
  g_autoptr (GObject) item = NULL;
  GListModel *shown = G_LIST_MODEL (gtk_list_view_get_model (self->list));

  item = shown != NULL ? g_list_model_get_item (shown, position) : NULL;
  if (item == NULL)
    return;

  gtk_popover_popdown (self->popover);
  tw_choice_row_set_selected (self, item);
}

static void
activate_cb (TwChoiceRow *self,
             guint        position)
{
  choose (self, position);
}

static void
search_changed_cb (TwChoiceRow *self)
{
  g_free (self->words);
  self->words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  if (self->filtering)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  else
    g_signal_emit (self, signals[SEARCH], 0, self->words);
}

/* Enter in the search field takes the first of what is found. */
static void
search_activate_cb (TwChoiceRow *self)
{
  if (self->filtering)
    search_changed_cb (self);
  choose (self, 0);
}

static void
stop_search_cb (TwChoiceRow *self)
{
  gtk_popover_popdown (self->popover);
}

static void
popover_shown_cb (TwChoiceRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
setup_cb (TwChoiceRow *self,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, tw_choice_item_new (item, self->label_text, self->caption_text));
}

static void
bind_cb (TwChoiceRow *self,
         GtkListItem *item)
{
  tw_choice_item_bind (TW_CHOICE_ITEM (gtk_list_item_get_child (item)));
}

static void
unbind_cb (TwChoiceRow *self,
           GtkListItem *item)
{
  tw_choice_item_unbind (TW_CHOICE_ITEM (gtk_list_item_get_child (item)));
}

static void
tw_choice_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  TwChoiceRow *self = TW_CHOICE_ROW (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_SELECTED_ITEM:
      g_value_set_object (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_choice_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  TwChoiceRow *self = TW_CHOICE_ROW (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      tw_choice_row_set_model (self, g_value_get_object (value));
      break;
    case PROP_SELECTED_ITEM:
      tw_choice_row_set_selected (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_choice_row_dispose (GObject *object)
{
  TwChoiceRow *self = TW_CHOICE_ROW (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_CHOICE_ROW);
  g_clear_object (&self->model);
  g_clear_object (&self->selected);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (tw_choice_row_parent_class)->dispose (object);
}

static void
tw_choice_row_finalize (GObject *object)
{
  TwChoiceRow *self = TW_CHOICE_ROW (object);

  g_free (self->action_label);
  g_free (self->words);

  G_OBJECT_CLASS (tw_choice_row_parent_class)->finalize (object);
}

static void
tw_choice_row_class_init (TwChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tw_choice_row_get_property;
  object_class->set_property = tw_choice_row_set_property;
  object_class->dispose = tw_choice_row_dispose;
  object_class->finalize = tw_choice_row_finalize;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTED_ITEM] = g_param_spec_object ("selected-item", NULL, NULL, G_TYPE_OBJECT,
                                                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                          | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SEARCH] = g_signal_new ("search", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/widgets/tw-choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TwChoiceRow, button);
  gtk_widget_class_bind_template_child (widget_class, TwChoiceRow, value);
  gtk_widget_class_bind_template_child (widget_class, TwChoiceRow, popover);
  gtk_widget_class_bind_template_child (widget_class, TwChoiceRow, search);
  gtk_widget_class_bind_template_child (widget_class, TwChoiceRow, list);
  gtk_widget_class_bind_template_child (widget_class, TwChoiceRow, states);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_value);
}

static void
tw_choice_row_init (TwChoiceRow *self)
{
  self->filtering = TRUE;
  self->filter = GTK_FILTER (gtk_custom_filter_new (match, self, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
  update_value (self);
}

/**
 * tw_choice_row_set_texts:
 * @self: a row without a list yet
 * @label: what stands for an item
 * @caption: (nullable): a second, smaller line
 */
void
tw_choice_row_set_texts (TwChoiceRow  *self,
                         TwChoiceText  label,
                         TwChoiceText  caption)
{
  g_return_if_fail (TW_IS_CHOICE_ROW (self));

  self->label_text = label;
  self->caption_text = caption;
}

/**
 * tw_choice_row_set_filtering:
 * @self: a row
 * @filtering: whether the row filters its list; otherwise signal `search` asks its owner to
 */
void
tw_choice_row_set_filtering (TwChoiceRow *self,
                             gboolean     filtering)
{
  g_return_if_fail (TW_IS_CHOICE_ROW (self));

  self->filtering = filtering;
  rebuild_list (self);
}

/**
 * tw_choice_row_set_action:
 * @self: a row
 * @label: (nullable): what its button says while nothing is chosen
 */
void
tw_choice_row_set_action (TwChoiceRow *self,
                          const char  *label)
{
  g_return_if_fail (TW_IS_CHOICE_ROW (self));

  g_free (self->action_label);
  self->action_label = g_strdup (label);
  update_value (self);
}

/**
 * tw_choice_row_set_model:
 * @self: a row
 * @model: (nullable): what can be chosen
 */
void
tw_choice_row_set_model (TwChoiceRow *self,
                         GListModel  *model)
{
  g_return_if_fail (TW_IS_CHOICE_ROW (self));

  if (!g_set_object (&self->model, model))
    return;

  rebuild_list (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

/**
 * tw_choice_row_get_selected:
 * @self: a row
 *
 * Returns: (transfer none) (nullable) (type GObject): what is chosen
 */
gpointer
tw_choice_row_get_selected (TwChoiceRow *self)
{
  g_return_val_if_fail (TW_IS_CHOICE_ROW (self), NULL);

  return self->selected;
}

/**
 * tw_choice_row_set_selected:
 * @self: a row
 * @item: (nullable) (type GObject): what is chosen; need not be in the list just now
 */
void
tw_choice_row_set_selected (TwChoiceRow *self,
                            gpointer     item)
{
  g_return_if_fail (TW_IS_CHOICE_ROW (self));

  if (!g_set_object (&self->selected, item))
    return;

  update_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ITEM]);
}
