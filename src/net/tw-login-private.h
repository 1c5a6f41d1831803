/* tw-login-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-session.h"

G_BEGIN_DECLS

#define TW_TYPE_LOGIN (tw_login_get_type ())
G_DECLARE_FINAL_TYPE (TwLogin, tw_login, TW, LOGIN, GObject)

TwLogin  *tw_login_new           (TwTransport          *transport,
                                  TwRateBudget         *budget,
                                  TwAuthenticator      *authenticator);

void      tw_login_ensure_async  (TwLogin              *self,
                                  TwPriority            priority,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
char     *tw_login_ensure_finish (TwLogin              *self,
                                  GAsyncResult         *result,
                                  GError              **error);

gboolean  tw_login_is_good       (TwLogin              *self,
                                  const char           *token);
void      tw_login_drop          (TwLogin              *self,
                                  const char           *token);
void      tw_login_pardon        (TwLogin              *self);

G_END_DECLS
