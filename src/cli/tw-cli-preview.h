/* tw-cli-preview.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-order-preview.h"

G_BEGIN_DECLS

void tw_cli_preview_print          (TwOrderPreview *preview);
void tw_cli_preview_print_estimate (TwOrderPreview *preview);

G_END_DECLS
