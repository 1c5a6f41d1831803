/* tw-mirror-tables.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-private.h"

/* Lists of texts inside one column; an MPN may hold a blank, a line break it may not. */
#define SEPARATOR "\n"

/* @text is neither empty nor there already. */
static void
add_text (GPtrArray  *texts,
          const char *text)
{
  if (text != NULL && *text != '\0' && !g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_ptr_array_add (texts, (gpointer) text);
}

static char *
join_texts (GPtrArray *texts)
{
  if (texts->len == 0)
    return NULL;

  g_ptr_array_add (texts, NULL);

  return g_strjoinv (SEPARATOR, (char **) texts->pdata);
}

static char *
dup_emails_of (GPtrArray *contacts)
{
  g_autoptr (GPtrArray) emails = g_ptr_array_new ();

  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    add_text (emails, TW_CONTACT (contacts->pdata[i])->email);

  return join_texts (emails);
}

static char *
dup_customer_emails (TwResource *resource)
{
  return dup_emails_of (TW_CUSTOMER (resource)->contact_persons);
}

static char *
dup_reseller_emails (TwResource *resource)
{
  return dup_emails_of (TW_RESELLER (resource)->contact_persons);
}

static char *
dup_order_mpns (TwResource *resource)
{
  GPtrArray *lines = TW_ORDER (resource)->products;
  g_autoptr (GPtrArray) mpns = g_ptr_array_new ();

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    add_text (mpns, TW_ORDER_LINE (lines->pdata[i])->mpn);

  return join_texts (mpns);
}

static char *
dup_order_words (TwResource *resource)
{
  GPtrArray *lines = TW_ORDER (resource)->products;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    add_text (names, TW_ORDER_LINE (lines->pdata[i])->name);

  return join_texts (names);
}

static char *
dup_subscription_mpns (TwResource *resource)
{
  GPtrArray *products = TW_SUBSCRIPTION (resource)->products;
  g_autoptr (GPtrArray) mpns = g_ptr_array_new ();

  for (guint i = 0; products != NULL && i < products->len; i++)
    add_text (mpns, TW_SUBSCRIPTION_PRODUCT (products->pdata[i])->mpn);

  return join_texts (mpns);
}

static char *
dup_subscription_words (TwResource *resource)
{
  GPtrArray *products = TW_SUBSCRIPTION (resource)->products;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; products != NULL && i < products->len; i++)
    {
      TwSubscriptionProduct *product = products->pdata[i];

      add_text (words, product->name);
      add_text (words, product->vendor_subscription_id);
    }

  return join_texts (words);
}

/* Nearly every subscription has one product; the seats of add-ons do not add up with it. */
static char *
dup_seats (TwResource *resource)
{
  GPtrArray *products = TW_SUBSCRIPTION (resource)->products;

  return products != NULL && products->len > 0 ? tw_resource_dup_text (products->pdata[0], "quantity") : NULL;
}

static const TwMirrorColumn customer_columns[] = {
  { "external_id", TW_COLUMN_TEXT, "externalId", NULL },
  { "name", TW_COLUMN_TEXT, "name", NULL },
  { "name_key", TW_COLUMN_KEY, "name", NULL },
  { "name_fold", TW_COLUMN_FOLD, "name", NULL },
  { "status", TW_COLUMN_TEXT, "status", NULL },
  { "reseller_id", TW_COLUMN_TEXT, "resellerId", NULL },
  { "country", TW_COLUMN_TEXT, "address.countryCode", NULL },
  { "emails", TW_COLUMN_LOWER, NULL, dup_customer_emails },
  { "tax_reg_id", TW_COLUMN_TEXT, "taxRegId", NULL },
};

static const TwMirrorFilter customer_filters[] = {
  { "id", "id = ?", TW_FILTER_TEXT, FALSE },
  { "externalId", "external_id = ?", TW_FILTER_TEXT, FALSE },
  { "name", "instr (name_fold, ?) > 0", TW_FILTER_FOLD, FALSE },
  { "email", "instr (char (10) || emails || char (10), char (10) || ? || char (10)) > 0", TW_FILTER_LOWER, FALSE },
  { "status", "status = ?", TW_FILTER_TEXT, TRUE },
  { "resellerId", "reseller_id = ?", TW_FILTER_TEXT, TRUE },
  { "parentId", "reseller_id = ?", TW_FILTER_TEXT, TRUE },
  { "countryCode", "country = ?", TW_FILTER_TEXT, TRUE },
};

static const TwMirrorSort customer_sorts[] = {
  { "id", { "serial" } },
  { "name", { "name_key", "serial" } },
  { "status", { "status", "serial" } },
  { "externalId", { "external_id", "serial" } },
  { "resellerId", { "reseller_id", "serial" } },
  { "address.countryCode", { "country", "serial" } },
};

static const TwMirrorColumn reseller_columns[] = {
  { "external_id", TW_COLUMN_TEXT, "externalId", NULL },
  { "name", TW_COLUMN_TEXT, "name", NULL },
  { "name_key", TW_COLUMN_KEY, "name", NULL },
  { "name_fold", TW_COLUMN_FOLD, "name", NULL },
  { "status", TW_COLUMN_TEXT, "status", NULL },
  { "currency", TW_COLUMN_TEXT, "currency", NULL },
  { "country", TW_COLUMN_TEXT, "address.countryCode", NULL },
  { "emails", TW_COLUMN_LOWER, NULL, dup_reseller_emails },
  { "tax_reg_id", TW_COLUMN_TEXT, "taxRegId", NULL },
};

static const TwMirrorFilter reseller_filters[] = {
  { "id", "id = ?", TW_FILTER_TEXT, FALSE },
  { "externalId", "external_id = ?", TW_FILTER_TEXT, FALSE },
  { "name", "instr (name_fold, ?) > 0", TW_FILTER_FOLD, FALSE },
  { "email", "instr (char (10) || emails || char (10), char (10) || ? || char (10)) > 0", TW_FILTER_LOWER, FALSE },
  { "status", "status = ?", TW_FILTER_TEXT, TRUE },
  { "countryCode", "country = ?", TW_FILTER_TEXT, TRUE },
};

static const TwMirrorSort reseller_sorts[] = {
  { "id", { "serial" } },
  { "name", { "name_key", "serial" } },
  { "status", { "status", "serial" } },
  { "externalId", { "external_id", "serial" } },
  { "address.countryCode", { "country", "serial" } },
};

static const TwMirrorColumn order_columns[] = {
  { "order_number", TW_COLUMN_TEXT, "orderNumber", NULL },
  { "type", TW_COLUMN_TEXT, "type", NULL },
  { "status", TW_COLUMN_TEXT, "status", NULL },
  { "status_code", TW_COLUMN_TEXT, "statusCode", NULL },
  { "created", TW_COLUMN_TIME, "creationDate", NULL },
  { "customer_id", TW_COLUMN_TEXT, "customerId", NULL },
  { "subscription_id", TW_COLUMN_TEXT, "subscriptionId", NULL },
  { "po_number", TW_COLUMN_TEXT, "poNumber", NULL },
  { "total_currency", TW_COLUMN_TEXT, "total.currency", NULL },
  { "total_order", TW_COLUMN_AMOUNT, "total.amount", NULL },
  { "mpns", TW_COLUMN_TEXT, NULL, dup_order_mpns },
  { "words", TW_COLUMN_TEXT, NULL, dup_order_words },
};

static const TwMirrorFilter order_filters[] = {
  { "id", "id = ?", TW_FILTER_TEXT, FALSE },
  { "orderNumber", "order_number = ?", TW_FILTER_TEXT, FALSE },
  { "poNumber", "po_number = ?", TW_FILTER_TEXT, FALSE },
  { "customerId", "customer_id = ?", TW_FILTER_TEXT, FALSE },
  { "subscriptionId", "subscription_id = ?", TW_FILTER_TEXT, FALSE },
  { "resellerId", "+customer_id IN (SELECT id FROM customers WHERE reseller_id = ?)", TW_FILTER_TEXT, FALSE },
  { "parentId", "+customer_id IN (SELECT id FROM customers WHERE reseller_id = ?)", TW_FILTER_TEXT, FALSE },
  { "mpn", "instr (char (10) || mpns || char (10), char (10) || ? || char (10)) > 0", TW_FILTER_TEXT, FALSE },
  { "status", "status = ?", TW_FILTER_TEXT, TRUE },
  { "type", "type = ?", TW_FILTER_TEXT, TRUE },
  { "statusCode", "status_code = ?", TW_FILTER_TEXT, TRUE },
  { "open", "status NOT IN ('completed', 'cancelled', 'error')", TW_FILTER_SWITCH, TRUE },
  { "since", "created >= ?", TW_FILTER_DAY_START, TRUE },
  { "until", "created < ?", TW_FILTER_DAY_END, TRUE },
};

static const TwMirrorSort order_sorts[] = {
  { "creationDate", { "created", "serial" } },
  { "id", { "serial" } },
  { "orderNumber", { "order_number", "serial" } },
  { "type", { "type", "created", "serial" } },
  { "status", { "status", "created", "serial" } },
  { "customerId", { "customer_id", "created", "serial" } },
  { "customerName", { "customer_key", "created", "serial" } },
  { "subscriptionId", { "subscription_id", "created", "serial" } },
  { "poNumber", { "po_number", "serial" } },
  { "total", { "total_currency", "total_order", "serial" } },
};

static const TwMirrorColumn subscription_columns[] = {
  { "name", TW_COLUMN_TEXT, "name", NULL },
  { "name_key", TW_COLUMN_KEY, "name", NULL },
  { "name_fold", TW_COLUMN_FOLD, "name", NULL },
  { "status", TW_COLUMN_TEXT, "status", NULL },
  { "created", TW_COLUMN_TIME, "creationDate", NULL },
  { "renews", TW_COLUMN_TIME, "renewalDate", NULL },
  { "expires", TW_COLUMN_TIME, "expirationDate", NULL },
  { "customer_id", TW_COLUMN_TEXT, "customerId", NULL },
  { "seats_order", TW_COLUMN_AMOUNT, NULL, dup_seats },
  { "total_currency", TW_COLUMN_TEXT, "totalPrice.currency", NULL },
  { "total_order", TW_COLUMN_AMOUNT, "totalPrice.amount", NULL },
  { "mpns", TW_COLUMN_TEXT, NULL, dup_subscription_mpns },
  { "words", TW_COLUMN_TEXT, NULL, dup_subscription_words },
};

static const TwMirrorFilter subscription_filters[] = {
  { "id", "id = ?", TW_FILTER_TEXT, FALSE },
  { "customerId", "customer_id = ?", TW_FILTER_TEXT, FALSE },
  { "name", "instr (name_fold, ?) > 0", TW_FILTER_FOLD, FALSE },
  { "resellerId", "+customer_id IN (SELECT id FROM customers WHERE reseller_id = ?)", TW_FILTER_TEXT, FALSE },
  { "parentId", "+customer_id IN (SELECT id FROM customers WHERE reseller_id = ?)", TW_FILTER_TEXT, FALSE },
  { "mpn", "instr (char (10) || mpns || char (10), char (10) || ? || char (10)) > 0", TW_FILTER_TEXT, FALSE },
  { "status", "status = ?", TW_FILTER_TEXT, TRUE },
  { "since", "created >= ?", TW_FILTER_DAY_START, TRUE },
  { "until", "created < ?", TW_FILTER_DAY_END, TRUE },
};

static const TwMirrorSort subscription_sorts[] = {
  { "creationDate", { "created", "serial" } },
  { "id", { "serial" } },
  { "name", { "name_key", "serial" } },
  { "status", { "status", "created", "serial" } },
  { "customerId", { "customer_id", "created", "serial" } },
  { "customerName", { "customer_key", "created", "serial" } },
  { "renewalDate", { "renews", "serial" } },
  { "expirationDate", { "expires", "serial" } },
  { "seats", { "seats_order", "serial" } },
  { "totalPrice", { "total_currency", "total_order", "serial" } },
};

static const TwMirrorColumn product_columns[] = {
  { "mpn", TW_COLUMN_TEXT, "mpn", NULL },
  { "vendor", TW_COLUMN_TEXT, "vendor", NULL },
  { "name", TW_COLUMN_TEXT, "name", NULL },
  { "name_key", TW_COLUMN_KEY, "name", NULL },
  { "name_fold", TW_COLUMN_FOLD, "name", NULL },
  { "service_name", TW_COLUMN_TEXT, "serviceName", NULL },
  { "service_key", TW_COLUMN_KEY, "serviceName", NULL },
  { "product_id", TW_COLUMN_TEXT, "id", NULL },
};

static const TwMirrorFilter product_filters[] = {
  { "id", "product_id = ?", TW_FILTER_TEXT, FALSE },
  { "mpn", "mpn = ?", TW_FILTER_TEXT, FALSE },
  { "vendor", "+vendor = ?", TW_FILTER_TEXT, FALSE },
  { "name", "instr (name_fold, ?) > 0", TW_FILTER_FOLD, FALSE },
  { "serviceName", "+service_name = ?", TW_FILTER_TEXT, FALSE },
};

static const TwMirrorSort product_sorts[] = {
  { "name", { "name_key", "serial" } },
  { "mpn", { "mpn", "serial" } },
  { "vendor", { "vendor", "serial" } },
  { "serviceName", { "service_key", "serial" } },
};

static const TwMirrorColumn plan_columns[] = {
  { "name", TW_COLUMN_TEXT, "name", NULL },
  { "name_key", TW_COLUMN_KEY, "name", NULL },
  { "name_fold", TW_COLUMN_FOLD, "name", NULL },
  { "published", TW_COLUMN_FLAG, "published", NULL },
  { "description", TW_COLUMN_TEXT, "shortDescription", NULL },
};

static const TwMirrorFilter plan_filters[] = {
  { "id", "id = ?", TW_FILTER_TEXT, FALSE },
  { "name", "instr (name_fold, ?) > 0", TW_FILTER_FOLD, FALSE },
  { "published", "published = 1", TW_FILTER_SWITCH, TRUE },
};

static const TwMirrorSort plan_sorts[] = {
  { "name", { "name_key", "serial" } },
  { "id", { "serial" } },
};

static const TwMirrorColumn report_columns[] = {
  { "name", TW_COLUMN_TEXT, "name", NULL },
  { "name_key", TW_COLUMN_KEY, "name", NULL },
  { "name_fold", TW_COLUMN_FOLD, "name", NULL },
  { "status", TW_COLUMN_TEXT, "status", NULL },
  { "type", TW_COLUMN_TEXT, "type", NULL },
  { "format", TW_COLUMN_LOWER, "format", NULL },
  { "created", TW_COLUMN_TIME, "creationDate", NULL },
  { "starts", TW_COLUMN_TIME, "startDate", NULL },
  { "ends", TW_COLUMN_TIME, "endDate", NULL },
};

static const TwMirrorFilter report_filters[] = {
  { "id", "id = ?", TW_FILTER_TEXT, FALSE },
  { "name", "instr (name_fold, ?) > 0", TW_FILTER_FOLD, FALSE },
  { "format", "format = ?", TW_FILTER_LOWER, TRUE },
  { "status", "status = ?", TW_FILTER_TEXT, TRUE },
  { "type", "type = ?", TW_FILTER_TEXT, TRUE },
  { "since", "created >= ?", TW_FILTER_DAY_START, TRUE },
  { "until", "created < ?", TW_FILTER_DAY_END, TRUE },
};

static const TwMirrorSort report_sorts[] = {
  { "creationDate", { "created", "serial" } },
  { "name", { "name_key", "serial" } },
  { "status", { "status", "created", "serial" } },
  { "type", { "type", "created", "serial" } },
  { "format", { "format", "created", "serial" } },
  { "startDate", { "starts", "serial" } },
  { "endDate", { "ends", "serial" } },
};

#define TABLE(name, kind, newest_first, of_customers) \
  { \
    name, kind##_columns, G_N_ELEMENTS (kind##_columns), kind##_filters, G_N_ELEMENTS (kind##_filters), \
    kind##_sorts, G_N_ELEMENTS (kind##_sorts), newest_first, of_customers \
  }

/**
 * tw_mirror_table_get:
 * @kind: a kind
 *
 * Returns: how the mirror keeps objects of that kind
 */
const TwMirrorTable *
tw_mirror_table_get (TwKind kind)
{
  static const TwMirrorTable tables[TW_N_KINDS] = {
    [TW_KIND_CUSTOMER] = TABLE ("customers", customer, TRUE, FALSE),
    [TW_KIND_RESELLER] = TABLE ("resellers", reseller, TRUE, FALSE),
    [TW_KIND_ORDER] = TABLE ("orders", order, TRUE, TRUE),
    [TW_KIND_SUBSCRIPTION] = TABLE ("subscriptions", subscription, TRUE, TRUE),
    [TW_KIND_PRODUCT] = TABLE ("products", product, FALSE, FALSE),
    [TW_KIND_PLAN] = TABLE ("plans", plan, FALSE, FALSE),
    [TW_KIND_REPORT] = TABLE ("reports", report, TRUE, FALSE),
  };

  g_assert ((guint) kind < TW_N_KINDS);

  return &tables[kind];
}
