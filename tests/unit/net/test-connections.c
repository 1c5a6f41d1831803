/* test-connections.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net/tw-transport-private.h"
#include "net-test.h"

#include <string.h>

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
      g_autoptr (TwTestServer) server = tw_test_server_new (net_test_answer, &answer);
      TwTransport *transport = net_test_transport_for (server, "");
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
  TwTransport *transport = net_test_transport_for (server, "");
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
  TwTransport *transport = net_test_transport_for (server, "");
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
  TwTransport *transport = net_test_transport_for (server, "");
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
  g_autoptr (TwTestServer) server = tw_test_server_new (net_test_answer, &answer);
  TwTransport *transport = net_test_transport_for (server, "");
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
  g_autoptr (TwTestServer) server = tw_test_server_new (net_test_answer, &answer);
  TwTransport *transport = net_test_transport_for (server, "");
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
  g_autoptr (TwTestServer) server = tw_test_server_new (net_test_answer, &answer);
  TwTransport *transport = net_test_transport_for (server, "");
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
  g_autoptr (TwTestServer) server = tw_test_server_new (net_test_answer, &answer);
  TwTransport *transport = net_test_transport_for (server, "");
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

/* A write wants a connection of its own, also when all that may be are open and idle. */
static void
test_write_among_idle_connections (void)
{
  g_autoptr (TwTestServer) server = tw_test_server_new (NULL, NULL);
  TwTransport *transport = net_test_transport_for (server, "");
  g_autoptr (TwRequest) request = tw_request_new ("GET", "/orders");
  GAsyncResult *results[8] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    tw_transport_send_async (transport, request, NULL, tw_test_store_result, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (TwReply) read = NULL;

      TW_WAIT_FOR (results[i] != NULL);
      read = tw_transport_send_finish (transport, results[i], &error);
      g_assert_no_error (error);
      g_assert_cmpuint (read->status, ==, 200);
      g_object_unref (results[i]);
    }

  reply = net_test_post (transport, "/orders", "{}", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_finalize_object (transport);
}

/* Those who wait for a connection are let in by priority. */
static void
test_order_of_queue (void)
{
  TwTestAnswer answer = { .fault = TW_TEST_FAULT_STALL };
  g_autoptr (TwTestServer) server = tw_test_server_new (net_test_answer, &answer);
  TwTransport *transport = net_test_transport_for (server, "");
  const TwPriority priorities[] = { TW_PRIORITY_DETAIL, TW_PRIORITY_FRESH, TW_PRIORITY_PERSON };
  const char *const paths[] = { "/detail", "/fresh", "/person" };
  g_autoptr (TwRequest) blocker = tw_request_new ("GET", "/blocker");
  GAsyncResult *results[8 + G_N_ELEMENTS (paths)] = { NULL };

  for (guint i = 0; i < 8; i++)
    tw_transport_send_async (transport, blocker, NULL, tw_test_store_result, &results[i]);
  TW_WAIT_FOR (tw_test_server_get_n_calls (server) == 8);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (TwRequest) request = tw_request_new ("GET", paths[i]);

      tw_request_set_priority (request, priorities[i]);
      tw_transport_send_async (transport, request, NULL, tw_test_store_result, &results[8 + i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      tw_test_server_hang_up_first (server);
      TW_WAIT_FOR (tw_test_server_get_n_calls (server) == 9 + i);
    }
  g_assert_cmpstr (tw_test_server_get_call (server, 8)->path, ==, "/person");
  g_assert_cmpstr (tw_test_server_get_call (server, 9)->path, ==, "/fresh");
  g_assert_cmpstr (tw_test_server_get_call (server, 10)->path, ==, "/detail");

  tw_test_server_hang_up (server);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      TW_WAIT_FOR (results[i] != NULL);
      g_object_unref (results[i]);
    }
  g_assert_finalize_object (transport);
}

/* A proxy that makes no connection answers in the place of the marketplace: nothing was sent to it. */
static void
test_refusal_of_proxy (void)
{
  TwTestAnswer answer = { .status = 403, .body = "no" };
  g_autoptr (TwTestServer) proxy = tw_test_server_new (net_test_answer, &answer);
  g_autoptr (GProxyResolver) resolver = NULL;
  g_autoptr (GError) error = NULL;
  TwTransport *transport = tw_transport_new ("https://api.example.com", NULL, &error);
  g_autoptr (TwReply) reply = NULL;

  g_assert_no_error (error);
  resolver = g_simple_proxy_resolver_new (tw_test_server_get_url (proxy), NULL);
  soup_session_set_proxy_resolver (tw_transport_get_soup_session (transport), resolver);
  reply = net_test_post (transport, "/orders", "{}", &error);
  g_assert_null (reply);
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_nonnull (strstr (error->message, "roxy"));
  g_assert_finalize_object (transport);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/connections/refused-connection", test_refused_connection);
  g_test_add_func ("/net/connections/unknown-host", test_unknown_host);
  g_test_add_data_func ("/net/connections/fault/cut",
                        GUINT_TO_POINTER (TW_TEST_FAULT_CUT),
                        test_fault_after_sending);
  g_test_add_data_func ("/net/connections/fault/truncated",
                        GUINT_TO_POINTER (TW_TEST_FAULT_TRUNCATE),
                        test_fault_after_sending);
  g_test_add_data_func ("/net/connections/fault/stalled",
                        GUINT_TO_POINTER (TW_TEST_FAULT_STALL),
                        test_fault_after_sending);
  g_test_add_data_func ("/net/connections/fault/garbage",
                        GUINT_TO_POINTER (TW_TEST_FAULT_GARBAGE),
                        test_fault_after_sending);
  g_test_add_data_func ("/net/connections/stale/post", "POST", test_write_on_stale_connection);
  g_test_add_data_func ("/net/connections/stale/put", "PUT", test_write_on_stale_connection);
  g_test_add_data_func ("/net/connections/stale/delete", "DELETE", test_write_on_stale_connection);
  g_test_add_func ("/net/connections/stale/read", test_read_on_stale_connection);
  g_test_add_func ("/net/connections/shared-connection", test_reads_share_connection);
  g_test_add_func ("/net/connections/misdirected", test_misdirected_write);
  g_test_add_func ("/net/connections/timeout", test_timeout_of_request);
  g_test_add_func ("/net/connections/cancel", test_cancel);
  g_test_add_func ("/net/connections/queue", test_queue_of_connections);
  g_test_add_func ("/net/connections/queue-order", test_order_of_queue);
  g_test_add_func ("/net/connections/write-among-idle", test_write_among_idle_connections);
  g_test_add_func ("/net/connections/proxy", test_refusal_of_proxy);

  return g_test_run ();
}
