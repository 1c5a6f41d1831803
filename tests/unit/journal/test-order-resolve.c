/* test-order-resolve.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"

#define MONTHLY \
  "{'mpn': 'SEAT', 'vendor': 'Contoso', 'id': 'P1', 'name': 'Seat', 'minimumQuantity': '1.0'," \
  " 'maximumQuantity': '300.0', 'billingPeriod': {'type': 'month', 'duration': 1}," \
  " 'subscriptionPeriod': {'type': 'month', 'duration': 1}}"
#define YEARLY \
  "{'mpn': 'SEAT', 'vendor': 'Contoso', 'id': 'P2', 'name': 'Seat', 'minimumQuantity': '5.0'," \
  " 'maximumQuantity': '0.0', 'billingPeriod': {'type': 'month', 'duration': 1}," \
  " 'subscriptionPeriod': {'type': 'year', 'duration': 1, 'trial': false}}"
#define OTHER_VENDOR \
  "{'mpn': 'SEAT', 'vendor': 'Fabrikam', 'id': 'P3', 'name': 'Seat'," \
  " 'subscriptionPeriod': {'type': 'year', 'duration': 1}}"
#define SINGLE "{'mpn': 'DISK', 'vendor': 'Contoso', 'id': 'P4', 'maximumQuantity': '9.0'}"

static void
fill_mirror (JournalTest *self)
{
  static const char *const products[] = { MONTHLY, YEARLY, OTHER_VENDOR, SINGLE };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    g_ptr_array_add (rows, fake_resource (TW_TYPE_PRODUCT, products[i]));
  journal_test_put_products (self->mirror, rows);
}

static TwOrder *
resolve (JournalTest   *self,
         TwOrderDraft  *draft,
         GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_order_draft_resolve_async (draft,
                                TW_MARKETPLACE (self->marketplace),
                                self->mirror,
                                NULL,
                                tw_test_store_result,
                                &result);
  TW_WAIT_FOR (result != NULL);

  return tw_order_draft_resolve_finish (draft, result, error);
}

static TwOrder *
resolve_text (JournalTest  *self,
              const char   *json,
              GError      **error)
{
  g_autoptr (TwOrder) order = TW_ORDER (fake_resource (TW_TYPE_ORDER, json));
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_from_order (order);

  return resolve (self, draft, error);
}

static void
assert_wrong (JournalTest *self,
              const char  *json,
              const char  *field,
              const char  *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (resolve_text (self, json, &error));
  journal_test_assert_field (error, field);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  if (words != NULL && strstr (error->message, words) == NULL)
    g_error ("%s is not in: %s", words, error->message);
}

/* The request says in full what the catalogue said when the person chose. */
static void
test_unique (JournalTest   *self,
             gconstpointer  data)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_sales ("7");
  g_autoptr (TwOrder) order = NULL;
  g_autoptr (GError) error = NULL;
  TwOrderLine *line;

  fill_mirror (self);
  tw_order_draft_add_line (draft, "SEAT", TW_DECIMAL_INIT (5));
  tw_order_draft_set_term (draft, "P1Y", NULL);
  tw_order_draft_set_vendor (draft, "Contoso");
  order = resolve (self, draft, &error);
  g_assert_no_error (error);
  line = g_ptr_array_index (order->products, 0);
  g_assert_cmpstr (line->vendor, ==, "Contoso");
  g_assert_cmpint (line->billing_period->type, ==, TW_PERIOD_MONTH);
  g_assert_cmpint (line->subscription_period->type, ==, TW_PERIOD_YEAR);
  g_assert_cmpuint (self->marketplace->n_reads, ==, 0);
}

/* Vendor, term or billing period decide; the error says what there is to choose from. */
static void
test_ambiguous (JournalTest   *self,
                gconstpointer  data)
{
  fill_mirror (self);
  assert_wrong (self,
                "{'customerId': '7', 'products': [{'mpn': 'DISK', 'quantity': 1}, {'mpn': 'SEAT', 'quantity': 5}]}",
                "products[1].mpn",
                "vendor Fabrikam, term P1Y");
  assert_wrong (self,
                "{'customerId': '7', 'products': [{'mpn': 'SEAT', 'vendor': 'Contoso', 'quantity': 5}]}",
                "products[0].mpn",
                "2 products");
  assert_wrong (self,
                "{'customerId': '7', 'products': [{'mpn': 'SEAT', 'vendor': 'Nobody', 'quantity': 5}]}",
                "products[0].mpn",
                "vendor Contoso, term P1M, billed P1M (P1)");
}

static void
test_by_id (JournalTest   *self,
            gconstpointer  data)
{
  g_autoptr (TwOrder) order = NULL;
  g_autoptr (GError) error = NULL;

  fill_mirror (self);
  order = resolve_text (self,
                        "{'customerId': '7', 'products': [{'mpn': 'SEAT', 'id': 'P3', 'quantity': 1}]}",
                        &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((TwOrderLine *) g_ptr_array_index (order->products, 0))->vendor, ==, "Fabrikam");
}

static void
test_limits (JournalTest   *self,
             gconstpointer  data)
{
  static const struct
  {
    const char *quantity;
    const char *words;
  } wrong[] = {
    { "10", "At most 9 of" }, { "0", "whole" }, { "-1", "whole" }, { "1.5", "whole" },
  };
  g_autoptr (TwOrder) most = NULL;
  g_autoptr (TwOrder) unlimited = NULL;
  g_autoptr (GError) twice = NULL;
  g_autoptr (GError) error = NULL;

  fill_mirror (self);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *json = NULL;

      json = g_strdup_printf ("{'customerId': '7', 'products': [{'mpn': 'DISK', 'quantity': %s}]}",
                              wrong[i].quantity);
      assert_wrong (self, json, "products[0].quantity", wrong[i].words);
    }
  assert_wrong (self,
                "{'customerId': '7', 'products': [{'mpn': 'SEAT', 'id': 'P2', 'quantity': 4}]}",
                "products[0].quantity",
                "At least 5 of");

  /* What is no quantity at all is told once. */
  g_assert_null (resolve_text (self, "{'customerId': '7', 'products': [{'mpn': 'SEAT', 'id': 'P2', 'quantity': 0}]}",
                               &twice));
  g_assert_cmpuint (tw_error_get_fields (twice)->len, ==, 1);

  most = resolve_text (self, "{'customerId': '7', 'products': [{'mpn': 'DISK', 'quantity': 9}]}", &error);
  g_assert_no_error (error);

  /* A maximum of zero is none. */
  unlimited = resolve_text (self,
                            "{'customerId': '7', 'products': [{'mpn': 'SEAT', 'id': 'P2', 'quantity': 100000}]}",
                            &error);
  g_assert_no_error (error);
}

static void
test_required (JournalTest   *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fill_mirror (self);
  assert_wrong (self, "{'products': [{'mpn': 'DISK', 'quantity': 1}]}", "customerId", NULL);
  assert_wrong (self, "{'customerId': '7'}", "products", NULL);
  assert_wrong (self, "{'customerId': '7', 'products': []}", "products", NULL);
  assert_wrong (self, "{'customerId': '7', 'products': [{'quantity': 1}]}", "products[0].mpn", NULL);
  assert_wrong (self, "{'customerId': '7', 'products': [{'mpn': 'DISK'}]}", "products[0].quantity", NULL);
  assert_wrong (self,
                "{'customerId': '7', 'products': [{'mpn': 'NONE', 'quantity': 1}]}",
                "products[0].mpn",
                "NONE");

  /* Everything that is wrong is said at once. */
  g_assert_null (resolve_text (self, "{'products': [{'mpn': 'DISK'}, {'mpn': 'DISK', 'quantity': 99}]}", &error));
  journal_test_assert_field (error, "customerId");
  journal_test_assert_field (error, "products[0].quantity");
  journal_test_assert_field (error, "products[1].quantity");
}

/*
 * A catalogue that is not there yet is no reason to refuse: the marketplace is asked, for what is missing
 * only.
 */
static void
test_asked (JournalTest   *self,
            gconstpointer  data)
{
  g_autoptr (TwOrder) order = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) offline = NULL;

  fill_mirror (self);
  fake_marketplace_add (self->marketplace,
                        TW_TYPE_PRODUCT,
                        "{'mpn': 'TAPE', 'vendor': 'Contoso', 'id': 'P9'}");
  order = resolve_text (self,
                        "{'customerId': '7', 'products': [{'mpn': 'TAPE', 'quantity': 1}, {'mpn': 'DISK', 'quantity': 1}]}",
                        &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((TwOrderLine *) g_ptr_array_index (order->products, 0))->vendor, ==, "Contoso");
  g_assert_cmpuint (self->marketplace->n_reads, ==, 1);

  self->marketplace->read_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_NONE, "Out of reach");
  g_assert_null (resolve_text (self, "{'customerId': '7', 'products': [{'mpn': 'TAPE', 'quantity': 1}]}", &offline));
  g_assert_error (offline, TW_ERROR, TW_ERROR_OFFLINE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add (path, JournalTest, NULL, journal_test_set_up, function, journal_test_tear_down)

  ADD ("/journal/resolve/unique", test_unique);
  ADD ("/journal/resolve/ambiguous", test_ambiguous);
  ADD ("/journal/resolve/by-id", test_by_id);
  ADD ("/journal/resolve/limits", test_limits);
  ADD ("/journal/resolve/required", test_required);
  ADD ("/journal/resolve/asked", test_asked);

  return g_test_run ();
}
