/* tw-orders-page.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pages/tw-list-page.h"

G_BEGIN_DECLS

#define TW_TYPE_ORDERS_PAGE (tw_orders_page_get_type ())
G_DECLARE_FINAL_TYPE (TwOrdersPage, tw_orders_page, TW, ORDERS_PAGE, TwListPage)

G_END_DECLS
