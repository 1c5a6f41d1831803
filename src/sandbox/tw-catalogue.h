/* tw-catalogue.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-world.h"

G_BEGIN_DECLS

void tw_catalogue_populate (TwWorld *world);

G_END_DECLS
