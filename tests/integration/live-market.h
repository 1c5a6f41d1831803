/* live-market.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cloudblue/tw-cloudblue.h"
#include "support/tw-test-sandbox.h"

G_BEGIN_DECLS

/**
 * LiveMarket:
 * @sandbox: the running sandbox; its clock stands still, and it has no rate limit
 * @account: the login at it
 * @marketplace: what is tested: the real adapter over the real transport
 *
 * A marketplace to be called, as an application has it.
 */
typedef struct
{
  TwTestSandbox *sandbox;
  TwAccount     *account;
  TwMarketplace *marketplace;
} LiveMarket;

LiveMarket *live_market_start         (void);
LiveMarket *live_market_start_with    (TwAccountType  type,
                                       const char    *password,
                                       const char    *subscription_key,
                                       const char    *marketplace);
void        live_market_stop          (LiveMarket    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiveMarket, live_market_stop)

/* Calls, waited for. */
gboolean    live_market_sign_in       (LiveMarket    *self,
                                       GError       **error);
TwPage     *live_market_list          (LiveMarket    *self,
                                       TwQuery       *query,
                                       GError       **error);
TwAnswer   *live_market_get           (LiveMarket    *self,
                                       TwKind         kind,
                                       const char    *id,
                                       GError       **error);
TwAnswer   *live_market_write         (LiveMarket    *self,
                                       TwWriteKind    kind,
                                       const char    *target,
                                       gpointer       body,
                                       GError       **error);
TwOrder    *live_market_estimate      (LiveMarket    *self,
                                       TwOrder       *order,
                                       GError       **error);
GPtrArray  *live_market_validate      (LiveMarket    *self,
                                       TwOrder       *order,
                                       GError       **error);

/* What requests are made of; the test fails when the sandbox has no such thing. */
GPtrArray  *live_market_list_all      (LiveMarket    *self,
                                       TwKind         kind);
char       *live_market_find_id       (LiveMarket    *self,
                                       TwKind         kind,
                                       const char    *status);
gpointer    live_market_get_resource  (LiveMarket    *self,
                                       TwKind         kind,
                                       const char    *id);
gpointer    live_market_read_resource (GType          type,
                                       const char    *json);
TwOrder    *live_market_create_sale   (LiveMarket    *self,
                                       const char    *po_number);

/* What the sandbox says. */
guint       live_market_count_calls   (LiveMarket    *self,
                                       const char    *method,
                                       const char    *path,
                                       guint          status);
guint       live_market_count_orders  (LiveMarket    *self,
                                       const char    *po_number);
void        live_market_advance       (LiveMarket    *self,
                                       const char    *duration);

G_END_DECLS
