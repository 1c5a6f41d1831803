/* tw-customer-details.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pages/tw-details.h"

G_BEGIN_DECLS

/**
 * TwCustomerDetails:
 *
 * A customer: facts, address, contacts and the newest orders.
 */
#define TW_TYPE_CUSTOMER_DETAILS (tw_customer_details_get_type ())
G_DECLARE_FINAL_TYPE (TwCustomerDetails, tw_customer_details, TW, CUSTOMER_DETAILS, TwDetails)

G_END_DECLS
