/* tw-cli-show.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli-args.h"
#include "base/tw-resource.h"

G_BEGIN_DECLS

void tw_cli_show_resource (const TwCliArgs *args,
                           TwResource      *resource);
void tw_cli_show_json     (TwJsonWriter    *writer);

G_END_DECLS
