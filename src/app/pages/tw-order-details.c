/* tw-order-details.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-order-details.h"

#include "tw-format.h"
#include "tw-status.h"
#include "widgets/tw-property-row.h"

#include <glib/gi18n.h>

struct _TwOrderDetails
{
  TwDetails parent_instance;

  GtkLabel      *total;
  GtkLabel      *summary;
  GtkWidget     *failure;
  TwPropertyRow *customer_row;
  TwPropertyRow *po_row;
  TwPropertyRow *created_row;
  TwPropertyRow *provisioned_row;
  TwPropertyRow *scheduled_row;
  TwPropertyRow *subscription_row;
  TwPropertyRow *code_row;
  TwPropertyRow *id_row;
  GtkButton     *change_button;
  GtkWidget     *products_group;
  GtkListBox    *products;
  GtkWidget     *charges_group;
  GtkListBox    *charges;
  GtkWidget     *attributes_group;
  GtkListBox    *attributes;
};

G_DEFINE_FINAL_TYPE (TwOrderDetails, tw_order_details, TW_TYPE_DETAILS)

/* Joins the texts that there are. */
static char *
join (const char *first,
      const char *second)
{
  if (first == NULL || second == NULL)
    return g_strdup (first != NULL ? first : second);

  return g_strdup_printf ("%s · %s", first, second);
}

static void
show_products (TwOrderDetails *self,
               GPtrArray      *products)
{
  tw_details_clear_list (self->products);
  gtk_widget_set_visible (self->products_group, products != NULL && products->len > 0);

  for (guint i = 0; products != NULL && i < products->len; i++)
    {
      TwOrderLine *line = products->pdata[i];
      g_autofree char *terms = tw_format_terms (line->subscription_period, line->billing_period);
      g_autofree char *title = join (line->mpn, terms);
      g_autofree char *quantity = tw_format_decimal (line->quantity);
      /* Translators: a quantity, as in “× 5” */
      g_autofree char *end = g_strdup_printf (_("× %s"), quantity);
      GtkWidget *row = tw_property_row_new (title, line->name != NULL ? line->name : line->mpn);

      tw_property_row_set_end (TW_PROPERTY_ROW (row), end);
      gtk_list_box_append (self->products, row);
    }
}

static void
show_charges (TwOrderDetails *self,
              GPtrArray      *charges)
{
  tw_details_clear_list (self->charges);
  gtk_widget_set_visible (self->charges_group, charges != NULL && charges->len > 0);

  for (guint i = 0; charges != NULL && i < charges->len; i++)
    {
      TwCharge *charge = charges->pdata[i];
      g_autofree char *type = tw_format_charge_type (charge->type);
      g_autofree char *unit_price = tw_format_price (charge->unit_price);
      g_autofree char *quantity = tw_format_decimal (charge->quantity);
      /* Translators: a quantity and the price of one, as in “5 × 4.20 USD” */
      g_autofree char *product = unit_price != NULL ? g_strdup_printf (_("%s × %s"), quantity, unit_price) : NULL;
      g_autofree char *title = join (type, product);
      g_autofree char *price = tw_format_money (&charge->extended_price);
      GtkWidget *row = tw_property_row_new (title, charge->description != NULL ? charge->description : charge->mpn);

      tw_property_row_set_end (TW_PROPERTY_ROW (row), price);
      gtk_list_box_append (self->charges, row);
    }
}

static void
show_attributes (TwOrderDetails *self,
                 GHashTable     *attributes)
{
  g_autoptr (GList) names = attributes != NULL ? g_hash_table_get_keys (attributes) : NULL;

  tw_details_clear_list (self->attributes);
  gtk_widget_set_visible (self->attributes_group, names != NULL);
  names = g_list_sort (names, (GCompareFunc) g_utf8_collate);
  for (GList *l = names; l != NULL; l = l->next)
    gtk_list_box_append (self->attributes, tw_property_row_new (l->data, g_hash_table_lookup (attributes, l->data)));
}

static char *
tw_order_details_dup_title (TwMirrorEntry *entry)
{
  TwOrder *order = TW_ORDER (entry->resource);

  return g_strdup (order->order_number != NULL ? order->order_number : order->id);
}

static void
tw_order_details_show (TwDetails     *details,
                       TwClient      *client,
                       TwMirrorEntry *entry)
{
  TwOrderDetails *self = TW_ORDER_DETAILS (details);
  TwOrder *order = TW_ORDER (entry->resource);
  g_autofree char *total = tw_format_money (&order->total);
  g_autofree char *type = tw_status_dup_label (entry->resource, "type");
  g_autofree char *date = tw_format_date (order->creation_date);
  g_autofree char *summary = join (type, date);
  g_autofree char *created = tw_format_date_time (order->creation_date);
  g_autofree char *provisioned = tw_format_date_time (order->provisioning_date);

  gtk_label_set_label (self->total, total != NULL ? total : "");
  gtk_widget_set_visible (GTK_WIDGET (self->total), total != NULL);
  gtk_label_set_label (self->summary, summary != NULL ? summary : "");
  gtk_widget_set_visible (self->failure, order->status == TW_ORDER_STATUS_ERROR);

  tw_property_row_set_value (self->customer_row,
                             entry->customer_name != NULL ? entry->customer_name : order->customer_id);
  if (order->customer_id != NULL)
    tw_property_row_set_link (self->customer_row, "customers", order->customer_id);
  tw_property_row_set_value (self->po_row, order->po_number);
  tw_property_row_set_value (self->created_row, created);
  tw_property_row_set_value (self->provisioned_row, provisioned);
  tw_property_row_set_value (self->scheduled_row, order->scheduled_on);
  tw_property_row_set_value (self->subscription_row, order->subscription_id);
  tw_property_row_set_value (self->code_row, order->status_code);
  tw_property_row_set_value (self->id_row, order->id);
  gtk_widget_set_visible (GTK_WIDGET (self->change_button), order->subscription_id != NULL);
  if (order->subscription_id != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->change_button), "s", order->subscription_id);
  show_products (self, order->products);
  show_charges (self, order->details);
  show_attributes (self, order->attributes);
}

static void
tw_order_details_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_ORDER_DETAILS);

  G_OBJECT_CLASS (tw_order_details_parent_class)->dispose (object);
}

static void
tw_order_details_class_init (TwOrderDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_order_details_dispose;
  TW_DETAILS_CLASS (klass)->kind = TW_KIND_ORDER;
  TW_DETAILS_CLASS (klass)->dup_title = tw_order_details_dup_title;
  TW_DETAILS_CLASS (klass)->show = tw_order_details_show;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/pages/tw-order-details.ui");
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, total);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, summary);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, failure);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, customer_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, po_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, created_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, provisioned_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, scheduled_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, subscription_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, code_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, id_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, change_button);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, products_group);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, products);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, charges_group);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, charges);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, attributes_group);
  gtk_widget_class_bind_template_child (widget_class, TwOrderDetails, attributes);
}

static void
tw_order_details_init (TwOrderDetails *self)
{
  g_type_ensure (TW_TYPE_PROPERTY_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
}
