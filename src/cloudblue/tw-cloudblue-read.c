/* tw-cloudblue-read.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cloudblue"

#include "config.h"

#include "cloudblue/tw-cloudblue-private.h"

#include "base/tw-error.h"

typedef struct
{
  TwReply          *reply;
  TwCloudblueShape  shape;
  GType             type;
} TwReadJob;

static void
read_job_free (TwReadJob *job)
{
  tw_reply_free (job->reply);
  g_free (job);
}

static TwAnswer *
read_one (TwReadJob  *job,
          TwJson     *body,
          GError    **error)
{
  TwResource *resource = tw_resource_new_from_json (job->type, body, error);
  TwAnswer *answer = NULL;

  if (resource == NULL)
    return NULL;

  answer = tw_answer_new ();
  answer->resource = resource;
  answer->correlation_id = g_strdup (job->reply->correlation_id);
  answer->server_time = job->reply->date != NULL ? g_date_time_ref (job->reply->date) : NULL;

  return answer;
}

static gint64
get_count (TwJson     *pagination,
           const char *name,
           gint64      fallback)
{
  TwDecimal number;
  gint64 count;

  /* Very old answers to /orders, /subscriptions and /reports have no such block. */
  if (!tw_json_get_decimal (tw_json_get_member (pagination, name), &number, NULL) ||
      !tw_decimal_to_int64 (number, &count) || count < 0)
    return fallback;

  return count;
}

static TwPage *
read_page (TwReadJob  *job,
           TwJson     *body,
           GError    **error)
{
  g_autoptr (TwPage) page = tw_page_new ();
  TwJson *data = tw_json_get_member (body, "data");
  TwJson *pagination = tw_json_get_member (body, "pagination");
  guint length = tw_json_get_length (data);

  if (tw_json_get_kind (data) != TW_JSON_ARRAY)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_PROTOCOL, "data: an array is expected");
      return NULL;
    }

  for (guint i = 0; i < length; i++)
    {
      TwResource *row = tw_resource_new_from_json (job->type, tw_json_get_element (data, i), error);

      if (row == NULL)
        {
          g_prefix_error (error, "data[%u].", i);
          return NULL;
        }
      g_ptr_array_add (page->rows, row);
    }

  page->offset = get_count (pagination, "offset", 0);
  page->total = get_count (pagination, "total", page->offset + length);
  page->server_time = job->reply->date != NULL ? g_date_time_ref (job->reply->date) : NULL;

  return g_steal_pointer (&page);
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  TwReadJob *job = task_data;
  GError *error = NULL;
  g_autoptr (TwJson) body = tw_json_parse_bytes (job->reply->body, &error);
  TwAnswer *answer = NULL;
  TwPage *page = NULL;

  if (body != NULL && job->shape == TW_CLOUDBLUE_ONE)
    answer = read_one (job, body, &error);
  else if (body != NULL)
    page = read_page (job, body, &error);

  if (answer != NULL)
    {
      g_task_return_pointer (task, answer, (GDestroyNotify) tw_answer_free);
    }
  else if (page != NULL)
    {
      g_task_return_pointer (task, page, (GDestroyNotify) tw_page_free);
    }
  else
    {
      /* The status said yes: whatever was asked may well have happened. */
      tw_error_set_effect (error, TW_EFFECT_UNKNOWN);
      tw_error_set_http_status (error, job->reply->status);
      tw_error_set_correlation_id (error, job->reply->correlation_id);
      g_prefix_error_literal (&error, "The marketplace's answer does not fit: ");
      g_task_return_error (task, error);
    }
}

/**
 * tw_cloudblue_read_async:
 * @reply: (transfer full): a successful answer
 * @shape: whether it holds one object or a page of them
 * @type: resource type of the objects
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Reads an answer's body in a worker thread: a page of 500 rows takes longer than a frame.
 */
void
tw_cloudblue_read_async (TwReply             *reply,
                         TwCloudblueShape     shape,
                         GType                type,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  TwReadJob *job = g_new0 (TwReadJob, 1);

  job->reply = reply;
  job->shape = shape;
  job->type = type;
  g_task_set_source_tag (task, tw_cloudblue_read_async);
  g_task_set_task_data (task, job, (GDestroyNotify) read_job_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * tw_cloudblue_read_one_finish:
 * @result: the result
 * @error: %TW_ERROR_PROTOCOL naming the JSON path
 *
 * Returns: (transfer full): the answer with its object
 */
TwAnswer *
tw_cloudblue_read_one_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tw_cloudblue_read_page_finish:
 * @result: the result
 * @error: %TW_ERROR_PROTOCOL naming the JSON path
 *
 * Returns: (transfer full): the page
 */
TwPage *
tw_cloudblue_read_page_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
