/* tw-wait-queue-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void   tw_wait_queue_push (GQueue *queue,
                           GTask  *task);
GTask *tw_wait_queue_pop  (GQueue *queue);

G_END_DECLS
