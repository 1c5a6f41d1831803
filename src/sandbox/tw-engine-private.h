/* tw-engine-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-engine.h"

G_BEGIN_DECLS

/* tw-engine.c */
void tw_engine_provision (TwWorld                 *world,
                          TwSimOrder              *order,
                          gint64                   time);

/* tw-terms.c: what happens to subscriptions by itself. */
void tw_terms_start      (TwWorld                 *world,
                          TwSimSubscription       *subscription,
                          TwDay                    start,
                          TwDay                    expires,
                          TwDay                    today);
void tw_terms_extend     (TwWorld                 *world,
                          TwSimOrder              *order,
                          gint64                   time);
void tw_terms_end        (TwSimSubscription       *subscription,
                          TwSimSubscriptionStatus  status,
                          TwDay                    day);
void tw_terms_post       (TwWorld                 *world,
                          const TwSimCharge       *charge,
                          gint64                   time);

G_END_DECLS
