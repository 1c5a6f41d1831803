/* test-marketplace-types.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "marketplace/tw-marketplace.h"

/* Words are stored in journals and files: they stay. */
static void
test_kinds (void)
{
  static const char * const words[] = { "customer", "reseller", "order", "subscription", "product", "plan", "report" };

  G_STATIC_ASSERT (G_N_ELEMENTS (words) == TW_N_KINDS);
  for (guint i = 0; i < TW_N_KINDS; i++)
    {
      GType type = tw_kind_get_resource_type (i);
      int kind = -1;

      g_assert_cmpstr (tw_kind_to_string (i), ==, words[i]);
      g_assert_true (tw_enum_from_text (TW_TYPE_KIND, words[i], &kind));
      g_assert_cmpint (kind, ==, i);
      g_assert_true (g_type_is_a (type, TW_TYPE_RESOURCE));
      g_assert_nonnull (tw_resource_type_find_field (type, "id"));
    }
}

static void
test_enums (void)
{
  int value = 77;

  g_assert_cmpstr (tw_enum_to_text (TW_TYPE_ACCOUNT_STATUS, TW_ACCOUNT_STATUS_CREDIT_HOLD), ==, "creditHold");
  g_assert_true (tw_enum_from_text (TW_TYPE_PERIOD_UNIT, "statement_day", &value));
  g_assert_cmpint (value, ==, TW_PERIOD_STATEMENT_DAY);
  g_assert_false (tw_enum_from_text (TW_TYPE_ORDER_STATUS, "Completed", &value));
  g_assert_false (tw_enum_from_text (TW_TYPE_ORDER_STATUS, "", &value));
  g_assert_false (tw_enum_from_text (TW_TYPE_ORDER_STATUS, NULL, &value));
  g_assert_cmpint (value, ==, TW_PERIOD_STATEMENT_DAY);
}

static void
test_final_states (void)
{
  static const gboolean final[] = {
    [TW_ORDER_STATUS_UNKNOWN] = FALSE,   [TW_ORDER_STATUS_SUBMITTED] = FALSE, [TW_ORDER_STATUS_PROCESSING] = FALSE,
    [TW_ORDER_STATUS_ERROR] = TRUE,      [TW_ORDER_STATUS_COMPLETED] = TRUE,  [TW_ORDER_STATUS_CANCELLED] = TRUE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (final); i++)
    g_assert_cmpint (tw_order_status_is_final (i), ==, final[i]);
}

static char *
dup_key (TwKind      kind,
         const char *text)
{
  g_autoptr (TwJson) json = tw_json_parse (text, -1, NULL);
  g_autoptr (TwResource) resource = g_object_new (tw_kind_get_resource_type (kind), NULL);

  g_assert_true (tw_resource_merge_json (resource, json, NULL));

  return tw_kind_dup_key (kind, resource);
}

/* Neither MPN nor id of a product is promised to be unique: what differs in anything is another one. */
static void
test_keys (void)
{
  static const char * const products[] = {
    "{}", "{\"id\":\"1\"}", "{\"id\":\"1\",\"mpn\":\"M\"}", "{\"id\":\"1\",\"mpn\":\"M\",\"vendor\":\"V\"}",
    "{\"id\":\"1\",\"mpn\":\"M\",\"subscriptionPeriod\":{\"type\":\"year\",\"duration\":1}}",
    "{\"id\":\"1\",\"mpn\":\"M\",\"subscriptionPeriod\":{\"type\":\"month\",\"duration\":1}}",
    "{\"id\":\"1\",\"mpn\":\"M\",\"billingPeriod\":{\"type\":\"month\",\"duration\":1}}",
    "{\"id\":\"2\",\"mpn\":\"M\"}", "{\"mpn\":\"M\"}",
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *order = dup_key (TW_KIND_ORDER, "{\"id\":7}");
  g_autofree char *none = dup_key (TW_KIND_ORDER, "{}");

  g_assert_cmpstr (order, ==, "7");
  g_assert_cmpstr (none, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    {
      g_autofree char *again = dup_key (TW_KIND_PRODUCT, products[i]);
      char *key = dup_key (TW_KIND_PRODUCT, products[i]);

      g_assert_cmpstr (again, ==, key);
      g_assert_true (g_hash_table_add (seen, key));
    }
}

static void
test_write_kinds (void)
{
  static const struct
  {
    TwWriteKind kind;
    const char *word;
    TwKind      of;
    gboolean    creates;
    gboolean    needs_target;
  } cases[] = {
    { TW_WRITE_CREATE_CUSTOMER, "create-customer", TW_KIND_CUSTOMER, TRUE, FALSE },
    { TW_WRITE_UPDATE_CUSTOMER, "update-customer", TW_KIND_CUSTOMER, FALSE, TRUE },
    { TW_WRITE_CREATE_RESELLER, "create-reseller", TW_KIND_RESELLER, TRUE, FALSE },
    { TW_WRITE_UPDATE_RESELLER, "update-reseller", TW_KIND_RESELLER, FALSE, TRUE },
    { TW_WRITE_CREATE_RESELLER_CUSTOMER, "create-reseller-customer", TW_KIND_CUSTOMER, TRUE, TRUE },
    { TW_WRITE_PLACE_ORDER, "place-order", TW_KIND_ORDER, TRUE, FALSE },
    { TW_WRITE_UPDATE_ORDER, "update-order", TW_KIND_ORDER, FALSE, TRUE },
    { TW_WRITE_UPDATE_SUBSCRIPTION, "update-subscription", TW_KIND_SUBSCRIPTION, FALSE, TRUE },
    { TW_WRITE_SET_PRICES, "set-prices", TW_KIND_SUBSCRIPTION, FALSE, TRUE },
    { TW_WRITE_SCHEDULE_REPORT, "schedule-report", TW_KIND_REPORT, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpstr (tw_enum_to_text (TW_TYPE_WRITE_KIND, cases[i].kind), ==, cases[i].word);
      g_assert_cmpint (tw_write_kind_get_kind (cases[i].kind), ==, cases[i].of);
      g_assert_cmpint (tw_write_kind_is_creation (cases[i].kind), ==, cases[i].creates);
      g_assert_cmpint (tw_write_kind_needs_target (cases[i].kind), ==, cases[i].needs_target);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/marketplace/types/kinds", test_kinds);
  g_test_add_func ("/marketplace/types/enums", test_enums);
  g_test_add_func ("/marketplace/types/final-states", test_final_states);
  g_test_add_func ("/marketplace/types/keys", test_keys);
  g_test_add_func ("/marketplace/types/write-kinds", test_write_kinds);

  return g_test_run ();
}
