/* tw-order-basis-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-marketplace.h"

G_BEGIN_DECLS

/*
 * What an order on a subscription was computed from. The marketplace takes totals, so an order computed from
 * yesterday's seats orders the wrong number today.
 */
TwJson   *tw_order_basis_new   (TwSubscription  *subscription);
gboolean  tw_order_basis_check (TwJson          *basis,
                                TwSubscription  *subscription,
                                GError         **error);
char     *tw_order_basis_dup_subscription (TwJson *basis);
TwSubscription *
          tw_order_basis_go_back (TwJson          *basis,
                                  TwSubscription  *subscription);

G_END_DECLS
