/* tw-mirror-look.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

void     tw_mirror_look_async  (TwMirror             *self,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
gboolean tw_mirror_look_finish (TwMirror             *self,
                                GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
