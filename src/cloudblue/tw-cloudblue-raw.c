/* tw-cloudblue-raw.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cloudblue"

#include "config.h"

#include "cloudblue/tw-cloudblue-private.h"

#include "base/tw-error.h"

#include <string.h>

static void
requested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TwReply *reply = tw_session_send_finish (TW_SESSION (source), result, &error);

  if (reply != NULL)
    g_task_return_pointer (task, reply, (GDestroyNotify) tw_reply_free);
  else
    g_task_return_error (task, error);
}

static gboolean
is_method (const char *method)
{
  for (const char *p = method; *p != '\0'; p++)
    if (!g_ascii_isupper (*p))
      return FALSE;

  return *method != '\0';
}

static TwRequest *
create_raw_request (const char          *method,
                    const char          *path,
                    const char * const  *query,
                    GBytes              *body,
                    GError             **error)
{
  g_autoptr (TwRequest) request = NULL;

  if (!is_method (method))
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_VALIDATION,
                           "The method is a word in capital letters, such as GET or PATCH");
      return NULL;
    }

  if (*path != '/' || strpbrk (path, "?#") != NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION,
                   "The path must start with a slash and hold neither “?” nor “#”: queries are given on their own");
      return NULL;
    }

  request = tw_request_new (method, path);
  for (guint i = 0; query != NULL && query[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (query[i], "=", 2);

      if (pair[0] == NULL || *pair[0] == '\0' || pair[1] == NULL)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION, "A query has the form NAME=VALUE; “%s” has not",
                       query[i]);
          return NULL;
        }
      tw_request_add_query (request, pair[0], pair[1]);
    }

  if (body != NULL)
    tw_request_set_body (request, "application/json", body);

  return g_steal_pointer (&request);
}

/**
 * tw_cloudblue_request_async:
 * @marketplace: a #TwCloudblue
 * @method: a method, in capital letters
 * @path: a path, not escaped, below the account's address
 * @query: (nullable): parameters, each as `NAME=VALUE`
 * @body: (nullable): JSON text
 * @cancellable: (nullable): cancels it
 * @callback: called with the answer, whatever its status
 * @user_data: data for @callback
 *
 * Implements tw_marketplace_request_async().
 */
void
tw_cloudblue_request_async (TwMarketplace       *marketplace,
                            const char          *method,
                            const char          *path,
                            const char * const  *query,
                            GBytes              *body,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (marketplace, cancellable, callback, user_data);
  GError *error = NULL;
  g_autoptr (TwRequest) request = create_raw_request (method, path, query, body, &error);

  g_task_set_source_tag (task, tw_cloudblue_request_async);
  if (request == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  tw_session_send_async (tw_cloudblue_get_session (TW_CLOUDBLUE (marketplace)), request, cancellable, requested_cb,
                         task);
}

/**
 * tw_cloudblue_request_finish:
 * @marketplace: a #TwCloudblue
 * @result: the result
 * @error: %TW_ERROR_VALIDATION when it is no request at all, or why there is no answer
 *
 * Returns: (transfer full): the answer
 */
TwReply *
tw_cloudblue_request_finish (TwMarketplace  *marketplace,
                             GAsyncResult   *result,
                             GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
