/* tw-stats.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-out.h"

G_BEGIN_DECLS

/* Which calls came in, and how they were answered. */

typedef struct _TwStats TwStats;

TwStats *tw_stats_new       (void);
void     tw_stats_free      (TwStats    *self);
void     tw_stats_clear     (TwStats    *self);
void     tw_stats_count     (TwStats    *self,
                             const char *method,
                             const char *path,
                             guint       status);
void     tw_stats_write     (TwStats    *self,
                             TwOut      *out);
void     tw_stats_receive   (TwStats    *self,
                             const char *method,
                             const char *path);
void     tw_stats_write_log (TwStats    *self,
                             TwOut      *out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwStats, tw_stats_free)

G_END_DECLS
