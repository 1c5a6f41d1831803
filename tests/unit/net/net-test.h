/* net-test.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-session.h"
#include "support/tw-test-server.h"
#include "support/tw-test-support.h"

G_BEGIN_DECLS

TwTransport *net_test_transport_for (TwTestServer      *server,
                                     const char        *path);
void         net_test_answer        (const TwTestCall  *call,
                                     TwTestAnswer      *answer,
                                     gpointer           user_data);

TwReply     *net_test_send          (TwTransport       *transport,
                                     TwRequest         *request,
                                     GCancellable      *cancellable,
                                     GError           **error);
TwReply     *net_test_get           (TwTransport       *transport,
                                     const char        *path,
                                     GError           **error);
TwReply     *net_test_post          (TwTransport       *transport,
                                     const char        *path,
                                     const char        *body,
                                     GError           **error);
TwReply     *net_test_session_send  (TwSession         *session,
                                     const char        *method,
                                     const char        *path,
                                     GError           **error);
guint        net_test_count_calls   (TwRateBudget      *budget);

G_END_DECLS
