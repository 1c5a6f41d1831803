/* tw-log.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-log-private.h"

#include "net/tw-http-private.h"
#include "net/tw-redact.h"

/* Bodies are logged under a domain of their own: G_MESSAGES_DEBUG=tw-net-body. */
#define BODY_LOG_DOMAIN "tw-net-body"

static char *
describe (TwRequest *request)
{
  g_autofree char *query = tw_request_dup_query (request);
  g_autofree char *address = NULL;

  if (query != NULL)
    address = g_strconcat (request->path, "?", query, NULL);

  return tw_redact_text (address != NULL ? address : request->path, -1);
}

static void
log_body (const char *what,
          GBytes     *body)
{
  g_autofree char *text = NULL;
  const char *data;
  gsize length;

  if (body == NULL || g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, BODY_LOG_DOMAIN))
    return;

  data = g_bytes_get_data (body, &length);
  if (length == 0)
    return;

  if (g_utf8_validate (data, length, NULL))
    text = tw_redact_text (data, length);
  else
    text = g_strdup_printf ("(%" G_GSIZE_FORMAT " bytes that are no text)", length);
  g_log (BODY_LOG_DOMAIN, G_LOG_LEVEL_DEBUG, "%s: %s", what, text);
}

static void
log_sent (TwRequest *request)
{
  if (!request->secret)
    log_body ("sent", request->body);
}

/**
 * tw_log_reply:
 * @request: what was sent
 * @reply: what was answered
 * @elapsed: how long it took, in milliseconds
 *
 * Writes one line to the log, and the bodies to another domain of it, all without secrets.
 */
void
tw_log_reply (TwRequest     *request,
              const TwReply *reply,
              guint          elapsed)
{
  g_autofree char *address = describe (request);

  g_debug ("%s %s %u %u ms %s",
           request->method,
           address,
           reply->status,
           elapsed,
           reply->correlation_id != NULL ? reply->correlation_id : "-");
  log_sent (request);
  if (!request->secret)
    log_body ("received", reply->body);
}

/**
 * tw_log_failure:
 * @request: what was sent, or was to be
 * @error: why there is no answer
 * @elapsed: how long it took to find out, in milliseconds
 *
 * Writes one line to the log, and the body that was sent to another domain of it, all without secrets.
 */
void
tw_log_failure (TwRequest    *request,
                const GError *error,
                guint         elapsed)
{
  g_autofree char *address = describe (request);

  g_debug ("%s %s failed after %u ms: %s", request->method, address, elapsed, error->message);
  log_sent (request);
}
