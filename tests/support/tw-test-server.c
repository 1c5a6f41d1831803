/* tw-test-server.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "support/tw-test-server.h"

#include <libsoup/soup.h>
#include <string.h>

/* A scripted HTTP server in the test's own main context. */
struct _TwTestServer
{
  SoupServer       *server;
  char             *url;
  guint             port;
  TwTestAnswerFunc  answer;
  gpointer          user_data;
  GPtrArray        *calls;
  GPtrArray        *stalled;
};

static void
call_free (gpointer data)
{
  TwTestCall *call = data;

  g_free (call->method);
  g_free (call->path);
  g_free (call->query);
  g_hash_table_unref (call->headers);
  g_free (call->body);
  g_free (call);
}

static void
collect_header_cb (const char *name,
                   const char *value,
                   gpointer    user_data)
{
  g_hash_table_replace (user_data, g_ascii_strdown (name, -1), g_strdup (value));
}

static TwTestCall *
record_call (TwTestServer      *self,
             SoupServerMessage *message)
{
  TwTestCall *call = g_new0 (TwTestCall, 1);
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  call->method = g_strdup (soup_server_message_get_method (message));
  call->path = g_strdup (g_uri_get_path (uri));
  call->query = g_strdup (g_uri_get_query (uri));
  call->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message),
                                collect_header_cb,
                                call->headers);
  call->body = g_strndup (body->data != NULL ? body->data : "", body->length);
  call->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  g_ptr_array_add (self->calls, call);

  return call;
}

static void
add_headers (SoupServerMessage *message,
             const char        *lines)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_auto (GStrv) parts = g_strsplit (lines, "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *colon = strchr (parts[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      soup_message_headers_append (headers, parts[i], g_strstrip (colon + 1));
    }
}

/* Takes the connection out of libsoup's hands and misuses it. */
static void
break_connection (TwTestServer       *self,
                  SoupServerMessage  *message,
                  const TwTestAnswer *answer)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  g_autofree char *text = NULL;

  switch (answer->fault)
    {
    case TW_TEST_FAULT_STALL:
      g_ptr_array_add (self->stalled, g_steal_pointer (&stream));
      return;
    case TW_TEST_FAULT_TRUNCATE:
      text = g_strdup_printf ("HTTP/1.1 %u Status\r\n"
                              "Content-Type: application/json\r\n"
                              "Content-Length: %u\r\n"
                              "\r\n%s",
                              answer->status,
                              (guint) strlen (answer->body) + 10,
                              answer->body);
      break;
    case TW_TEST_FAULT_GARBAGE:
      text = g_strdup ("220 mail.example.com ESMTP ready\r\n\r\n");
      break;
    case TW_TEST_FAULT_CUT:
    case TW_TEST_FAULT_NONE:
    default:
      break;
    }

  if (text != NULL)
    g_output_stream_write_all (output, text, strlen (text), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  TwTestServer *self = user_data;
  TwTestCall *call = record_call (self, message);
  TwTestAnswer answer = { .status = 200, .body = "{}" };

  if (self->answer != NULL)
    self->answer (call, &answer, self->user_data);

  if (answer.fault != TW_TEST_FAULT_NONE)
    {
      break_connection (self, message, &answer);
      return;
    }

  soup_server_message_set_status (message, answer.status, NULL);
  if (answer.headers != NULL)
    add_headers (message, answer.headers);
  if (answer.body != NULL)
    soup_server_message_set_response (message,
                                      "application/json",
                                      SOUP_MEMORY_COPY,
                                      answer.body,
                                      strlen (answer.body));
}

static TwTestServer *
server_new (GTlsCertificate  *certificate,
            TwTestAnswerFunc  answer,
            gpointer          user_data)
{
  TwTestServer *self = g_new0 (TwTestServer, 1);
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  g_autoptr (GError) error = NULL;
  g_autoslist (GUri) uris = NULL;

  self->answer = answer;
  self->user_data = user_data;
  self->calls = g_ptr_array_new_with_free_func (call_free);
  self->stalled = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  if (certificate != NULL)
    {
      soup_server_set_tls_certificate (self->server, certificate);
      options |= SOUP_SERVER_LISTEN_HTTPS;
    }
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  soup_server_listen_local (self->server, 0, options, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->port = g_uri_get_port (uris->data);
  self->url = g_strdup_printf ("%s://127.0.0.1:%u", certificate != NULL ? "https" : "http", self->port);

  return self;
}

/**
 * tw_test_server_new:
 * @answer: (nullable) (scope notified): says what to answer; without it, everything is 200 and `{}`
 * @user_data: passed to @answer
 *
 * Starts a server on a free port of the loopback interface, in the default main context.
 *
 * Returns: (transfer full): the server
 */
TwTestServer *
tw_test_server_new (TwTestAnswerFunc answer,
                    gpointer         user_data)
{
  return server_new (NULL, answer, user_data);
}

/**
 * tw_test_server_new_tls:
 * @certificate_file: PEM file of its certificate
 * @key_file: PEM file of its key
 * @answer: (nullable) (scope notified): says what to answer
 * @user_data: passed to @answer
 *
 * As tw_test_server_new(), with TLS.
 *
 * Returns: (transfer full): the server
 */
TwTestServer *
tw_test_server_new_tls (const char       *certificate_file,
                        const char       *key_file,
                        TwTestAnswerFunc  answer,
                        gpointer          user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;

  certificate = g_tls_certificate_new_from_files (certificate_file, key_file, &error);
  g_assert_no_error (error);

  return server_new (certificate, answer, user_data);
}

/**
 * tw_test_server_free:
 * @self: (transfer full): a server
 */
void
tw_test_server_free (TwTestServer *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->stalled);
  g_ptr_array_unref (self->calls);
  g_free (self->url);
  g_free (self);
}

/**
 * tw_test_server_get_url:
 * @self: a server
 *
 * Returns: its base address, without a slash at the end
 */
const char *
tw_test_server_get_url (TwTestServer *self)
{
  return self->url;
}

/**
 * tw_test_server_get_port:
 * @self: a server
 *
 * Returns: where it listens
 */
guint
tw_test_server_get_port (TwTestServer *self)
{
  return self->port;
}

/**
 * tw_test_server_get_n_calls:
 * @self: a server
 *
 * Returns: how many calls it received, answered or not
 */
guint
tw_test_server_get_n_calls (TwTestServer *self)
{
  return self->calls->len;
}

/**
 * tw_test_server_get_call:
 * @self: a server
 * @index: which of them, from 0
 *
 * Returns: (transfer none): a call that it received
 */
const TwTestCall *
tw_test_server_get_call (TwTestServer *self,
                         guint         index)
{
  g_assert_cmpuint (index, <, self->calls->len);

  return g_ptr_array_index (self->calls, index);
}

/**
 * tw_test_server_hang_up:
 * @self: a server
 *
 * Closes the connections of stalled calls.
 */
void
tw_test_server_hang_up (TwTestServer *self)
{
  for (guint i = 0; i < self->stalled->len; i++)
    g_io_stream_close (g_ptr_array_index (self->stalled, i), NULL, NULL);
  g_ptr_array_set_size (self->stalled, 0);
}

/**
 * tw_test_server_hang_up_first:
 * @self: a server with a stalled call
 *
 * Closes the connection of the oldest stalled call.
 */
void
tw_test_server_hang_up_first (TwTestServer *self)
{
  g_assert_cmpuint (self->stalled->len, >, 0);

  g_io_stream_close (g_ptr_array_index (self->stalled, 0), NULL, NULL);
  g_ptr_array_remove_index (self->stalled, 0);
}

/**
 * tw_test_unused_port:
 *
 * Returns: a port of the loopback interface where nobody listens
 */
guint
tw_test_unused_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  g_socket_listener_close (listener);

  return port;
}
