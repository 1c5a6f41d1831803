/* tw-demo.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyring/tw-secret-store.h"
#include "marketplace/tw-account.h"

G_BEGIN_DECLS

/**
 * TwDemo:
 *
 * The demo marketplace: the sandbox as a process of its own on the loopback interface, with this moment's date, an
 * account for it, and a secret store in memory. Its data folder is emptied at each start; the process ends with
 * the object, or with this program.
 */
#define TW_TYPE_DEMO (tw_demo_get_type ())
G_DECLARE_FINAL_TYPE (TwDemo, tw_demo, TW, DEMO, GObject)

void           tw_demo_start_async  (GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
TwDemo        *tw_demo_start_finish (GAsyncResult         *result,
                                     GError              **error);
TwAccount     *tw_demo_get_account  (TwDemo               *self);
TwSecretStore *tw_demo_get_secrets  (TwDemo               *self);

G_END_DECLS
