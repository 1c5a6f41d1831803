/* tw-routes.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-exchange.h"

G_BEGIN_DECLS

/**
 * TwRoute:
 * @method: HTTP method
 * @pattern: the contract's path, with its placeholder
 * @handler: (nullable): answers it; %NULL for the two logins, which the server answers itself
 *
 * One operation.
 */
typedef struct
{
  const char *method;
  const char *pattern;
  TwHandler   handler;
} TwRoute;

#define TW_ROUTE_TOKEN "/token"
#define TW_ROUTE_OAUTH "/auth/realms/{realm}/protocol/openid-connect/token"

char          *tw_routes_strip_base (const char  *path);
const TwRoute *tw_routes_find       (const char  *method,
                                     const char  *path,
                                     char       **id,
                                     gboolean    *path_known);

G_END_DECLS
