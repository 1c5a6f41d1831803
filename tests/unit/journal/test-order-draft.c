/* test-order-draft.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"
#include "journal/tw-order-draft-private.h"

static TwOrderLine *
get_line (TwOrder *order,
          guint    position)
{
  g_assert_nonnull (order->products);
  g_assert_cmpuint (position, <, order->products->len);

  return g_ptr_array_index (order->products, position);
}

static void
test_line_text (void)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_sales ("7");
  const char *const wrong[] = { "SEAT", "=1", "SEAT=", "SEAT=x", "SEAT=1e", "" };
  g_autoptr (GError) error = NULL;
  TwOrder *order = tw_order_draft_get_order (draft);

  g_assert_true (tw_order_draft_add_line_text (draft, "SEAT=12", &error));
  g_assert_true (tw_order_draft_add_line_text (draft, "A=B=3", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (get_line (order, 0)->mpn, ==, "SEAT");
  journal_test_assert_number (get_line (order, 0)->quantity, "12");
  g_assert_cmpstr (get_line (order, 1)->mpn, ==, "A=B");
  journal_test_assert_number (get_line (order, 1)->quantity, "3");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) wrong_error = NULL;

      g_assert_false (tw_order_draft_add_line_text (draft, wrong[i], &wrong_error));
      g_assert_error (wrong_error, TW_ERROR, TW_ERROR_VALIDATION);
    }
  g_assert_cmpuint (order->products->len, ==, 2);
}

/* What is said for all lines goes into those that say nothing themselves, and only into the request. */
static void
test_defaults (void)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_sales ("7");
  g_autoptr (TwPeriod) month = tw_period_new (TW_PERIOD_MONTH, 1);
  g_autoptr (TwOrder) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  TwOrderLine *own;

  tw_order_draft_add_line (draft, "ONE", TW_DECIMAL_INIT (1));
  own = tw_order_draft_add_line (draft, "TWO", TW_DECIMAL_INIT (2));
  g_object_set (own, "vendor", "Other", "subscription-period", month, NULL);
  g_assert_true (tw_order_draft_set_term (draft, "P1Y", &error));
  g_assert_true (tw_order_draft_set_billing (draft, "P1M", &error));
  tw_order_draft_set_vendor (draft, "Contoso");
  g_assert_true (tw_order_draft_add_parameter_text (draft, "domain=heron.example", &error));
  g_assert_true (tw_order_draft_add_parameter_text (draft, "note=a=b", &error));
  tw_order_draft_set_parameter (draft, "domain", "blue.example");
  g_assert_no_error (error);

  request = tw_order_draft_dup_request (draft);
  body = tw_resource_to_json_text (TW_RESOURCE (request), TW_JSON_VIEW_CREATE, FALSE);
  g_assert_cmpstr (get_line (request, 0)->vendor, ==, "Contoso");
  g_assert_cmpstr (get_line (request, 1)->vendor, ==, "Other");
  g_assert_cmpint (get_line (request, 0)->subscription_period->type, ==, TW_PERIOD_YEAR);
  g_assert_cmpint (get_line (request, 1)->subscription_period->type, ==, TW_PERIOD_MONTH);
  g_assert_nonnull (strstr (body, "{\"name\":\"note\",\"value\":\"a=b\"}"));
  g_assert_nonnull (strstr (body, "{\"name\":\"domain\",\"value\":\"blue.example\"}"));
  g_assert_null (strstr (body, "heron.example"));

  g_assert_null (get_line (tw_order_draft_get_order (draft), 0)->vendor);
}

static void
test_wrong_period (void)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_sales ("7");
  g_autoptr (GError) error = NULL;

  g_assert_false (tw_order_draft_set_term (draft, "1 year", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
}

static void
test_from_order (void)
{
  g_autoptr (TwOrder) renewal = TW_ORDER (fake_resource (TW_TYPE_ORDER, "{'type': 'renewal', 'subscriptionId': '8'}"));
  g_autoptr (TwOrder) change = NULL;
  g_autoptr (TwOrder) untyped = TW_ORDER (fake_resource (TW_TYPE_ORDER, "{'customerId': '7'}"));
  g_autoptr (TwOrderDraft) a = NULL;
  g_autoptr (TwOrderDraft) b = NULL;
  g_autoptr (TwOrderDraft) c = NULL;

  change = TW_ORDER (fake_resource (TW_TYPE_ORDER, "{'type': 'change', 'products': [{'subscriptionId': '9'}]}"));
  a = tw_order_draft_new_from_order (renewal);
  b = tw_order_draft_new_from_order (change);
  c = tw_order_draft_new_from_order (untyped);
  g_assert_cmpstr (tw_order_draft_get_subscription (a), ==, "8");
  g_assert_cmpstr (tw_order_draft_get_subscription (b), ==, "9");
  g_assert_null (tw_order_draft_get_subscription (c));
  g_assert_cmpint (tw_order_draft_get_order (c)->type, ==, TW_ORDER_TYPE_SALES);
  g_assert_true (tw_order_draft_get_order (a) != renewal);
}

static void
test_po_number (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 2, 23, 59, 59);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) form = g_regex_new ("^TW-20261102-[A-HJKMNP-Z2-9]{4}$", 0, 0, NULL);

  for (guint i = 0; i < 200; i++)
    {
      char *po_number = tw_propose_po_number (now);

      g_assert_true (g_regex_match (form, po_number, 0, NULL));
      g_hash_table_add (seen, po_number);
    }

  /* Some 900,000 codes a day: of 200 more than three alike would be no chance. */
  g_assert_cmpuint (g_hash_table_size (seen), >, 196);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/journal/draft/line-text", test_line_text);
  g_test_add_func ("/journal/draft/defaults", test_defaults);
  g_test_add_func ("/journal/draft/wrong-period", test_wrong_period);
  g_test_add_func ("/journal/draft/from-order", test_from_order);
  g_test_add_func ("/journal/draft/po-number", test_po_number);

  return g_test_run ();
}
