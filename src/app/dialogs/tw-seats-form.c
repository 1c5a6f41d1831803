/* tw-seats-form.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-seats-form.h"

#include "tw-format.h"
#include "tw-problem.h"
#include "widgets/tw-property-row.h"

#include <glib/gi18n.h>

struct _TwSeatsForm
{
  TwOrderForm parent_instance;

  TwWorkspace         *workspace;
  GCancellable        *cancellable;
  char                *id; /* of the subscription */
  TwSubscription      *subscription;
  char                *customer_name;

  GtkStack            *states;
  GtkLabel            *problem;
  AdwPreferencesGroup *group;
  AdwComboRow         *product_row;
  TwPropertyRow       *now_row;
  AdwActionRow        *seats_row;
  GtkSpinButton       *seats;
  AdwActionRow        *renewal_row;
  GtkSwitch           *renewal;
  AdwEntryRow         *po_row;
};

G_DEFINE_FINAL_TYPE (TwSeatsForm, tw_seats_form, TW_TYPE_ORDER_FORM)

static TwSubscriptionProduct *
get_product (TwSeatsForm *self)
{
  guint position = adw_combo_row_get_selected (self->product_row);
  GPtrArray *products = self->subscription != NULL ? self->subscription->products : NULL;

  return products != NULL && position < products->len ? products->pdata[position] : NULL;
}

/* Seats are whole numbers: what is shown is what the marketplace counts. */
static gint64
get_seats_now (TwSubscriptionProduct *product)
{
  gint64 seats;

  return tw_decimal_to_int64 (product->quantity, &seats) ? seats : 0;
}

static void
update_ready (TwSeatsForm *self)
{
  TwSubscriptionProduct *product = get_product (self);

  tw_order_form_set_ready (TW_ORDER_FORM (self),
                           product != NULL
                             && gtk_spin_button_get_value_as_int (self->seats) != get_seats_now (product));
}

static void
product_selected_cb (TwSeatsForm *self)
{
  TwSubscriptionProduct *product = get_product (self);
  g_autofree char *now = product != NULL ? tw_format_decimal (product->quantity) : NULL;
  g_autofree char *price = product != NULL ? tw_format_price (product->unit_price) : NULL;
  /* Translators: what the customer pays for one unit, as in “12.30 USD each” */
  g_autofree char *end = price != NULL ? g_strdup_printf (_("%s each"), price) : NULL;

  tw_property_row_set_value (self->now_row, now);
  tw_property_row_set_end (self->now_row, end);
  if (product != NULL)
    gtk_spin_button_set_value (self->seats, (double) get_seats_now (product));
  update_ready (self);
}

static void
seats_changed_cb (TwSeatsForm *self)
{
  tw_form_clear (tw_order_form_get_rows (TW_ORDER_FORM (self)));
  update_ready (self);
}

static void
show_problem (TwSeatsForm *self,
              const char  *text)
{
  gtk_label_set_label (self->problem, text);
  gtk_stack_set_visible_child_name (self->states, "problem");
}

static void
show_subscription (TwSeatsForm   *self,
                   TwMirrorEntry *entry)
{
  TwSubscription *subscription = TW_SUBSCRIPTION (entry->resource);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;

  g_set_object (&self->subscription, subscription);
  g_free (self->customer_name);
  self->customer_name = g_strdup (entry->customer_name);

  title = g_markup_escape_text (subscription->name != NULL ? subscription->name : subscription->id, -1);
  description = g_markup_escape_text (entry->customer_name != NULL ? entry->customer_name : "", -1);
  adw_preferences_group_set_title (self->group, title);
  adw_preferences_group_set_description (self->group, description);

  for (guint i = 0; subscription->products != NULL && i < subscription->products->len; i++)
    {
      TwSubscriptionProduct *product = subscription->products->pdata[i];

      gtk_string_list_append (names, product->name != NULL ? product->name : product->mpn);
    }
  adw_combo_row_set_model (self->product_row, G_LIST_MODEL (names));
  gtk_widget_set_sensitive (GTK_WIDGET (self->product_row), g_list_model_get_n_items (G_LIST_MODEL (names)) > 1);
  product_selected_cb (self);

  if (get_product (self) != NULL)
    gtk_stack_set_visible_child_name (self->states, "form");
  else
    show_problem (self, _("This subscription has no products, so no seats to change."));
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TwSeatsForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwMirrorEntry) entry = tw_sync_fetch_detail_finish (TW_SYNC (source), result, &error);

  if (self->workspace == NULL)
    return;

  if (entry != NULL)
    show_subscription (self, entry);
  else
    {
      g_autofree char *text = tw_problem_dup_text (error);

      show_problem (self, text);
    }
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TwSeatsForm) self = user_data;
  g_autoptr (GError) error = NULL;

  if (tw_client_connect_finish (TW_CLIENT (source), result, &error) && self->workspace != NULL)
    tw_sync_fetch_detail_async (tw_client_get_sync (TW_CLIENT (source)), TW_KIND_SUBSCRIPTION, self->id,
                                self->cancellable, fetched_cb, g_object_ref (self));
  else if (self->workspace != NULL)
    {
      g_autofree char *text = tw_problem_dup_text (error);

      show_problem (self, text);
    }
}

/* How many seats there are is only in the detail answer, and may be old in the mirror: the marketplace is asked. The
 * estimate asks again: what counts is its answer. */
static void
tw_seats_form_set_workspace (TwOrderForm *form,
                             TwWorkspace *workspace)
{
  TwSeatsForm *self = TW_SEATS_FORM (form);

  g_set_object (&self->workspace, workspace);
  tw_client_connect_async (tw_workspace_get_client (workspace), self->cancellable, connected_cb, g_object_ref (self));
}

static TwOrderDraft *
tw_seats_form_make_draft (TwOrderForm *form)
{
  TwSeatsForm *self = TW_SEATS_FORM (form);
  TwSubscriptionProduct *product = get_product (self);
  const char *po_number = gtk_editable_get_text (GTK_EDITABLE (self->po_row));
  TwOrderDraft *draft;

  if (product == NULL)
    return NULL;

  draft = tw_order_draft_new_change (self->id, TW_SEATS_TOTAL,
                                     TW_DECIMAL_INIT (gtk_spin_button_get_value_as_int (self->seats)));
  tw_order_draft_set_mpn (draft, product->mpn);
  if (gtk_switch_get_active (self->renewal))
    tw_order_draft_set_at_renewal (draft, TRUE);
  if (po_number[0] != 0)
    tw_order_draft_set_po_number (draft, po_number);
  g_object_set (tw_order_draft_get_order (draft), "customer-id", self->subscription->customer_id, NULL);

  return draft;
}

static char *
tw_seats_form_dup_customer_name (TwOrderForm *form)
{
  return g_strdup (TW_SEATS_FORM (form)->customer_name);
}

static void
tw_seats_form_reset (TwOrderForm *form)
{
  TwSeatsForm *self = TW_SEATS_FORM (form);

  tw_order_form_propose_po_number (form, GTK_EDITABLE (self->po_row));
  product_selected_cb (self);
}

static gboolean
tw_seats_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TW_SEATS_FORM (widget)->seats));
}

static void
tw_seats_form_dispose (GObject *object)
{
  TwSeatsForm *self = TW_SEATS_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->subscription);

  G_OBJECT_CLASS (tw_seats_form_parent_class)->dispose (object);
}

static void
tw_seats_form_finalize (GObject *object)
{
  TwSeatsForm *self = TW_SEATS_FORM (object);

  g_clear_object (&self->cancellable);
  g_free (self->customer_name);
  g_free (self->id);

  G_OBJECT_CLASS (tw_seats_form_parent_class)->finalize (object);
}

static void
tw_seats_form_class_init (TwSeatsFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TwOrderFormClass *form_class = TW_ORDER_FORM_CLASS (klass);

  object_class->dispose = tw_seats_form_dispose;
  object_class->finalize = tw_seats_form_finalize;
  widget_class->grab_focus = tw_seats_form_grab_focus;
  form_class->set_workspace = tw_seats_form_set_workspace;
  form_class->make_draft = tw_seats_form_make_draft;
  form_class->dup_customer_name = tw_seats_form_dup_customer_name;
  form_class->reset = tw_seats_form_reset;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/dialogs/tw-seats-form.ui");
  gtk_widget_class_bind_template_child (widget_class, TwSeatsForm, states);
  gtk_widget_class_bind_template_child (widget_class, TwSeatsForm, problem);
  gtk_widget_class_bind_template_child (widget_class, TwSeatsForm, group);
  gtk_widget_class_bind_template_child (widget_class, TwSeatsForm, product_row);
  gtk_widget_class_bind_template_child (widget_class, TwSeatsForm, now_row);
  gtk_widget_class_bind_template_child (widget_class, TwSeatsForm, seats_row);
  gtk_widget_class_bind_template_child (widget_class, TwSeatsForm, seats);
  gtk_widget_class_bind_template_child (widget_class, TwSeatsForm, renewal_row);
  gtk_widget_class_bind_template_child (widget_class, TwSeatsForm, renewal);
  gtk_widget_class_bind_template_child (widget_class, TwSeatsForm, po_row);
  gtk_widget_class_bind_template_callback (widget_class, product_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, seats_changed_cb);
}

static void
tw_seats_form_init (TwSeatsForm *self)
{
  TwOrderForm *form = TW_ORDER_FORM (self);
  TwForm *rows = tw_order_form_get_rows (form);

  self->cancellable = g_cancellable_new ();
  g_type_ensure (TW_TYPE_PROPERTY_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));

  tw_form_add (rows, "products[0].quantity", GTK_WIDGET (self->seats_row));
  tw_form_add (rows, "products[0].mpn", GTK_WIDGET (self->product_row));
  tw_form_add (rows, "scheduledOn", GTK_WIDGET (self->renewal_row));
  tw_form_add (rows, "poNumber", GTK_WIDGET (self->po_row));
  tw_order_form_propose_po_number (form, GTK_EDITABLE (self->po_row));
}

/**
 * tw_seats_form_new:
 * @subscription_id: id of a subscription
 *
 * Returns: (transfer floating): a form for its seats
 */
GtkWidget *
tw_seats_form_new (const char *subscription_id)
{
  TwSeatsForm *self = g_object_new (TW_TYPE_SEATS_FORM, NULL);

  self->id = g_strdup (subscription_id);

  return GTK_WIDGET (self);
}
