/* tw-journal-mask-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-json.h"

G_BEGIN_DECLS

TwJson *tw_journal_mask (TwJson *json);

G_END_DECLS
