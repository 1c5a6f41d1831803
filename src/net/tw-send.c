/* tw-send.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-transport-private.h"

#include "net/tw-http-private.h"
#include "net/tw-log-private.h"
#include "net/tw-url-private.h"

/* One request and its answer, over a transport. */

/* Seconds for an answer, unless the request says otherwise. */
#define DEFAULT_TIMEOUT 60

/* No answer of the API comes near this; a runaway one must not take the memory. */
#define MAX_BODY (64 * 1024 * 1024)

#define READ_SIZE (64 * 1024)

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
    tw_transport_set_server_date (self, reply->date);

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
  g_autoptr (GUri) uri = tw_url_build (tw_transport_get_base (self), request->path, query, error);
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
                                    tw_transport_get_ca_database (self),
                                    g_task_get_cancellable (task));
  soup_session_send_async (tw_transport_get_soup_session (self),
                           message,
                           G_PRIORITY_DEFAULT,
                           send->exchange->cancellable,
                           sent_cb,
                           g_steal_pointer (&task));
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
