/* tw-exchange-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-error.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * TwFailure:
 * @TW_FAILURE_FINAL: trying again will not help (unknown host, certificate, malformed answer)
 * @TW_FAILURE_UNREACHABLE: no connection
 * @TW_FAILURE_CUT: the connection broke
 * @TW_FAILURE_TIMED_OUT: no answer in time
 *
 * Why there was no answer, for whoever decides about trying again.
 */
typedef enum
{
  TW_FAILURE_FINAL,
  TW_FAILURE_UNREACHABLE,
  TW_FAILURE_CUT,
  TW_FAILURE_TIMED_OUT,
} TwFailure;

/**
 * TwExchange:
 * @message: the libsoup message
 * @cancellable: ends this exchange; it is not the caller's
 * @started: whether the first byte of the request may have left this machine
 * @once: whether it must not be sent twice, whatever happens
 * @repeated: libsoup was about to send it twice all the same
 * @timed_out: its time was over
 * @timeout: its time, from sending on, in seconds
 * @timer: (nullable): the end of that time, or of the time for connecting
 * @outer: (nullable): the caller's cancellable
 * @outer_source: (nullable): passes its cancellation on
 * @ca_database: (nullable): authorities trusted beside the system's
 * @begin: when it was made, monotonic, in microseconds
 *
 * One message on its way: its deadline, its certificate check, and what is known about how far it came.
 */
typedef struct
{
  SoupMessage  *message;
  GCancellable *cancellable;
  gboolean      started;
  gboolean      once;
  gboolean      repeated;
  gboolean      timed_out;
  guint         timeout;
  GSource      *timer;
  GCancellable *outer;
  GSource      *outer_source;
  GTlsDatabase *ca_database;
  gint64        begin;
} TwExchange;

TwExchange *tw_exchange_new           (SoupMessage   *message,
                                       gboolean       once,
                                       guint          timeout,
                                       GTlsDatabase  *ca_database,
                                       GCancellable  *outer);
void        tw_exchange_free          (TwExchange    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwExchange, tw_exchange_free)

void        tw_exchange_restart_timer (TwExchange    *self);
guint       tw_exchange_get_elapsed   (TwExchange    *self);
GError     *tw_exchange_check_origin  (TwExchange    *self);
GError     *tw_exchange_explain       (TwExchange    *self,
                                       const GError  *reason,
                                       TwFailure     *failure);

G_END_DECLS
