/* tw-cli-preview.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-preview.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-grid.h"
#include "cli/tw-cli-output.h"
#include "cli/tw-cli-value.h"

static void
add_money (TwCliGrid     *grid,
           const TwMoney *money)
{
  g_autofree char *text = money->currency[0] != '\0' ? tw_cli_value_dup_money (money) : NULL;

  tw_cli_grid_add_cell (grid, text);
}

static void
add_period (TwCliGrid *grid,
            TwPeriod  *period)
{
  g_autofree char *text = period != NULL ? tw_period_dup_iso (period) : NULL;

  tw_cli_grid_add_cell (grid, text);
}

static void
add_seats (TwCliGrid           *grid,
           const TwPreviewLine *line)
{
  g_autofree char *from = tw_cli_value_dup_number (line->from);
  g_autofree char *to = tw_cli_value_dup_number (line->to);
  g_autofree char *text = line->has_from ? g_strdup_printf ("%s → %s", from, to) : g_strdup (to);

  tw_cli_grid_add_styled (grid, text, TW_CLI_STYLE_BOLD);
}

/* Columns of numbers stay whole: half an amount is of no use. */
static void
add_columns (TwCliGrid         *grid,
             const char *const *texts,
             const char *const *numbers)
{
  for (; *texts != NULL; texts++)
    tw_cli_grid_add_column (grid, _(*texts), FALSE);
  for (; *numbers != NULL; numbers++)
    {
      tw_cli_grid_add_column (grid, _(*numbers), TRUE);
      tw_cli_grid_keep_whole (grid);
    }
}

static void
print_lines (GPtrArray *lines,
             FILE      *stream)
{
  static const char *const texts[] = { N_("Product"), N_("MPN"), N_("Term"), N_("Billing"), NULL };
  static const char *const numbers[] = { N_("Seats"), N_("Unit cost"), N_("Unit price"), N_("Amount"), N_("Tax"),
                                         NULL };
  g_autoptr (TwCliGrid) grid = tw_cli_grid_new ();

  add_columns (grid, texts, numbers);

  for (guint i = 0; i < lines->len; i++)
    {
      const TwPreviewLine *line = g_ptr_array_index (lines, i);

      tw_cli_grid_add_cell (grid, line->name);
      tw_cli_grid_add_cell (grid, line->mpn);
      add_period (grid, line->subscription_period);
      add_period (grid, line->billing_period);
      add_seats (grid, line);
      add_money (grid, &line->unit_cost);
      add_money (grid, &line->unit_price);
      add_money (grid, &line->extended_price);
      add_money (grid, &line->tax);
    }

  tw_cli_grid_print (grid, stream);
}

/* What the amounts of the lines are made of, where that is not the price of their seats alone: setup, credits, and the
 * rest of a billing period that has begun. */
static void
print_charges (TwOrderPreview *preview,
               FILE           *stream)
{
  static const char *const texts[] = { N_("Charge"), N_("Description"), NULL };
  static const char *const numbers[] = { N_("Quantity"), N_("Unit price"), N_("Amount"), NULL };
  TwOrder *estimate = tw_order_preview_get_estimate (preview);
  GPtrArray *charges = estimate != NULL ? estimate->details : NULL;
  g_autoptr (TwCliGrid) grid = tw_cli_grid_new ();

  if (charges == NULL || charges->len == 0)
    return;
  if (charges->len <= tw_order_preview_get_lines (preview)->len && tw_order_preview_get_subscription (preview) == NULL)
    return;

  add_columns (grid, texts, numbers);
  for (guint i = 0; i < charges->len; i++)
    {
      TwCharge *charge = g_ptr_array_index (charges, i);
      g_autofree char *quantity = tw_cli_value_dup_number (charge->quantity);
      TwMoney unit_price = { 0 };

      if (charge->unit_price != NULL)
        tw_price_get_money (charge->unit_price, &unit_price);
      tw_cli_grid_add_cell (grid, charge->type);
      tw_cli_grid_add_cell (grid, charge->description);
      tw_cli_grid_add_cell (grid, quantity);
      add_money (grid, &unit_price);
      add_money (grid, &charge->extended_price);
    }

  tw_cli_grid_print (grid, stream);
}

/* Sentences. */
static GStrv
list_totals (TwOrderPreview *preview)
{
  GPtrArray *totals = tw_order_preview_get_totals (preview);
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  for (guint i = 0; i < totals->len; i++)
    {
      const TwPreviewTotal *total = g_ptr_array_index (totals, i);
      g_autofree char *net = tw_cli_value_dup_money (&total->net);
      g_autofree char *tax = tw_cli_value_dup_money (&total->tax);
      g_autofree char *gross = tw_cli_value_dup_money (&total->gross);
      /* Translators: three amounts: the sum with tax, the sum without, the tax. */
      g_autofree char *price = g_strdup_printf (_("Total %s (%s and %s tax): what the customer pays now."), gross, net,
                                                tax);

      g_strv_builder_add (sentences, price);

      /* of a subscription there is more to say: what it costs now and afterwards */
      if (total->cost.currency[0] != '\0' && tw_order_preview_get_subscription (preview) == NULL)
        {
          g_autofree char *amount = tw_cli_value_dup_money (&total->cost);
          g_autofree char *cost = g_strdup_printf (_("Your cost is %s each billing period, without tax and setup."),
                                                   amount);

          g_strv_builder_add (sentences, cost);
        }
    }

  if (totals->len == 0)
    g_strv_builder_add (sentences, _("The marketplace gives no estimate of what is charged for this."));

  return g_strv_builder_end (sentences);
}

/* A difference with its sign, since that is what matters about it. */
static char *
dup_difference (const TwMoney *difference)
{
  g_autofree char *text = tw_cli_value_dup_money (difference);

  return g_strconcat (tw_decimal_sign (difference->amount) > 0 ? "+" : "", text, NULL);
}

static void
print_recurring (TwOrderPreview *preview)
{
  TwMoney from, to, difference;

  if (tw_order_preview_get_recurring (preview, &from, &to, &difference))
    {
      g_autofree char *from_text = tw_cli_value_dup_money (&from);
      g_autofree char *to_text = tw_cli_value_dup_money (&to);
      g_autofree char *difference_text = dup_difference (&difference);

      /* Translators: three amounts: now, afterwards, the difference. */
      tw_cli_note (_("The customer pays %s each billing period now and %s afterwards: %s"), from_text, to_text,
                   difference_text);
    }

  if (tw_order_preview_get_recurring_cost (preview, &from, &to, &difference))
    {
      g_autofree char *from_text = tw_cli_value_dup_money (&from);
      g_autofree char *to_text = tw_cli_value_dup_money (&to);
      g_autofree char *difference_text = dup_difference (&difference);

      /* Translators: three amounts: now, afterwards, the difference. */
      tw_cli_note (_("You pay %s each billing period now and %s afterwards: %s"), from_text, to_text,
                   difference_text);
    }
}

static void
print_heading (TwOrder        *order,
               TwSubscription *subscription)
{
  const char *id = subscription != NULL ? subscription->id : order->subscription_id;
  const char *name = subscription != NULL && subscription->name != NULL ? subscription->name : "";

  if (id == NULL)
    id = "";
  switch ((TwOrderType) order->type)
    {
    case TW_ORDER_TYPE_SALES:
      tw_cli_note (_("New order for customer %s"), order->customer_id);
      break;
    case TW_ORDER_TYPE_CHANGE:
      tw_cli_note (_("Change of subscription %s %s"), id, name);
      break;
    case TW_ORDER_TYPE_RENEWAL:
      tw_cli_note (_("Renewal of subscription %s %s"), id, name);
      break;
    case TW_ORDER_TYPE_CANCELLATION:
      tw_cli_note (_("Cancellation of subscription %s %s: it ends"), id, name);
      break;
    case TW_ORDER_TYPE_MIGRATION:
      tw_cli_note (_("Migration order for customer %s"), order->customer_id);
      break;
    case TW_ORDER_TYPE_UNKNOWN:
    default:
      break;
    }
}

/* What the journal says of an order that is being placed again, or may be. */
static void
print_entries (TwOrderPreview *preview)
{
  TwJournalEntry *entry = tw_order_preview_get_entry (preview);
  GPtrArray *rivals = tw_order_preview_get_rivals (preview);

  /* Translators: a number, and a state as in “unknown” */
  if (entry != NULL)
    tw_cli_note (_("This order is journal entry %s already (%s): that one goes on, and no other is made."), entry->id,
                 tw_journal_state_to_string (entry->state));

  for (guint i = 0; i < rivals->len; i++)
    {
      TwJournalEntry *rival = g_ptr_array_index (rivals, i);
      const char *state = tw_journal_state_to_string (rival->state);

      if (g_strcmp0 (rival->mark, tw_order_preview_get_order (preview)->po_number) == 0)
        /* Translators: a number, and a state as in “unknown” */
        tw_cli_warn (_("Journal entry %s has this PO number too and asks for something else; what came of it is not "
                       "known yet (%s). If this order is meant in its place, settle that one first."),
                     rival->id, state);
      else
        /* Translators: a number, a PO number, and a state as in “unknown” */
        tw_cli_warn (_("Journal entry %s (PO number %s) is for the same customer and products, and what came of it is "
                       "not known yet (%s). With this order the customer may have them twice; settle that one first."),
                     rival->id, rival->mark, state);
    }
}

/**
 * tw_cli_preview_print:
 * @preview: an order that was not placed yet
 *
 * Prints on the standard error what the order will change, cost and bind.
 */
void
tw_cli_preview_print (TwOrderPreview *preview)
{
  TwOrder *order = tw_order_preview_get_order (preview);
  GPtrArray *lines = tw_order_preview_get_lines (preview);
  g_auto (GStrv) totals = list_totals (preview);
  gint64 po_uses = tw_order_preview_get_po_uses (preview);

  print_heading (order, tw_order_preview_get_subscription (preview));
  if (lines->len > 0)
    print_lines (lines, stderr);
  print_charges (preview, stderr);
  if (g_strcmp0 (order->scheduled_on, "renewal") == 0)
    tw_cli_note (_("It takes effect at the next renewal."));
  for (char **sentence = totals; *sentence != NULL; sentence++)
    tw_cli_note ("%s", *sentence);
  print_recurring (preview);
  if (order->po_number != NULL)
    tw_cli_note (_("PO number %s"), order->po_number);
  if (po_uses > 0)
    tw_cli_warn (ngettext ("This PO number was used for %lu order before.",
                           "This PO number was used for %lu orders before.", (gulong) po_uses),
                 (gulong) po_uses);
  print_entries (preview);
  if (tw_order_preview_accepts_terms (preview))
    tw_cli_note (_("Placing this order accepts the vendor’s terms."));
}

/**
 * tw_cli_preview_print_estimate:
 * @preview: an order that will not be placed
 *
 * Prints on the standard output what the order would cost.
 */
void
tw_cli_preview_print_estimate (TwOrderPreview *preview)
{
  g_auto (GStrv) totals = list_totals (preview);

  print_lines (tw_order_preview_get_lines (preview), stdout);
  print_charges (preview, stdout);
  for (char **sentence = totals; *sentence != NULL; sentence++)
    {
      tw_cli_output_write (*sentence);
      tw_cli_output_write ("\n");
    }
}
