/* tw-customers-page.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-customers-page.h"

#include "pages/tw-customer-details.h"

#include <glib/gi18n.h>

struct _TwCustomersPage
{
  TwListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (TwCustomersPage, tw_customers_page, TW_TYPE_LIST_PAGE)

static TwCustomer *
get_customer (TwRow *row)
{
  return TW_CUSTOMER (tw_row_get_resource (row));
}

static char *
dup_name (TwRow *row)
{
  return g_strdup (get_customer (row)->name);
}

static char *
dup_status (TwRow *row)
{
  return tw_status_dup_label (tw_row_get_resource (row), "status");
}

static TwStatusTone
get_status_tone (TwRow *row)
{
  return tw_status_read_tone (tw_row_get_resource (row), "status");
}

static char *
dup_external_id (TwRow *row)
{
  return g_strdup (get_customer (row)->external_id);
}

static char *
dup_id (TwRow *row)
{
  return g_strdup (get_customer (row)->id);
}

static const TwColumn columns[] = {
  { N_("Name"), "name", 240, TRUE, TW_CELL_TEXT, dup_name, NULL, NULL },
  { N_("Status"), "status", 165, FALSE, TW_CELL_STATUS, dup_status, NULL, get_status_tone },
  { N_("External ID"), "externalId", 130, FALSE, TW_CELL_ID, dup_external_id, NULL, NULL },
  { N_("ID"), "id", 100, FALSE, TW_CELL_ID, dup_id, NULL, NULL },
};

static void
tw_customers_page_class_init (TwCustomersPageClass *klass)
{
  TwListPageClass *page_class = TW_LIST_PAGE_CLASS (klass);

  page_class->kind = TW_KIND_CUSTOMER;
  page_class->title = N_("Customers");
  page_class->new_label = N_("_New Customer");
  page_class->new_action = "win.new-customer";
  page_class->search_hint = N_("Search customers");
  page_class->loading_title = N_("Reading Customers…");
  page_class->empty_title = N_("No Customers Yet");
  page_class->empty_text = N_("Create the first one, then place an order for it.");
  page_class->columns = columns;
  page_class->n_columns = G_N_ELEMENTS (columns);
  page_class->details_type = TW_TYPE_CUSTOMER_DETAILS;
}

static void
tw_customers_page_init (TwCustomersPage *self)
{
  TwFilterChip *status = TW_FILTER_CHIP (tw_filter_chip_new ("status", _("Status")));

  tw_list_page_add_choices (status, TW_TYPE_ACCOUNT_STATUS);
  tw_list_page_add_chip (TW_LIST_PAGE (self), status);
}
