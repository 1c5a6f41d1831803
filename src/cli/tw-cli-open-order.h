/* tw-cli-open-order.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli.h"

G_BEGIN_DECLS

/* What orders on a subscription take because another one may be open. */
extern const TwCliOption tw_cli_open_order_options[];

TwExit tw_cli_place_on_subscription (TwCli            *cli,
                                     const TwCliArgs  *args,
                                     TwOrderDraft     *draft,
                                     GError          **error);

G_END_DECLS
