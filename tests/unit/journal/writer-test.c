/* writer-test.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "writer-test.h"

void
writer_outcome_clear (WriterOutcome *self)
{
  g_clear_object (&self->entry);
  g_clear_error (&self->error);
}

WriterOutcome
writer_test_submit (JournalTest  *self,
                    TwWriteKind   kind,
                    const char   *target,
                    TwResource   *body,
                    GCancellable *cancellable)
{
  g_autoptr (GAsyncResult) result = NULL;
  WriterOutcome outcome = { NULL };

  tw_writer_submit_async (self->writer, kind, target, body, cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  outcome.entry = tw_writer_submit_finish (self->writer, result, &outcome.error);
  g_assert_true ((outcome.entry == NULL) == (outcome.error != NULL));

  return outcome;
}

static TwOrderPreview *
prepare (JournalTest  *self,
         TwOrderDraft *draft)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwOrderPreview *preview;

  tw_order_preview_prepare_async (draft,
                                  TW_MARKETPLACE (self->marketplace),
                                  NULL,
                                  self->journal,
                                  NULL,
                                  tw_test_store_result,
                                  &result);
  TW_WAIT_FOR (result != NULL);
  preview = tw_order_preview_prepare_finish (result, &error);
  g_assert_no_error (error);

  return preview;
}

/* The preview of a sales order; the catalogue has its product. */
TwOrderPreview *
writer_test_prepare_sales (JournalTest *self,
                           const char  *json)
{
  g_autoptr (TwOrder) order = TW_ORDER (fake_resource (TW_TYPE_ORDER, json));
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_from_order (order);

  if (self->marketplace->objects->len == 0)
    fake_marketplace_add (self->marketplace, TW_TYPE_PRODUCT, "{'mpn': 'SEAT', 'vendor': 'Contoso_NCE'}");
  if (self->marketplace->estimate == NULL)
    self->marketplace->estimate = TW_ORDER (fake_resource (TW_TYPE_ORDER,
                                                           "{'total': {'currency': 'USD', 'amount': '264.0'}}"));

  return prepare (self, draft);
}

TwOrderPreview *
writer_test_prepare_change (JournalTest *self,
                            gint64       seats)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_change ("1369120",
                                                              TW_SEATS_TOTAL,
                                                              TW_DECIMAL_INIT (seats));

  self->marketplace->capabilities = TW_CAN_LIST_ORDERS;
  fake_marketplace_add (self->marketplace, TW_TYPE_SUBSCRIPTION, SUBSCRIPTION (10));
  tw_order_draft_set_po_number (draft, "PO-7");

  return prepare (self, draft);
}

WriterOutcome
writer_test_place (JournalTest    *self,
                   TwOrderPreview *preview,
                   GCancellable   *cancellable)
{
  g_autoptr (GAsyncResult) result = NULL;
  WriterOutcome outcome = { NULL };

  tw_writer_place_async (self->writer, preview, cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  outcome.entry = tw_writer_place_finish (self->writer, result, &outcome.error);
  g_assert_true ((outcome.entry == NULL) == (outcome.error != NULL));

  return outcome;
}
