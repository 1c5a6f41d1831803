/* tw-server.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-server.h"

#include <string.h>

#include "sandbox/tw-server-private.h"

#define CONTROL_PREFIX "/_sandbox/"

static void
request_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  TwServer *self = user_data;

  if (g_str_has_prefix (path, CONTROL_PREFIX))
    tw_control_serve (self, message, path, query);
  else if (tw_download_owns (path))
    tw_download_serve (self, message, path, query);
  else
    tw_call_start (self, message, path, query);
}

/* Starts to listen, on the loopback interface alone. */
static gboolean
listen_local (TwServer  *self,
              GError   **error)
{
  SoupServerListenOptions how = SOUP_SERVER_LISTEN_IPV4_ONLY;
  GSList *uris;
  GUri *uri;

  if (self->options.certificate != NULL)
    {
      g_autoptr (GTlsCertificate) certificate = NULL;

      certificate = g_tls_certificate_new_from_files (self->options.certificate, self->options.key, error);
      if (certificate == NULL)
        return FALSE;
      soup_server_set_tls_certificate (self->soup, certificate);
      how |= SOUP_SERVER_LISTEN_HTTPS;
    }
  if (!soup_server_listen_local (self->soup, self->options.port, how, error))
    return FALSE;

  uris = soup_server_get_uris (self->soup);
  uri = uris->data;
  self->url = g_strdup_printf ("%s://127.0.0.1:%d", g_uri_get_scheme (uri), g_uri_get_port (uri));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return TRUE;
}

/**
 * tw_message_peek_header:
 * @message: a request
 * @name: of a header
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
tw_message_peek_header (SoupServerMessage *message,
                        const char        *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);
}

/**
 * tw_message_get_body:
 * @message: a request
 *
 * Returns: (transfer full): its body
 */
GBytes *
tw_message_get_body (SoupServerMessage *message)
{
  return soup_message_body_flatten (soup_server_message_get_request_body (message));
}

/**
 * tw_message_reply:
 * @message: a request
 * @status: of the answer
 * @content_type: of @body
 * @body: the answer's body
 * @length: its bytes
 */
void
tw_message_reply (SoupServerMessage *message,
                  guint              status,
                  const char        *content_type,
                  const char        *body,
                  gsize              length)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, content_type, SOUP_MEMORY_COPY, body, length);
}

/**
 * tw_server_new:
 * @options: what to serve, and how
 * @error: return location for an error
 *
 * Makes a world and serves it on 127.0.0.1 from the default main context.
 *
 * Returns: (transfer full) (nullable): the server, listening
 */
TwServer *
tw_server_new (const TwServerOptions  *options,
               GError                **error)
{
  g_autoptr (TwServer) self = g_new0 (TwServer, 1);

  self->options = *options;
  self->unknown_id = 404;
  self->world = tw_world_new (&options->world);
  self->gate = tw_gate_new (&options->gate);
  self->faults = tw_faults_new ();
  self->stats = tw_stats_new ();
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  if (!listen_local (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * tw_server_free:
 * @self: (transfer full): a server; it stops listening
 */
void
tw_server_free (TwServer *self)
{
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  tw_stats_free (self->stats);
  tw_faults_free (self->faults);
  tw_gate_free (self->gate);
  tw_world_unref (self->world);
  g_free (self->url);
  g_free (self);
}

/**
 * tw_server_get_url:
 * @self: a server
 *
 * Returns: (transfer none): base address of the API
 */
const char *
tw_server_get_url (TwServer *self)
{
  return self->url;
}

/**
 * tw_server_get_gate:
 * @self: a server
 *
 * Returns: (transfer none): what knows the credentials
 */
TwGate *
tw_server_get_gate (TwServer *self)
{
  return self->gate;
}
