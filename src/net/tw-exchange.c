/* tw-exchange.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-exchange-private.h"

/* How long a connection may take to come about, in seconds; the request's own time starts after it. */
#define CONNECT_TIMEOUT 30

/* An exchange is given up only when nothing is left to be told of it: libsoup (3.2 to 3.6 at least) takes a message out of
 * its queue twice, and frees it once too often, when it is cancelled between the arrival of the answer's head and the
 * call that tells of it. */
#define GIVE_UP_PRIORITY (G_PRIORITY_DEFAULT + 1)

static gboolean
timer_cb (gpointer user_data)
{
  TwExchange *self = user_data;

  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static void
start_timer (TwExchange *self,
             guint       seconds)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);

  self->timer = g_timeout_source_new (seconds * 1000);
  g_source_set_priority (self->timer, GIVE_UP_PRIORITY);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static gboolean
outer_cancelled_cb (GCancellable *outer,
                    gpointer      user_data)
{
  TwExchange *self = user_data;

  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

/* The first sign that libsoup works on this message. */
static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  TwExchange         *self)
{
  if (self->timer == NULL)
    start_timer (self, MIN (self->timeout, CONNECT_TIMEOUT));
}

static void
starting_cb (SoupMessage *message,
             TwExchange  *self)
{
  self->started = TRUE;
  start_timer (self, self->timeout);
}

/* libsoup sends some messages again by itself: the methods that HTTP calls idempotent (PUT and DELETE among
 * them) when a kept-alive connection turns out to be closed, and every method when the answer is 421. A write
 * must not be repeated on that ground: it ends here. */
static void
restarted_cb (SoupMessage *message,
              TwExchange  *self)
{
  if (!self->once)
    return;

  self->repeated = TRUE;
  g_cancellable_cancel (self->cancellable);
}

/* Only called for a certificate that the system's authorities do not vouch for. */
static gboolean
accept_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  errors,
                       TwExchange           *self)
{
  GUri *uri = soup_message_get_uri (message);
  g_autoptr (GSocketConnectable) identity = NULL;
  g_autoptr (GError) error = NULL;

  if (self->ca_database == NULL)
    return FALSE;

  identity = g_network_address_new (g_uri_get_host (uri), g_uri_get_port (uri));
  errors = g_tls_database_verify_chain (self->ca_database,
                                        certificate,
                                        G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER,
                                        identity,
                                        NULL,
                                        G_TLS_DATABASE_VERIFY_NONE,
                                        NULL,
                                        &error);

  return error == NULL && errors == 0;
}

/**
 * tw_exchange_new:
 * @message: a message that was not sent yet
 * @once: whether it must not be sent twice, whatever happens: a write
 * @timeout: seconds for the answer, counted from sending
 * @ca_database: (nullable): authorities trusted beside the system's
 * @outer: (nullable): the caller's cancellable
 *
 * Watches a message; to be made just before it is handed to libsoup, in the thread that does so.
 *
 * Returns: (transfer full): the exchange
 */
TwExchange *
tw_exchange_new (SoupMessage  *message,
                 gboolean      once,
                 guint         timeout,
                 GTlsDatabase *ca_database,
                 GCancellable *outer)
{
  TwExchange *self = g_new0 (TwExchange, 1);

  self->message = g_object_ref (message);
  self->cancellable = g_cancellable_new ();
  self->once = once;
  self->timeout = timeout;
  self->begin = g_get_monotonic_time ();
  g_set_object (&self->ca_database, ca_database);
  g_set_object (&self->outer, outer);

  if (outer != NULL)
    {
      self->outer_source = g_cancellable_source_new (outer);
      g_source_set_priority (self->outer_source, GIVE_UP_PRIORITY);
      g_source_set_callback (self->outer_source, G_SOURCE_FUNC (outer_cancelled_cb), self, NULL);
      g_source_attach (self->outer_source, g_main_context_get_thread_default ());
    }

  /* A write goes out on a connection of its own, so that it cannot meet one that the server has just closed. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_add_flags (message, once ? SOUP_MESSAGE_NEW_CONNECTION : SOUP_MESSAGE_IDEMPOTENT);
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), self);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), self);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), self);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);

  return self;
}

/**
 * tw_exchange_free:
 * @self: (transfer full): an exchange
 */
void
tw_exchange_free (TwExchange *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  if (self->outer_source != NULL)
    g_source_destroy (self->outer_source);
  g_clear_pointer (&self->outer_source, g_source_unref);

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->outer);
  g_clear_object (&self->ca_database);
  g_free (self);
}

/**
 * tw_exchange_restart_timer:
 * @self: an exchange
 *
 * Gives the exchange its whole time anew: for downloads, where each piece that arrives is a sign of life.
 */
void
tw_exchange_restart_timer (TwExchange *self)
{
  start_timer (self, self->timeout);
}

/**
 * tw_exchange_get_elapsed:
 * @self: an exchange
 *
 * Returns: milliseconds since it began
 */
guint
tw_exchange_get_elapsed (TwExchange *self)
{
  return (g_get_monotonic_time () - self->begin) / 1000;
}

static GError *
offline (TwExchange *self,
         const char *format,
         ...) G_GNUC_PRINTF (2, 3);

static GError *
offline (TwExchange *self,
         const char *format,
         ...)
{
  va_list arguments;
  GError *error;

  va_start (arguments, format);
  error = g_error_new_valist (TW_ERROR, TW_ERROR_OFFLINE, format, arguments);
  va_end (arguments);
  tw_error_set_effect (error, self->started ? TW_EFFECT_UNKNOWN : TW_EFFECT_NONE);

  return error;
}

/**
 * tw_exchange_check_origin:
 * @self: an exchange whose answer has come
 *
 * An answer to a message that was never sent is that of a proxy which makes no connection. It must not be taken
 * for the server's.
 *
 * Returns: (transfer full) (nullable): an error when the answer is not the server's
 */
GError *
tw_exchange_check_origin (TwExchange *self)
{
  if (self->started)
    return NULL;

  return offline (self,
                  "The proxy on the way to %s refuses to connect (HTTP status %u)",
                  g_uri_get_host (soup_message_get_uri (self->message)),
                  soup_message_get_status (self->message));
}

/* What is wrong with a certificate, the gravest first. */
static const char *
describe_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return "its certificate was revoked";
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return "its certificate belongs to another host";
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return "its certificate has expired (or this computer's clock is wrong)";
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return "its certificate is not valid yet (or this computer's clock is wrong)";
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return "its certificate is signed by an authority that this computer does not know (an account can name a"
           " file of further authorities)";

  return "its certificate is not acceptable";
}

static gboolean
is_unreachable (const GError *reason)
{
  return g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
         g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
         g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE);
}

static GError *
explain_before_start (TwExchange   *self,
                      const char   *host,
                      const GError *reason,
                      TwFailure    *failure)
{
  *failure = TW_FAILURE_FINAL;

  if (g_error_matches (reason, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    return offline (self, "The host %s is not known: check the address and the network connection", host);
  if (reason->domain == G_RESOLVER_ERROR)
    return offline (self, "The host %s could not be looked up: check the network connection", host);

  if (reason->domain == G_TLS_ERROR)
    {
      GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (self->message);

      if (flags != 0)
        {
          GError *error = offline (self, "%s is not trusted: %s", host, describe_certificate (flags));

          /* So that whoever explains an account's trouble can tell this from an unreachable host. */
          tw_error_add_field (error, "certificate", describe_certificate (flags));
          return error;
        }

      return offline (self, "No protected connection to %s could be made: %s", host, reason->message);
    }

  *failure = TW_FAILURE_UNREACHABLE;
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return offline (self, "%s refused the connection: nothing answers there", host);
  if (is_unreachable (reason))
    return offline (self, "%s cannot be reached: check the network connection", host);

  return offline (self, "No connection to %s could be made: %s", host, reason->message);
}

/**
 * tw_exchange_explain:
 * @self: an exchange that failed
 * @reason: what GIO or libsoup says
 * @failure: (out): why there was no answer
 *
 * Says in plain words why there was no answer, and whether the call provably had no effect: it had none when
 * not even its first byte was sent. Only the host is named, never the address.
 *
 * Returns: (transfer full): an error of the domain %TW_ERROR, or %G_IO_ERROR_CANCELLED when the caller
 *   cancelled
 */
GError *
tw_exchange_explain (TwExchange   *self,
                     const GError *reason,
                     TwFailure    *failure)
{
  const char *host = g_uri_get_host (soup_message_get_uri (self->message));
  GError *error;

  *failure = TW_FAILURE_FINAL;

  if (self->repeated)
    {
      *failure = TW_FAILURE_CUT;
      return offline (self, "%s closed the connection without an answer", host);
    }

  if (self->timed_out && !self->started)
    {
      *failure = TW_FAILURE_UNREACHABLE;
      return offline (self, "No connection to %s could be made in time: check the network connection", host);
    }

  if (self->timed_out)
    {
      *failure = TW_FAILURE_TIMED_OUT;
      return offline (self, "%s did not answer within %u seconds", host, self->timeout);
    }

  if (g_cancellable_is_cancelled (self->outer))
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled");

  if (!self->started)
    return explain_before_start (self, host, reason, failure);

  if (g_error_matches (reason, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING) ||
      g_error_matches (reason, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    {
      error = g_error_new (TW_ERROR, TW_ERROR_PROTOCOL, "%s did not answer in HTTP", host);
      tw_error_set_http_status (error, soup_message_get_status (self->message));
      return error;
    }

  *failure = TW_FAILURE_CUT;
  error = offline (self, "The connection to %s was cut before the answer was complete", host);
  tw_error_set_http_status (error, soup_message_get_status (self->message));

  return error;
}
