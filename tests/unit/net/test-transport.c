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

static void
test_request_on_the_wire (void)
{
  g_autoptr (TwTestServer) server = tw_test_server_new (NULL, NULL);
  TwTransport *transport = net_test_transport_for (server, "/marketplace/na///");
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
  TwTransport *transport = net_test_transport_for (server, "/marketplace");
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
  g_autoptr (TwTestServer) server = tw_test_server_new (net_test_answer, &answer);
  TwTransport *transport = net_test_transport_for (server, "");
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
  g_autoptr (TwTestServer) server = tw_test_server_new (net_test_answer, &answer);
  TwTransport *transport = net_test_transport_for (server, "");
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
  g_autoptr (TwTestServer) server = tw_test_server_new (net_test_answer, &answer);
  TwTransport *transport = net_test_transport_for (server, "");
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
  g_autoptr (TwTestServer) server = tw_test_server_new (net_test_answer, &answer);
  TwTransport *transport = net_test_transport_for (server, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = net_test_post (transport, "/orders", "{}", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 401);
  g_assert_cmpuint (tw_test_server_get_n_calls (server), ==, 1);
  g_assert_finalize_object (transport);
}

static void
test_too_large (void)
{
  g_autofree char *body = g_strnfill (64 * 1024 * 1024 + 1, ' ');
  TwTestAnswer answer = { .status = 200, .body = body };
  g_autoptr (TwTestServer) server = tw_test_server_new (net_test_answer, &answer);
  TwTransport *transport = net_test_transport_for (server, "");
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
  g_test_add_func ("/net/transport/too-large", test_too_large);
  g_test_add_func ("/net/transport/bad-base", test_bad_base);

  return g_test_run ();
}
