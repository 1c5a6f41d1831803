/* tw-keyring-state-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyring/tw-secret-store.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

void     tw_keyring_open_async  (gboolean              unlock,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gboolean tw_keyring_open_finish (GAsyncResult         *result,
                                 TwSecretStoreState   *state,
                                 SecretService       **service,
                                 GError              **error);

G_END_DECLS
