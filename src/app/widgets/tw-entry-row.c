/* tw-entry-row.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-entry-row.h"

#include "tw-entry-text.h"
#include "tw-format.h"
#include "widgets/tw-status-pill.h"

#include <glib/gi18n.h>

struct _TwEntryRow
{
  GtkWidget parent_instance;

  TwActivityItem *item;
  GSignalGroup   *item_signals;

  GtkBox         *box;
  GtkLabel       *what;
  GtkLabel       *facts;
  TwStatusPill   *state;
  GtkLabel       *time;
};

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TwEntryRow, tw_entry_row, GTK_TYPE_WIDGET)

/* Customer or name, PO number and resulting id: those that there are. */
static char *
dup_facts (TwActivityItem *item)
{
  TwJournalEntry *entry = tw_activity_item_get_entry (item);
  const char *customer = tw_activity_item_get_customer_name (item);
  g_autofree char *name = tw_entry_text_dup_name (entry);
  g_autoptr (GPtrArray) facts = g_ptr_array_new ();

  if (customer != NULL || entry->customer_id != NULL)
    g_ptr_array_add (facts, (char *) (customer != NULL ? customer : entry->customer_id));
  else if (name != NULL)
    g_ptr_array_add (facts, name);
  if (entry->mark != NULL)
    g_ptr_array_add (facts, entry->mark);
  if (entry->result_id != NULL && g_strcmp0 (entry->result_id, name) != 0)
    g_ptr_array_add (facts, entry->result_id);
  g_ptr_array_add (facts, NULL);

  return g_strjoinv (" · ", (char **) facts->pdata);
}

static void
update (TwEntryRow *self)
{
  TwJournalEntry *entry = tw_activity_item_get_entry (self->item);
  const char *what = tw_entry_text_get_what (entry);
  const char *state = tw_entry_text_get_state (self->item);
  g_autofree char *facts = dup_facts (self->item);
  g_autofree char *time = tw_format_date_time (entry->created);
  /* Translators: what was done and what became of it, as in “Sales order: Confirmed” */
  g_autofree char *label = g_strdup_printf (_("%s: %s"), what, state);

  gtk_label_set_label (self->what, what);
  gtk_label_set_label (self->facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), facts[0] != 0);
  gtk_label_set_label (self->time, time);
  tw_status_pill_show (self->state, state, tw_entry_text_get_tone (self->item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, facts,
                                  -1);
}

static void
tw_entry_row_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, TW_ENTRY_ROW (object)->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_entry_row_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      tw_entry_row_set_item (TW_ENTRY_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_entry_row_dispose (GObject *object)
{
  TwEntryRow *self = TW_ENTRY_ROW (object);

  g_clear_object (&self->item_signals);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_ENTRY_ROW);

  G_OBJECT_CLASS (tw_entry_row_parent_class)->dispose (object);
}

static void
tw_entry_row_class_init (TwEntryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tw_entry_row_get_property;
  object_class->set_property = tw_entry_row_set_property;
  object_class->dispose = tw_entry_row_dispose;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, TW_TYPE_ACTIVITY_ITEM,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tradewind/Tradewind/widgets/tw-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TwEntryRow, box);
  gtk_widget_class_bind_template_child (widget_class, TwEntryRow, what);
  gtk_widget_class_bind_template_child (widget_class, TwEntryRow, facts);
  gtk_widget_class_bind_template_child (widget_class, TwEntryRow, state);
  gtk_widget_class_bind_template_child (widget_class, TwEntryRow, time);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tw_entry_row_init (TwEntryRow *self)
{
  self->item_signals = g_signal_group_new (TW_TYPE_ACTIVITY_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify", G_CALLBACK (update), self);
  g_type_ensure (TW_TYPE_STATUS_PILL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_entry_row_set_item:
 * @self: a row
 * @item: (nullable): what to show
 */
void
tw_entry_row_set_item (TwEntryRow     *self,
                       TwActivityItem *item)
{
  g_return_if_fail (TW_IS_ENTRY_ROW (self));

  if (!g_set_object (&self->item, item))
    return;

  if (self->item_signals != NULL)
    g_signal_group_set_target (self->item_signals, item);
  if (item != NULL)
    {
      tw_activity_item_read_customer (item);
      update (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}
