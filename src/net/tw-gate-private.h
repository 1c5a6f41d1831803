/* tw-gate-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-http.h"

G_BEGIN_DECLS

/**
 * TwGate:
 * @room: how many more may be inside
 * @waiting: who waits outside, by priority
 *
 * Lets so many in at a time: those with the highest priority first, and first come, first served among equals.
 */
typedef struct
{
  guint  room;
  GQueue waiting[TW_PRIORITY_DETAIL + 1];
} TwGate;

void tw_gate_init  (TwGate     *self,
                    guint       room);
void tw_gate_enter (TwGate     *self,
                    TwPriority  priority,
                    GTask      *task);
void tw_gate_leave (TwGate     *self);

G_END_DECLS
