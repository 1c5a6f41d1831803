/* tw-transport-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-exchange-private.h"
#include "net/tw-transport.h"

G_BEGIN_DECLS

/* What the exchanges of tw-send.c and tw-download.c need of it. */
GUri         *tw_transport_get_base         (TwTransport         *self);
SoupSession  *tw_transport_get_soup_session (TwTransport         *self);
GTlsDatabase *tw_transport_get_ca_database  (TwTransport         *self);

void          tw_transport_enter_async      (TwTransport         *self,
                                             TwPriority           priority,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
gboolean      tw_transport_enter_finish     (TwTransport         *self,
                                             GAsyncResult        *result,
                                             GError             **error);
void          tw_transport_leave            (TwTransport         *self);

void          tw_transport_set_server_date  (TwTransport         *self,
                                             GDateTime           *date);
GDateTime    *tw_transport_dup_server_time  (TwTransport         *self);
TwFailure     tw_transport_result_failure   (GAsyncResult        *result);

TwReply      *tw_reply_from_message         (SoupMessage  *message,
                                             GBytes       *body);

G_END_DECLS
