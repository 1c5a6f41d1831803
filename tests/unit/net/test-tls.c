/* test-tls.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net-test.h"

#include <glib/gstdio.h>
#include <string.h>

static char *certificates;

static char *
certificate_file (const char *name,
                  const char *suffix)
{
  g_autofree char *base = g_strconcat (name, suffix, NULL);

  return g_build_filename (certificates, base, NULL);
}

static TwTestServer *
server_with (const char *name)
{
  g_autofree char *certificate = certificate_file (name, ".pem");
  g_autofree char *key = certificate_file (name, ".key");

  return tw_test_server_new_tls (certificate, key, NULL, NULL);
}

static TwReply *
call (TwTestServer  *server,
      const char    *ca_file,
      GError       **error)
{
  g_autoptr (TwTransport) transport = tw_transport_new (tw_test_server_get_url (server), ca_file, error);

  g_assert_no_error (*error);

  return net_test_post (transport, "/orders", "{}", error);
}

static void
test_trusted_by_file (void)
{
  g_autoptr (TwTestServer) server = server_with ("good");
  g_autofree char *ca = certificate_file ("ca", ".pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = call (server, ca, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
}

/* A relative path is accepted by GIO and then trusts nothing. */
static void
test_trusted_by_relative_file (void)
{
  g_autoptr (TwTestServer) server = server_with ("good");
  g_autofree char *folder = g_get_current_dir ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = NULL;

  g_assert_cmpint (g_chdir (certificates), ==, 0);
  reply = call (server, "ca.pem", &error);
  g_assert_cmpint (g_chdir (folder), ==, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
}

static void
check_refused (const char *name,
               const char *ca_file,
               const char *word)
{
  g_autoptr (TwTestServer) server = server_with (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = call (server, ca_file, &error);

  g_assert_null (reply);
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_cmpuint (tw_test_server_get_n_calls (server), ==, 0);
}

static void
test_unknown_authority (void)
{
  check_refused ("good", NULL, "authority");
}

static void
test_wrong_authority (void)
{
  g_autofree char *ca = certificate_file ("ca", ".pem");

  check_refused ("stranger", ca, "authority");
}

static void
test_wrong_host (void)
{
  g_autofree char *ca = certificate_file ("ca", ".pem");

  check_refused ("other-host", ca, "another host");
}

static void
test_expired (void)
{
  g_autofree char *ca = certificate_file ("ca", ".pem");

  check_refused ("expired", ca, "expired");
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source_object,
             gpointer           user_data)
{
  const char *greeting = user_data;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  /* Kept open for as long as the service lives. */
  g_object_set_data_full (G_OBJECT (service), "connection", g_object_ref (connection), g_object_unref);
  if (greeting != NULL)
    g_output_stream_write_all (output, greeting, strlen (greeting), NULL, NULL, NULL);

  return TRUE;
}

/* Something else than a TLS server behind an https address: nothing was sent, whether it talks or not. */
static void
test_no_tls_there (gconstpointer greeting)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (TwRequest) request = tw_request_new ("POST", "/orders");
  g_autoptr (TwTransport) transport = NULL;
  g_autoptr (TwReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  guint port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);

  g_assert_no_error (error);
  g_signal_connect (service, "incoming", G_CALLBACK (incoming_cb), (gpointer) greeting);
  url = g_strdup_printf ("https://127.0.0.1:%u", port);
  transport = tw_transport_new (url, NULL, &error);
  g_assert_no_error (error);

  tw_request_set_timeout (request, 1);
  reply = net_test_send (transport, request, NULL, &error);
  g_assert_null (reply);
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_socket_service_stop (service);
}

static void
test_bad_ca_file (void)
{
  g_autofree char *missing = certificate_file ("missing", ".pem");
  g_autoptr (GError) error = NULL;

  g_assert_null (tw_transport_new ("https://127.0.0.1/", missing, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "missing.pem"));
}

/* The certificates are made by openssl, since GLib has no call for it. */
static gboolean
make_certificates (void)
{
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *script = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (openssl == NULL)
    return FALSE;

  certificates = tw_test_make_temp_dir ();
  script = g_build_filename (g_getenv ("TW_SOURCE_ROOT"), "tests", "support", "make-certificates.sh", NULL);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              &error,
                              "sh",
                              script,
                              certificates,
                              NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  if (!make_certificates ())
    {
      g_print ("1..0 # SKIP openssl is not installed\n");
      return 0;
    }

  g_test_add_func ("/net/tls/trusted-by-file", test_trusted_by_file);
  g_test_add_func ("/net/tls/trusted-by-relative-file", test_trusted_by_relative_file);
  g_test_add_func ("/net/tls/unknown-authority", test_unknown_authority);
  g_test_add_func ("/net/tls/wrong-authority", test_wrong_authority);
  g_test_add_func ("/net/tls/wrong-host", test_wrong_host);
  g_test_add_func ("/net/tls/expired", test_expired);
  g_test_add_data_func ("/net/tls/other-protocol", "220 mail.example.com ESMTP\r\n", test_no_tls_there);
  g_test_add_data_func ("/net/tls/silence", NULL, test_no_tls_there);
  g_test_add_func ("/net/tls/bad-ca-file", test_bad_ca_file);

  status = g_test_run ();
  tw_test_remove_dir (certificates);
  g_free (certificates);

  return status;
}
