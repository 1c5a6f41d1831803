/* tw-cli-value.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli-output.h"
#include "marketplace/tw-marketplace.h"

G_BEGIN_DECLS

char       *tw_cli_value_dup_field   (TwResource     *resource,
                                      const TwField  *field);
char       *tw_cli_value_dup_time    (GDateTime      *time);
char       *tw_cli_value_dup_seats   (TwSubscription *subscription,
                                      gboolean        exact);
char       *tw_cli_value_dup_price   (GPtrArray      *prices,
                                      gboolean        exact);
char       *tw_cli_value_dup_number  (TwDecimal       number);
char       *tw_cli_value_dup_money   (const TwMoney  *money);
gboolean    tw_cli_value_is_number   (TwFieldKind     kind);
gboolean    tw_cli_value_is_text     (const TwField  *field);
TwCliStyle  tw_cli_value_get_style   (const char     *field_name,
                                      const char     *text);
const char *tw_cli_value_get_title   (const char     *path);

G_END_DECLS
