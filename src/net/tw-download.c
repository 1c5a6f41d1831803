/* tw-download.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-transport-private.h"

#include "net/tw-http-private.h"
#include "net/tw-url-private.h"

/* Seconds without a byte after which a download is given up. */
#define SILENCE_TIMEOUT 60

/* Storage services redirect once, seldom twice. */
#define MAX_REDIRECTS 5

#define READ_SIZE (64 * 1024)

/* One download under way. */
typedef struct
{
  GUri           *uri;
  GOutputStream  *target;
  TwProgressFunc  progress;
  gpointer        progress_data;
  TwExchange     *exchange;
  GInputStream   *source;
  GBytes         *piece;
  goffset         done;
  goffset         total;
  guint           redirects;
} DownloadData;

static void send_message (GTask *task);

static void
download_data_free (gpointer data)
{
  DownloadData *download = data;

  g_clear_pointer (&download->uri, g_uri_unref);
  g_clear_object (&download->target);
  g_clear_object (&download->source);
  g_clear_pointer (&download->exchange, tw_exchange_free);
  g_clear_pointer (&download->piece, g_bytes_unref);
  g_free (download);
}

/* Nobody reads what may be left of its answer. */
static void
end_exchange (GTask *task)
{
  DownloadData *download = g_task_get_task_data (task);

  g_cancellable_cancel (download->exchange->cancellable);
  g_clear_object (&download->source);
  g_clear_pointer (&download->exchange, tw_exchange_free);
}

/* Takes the error. */
static void
return_error (GTask  *task,
              GError *error)
{
  end_exchange (task);
  tw_transport_leave (g_task_get_source_object (task));
  g_task_return_error (task, error);
}

static void
return_failure (GTask        *task,
                const GError *reason)
{
  DownloadData *download = g_task_get_task_data (task);
  TwFailure failure;

  return_error (task, tw_exchange_explain (download->exchange, reason, &failure));
}

static GError *
explain_status (const char *host,
                guint       status)
{
  GError *error;

  switch (status)
    {
    case SOUP_STATUS_FORBIDDEN:
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      error = g_error_new (TW_ERROR,
                           TW_ERROR_NOT_FOUND,
                           "The download link of %s has expired, or the file is gone",
                           host);
      break;
    case TW_STATUS_TOO_MANY_REQUESTS:
      error = g_error_new (TW_ERROR, TW_ERROR_RATE_LIMITED, "%s asks to wait before the next download", host);
      break;
    default:
      error = g_error_new (TW_ERROR,
                           status >= 500 ? TW_ERROR_SERVER : TW_ERROR_PROTOCOL,
                           "%s answered the download with HTTP status %u",
                           host,
                           status);
      break;
    }

  tw_error_set_http_status (error, status);

  return error;
}

/* A link may lead on to another address, by the same rules as the first, and never from https to http. */
static gboolean
follow_redirect (DownloadData  *download,
                 const char    *location,
                 GError       **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) checked = NULL;
  g_autofree char *text = NULL;

  if (location != NULL)
    uri = g_uri_parse_relative (download->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || download->redirects == MAX_REDIRECTS)
    {
      g_set_error (error,
                   TW_ERROR,
                   TW_ERROR_PROTOCOL,
                   "%s redirects the download in a way that cannot be followed",
                   g_uri_get_host (download->uri));
      return FALSE;
    }

  text = g_uri_to_string (uri);
  checked = tw_url_parse (text, error);
  if (checked == NULL)
    {
      g_prefix_error (error, "%s redirects the download: ", g_uri_get_host (download->uri));
      return FALSE;
    }

  if (g_str_equal (g_uri_get_scheme (download->uri), "https") &&
      !g_str_equal (g_uri_get_scheme (checked), "https"))
    {
      g_set_error (error,
                   TW_ERROR,
                   TW_ERROR_VALIDATION,
                   "%s redirects the download to an unprotected address",
                   g_uri_get_host (download->uri));
      return FALSE;
    }

  g_uri_unref (download->uri);
  download->uri = g_steal_pointer (&checked);
  download->redirects++;

  return TRUE;
}

static void read_piece (GTask *task);

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  DownloadData *download = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      return_error (task, error);
      return;
    }

  download->done += g_bytes_get_size (download->piece);
  g_clear_pointer (&download->piece, g_bytes_unref);
  if (download->progress != NULL)
    download->progress (download->done, download->total, download->progress_data);

  read_piece (g_steal_pointer (&task));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  DownloadData *download = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  download->piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (download->piece == NULL)
    {
      return_failure (task, error);
      return;
    }

  if (g_bytes_get_size (download->piece) == 0)
    {
      g_debug ("download from %s: %" G_GOFFSET_FORMAT " bytes, %u ms",
               g_uri_get_host (download->uri),
               download->done,
               tw_exchange_get_elapsed (download->exchange));
      end_exchange (task);
      tw_transport_leave (g_task_get_source_object (task));
      g_task_return_int (task, download->done);
      return;
    }

  tw_exchange_restart_timer (download->exchange);
  g_output_stream_write_all_async (download->target,
                                   g_bytes_get_data (download->piece, NULL),
                                   g_bytes_get_size (download->piece),
                                   G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task),
                                   written_cb,
                                   g_object_ref (task));
}

/* Takes the task. */
static void
read_piece (GTask *task)
{
  DownloadData *download = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (download->source,
                                   READ_SIZE,
                                   G_PRIORITY_DEFAULT,
                                   download->exchange->cancellable,
                                   read_cb,
                                   task);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  DownloadData *download = g_task_get_task_data (task);
  SoupMessage *message = download->exchange->message;
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  guint status = soup_message_get_status (message);
  GError *error = NULL;

  download->source = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (download->source == NULL)
    {
      return_failure (task, error);
      g_error_free (error);
      return;
    }

  error = tw_exchange_check_origin (download->exchange);
  if (error != NULL)
    {
      return_error (task, error);
      return;
    }

  if (SOUP_STATUS_IS_REDIRECTION (status))
    {
      if (!follow_redirect (download, soup_message_headers_get_one (headers, "Location"), &error))
        {
          return_error (task, error);
          return;
        }
      end_exchange (task);
      send_message (g_steal_pointer (&task));
      return;
    }

  if (status != SOUP_STATUS_OK)
    {
      return_error (task, explain_status (g_uri_get_host (download->uri), status));
      return;
    }

  /* With a content coding, the length is that of the coded form. */
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_one (headers, "Content-Encoding") == NULL)
    download->total = soup_message_headers_get_content_length (headers);
  read_piece (g_steal_pointer (&task));
}

/* Takes the task. */
static void
send_message (GTask *task)
{
  DownloadData *download = g_task_get_task_data (task);
  TwTransport *self = g_task_get_source_object (task);
  g_autoptr (SoupMessage) message = soup_message_new_from_uri (SOUP_METHOD_GET, download->uri);

  download->exchange = tw_exchange_new (message,
                                        FALSE,
                                        SILENCE_TIMEOUT,
                                        tw_transport_get_ca_database (self),
                                        g_task_get_cancellable (task));
  soup_session_send_async (tw_transport_get_soup_session (self),
                           message,
                           G_PRIORITY_DEFAULT,
                           download->exchange->cancellable,
                           sent_cb,
                           task);
}

static void
entered_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tw_transport_enter_finish (TW_TRANSPORT (source), result, &error))
    send_message (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * tw_transport_download_async:
 * @self: a transport
 * @url: the whole address of a file, a secret: it is neither logged nor repeated in errors
 * @stream: where the file goes; not closed
 * @progress: (nullable) (scope notified): called after each piece with what is done and what there is, in
 *   bytes; the latter is -1 when unknown
 * @progress_data: passed to @progress
 * @cancellable: (nullable): ends the download early
 * @callback: called when the file is there or not
 * @user_data: passed to @callback
 *
 * Fetches a file from a signed address, without any header of the API (the storage services refuse them),
 * and writes it piece by piece.
 */
void
tw_transport_download_async (TwTransport         *self,
                             const char          *url,
                             GOutputStream       *stream,
                             TwProgressFunc       progress,
                             gpointer             progress_data,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GUri) uri = NULL;
  DownloadData *download;
  GError *error = NULL;

  g_return_if_fail (TW_IS_TRANSPORT (self));
  g_return_if_fail (url != NULL);
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_transport_download_async);

  uri = tw_url_parse (url, &error);
  if (uri == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  download = g_new0 (DownloadData, 1);
  download->uri = g_steal_pointer (&uri);
  download->target = g_object_ref (stream);
  download->progress = progress;
  download->progress_data = progress_data;
  download->total = -1;
  g_task_set_task_data (task, download, download_data_free);

  tw_transport_enter_async (self, TW_PRIORITY_PERSON, cancellable, entered_cb, g_steal_pointer (&task));
}

/**
 * tw_transport_download_finish:
 * @self: a transport
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: how many bytes were written. -1 with %TW_ERROR_NOT_FOUND when the link has expired or the file is
 *   gone, %TW_ERROR_VALIDATION for an address that may not be called, the errors of
 *   tw_transport_send_finish(), or what the stream said; the stream then holds an incomplete file
 */
goffset
tw_transport_download_finish (TwTransport   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_transport_download_async), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
