/* test-price.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "marketplace/tw-parameter.h"

static gpointer
read_resource (GType       type,
               const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJson) json = tw_json_parse (text, -1, &error);
  TwResource *resource = tw_resource_new_from_json (type, json, &error);

  g_assert_no_error (error);

  return resource;
}

static void
test_period (void)
{
  static const struct
  {
    const char *json;
    const char *iso;
  } cases[] = {
    { "{\"type\":\"year\",\"duration\":1}", "P1Y" },
    { "{\"type\":\"month\",\"duration\":\"12\"}", "P12M" },
    { "{\"type\":\"day\",\"duration\":14.0}", "P14D" },
    { "{\"type\":\"month\",\"duration\":1.5}", "" },
    { "{\"type\":\"month\",\"duration\":0}", "" },
    { "{\"type\":\"month\",\"duration\":-1}", "" },
    { "{\"type\":\"month\",\"duration\":99999999999}", "" },
    { "{\"type\":\"fortnight\",\"duration\":1}", "" },
    { "{\"duration\":1}", "" },
    { "{}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwPeriod *period = read_resource (TW_TYPE_PERIOD, cases[i].json);
      g_autofree char *iso = tw_period_dup_iso (period);

      g_assert_cmpstr (iso, ==, cases[i].iso);
      g_assert_finalize_object (period);
    }
}

static void
test_new_period (void)
{
  TwPeriod *period = tw_period_new (TW_PERIOD_YEAR, 3);
  g_autofree char *iso = tw_period_dup_iso (period);
  g_autofree char *sent = tw_resource_to_json_text (TW_RESOURCE (period), TW_JSON_VIEW_CREATE, FALSE);

  g_assert_cmpstr (iso, ==, "P3Y");
  g_assert_cmpstr (sent, ==, "{\"type\":\"year\",\"duration\":3}");
  g_assert_finalize_object (period);
}

static void
test_money (void)
{
  static const struct
  {
    const char *json;
    const char *money; /* NULL: there is none */
  } cases[] = {
    { "{\"currency\":\"USD\",\"amount\":\"7.250\"}", "7.250 USD" },
    { "{\"currency\":\"USD\",\"amount\":0}", "0 USD" },
    { "{\"currency\":\"USD\"}", NULL },
    { "{\"amount\":\"1\"}", NULL },
    { "{\"currency\":\"dollars\",\"amount\":\"1\"}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwPrice *price = read_resource (TW_TYPE_PRICE, cases[i].json);
      g_autofree char *text = NULL;
      TwMoney money;

      if (tw_price_get_money (price, &money))
        text = tw_money_to_string (&money);
      g_assert_cmpstr (text, ==, cases[i].money);
      g_assert_finalize_object (price);
    }
}

/* The value of a parameter is any JSON there is. */
static void
test_parameter_value (void)
{
  static const struct
  {
    const char *json;
    const char *value;
  } cases[] = {
    { "{\"name\":\"a\",\"value\":\"x.example\"}", "x.example" },
    { "{\"name\":\"a\",\"value\":12}", "12" },
    { "{\"name\":\"a\",\"value\":false}", "false" },
    { "{\"name\":\"a\",\"value\":{\"b\":[1]}}", "{\"b\":[1]}" },
    { "{\"name\":\"a\",\"structured_value\":{\"b\":1}}", "{\"b\":1}" },
    { "{\"name\":\"a\",\"value\":null,\"structured_value\":{\"b\":1}}", "{\"b\":1}" },
    { "{\"name\":\"a\"}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwParameter *parameter = read_resource (TW_TYPE_PARAMETER, cases[i].json);
      g_autofree char *value = tw_parameter_dup_value (parameter);

      g_assert_cmpstr (value, ==, cases[i].value);
      g_assert_finalize_object (parameter);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/marketplace/price/period", test_period);
  g_test_add_func ("/marketplace/price/new-period", test_new_period);
  g_test_add_func ("/marketplace/price/money", test_money);
  g_test_add_func ("/marketplace/price/parameter-value", test_parameter_value);

  return g_test_run ();
}
