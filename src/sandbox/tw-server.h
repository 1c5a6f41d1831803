/* tw-server.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-gate.h"
#include "sandbox/tw-world.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TwServerOptions:
 * @world: what world to serve
 * @gate: credentials and limits
 * @port: to listen on, 0: any free one
 * @certificate: (nullable): file with a TLS certificate; %NULL: plain HTTP
 * @key: (nullable): file with its private key
 */
typedef struct
{
  TwWorldOptions  world;
  TwGateOptions   gate;
  guint           port;
  const char     *certificate;
  const char     *key;
} TwServerOptions;

typedef struct _TwServer TwServer;

TwServer   *tw_server_new      (const TwServerOptions  *options,
                                GError                **error);
void        tw_server_free     (TwServer               *self);
const char *tw_server_get_url  (TwServer               *self);
TwGate     *tw_server_get_gate (TwServer               *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwServer, tw_server_free)

G_END_DECLS
