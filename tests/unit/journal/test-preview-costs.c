/* test-preview-costs.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"
#include "journal/tw-order-preview-private.h"

#define COST(amount, currency, type, model, lower_limit) \
  "{'currency': '" currency "', 'amount': '" amount "', 'type': '" type "', 'model': '" model "'," \
  " 'lowerLimit': " lower_limit "}"

#define VOLUME \
  COST ("18.3", "USD", "recurring", "VOLUME_SUBSCRIPTION", "1.0") "," \
  COST ("16.47", "USD", "recurring", "VOLUME_SUBSCRIPTION", "50.0") "," \
  COST ("15.1", "USD", "recurring", "VOLUME_SUBSCRIPTION", "500.0")

/* Lines, costs and sums of an order, as a preview makes them. */
typedef struct
{
  GPtrArray *lines;
  GPtrArray *totals;
} Sums;

static void
sums_clear (Sums *sums)
{
  g_clear_pointer (&sums->lines, g_ptr_array_unref);
  g_clear_pointer (&sums->totals, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sums, sums_clear)

static gpointer
make (GType       type,
      const char *json)
{
  return json != NULL ? fake_resource (type, json) : NULL;
}

static void
sum_up (Sums       *sums,
        const char *order_json,
        const char *product_json,
        const char *subscription_json,
        const char *estimate_json)
{
  g_autoptr (TwOrder) order = make (TW_TYPE_ORDER, order_json);
  g_autoptr (TwProduct) product = make (TW_TYPE_PRODUCT, product_json);
  g_autoptr (TwSubscription) subscription = make (TW_TYPE_SUBSCRIPTION, subscription_json);
  g_autoptr (TwOrder) estimate = make (TW_TYPE_ORDER, estimate_json);
  g_autoptr (GPtrArray) products = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (products, product);
  sums_clear (sums);
  sums->lines = tw_preview_list_lines (order, estimate, subscription, &error);
  g_assert_no_error (error);
  g_assert_true (tw_preview_add_costs (sums->lines, order, products, estimate, subscription, &error));
  g_assert_no_error (error);
  if (estimate == NULL)
    return;

  sums->totals = tw_preview_list_totals (estimate, &error);
  g_assert_no_error (error);
  g_assert_true (tw_preview_add_total_costs (sums->totals, sums->lines, estimate, &error));
  g_assert_no_error (error);
}

static const TwPreviewLine *
get_line (Sums  *sums,
          guint  position)
{
  return g_ptr_array_index (sums->lines, position);
}

static const TwPreviewTotal *
get_total (Sums  *sums,
           guint  position)
{
  return g_ptr_array_index (sums->totals, position);
}

/* Quantity, the costs of the catalogue, and what a seat costs of these. */
static void
test_tiers (void)
{
  static const struct
  {
    const char *quantity;
    const char *costs;
    const char *unit;     /* NULL: not known */
    const char *extended;
  } cases[] = {
    { "12", COST ("18.3", "USD", "recurring", "FLAT", "1.0"), "18.3 USD", "219.6 USD" },
    { "12", "{'currency': 'USD', 'amount': '18.3', 'type': 'recurring'}", "18.3 USD", "219.6 USD" },
    { "49", VOLUME, "18.3 USD", "896.7 USD" },
    { "50", VOLUME, "16.47 USD", "823.50 USD" },
    { "499", VOLUME, "16.47 USD", "8218.53 USD" },
    { "500", VOLUME, "15.1 USD", "7550.0 USD" },
    { "3", COST ("40", "USD", "setup", "FLAT", "1.0") "," COST ("0.0123", "USD", "recurring", "FLAT", "1.0"),
      "0.0123 USD", "0.0369 USD" },
    { "3", COST ("40", "USD", "setup", "FLAT", "1.0"), NULL, NULL },
    { "3", COST ("0.4", "USD", "overuse", "FLAT", "1.0"), NULL, NULL },
    { "3", COST ("17", "EUR", "recurring", "FLAT", "1.0"), NULL, NULL },
    { "3", COST ("18.3", "USD", "recurring", "FLAT", "5.0"), NULL, NULL },
    { "3", COST ("18.3", "USD", "recurring", "TIERED", "1.0"), NULL, NULL },
    { "3", COST ("18.3", "USD", "recurring", "VOLUME_RESOURCE_AGGREGATED", "1.0"), NULL, NULL },
    { "3", "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Sums) sums = { 0 };
      g_autofree char *order = g_strdup_printf ("{'type': 'sales', 'products': [{'mpn': 'SEAT', 'quantity': %s}]}",
                                                cases[i].quantity);
      g_autofree char *product = g_strdup_printf ("{'mpn': 'SEAT', 'costs': [%s]}", cases[i].costs);

      g_test_message ("%s of %s", cases[i].quantity, cases[i].costs);
      sum_up (&sums, order, product, NULL, "{'total': {'currency': 'USD', 'amount': '264.0'}}");
      if (cases[i].unit != NULL)
        {
          journal_test_assert_money (&get_line (&sums, 0)->unit_cost, cases[i].unit);
          journal_test_assert_money (&get_line (&sums, 0)->extended_cost, cases[i].extended);
          journal_test_assert_money (&get_total (&sums, 0)->cost, cases[i].extended);
        }
      else
        {
          g_assert_cmpstr (get_line (&sums, 0)->unit_cost.currency, ==, "");
          g_assert_cmpstr (get_line (&sums, 0)->extended_cost.currency, ==, "");
          g_assert_cmpstr (get_total (&sums, 0)->cost.currency, ==, "");
        }
    }
}

/* Without an estimate nobody knows which currency it will be; with one, its currency decides. */
static void
test_currency (void)
{
  static const char order[] = "{'type': 'sales', 'products': [{'mpn': 'SEAT', 'quantity': 2}]}";
  static const char product[] = "{'mpn': 'SEAT', 'costs': ["
                                COST ("18.3", "USD", "recurring", "FLAT", "1.0") ","
                                COST ("17291", "CLP", "recurring", "FLAT", "1.0") "]}";
  g_auto (Sums) sums = { 0 };

  sum_up (&sums, order, product, NULL, NULL);
  g_assert_cmpstr (get_line (&sums, 0)->unit_cost.currency, ==, "");

  sum_up (&sums, order, product, NULL, "{'total': {'currency': 'CLP', 'amount': '41580'}}");
  journal_test_assert_money (&get_line (&sums, 0)->extended_cost, "34582 CLP");
}

/* What was agreed upon for this order, and for this subscription, comes before the catalogue. */
static void
test_agreed (void)
{
  static const char product[] = "{'mpn': 'SEAT', 'costs': [" COST ("18.3", "USD", "recurring", "FLAT", "1.0") "]}";
  static const char change[] = "{'type': 'change', 'products': [{'mpn': 'SEAT', 'quantity': 12}]}";
  static const char held[] = "{'id': '9', 'products': [{'mpn': 'SEAT', 'quantity': 10,"
                             "  'unitCost': {'currency': 'USD', 'amount': '17.50'}}]}";
  static const char uncosted[] = "{'id': '9', 'products': [{'mpn': 'SEAT', 'quantity': 10,"
                                 "  'unitPrice': {'currency': 'USD', 'amount': '22.0'}}]}";
  static const char other[] = "{'id': '9', 'products': [{'mpn': 'OTHER', 'quantity': 10}]}";
  static const char estimate[] = "{'total': {'currency': 'USD', 'amount': '44'}}";
  g_auto (Sums) sums = { 0 };

  sum_up (&sums,
          "{'type': 'sales', 'products': [{'mpn': 'SEAT', 'quantity': 2,"
          "  'specialCost': {'currency': 'USD', 'amount': '9.99'}}]}",
          product, NULL, estimate);
  journal_test_assert_money (&get_line (&sums, 0)->extended_cost, "19.98 USD");

  sum_up (&sums, change, product, held, estimate);
  journal_test_assert_money (&get_line (&sums, 0)->unit_cost, "17.50 USD");
  journal_test_assert_money (&get_line (&sums, 0)->extended_cost, "35.00 USD");

  sum_up (&sums, change, product, uncosted, estimate);
  g_assert_cmpstr (get_line (&sums, 0)->unit_cost.currency, ==, "");

  /* what the subscription does not have yet comes from the catalogue */
  sum_up (&sums, change, product, other, estimate);
  journal_test_assert_money (&get_line (&sums, 0)->extended_cost, "219.6 USD");
}

/* Seats that are added, taken, kept for another term, and ended. */
static void
test_seats (void)
{
  static const struct
  {
    const char *order;
    const char *cost; /* NULL: not known */
  } cases[] = {
    { "{'type': 'change', 'products': [{'mpn': 'SEAT', 'quantity': 12}]}", "36.6 USD" },
    { "{'type': 'change', 'products': [{'mpn': 'SEAT', 'quantity': 7}]}", "-54.9 USD" },
    { "{'type': 'renewal'}", "183.0 USD" },
    { "{'type': 'cancellation'}", "-183.0 USD" },
    { "{'type': 'change', 'planId': '7'}", NULL },
    { "{'type': 'change', 'products': [{'mpn': 'SEAT', 'newMPN': 'BETTER', 'quantity': 10}]}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Sums) sums = { 0 };

      g_test_message ("%s", cases[i].order);
      sum_up (&sums, cases[i].order, NULL,
              "{'id': '9', 'products': [{'mpn': 'SEAT', 'quantity': 10,"
              "  'unitCost': {'currency': 'USD', 'amount': '18.3'}}]}",
              NULL);
      g_assert_cmpuint (sums.lines->len, ==, 1);
      if (cases[i].cost != NULL)
        journal_test_assert_money (&get_line (&sums, 0)->extended_cost, cases[i].cost);
      else
        g_assert_cmpstr (get_line (&sums, 0)->extended_cost.currency, ==, "");
    }
}

/* Half a sum is no sum: a line without a cost, one that is sold in another currency, one that was added. */
static void
test_totals (void)
{
  static const char held[] = "{'id': '9', 'products': ["
                             "  {'mpn': 'A', 'quantity': 1, 'unitCost': {'currency': 'USD', 'amount': '1.10'}},"
                             "  {'mpn': 'B', 'quantity': 1, 'unitCost': {'currency': 'USD', 'amount': '2.2'}},"
                             "  {'mpn': 'C', 'quantity': 1},"
                             "  {'mpn': 'D', 'quantity': 1, 'unitCost': {'currency': 'EUR', 'amount': '4'}}]}";
  static const char estimate[] = "{'total': {'currency': 'USD', 'amount': '9'}}";
  static const char two[] = "{'type': 'change', 'products': [{'mpn': 'A', 'quantity': 4},"
                            "                                {'mpn': 'B', 'quantity': 2}]}";
  g_auto (Sums) sums = { 0 };

  sum_up (&sums, two, NULL, held, estimate);
  journal_test_assert_money (&get_total (&sums, 0)->cost, "5.50 USD");

  sum_up (&sums, two, NULL, held,
          "{'total': {'currency': 'USD', 'amount': '9'}, 'products': [{'mpn': 'A'}, {'mpn': 'B'}, {'mpn': 'NEEDED'}]}");
  g_assert_cmpstr (get_total (&sums, 0)->cost.currency, ==, "");

  sum_up (&sums,
          "{'type': 'change', 'products': [{'mpn': 'A', 'quantity': 4}, {'mpn': 'C', 'quantity': 2}]}",
          NULL, held, estimate);
  journal_test_assert_money (&get_line (&sums, 0)->extended_cost, "3.30 USD");
  g_assert_cmpstr (get_total (&sums, 0)->cost.currency, ==, "");

  sum_up (&sums,
          "{'type': 'change', 'products': [{'mpn': 'A', 'quantity': 4}, {'mpn': 'D', 'quantity': 2}]}",
          NULL, held, estimate);
  g_assert_cmpstr (get_total (&sums, 0)->cost.currency, ==, "");

  sum_up (&sums,
          "{'type': 'change', 'products': [{'mpn': 'A', 'quantity': 4}, {'mpn': 'D', 'quantity': 2}]}",
          NULL, held,
          "{'details': [{'mpn': 'A', 'extendedPrice': {'currency': 'USD', 'amount': '9'}},"
          "             {'mpn': 'D', 'extendedPrice': {'currency': 'EUR', 'amount': '5'}}]}");
  journal_test_assert_money (&get_total (&sums, 0)->cost, "3.30 USD");
  journal_test_assert_money (&get_total (&sums, 1)->cost, "4 EUR");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/journal/costs/tiers", test_tiers);
  g_test_add_func ("/journal/costs/currency", test_currency);
  g_test_add_func ("/journal/costs/agreed", test_agreed);
  g_test_add_func ("/journal/costs/seats", test_seats);
  g_test_add_func ("/journal/costs/totals", test_totals);

  return g_test_run ();
}
