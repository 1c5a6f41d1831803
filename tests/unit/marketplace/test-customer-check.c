/* test-customer-check.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"
#include "marketplace/tw-customer-check.h"

#define ADDRESS "\"address\":{\"streetAddress\":\"1 Pier\",\"postalCode\":\"1\",\"city\":\"Lima\",\"countryCode\":\"PE\"}"
#define CONTACT \
  "{\"type\":\"admin\",\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"a@b.example\",\"phoneNumber\":\"1#2#3#\"}"
#define WHOLE "\"name\":\"N\",\"language\":\"es\"," ADDRESS ",\"contactPersons\":[" CONTACT "]"

static TwResource *
read_body (GType       type,
           const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJson) json = tw_json_parse (text, -1, &error);
  TwResource *body = g_object_new (type, NULL);

  g_assert_no_error (error);
  tw_resource_merge_json (body, json, &error);
  g_assert_no_error (error);

  return body;
}

/* @expected are the missing fields, separated by blanks. */
static void
check (GType       type,
       const char *text,
       const char *expected)
{
  g_autoptr (TwResource) body = read_body (type, text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) missing = g_string_new (NULL);
  gboolean passed = tw_customer_check_new (body, &error);
  GPtrArray *fields = tw_error_get_fields (error);

  g_assert_cmpint (passed, ==, *expected == '\0');
  g_assert_cmpint (passed, ==, error == NULL);
  if (error != NULL)
    {
      g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
      g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
    }
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      TwFieldError *field = g_ptr_array_index (fields, i);

      g_string_append_printf (missing, "%s%s", i > 0 ? " " : "", field->field);
    }
  g_assert_cmpstr (missing->str, ==, expected);
}

static void
test_customer (void)
{
  check (TW_TYPE_CUSTOMER, "{" WHOLE "}", "");
  check (TW_TYPE_CUSTOMER, "{}", "name language address contactPersons");
  check (TW_TYPE_CUSTOMER, "{\"name\":\"\",\"language\":\"es\"," ADDRESS ",\"contactPersons\":[" CONTACT "]}", "name");
}

static void
test_reseller (void)
{
  check (TW_TYPE_RESELLER, "{" WHOLE ",\"currency\":\"USD\"}", "");
  check (TW_TYPE_RESELLER, "{" WHOLE "}", "currency");
}

static void
test_parts (void)
{
  check (TW_TYPE_CUSTOMER,
         "{\"name\":\"N\",\"language\":\"es\",\"address\":{\"city\":\"Lima\"},"
         "\"contactPersons\":[" CONTACT ",{\"type\":\"billing\",\"email\":\"a@b.example\"}]}",
         "address.streetAddress address.postalCode address.countryCode contactPersons[1].firstName "
         "contactPersons[1].lastName contactPersons[1].phoneNumber");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/customer-check/customer", test_customer);
  g_test_add_func ("/customer-check/reseller", test_reseller);
  g_test_add_func ("/customer-check/parts", test_parts);

  return g_test_run ();
}
