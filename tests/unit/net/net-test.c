/* net-test.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net-test.h"

#include <string.h>

/* Sends, and runs the main loop until there is an answer or an error. */
TwReply *
net_test_send (TwTransport   *transport,
               TwRequest     *request,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_transport_send_async (transport, request, cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_transport_send_finish (transport, result, error);
}

TwReply *
net_test_get (TwTransport  *transport,
              const char   *path,
              GError      **error)
{
  g_autoptr (TwRequest) request = tw_request_new ("GET", path);

  return net_test_send (transport, request, NULL, error);
}

TwReply *
net_test_post (TwTransport  *transport,
               const char   *path,
               const char   *body,
               GError      **error)
{
  g_autoptr (TwRequest) request = tw_request_new ("POST", path);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  tw_request_set_body (request, "application/json", bytes);

  return net_test_send (transport, request, NULL, error);
}

TwReply *
net_test_session_send (TwSession   *session,
                       const char  *method,
                       const char  *path,
                       GError     **error)
{
  g_autoptr (TwRequest) request = tw_request_new (method, path);
  g_autoptr (GAsyncResult) result = NULL;

  tw_session_send_async (session, request, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_session_send_finish (session, result, error);
}

/* A transport to a path of a server. */
TwTransport *
net_test_transport_for (TwTestServer *server,
                        const char   *path)
{
  g_autofree char *url = g_strconcat (tw_test_server_get_url (server), path, NULL);
  g_autoptr (GError) error = NULL;
  TwTransport *transport = tw_transport_new (url, NULL, &error);

  g_assert_no_error (error);

  return transport;
}

/* An answer function that always gives the TwTestAnswer it was started with. */
void
net_test_answer (const TwTestCall *call,
                 TwTestAnswer     *answer,
                 gpointer          user_data)
{
  *answer = *(const TwTestAnswer *) user_data;
}

/* Calls of the last minute, as far as this process knows. */
guint
net_test_count_calls (TwRateBudget *budget)
{
  TwRateStatus status;

  tw_rate_budget_get_status (budget, &status);

  return status.minute;
}
