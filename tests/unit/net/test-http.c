/* test-http.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net/tw-http-private.h"
#include "net-test.h"

static void
test_reads (void)
{
  const char *const reads[] = { "GET", "HEAD" };
  const char *const writes[] = { "POST", "PUT", "PATCH", "DELETE", "get" };

  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      g_autoptr (TwRequest) request = tw_request_new (reads[i], "/x");

      g_assert_true (tw_request_is_read (request));
    }
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_autoptr (TwRequest) request = tw_request_new (writes[i], "/x");

      g_assert_false (tw_request_is_read (request));
      tw_request_set_read (request, TRUE);
      g_assert_true (tw_request_is_read (request));
    }
}

/* Each attempt signs a copy: what is done to it must not show in the original. */
static void
test_copy (void)
{
  g_autoptr (TwRequest) request = tw_request_new ("POST", "/orders");
  g_autoptr (TwRequest) copy = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  g_autofree char *query = NULL;
  g_autofree char *copied_query = NULL;

  tw_request_add_query (request, "a", "1");
  tw_request_set_header (request, "X-A", "1");
  tw_request_set_body (request, "text/plain", body);
  tw_request_set_timeout (request, 180);
  tw_request_set_priority (request, TW_PRIORITY_DETAIL);
  copy = tw_request_copy (request);

  tw_request_set_header (copy, "x-a", "2");
  tw_request_set_header (copy, "X-B", "2");
  tw_request_add_query (copy, "b", "2");
  g_assert_cmpuint (request->headers->len, ==, 1);
  g_assert_cmpuint (copy->headers->len, ==, 2);
  query = tw_request_dup_query (request);
  copied_query = tw_request_dup_query (copy);
  g_assert_cmpstr (query, ==, "a=1");
  g_assert_cmpstr (copied_query, ==, "a=1&b=2");

  g_clear_pointer (&request, tw_request_unref);
  g_assert_cmpstr (tw_request_get_method (copy), ==, "POST");
  g_assert_cmpstr (tw_request_get_path (copy), ==, "/orders");
  g_assert_cmpint (tw_request_get_priority (copy), ==, TW_PRIORITY_DETAIL);
  g_assert_cmpuint (copy->timeout, ==, 180);
  g_assert_true (g_bytes_equal (copy->body, body));
}

static void
test_retry_after (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 2, 9, 0, 0);

  g_assert_cmpint (tw_retry_after_parse (NULL, now), ==, -1);
  g_assert_cmpint (tw_retry_after_parse ("", now), ==, -1);
  g_assert_cmpint (tw_retry_after_parse ("soon", now), ==, -1);
  g_assert_cmpint (tw_retry_after_parse ("-5", now), ==, -1);
  g_assert_cmpint (tw_retry_after_parse ("0", now), ==, 0);
  g_assert_cmpint (tw_retry_after_parse ("17", now), ==, 17);
  g_assert_cmpint (tw_retry_after_parse ("99999999999999", now), ==, 24 * 60 * 60);
  g_assert_cmpint (tw_retry_after_parse ("Mon, 02 Nov 2026 09:01:30 GMT", now), ==, 90);
  g_assert_cmpint (tw_retry_after_parse ("Mon, 02 Nov 2026 08:00:00 GMT", now), ==, 0);
  g_assert_cmpint (tw_retry_after_parse ("Mon, 02 Nov 2026 09:01:30 GMT", NULL), ==, -1);
}

static void
test_reply (void)
{
  g_autoptr (TwReply) empty = tw_reply_new (204, NULL, NULL);
  g_autoptr (TwReply) copy = g_boxed_copy (TW_TYPE_REPLY, empty);

  g_assert_cmpuint (copy->status, ==, 204);
  g_assert_null (copy->content_type);
  g_assert_cmpuint (g_bytes_get_size (copy->body), ==, 0);
  g_assert_cmpint (copy->retry_after, ==, -1);
  g_assert_null (tw_reply_get_header (copy, "date"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/http/reads", test_reads);
  g_test_add_func ("/net/http/copy", test_copy);
  g_test_add_func ("/net/http/retry-after", test_retry_after);
  g_test_add_func ("/net/http/reply", test_reply);

  return g_test_run ();
}
