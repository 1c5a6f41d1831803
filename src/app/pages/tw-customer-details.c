/* tw-customer-details.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-customer-details.h"

#include "tw-format.h"
#include "tw-status.h"
#include "widgets/tw-property-row.h"

#include <glib/gi18n.h>

/* The newest orders stand here, all of them on their page. */
#define N_ORDERS 5

/* More than a customer has, and few enough for a list of widgets. */
#define N_SUBSCRIPTIONS 100

struct _TwCustomerDetails
{
  TwDetails parent_instance;

  GCancellable  *cancellable;
  char          *id;

  TwPropertyRow *id_row;
  TwPropertyRow *external_id_row;
  TwPropertyRow *tax_row;
  TwPropertyRow *language_row;
  TwPropertyRow *address_row;
  GtkWidget     *contacts_group;
  GtkListBox    *contacts;
  GtkWidget     *attributes_group;
  GtkListBox    *attributes;
  GtkWidget     *subscriptions_group;
  GtkListBox    *subscriptions;
  GtkWidget     *orders_group;
  GtkListBox    *orders;
  GtkButton     *new_order;
};

G_DEFINE_FINAL_TYPE (TwCustomerDetails, tw_customer_details, TW_TYPE_DETAILS)

static void
append_line (GString    *text,
             const char *first,
             const char *second)
{
  if ((first == NULL || first[0] == 0) && (second == NULL || second[0] == 0))
    return;

  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, first != NULL ? first : "");
  if (first != NULL && first[0] != 0 && second != NULL && second[0] != 0)
    g_string_append_c (text, ' ');
  g_string_append (text, second != NULL ? second : "");
}

static char *
dup_address (TwAddress *address)
{
  GString *text = g_string_new (NULL);

  append_line (text, address->street_address, NULL);
  append_line (text, address->address_extension, NULL);
  append_line (text, address->postal_code, address->city);
  append_line (text, address->state, NULL);
  append_line (text, address->country_code, NULL);

  return g_string_free (text, FALSE);
}

static void
show_contacts (TwCustomerDetails *self,
               GPtrArray         *contacts)
{
  tw_details_clear_list (self->contacts);
  gtk_widget_set_visible (self->contacts_group, contacts != NULL && contacts->len > 0);

  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    {
      TwContact *contact = contacts->pdata[i];
      g_autoptr (GString) text = g_string_new (NULL);

      append_line (text, contact->first_name, contact->last_name);
      append_line (text, contact->email, NULL);
      append_line (text, contact->phone_number, NULL);
      gtk_list_box_append (self->contacts,
                           tw_property_row_new (tw_format_contact_type (contact->type), text->str));
    }
}

static void
show_attributes (TwCustomerDetails *self,
                 GHashTable        *attributes)
{
  g_autoptr (GList) names = attributes != NULL ? g_hash_table_get_keys (attributes) : NULL;

  tw_details_clear_list (self->attributes);
  gtk_widget_set_visible (self->attributes_group, names != NULL);
  names = g_list_sort (names, (GCompareFunc) g_utf8_collate);
  for (GList *l = names; l != NULL; l = l->next)
    gtk_list_box_append (self->attributes, tw_property_row_new (l->data, g_hash_table_lookup (attributes, l->data)));
}

/* What can be changed about it is only known from its detail: that is read when somebody wants to. */
static GtkWidget *
make_subscription_row (TwMirrorEntry *entry)
{
  TwSubscription *subscription = TW_SUBSCRIPTION (entry->resource);
  g_autofree char *status = tw_status_dup_label (entry->resource, "status");
  g_autoptr (GString) facts = g_string_new (status);
  GtkWidget *row = adw_action_row_new ();
  char renewal[64];

  if (g_date_valid (&subscription->renewal_date)
      && g_date_strftime (renewal, sizeof renewal, "%x", &subscription->renewal_date) > 0)
    {
      /* Translators: a day */
      g_autofree char *part = g_strdup_printf (_("renews on %s"), renewal);

      g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", part);
    }
  g_object_set (row,
                "use-markup", FALSE,
                "title", subscription->name != NULL ? subscription->name : subscription->id,
                "subtitle", facts->str,
                NULL);

  if (subscription->status == TW_SUBSCRIPTION_STATUS_ACTIVE)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("Change Seats…"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", entry->key);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.change-order");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }

  return row;
}

static void
subscriptions_listed_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (TwCustomerDetails) self = user_data;
  g_autoptr (GPtrArray) entries = tw_mirror_list_finish (TW_MIRROR (source), result, NULL);

  if (entries == NULL)
    return;

  tw_details_clear_list (self->subscriptions);
  gtk_widget_set_visible (self->subscriptions_group, entries->len > 0);
  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (self->subscriptions, make_subscription_row (entries->pdata[i]));
}

static void
list_subscriptions (TwCustomerDetails *self,
                    TwClient          *client,
                    const char        *customer_id)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_SUBSCRIPTION);

  tw_query_set_filter (query, "customerId", customer_id);
  tw_query_set_sort (query, "name", FALSE);
  tw_query_set_range (query, 0, N_SUBSCRIPTIONS);
  tw_mirror_list_async (tw_client_get_mirror (client), query, self->cancellable, subscriptions_listed_cb,
                        g_object_ref (self));
}

static void
orders_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (TwCustomerDetails) self = user_data;
  g_autoptr (GPtrArray) entries = tw_mirror_list_finish (TW_MIRROR (source), result, NULL);

  if (entries == NULL)
    return;

  tw_details_clear_list (self->orders);
  gtk_widget_set_visible (self->orders_group, entries->len > 0);
  for (guint i = 0; i < entries->len; i++)
    {
      TwMirrorEntry *entry = entries->pdata[i];
      TwOrder *order = TW_ORDER (entry->resource);
      g_autofree char *type = tw_status_dup_label (entry->resource, "type");
      g_autofree char *status = tw_status_dup_label (entry->resource, "status");
      g_autofree char *date = tw_format_date (order->creation_date);
      g_autofree char *total = tw_format_money (&order->total);
      /* Translators: type, status and day of an order, as in “Sales · Completed · 11/02/26” */
      g_autofree char *title = g_strdup_printf (_("%s · %s · %s"), type != NULL ? type : "",
                                                status != NULL ? status : "", date != NULL ? date : "");
      GtkWidget *row = tw_property_row_new (title, order->order_number != NULL ? order->order_number : order->id);

      tw_property_row_set_end (TW_PROPERTY_ROW (row), total);
      tw_property_row_set_link (TW_PROPERTY_ROW (row), "orders", entry->key);
      gtk_list_box_append (self->orders, row);
    }
}

static void
list_orders (TwCustomerDetails *self,
             TwClient          *client,
             const char        *customer_id)
{
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);

  tw_query_set_filter (query, "customerId", customer_id);
  tw_query_set_sort (query, "creationDate", TRUE);
  tw_query_set_range (query, 0, N_ORDERS);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  tw_mirror_list_async (tw_client_get_mirror (client), query, self->cancellable, orders_listed_cb,
                        g_object_ref (self));
}

static void
all_orders_cb (TwCustomerDetails *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-orders", "s", self->id);
}

static char *
tw_customer_details_dup_title (TwMirrorEntry *entry)
{
  TwCustomer *customer = TW_CUSTOMER (entry->resource);

  return g_strdup (customer->name != NULL ? customer->name : customer->id);
}

static void
tw_customer_details_show (TwDetails     *details,
                          TwClient      *client,
                          TwMirrorEntry *entry)
{
  TwCustomerDetails *self = TW_CUSTOMER_DETAILS (details);
  TwCustomer *customer = TW_CUSTOMER (entry->resource);
  g_autofree char *address = customer->address != NULL ? dup_address (customer->address) : NULL;

  if (g_strcmp0 (self->id, customer->id) != 0)
    {
      tw_details_clear_list (self->orders);
      tw_details_clear_list (self->subscriptions);
      gtk_widget_set_visible (self->orders_group, FALSE);
      gtk_widget_set_visible (self->subscriptions_group, FALSE);
    }
  g_free (self->id);
  self->id = g_strdup (customer->id);

  tw_property_row_set_value (self->id_row, customer->id);
  tw_property_row_set_value (self->external_id_row, customer->external_id);
  tw_property_row_set_value (self->tax_row, customer->tax_reg_id);
  tw_property_row_set_value (self->language_row, customer->language);
  tw_property_row_set_value (self->address_row, address);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->new_order), "s", customer->id);
  show_contacts (self, customer->contact_persons);
  show_attributes (self, customer->attributes);
  list_orders (self, client, customer->id);
  list_subscriptions (self, client, customer->id);
}

static void
tw_customer_details_dispose (GObject *object)
{
  TwCustomerDetails *self = TW_CUSTOMER_DETAILS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_CUSTOMER_DETAILS);

  G_OBJECT_CLASS (tw_customer_details_parent_class)->dispose (object);
}

static void
tw_customer_details_finalize (GObject *object)
{
  g_free (TW_CUSTOMER_DETAILS (object)->id);

  G_OBJECT_CLASS (tw_customer_details_parent_class)->finalize (object);
}

static void
tw_customer_details_class_init (TwCustomerDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_customer_details_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_customer_details_finalize;
  TW_DETAILS_CLASS (klass)->kind = TW_KIND_CUSTOMER;
  TW_DETAILS_CLASS (klass)->dup_title = tw_customer_details_dup_title;
  TW_DETAILS_CLASS (klass)->show = tw_customer_details_show;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/pages/tw-customer-details.ui");
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, id_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, external_id_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, tax_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, language_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, address_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, contacts_group);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, contacts);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, attributes_group);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, attributes);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, subscriptions_group);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, subscriptions);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, orders_group);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, orders);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDetails, new_order);
  gtk_widget_class_bind_template_callback (widget_class, all_orders_cb);
}

static void
tw_customer_details_init (TwCustomerDetails *self)
{
  g_type_ensure (TW_TYPE_PROPERTY_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
}
