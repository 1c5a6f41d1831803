/* tw-sale-form.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-sale-form.h"

#include "mirror/tw-paged-model.h"
#include "tw-format.h"
#include "widgets/tw-choice-row.h"
#include "widgets/tw-order-line-group.h"

#include <glib/gi18n.h>

/* After the last edit, before the marketplace is asked which parameters the products need, in milliseconds. */
#define CHECK_DELAY 250

struct _TwSaleForm
{
  TwOrderForm parent_instance;

  TwWorkspace  *workspace;
  GCancellable *cancellable;
  GCancellable *checking; /* of the parameters' check */
  TwPagedModel *customers;
  TwPagedModel *products;
  GPtrArray    *lines; /* TwOrderLineGroup */
  guint         check_id;

  GtkBox       *line_box;
  TwChoiceRow  *customer_row;
  TwChoiceRow  *product_row;
  AdwEntryRow  *po_row;
};

G_DEFINE_FINAL_TYPE (TwSaleForm, tw_sale_form, TW_TYPE_ORDER_FORM)

/* What is chosen from is a row of the mirror, or a resource that was looked up by its id. */
static TwResource *
get_resource (gpointer item)
{
  return TW_IS_ROW (item) ? tw_row_get_resource (item) : TW_RESOURCE (item);
}

static char *
dup_customer_name (gpointer item)
{
  TwResource *resource = get_resource (item);

  return resource != NULL ? g_strdup (TW_CUSTOMER (resource)->name) : NULL;
}

static char *
dup_customer_id (gpointer item)
{
  TwResource *resource = get_resource (item);

  return resource != NULL ? g_strdup (TW_CUSTOMER (resource)->id) : NULL;
}

static char *
dup_product_name (gpointer item)
{
  TwResource *resource = get_resource (item);

  return resource != NULL ? g_strdup (TW_PRODUCT (resource)->name) : NULL;
}

static char *
dup_product_terms (gpointer item)
{
  TwResource *resource = get_resource (item);
  TwProduct *product = resource != NULL ? TW_PRODUCT (resource) : NULL;
  g_autofree char *terms = product != NULL ? tw_format_terms (product->subscription_period, product->billing_period)
                                           : NULL;

  if (product == NULL)
    return NULL;

  return terms != NULL ? g_strdup_printf ("%s · %s", product->mpn, terms) : g_strdup (product->mpn);
}

static const char *
get_customer (TwSaleForm *self)
{
  gpointer item = tw_choice_row_get_selected (self->customer_row);
  TwResource *resource = item != NULL ? get_resource (item) : NULL;

  return resource != NULL ? TW_CUSTOMER (resource)->id : NULL;
}

static TwOrderDraft *
make_draft (TwSaleForm *self)
{
  TwOrderDraft *draft = tw_order_draft_new_sales (get_customer (self));
  const char *po_number = gtk_editable_get_text (GTK_EDITABLE (self->po_row));

  for (guint i = 0; i < self->lines->len; i++)
    tw_order_line_group_add_to (self->lines->pdata[i], draft);
  if (po_number[0] != 0)
    tw_order_draft_set_po_number (draft, po_number);

  return draft;
}

static void
search_in (TwPagedModel *model,
           const char   *words,
           const char   *sort)
{
  g_autoptr (TwQuery) query = tw_query_new (tw_query_get_kind (tw_paged_model_get_query (model)));

  tw_query_set_sort (query, sort, FALSE);
  if (words[0] != 0)
    tw_query_set_text (query, words);
  tw_paged_model_set_query (model, query);
}

static void
search_customers_cb (TwSaleForm *self,
                     const char    *words)
{
  search_in (self->customers, words, "name");
}

static void
search_products_cb (TwSaleForm *self,
                    const char    *words)
{
  search_in (self->products, words, "name");
}

/* Paths count the lines: they are given anew when one comes or goes. */
static void
rejoin_lines (TwSaleForm *self)
{
  TwForm *rows = tw_order_form_get_rows (TW_ORDER_FORM (self));

  for (guint i = 0; i < self->lines->len; i++)
    {
      tw_order_line_group_leave (self->lines->pdata[i], rows);
      tw_order_line_group_join (self->lines->pdata[i], rows, i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->line_box), self->lines->len > 0);
  tw_order_form_set_ready (TW_ORDER_FORM (self), self->lines->len > 0);
}

/* The answer's products come in the order they were asked; one that the marketplace added has no line. */
static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TwSaleForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = tw_marketplace_validate_finish (TW_MARKETPLACE (source), result, &error);
  gboolean is_new = FALSE;

  /* Estimating checks again, and says what is wrong then. */
  if (checks == NULL)
    return;

  for (guint i = 0; i < checks->len && i < self->lines->len; i++)
    is_new |= tw_order_line_group_take_check (self->lines->pdata[i], checks->pdata[i]);
  if (is_new)
    rejoin_lines (self);
}

static void
check_connected_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (TwSaleForm) self = user_data;
  TwMarketplace *marketplace;
  g_autoptr (TwOrderDraft) draft = NULL;

  if (!tw_client_connect_finish (TW_CLIENT (source), result, NULL) || self->workspace == NULL
      || g_cancellable_is_cancelled (self->checking))
    return;

  marketplace = tw_client_get_marketplace (TW_CLIENT (source));
  if ((tw_marketplace_get_capabilities (marketplace) & TW_CAN_VALIDATE) == 0)
    return;

  draft = make_draft (self);
  tw_marketplace_validate_async (marketplace, tw_order_draft_get_order (draft), self->checking, checked_cb,
                                 g_object_ref (self));
}

static gboolean
check_cb (gpointer user_data)
{
  TwSaleForm *self = user_data;

  self->check_id = 0;
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  self->checking = g_cancellable_new ();
  tw_client_connect_async (tw_workspace_get_client (self->workspace), self->checking, check_connected_cb,
                           g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/* Asks, in a moment, which parameters the products need for this customer. */
static void
queue_check (TwSaleForm *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  if (self->lines->len > 0 && get_customer (self) != NULL)
    self->check_id = g_timeout_add (CHECK_DELAY, check_cb, self);
}

static void
line_removed_cb (TwSaleForm *self,
                 GtkWidget     *line)
{
  g_cancellable_cancel (self->checking);
  tw_order_line_group_leave (TW_ORDER_LINE_GROUP (line), tw_order_form_get_rows (TW_ORDER_FORM (self)));
  g_ptr_array_remove (self->lines, line);
  gtk_box_remove (self->line_box, line);
  rejoin_lines (self);
  queue_check (self);
}

static void
customer_chosen_cb (TwSaleForm *self)
{
  queue_check (self);
}

static void
product_chosen_cb (TwSaleForm *self)
{
  gpointer item = tw_choice_row_get_selected (self->product_row);
  TwResource *resource = item != NULL ? get_resource (item) : NULL;
  GtkWidget *line;

  if (resource == NULL)
    return;

  line = tw_order_line_group_new (TW_PRODUCT (resource));
  g_signal_connect_object (line, "remove", G_CALLBACK (line_removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->line_box, line);
  g_ptr_array_add (self->lines, line);
  rejoin_lines (self);
  queue_check (self);
  tw_choice_row_set_selected (self->product_row, NULL);
}

static TwPagedModel *
make_model (TwWorkspace *workspace,
            TwKind       kind)
{
  g_autoptr (TwQuery) query = tw_query_new (kind);

  tw_query_set_sort (query, "name", FALSE);

  return tw_paged_model_new (tw_client_get_mirror (tw_workspace_get_client (workspace)), query);
}

static void
tw_sale_form_set_workspace (TwOrderForm *form,
                            TwWorkspace *workspace)
{
  TwSaleForm *self = TW_SALE_FORM (form);

  g_set_object (&self->workspace, workspace);
  g_clear_object (&self->customers);
  g_clear_object (&self->products);
  self->customers = make_model (workspace, TW_KIND_CUSTOMER);
  self->products = make_model (workspace, TW_KIND_PRODUCT);
  tw_choice_row_set_model (self->customer_row, G_LIST_MODEL (self->customers));
  tw_choice_row_set_model (self->product_row, G_LIST_MODEL (self->products));
}

static TwOrderDraft *
tw_sale_form_make_draft (TwOrderForm *form)
{
  TwSaleForm *self = TW_SALE_FORM (form);
  TwForm *rows = tw_order_form_get_rows (form);

  if (get_customer (self) != NULL)
    return make_draft (self);

  tw_form_set_error (rows, "customerId", _("Choose a customer."));
  tw_form_focus_error (rows);

  return NULL;
}

static char *
tw_sale_form_dup_customer_name (TwOrderForm *form)
{
  gpointer item = tw_choice_row_get_selected (TW_SALE_FORM (form)->customer_row);

  return item != NULL ? dup_customer_name (item) : NULL;
}

static void
tw_sale_form_reset (TwOrderForm *form)
{
  TwSaleForm *self = TW_SALE_FORM (form);

  while (self->lines->len > 0)
    line_removed_cb (self, self->lines->pdata[0]);
  tw_choice_row_set_selected (self->customer_row, NULL);
  tw_order_form_propose_po_number (form, GTK_EDITABLE (self->po_row));
}

static gboolean
tw_sale_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TW_SALE_FORM (widget)->customer_row));
}

static void
tw_sale_form_dispose (GObject *object)
{
  TwSaleForm *self = TW_SALE_FORM (object);

  g_clear_handle_id (&self->check_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->checking);
  g_clear_object (&self->workspace);
  g_clear_object (&self->customers);
  g_clear_object (&self->products);

  G_OBJECT_CLASS (tw_sale_form_parent_class)->dispose (object);
}

static void
tw_sale_form_finalize (GObject *object)
{
  g_ptr_array_unref (TW_SALE_FORM (object)->lines);

  G_OBJECT_CLASS (tw_sale_form_parent_class)->finalize (object);
}

static void
tw_sale_form_class_init (TwSaleFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TwOrderFormClass *form_class = TW_ORDER_FORM_CLASS (klass);

  object_class->dispose = tw_sale_form_dispose;
  object_class->finalize = tw_sale_form_finalize;
  widget_class->grab_focus = tw_sale_form_grab_focus;
  form_class->set_workspace = tw_sale_form_set_workspace;
  form_class->make_draft = tw_sale_form_make_draft;
  form_class->dup_customer_name = tw_sale_form_dup_customer_name;
  form_class->reset = tw_sale_form_reset;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/dialogs/tw-sale-form.ui");
  gtk_widget_class_bind_template_child (widget_class, TwSaleForm, line_box);
  gtk_widget_class_bind_template_child (widget_class, TwSaleForm, customer_row);
  gtk_widget_class_bind_template_child (widget_class, TwSaleForm, product_row);
  gtk_widget_class_bind_template_child (widget_class, TwSaleForm, po_row);
  gtk_widget_class_bind_template_callback (widget_class, customer_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, product_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_customers_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_products_cb);
}

static void
tw_sale_form_init (TwSaleForm *self)
{
  TwOrderForm *form = TW_ORDER_FORM (self);
  TwForm *rows = tw_order_form_get_rows (form);

  self->cancellable = g_cancellable_new ();
  self->lines = g_ptr_array_new ();
  g_type_ensure (TW_TYPE_CHOICE_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));

  tw_choice_row_set_texts (self->customer_row, dup_customer_name, dup_customer_id);
  tw_choice_row_set_filtering (self->customer_row, FALSE);
  tw_choice_row_set_texts (self->product_row, dup_product_name, dup_product_terms);
  tw_choice_row_set_filtering (self->product_row, FALSE);
  tw_choice_row_set_action (self->product_row, _("Add…"));
  tw_form_add (rows, "customerId", GTK_WIDGET (self->customer_row));
  tw_form_add (rows, "poNumber", GTK_WIDGET (self->po_row));
  tw_order_form_propose_po_number (form, GTK_EDITABLE (self->po_row));
  rejoin_lines (self);
}

/**
 * tw_sale_form_new:
 *
 * Returns: (transfer floating): a form
 */
GtkWidget *
tw_sale_form_new (void)
{
  return g_object_new (TW_TYPE_SALE_FORM, NULL);
}

static void
customer_got_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TwSaleForm) self = user_data;
  g_autoptr (TwMirrorEntry) entry = tw_mirror_get_finish (TW_MIRROR (source), result, NULL);

  if (entry != NULL && self->workspace != NULL)
    tw_choice_row_set_selected (self->customer_row, entry->resource);
}

/**
 * tw_sale_form_set_customer:
 * @self: a form with a workspace
 * @customer_id: id of a customer
 *
 * Chooses the customer, once it is read from the mirror.
 */
void
tw_sale_form_set_customer (TwSaleForm *self,
                           const char *customer_id)
{
  g_return_if_fail (TW_IS_SALE_FORM (self));

  tw_mirror_get_async (tw_client_get_mirror (tw_workspace_get_client (self->workspace)), TW_KIND_CUSTOMER, customer_id,
                       self->cancellable, customer_got_cb, g_object_ref (self));
}
