/* tw-mirror-answer-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

void tw_mirror_answer_async (TwMirror            *mirror,
                             TwKind               kind,
                             TwResource          *answer,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data);

G_END_DECLS
