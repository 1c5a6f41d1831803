/* tw-connection-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyring/tw-secret-store.h"
#include "marketplace/tw-marketplace.h"
#include "net/tw-rate-budget.h"

G_BEGIN_DECLS

TwMarketplace *tw_connection_new (TwAccount       *account,
                                  const TwSecrets *secrets,
                                  TwRateBudget   **budget,
                                  GError         **error);

G_END_DECLS
