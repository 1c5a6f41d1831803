/* tw-transport.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-http.h"

G_BEGIN_DECLS

#define TW_TYPE_TRANSPORT (tw_transport_get_type ())
G_DECLARE_FINAL_TYPE (TwTransport, tw_transport, TW, TRANSPORT, GObject)

/**
 * TwProgressFunc:
 * @done: bytes that have come
 * @total: bytes that there are, -1 when unknown
 * @user_data: as given
 *
 * Hears of the progress of a download.
 */
typedef void (*TwProgressFunc) (goffset  done,
                                goffset  total,
                                gpointer user_data);

TwTransport *tw_transport_new             (const char           *base_url,
                                           const char           *ca_file,
                                           GError              **error);

void         tw_transport_send_async      (TwTransport          *self,
                                           TwRequest            *request,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
TwReply     *tw_transport_send_finish     (TwTransport          *self,
                                           GAsyncResult         *result,
                                           GError              **error);

void         tw_transport_download_async  (TwTransport          *self,
                                           const char           *url,
                                           GOutputStream        *stream,
                                           TwProgressFunc        progress,
                                           gpointer              progress_data,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
goffset      tw_transport_download_finish (TwTransport          *self,
                                           GAsyncResult         *result,
                                           GError              **error);

gboolean     tw_url_is_allowed            (const char           *url,
                                           GError              **error);

G_END_DECLS
