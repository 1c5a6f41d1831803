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
#include "net/tw-http-private.h"
#include "net/tw-log-private.h"
#include "net/tw-url-private.h"

/* Seconds for an answer, unless the request says otherwise. */
#define DEFAULT_TIMEOUT 60

/* Connections to one host; the marketplace's rate limit is reached long before more would help. */
#define MAX_CONNECTIONS 8

/* No answer of the API comes near this; a runaway one must not take the memory. */
#define MAX_BODY (64 * 1024 * 1024)

#define READ_SIZE (64 * 1024)

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

  char         *base_url;
  GUri         *base;
  SoupSession  *session;
  GTlsDatabase *ca_database;
  TwGate        gate;
  GDateTime    *server_date;
  gint64        server_date_at;
};

G_DEFINE_FINAL_TYPE (TwTransport, tw_transport, G_TYPE_OBJECT)

/* One call under way. */
typedef struct
{
  TwRequest    *request;
  TwExchange   *exchange;
  GInputStream *stream;
  GByteArray   *body;
  TwFailure     failure;
} SendData;

static void
send_data_free (gpointer data)
{
  SendData *send = data;

  g_clear_object (&send->stream);
  g_clear_pointer (&send->exchange, tw_exchange_free);
  g_clear_pointer (&send->body, g_byte_array_unref);
  tw_request_unref (send->request);
  g_free (send);
}

/* The exchange is over: the next one may have its connection. Whoever holds on to the result keeps no more than
 * its answer. */
static void
end_exchange (GTask *task)
{
  SendData *send = g_task_get_task_data (task);

  g_cancellable_cancel (send->exchange->cancellable);
  g_clear_object (&send->stream);
  g_clear_pointer (&send->exchange, tw_exchange_free);
  tw_transport_leave (g_task_get_source_object (task));
}

/* Takes the error. */
static void
return_error (GTask  *task,
              GError *error)
{
  SendData *send = g_task_get_task_data (task);

  tw_log_failure (send->request, error, tw_exchange_get_elapsed (send->exchange));
  end_exchange (task);
  g_task_return_error (task, error);
}

static void
return_failure (GTask        *task,
                const GError *reason)
{
  SendData *send = g_task_get_task_data (task);

  return_error (task, tw_exchange_explain (send->exchange, reason, &send->failure));
}

static void
return_reply (GTask *task)
{
  TwTransport *self = g_task_get_source_object (task);
  SendData *send = g_task_get_task_data (task);
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&send->body));
  TwReply *reply = tw_reply_from_message (send->exchange->message, body);

  if (reply->date != NULL)
    {
      g_clear_pointer (&self->server_date, g_date_time_unref);
      self->server_date = g_date_time_ref (reply->date);
      self->server_date_at = tw_clock_get ();
    }

  tw_log_reply (send->request, reply, tw_exchange_get_elapsed (send->exchange));
  end_exchange (task);
  g_task_return_pointer (task, reply, (GDestroyNotify) tw_reply_free);
}

static void
refuse_large_body (GTask *task)
{
  SendData *send = g_task_get_task_data (task);
  GError *error;

  error = g_error_new (TW_ERROR,
                       TW_ERROR_PROTOCOL,
                       "The answer to %s %s is larger than %d MiB",
                       send->request->method,
                       send->request->path,
                       MAX_BODY / (1024 * 1024));
  tw_error_set_http_status (error, soup_message_get_status (send->exchange->message));
  return_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SendData *send = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL)
    {
      return_failure (task, error);
      return;
    }

  if (g_bytes_get_size (bytes) == 0)
    {
      return_reply (task);
      return;
    }

  if (send->body->len + g_bytes_get_size (bytes) > MAX_BODY)
    {
      refuse_large_body (task);
      return;
    }

  g_byte_array_append (send->body, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_input_stream_read_bytes_async (send->stream,
                                   READ_SIZE,
                                   G_PRIORITY_DEFAULT,
                                   send->exchange->cancellable,
                                   read_cb,
                                   g_steal_pointer (&task));
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SendData *send = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GError *foreign;

  send->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (send->stream == NULL)
    {
      return_failure (task, error);
      return;
    }

  foreign = tw_exchange_check_origin (send->exchange);
  if (foreign != NULL)
    {
      return_error (task, foreign);
      return;
    }

  send->body = g_byte_array_new ();
  g_input_stream_read_bytes_async (send->stream,
                                   READ_SIZE,
                                   G_PRIORITY_DEFAULT,
                                   send->exchange->cancellable,
                                   read_cb,
                                   g_steal_pointer (&task));
}

static SoupMessage *
build_message (TwTransport  *self,
               TwRequest    *request,
               GError      **error)
{
  g_autofree char *query = tw_request_dup_query (request);
  g_autoptr (GUri) uri = tw_url_build (self->base, request->path, query, error);
  SoupMessage *message;
  SoupMessageHeaders *headers;

  if (uri == NULL)
    return NULL;

  message = soup_message_new_from_uri (request->method, uri);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept", "application/json");
  for (guint i = 0; i < request->headers->len; i++)
    {
      TwPair *pair = g_ptr_array_index (request->headers, i);

      soup_message_headers_replace (headers, pair->name, pair->value);
    }
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->body);

  return message;
}

static void
entered_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwTransport *self = TW_TRANSPORT (source);
  SendData *send = g_task_get_task_data (task);
  g_autoptr (SoupMessage) message = NULL;
  GError *error = NULL;

  if (!tw_transport_enter_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  message = build_message (self, send->request, &error);
  if (message == NULL || g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      tw_transport_leave (self);
      g_task_return_error (task, error);
      return;
    }

  send->exchange = tw_exchange_new (message,
                                    !tw_request_is_read (send->request),
                                    send->request->timeout != 0 ? send->request->timeout : DEFAULT_TIMEOUT,
                                    self->ca_database,
                                    g_task_get_cancellable (task));
  soup_session_send_async (self->session,
                           message,
                           G_PRIORITY_DEFAULT,
                           send->exchange->cancellable,
                           sent_cb,
                           g_steal_pointer (&task));
}

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

  g_free (self->base_url);
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
  self->base_url = g_strdup (base_url);
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
 * tw_transport_get_base_url:
 * @self: a transport
 *
 * Returns: the base address, as it was given
 */
const char *
tw_transport_get_base_url (TwTransport *self)
{
  g_return_val_if_fail (TW_IS_TRANSPORT (self), NULL);

  return self->base_url;
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

/**
 * tw_transport_send_async:
 * @self: a transport
 * @request: what to send; not changed, and not to be changed until the call is over
 * @cancellable: (nullable): ends the call early; a write may then have had its effect
 * @callback: called when the answer is there
 * @user_data: passed to @callback
 *
 * Sends one request and reads its whole answer. There is neither login nor repetition here: that is
 * #TwSession's.
 */
void
tw_transport_send_async (TwTransport         *self,
                         TwRequest           *request,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  SendData *send;

  g_return_if_fail (TW_IS_TRANSPORT (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_transport_send_async);
  /* What an answer says is not dropped when a cancellation comes too late to stop the call. */
  g_task_set_check_cancellable (task, FALSE);

  send = g_new0 (SendData, 1);
  send->request = tw_request_ref (request);
  send->failure = TW_FAILURE_FINAL;
  g_task_set_task_data (task, send, send_data_free);

  tw_transport_enter_async (self, request->priority, cancellable, entered_cb, g_steal_pointer (&task));
}

/**
 * tw_transport_send_finish:
 * @self: a transport
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the answer, whatever its status. %NULL with %TW_ERROR_OFFLINE when there
 *   was none or not all of it, %TW_ERROR_PROTOCOL when it was no HTTP or too large, %TW_ERROR_VALIDATION for an
 *   address that may not be called, or %G_IO_ERROR_CANCELLED. The error's effect is %TW_EFFECT_NONE when not
 *   one byte was sent
 */
TwReply *
tw_transport_send_finish (TwTransport   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_transport_send_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tw_transport_result_failure:
 * @result: the result of a tw_transport_send_async() that failed
 *
 * Returns: why there was no answer
 */
TwFailure
tw_transport_result_failure (GAsyncResult *result)
{
  SendData *send = g_task_get_task_data (G_TASK (result));

  return send->failure;
}
