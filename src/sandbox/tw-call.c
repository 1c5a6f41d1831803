/* tw-call.c
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
#include "sandbox/tw-random.h"
#include "sandbox/tw-server-private.h"

#define HTML_504 \
  "<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body>\r\n" \
  "<center><h1>504 Gateway Time-out</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"

/* What a fault says to wait, so that a test need not wait long. */
#define FAULT_RETRY_AFTER 1

/* How many bytes of a truncated answer are missing. */
#define TRUNCATED_BY 64

static void
call_free (TwCall *call)
{
  g_object_unref (call->message);
  g_clear_pointer (&call->query, g_hash_table_unref);
  g_free (call->path);
  g_free (call->id);
  g_free (call->correlation);
  g_free (call);
}

/* The call's path in the statistics and in faults. */
static const char *
peek_pattern (TwCall *call)
{
  return call->route != NULL ? call->route->pattern : call->path;
}

static void
count (TwCall *call,
       guint   status)
{
  tw_stats_count (call->server->stats, soup_server_message_get_method (call->message), peek_pattern (call), status);
}

static void
set_headers (TwCall *call)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (call->message);
  g_autofree char *date = tw_time_to_http (tw_clock_now (&call->server->world->clock));

  soup_message_headers_replace (headers, "X-Correlation-ID", call->correlation);
  soup_message_headers_replace (headers, "Date", date);
}

static void
reply (TwCall     *call,
       guint       status,
       const char *content_type,
       const char *body)
{
  set_headers (call);
  count (call, status);
  tw_message_reply (call->message, status, content_type, body, strlen (body));
}

/* Error bodies of the API itself, and of the framework before it: they name the same things differently. */
static void
reply_error (TwCall     *call,
             guint       status,
             gboolean    framework,
             const char *message)
{
  gint64 now = tw_clock_now_us (&call->server->world->clock);
  g_autofree char *seconds = tw_time_to_string (now / G_USEC_PER_SEC);
  g_autofree char *time = NULL;
  TwOut out;

  seconds[strlen (seconds) - 1] = '\0';
  time = g_strdup_printf ("%s.%03d+00:00", seconds, (int) (now % G_USEC_PER_SEC / 1000));

  tw_out_init (&out);
  tw_out_begin_object (&out, NULL);
  tw_out_string (&out, framework ? "timestamp" : "timeStamp", time);
  tw_out_int (&out, "status", status);
  tw_out_string (&out, framework ? "error" : "message", message);
  tw_out_string (&out, "path", call->path);
  tw_out_string (&out, "correlationId", call->correlation);
  tw_out_end_object (&out);
  reply (call, status, "application/json", out.text->str);
  tw_out_clear (&out);
}

/* Error bodies of the gateway before the API. */
static void
reply_gateway (TwCall     *call,
               guint       status,
               const char *message)
{
  TwOut out;

  tw_out_init (&out);
  tw_out_begin_object (&out, NULL);
  tw_out_int (&out, "statusCode", status);
  tw_out_string (&out, "message", message);
  tw_out_end_object (&out);
  reply (call, status, "application/json", out.text->str);
  tw_out_clear (&out);
}

static void
reply_too_fast (TwCall   *call,
                int       wait,
                gboolean  say_wait)
{
  g_autofree char *message = g_strdup_printf ("Rate limit is exceeded. Try again in %d seconds.", wait);
  g_autofree char *seconds = g_strdup_printf ("%d", wait);

  if (say_wait)
    soup_message_headers_replace (soup_server_message_get_response_headers (call->message), "Retry-After", seconds);
  reply_gateway (call, 429, message);
}

/* A connection taken from the server, and the last that is written to it. */
typedef struct
{
  GIOStream *stream;
  char      *bytes;
} Cut;

static void
cut_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  Cut *closure = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_io_stream_close (closure->stream, NULL, NULL);
  g_object_unref (closure->stream);
  g_free (closure->bytes);
  g_free (closure);
}

/* Writes @bytes past the server, which would not write a wrong answer, and hangs up. */
static void
cut (TwCall     *call,
     const char *bytes,
     gsize       length)
{
  Cut *closure = g_new0 (Cut, 1);

  closure->stream = soup_server_message_steal_connection (call->message);
  closure->bytes = g_strndup (bytes, length);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (closure->stream), closure->bytes, length,
                                   G_PRIORITY_DEFAULT, NULL, cut_cb, closure);
}

static void
drop (TwCall *call)
{
  count (call, 0);
  cut (call, "", 0);
}

static void
reply_truncated (TwCall     *call,
                 guint       status,
                 const char *body)
{
  g_autofree char *date = tw_time_to_http (tw_clock_now (&call->server->world->clock));
  gsize length = strlen (body);
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %u OK\r\n"
                                             "Date: %s\r\n"
                                             "X-Correlation-ID: %s\r\n"
                                             "Content-Type: application/json\r\n"
                                             "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                                             "\r\n"
                                             "%.*s",
                                             status, date, call->correlation, length + TRUNCATED_BY,
                                             (int) length / 2, body);

  count (call, status);
  cut (call, answer, strlen (answer));
}

static void
reply_malformed (TwCall     *call,
                 guint       status,
                 const char *body)
{
  g_autofree char *broken = g_strdup_printf ("%.*s,}<", (int) strlen (body) / 2, body);

  reply (call, status, "application/json", broken);
}

/* Answers a call that had its effect, unless a fault comes between. */
static void
reply_after (TwCall     *call,
             guint       status,
             const char *body)
{
  TwFault fault = tw_faults_take (call->server->faults, soup_server_message_get_method (call->message),
                                  peek_pattern (call), FALSE);

  switch (fault.action)
    {
    case TW_FAULT_DROP_AFTER:
      drop (call);
      break;
    case TW_FAULT_504_HTML:
      reply (call, 504, "text/html", HTML_504);
      break;
    case TW_FAULT_TRUNCATE:
      reply_truncated (call, status, body);
      break;
    case TW_FAULT_MALFORMED:
      reply_malformed (call, status, body);
      break;
    case TW_FAULT_NONE:
    default:
      reply (call, status, "application/json", body);
      break;
    }
}

/* Reads the body of a call that takes one. */
static gboolean
read_body (TwCall      *call,
           JsonObject **body,
           GError     **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  g_autoptr (GBytes) bytes = tw_message_get_body (call->message);

  if (strcmp (call->route->method, "GET") == 0)
    return TRUE;
  if (g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), "application/json") != 0)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_PROTOCOL, "Unsupported Media Type");
      tw_error_set_http_status (*error, 400);
      return FALSE;
    }
  *body = tw_ask_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);

  return *body != NULL;
}

static guint
handle (TwCall  *call,
        TwOut   *out,
        GError **error)
{
  g_autoptr (JsonObject) body = NULL;
  TwExchange x = { call->server->world, call->path, call->id, call->query, NULL,
                   call->server->url, call->server->unknown_id, *out };

  if (!read_body (call, &body, error))
    return 0;
  x.body = body;
  /* what has become due by now has happened before the call */
  tw_world_now (call->server->world);

  return call->route->handler (&x, error) ? 200 : 0;
}

/* Login or operation, and the answer. */
static void
run (TwCall *call)
{
  g_autoptr (GError) error = NULL;
  guint status;
  TwOut out;

  tw_out_init (&out);
  if (strcmp (call->route->pattern, TW_ROUTE_TOKEN) == 0)
    status = tw_login_basic (call->server, call->message, &out, &error);
  else if (strcmp (call->route->pattern, TW_ROUTE_OAUTH) == 0)
    status = tw_login_oauth (call->server, call->message, &out);
  else if (tw_gate_check_token (call->server->gate, tw_message_peek_header (call->message, "Authorization")))
    status = handle (call, &out, &error);
  else
    {
      tw_refuse (&error, 401, "The token is not valid or has expired.");
      status = 0;
    }

  if (error != NULL)
    reply_error (call, tw_error_get_http_status (error),
                 g_error_matches (error, TW_ERROR, TW_ERROR_PROTOCOL), error->message);
  else
    reply_after (call, status, out.text->str);
  tw_out_clear (&out);
}

/* The gateway: key, then rate; then the API. */
static void
enter (TwCall *call)
{
  int wait = 0;

  if (!tw_gate_check_key (call->server->gate, tw_message_peek_header (call->message, "X-Subscription-Key")))
    {
      reply_gateway (call, 401, "Access denied due to invalid subscription key. Make sure to provide a valid key for "
                                "an active subscription.");
      return;
    }

  switch (tw_gate_admit (call->server->gate, &wait))
    {
    case TW_GATE_TOO_FAST:
      reply_too_fast (call, wait, tw_gate_says_retry_after (call->server->gate));
      return;
    case TW_GATE_QUOTA_USED:
      {
        g_autofree char *message = g_strdup_printf ("Out of call volume quota. Quota will be replenished in "
                                                    "%02d:%02d:%02d.",
                                                    wait / 3600, wait / 60 % 60, wait % 60);

        reply_gateway (call, 403, message);
        return;
      }
    case TW_GATE_OPEN:
    default:
      break;
    }

  if (call->route != NULL)
    run (call);
  else if (call->path_known)
    reply_error (call, 405, TRUE, "Method Not Allowed");
  else
    reply_error (call, 404, TRUE, "Not Found");
}

static gboolean
delay_cb (gpointer user_data)
{
  TwCall *call = user_data;

  soup_server_message_unpause (call->message);
  enter (call);
  call_free (call);

  return G_SOURCE_REMOVE;
}

/**
 * tw_call_start:
 * @server: the server
 * @message: an API call
 * @path: its path
 * @query: (nullable): its query parameters
 *
 * Lets a call through the faults, the gateway and its handler, and answers it.
 */
void
tw_call_start (TwServer          *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query)
{
  const char *method = soup_server_message_get_method (message);
  TwRandom random = tw_random_new (server->options.world.seed, TW_STREAM_CORRELATION, server->calls++);
  g_autofree char *uuid = tw_random_uuid (&random);
  TwCall *call = g_new0 (TwCall, 1);
  TwFault fault;

  call->server = server;
  call->message = g_object_ref (message);
  call->query = query != NULL ? g_hash_table_ref (query) : NULL;
  call->path = tw_routes_strip_base (path);
  call->route = tw_routes_find (method, call->path, &call->id, &call->path_known);
  call->correlation = g_strconcat ("a8n-", uuid, NULL);
  tw_stats_receive (server->stats, method, call->path);

  fault = tw_faults_take (server->faults, method, peek_pattern (call), TRUE);
  switch (fault.action)
    {
    case TW_FAULT_STATUS:
      if (fault.argument == 504)
        reply (call, 504, "text/html", HTML_504);
      else
        reply_error (call, fault.argument, FALSE,
                     fault.argument == 500 ? "Internal server error." : soup_status_get_phrase (fault.argument));
      break;
    case TW_FAULT_429:
    case TW_FAULT_429_NO_HEADER:
      reply_too_fast (call, FAULT_RETRY_AFTER, fault.action == TW_FAULT_429);
      break;
    case TW_FAULT_DROP_BEFORE:
      drop (call);
      break;
    case TW_FAULT_EXPIRE_TOKEN:
      tw_gate_expire_token (server->gate, tw_message_peek_header (message, "Authorization"));
      reply_error (call, 401, FALSE, "The token is not valid or has expired.");
      break;
    case TW_FAULT_DELAY:
      soup_server_message_pause (message);
      g_timeout_add (fault.argument, delay_cb, call);
      return;
    case TW_FAULT_NONE:
    default:
      enter (call);
      break;
    }
  call_free (call);
}
