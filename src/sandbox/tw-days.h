/* tw-days.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-world.h"

G_BEGIN_DECLS

#define TW_SECONDS_PER_DAY 86400

TwDay    tw_day_of          (gint64       seconds);
gint64   tw_day_start       (TwDay        day);
TwDay    tw_day_add_term    (TwDay        day,
                             TwSimTerm    term,
                             int          times);
char    *tw_day_to_string   (TwDay        day);
gboolean tw_day_parse       (const char  *text,
                             TwDay       *out);
char    *tw_time_to_string  (gint64       seconds);
char    *tw_time_to_http    (gint64       seconds);
gboolean tw_time_parse      (const char  *text,
                             gint64      *out);

G_END_DECLS
