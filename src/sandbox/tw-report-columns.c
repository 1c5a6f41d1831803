/* tw-report-columns.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-report-columns.h"

#include "base/tw-date.h"
#include "sandbox/tw-charges.h"
#include "sandbox/tw-report-invoices.h"

/* The headings are those that the marketplace's vendor documents, or that clients have met. Of the short view only
 * these are known; the rest is left out rather than invented. */

enum
{
  CONTACT_NAME,
  CONTACT_EMAIL,
  CONTACT_PHONE,
  CONTACT_FAX,
};

enum
{
  ROLE_ADMIN,
  ROLE_BILLING,
  ROLE_TECHNICAL,
  ROLE_PERSONAL,
};

/* The names the contract has for the roles. A personal contact exists for people, and all accounts are companies. */
static const char *const role_names[] = { "admin", "billing", "technical", NULL };

static const TwSimAccount *
get_account (const TwReportColumn *self,
             gconstpointer         row)
{
  return G_STRUCT_MEMBER (const TwSimAccount *, row, self->offset);
}

static void
read_text (const TwReportColumn *self,
           gconstpointer         row,
           TwReportValue        *value)
{
  value->text = G_STRUCT_MEMBER (const char *, row, self->offset);
}

/* A code that is stored inside the struct, not behind a pointer. */
static void
read_code (const TwReportColumn *self,
           gconstpointer         row,
           TwReportValue        *value)
{
  value->text = G_STRUCT_MEMBER_P (row, self->offset);
}

static void
read_decimal (const TwReportColumn *self,
              gconstpointer         row,
              TwReportValue        *value)
{
  value->decimal = G_STRUCT_MEMBER (TwDecimal, row, self->offset);
}

/* An amount of a charge. Some credits show in parentheses and some after a minus sign: readers have to know both. */
static void
read_amount (const TwReportColumn *self,
             gconstpointer         row,
             TwReportValue        *value)
{
  const TwCharge *charge = row;

  read_decimal (self, row, value);
  value->parentheses = tw_decimal_sign (value->decimal) < 0 && charge->subscription->id % 2 == 0;
}

static void
read_date (const TwReportColumn *self,
           gconstpointer         row,
           TwReportValue        *value)
{
  value->date = G_STRUCT_MEMBER (GDate, row, self->offset);
}

static void
read_account_id (const TwReportColumn *self,
                 gconstpointer         row,
                 TwReportValue        *value)
{
  const TwSimAccount *account = get_account (self, row);

  value->empty = account == NULL;
  if (account != NULL)
    value->integer = account->id;
}

/* Identity of the account on another bus of the platform; nothing else refers to it. */
static void
read_account_aps_id (const TwReportColumn *self,
                     gconstpointer         row,
                     TwReportValue        *value)
{
  guint32 id = get_account (self, row)->id;

  g_snprintf (value->buffer, sizeof value->buffer, "%08x-%04x-4%03x-a%03x-%012" G_GINT64_MODIFIER "x",
              id * 2654435761u, id & 0xffff, (id >> 4) & 0xfff, (id >> 8) & 0xfff,
              (id * G_GUINT64_CONSTANT (11400714819323198485)) >> 16);
  value->text = value->buffer;
}

static void
read_account_name (const TwReportColumn *self,
                   gconstpointer         row,
                   TwReportValue        *value)
{
  const TwSimAccount *account = get_account (self, row);

  value->text = account != NULL ? account->name : NULL;
}

/* Invoices are made on the first of the month. */
static void
read_statement_day (const TwReportColumn *self,
                    gconstpointer         row,
                    TwReportValue        *value)
{
  value->integer = 1;
}

static const TwSimContact *
find_contact (const TwSimAccount *account,
              const char         *role)
{
  for (guint i = 0; role != NULL && i < account->contacts->len; i++)
    {
      const TwSimContact *contact = g_ptr_array_index (account->contacts, i);

      if (g_str_equal (contact->type, role))
        return contact;
    }

  return NULL;
}

static void
read_contact (const TwReportColumn *self,
              gconstpointer         row,
              TwReportValue        *value)
{
  const TwSimContact *contact = find_contact (get_account (self, row), role_names[self->detail / 4]);

  if (contact == NULL)
    return;

  switch (self->detail % 4)
    {
    case CONTACT_NAME:
      g_snprintf (value->buffer, sizeof value->buffer, "%s %s", contact->first_name, contact->last_name);
      value->text = value->buffer;
      break;

    case CONTACT_EMAIL:
      value->text = contact->email;
      break;

    case CONTACT_PHONE:
      value->text = contact->phone;
      break;

    default:
      break;
    }
}

static const TwSimSubscription *
get_subscription (const TwReportColumn *self,
                  gconstpointer         row)
{
  return self->offset == 0 ? row : G_STRUCT_MEMBER (const TwSimSubscription *, row, self->offset);
}

static void
read_subscription_id (const TwReportColumn *self,
                      gconstpointer         row,
                      TwReportValue        *value)
{
  value->integer = get_subscription (self, row)->id;
}

static void
read_subscription_name (const TwReportColumn *self,
                        gconstpointer         row,
                        TwReportValue        *value)
{
  value->text = get_subscription (self, row)->name;
}

static void
read_day (TwDay          day,
          TwReportValue *value)
{
  if (g_date_valid_julian (day))
    g_date_set_julian (&value->date, day);
}

static void
read_subscription_start (const TwReportColumn *self,
                         gconstpointer         row,
                         TwReportValue        *value)
{
  read_day (get_subscription (self, row)->term_start, value);
}

static void
read_subscription_expiry (const TwReportColumn *self,
                          gconstpointer         row,
                          TwReportValue        *value)
{
  read_day (get_subscription (self, row)->expires, value);
}

static void
read_plan_id (const TwReportColumn *self,
              gconstpointer         row,
              TwReportValue        *value)
{
  value->integer = get_subscription (self, row)->plan->id;
}

static void
read_plan_name (const TwReportColumn *self,
                gconstpointer         row,
                TwReportValue        *value)
{
  value->text = get_subscription (self, row)->plan->name;
}

/* The codes of the vendor's table. */
static void
read_subscription_status (const TwReportColumn *self,
                          gconstpointer         row,
                          TwReportValue        *value)
{
  static const guint codes[] = {
    [TW_SIM_PENDING] = 10,
    [TW_SIM_ACTIVE] = 30,
    [TW_SIM_HOLD] = 80,
    [TW_SIM_TERMINATED] = 60,
    [TW_SIM_REMOVED] = 70,
  };

  value->integer = codes[get_subscription (self, row)->status];
}

static void
read_service_status (const TwReportColumn *self,
                     gconstpointer         row,
                     TwReportValue        *value)
{
  static const char *const words[] = {
    [TW_SIM_PENDING] = "Provisioning",
    [TW_SIM_ACTIVE] = "Running",
    [TW_SIM_HOLD] = "Stopped",
    [TW_SIM_TERMINATED] = "Removed",
    [TW_SIM_REMOVED] = "Removed",
  };

  value->text = words[get_subscription (self, row)->status];
}

/* The vendor's own number of what was charged: of the seat, or of the tenant when it is usage. */
static void
read_vendor_number (const TwReportColumn *self,
                    gconstpointer         row,
                    TwReportValue        *value)
{
  const TwCharge *charge = row;
  GArray *seats = charge->subscription->seats;

  for (guint i = 0; i < seats->len; i++)
    {
      const TwSimSeat *seat = &g_array_index (seats, TwSimSeat, i);

      if (seat->product == charge->product)
        {
          value->text = seat->vendor_id;
          return;
        }
    }

  value->text = charge->subscription->tenant_id;
}

static void
read_sku (const TwReportColumn *self,
          gconstpointer         row,
          TwReportValue        *value)
{
  const TwCharge *charge = row;

  value->text = charge->product != NULL ? charge->product->id : NULL;
}

/* Seven digits, as all ids have, made from its number: nothing else refers to an invoice. */
static void
read_invoice_id (const TwReportColumn *self,
                 gconstpointer         row,
                 TwReportValue        *value)
{
  const TwReportInvoice *invoice = row;

  value->integer = 1000000 + g_str_hash (invoice->number) % 9000000;
}

/* The reseller is billed for all its customers at once, so that an invoice belongs to none of them. */
static void
read_nothing (const TwReportColumn *self,
              gconstpointer         row,
              TwReportValue        *value)
{
  value->empty = TRUE;
}

#define CHARGE(member) G_STRUCT_OFFSET (TwCharge, member)
#define INVOICE(member) G_STRUCT_OFFSET (TwReportInvoice, member)
#define SUBSCRIPTION(member) G_STRUCT_OFFSET (TwSimSubscription, member)

#define CONTACT_COLUMNS(side, tag, account, role) \
  { side "_" tag "_CONTACT_NAME", TW_REPORT_TEXT, read_contact, CHARGE (account), role * 4 + CONTACT_NAME }, \
  { side "_" tag "_CONTACT_EMAIL", TW_REPORT_TEXT, read_contact, CHARGE (account), role * 4 + CONTACT_EMAIL }, \
  { side "_" tag "_CONTACT_PHONE", TW_REPORT_TEXT, read_contact, CHARGE (account), role * 4 + CONTACT_PHONE }, \
  { side "_" tag "_CONTACT_FAX", TW_REPORT_TEXT, read_contact, CHARGE (account), role * 4 + CONTACT_FAX }

#define ACCOUNT_COLUMNS(side, name, account) \
  { side "_ACCOUNT_ID", TW_REPORT_INT, read_account_id, CHARGE (account) }, \
  { side "_ACCOUNT_BSS_APS_ID", TW_REPORT_TEXT, read_account_aps_id, CHARGE (account) }, \
  { name, TW_REPORT_TEXT, read_account_name, CHARGE (account) }, \
  { side "_ACCOUNT_CURRENCY", TW_REPORT_TEXT, read_text, CHARGE (currency) }, \
  { side "_ACCOUNT_STATEMENT_DAY", TW_REPORT_INT, read_statement_day }, \
  CONTACT_COLUMNS (side, "BILLING", account, ROLE_BILLING), \
  CONTACT_COLUMNS (side, "ADMIN", account, ROLE_ADMIN), \
  CONTACT_COLUMNS (side, "TECH", account, ROLE_TECHNICAL), \
  CONTACT_COLUMNS (side, "PERS", account, ROLE_PERSONAL)

#define RESOURCE_COLUMNS(side) \
  { side "_RESOURCE_MPN", TW_REPORT_TEXT, read_text, CHARGE (mpn) }, \
  { side "_RESOURCE_NAME", TW_REPORT_TEXT, read_text, CHARGE (resource) }, \
  { side "_DETAIL_SKU", TW_REPORT_TEXT, read_sku }

#define DATE_COLUMNS(side) \
  { side "_INVOICE_DATE", TW_REPORT_DATE, read_date, CHARGE (invoice_date) }, \
  { side "_INVOICE_NUMBER", TW_REPORT_TEXT, read_text, CHARGE (invoice_number) }, \
  { side "_ACTUAL_DETAIL_START_DATE", TW_REPORT_DATE, read_date, CHARGE (from) }, \
  { side "_ACTUAL_DETAIL_END_DATE", TW_REPORT_DATE, read_date, CHARGE (through) }, \
  { side "_DETAIL_START_DATE", TW_REPORT_DATE, read_date, CHARGE (from) }, \
  { side "_DETAIL_END_DATE", TW_REPORT_DATE, read_date, CHARGE (through) }

/* The account currency is the one that the amounts of the row are in: the marketplace bills a reseller in each
 * currency apart. What the reseller pays stands in RESELLER_DETAIL_UNIT_PRICE and _TOTAL, what its customer pays in
 * the SALES columns and in CUSTOMER_DETAIL. Totals are without tax, as in the details of an order: those of
 * CUSTOMER_DETAIL add up to its total. */
static const TwReportColumn charge_columns[] = {
  { "RESELLER", TW_REPORT_TEXT, read_account_name, CHARGE (delegate) },
  ACCOUNT_COLUMNS ("RESELLER", "RESELLER_NAME", reseller),
  ACCOUNT_COLUMNS ("CUSTOMER", "CUSTOMER_NAME", customer),
  { "SUBSCRIPTION_ID", TW_REPORT_INT, read_subscription_id, CHARGE (subscription) },
  { "SUBSCRIPTION_NAME", TW_REPORT_TEXT, read_subscription_name, CHARGE (subscription) },
  { "CUSTOMER_PLAN_ID", TW_REPORT_INT, read_plan_id, CHARGE (subscription) },
  { "VENDOR_SUBSCRIPTION_NUMBER", TW_REPORT_TEXT, read_vendor_number },
  RESOURCE_COLUMNS ("RESELLER"),
  RESOURCE_COLUMNS ("CUSTOMER"),
  { "RESELLER_DETAIL_TYPE", TW_REPORT_TEXT, read_text, CHARGE (type) },
  { "RESELLER_DETAIL_DESCRIPTION", TW_REPORT_TEXT, read_text, CHARGE (description) },
  { "CUSTOMER_DETAIL_DESCRIPTION", TW_REPORT_TEXT, read_text, CHARGE (description) },
  { "RESELLER_DETAIL_QTY", TW_REPORT_NUMBER, read_decimal, CHARGE (quantity) },
  { "CUSTOMER_DETAIL_QTY", TW_REPORT_NUMBER, read_decimal, CHARGE (quantity) },
  { "RESELLER_DETAIL_UNIT_PRICE", TW_REPORT_NUMBER, read_amount, CHARGE (unit_cost) },
  { "CUSTOMER_DETAIL_UNIT_PRICE", TW_REPORT_NUMBER, read_amount, CHARGE (unit_price) },
  { "RESELLER_DETAIL_SALES_UNIT_PRICE", TW_REPORT_NUMBER, read_amount, CHARGE (unit_price) },
  { "RESELLER_DETAIL_TOTAL", TW_REPORT_NUMBER, read_amount, CHARGE (cost) },
  { "CUSTOMER_DETAIL_TOTAL", TW_REPORT_NUMBER, read_amount, CHARGE (price) },
  { "RESELLER_DETAIL_NET_TOTAL", TW_REPORT_NUMBER, read_amount, CHARGE (cost) },
  { "RESELLER_DETAIL_SALES_TOTAL", TW_REPORT_NUMBER, read_amount, CHARGE (price) },
  DATE_COLUMNS ("RESELLER"),
  DATE_COLUMNS ("CUSTOMER"),
};

static const TwReportColumn short_columns[] = {
  { "Reseller ID", TW_REPORT_INT, read_account_id, CHARGE (reseller) },
  { "Reseller Company Name", TW_REPORT_TEXT, read_account_name, CHARGE (reseller) },
  { "Customer Account ID", TW_REPORT_INT, read_account_id, CHARGE (customer) },
  { "End Customer Name", TW_REPORT_TEXT, read_account_name, CHARGE (customer) },
  { "Subscription ID", TW_REPORT_INT, read_subscription_id, CHARGE (subscription) },
  { "Subscription Name", TW_REPORT_TEXT, read_subscription_name, CHARGE (subscription) },
  { "Subscription Expiration Date", TW_REPORT_DATE, read_subscription_expiry, CHARGE (subscription) },
  { "Plan ID", TW_REPORT_INT, read_plan_id, CHARGE (subscription) },
};

static const TwReportColumn invoice_columns[] = {
  { "INVOICE_ID", TW_REPORT_INT, read_invoice_id },
  { "INVOICE_NUMBER", TW_REPORT_TEXT, read_text, INVOICE (number) },
  { "INVOICE_STATUS", TW_REPORT_TEXT, read_text, INVOICE (status) },
  { "INVOICE_CREATED_DATE", TW_REPORT_DATE, read_date, INVOICE (created) },
  { "INVOICE_DUE_DATE", TW_REPORT_DATE, read_date, INVOICE (due) },
  { "INVOICE_CLOSE_DATE", TW_REPORT_DATE, read_date, INVOICE (closed) },
  { "INVOICE_NET_TOTAL", TW_REPORT_NUMBER, read_decimal, INVOICE (net) },
  { "INVOICE_TAX_TOTAL", TW_REPORT_NUMBER, read_decimal, INVOICE (tax) },
  { "INVOICE_TAX_RATE", TW_REPORT_NUMBER, read_decimal, INVOICE (tax_rate) },
  { "INVOICE_TOTAL", TW_REPORT_NUMBER, read_decimal, INVOICE (total) },
  { "INVOICE_CORRECTION", TW_REPORT_NUMBER, read_decimal, INVOICE (correction) },
  { "INVOICE_CURRENCY_CODE", TW_REPORT_TEXT, read_code, INVOICE (currency) },
  { "INVOICE_PAYMENTS", TW_REPORT_NUMBER, read_decimal, INVOICE (payments) },
  { "INVOICE_DESCRIPTION", TW_REPORT_TEXT, read_text, INVOICE (description) },
  { "CUSTOMER_ACCOUNT_ID", TW_REPORT_INT, read_nothing },
  { "RESELLER_ACCOUNT_ID", TW_REPORT_INT, read_account_id, INVOICE (reseller) },
};

static void
read_owner_id (const TwReportColumn *self,
               gconstpointer         row,
               TwReportValue        *value)
{
  const TwSimSubscription *subscription = row;

  value->integer = subscription->customer->reseller->id;
}

static void
read_owner_name (const TwReportColumn *self,
                 gconstpointer         row,
                 TwReportValue        *value)
{
  const TwSimSubscription *subscription = row;

  value->text = subscription->customer->reseller->name;
}

static const TwReportColumn subscription_columns[] = {
  { "SUBSCRIPTION_RESELLER_ID", TW_REPORT_INT, read_owner_id },
  { "SUBSCRIPTION_RESELLER_NAME", TW_REPORT_TEXT, read_owner_name },
  { "SUBSCRIPTION_ACCOUNT_ID", TW_REPORT_INT, read_account_id, SUBSCRIPTION (customer) },
  { "SUBSCRIPTION_ACCOUNT_NAME", TW_REPORT_TEXT, read_account_name, SUBSCRIPTION (customer) },
  { "SUBSCRIPTION_ID", TW_REPORT_INT, read_subscription_id },
  { "SUBSCRIPTION_NAME", TW_REPORT_TEXT, read_text, SUBSCRIPTION (name) },
  { "SUBSCRIPTION_PLAN_ID", TW_REPORT_INT, read_plan_id },
  { "SUBSCRIPTION_PLAN_NAME", TW_REPORT_TEXT, read_plan_name },
  { "SUBSCRIPTION_PO_NUMBER", TW_REPORT_TEXT, read_text, SUBSCRIPTION (po_number) },
  { "SUBSCRIPTION_STATUS", TW_REPORT_INT, read_subscription_status },
  { "SUBSCRIPTION_SERVICE_STATUS", TW_REPORT_TEXT, read_service_status },
  { "SUBSCRIPTION_START_DATE", TW_REPORT_DATE, read_subscription_start },
  { "SUBSCRIPTION_EXP_DATE", TW_REPORT_DATE, read_subscription_expiry },
};

const TwReportColumnSet tw_report_columns_charges = { charge_columns, G_N_ELEMENTS (charge_columns) };
const TwReportColumnSet tw_report_columns_charges_short = { short_columns, G_N_ELEMENTS (short_columns) };
const TwReportColumnSet tw_report_columns_invoices = { invoice_columns, G_N_ELEMENTS (invoice_columns) };
const TwReportColumnSet tw_report_columns_subscriptions = { subscription_columns,
                                                            G_N_ELEMENTS (subscription_columns) };
