/* tw-order-preview-view.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-order-preview-view.h"

#include "tw-format.h"
#include "widgets/tw-property-row.h"

#include <glib/gi18n.h>

struct _TwOrderPreviewView
{
  AdwBin parent_instance;

  GtkLabel      *total;
  GtkLabel      *summary;
  TwPropertyRow *customer_row;
  TwPropertyRow *po_row;
  GtkLabel      *po_note;
  GtkListBox    *products;
  GtkWidget     *charges_group;
  GtkListBox    *charges;
  GtkWidget     *totals_group;
  GtkListBox    *totals;
  GtkWidget     *recurring_group;
  GtkListBox    *recurring;
  GtkLabel      *terms_note;
};

G_DEFINE_FINAL_TYPE (TwOrderPreviewView, tw_order_preview_view, ADW_TYPE_BIN)

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
add_row (GtkListBox *list,
         const char *title,
         const char *value,
         const char *end)
{
  GtkWidget *row = tw_property_row_new (title, value);

  tw_property_row_set_end (TW_PROPERTY_ROW (row), end);
  gtk_list_box_append (list, row);
}

/* Two facts in one line, or the one that there is. */
static char *
join (const char *first,
      const char *second)
{
  if (first == NULL || second == NULL)
    return g_strdup (first != NULL ? first : second);

  return g_strdup_printf ("%s · %s", first, second);
}

/* What there will be, and what there is now. */
static char *
dup_seats_text (TwPreviewLine *line)
{
  g_autofree char *from = tw_format_decimal (line->from);
  g_autofree char *to = tw_format_decimal (line->to);

  if (!line->has_from)
    return NULL;
  if (tw_decimal_compare (line->from, line->to) == 0)
    /* Translators: a number of seats that stays as it is */
    return g_strdup_printf (_("%s seats"), to);

  /* Translators: numbers of seats, as in “From 10 to 12 seats” */
  return g_strdup_printf (_("From %s to %s seats"), from, to);
}

/* What one unit is sold and bought for. */
static char *
dup_unit_text (TwPreviewLine *line)
{
  g_autofree char *quantity = tw_format_decimal (line->to);
  g_autofree char *unit_price = tw_format_money (&line->unit_price);
  g_autofree char *unit_cost = tw_format_money (&line->unit_cost);
  /* Translators: a quantity and the price of one, as in “5 × 4.20 USD” */
  g_autofree char *price_text = unit_price != NULL ? g_strdup_printf (_("%s × %s"), quantity, unit_price)
                                                   /* Translators: a quantity, as in “× 5” */
                                                   : g_strdup_printf (_("× %s"), quantity);
  /* Translators: what one unit costs the reseller */
  g_autofree char *cost_text = unit_cost != NULL ? g_strdup_printf (_("costs you %s each"), unit_cost) : NULL;

  return join (price_text, cost_text);
}

static void
show_lines (TwOrderPreviewView *self,
            GPtrArray          *lines)
{
  clear (self->products);
  for (guint i = 0; i < lines->len; i++)
    {
      TwPreviewLine *line = lines->pdata[i];
      g_autofree char *terms = tw_format_terms (line->subscription_period, line->billing_period);
      g_autofree char *seats = dup_seats_text (line);
      g_autofree char *units = seats != NULL ? NULL : dup_unit_text (line);
      g_autofree char *title = join (seats != NULL ? seats : units, terms);
      g_autofree char *price = tw_format_money (&line->extended_price);

      add_row (self->products, title, line->name != NULL ? line->name : line->mpn, price);
    }
}

/* What the marketplace will charge, setup fees and what it added by itself included. */
static void
show_charges (TwOrderPreviewView *self,
              TwOrder            *estimate)
{
  GPtrArray *charges = estimate != NULL ? estimate->details : NULL;

  clear (self->charges);
  gtk_widget_set_visible (self->charges_group, charges != NULL && charges->len > 0);
  for (guint i = 0; charges != NULL && i < charges->len; i++)
    {
      TwCharge *charge = charges->pdata[i];
      g_autofree char *type = tw_format_charge_type (charge->type);
      g_autofree char *price = tw_format_money (&charge->extended_price);

      add_row (self->charges, type, charge->description != NULL ? charge->description : charge->mpn, price);
    }
}

static void
show_totals (TwOrderPreviewView *self,
             GPtrArray          *totals,
             gboolean            is_new)
{
  g_autoptr (GString) large = g_string_new (NULL);

  clear (self->totals);
  for (guint i = 0; i < totals->len; i++)
    {
      TwPreviewTotal *total = totals->pdata[i];
      g_autofree char *net = tw_format_money (&total->net);
      g_autofree char *tax = tw_format_money (&total->tax);
      g_autofree char *gross = tw_format_money (&total->gross);
      g_autofree char *cost = tw_format_money (&total->cost);

      if (gross == NULL)
        continue;
      g_string_append_printf (large, "%s%s", large->len > 0 ? "\n" : "", gross);
      add_row (self->totals, NULL, _("Without tax"), net);
      add_row (self->totals, NULL, _("Tax"), tax);
      add_row (self->totals, NULL, _("Total"), gross);
      /* Of a subscription there is more to say: what it costs now and afterwards. */
      if (cost != NULL && is_new)
        add_row (self->totals, _("For a whole billing period, without tax"), _("What it costs you"), cost);
    }
  gtk_label_set_label (self->total, large->len > 0 ? large->str : _("The marketplace gave no price"));
  gtk_widget_set_visible (self->totals_group, large->len > 0);
}

/* A difference with its sign, since that is what matters about it. */
static char *
dup_difference (const TwMoney *difference)
{
  g_autofree char *text = tw_format_money (difference);

  return g_strconcat (tw_decimal_sign (difference->amount) > 0 ? "+" : "", text, NULL);
}

static void
add_recurring (TwOrderPreviewView *self,
               const char         *title,
               const TwMoney      *from,
               const TwMoney      *to,
               const TwMoney      *difference)
{
  g_autofree char *from_text = tw_format_money (from);
  g_autofree char *to_text = tw_format_money (to);
  g_autofree char *end = dup_difference (difference);
  /* Translators: two amounts: now and afterwards */
  g_autofree char *text = g_strdup_printf (_("%s → %s"), from_text, to_text);

  add_row (self->recurring, title, text, end);
}

/* What the subscription costs now and afterwards, each billing period. */
static void
show_recurring (TwOrderPreviewView *self,
                TwOrderPreview     *preview)
{
  TwMoney from, to, difference;
  gboolean has_price = tw_order_preview_get_recurring (preview, &from, &to, &difference);
  gboolean has_cost;

  clear (self->recurring);
  if (has_price)
    add_recurring (self, _("The customer pays"), &from, &to, &difference);
  has_cost = tw_order_preview_get_recurring_cost (preview, &from, &to, &difference);
  if (has_cost)
    add_recurring (self, _("You pay"), &from, &to, &difference);
  gtk_widget_set_visible (self->recurring_group, has_price || has_cost);
}

static char *
describe_rival (TwJournalEntry *rival,
                const char     *po_number)
{
  if (g_strcmp0 (rival->mark, po_number) == 0)
    return g_strdup_printf (_("Journal entry %s has this PO number too and asks for something else; what came of it is "
                              "not known yet."),
                            rival->id);

  /* Translators: a number and a PO number */
  return g_strdup_printf (_("Journal entry %s (PO number %s) is for the same customer and products, and what came of it "
                            "is not known yet. With this order the customer may have them twice."),
                          rival->id, rival->mark);
}

/* What is known of earlier orders, and of this one if it was approved before: a sentence in each line. */
static void
show_earlier (TwOrderPreviewView *self,
              TwOrderPreview     *preview)
{
  gint64 uses = tw_order_preview_get_po_uses (preview);
  TwJournalEntry *entry = tw_order_preview_get_entry (preview);
  GPtrArray *rivals = tw_order_preview_get_rivals (preview);
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;

  if (uses > 0)
    {
      g_autofree char *used = g_strdup_printf (ngettext ("This PO number was used before, in %d order.",
                                                         "This PO number was used before, in %d orders.",
                                                         (gulong) uses),
                                               (int) uses);

      g_strv_builder_add (sentences, used);
    }
  if (entry != NULL)
    {
      g_autofree char *known = g_strdup_printf (_("This order is journal entry %s already, and what came of it is not "
                                                  "known yet: that one goes on, and no other is made."),
                                                entry->id);

      g_strv_builder_add (sentences, known);
    }
  for (guint i = 0; i < rivals->len; i++)
    {
      g_autofree char *rival = describe_rival (g_ptr_array_index (rivals, i),
                                               tw_order_preview_get_order (preview)->po_number);

      g_strv_builder_add (sentences, rival);
    }

  lines = g_strv_builder_end (sentences);
  text = g_strjoinv ("\n", lines);
  gtk_label_set_label (self->po_note, text);
  gtk_widget_set_visible (GTK_WIDGET (self->po_note), *text != '\0');
}

static void
tw_order_preview_view_class_init (TwOrderPreviewViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/dialogs/tw-order-preview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, total);
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, summary);
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, customer_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, po_row);
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, po_note);
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, products);
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, charges_group);
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, charges);
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, totals_group);
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, totals);
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, recurring_group);
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, recurring);
  gtk_widget_class_bind_template_child (widget_class, TwOrderPreviewView, terms_note);
}

static void
tw_order_preview_view_init (TwOrderPreviewView *self)
{
  g_type_ensure (TW_TYPE_PROPERTY_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_order_preview_view_show:
 * @self: a view
 * @preview: what will happen
 * @customer: (nullable): name of the customer
 */
void
tw_order_preview_view_show (TwOrderPreviewView *self,
                            TwOrderPreview     *preview,
                            const char         *customer)
{
  TwOrder *order;

  g_return_if_fail (TW_IS_ORDER_PREVIEW_VIEW (self));
  g_return_if_fail (TW_IS_ORDER_PREVIEW (preview));

  order = tw_order_preview_get_order (preview);
  tw_property_row_set_value (self->customer_row, customer != NULL ? customer : order->customer_id);
  tw_property_row_set_value (self->po_row, order->po_number);
  show_earlier (self, preview);
  show_lines (self, tw_order_preview_get_lines (preview));
  show_charges (self, tw_order_preview_get_estimate (preview));
  show_totals (self, tw_order_preview_get_totals (preview), tw_order_preview_get_subscription (preview) == NULL);
  show_recurring (self, preview);
  gtk_label_set_label (self->summary,
                       g_strcmp0 (order->scheduled_on, "renewal") == 0 ? _("The customer pays at the next renewal")
                                                                      : _("The customer pays now"));
  gtk_label_set_label (self->terms_note,
                       tw_order_preview_accepts_terms (preview)
                         ? _("Placing this order accepts the vendor’s terms for the customer. "
                             "It cannot be undone here.")
                         : _("Placing this order cannot be undone here."));
}
