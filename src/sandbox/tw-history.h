/* tw-history.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-world.h"

G_BEGIN_DECLS

void tw_history_make (TwWorld *world);

G_END_DECLS
