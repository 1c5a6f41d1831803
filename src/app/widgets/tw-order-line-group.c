/* tw-order-line-group.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-order-line-group.h"

#include "base/tw-json-writer.h"
#include "tw-format.h"

#include <glib/gi18n.h>

/* Where the catalogue sets no limit. */
#define MAX_QUANTITY 1000000

/* A parameter that activation asks for, and the row for it. */
typedef struct
{
  char       *name;
  GtkWidget  *row;
  GPtrArray  *values; /* of a choice, in the order of the row; NULL when it is typed */
} Parameter;

struct _TwOrderLineGroup
{
  AdwPreferencesGroup parent_instance;

  TwProduct     *product;
  GPtrArray     *parameters;

  AdwActionRow  *quantity_row;
  GtkSpinButton *quantity;
};

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwOrderLineGroup, tw_order_line_group, ADW_TYPE_PREFERENCES_GROUP)

static void
parameter_free (Parameter *parameter)
{
  g_free (parameter->name);
  g_clear_pointer (&parameter->values, g_ptr_array_unref);
  g_free (parameter);
}

static Parameter *
find_parameter (TwOrderLineGroup *self,
                const char       *name)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      Parameter *parameter = self->parameters->pdata[i];

      if (g_strcmp0 (parameter->name, name) == 0)
        return parameter;
    }

  return NULL;
}

static const char *
get_value (Parameter *parameter)
{
  guint selected;

  if (parameter->values == NULL)
    return gtk_editable_get_text (GTK_EDITABLE (parameter->row));

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (parameter->row));

  return selected < parameter->values->len ? parameter->values->pdata[selected] : "";
}

static void
changed_cb (TwOrderLineGroup *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (TwOrderLineGroup *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

/* A row that chooses one of the values that the marketplace names. */
static GtkWidget *
make_choice_row (Parameter *parameter,
                 TwJson    *choices)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();
  guint chosen = 0;

  parameter->values = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < tw_json_get_length (choices); i++)
    {
      TwJson *choice = tw_json_get_element (choices, i);
      g_autofree char *value = tw_json_dup_member_text (choice, "value");
      g_autofree char *label = tw_json_dup_member_text (choice, "label");
      TwJson *is_default = tw_json_get_member (choice, "default");

      if (value == NULL)
        continue;
      if (is_default != NULL && tw_json_get_kind (is_default) == TW_JSON_BOOLEAN && tw_json_get_boolean (is_default))
        chosen = parameter->values->len;
      gtk_string_list_append (labels, label != NULL ? label : value);
      g_ptr_array_add (parameter->values, g_steal_pointer (&value));
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen);

  return row;
}

static void
add_parameter (TwOrderLineGroup *self,
               TwParameter      *check)
{
  Parameter *parameter = g_new0 (Parameter, 1);
  gboolean has_choices = check->value_choices != NULL && tw_json_get_kind (check->value_choices) == TW_JSON_ARRAY
                         && tw_json_get_length (check->value_choices) > 0;
  g_autofree char *value = tw_parameter_dup_value (check);

  parameter->name = g_strdup (check->name);
  if (has_choices)
    {
      parameter->row = make_choice_row (parameter, check->value_choices);
      g_signal_connect_object (parameter->row, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
  else
    {
      parameter->row = g_strcmp0 (check->type, "password") == 0 ? adw_password_entry_row_new () : adw_entry_row_new ();
      if (value != NULL)
        gtk_editable_set_text (GTK_EDITABLE (parameter->row), value);
      g_signal_connect_object (parameter->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (parameter->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (parameter->row), check->name);
  if (check->message != NULL)
    gtk_widget_set_tooltip_text (parameter->row, check->message);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), parameter->row);
  g_ptr_array_add (self->parameters, parameter);
}

static void
tw_order_line_group_finalize (GObject *object)
{
  TwOrderLineGroup *self = TW_ORDER_LINE_GROUP (object);

  g_ptr_array_unref (self->parameters);
  g_clear_object (&self->product);

  G_OBJECT_CLASS (tw_order_line_group_parent_class)->finalize (object);
}

static void
tw_order_line_group_class_init (TwOrderLineGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tw_order_line_group_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/widgets/tw-order-line-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TwOrderLineGroup, quantity_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderLineGroup, quantity);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
tw_order_line_group_init (TwOrderLineGroup *self)
{
  self->parameters = g_ptr_array_new_with_free_func ((GDestroyNotify) parameter_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A limit of the catalogue, @otherwise when it sets none. */
static gint64
read_limit (TwDecimal limit,
            gint64    otherwise)
{
  gint64 value;

  return tw_decimal_to_int64 (limit, &value) && value > 0 ? value : otherwise;
}

static void
show_product (TwOrderLineGroup *self)
{
  TwProduct *product = self->product;
  gint64 minimum = read_limit (product->minimum_quantity, 1);
  gint64 maximum = MAX (read_limit (product->maximum_quantity, MAX_QUANTITY), minimum);
  g_autofree char *minimum_text = tw_format_count (minimum);
  g_autofree char *maximum_text = tw_format_count (maximum);
  /* Translators: the least and the most that can be ordered, as in “1 to 300” */
  g_autofree char *limits = g_strdup_printf (_("%s to %s"), minimum_text, maximum_text);
  g_autofree char *terms = tw_format_terms (product->subscription_period, product->billing_period);
  g_autofree char *cost = product->costs != NULL && product->costs->len > 0 ? tw_format_price (product->costs->pdata[0])
                                                                            : NULL;
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_markup_escape_text (product->name != NULL ? product->name : product->mpn, -1);
  g_autofree char *description = NULL;
  g_autofree char *escaped = NULL;

  g_ptr_array_add (facts, g_strdup (product->mpn));
  if (terms != NULL)
    g_ptr_array_add (facts, g_strdup (terms));
  if (cost != NULL)
    /* Translators: what one unit costs the reseller, as in “12.30 USD each” */
    g_ptr_array_add (facts, g_strdup_printf (_("%s each"), cost));
  g_ptr_array_add (facts, NULL);
  description = g_strjoinv (" · ", (char **) facts->pdata);
  escaped = g_markup_escape_text (description, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), name);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), escaped);
  gtk_spin_button_set_range (self->quantity, (double) minimum, (double) maximum);
  gtk_spin_button_set_value (self->quantity, (double) minimum);
  adw_action_row_set_subtitle (self->quantity_row, limits);
}

/**
 * tw_order_line_group_new:
 * @product: what is ordered
 *
 * Returns: (transfer floating): a group
 */
GtkWidget *
tw_order_line_group_new (TwProduct *product)
{
  TwOrderLineGroup *self = g_object_new (TW_TYPE_ORDER_LINE_GROUP, NULL);

  self->product = g_object_ref (product);
  show_product (self);

  return GTK_WIDGET (self);
}

/**
 * tw_order_line_group_join:
 * @self: a group
 * @form: the form it is part of
 * @position: which line of the order it is
 *
 * Tells the form which rows stand for which fields.
 */
void
tw_order_line_group_join (TwOrderLineGroup *self,
                          TwForm           *form,
                          guint             position)
{
  static const char *const members[] = { "quantity", "mpn", "id" };

  g_return_if_fail (TW_IS_ORDER_LINE_GROUP (self));

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *path = g_strdup_printf ("products[%u].%s", position, members[i]);

      tw_form_add (form, path, GTK_WIDGET (self->quantity_row));
    }
  for (guint i = 0; i < self->parameters->len; i++)
    {
      Parameter *parameter = self->parameters->pdata[i];
      g_autofree char *path = g_strdup_printf ("products[%u].parameters.%s", position, parameter->name);

      tw_form_add (form, path, parameter->row);
    }
}

/**
 * tw_order_line_group_leave:
 * @self: a group
 * @form: the form it is part of
 *
 * Makes the form forget its rows.
 */
void
tw_order_line_group_leave (TwOrderLineGroup *self,
                           TwForm           *form)
{
  g_return_if_fail (TW_IS_ORDER_LINE_GROUP (self));

  tw_form_remove (form, GTK_WIDGET (self->quantity_row));
  for (guint i = 0; i < self->parameters->len; i++)
    tw_form_remove (form, ((Parameter *) self->parameters->pdata[i])->row);
}

static void
take_period (TwOrderLine *line,
             const char  *property,
             TwPeriod    *period)
{
  g_autoptr (TwResource) copy = period != NULL ? tw_resource_copy (TW_RESOURCE (period)) : NULL;

  if (copy != NULL)
    g_object_set (line, property, copy, NULL);
}

static TwParameter *
make_parameter (Parameter *parameter)
{
  TwParameter *made = g_object_new (TW_TYPE_PARAMETER, "name", parameter->name, NULL);
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  g_autoptr (TwJson) value = NULL;

  tw_json_writer_string (writer, get_value (parameter));
  value = tw_json_writer_steal_json (writer);
  g_object_set (made, "value", value, NULL);

  return made;
}

/**
 * tw_order_line_group_add_to:
 * @self: a group
 * @draft: a draft of a sales order
 *
 * Adds the line as it was typed.
 */
void
tw_order_line_group_add_to (TwOrderLineGroup *self,
                            TwOrderDraft     *draft)
{
  g_autoptr (GPtrArray) parameters = g_ptr_array_new_with_free_func (g_object_unref);
  TwOrderLine *line;

  g_return_if_fail (TW_IS_ORDER_LINE_GROUP (self));

  line = tw_order_draft_add_line (draft, self->product->mpn,
                                  TW_DECIMAL_INIT (gtk_spin_button_get_value_as_int (self->quantity)));
  if (self->product->vendor != NULL)
    g_object_set (line, "vendor", self->product->vendor, NULL);
  take_period (line, "billing-period", self->product->billing_period);
  take_period (line, "subscription-period", self->product->subscription_period);

  for (guint i = 0; i < self->parameters->len; i++)
    if (get_value (self->parameters->pdata[i])[0] != 0)
      g_ptr_array_add (parameters, make_parameter (self->parameters->pdata[i]));
  if (parameters->len > 0)
    g_object_set (line, "parameters", parameters, NULL);
}

/**
 * tw_order_line_group_take_check:
 * @self: a group
 * @check: what the marketplace says about this product
 *
 * Adds rows for the parameters that activation asks for and that have none yet.
 *
 * Returns: whether there are new rows
 */
gboolean
tw_order_line_group_take_check (TwOrderLineGroup *self,
                                TwParameterCheck *check)
{
  guint before;

  g_return_val_if_fail (TW_IS_ORDER_LINE_GROUP (self), FALSE);

  before = self->parameters->len;
  for (guint i = 0; check->parameters != NULL && i < check->parameters->len; i++)
    {
      TwParameter *parameter = check->parameters->pdata[i];

      if (parameter->name != NULL && find_parameter (self, parameter->name) == NULL)
        add_parameter (self, parameter);
    }

  return self->parameters->len > before;
}
