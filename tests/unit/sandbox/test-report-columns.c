/* test-report-columns.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sandbox/tw-charges.h"
#include "sandbox/tw-report-columns.h"
#include "sandbox/tw-report-invoices.h"

/* Every column of every set, with what it shows for one row made by hand. */

typedef struct
{
  const char *heading;
  const char *text;
} Cell;

/* The structs own their texts; these ones are never freed. */
#define TEXT(text) ((char *) (text))

static TwSimContact contacts[] = {
  { "admin", TEXT ("Ana"), TEXT ("Núñez"), TEXT ("ana@norte.example"), TEXT ("52#55#1234567#") },
  { "billing", TEXT ("Beto"), TEXT ("Paz"), TEXT ("beto@norte.example"), TEXT ("52#55#7654321#") },
};
static TwSimContact *contact_pointers[] = { &contacts[0], &contacts[1] };
static GPtrArray contact_list = { (gpointer *) contact_pointers, G_N_ELEMENTS (contact_pointers) };
static GPtrArray no_contacts = { NULL, 0 };

static TwSimAccount seller = {
  .id = 1000093, .name = TEXT ("Distribuidora"), .currency = "USD", .contacts = &no_contacts,
};
static TwSimAccount delegate = {
  .id = 1000094, .name = TEXT ("Sub & Hijos"), .currency = "USD", .contacts = &no_contacts,
};
static TwSimAccount customer = {
  .id = 1002417, .name = TEXT ("Clínica Norte"), .currency = "MXN", .contacts = &contact_list,
  .reseller = &seller,
};
static TwSimPlan plan = { .id = 10005, .name = TEXT ("Business Suite, annual") };
static TwSimProduct product = { .id = TEXT ("PRD204417"), .plan = &plan };
static TwSimSeat seats[] = { { .product = &product, .quantity = 12, .vendor_id = TEXT ("vendor-7") } };
static GArray seat_list = { (char *) seats, G_N_ELEMENTS (seats) };

static TwDay
day (guint y,
     guint m,
     guint d)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, d, m, y);
  return g_date_get_julian (&date);
}

static GDate
date (guint y,
      guint m,
      guint d)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, d, m, y);
  return date;
}

static TwSimSubscription
make_subscription (void)
{
  return (TwSimSubscription) {
    .id = 1369120,
    .customer = &customer,
    .plan = &plan,
    .name = TEXT ("Business Suite"),
    .po_number = TEXT ("PO-77120"),
    .status = TW_SIM_ACTIVE,
    .term_start = day (2026, 10, 2),
    .expires = day (2027, 10, 1),
    .seats = &seat_list,
    .tenant_id = TEXT ("tenant-3"),
  };
}

static TwCharge
make_charge (const TwSimSubscription *subscription)
{
  return (TwCharge) {
    .reseller = &seller,
    .customer = &customer,
    .subscription = subscription,
    .product = &product,
    .mpn = "MPN-1",
    .resource = "Business Suite seat",
    .type = "Recurring Fee",
    .description = "Business Suite from 2026-10-02 through 2026-11-01",
    .currency = "MXN",
    .quantity = { 120, 1 },
    .unit_cost = { 183000, 4 },
    .cost = { 21960, 2 },
    .unit_price = { 220, 1 },
    .price = { 26400, 2 },
    .tax = { 3514, 2 },
    .from = date (2026, 10, 2),
    .through = date (2026, 11, 1),
    .charged = date (2026, 10, 2),
    .invoice_number = "INV-000123",
    .invoice_date = date (2026, 11, 1),
  };
}

static char *
read_cell (const TwReportColumn *column,
           gconstpointer         row)
{
  g_autoptr (GString) text = g_string_new (NULL);
  TwReportValue value;

  tw_report_column_read (column, row, &value);
  tw_report_value_append_text (&value, text);
  g_assert_cmpint (value.empty, ==, text->len == 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_row (const TwReportColumnSet *set,
            gconstpointer            row,
            const Cell              *cells,
            guint                    n_cells)
{
  for (guint i = 0; i < MIN (n_cells, set->n_columns); i++)
    {
      g_autofree char *text = read_cell (&set->columns[i], row);

      g_assert_cmpstr (set->columns[i].heading, ==, cells[i].heading);
      g_test_message ("%s", cells[i].heading);
      g_assert_cmpstr (text, ==, cells[i].text);
    }
  g_assert_cmpuint (set->n_columns, ==, n_cells);
}

static const char *
find_text (const TwReportColumnSet *set,
           gconstpointer            row,
           const char              *heading)
{
  for (guint i = 0; i < set->n_columns; i++)
    if (g_str_equal (set->columns[i].heading, heading))
      {
        g_autofree char *text = read_cell (&set->columns[i], row);

        return g_intern_string (text);
      }

  g_error ("There is no column %s", heading);
}

static void
test_charges (void)
{
  static const Cell cells[] = {
    { "RESELLER", "" },
    { "RESELLER_ACCOUNT_ID", "1000093" },
    { "RESELLER_ACCOUNT_BSS_APS_ID", NULL },
    { "RESELLER_NAME", "Distribuidora" },
    { "RESELLER_ACCOUNT_CURRENCY", "MXN" },
    { "RESELLER_ACCOUNT_STATEMENT_DAY", "1" },
    { "RESELLER_BILLING_CONTACT_NAME", "" },
    { "RESELLER_BILLING_CONTACT_EMAIL", "" },
    { "RESELLER_BILLING_CONTACT_PHONE", "" },
    { "RESELLER_BILLING_CONTACT_FAX", "" },
    { "RESELLER_ADMIN_CONTACT_NAME", "" },
    { "RESELLER_ADMIN_CONTACT_EMAIL", "" },
    { "RESELLER_ADMIN_CONTACT_PHONE", "" },
    { "RESELLER_ADMIN_CONTACT_FAX", "" },
    { "RESELLER_TECH_CONTACT_NAME", "" },
    { "RESELLER_TECH_CONTACT_EMAIL", "" },
    { "RESELLER_TECH_CONTACT_PHONE", "" },
    { "RESELLER_TECH_CONTACT_FAX", "" },
    { "RESELLER_PERS_CONTACT_NAME", "" },
    { "RESELLER_PERS_CONTACT_EMAIL", "" },
    { "RESELLER_PERS_CONTACT_PHONE", "" },
    { "RESELLER_PERS_CONTACT_FAX", "" },
    { "CUSTOMER_ACCOUNT_ID", "1002417" },
    { "CUSTOMER_ACCOUNT_BSS_APS_ID", NULL },
    { "CUSTOMER_NAME", "Clínica Norte" },
    { "CUSTOMER_ACCOUNT_CURRENCY", "MXN" },
    { "CUSTOMER_ACCOUNT_STATEMENT_DAY", "1" },
    { "CUSTOMER_BILLING_CONTACT_NAME", "Beto Paz" },
    { "CUSTOMER_BILLING_CONTACT_EMAIL", "beto@norte.example" },
    { "CUSTOMER_BILLING_CONTACT_PHONE", "52#55#7654321#" },
    { "CUSTOMER_BILLING_CONTACT_FAX", "" },
    { "CUSTOMER_ADMIN_CONTACT_NAME", "Ana Núñez" },
    { "CUSTOMER_ADMIN_CONTACT_EMAIL", "ana@norte.example" },
    { "CUSTOMER_ADMIN_CONTACT_PHONE", "52#55#1234567#" },
    { "CUSTOMER_ADMIN_CONTACT_FAX", "" },
    { "CUSTOMER_TECH_CONTACT_NAME", "" },
    { "CUSTOMER_TECH_CONTACT_EMAIL", "" },
    { "CUSTOMER_TECH_CONTACT_PHONE", "" },
    { "CUSTOMER_TECH_CONTACT_FAX", "" },
    { "CUSTOMER_PERS_CONTACT_NAME", "" },
    { "CUSTOMER_PERS_CONTACT_EMAIL", "" },
    { "CUSTOMER_PERS_CONTACT_PHONE", "" },
    { "CUSTOMER_PERS_CONTACT_FAX", "" },
    { "SUBSCRIPTION_ID", "1369120" },
    { "SUBSCRIPTION_NAME", "Business Suite" },
    { "CUSTOMER_PLAN_ID", "10005" },
    { "VENDOR_SUBSCRIPTION_NUMBER", "vendor-7" },
    { "RESELLER_RESOURCE_MPN", "MPN-1" },
    { "RESELLER_RESOURCE_NAME", "Business Suite seat" },
    { "RESELLER_DETAIL_SKU", "PRD204417" },
    { "CUSTOMER_RESOURCE_MPN", "MPN-1" },
    { "CUSTOMER_RESOURCE_NAME", "Business Suite seat" },
    { "CUSTOMER_DETAIL_SKU", "PRD204417" },
    { "RESELLER_DETAIL_TYPE", "Recurring Fee" },
    { "RESELLER_DETAIL_DESCRIPTION", "Business Suite from 2026-10-02 through 2026-11-01" },
    { "CUSTOMER_DETAIL_DESCRIPTION", "Business Suite from 2026-10-02 through 2026-11-01" },
    { "RESELLER_DETAIL_QTY", "12.0" },
    { "CUSTOMER_DETAIL_QTY", "12.0" },
    { "RESELLER_DETAIL_UNIT_PRICE", "18.3000" },
    { "CUSTOMER_DETAIL_UNIT_PRICE", "22.0" },
    { "RESELLER_DETAIL_SALES_UNIT_PRICE", "22.0" },
    { "RESELLER_DETAIL_TOTAL", "219.60" },
    { "CUSTOMER_DETAIL_TOTAL", "264.00" },
    { "RESELLER_DETAIL_NET_TOTAL", "219.60" },
    { "RESELLER_DETAIL_SALES_TOTAL", "264.00" },
    { "RESELLER_INVOICE_DATE", "2026-11-01" },
    { "RESELLER_INVOICE_NUMBER", "INV-000123" },
    { "RESELLER_ACTUAL_DETAIL_START_DATE", "2026-10-02" },
    { "RESELLER_ACTUAL_DETAIL_END_DATE", "2026-11-01" },
    { "RESELLER_DETAIL_START_DATE", "2026-10-02" },
    { "RESELLER_DETAIL_END_DATE", "2026-11-01" },
    { "CUSTOMER_INVOICE_DATE", "2026-11-01" },
    { "CUSTOMER_INVOICE_NUMBER", "INV-000123" },
    { "CUSTOMER_ACTUAL_DETAIL_START_DATE", "2026-10-02" },
    { "CUSTOMER_ACTUAL_DETAIL_END_DATE", "2026-11-01" },
    { "CUSTOMER_DETAIL_START_DATE", "2026-10-02" },
    { "CUSTOMER_DETAIL_END_DATE", "2026-11-01" },
  };
  g_autofree Cell *expected = g_memdup2 (cells, sizeof cells);
  TwSimSubscription subscription = make_subscription ();
  TwCharge charge = make_charge (&subscription);
  const char *seller_aps = find_text (&tw_report_columns_charges, &charge, "RESELLER_ACCOUNT_BSS_APS_ID");
  const char *customer_aps = find_text (&tw_report_columns_charges, &charge, "CUSTOMER_ACCOUNT_BSS_APS_ID");

  g_assert_true (g_uuid_string_is_valid (seller_aps));
  g_assert_true (g_uuid_string_is_valid (customer_aps));
  g_assert_cmpstr (seller_aps, !=, customer_aps);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    if (cells[i].text == NULL)
      expected[i].text = i < 20 ? seller_aps : customer_aps;

  assert_row (&tw_report_columns_charges, &charge, expected, G_N_ELEMENTS (cells));
}

static void
test_short_view (void)
{
  static const Cell cells[] = {
    { "Reseller ID", "1000093" },
    { "Reseller Company Name", "Distribuidora" },
    { "Customer Account ID", "1002417" },
    { "End Customer Name", "Clínica Norte" },
    { "Subscription ID", "1369120" },
    { "Subscription Name", "Business Suite" },
    { "Subscription Expiration Date", "2027-10-01" },
    { "Plan ID", "10005" },
  };
  TwSimSubscription subscription = make_subscription ();
  TwCharge charge = make_charge (&subscription);

  assert_row (&tw_report_columns_charges_short, &charge, cells, G_N_ELEMENTS (cells));
}

static void
test_invoices (void)
{
  static const Cell cells[] = {
    { "INVOICE_ID", "3381029" },
    { "INVOICE_NUMBER", "INV-000123" },
    { "INVOICE_STATUS", "Closed" },
    { "INVOICE_CREATED_DATE", "2026-10-01" },
    { "INVOICE_DUE_DATE", "2026-10-31" },
    { "INVOICE_CLOSE_DATE", "2026-10-31" },
    { "INVOICE_NET_TOTAL", "200.00" },
    { "INVOICE_TAX_TOTAL", "32.00" },
    { "INVOICE_TAX_RATE", "16.00" },
    { "INVOICE_TOTAL", "232.00" },
    { "INVOICE_CORRECTION", "0" },
    { "INVOICE_CURRENCY_CODE", "MXN" },
    { "INVOICE_PAYMENTS", "232.00" },
    { "INVOICE_DESCRIPTION", "October" },
    { "CUSTOMER_ACCOUNT_ID", "" },
    { "RESELLER_ACCOUNT_ID", "1000093" },
  };
  TwReportInvoice invoice = {
    .reseller = &seller,
    .number = TEXT ("INV-000123"),
    .currency = "MXN",
    .status = "Closed",
    .created = date (2026, 10, 1),
    .due = date (2026, 10, 31),
    .closed = date (2026, 10, 31),
    .net = { 20000, 2 },
    .tax = { 3200, 2 },
    .tax_rate = { 1600, 2 },
    .total = { 23200, 2 },
    .payments = { 23200, 2 },
    .description = TEXT ("October"),
  };

  assert_row (&tw_report_columns_invoices, &invoice, cells, G_N_ELEMENTS (cells));

  g_date_clear (&invoice.closed, 1);
  g_assert_cmpstr (find_text (&tw_report_columns_invoices, &invoice, "INVOICE_CLOSE_DATE"), ==, "");
}

static void
test_subscriptions (void)
{
  static const Cell cells[] = {
    { "SUBSCRIPTION_RESELLER_ID", "1000093" },
    { "SUBSCRIPTION_RESELLER_NAME", "Distribuidora" },
    { "SUBSCRIPTION_ACCOUNT_ID", "1002417" },
    { "SUBSCRIPTION_ACCOUNT_NAME", "Clínica Norte" },
    { "SUBSCRIPTION_ID", "1369120" },
    { "SUBSCRIPTION_NAME", "Business Suite" },
    { "SUBSCRIPTION_PLAN_ID", "10005" },
    { "SUBSCRIPTION_PLAN_NAME", "Business Suite, annual" },
    { "SUBSCRIPTION_PO_NUMBER", "PO-77120" },
    { "SUBSCRIPTION_STATUS", "30" },
    { "SUBSCRIPTION_SERVICE_STATUS", "Running" },
    { "SUBSCRIPTION_START_DATE", "2026-10-02" },
    { "SUBSCRIPTION_EXP_DATE", "2027-10-01" },
  };
  static const struct
  {
    TwSimSubscriptionStatus  status;
    const char              *code;
  } states[] = {
    { TW_SIM_PENDING, "10" },    { TW_SIM_ACTIVE, "30" },  { TW_SIM_HOLD, "80" },
    { TW_SIM_TERMINATED, "60" }, { TW_SIM_REMOVED, "70" },
  };
  TwSimSubscription subscription = make_subscription ();

  assert_row (&tw_report_columns_subscriptions, &subscription, cells, G_N_ELEMENTS (cells));

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      subscription.status = states[i].status;
      g_assert_cmpstr (find_text (&tw_report_columns_subscriptions, &subscription, "SUBSCRIPTION_STATUS"), ==,
                       states[i].code);
    }

  /* A pending one has no end yet. */
  subscription.expires = 0;
  g_assert_cmpstr (find_text (&tw_report_columns_subscriptions, &subscription, "SUBSCRIPTION_EXP_DATE"), ==, "");
}

static void
test_rare_charges (void)
{
  const TwReportColumnSet *set = &tw_report_columns_charges;
  TwSimSubscription subscription = make_subscription ();
  TwCharge charge = make_charge (&subscription);

  /* Usage has no product: its number is the tenant's. */
  charge.product = NULL;
  g_assert_cmpstr (find_text (set, &charge, "VENDOR_SUBSCRIPTION_NUMBER"), ==, "tenant-3");
  g_assert_cmpstr (find_text (set, &charge, "RESELLER_DETAIL_SKU"), ==, "");

  charge.delegate = &delegate;
  g_assert_cmpstr (find_text (set, &charge, "RESELLER"), ==, "Sub & Hijos");
}

static gboolean
has_parentheses (const TwCharge *charge)
{
  const TwReportColumnSet *set = &tw_report_columns_charges;
  gboolean found = FALSE;
  TwReportValue value;

  for (guint i = 0; i < set->n_columns; i++)
    if (g_str_equal (set->columns[i].heading, "RESELLER_DETAIL_TOTAL"))
      {
        tw_report_column_read (&set->columns[i], charge, &value);
        found = value.parentheses;
      }

  return found;
}

static void
test_credits (void)
{
  TwSimSubscription subscription = make_subscription ();
  TwCharge charge = make_charge (&subscription);

  g_assert_false (has_parentheses (&charge));
  charge.cost = (TwDecimal) { -1250, 2 };
  g_assert_cmpstr (find_text (&tw_report_columns_charges, &charge, "RESELLER_DETAIL_TOTAL"), ==, "-12.50");
  g_assert_true (has_parentheses (&charge));
  subscription.id++;
  g_assert_false (has_parentheses (&charge));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sandbox/report-columns/charges", test_charges);
  g_test_add_func ("/sandbox/report-columns/short-view", test_short_view);
  g_test_add_func ("/sandbox/report-columns/invoices", test_invoices);
  g_test_add_func ("/sandbox/report-columns/subscriptions", test_subscriptions);
  g_test_add_func ("/sandbox/report-columns/rare-charges", test_rare_charges);
  g_test_add_func ("/sandbox/report-columns/credits", test_credits);

  return g_test_run ();
}
