/* writer-test.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal-test.h"

G_BEGIN_DECLS

#define CUSTOMER "{'id': '1002417', 'name': 'Blue Heron', 'externalId': 'K-7'}"

#define SALES \
  "{'type': 'sales', 'customerId': '1002417', 'poNumber': 'PO-7', 'products': [" \
  "  {'mpn': 'SEAT', 'quantity': 12, 'parameters': [{'name': 'domain', 'value': 'heron.example'}]}]}"

#define PLACED \
  "{'id': '1184220', 'orderNumber': 'SO014207', 'type': 'sales', 'customerId': '1002417', 'status': 'submitted'," \
  " 'poNumber': 'PO-7', 'total': {'currency': 'USD', 'amount': '264.0'}}"

#define SUBSCRIPTION(seats) \
  "{'id': '1369120', 'customerId': '1002417', 'status': 'active', 'expirationDate': '2027-10-01'," \
  " 'products': [{'mpn': 'SEAT', 'vendor': 'Contoso_NCE', 'quantity': " #seats "}]}"

/* What came of one write. */
typedef struct
{
  TwJournalEntry *entry;
  GError         *error;
} WriterOutcome;

void            writer_outcome_clear       (WriterOutcome  *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WriterOutcome, writer_outcome_clear)

WriterOutcome   writer_test_submit         (JournalTest    *self,
                                            TwWriteKind     kind,
                                            const char     *target,
                                            TwResource     *body,
                                            GCancellable   *cancellable);
TwOrderPreview *writer_test_prepare_sales  (JournalTest    *self,
                                            const char     *json);
TwOrderPreview *writer_test_prepare_change (JournalTest    *self,
                                            gint64          seats);
WriterOutcome   writer_test_place          (JournalTest    *self,
                                            TwOrderPreview *preview,
                                            GCancellable   *cancellable);

G_END_DECLS
