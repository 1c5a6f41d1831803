/* test-order-prepare.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"

#define SUBSCRIPTION \
  "{'id': '1369120', 'name': 'Business Suite', 'customerId': '1002417', 'status': 'active'," \
  " 'billingPeriod': {'type': 'month', 'duration': 1}, 'subscriptionPeriod': {'type': 'year', 'duration': 1}," \
  " 'products': [{'mpn': 'SEAT', 'vendor': 'Contoso', 'name': 'Seat', 'quantity': 10," \
  "   'unitPrice': {'currency': 'USD', 'amount': '22.0'}, 'unitCost': {'currency': 'USD', 'amount': '18.30'}}]}"

#define ESTIMATE \
  "{'type': 'sales', 'customerId': '1002417', 'total': {'currency': 'USD', 'amount': '314.0'}," \
  " 'products': [{'mpn': 'SEAT', 'name': 'Seat (yearly)', 'quantity': 12.0," \
  "               'extendedPrice': {'currency': 'USD', 'amount': '314.0'}}]," \
  " 'details': [" \
  "   {'type': 'setup', 'mpn': 'SEAT', 'unitPrice': {'currency': 'USD', 'amount': '50'}," \
  "    'extendedPrice': {'currency': 'USD', 'amount': '50'}, 'taxAmount': {'currency': 'USD', 'amount': '5'}," \
  "    'exclusiveTaxAmount': {'currency': 'USD', 'amount': '5'}}," \
  "   {'type': 'recurring', 'mpn': 'SEAT', 'unitPrice': {'currency': 'USD', 'amount': '22.0'}," \
  "    'extendedPrice': {'currency': 'USD', 'amount': '264.0'}, 'taxAmount': {'currency': 'USD', 'amount': '26.40'}," \
  "    'exclusiveTaxAmount': {'currency': 'USD', 'amount': '26.40'}}]}"

#define PRODUCT \
  "{'mpn': 'SEAT', 'vendor': 'Contoso'," \
  " 'prices': [{'currency': 'USD', 'amount': '22.0', 'type': 'recurring', 'model': 'FLAT', 'lowerLimit': 1.0}]," \
  " 'costs': [{'currency': 'USD', 'amount': '40', 'type': 'setup', 'model': 'FLAT', 'lowerLimit': 1.0}," \
  "           {'currency': 'EUR', 'amount': '16.90', 'type': 'recurring', 'model': 'FLAT', 'lowerLimit': 1.0}," \
  "           {'currency': 'USD', 'amount': '18.3', 'type': 'recurring', 'model': 'FLAT', 'lowerLimit': 1.0}]}"

static TwOrderPreview *
prepare (JournalTest   *self,
         TwOrderDraft  *draft,
         GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_order_preview_prepare_async (draft,
                                  TW_MARKETPLACE (self->marketplace),
                                  self->mirror,
                                  self->journal,
                                  NULL,
                                  tw_test_store_result,
                                  &result);
  TW_WAIT_FOR (result != NULL);

  return tw_order_preview_prepare_finish (result, error);
}

static TwOrderDraft *
sales_draft (JournalTest *self)
{
  TwOrderDraft *draft = tw_order_draft_new_sales ("1002417");

  tw_order_draft_add_line (draft, "SEAT", TW_DECIMAL_INIT (12));
  fake_marketplace_add (self->marketplace, TW_TYPE_PRODUCT, PRODUCT);
  self->marketplace->estimate = TW_ORDER (fake_resource (TW_TYPE_ORDER, ESTIMATE));

  return draft;
}

/* The estimate says what the customer pays, the catalogue what the reseller does. */
static void
test_sales (JournalTest   *self,
            gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = sales_draft (self);
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  TwPreviewLine *line;
  TwPreviewTotal *total;
  TwMoney from, to, difference;

  preview = prepare (self, draft, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->marketplace->n_validations, ==, 1);
  g_assert_cmpuint (self->marketplace->n_estimates, ==, 1);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);

  g_assert_cmpuint (tw_order_preview_get_lines (preview)->len, ==, 1);
  line = g_ptr_array_index (tw_order_preview_get_lines (preview), 0);
  g_assert_cmpstr (line->name, ==, "Seat (yearly)");
  g_assert_false (line->has_from);
  journal_test_assert_number (line->to, "12");
  journal_test_assert_money (&line->unit_price, "22.0 USD");
  journal_test_assert_money (&line->extended_price, "314.0 USD");
  journal_test_assert_money (&line->tax, "31.40 USD");
  journal_test_assert_money (&line->unit_cost, "18.3 USD");
  journal_test_assert_money (&line->extended_cost, "219.6 USD");

  g_assert_cmpuint (tw_order_preview_get_totals (preview)->len, ==, 1);
  total = g_ptr_array_index (tw_order_preview_get_totals (preview), 0);
  journal_test_assert_money (&total->net, "314.0 USD");
  journal_test_assert_money (&total->tax, "31.40 USD");
  journal_test_assert_money (&total->gross, "345.40 USD");
  journal_test_assert_money (&total->cost, "219.6 USD");

  g_assert_true (tw_order_preview_accepts_terms (preview));
  g_assert_false (tw_order_preview_get_recurring (preview, &from, &to, &difference));
  g_assert_false (tw_order_preview_get_recurring_cost (preview, &from, &to, &difference));
  g_assert_null (tw_order_preview_get_basis (preview));
  g_assert_true (g_str_has_prefix (tw_order_preview_get_order (preview)->po_number, "TW-20261102-"));
  g_assert_cmpint (tw_order_preview_get_po_uses (preview), ==, 0);
}

/* From what the marketplace says now to the total that is sent, and what it costs. */
static void
test_change (JournalTest   *self,
             gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_change ("1369120", TW_SEATS_ADD, TW_DECIMAL_INIT (2));
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  TwPreviewLine *line;
  TwMoney from, to, difference;

  fake_marketplace_add (self->marketplace, TW_TYPE_SUBSCRIPTION, SUBSCRIPTION);
  self->marketplace->estimate = TW_ORDER (fake_resource (TW_TYPE_ORDER,
                                                         "{'total': {'currency': 'USD', 'amount': '29.34'}}"));
  preview = prepare (self, draft, &error);
  g_assert_no_error (error);

  line = g_ptr_array_index (tw_order_preview_get_lines (preview), 0);
  g_assert_true (line->has_from);
  journal_test_assert_number (line->from, "10");
  journal_test_assert_number (line->to, "12");
  g_assert_true (tw_order_preview_get_recurring (preview, &from, &to, &difference));
  journal_test_assert_money (&from, "220.0 USD");
  journal_test_assert_money (&to, "264.0 USD");
  journal_test_assert_money (&difference, "44.0 USD");
  g_assert_true (tw_order_preview_get_recurring_cost (preview, &from, &to, &difference));
  journal_test_assert_money (&from, "183.00 USD");
  journal_test_assert_money (&to, "219.60 USD");
  journal_test_assert_money (&difference, "36.60 USD");
  journal_test_assert_money (&line->unit_price, "22.0 USD");
  journal_test_assert_money (&line->unit_cost, "18.30 USD");
  journal_test_assert_money (&line->extended_cost, "36.60 USD");
  journal_test_assert_money (&((TwPreviewTotal *) g_ptr_array_index (tw_order_preview_get_totals (preview), 0))->cost,
                             "36.60 USD");
  journal_test_assert_money (&((TwPreviewTotal *) g_ptr_array_index (tw_order_preview_get_totals (preview), 0))->gross,
                             "29.34 USD");
  g_assert_nonnull (tw_order_preview_get_basis (preview));
  g_assert_cmpstr (tw_order_preview_get_subscription (preview)->name, ==, "Business Suite");
}

/* Ends all seats; the marketplace estimates no cancellations. */
static void
test_cancellation (JournalTest   *self,
                   gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_cancellation ("1369120");
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  TwPreviewLine *line;
  TwMoney from, to, difference;

  fake_marketplace_add (self->marketplace, TW_TYPE_SUBSCRIPTION, SUBSCRIPTION);
  preview = prepare (self, draft, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->marketplace->n_estimates, ==, 0);
  g_assert_null (tw_order_preview_get_estimate (preview));
  g_assert_cmpuint (tw_order_preview_get_totals (preview)->len, ==, 0);

  line = g_ptr_array_index (tw_order_preview_get_lines (preview), 0);
  journal_test_assert_number (line->from, "10");
  journal_test_assert_number (line->to, "0");
  g_assert_true (tw_order_preview_get_recurring (preview, &from, &to, &difference));
  journal_test_assert_money (&difference, "-220.0 USD");
  g_assert_true (tw_order_preview_get_recurring_cost (preview, &from, &to, &difference));
  journal_test_assert_money (&difference, "-183.00 USD");
  journal_test_assert_money (&line->extended_cost, "-183.00 USD");
  g_assert_false (tw_order_preview_accepts_terms (preview));
}

/* An open order of the same kind is in the way, and named; others are not. */
static void
test_open_order (JournalTest   *self,
                 gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_change ("1369120", TW_SEATS_ADD, TW_DECIMAL_INIT (2));
  g_autoptr (TwOrderPreview) free_preview = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) conflict = NULL;

  self->marketplace->capabilities = TW_CAN_LIST_ORDERS;
  fake_marketplace_add (self->marketplace, TW_TYPE_SUBSCRIPTION, SUBSCRIPTION);
  fake_marketplace_add (self->marketplace,
                        TW_TYPE_ORDER,
                        "{'id': '1', 'type': 'change', 'status': 'completed', 'subscriptionId': '1369120'}");
  fake_marketplace_add (self->marketplace,
                        TW_TYPE_ORDER,
                        "{'id': '2', 'type': 'renewal', 'status': 'processing', 'subscriptionId': '1369120'}");
  fake_marketplace_add (self->marketplace,
                        TW_TYPE_ORDER,
                        "{'id': '3', 'type': 'change', 'status': 'processing', 'subscriptionId': '999'}");
  free_preview = prepare (self, draft, &error);
  g_assert_no_error (error);

  fake_marketplace_add (self->marketplace,
                        TW_TYPE_ORDER,
                        "{'id': '1185007', 'orderNumber': 'CH005811', 'type': 'change', 'status': 'processing',"
                        " 'subscriptionId': '1369120', 'scheduledOn': 'renewal'}");
  g_assert_null (prepare (self, draft, &conflict));
  g_assert_error (conflict, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_nonnull (strstr (conflict->message, "CH005811"));
  g_assert_nonnull (strstr (conflict->message, "1185007"));

  g_clear_error (&conflict);
  fake_marketplace_add (self->marketplace,
                        TW_TYPE_ORDER,
                        "{'id': '1185008', 'type': 'change', 'status': 'submitted', 'subscriptionId': '1369120'}");
  g_assert_null (prepare (self, draft, &conflict));
  g_assert_true (g_str_has_prefix (conflict->message, "Order 1185008 (id 1185008, submitted)"));
}

/* The marketplace's word on parameters: what it refuses is told by name, and which of them are passwords. */
static void
test_parameters (JournalTest   *self,
                 gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = sales_draft (self);
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) error = NULL;
  TwFieldError *region;
  TwOrderLine *line;

  tw_order_draft_set_parameter (draft, "domain", "heron.example");
  tw_order_draft_set_parameter (draft, "pin", "1234");
  g_ptr_array_add (self->marketplace->checks,
                   fake_resource (TW_TYPE_PARAMETER_CHECK, "{'mpn': 'ADDED-BY-THE-MARKETPLACE'}"));
  g_ptr_array_add (self->marketplace->checks,
                   fake_resource (TW_TYPE_PARAMETER_CHECK,
                                  "{'mpn': 'SEAT', 'parameters': ["
                                  " {'name': 'domain', 'result': 'error', 'message': 'Taken.'},"
                                  " {'name': 'region', 'result': 'error', 'valueError': 'Unknown.',"
                                  "  'valueChoices': ['us', {'label': 'Europe', 'value': 'eu'}]},"
                                  " {'name': 'admin_email', 'result': 'error', 'valueError': 'Is needed.'}]}"));
  g_assert_null (prepare (self, draft, &refused));
  journal_test_assert_field (refused, "products[0].parameters.domain");
  journal_test_assert_field (refused, "products[0].parameters.admin_email");
  region = g_ptr_array_index (tw_error_get_fields (refused), 1);
  g_assert_cmpstr (region->field, ==, "products[0].parameters.region");
  g_assert_cmpstr (region->message, ==, "Unknown. (us, eu)");
  g_assert_cmpuint (self->marketplace->n_estimates, ==, 0);

  g_ptr_array_set_size (self->marketplace->checks, 0);
  g_ptr_array_add (self->marketplace->checks,
                   fake_resource (TW_TYPE_PARAMETER_CHECK,
                                  "{'mpn': 'SEAT', 'parameters': ["
                                  " {'name': 'domain', 'result': 'success'},"
                                  " {'name': 'pin', 'result': 'success', 'type': 'password'}]}"));
  preview = prepare (self, draft, &error);
  g_assert_no_error (error);
  line = g_ptr_array_index (tw_order_preview_get_order (preview)->products, 0);
  g_assert_cmpstr (((TwParameter *) g_ptr_array_index (line->parameters, 1))->type, ==, "password");
}

/* A line may name its product by its id alone; the answer names it in full. Its passwords are passwords, too. */
static void
test_parameters_by_id (JournalTest   *self,
                       gconstpointer  data)
{
  g_autoptr (TwOrder) order = NULL;
  g_autoptr (TwOrderDraft) draft = NULL;
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) error = NULL;
  TwOrderLine *line;

  order = TW_ORDER (fake_resource (TW_TYPE_ORDER,
                                   "{'type': 'sales', 'customerId': '1002417', 'products': ["
                                   " {'id': 'PRD204446', 'quantity': 1,"
                                   "  'parameters': [{'name': 'pin', 'value': '1234'}]},"
                                   " {'mpn': 'SEAT', 'quantity': 1}]}"));
  draft = tw_order_draft_new_from_order (order);
  self->marketplace->capabilities &= ~TW_CAN_ESTIMATE;
  fake_marketplace_add (self->marketplace, TW_TYPE_PRODUCT, PRODUCT);
  g_ptr_array_add (self->marketplace->checks,
                   fake_resource (TW_TYPE_PARAMETER_CHECK, "{'id': 'PRD1', 'mpn': 'ADDED-BY-THE-MARKETPLACE'}"));
  g_ptr_array_add (self->marketplace->checks,
                   fake_resource (TW_TYPE_PARAMETER_CHECK,
                                  "{'id': 'PRD204446', 'mpn': 'DESK', 'parameters': ["
                                  " {'name': 'pin', 'result': 'success', 'type': 'password'}]}"));
  preview = prepare (self, draft, &error);
  g_assert_no_error (error);
  line = g_ptr_array_index (tw_order_preview_get_order (preview)->products, 0);
  g_assert_cmpstr (((TwParameter *) g_ptr_array_index (line->parameters, 0))->type, ==, "password");

  g_ptr_array_add (self->marketplace->checks,
                   fake_resource (TW_TYPE_PARAMETER_CHECK,
                                  "{'mpn': 'SEAT', 'parameters': [{'name': 'domain', 'result': 'error'}]}"));
  g_assert_null (prepare (self, draft, &refused));
  journal_test_assert_field (refused, "products[1].parameters.domain");
}

/* Who asks for the price has no domain yet: parameters are not asked about, and all else is as in a preview. */
static void
test_estimate (JournalTest   *self,
               gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = sales_draft (self);
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tw_order_preview_estimate_async (draft,
                                   TW_MARKETPLACE (self->marketplace),
                                   self->mirror,
                                   self->journal,
                                   NULL,
                                   tw_test_store_result,
                                   &result);
  TW_WAIT_FOR (result != NULL);
  preview = tw_order_preview_estimate_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->marketplace->n_validations, ==, 0);
  g_assert_cmpuint (self->marketplace->n_estimates, ==, 1);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);
  g_assert_true (tw_order_preview_get_estimate (preview) == self->marketplace->estimate);
  g_assert_nonnull (tw_order_preview_get_order (preview)->po_number);
  journal_test_assert_money (&((TwPreviewTotal *) g_ptr_array_index (tw_order_preview_get_totals (preview), 0))->cost,
                             "219.6 USD");
}

/* Orders of other programs with that PO number are known from the mirror. */
static void
test_po_uses (JournalTest   *self,
              gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = sales_draft (self);
  g_autoptr (TwResource) earlier = NULL;
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  earlier = fake_resource (TW_TYPE_ORDER,
                           "{'id': '1', 'type': 'sales', 'status': 'completed', 'poNumber': 'PO-7'}");
  tw_mirror_put_detail_async (self->mirror, TW_KIND_ORDER, earlier, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  tw_order_draft_set_po_number (draft, "PO-7");
  preview = prepare (self, draft, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tw_order_preview_get_po_uses (preview), ==, 1);
  g_assert_cmpstr (tw_order_preview_get_order (preview)->po_number, ==, "PO-7");
}

static void
test_wrong (JournalTest   *self,
            gconstpointer  data)
{
  g_autoptr (TwOrder) unknown = TW_ORDER (fake_resource (TW_TYPE_ORDER, "{'type': 'barter'}"));
  g_autoptr (TwOrder) nowhere = TW_ORDER (fake_resource (TW_TYPE_ORDER, "{'type': 'change', 'customerId': '7'}"));
  g_autoptr (TwOrderDraft) unknown_draft = tw_order_draft_new_from_order (unknown);
  g_autoptr (TwOrderDraft) nowhere_draft = tw_order_draft_new_from_order (nowhere);
  g_autoptr (TwOrderDraft) missing_draft = tw_order_draft_new_renewal ("404");
  g_autoptr (GError) type = NULL;
  g_autoptr (GError) subscription = NULL;
  g_autoptr (GError) missing = NULL;

  g_assert_null (prepare (self, unknown_draft, &type));
  journal_test_assert_field (type, "type");
  g_assert_nonnull (strstr (type->message, "barter"));

  g_assert_null (prepare (self, nowhere_draft, &subscription));
  journal_test_assert_field (subscription, "subscriptionId");

  g_assert_null (prepare (self, missing_draft, &missing));
  g_assert_error (missing, TW_ERROR, TW_ERROR_NOT_FOUND);
}

/* Whatever read fails, the preview fails with it: half a preview would be approved. */
static void
test_failing_reads (JournalTest   *self,
                    gconstpointer  data)
{
  guint n_reads;

  fake_marketplace_add (self->marketplace, TW_TYPE_SUBSCRIPTION, SUBSCRIPTION);
  self->marketplace->estimate = TW_ORDER (fake_resource (TW_TYPE_ORDER, ESTIMATE));
  self->marketplace->read_error = fake_error (TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, "Out of order");

  for (n_reads = 0; n_reads < 10; n_reads++)
    {
      g_autoptr (TwOrderDraft) draft = tw_order_draft_new_change ("1369120",
                                                                  TW_SEATS_ADD,
                                                                  TW_DECIMAL_INIT (2));
      g_autoptr (TwOrderPreview) preview = NULL;
      g_autoptr (GError) error = NULL;

      self->marketplace->n_reads = 0;
      self->marketplace->read_error_after = n_reads;
      preview = prepare (self, draft, &error);
      if (preview != NULL)
        break;
      g_assert_error (error, TW_ERROR, TW_ERROR_SERVER);
    }

  /* Subscription, its orders, and the estimate. */
  g_assert_cmpuint (n_reads, ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add (path, JournalTest, NULL, journal_test_set_up, function, journal_test_tear_down)

  ADD ("/journal/prepare/sales", test_sales);
  ADD ("/journal/prepare/change", test_change);
  ADD ("/journal/prepare/cancellation", test_cancellation);
  ADD ("/journal/prepare/open-order", test_open_order);
  ADD ("/journal/prepare/parameters", test_parameters);
  ADD ("/journal/prepare/parameters-by-id", test_parameters_by_id);
  ADD ("/journal/prepare/estimate", test_estimate);
  ADD ("/journal/prepare/po-uses", test_po_uses);
  ADD ("/journal/prepare/wrong", test_wrong);
  ADD ("/journal/prepare/failing-reads", test_failing_reads);

  return g_test_run ();
}
