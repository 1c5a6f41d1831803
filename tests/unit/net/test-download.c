/* test-download.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net-test.h"

#include <string.h>

#define SECRET "tw-signed-5ec2e7"

typedef struct
{
  TwTestAnswer first;
  TwTestAnswer then;
  guint        calls;
} Script;

static void
answer_script (const TwTestCall *call,
               TwTestAnswer     *answer,
               gpointer          user_data)
{
  Script *script = user_data;

  *answer = script->calls++ == 0 ? script->first : script->then;
}

typedef struct
{
  guint   calls;
  goffset done;
  goffset total;
} Progress;

static void
progress_cb (goffset  done,
             goffset  total,
             gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpint (done, >, progress->done);
  progress->calls++;
  progress->done = done;
  progress->total = total;
}

static TwTransport *
new_transport (void)
{
  g_autoptr (GError) error = NULL;
  TwTransport *transport = tw_transport_new ("http://127.0.0.1:1/api", NULL, &error);

  g_assert_no_error (error);

  return transport;
}

static goffset
download (const char     *url,
          GOutputStream  *stream,
          Progress       *progress,
          GError        **error)
{
  TwTransport *transport = new_transport ();
  g_autoptr (GAsyncResult) result = NULL;
  goffset length;

  tw_transport_download_async (transport,
                               url,
                               stream,
                               progress != NULL ? progress_cb : NULL,
                               progress,
                               NULL,
                               tw_test_store_result,
                               &result);
  TW_WAIT_FOR (result != NULL);
  length = tw_transport_download_finish (transport, result, error);
  g_clear_object (&result);
  g_assert_finalize_object (transport);

  return length;
}

static char *
link_of (TwTestServer *server)
{
  return g_strconcat (tw_test_server_get_url (server), "/files/r.csv?sv=1&sig=" SECRET, NULL);
}

static void
test_whole (void)
{
  g_autofree char *body = g_strnfill (300 * 1000, 'x');
  Script script = { .first = { .status = 200, .body = body } };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_script, &script);
  g_autofree char *url = link_of (server);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };
  const TwTestCall *call;

  g_assert_cmpint (download (url, stream, &progress, &error), ==, 300 * 1000);
  g_assert_no_error (error);
  g_assert_cmpmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)),
                   body,
                   strlen (body));
  g_assert_cmpuint (progress.calls, >, 1);
  g_assert_cmpint (progress.done, ==, 300 * 1000);
  g_assert_cmpint (progress.total, ==, 300 * 1000);
  g_assert_false (g_output_stream_is_closed (stream));

  call = tw_test_server_get_call (server, 0);
  g_assert_cmpstr (call->query, ==, "sv=1&sig=" SECRET);
  g_assert_null (g_hash_table_lookup (call->headers, "authorization"));
  g_assert_null (g_hash_table_lookup (call->headers, "x-subscription-key"));
  g_assert_null (g_hash_table_lookup (call->headers, "accept"));
}

typedef struct
{
  guint status;
  int   code;
} StatusCase;

static void
test_status (void)
{
  const StatusCase cases[] = {
    { 403, TW_ERROR_NOT_FOUND },
    { 404, TW_ERROR_NOT_FOUND },
    { 410, TW_ERROR_NOT_FOUND },
    { 429, TW_ERROR_RATE_LIMITED },
    { 503, TW_ERROR_SERVER },
    { 400, TW_ERROR_PROTOCOL },
    { 304, TW_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Script script = { .first = { .status = cases[i].status, .body = "gone" } };
      g_autoptr (TwTestServer) server = tw_test_server_new (answer_script, &script);
      g_autofree char *url = link_of (server);
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (download (url, stream, NULL, &error), ==, -1);
      g_assert_error (error, TW_ERROR, cases[i].code);
      g_assert_cmpuint (tw_error_get_http_status (error), ==, cases[i].status == 304 ? 0 : cases[i].status);
      g_assert_null (strstr (error->message, SECRET));
      g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==, 0);
    }
}

static void
test_fault (gconstpointer data)
{
  Script script = { .first = { .status = 200, .body = "half", .fault = GPOINTER_TO_UINT (data) } };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_script, &script);
  g_autofree char *url = link_of (server);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (download (url, stream, NULL, &error), ==, -1);
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_null (strstr (error->message, SECRET));
}

static void
test_redirect (void)
{
  Script target_script = { .first = { .status = 200, .body = "file" } };
  g_autoptr (TwTestServer) target = tw_test_server_new (answer_script, &target_script);
  g_autofree char *location = g_strconcat ("Location: ", tw_test_server_get_url (target), "/f?sig=2", NULL);
  Script script = {
    .first = { .status = 302, .headers = "Location: /elsewhere" },
    .then = { .status = 307, .headers = location },
  };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_script, &script);
  g_autofree char *url = link_of (server);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (download (url, stream, NULL, &error), ==, 4);
  g_assert_no_error (error);
  g_assert_cmpuint (tw_test_server_get_n_calls (server), ==, 2);
  g_assert_cmpstr (tw_test_server_get_call (server, 1)->path, ==, "/elsewhere");
  g_assert_cmpstr (tw_test_server_get_call (target, 0)->query, ==, "sig=2");
}

static void
test_redirect_to_plain_http (void)
{
  Script script = { .first = { .status = 302, .headers = "Location: http://files.example.com/f?sig=" SECRET } };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_script, &script);
  g_autofree char *url = link_of (server);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (download (url, stream, NULL, &error), ==, -1);
  g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
  g_assert_null (strstr (error->message, SECRET));
}

static void
test_redirect_in_circles (void)
{
  Script script = {
    .first = { .status = 302, .headers = "Location: /again" },
    .then = { .status = 302, .headers = "Location: /again" },
  };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_script, &script);
  g_autofree char *url = link_of (server);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (download (url, stream, NULL, &error), ==, -1);
  g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);
  g_assert_cmpuint (tw_test_server_get_n_calls (server), <, 10);
}

static void
test_plain_http (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (download ("http://files.example.com/f?sig=" SECRET, stream, NULL, &error), ==, -1);
  g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
  g_assert_null (strstr (error->message, SECRET));
}

/* The stream's own error comes through, as when the disk is full. */
static void
test_stream_fails (void)
{
  Script script = { .first = { .status = 200, .body = "more than four" } };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_script, &script);
  g_autofree char *url = link_of (server);
  char buffer[4];
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (buffer, sizeof buffer, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (download (url, stream, NULL, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_cancel (void)
{
  Script script = { .first = { .fault = TW_TEST_FAULT_STALL } };
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_script, &script);
  g_autofree char *url = link_of (server);
  TwTransport *transport = new_transport ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tw_transport_download_async (transport, url, stream, NULL, NULL, cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (tw_test_server_get_n_calls (server) == 1);
  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (result != NULL);
  g_assert_cmpint (tw_transport_download_finish (transport, result, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_assert_finalize_object (transport);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/download/whole", test_whole);
  g_test_add_func ("/net/download/status", test_status);
  g_test_add_data_func ("/net/download/cut", GUINT_TO_POINTER (TW_TEST_FAULT_CUT), test_fault);
  g_test_add_data_func ("/net/download/truncated", GUINT_TO_POINTER (TW_TEST_FAULT_TRUNCATE), test_fault);
  g_test_add_func ("/net/download/redirect", test_redirect);
  g_test_add_func ("/net/download/redirect-to-plain-http", test_redirect_to_plain_http);
  g_test_add_func ("/net/download/redirect-in-circles", test_redirect_in_circles);
  g_test_add_func ("/net/download/plain-http", test_plain_http);
  g_test_add_func ("/net/download/stream-fails", test_stream_fails);
  g_test_add_func ("/net/download/cancel", test_cancel);

  return g_test_run ();
}
