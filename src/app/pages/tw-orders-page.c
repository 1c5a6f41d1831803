/* tw-orders-page.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-orders-page.h"

#include "pages/tw-order-details.h"
#include "tw-format.h"

#include <glib/gi18n.h>

struct _TwOrdersPage
{
  TwListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (TwOrdersPage, tw_orders_page, TW_TYPE_LIST_PAGE)

static TwOrder *
get_order (TwRow *row)
{
  return TW_ORDER (tw_row_get_resource (row));
}

static char *
dup_number (TwRow *row)
{
  TwOrder *order = get_order (row);

  return g_strdup (order->order_number != NULL ? order->order_number : order->id);
}

static char *
dup_customer (TwRow *row)
{
  const char *name = tw_row_get_customer_name (row);

  return g_strdup (name != NULL ? name : get_order (row)->customer_id);
}

static char *
dup_type (TwRow *row)
{
  return tw_status_dup_label (tw_row_get_resource (row), "type");
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
dup_date (TwRow *row)
{
  return tw_format_date (get_order (row)->creation_date);
}

static char *
dup_date_time (TwRow *row)
{
  return tw_format_date_time (get_order (row)->creation_date);
}

static char *
dup_total (TwRow *row)
{
  return tw_format_money (&get_order (row)->total);
}

static const TwColumn columns[] = {
  { N_("Number"), "orderNumber", 100, FALSE, TW_CELL_ID, dup_number, NULL, NULL },
  { N_("Customer"), "customerName", 150, TRUE, TW_CELL_TEXT, dup_customer, NULL, NULL },
  { N_("Type"), "type", 95, FALSE, TW_CELL_TEXT, dup_type, NULL, NULL },
  { N_("Status"), "status", 120, FALSE, TW_CELL_STATUS, dup_status, NULL, get_status_tone },
  { N_("Created"), "creationDate", 85, FALSE, TW_CELL_TEXT, dup_date, dup_date_time, NULL },
  { N_("Total"), "total", 135, FALSE, TW_CELL_NUMBER, dup_total, NULL, NULL },
};

static void
tw_orders_page_class_init (TwOrdersPageClass *klass)
{
  TwListPageClass *page_class = TW_LIST_PAGE_CLASS (klass);

  page_class->kind = TW_KIND_ORDER;
  page_class->title = N_("Orders");
  page_class->new_label = N_("_New Order");
  page_class->new_action = "win.new-order";
  page_class->search_hint = N_("Search orders");
  page_class->loading_title = N_("Reading Orders…");
  page_class->empty_title = N_("No Orders Yet");
  page_class->empty_text = N_("See what an order would cost before you place it.");
  page_class->columns = columns;
  page_class->n_columns = G_N_ELEMENTS (columns);
  page_class->details_type = TW_TYPE_ORDER_DETAILS;
}

static void
tw_orders_page_init (TwOrdersPage *self)
{
  TwFilterChip *status = TW_FILTER_CHIP (tw_filter_chip_new ("status", _("Status")));
  TwFilterChip *type = TW_FILTER_CHIP (tw_filter_chip_new ("type", _("Type")));

  tw_list_page_add_choices (status, TW_TYPE_ORDER_STATUS);
  tw_list_page_add_choices (type, TW_TYPE_ORDER_TYPE);
  tw_list_page_add_chip (TW_LIST_PAGE (self), status);
  tw_list_page_add_chip (TW_LIST_PAGE (self), type);
  tw_list_page_add_chip (TW_LIST_PAGE (self), TW_FILTER_CHIP (tw_filter_chip_new ("customerId", _("Customer"))));
}
