/* test-value.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "cli/tw-cli-value.h"

static void
test_numbers (void)
{
  static const struct
  {
    const char *number;
    const char *text;
  } cases[] = {
    { "1.0", "1" }, { "12", "12" }, { "120", "120" }, { "120.00", "120" }, { "0.50", "0.5" }, { "0.0", "0" },
    { "-3.250", "-3.25" }, { "0", "0" }, { "1.0001", "1.0001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwDecimal number;
      g_autofree char *text = NULL;

      g_assert_true (tw_decimal_parse (cases[i].number, &number, NULL));
      text = tw_cli_value_dup_number (number);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* As many digits as the currency is paid in, and no digit that says something is lost. */
static void
test_money (void)
{
  static const struct
  {
    const char *amount;
    const char *currency;
    const char *text;
  } cases[] = {
    { "7.2", "EUR", "7.20 EUR" },      { "7", "EUR", "7.00 EUR" },         { "7.20", "EUR", "7.20 EUR" },
    { "7.200", "EUR", "7.20 EUR" },    { "0.0123", "EUR", "0.0123 EUR" },  { "0.0120", "EUR", "0.012 EUR" },
    { "3202", "CLP", "3202 CLP" },     { "3202.0", "CLP", "3202 CLP" },    { "3202.5", "CLP", "3202.5 CLP" },
    { "-18.3", "USD", "-18.30 USD" },  { "0", "USD", "0.00 USD" },         { "1.5", "KWD", "1.500 KWD" },
    { "0.000000000000000001", "USD", "0.000000000000000001 USD" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwMoney money;
      g_autofree char *text = NULL;

      g_assert_true (tw_money_parse (cases[i].amount, cases[i].currency, &money, NULL));
      text = tw_cli_value_dup_money (&money);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static TwResource *
parse (GType       type,
       const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJson) parsed = tw_json_parse (json, -1, &error);
  TwResource *resource;

  g_assert_no_error (error);
  resource = tw_resource_new_from_json (type, parsed, &error);
  g_assert_no_error (error);

  return resource;
}

/* What a program reads is what the marketplace wrote. */
static void
test_exact (void)
{
  g_autoptr (TwProduct) product = NULL;
  g_autoptr (TwSubscription) subscription = NULL;
  g_autofree char *cost = NULL;
  g_autofree char *exact_cost = NULL;
  g_autofree char *seats = NULL;
  g_autofree char *exact_seats = NULL;
  g_autofree char *amount = NULL;

  product = TW_PRODUCT (parse (TW_TYPE_PRODUCT,
                               "{\"mpn\":\"SEAT\",\"costs\":["
                               "{\"currency\":\"USD\",\"amount\":\"40\",\"type\":\"setup\"},"
                               "{\"currency\":\"USD\",\"amount\":\"18.3\",\"type\":\"recurring\"}]}"));
  cost = tw_cli_value_dup_price (product->costs, FALSE);
  exact_cost = tw_cli_value_dup_price (product->costs, TRUE);
  g_assert_cmpstr (cost, ==, "18.30 USD");
  g_assert_cmpstr (exact_cost, ==, "18.3 USD");

  amount = tw_cli_value_dup_field (g_ptr_array_index (product->costs, 1),
                                   tw_resource_type_find_field (TW_TYPE_PRICE, "amount"));
  g_assert_cmpstr (amount, ==, "18.30");

  subscription = TW_SUBSCRIPTION (parse (TW_TYPE_SUBSCRIPTION,
                                         "{\"id\":\"9\",\"products\":[{\"mpn\":\"A\",\"quantity\":\"10.0\"},"
                                         "{\"mpn\":\"B\"},{\"mpn\":\"C\",\"quantity\":\"2.50\"}]}"));
  seats = tw_cli_value_dup_seats (subscription, FALSE);
  exact_seats = tw_cli_value_dup_seats (subscription, TRUE);
  g_assert_cmpstr (seats, ==, "10 + ? + 2.5");
  g_assert_cmpstr (exact_seats, ==, "10.0 + ? + 2.50");
}

/* Also of what the type's fields are made of. */
static void
check_titles (GType       type,
              GHashTable *seen)
{
  guint n_fields;
  const TwField *fields = tw_resource_type_list_fields (type, &n_fields);

  if (!g_hash_table_add (seen, GSIZE_TO_POINTER (type)))
    return;

  for (guint i = 0; i < n_fields; i++)
    {
      if (tw_cli_value_get_title (fields[i].name) == fields[i].name)
        {
          g_test_message ("%s.%s is shown without a title", g_type_name (type), fields[i].name);
          g_test_fail ();
        }
      if (fields[i].kind == TW_FIELD_OBJECT || fields[i].kind == TW_FIELD_LIST)
        check_titles (fields[i].get_type (), seen);
    }
}

static void
test_titles (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (TwKind kind = 0; kind < TW_N_KINDS; kind++)
    check_titles (tw_kind_get_resource_type (kind), seen);

  g_assert_cmpuint (g_hash_table_size (seen), >, TW_N_KINDS);
  g_assert_cmpstr (tw_cli_value_get_title ("noSuchField"), ==, "noSuchField");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli/value/numbers", test_numbers);
  g_test_add_func ("/cli/value/money", test_money);
  g_test_add_func ("/cli/value/exact", test_exact);
  g_test_add_func ("/cli/value/titles", test_titles);

  return g_test_run ();
}
