/* tw-customers-page.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pages/tw-list-page.h"

G_BEGIN_DECLS

#define TW_TYPE_CUSTOMERS_PAGE (tw_customers_page_get_type ())
G_DECLARE_FINAL_TYPE (TwCustomersPage, tw_customers_page, TW, CUSTOMERS_PAGE, TwListPage)

G_END_DECLS
