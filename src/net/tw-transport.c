/* tw-transport.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-transport-private.h"

#include "net/tw-clock-private.h"
#include "net/tw-gate-private.h"
#include "net/tw-url-private.h"

/* Connections to one host; the marketplace's rate limit is reached long before more would help. */
#define MAX_CONNECTIONS 8

/**
 * TwTransport:
 *
 * The one place where HTTP is spoken: builds the address, sends one request, reads the whole answer, and says
 * what is known when there is none. TLS is always verified, nothing is ever sent twice that must not be, and
 * logs are redacted. To be used in one thread, its callbacks come in the main context of the caller.
 */
struct _TwTransport
{
  GObject parent_instance;

  GUri         *base;
  SoupSession  *session;
  GTlsDatabase *ca_database;
  TwGate        gate;
  GDateTime    *server_date;
  gint64        server_date_at;
};

G_DEFINE_FINAL_TYPE (TwTransport, tw_transport, G_TYPE_OBJECT)

static void
tw_transport_dispose (GObject *object)
{
  TwTransport *self = TW_TRANSPORT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->ca_database);

  G_OBJECT_CLASS (tw_transport_parent_class)->dispose (object);
}

static void
tw_transport_finalize (GObject *object)
{
  TwTransport *self = TW_TRANSPORT (object);

  g_clear_pointer (&self->base, g_uri_unref);
  g_clear_pointer (&self->server_date, g_date_time_unref);

  G_OBJECT_CLASS (tw_transport_parent_class)->finalize (object);
}

static void
tw_transport_class_init (TwTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tw_transport_dispose;
  object_class->finalize = tw_transport_finalize;
}

static void
tw_transport_init (TwTransport *self)
{
  /* Time limits are the exchange's: libsoup's own would cut the long answers to orders. */
  self->session = soup_session_new_with_options ("timeout", 0,
                                                 "idle-timeout", 30,
                                                 "max-conns", 2 * MAX_CONNECTIONS,
                                                 "max-conns-per-host", MAX_CONNECTIONS,
                                                 "user-agent", "Tradewind/" TW_VERSION,
                                                 NULL);
  tw_gate_init (&self->gate, MAX_CONNECTIONS);
  /* Logins are ours; libsoup must not answer a challenge by sending a call again. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
}

/**
 * tw_transport_new:
 * @base_url: base address of the API, https, or http to this machine
 * @ca_file: (nullable): a PEM file of authorities to trust beside the system's
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a new transport; %NULL with %TW_ERROR_VALIDATION for an address that may
 *   not be called, with a file or TLS error for a bad @ca_file
 */
TwTransport *
tw_transport_new (const char  *base_url,
                  const char  *ca_file,
                  GError     **error)
{
  g_autoptr (TwTransport) self = NULL;

  g_return_val_if_fail (base_url != NULL, NULL);

  self = g_object_new (TW_TYPE_TRANSPORT, NULL);
  self->base = tw_url_parse_base (base_url, error);
  if (self->base == NULL)
    return NULL;

  if (ca_file != NULL)
    {
      /* A relative path is accepted and then trusts nothing. */
      g_autofree char *path = g_canonicalize_filename (ca_file, NULL);

      self->ca_database = g_tls_file_database_new (path, error);
      if (self->ca_database == NULL)
        {
          g_prefix_error (error, "The file of trusted authorities, %s, cannot be used: ", path);
          return NULL;
        }
    }

  return g_steal_pointer (&self);
}

/**
 * tw_transport_get_base:
 * @self: a transport
 *
 * Returns: (transfer none): the base address, parsed
 */
GUri *
tw_transport_get_base (TwTransport *self)
{
  return self->base;
}

/**
 * tw_transport_get_soup_session:
 * @self: a transport
 *
 * Returns: (transfer none): the session under it
 */
SoupSession *
tw_transport_get_soup_session (TwTransport *self)
{
  return self->session;
}

/**
 * tw_transport_get_ca_database:
 * @self: a transport
 *
 * Returns: (transfer none) (nullable): the authorities trusted beside the system's
 */
GTlsDatabase *
tw_transport_get_ca_database (TwTransport *self)
{
  return self->ca_database;
}

/**
 * tw_transport_enter_async:
 * @self: a transport
 * @priority: who goes first
 * @cancellable: (nullable): leaves the queue
 * @callback: called when there is a connection for one more exchange
 * @user_data: passed to @callback
 *
 * Waits until fewer exchanges are under way than there are connections. libsoup has such a queue too, but a
 * message in it can neither be cancelled nor overtaken.
 */
void
tw_transport_enter_async (TwTransport         *self,
                          TwPriority           priority,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tw_transport_enter_async);
  tw_gate_enter (&self->gate, priority, task);
}

/**
 * tw_transport_enter_finish:
 * @self: a transport
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE, and tw_transport_leave() is to be called when the exchange is over; %FALSE with
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
tw_transport_enter_finish (TwTransport   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * tw_transport_leave:
 * @self: a transport
 *
 * Ends an exchange.
 */
void
tw_transport_leave (TwTransport *self)
{
  tw_gate_leave (&self->gate);
}

/**
 * tw_transport_set_server_date:
 * @self: a transport
 * @date: the Date of an answer that is being read
 */
void
tw_transport_set_server_date (TwTransport *self,
                              GDateTime   *date)
{
  g_clear_pointer (&self->server_date, g_date_time_unref);
  self->server_date = g_date_time_ref (date);
  self->server_date_at = tw_clock_get ();
}

/**
 * tw_transport_dup_server_time:
 * @self: a transport
 *
 * Returns: (transfer full) (nullable): the marketplace's time: the Date of its last answer and what has passed
 *   since; %NULL before the first answer
 */
GDateTime *
tw_transport_dup_server_time (TwTransport *self)
{
  if (self->server_date == NULL)
    return NULL;

  return g_date_time_add (self->server_date, tw_clock_get () - self->server_date_at);
}
