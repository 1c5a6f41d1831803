/* tw-download.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include <string.h>

#include "sandbox/tw-days.h"
#include "sandbox/tw-report.h"
#include "sandbox/tw-reporting.h"
#include "sandbox/tw-server-private.h"

#define PREFIX "/_reports/"

/* A file on its way to a client. */
typedef struct
{
  SoupServerMessage *message;
  TwReportStream    *stream;
} Download;

static void
download_free (Download *download)
{
  tw_report_stream_free (download->stream);
  g_free (download);
}

/* As the file storage refuses: XML, and no more than that. */
static void
refuse (SoupServerMessage *message,
        guint              status,
        const char        *code)
{
  g_autofree char *body = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                                           "<Error><Code>%s</Code></Error>",
                                           code);

  tw_message_reply (message, status, "application/xml", body, strlen (body));
}

/* The next piece of the file, as soon as the last one is written: there is never more than one in memory. */
static void
append_chunk (Download *download)
{
  SoupMessageBody *body = soup_server_message_get_response_body (download->message);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = NULL;

  if (!tw_report_stream_next (download->stream, &chunk, &error))
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (download->message);

      /* too late for another status: the client sees that the file is cut */
      g_warning ("A report could not be written: %s", error->message);
      g_io_stream_close (stream, NULL, NULL);
    }
  else if (chunk != NULL)
    soup_message_body_append_bytes (body, chunk);
  else
    soup_message_body_complete (body);
}

static void
wrote_chunk_cb (SoupServerMessage *message,
                gpointer           user_data)
{
  append_chunk (user_data);
}

static void
disconnect_cb (gpointer  user_data,
               GClosure *closure)
{
  download_free (user_data);
}

static TwSimReport *
find_report (TwServer   *server,
             const char *path)
{
  const char *name = strrchr (path, '/') + 1;
  g_autofree char *id = g_strndup (name, strcspn (name, "."));

  return tw_world_find_report (server->world, id);
}

static void
stream_report (TwServer          *server,
               SoupServerMessage *message,
               TwSimReport       *report)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  TwReportRequest request = { TW_REPORT_CSV, report->name, report->customization };
  Download *download = g_new0 (Download, 1);

  tw_report_format_parse (report->format, &request.format);
  g_date_clear (&request.from, 1);
  g_date_set_julian (&request.from, tw_day_of (report->start));
  g_date_clear (&request.to, 1);
  g_date_set_julian (&request.to, tw_day_of (report->end));

  download->message = message;
  download->stream = tw_report_open (server->world, &request);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_replace (headers, "Content-Type", tw_report_format_content_type (request.format));
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect_data (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), download, disconnect_cb,
                         G_CONNECT_DEFAULT);
  append_chunk (download);
}

/**
 * tw_download_owns:
 * @path: of a request
 *
 * Returns: %TRUE when it is the address of a report file
 */
gboolean
tw_download_owns (const char *path)
{
  return g_str_has_prefix (path, PREFIX);
}

/**
 * tw_download_serve:
 * @server: the server
 * @message: a request for a report file
 * @path: its path
 * @query: (nullable): its query parameters
 *
 * Answers with the file of a report. The address is that of a file storage: it knows a signature, but neither
 * tokens nor keys, and refuses requests that bring some.
 */
void
tw_download_serve (TwServer          *server,
                   SoupServerMessage *message,
                   const char        *path,
                   GHashTable        *query)
{
  TwSimReport *report = find_report (server, path);
  const char *signature = query != NULL ? g_hash_table_lookup (query, "sig") : NULL;
  g_autofree char *date = tw_time_to_http (tw_world_now (server->world));

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", date);
  if (strcmp (soup_server_message_get_method (message), "GET") != 0)
    refuse (message, 405, "UnsupportedHttpVerb");
  else if (tw_message_peek_header (message, "Authorization") != NULL
           || tw_message_peek_header (message, "X-Subscription-Key") != NULL)
    refuse (message, 403, "AuthenticationFailed");
  else if (report == NULL || !tw_reporting_check (server->world, report, signature))
    refuse (message, 403, "AuthenticationFailed");
  else if (!tw_reporting_has_file (server->world, report))
    refuse (message, 404, "BlobNotFound");
  else
    stream_report (server, message, report);
}
