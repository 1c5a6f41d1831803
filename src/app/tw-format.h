/* tw-format.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-customer.h"
#include "marketplace/tw-order.h"

G_BEGIN_DECLS

/* Values as people of this locale read them. */
char       *tw_format_decimal        (TwDecimal      value);
char       *tw_format_count          (gint64         value);
char       *tw_format_money          (const TwMoney *money);
char       *tw_format_price          (TwPrice       *price);
char       *tw_format_date           (GDateTime     *time);
char       *tw_format_day            (GDateTime     *time);
char       *tw_format_date_time      (GDateTime     *time);
char       *tw_format_age            (GDateTime     *time,
                                      GDateTime     *now);
char       *tw_format_period         (TwPeriod      *period);
char       *tw_format_terms          (TwPeriod      *subscription_period,
                                      TwPeriod      *billing_period);
char       *tw_format_charge_type    (const char    *type);
const char *tw_format_contact_type   (TwContactType  type);

G_END_DECLS
