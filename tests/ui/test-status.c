/* test-status.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-status.h"

#include "marketplace/tw-order.h"

static TwOrder *
make_order (const char *json)
{
  g_autoptr (TwJson) parsed = tw_json_parse (json, -1, NULL);
  TwResource *order;

  g_assert_nonnull (parsed);
  order = tw_resource_new_from_json (TW_TYPE_ORDER, parsed, NULL);
  g_assert_nonnull (order);

  return TW_ORDER (order);
}

static void
test_known (void)
{
  g_autoptr (TwOrder) order = make_order ("{\"id\":\"1\",\"status\":\"error\",\"type\":\"sales\"}");
  g_autofree char *status = tw_status_dup_label (TW_RESOURCE (order), "status");
  g_autofree char *type = tw_status_dup_label (TW_RESOURCE (order), "type");

  g_assert_cmpstr (status, ==, "Error");
  g_assert_cmpstr (type, ==, "Sales");
  g_assert_cmpint (tw_status_read_tone (TW_RESOURCE (order), "status"), ==, TW_TONE_BAD);
}

/* A word that nobody knows is shown as it came, and a missing one not at all. */
static void
test_unknown (void)
{
  g_autoptr (TwOrder) odd = make_order ("{\"id\":\"1\",\"status\":\"onTheMoon\"}");
  g_autofree char *status = tw_status_dup_label (TW_RESOURCE (odd), "status");

  g_assert_cmpstr (status, ==, "onTheMoon");
  g_assert_cmpint (tw_status_read_tone (TW_RESOURCE (odd), "status"), ==, TW_TONE_NEUTRAL);
  g_assert_null (tw_status_dup_label (TW_RESOURCE (odd), "type"));
}

/* Every value that the contract names has a name here; only "unknown" has none. */
static void
assert_named (GType type)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  for (guint i = 0; i < klass->n_values; i++)
    {
      const char *label = tw_status_get_label (type, klass->values[i].value);

      if (klass->values[i].value == 0)
        g_assert_null (label);
      else
        g_assert_nonnull (label);
    }
}

static void
test_all_named (void)
{
  assert_named (TW_TYPE_ACCOUNT_STATUS);
  assert_named (TW_TYPE_ORDER_STATUS);
  assert_named (TW_TYPE_ORDER_TYPE);
  assert_named (TW_TYPE_REPORT_STATUS);
  assert_named (TW_TYPE_REPORT_TYPE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/app/status/known", test_known);
  g_test_add_func ("/app/status/unknown", test_unknown);
  g_test_add_func ("/app/status/all-named", test_all_named);

  return g_test_run ();
}
