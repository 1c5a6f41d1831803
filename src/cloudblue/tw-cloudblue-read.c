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

/* Every order has an id, only estimates have none: their type cannot require it. */
static gboolean
check_id (TwResource  *resource,
          const char  *path,
          GError     **error)
{
  if (!TW_IS_ORDER (resource) || tw_resource_has (resource, "id"))
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "%sid: is missing", path);

  return FALSE;
}

static TwAnswer *
read_one (TwReadJob  *job,
          TwJson     *body,
          GError    **error)
{
  g_autoptr (TwResource) resource = tw_resource_new_from_json (job->type, body, error);
  TwAnswer *answer = NULL;

  if (resource == NULL || (job->shape != TW_CLOUDBLUE_ESTIMATE && !check_id (resource, "", error)))
    return NULL;

  answer = tw_answer_new ();
  answer->resource = g_steal_pointer (&resource);
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

  /* The specification's older answers to /orders, /subscriptions and /reports have no such block. */
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
  g_autoptr (GPtrArray) rows = tw_resource_list_from_json (job->type, tw_json_get_member (body, "data"), "data",
                                                           error);
  TwJson *pagination = tw_json_get_member (body, "pagination");
  TwPage *page = NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("data[%u].", i);

      if (!check_id (g_ptr_array_index (rows, i), path, error))
        return NULL;
    }

  if (rows == NULL)
    return NULL;

  page = tw_page_new ();
  page->offset = get_count (pagination, "offset", 0);
  page->total = get_count (pagination, "total", -1);
  g_ptr_array_extend_and_steal (page->rows, g_steal_pointer (&rows));
  page->server_time = job->reply->date != NULL ? g_date_time_ref (job->reply->date) : NULL;

  return page;
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

  if (body != NULL && job->shape == TW_CLOUDBLUE_PAGE)
    page = read_page (job, body, &error);
  else if (body != NULL)
    answer = read_one (job, body, &error);

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
