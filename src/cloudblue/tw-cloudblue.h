/* tw-cloudblue.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-marketplace.h"
#include "net/tw-session.h"

G_BEGIN_DECLS

/**
 * TwCloudblue:
 *
 * The Ingram Micro Cloud Marketplace and every other marketplace on CloudBlue (API version 1.15), as a
 * #TwMarketplace: addresses, login, bodies and faults.
 */
#define TW_TYPE_CLOUDBLUE (tw_cloudblue_get_type ())
G_DECLARE_FINAL_TYPE (TwCloudblue, tw_cloudblue, TW, CLOUDBLUE, GObject)

TwCloudblue *tw_cloudblue_new (TwAccount    *account,
                               TwTransport  *transport,
                               TwRateBudget *budget,
                               const char   *password,
                               const char   *subscription_key);

G_END_DECLS
