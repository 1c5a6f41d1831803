/* tw-report-invoices.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-report-invoices.h"

/* Invoices are to be paid within 30 days, and the sandbox's reseller pays on the last of them. */
#define DAYS_TO_PAY 30

static void
tw_report_invoice_free (TwReportInvoice *self)
{
  g_free (self->number);
  g_free (self->description);
  g_free (self);
}

static TwReportInvoice *
tw_report_invoice_new (const TwCharge *charge)
{
  TwReportInvoice *self = g_new0 (TwReportInvoice, 1);

  self->reseller = charge->reseller;
  self->number = g_strdup (charge->invoice_number);
  g_strlcpy (self->currency, charge->currency, sizeof self->currency);
  self->created = charge->invoice_date;
  self->due = charge->invoice_date;
  g_date_add_days (&self->due, DAYS_TO_PAY);
  self->description = g_strdup_printf ("Invoice %s, charges in %s", charge->invoice_number, charge->currency);

  return self;
}

/* Sums of one world's amounts are far from the limits of a decimal: overflow would be a mistake of ours. */
static void
add (TwDecimal *sum,
     TwDecimal  amount)
{
  gboolean added = tw_decimal_add (*sum, amount, sum, NULL);

  g_assert (added);
}

static void
tw_report_invoice_complete (TwReportInvoice *self,
                            TwDay            today)
{
  self->total = self->net;
  add (&self->total, self->tax);

  if (tw_decimal_sign (self->net) != 0)
    {
      TwDecimal percent = { self->tax.units * 100, self->tax.scale };
      gboolean divided = tw_decimal_divide (percent, self->net, 2, TW_ROUND_HALF_UP, &self->tax_rate, NULL);

      g_assert (divided);
    }

  if (g_date_get_julian (&self->due) < today)
    {
      self->status = "Closed";
      self->closed = self->due;
      self->payments = self->total;
    }
  else
    {
      self->status = "Open";
    }
}

/**
 * tw_report_invoices_new:
 * @charges: (transfer none): the charges of a period; read to its end
 * @today: a paid invoice was due before this day
 *
 * Adds charges up to the invoices they stand on, in the order in which these first occur. There is one invoice for
 * each month and currency: the list stays short whatever the number of charges.
 *
 * Returns: (transfer full) (element-type TwReportInvoice): the invoices
 */
GPtrArray *
tw_report_invoices_new (TwChargeIter *charges,
                        TwDay         today)
{
  g_autoptr (GHashTable) by_number = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *invoices;
  TwCharge charge;

  g_return_val_if_fail (charges != NULL, NULL);

  invoices = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_report_invoice_free);
  while (tw_charge_iter_next (charges, &charge))
    {
      TwReportInvoice *invoice = g_hash_table_lookup (by_number, charge.invoice_number);

      if (invoice == NULL)
        {
          invoice = tw_report_invoice_new (&charge);
          g_ptr_array_add (invoices, invoice);
          g_hash_table_insert (by_number, invoice->number, invoice);
        }
      add (&invoice->net, charge.cost);
      add (&invoice->tax, charge.tax);
    }

  for (guint i = 0; i < invoices->len; i++)
    tw_report_invoice_complete (g_ptr_array_index (invoices, i), today);

  return invoices;
}
