/* tw-exchange.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-out.h"
#include "sandbox/tw-world.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * TwExchange:
 * @world: the world
 * @path: of the request, without the base path
 * @id: (nullable): what stood for the placeholder in the route's pattern
 * @query: (nullable) (element-type utf8 utf8): the query parameters
 * @body: (nullable): the request's body, when the route takes one
 * @base_url: address that links are made with
 * @unknown_id: status that ids without an object are refused with: 404, or 400
 * @out: the answer's body
 *
 * One call as a handler sees it: let through, understood, not yet answered.
 */
typedef struct
{
  TwWorld    *world;
  const char *path;
  const char *id;
  GHashTable *query;
  JsonObject *body;
  const char *base_url;
  guint       unknown_id;
  TwOut       out;
} TwExchange;

/**
 * TwHandler:
 * @x: the call
 * @error: return location for a refusal, made by tw_refuse()
 *
 * Does what one operation does and writes the body of its answer to @x.
 *
 * Returns: %FALSE when the call was refused; then nothing has been changed
 */
typedef gboolean (*TwHandler) (TwExchange  *x,
                               GError     **error);

/* Writes one row of a list. */
typedef void (*TwRowFunc) (TwExchange *x,
                           gpointer    object);

gboolean    tw_refuse             (GError      **error,
                                   guint         status,
                                   const char   *format,
                                   ...) G_GNUC_PRINTF (3, 4);
gboolean    tw_refuse_unknown     (TwExchange   *x,
                                   GError      **error);
const char *tw_exchange_query     (TwExchange   *x,
                                   const char   *name);
gboolean    tw_exchange_reply_list (TwExchange   *x,
                                    GPtrArray    *matches,
                                    TwRowFunc     write_row,
                                    GError      **error);
gboolean    tw_text_contains      (const char   *text,
                                   const char   *part);
void        tw_out_pairs          (TwOut        *out,
                                   const char   *name,
                                   GPtrArray    *pairs);
void        tw_out_parameters     (TwOut        *out,
                                   const char   *name,
                                   GPtrArray    *pairs);
void        tw_out_term           (TwOut        *out,
                                   const char   *name,
                                   TwSimTerm     term);
const char *tw_unit_to_string     (TwPeriodUnit  unit);

/* One handler for each operation of the contract, a file for each resource. */
gboolean tw_serve_customer_list          (TwExchange *x, GError **error);
gboolean tw_serve_customer_create        (TwExchange *x, GError **error);
gboolean tw_serve_customer               (TwExchange *x, GError **error);
gboolean tw_serve_customer_update        (TwExchange *x, GError **error);
gboolean tw_serve_reseller_list          (TwExchange *x, GError **error);
gboolean tw_serve_reseller_create        (TwExchange *x, GError **error);
gboolean tw_serve_reseller               (TwExchange *x, GError **error);
gboolean tw_serve_reseller_update        (TwExchange *x, GError **error);
gboolean tw_serve_reseller_customer_list (TwExchange *x, GError **error);
gboolean tw_serve_reseller_customer_create (TwExchange *x, GError **error);
gboolean tw_serve_reseller_order_list    (TwExchange *x, GError **error);
gboolean tw_serve_product_list           (TwExchange *x, GError **error);
gboolean tw_serve_plan_list              (TwExchange *x, GError **error);
gboolean tw_serve_plan                   (TwExchange *x, GError **error);
gboolean tw_serve_parameter_validation   (TwExchange *x, GError **error);
gboolean tw_serve_order_list             (TwExchange *x, GError **error);
gboolean tw_serve_order_create           (TwExchange *x, GError **error);
gboolean tw_serve_order_estimate         (TwExchange *x, GError **error);
gboolean tw_serve_order                  (TwExchange *x, GError **error);
gboolean tw_serve_order_update           (TwExchange *x, GError **error);
gboolean tw_serve_subscription_list      (TwExchange *x, GError **error);
gboolean tw_serve_subscription           (TwExchange *x, GError **error);
gboolean tw_serve_subscription_update    (TwExchange *x, GError **error);
gboolean tw_serve_subscription_pricing   (TwExchange *x, GError **error);
gboolean tw_serve_report_list            (TwExchange *x, GError **error);
gboolean tw_serve_report_create          (TwExchange *x, GError **error);
gboolean tw_serve_report                 (TwExchange *x, GError **error);

G_END_DECLS
