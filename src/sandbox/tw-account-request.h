/* tw-account-request.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-ask.h"

G_BEGIN_DECLS

TwSimAccount *tw_account_request_read_new    (TwExchange    *x,
                                              TwSimAccount  *reseller,
                                              GError       **error);
gboolean      tw_account_request_read_update (TwExchange    *x,
                                              TwSimAccount  *account,
                                              GError       **error);

G_END_DECLS
