/* test-transport.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net-test.h"

#include <string.h>

static TwTransport *
transport_for (TwTestServer *server,
               const char   *path)
{
  g_autofree char *url = g_strconcat (tw_test_server_get_url (server), path, NULL);
  g_autoptr (GError) error = NULL;
  TwTransport *transport = tw_transport_new (url, NULL, &error);

  g_assert_no_error (error);

  return transport;
}

static void
answer_from_data (const TwTestCall *call,
                  TwTestAnswer     *answer,
                  gpointer          user_data)
{
  *answer = *(const TwTestAnswer *) user_data;
}

static void
test_request_on_the_wire (void)
{
  g_autoptr (TwTestServer) server = tw_test_server_new (NULL, NULL);
  TwTransport *transport = transport_for (server, "/marketplace/na///");
  g_autoptr (TwRequest) request = tw_request_new ("POST", "/customers/a b?#é%2Fc/");
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = NULL;
  const TwTestCall *call;

  tw_request_add_query (request, "name", "A&B = \"ü\"");
  tw_request_add_query (request, "status", NULL);
  tw_request_add_query (request, "limit", "500");
  tw_request_set_header (request, "X-Client-Id", "first");
  tw_request_set_header (request, "x-client-id", "second");
  tw_request_set_header (request, "X-Gone", "gone");
  tw_request_set_header (request, "X-Gone", NULL);
  tw_request_set_body (request, "application/json", body);

  reply = net_test_send (transport, request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);

  call = tw_test_server_get_call (server, 0);
  g_assert_cmpstr (call->method, ==, "POST");
  g_assert_cmpstr (call->path, ==, "/marketplace/na/customers/a%20b%3F%23%C3%A9%2Fc/");
  g_assert_cmpstr (call->query, ==, "name=A%26B%20%3D%20%22%C3%BC%22&limit=500");
  g_assert_cmpstr (call->body, ==, "{\"a\":1}");
  g_assert_cmpstr (g_hash_table_lookup (call->headers, "content-type"), ==, "application/json");
  g_assert_cmpstr (g_hash_table_lookup (call->headers, "accept"), ==, "application/json");
  g_assert_cmpstr (g_hash_table_lookup (call->headers, "x-client-id"), ==, "second");
  g_assert_null (g_hash_table_lookup (call->headers, "x-gone"));
  g_assert_finalize_object (transport);
}

static void
test_absolute_address (void)
{
  g_autoptr (TwTestServer) server = tw_test_server_new (NULL, NULL);
  g_autoptr (TwTestServer) other = tw_test_server_new (NULL, NULL);
  TwTransport *transport = transport_for (server, "/marketplace");
  g_autofree char *address = g_strconcat (tw_test_server_get_url (other), "/auth/token", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = net_test_get (transport, address, &error);
  g_autoptr (TwReply) refused = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (tw_test_server_get_n_calls (server), ==, 0);
  g_assert_cmpstr (tw_test_server_get_call (other, 0)->path, ==, "/auth/token");

  refused = net_test_get (transport, "http://login.example.com/token", &error);
  g_assert_null (refused);
  g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_finalize_object (transport);
}

static void
test_reply (void)
{
  TwTestAnswer answer = {
    .status = 429,
    .headers = "X-Correlation-ID: a8n-1\nRetry-After: 7\nX-Twice: a\nX-Twice: b",
    .body = "{\"message\":\"slow down\"}",
  };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_from_data, &answer);
  TwTransport *transport = transport_for (server, "");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = net_test_get (transport, "/orders", &error);
  g_autoptr (TwReply) copy = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 429);
  g_assert_cmpstr (reply->content_type, ==, "application/json");
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL),
                   g_bytes_get_size (reply->body),
                   answer.body,
                   strlen (answer.body));
  g_assert_cmpstr (reply->correlation_id, ==, "a8n-1");
  g_assert_cmpint (reply->retry_after, ==, 7);
  g_assert_cmpstr (tw_reply_get_header (reply, "X-TWICE"), ==, "a, b");
  g_assert_nonnull (reply->date);
  g_assert_cmpint (ABS (g_date_time_difference (reply->date, now)), <, G_TIME_SPAN_MINUTE);

  copy = tw_reply_copy (reply);
  g_assert_cmpstr (copy->correlation_id, ==, "a8n-1");
  g_assert_true (g_bytes_equal (copy->body, reply->body));
  g_assert_finalize_object (transport);
}

static void
test_empty_body (void)
{
  TwTestAnswer answer = { .status = 204 };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_from_data, &answer);
  TwTransport *transport = transport_for (server, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = net_test_get (transport, "/orders", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 204);
  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, 0);
  g_assert_cmpint (reply->retry_after, ==, -1);
  g_assert_finalize_object (transport);
}

/* The password would go to whoever the answer names. */
static void
test_redirect_is_not_followed (void)
{
  g_autoptr (TwTestServer) other = tw_test_server_new (NULL, NULL);
  g_autofree char *location = g_strconcat ("Location: ", tw_test_server_get_url (other), "/x", NULL);
  TwTestAnswer answer = { .status = 307, .headers = location };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_from_data, &answer);
  TwTransport *transport = transport_for (server, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = net_test_get (transport, "/orders", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 307);
  g_assert_cmpuint (tw_test_server_get_n_calls (other), ==, 0);
  g_assert_finalize_object (transport);
}

/* A challenge must not make libsoup send the call again. */
static void
test_challenge_is_not_answered (void)
{
  TwTestAnswer answer = { .status = 401, .headers = "WWW-Authenticate: Basic realm=\"x\"" };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_from_data, &answer);
  TwTransport *transport = transport_for (server, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = net_test_post (transport, "/orders", "{}", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 401);
  g_assert_cmpuint (tw_test_server_get_n_calls (server), ==, 1);
  g_assert_finalize_object (transport);
}

static void
test_refused_connection (void)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", tw_test_unused_port ());
  g_autoptr (GError) error = NULL;
  TwTransport *transport = tw_transport_new (url, NULL, &error);
  g_autoptr (TwReply) reply = net_test_post (transport, "/orders", "{}", &error);

  g_assert_null (reply);
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_nonnull (strstr (error->message, "127.0.0.1"));
  g_assert_finalize_object (transport);
}

static void
test_unknown_host (void)
{
  g_autoptr (GError) error = NULL;
  TwTransport *transport = tw_transport_new ("https://nowhere.invalid/api", NULL, &error);
  g_autoptr (TwReply) reply = net_test_post (transport, "/orders", "{}", &error);

  g_assert_null (reply);
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_finalize_object (transport);
}

/* Each method and fault: what was sent may have had its effect, and it was sent once. */
static void
test_fault_after_sending (gconstpointer data)
{
  TwTestFault fault = GPOINTER_TO_UINT (data);
  int code = fault == TW_TEST_FAULT_GARBAGE ? TW_ERROR_PROTOCOL : TW_ERROR_OFFLINE;
  const char *const methods[] = { "POST", "PUT", "PATCH", "DELETE" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      TwTestAnswer answer = { .status = 200, .body = "{\"id\":\"1\"}", .fault = fault };
      g_autoptr (TwTestServer) server = tw_test_server_new (answer_from_data, &answer);
      TwTransport *transport = transport_for (server, "");
      g_autoptr (TwRequest) request = tw_request_new (methods[i], "/orders");
      g_autoptr (GError) error = NULL;
      g_autoptr (TwReply) reply = NULL;

      tw_request_set_timeout (request, 1);
      reply = net_test_send (transport, request, NULL, &error);
      g_assert_null (reply);
      g_assert_error (error, TW_ERROR, code);
      g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_UNKNOWN);
      g_assert_cmpuint (tw_test_server_get_n_calls (server), ==, 1);
      g_assert_finalize_object (transport);
    }
}

typedef struct
{
  guint answered;
  guint then_port;
} StaleServer;

/* Answers the first call and closes the connection on the next one that comes over it. */
static void
answer_once (const TwTestCall *call,
             TwTestAnswer     *answer,
             gpointer          user_data)
{
  StaleServer *stale = user_data;

  if (stale->answered == 0)
    stale->then_port = call->port;
  else if (call->port == stale->then_port)
    answer->fault = TW_TEST_FAULT_CUT;
  stale->answered++;
}

/* libsoup repeats what it thinks idempotent when a kept-alive connection was closed under it. */
static void
test_write_on_stale_connection (gconstpointer data)
{
  const char *method = data;
  StaleServer stale = { 0 };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_once, &stale);
  TwTransport *transport = transport_for (server, "");
  g_autoptr (TwRequest) request = tw_request_new (method, "/orders");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) first = net_test_get (transport, "/orders", &error);
  g_autoptr (TwReply) second = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (first);

  second = net_test_send (transport, request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tw_test_server_get_n_calls (server), ==, 2);
  g_assert_cmpuint (tw_test_server_get_call (server, 1)->port, !=, stale.then_port);
  g_assert_finalize_object (transport);
}

/* Reads keep their connection, and survive its end. */
static void
test_read_on_stale_connection (void)
{
  StaleServer stale = { 0 };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_once, &stale);
  TwTransport *transport = transport_for (server, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) first = net_test_get (transport, "/orders", &error);
  g_autoptr (TwReply) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (first->status, ==, 200);
  second = net_test_get (transport, "/orders", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpuint (tw_test_server_get_n_calls (server), ==, 3);
  g_assert_cmpuint (tw_test_server_get_call (server, 1)->port, ==, stale.then_port);
  g_assert_finalize_object (transport);
}

/* An estimate is a POST, but a read: it may share a connection. */
static void
test_reads_share_connection (void)
{
  g_autoptr (TwTestServer) server = tw_test_server_new (NULL, NULL);
  TwTransport *transport = transport_for (server, "");
  g_autoptr (TwRequest) estimate = tw_request_new ("POST", "/orders/estimate");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) first = net_test_get (transport, "/orders", &error);
  g_autoptr (TwReply) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_false (tw_request_is_read (estimate));
  tw_request_set_read (estimate, TRUE);
  g_assert_true (tw_request_is_read (estimate));
  second = net_test_send (transport, estimate, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tw_test_server_get_call (server, 0)->port, ==, tw_test_server_get_call (server, 1)->port);
  g_assert_finalize_object (transport);
}

/* 421 asks to try another connection, which libsoup does for every method. */
static void
test_misdirected_write (void)
{
  TwTestAnswer answer = { .status = 421, .body = "{}" };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_from_data, &answer);
  TwTransport *transport = transport_for (server, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = net_test_post (transport, "/orders", "{}", &error);

  g_assert_null (reply);
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_UNKNOWN);
  g_assert_cmpuint (tw_test_server_get_n_calls (server), ==, 1);
  g_assert_finalize_object (transport);
}

static void
test_timeout_of_request (void)
{
  TwTestAnswer answer = { .fault = TW_TEST_FAULT_STALL };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_from_data, &answer);
  TwTransport *transport = transport_for (server, "");
  g_autoptr (TwRequest) request = tw_request_new ("GET", "/orders");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = NULL;
  gint64 begin = g_get_monotonic_time ();

  tw_request_set_timeout (request, 1);
  reply = net_test_send (transport, request, NULL, &error);
  g_assert_null (reply);
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 900 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 20 * G_USEC_PER_SEC);
  g_assert_nonnull (strstr (error->message, "1 seconds"));
  g_assert_finalize_object (transport);
}

static void
test_cancel (void)
{
  TwTestAnswer answer = { .fault = TW_TEST_FAULT_STALL };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_from_data, &answer);
  TwTransport *transport = transport_for (server, "");
  g_autoptr (TwRequest) request = tw_request_new ("GET", "/orders");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  tw_transport_send_async (transport, request, cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (tw_test_server_get_n_calls (server) == 1);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (result != NULL);
  reply = tw_transport_send_finish (transport, result, &error);
  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_assert_finalize_object (transport);
}

/* More calls than connections: those in the queue can be cancelled, and do not time out while they wait. */
static void
test_queue_of_connections (void)
{
  TwTestAnswer answer = { .fault = TW_TEST_FAULT_STALL };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_from_data, &answer);
  TwTransport *transport = transport_for (server, "");
  g_autoptr (TwRequest) request = tw_request_new ("GET", "/orders");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) last = NULL;
  GAsyncResult *results[8] = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    tw_transport_send_async (transport, request, NULL, tw_test_store_result, &results[i]);
  TW_WAIT_FOR (tw_test_server_get_n_calls (server) == G_N_ELEMENTS (results));

  tw_transport_send_async (transport, request, cancellable, tw_test_store_result, &last);
  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (last != NULL);
  g_assert_null (tw_transport_send_finish (transport, last, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (tw_test_server_get_n_calls (server), ==, G_N_ELEMENTS (results));

  tw_test_server_hang_up (server);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) cut = NULL;

      TW_WAIT_FOR (results[i] != NULL);
      g_assert_null (tw_transport_send_finish (transport, results[i], &cut));
      g_assert_error (cut, TW_ERROR, TW_ERROR_OFFLINE);
      g_object_unref (results[i]);
    }
  g_clear_object (&last);
  g_assert_finalize_object (transport);
}

static void
test_too_large (void)
{
  g_autofree char *body = g_strnfill (64 * 1024 * 1024 + 1, ' ');
  TwTestAnswer answer = { .status = 200, .body = body };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_from_data, &answer);
  TwTransport *transport = transport_for (server, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = net_test_get (transport, "/orders", &error);

  g_assert_null (reply);
  g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);
  g_assert_finalize_object (transport);
}

static void
test_bad_base (void)
{
  const char *const urls[] = {
    "",
    "api.cloud.im/marketplace",
    "ftp://api.cloud.im/",
    "https://",
    "https://me:s3same@api.cloud.im/",
    "https://api.cloud.im/?a=b",
    "http://api.cloud.im/marketplace/na",
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tw_transport_new (urls[i], NULL, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
      g_assert_null (strstr (error->message, "s3same"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/transport/request", test_request_on_the_wire);
  g_test_add_func ("/net/transport/absolute-address", test_absolute_address);
  g_test_add_func ("/net/transport/reply", test_reply);
  g_test_add_func ("/net/transport/empty-body", test_empty_body);
  g_test_add_func ("/net/transport/redirect", test_redirect_is_not_followed);
  g_test_add_func ("/net/transport/challenge", test_challenge_is_not_answered);
  g_test_add_func ("/net/transport/refused-connection", test_refused_connection);
  g_test_add_func ("/net/transport/unknown-host", test_unknown_host);
  g_test_add_data_func ("/net/transport/fault/cut", GUINT_TO_POINTER (TW_TEST_FAULT_CUT), test_fault_after_sending);
  g_test_add_data_func ("/net/transport/fault/truncated",
                        GUINT_TO_POINTER (TW_TEST_FAULT_TRUNCATE),
                        test_fault_after_sending);
  g_test_add_data_func ("/net/transport/fault/stalled",
                        GUINT_TO_POINTER (TW_TEST_FAULT_STALL),
                        test_fault_after_sending);
  g_test_add_data_func ("/net/transport/fault/garbage",
                        GUINT_TO_POINTER (TW_TEST_FAULT_GARBAGE),
                        test_fault_after_sending);
  g_test_add_data_func ("/net/transport/stale/post", "POST", test_write_on_stale_connection);
  g_test_add_data_func ("/net/transport/stale/put", "PUT", test_write_on_stale_connection);
  g_test_add_data_func ("/net/transport/stale/delete", "DELETE", test_write_on_stale_connection);
  g_test_add_func ("/net/transport/stale/read", test_read_on_stale_connection);
  g_test_add_func ("/net/transport/shared-connection", test_reads_share_connection);
  g_test_add_func ("/net/transport/misdirected", test_misdirected_write);
  g_test_add_func ("/net/transport/timeout", test_timeout_of_request);
  g_test_add_func ("/net/transport/cancel", test_cancel);
  g_test_add_func ("/net/transport/queue", test_queue_of_connections);
  g_test_add_func ("/net/transport/too-large", test_too_large);
  g_test_add_func ("/net/transport/bad-base", test_bad_base);

  return g_test_run ();
}
