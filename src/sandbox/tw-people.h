/* tw-people.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-world.h"

G_BEGIN_DECLS

void        tw_people_populate          (TwWorld    *world);
const char *tw_country_get_currency     (const char *country);
gboolean    tw_country_is_known         (const char *country);
gboolean    tw_country_needs_state      (const char *country);
gboolean    tw_country_taxes            (const char *country,
                                         TwDecimal  *rate);

G_END_DECLS
