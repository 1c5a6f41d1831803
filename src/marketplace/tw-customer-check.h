/* tw-customer-check.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-customer.h"

G_BEGIN_DECLS

gboolean tw_customer_check_new (TwResource  *self,
                                GError     **error);

G_END_DECLS
