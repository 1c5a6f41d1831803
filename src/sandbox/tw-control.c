/* tw-control.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include <string.h>

#include "base/tw-error.h"
#include "sandbox/tw-ask.h"
#include "sandbox/tw-days.h"
#include "sandbox/tw-serve-orders.h"
#include "sandbox/tw-server-private.h"

/*
 * The control paths, for tests and demonstrations. They need no login and are not counted as calls.
 *
 *   GET    /_sandbox/stats                       counts of calls and objects
 *   GET    /_sandbox/log                         the last calls, in the order in which they came
 *   GET    /_sandbox/orders?po=TEXT              the orders with that PO number, in their detail form
 *   POST   /_sandbox/faults {action, method, path, after, times}
 *   DELETE /_sandbox/faults                      takes all faults back
 *   POST   /_sandbox/clock {"advance":"P1D"}     moves the world's clock
 *   POST   /_sandbox/behaviour {"unknownId":400} how unknown ids are refused: 404, or 400 as seen at times
 *   POST   /_sandbox/reset                       everything as it was at the start
 */

typedef gboolean (*ControlFunc) (TwServer    *server,
                                 JsonObject  *body,
                                 GHashTable  *query,
                                 TwOut       *out,
                                 GError     **error);

/* Products of plans that are not published are not shown to anybody. */
static guint
count_published (TwWorld *world)
{
  guint published = 0;

  for (guint i = 0; i < world->products->len; i++)
    {
      TwSimProduct *product = g_ptr_array_index (world->products, i);

      published += product->plan->published ? 1 : 0;
    }

  return published;
}

static gboolean
serve_stats (TwServer    *server,
             JsonObject  *body,
             GHashTable  *query,
             TwOut       *out,
             GError     **error)
{
  TwWorld *world = server->world;

  tw_world_now (world);
  tw_out_begin_object (out, NULL);
  tw_stats_write (server->stats, out);
  tw_out_begin_object (out, "objects");
  tw_out_int (out, "customers", world->customers->len);
  tw_out_int (out, "resellers", world->resellers->len);
  tw_out_int (out, "subscriptions", world->subscriptions->len);
  tw_out_int (out, "orders", world->orders->len);
  tw_out_int (out, "products", count_published (world));
  tw_out_int (out, "plans", world->plans->len);
  tw_out_int (out, "reports", world->reports->len);
  tw_out_end_object (out);
  tw_out_end_object (out);

  return TRUE;
}

static gboolean
serve_log (TwServer    *server,
           JsonObject  *body,
           GHashTable  *query,
           TwOut       *out,
           GError     **error)
{
  tw_out_begin_object (out, NULL);
  tw_stats_write_log (server->stats, out);
  tw_out_end_object (out);

  return TRUE;
}

static gboolean
serve_orders (TwServer    *server,
              JsonObject  *body,
              GHashTable  *query,
              TwOut       *out,
              GError     **error)
{
  const char *po = query != NULL ? g_hash_table_lookup (query, "po") : NULL;
  GPtrArray *orders = server->world->orders;

  if (po == NULL)
    return tw_refuse (error, 400, "The parameter po is required.");

  tw_world_now (server->world);
  tw_out_begin_array (out, NULL);
  for (guint i = 0; i < orders->len; i++)
    {
      TwSimOrder *order = g_ptr_array_index (orders, i);

      if (g_strcmp0 (order->po_number, po) == 0)
        tw_order_write (out, order);
    }
  tw_out_end_array (out);

  return TRUE;
}

static gboolean
serve_faults_add (TwServer    *server,
                  JsonObject  *body,
                  GHashTable  *query,
                  TwOut       *out,
                  GError     **error)
{
  if (!tw_faults_add (server->faults, body, error))
    return FALSE;
  tw_out_begin_object (out, NULL);
  tw_out_int (out, "faults", tw_faults_count (server->faults));
  tw_out_end_object (out);

  return TRUE;
}

static gboolean
serve_faults_clear (TwServer    *server,
                    JsonObject  *body,
                    GHashTable  *query,
                    TwOut       *out,
                    GError     **error)
{
  tw_faults_clear (server->faults);
  tw_out_begin_object (out, NULL);
  tw_out_int (out, "faults", 0);
  tw_out_end_object (out);

  return TRUE;
}

/* ISO 8601 durations with days, hours, minutes and seconds too: PT30S, P1DT2H, P1M. */
static gboolean
advance_time (gint64      *time,
              const char  *duration)
{
  g_autoptr (GRegex) regex = g_regex_new ("^P(?:(\\d+)Y)?(?:(\\d+)M)?(?:(\\d+)W)?(?:(\\d+)D)?"
                                          "(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+)S)?)?$",
                                          G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (*time);
  g_autoptr (GDateTime) later = NULL;
  int parts[7];

  if (strlen (duration) < 3 || strlen (duration) > 40 || !g_regex_match (regex, duration, 0, &match))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = g_match_info_fetch (match, i + 1);
      guint64 number = 0;

      if (text != NULL && *text != '\0' && !g_ascii_string_to_unsigned (text, 10, 0, 1000000, &number, NULL))
        return FALSE;
      parts[i] = number;
    }
  later = g_date_time_add_full (now, parts[0], parts[1], parts[2] * 7 + parts[3], parts[4], parts[5], parts[6]);
  if (later == NULL)
    return FALSE;
  *time = g_date_time_to_unix (later);

  return TRUE;
}

static gboolean
serve_clock (TwServer    *server,
             JsonObject  *body,
             GHashTable  *query,
             TwOut       *out,
             GError     **error)
{
  gint64 time = tw_clock_now (&server->world->clock);
  const char *duration = NULL;

  if (!tw_ask_string (body, "", "advance", TW_ASK_REQUIRED, &duration, error))
    return FALSE;
  if (!advance_time (&time, duration))
    return tw_refuse (error, 400, "The field advance has to be an ISO 8601 duration, such as P1D or PT5S.");

  tw_clock_set (&server->world->clock, time);
  tw_out_begin_object (out, NULL);
  tw_out_time (out, "now", tw_world_now (server->world));
  tw_out_end_object (out);

  return TRUE;
}

static gboolean
serve_behaviour (TwServer    *server,
                 JsonObject  *body,
                 GHashTable  *query,
                 TwOut       *out,
                 GError     **error)
{
  gboolean given;
  TwDecimal status;
  gint64 number = 0;

  if (!tw_ask_quantity (body, "", "unknownId", &given, &status, error))
    return FALSE;
  if (!given || !tw_decimal_to_int64 (status, &number) || (number != 404 && number != 400))
    return tw_refuse (error, 400, "The field unknownId has to be 404 or 400.");

  server->unknown_id = number;
  tw_out_begin_object (out, NULL);
  tw_out_int (out, "unknownId", server->unknown_id);
  tw_out_end_object (out);

  return TRUE;
}

static gboolean
serve_reset (TwServer    *server,
             JsonObject  *body,
             GHashTable  *query,
             TwOut       *out,
             GError     **error)
{
  tw_world_unref (server->world);
  server->world = tw_world_new (&server->options.world);
  server->unknown_id = 404;
  server->calls = 0;
  tw_gate_reset (server->gate);
  tw_faults_clear (server->faults);
  tw_stats_clear (server->stats);
  tw_out_begin_object (out, NULL);
  tw_out_time (out, "now", tw_world_now (server->world));
  tw_out_end_object (out);

  return TRUE;
}

static const struct
{
  const char  *method;
  const char  *path;
  gboolean     has_body;
  ControlFunc  func;
} controls[] = {
  { "GET", "/_sandbox/stats", FALSE, serve_stats },
  { "GET", "/_sandbox/log", FALSE, serve_log },
  { "GET", "/_sandbox/orders", FALSE, serve_orders },
  { "POST", "/_sandbox/faults", TRUE, serve_faults_add },
  { "DELETE", "/_sandbox/faults", FALSE, serve_faults_clear },
  { "POST", "/_sandbox/clock", TRUE, serve_clock },
  { "POST", "/_sandbox/behaviour", TRUE, serve_behaviour },
  { "POST", "/_sandbox/reset", FALSE, serve_reset },
};

static gboolean
serve (TwServer           *server,
       SoupServerMessage  *message,
       const char         *path,
       GHashTable         *query,
       TwOut              *out,
       GError            **error)
{
  const char *method = soup_server_message_get_method (message);

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      g_autoptr (JsonObject) body = NULL;

      if (strcmp (controls[i].method, method) != 0 || strcmp (controls[i].path, path) != 0)
        continue;
      if (controls[i].has_body)
        {
          g_autoptr (GBytes) bytes = tw_message_get_body (message);

          body = tw_ask_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
          if (body == NULL)
            return FALSE;
        }
      return controls[i].func (server, body, query, out, error);
    }

  return tw_refuse (error, 404, "There is no such control path.");
}

/**
 * tw_control_serve:
 * @server: the server
 * @message: a request for a control path
 * @path: its path
 * @query: (nullable): its query parameters
 */
void
tw_control_serve (TwServer          *server,
                  SoupServerMessage *message,
                  const char        *path,
                  GHashTable        *query)
{
  g_autoptr (GError) error = NULL;
  guint status = 200;
  TwOut out;

  tw_out_init (&out);
  if (!serve (server, message, path, query, &out, &error))
    {
      status = tw_error_get_http_status (error);
      g_string_truncate (out.text, 0);
      tw_out_begin_object (&out, NULL);
      tw_out_string (&out, "message", error->message);
      tw_out_end_object (&out);
    }
  tw_message_reply (message, status, "application/json", out.text->str, out.text->len);
  tw_out_clear (&out);
}
