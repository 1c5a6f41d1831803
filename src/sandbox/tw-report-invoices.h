/* tw-report-invoices.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-charges.h"

G_BEGIN_DECLS

/**
 * TwReportInvoice:
 * @reseller: whom the marketplace bills
 * @number: its number
 * @currency: of its amounts
 * @status: "Open" or "Closed"
 * @created: the day it was made
 * @due: the day it is to be paid
 * @closed: the day it was paid, invalid while it is open
 * @net: sum of its charges
 * @tax: sum of their taxes
 * @tax_rate: tax as a percentage of net, two decimals
 * @total: both sums together
 * @correction: always 0
 * @payments: what was paid
 * @description: what it is about
 *
 * One row of the data set Invoices: what the charges of one invoice add up to.
 */
typedef struct
{
  const TwSimAccount *reseller;
  char               *number;
  char                currency[4];
  const char         *status;
  GDate               created;
  GDate               due;
  GDate               closed;
  TwDecimal           net;
  TwDecimal           tax;
  TwDecimal           tax_rate;
  TwDecimal           total;
  TwDecimal           correction;
  TwDecimal           payments;
  char               *description;
} TwReportInvoice;

GPtrArray *tw_report_invoices_new (TwChargeIter *charges,
                                   TwDay         today);

G_END_DECLS
