/* tw-cloudblue-download.c
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
  GOutputStream  *stream;
  TwProgressFunc  progress;
  gpointer        progress_data;
} TwDownload;

static void
download_free (TwDownload *download)
{
  g_clear_object (&download->stream);
  g_free (download);
}

static void
downloaded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  goffset size = tw_transport_download_finish (TW_TRANSPORT (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, size);
}

static gboolean
check_report (TwReport  *report,
              GError   **error)
{
  const char *name = report->name != NULL ? report->name : report->id;

  if (report->status == TW_REPORT_STATUS_SUBMITTED || report->status == TW_REPORT_STATUS_PROCESSING)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT, "The report “%s” is not ready yet", name);
      return FALSE;
    }

  if (report->status == TW_REPORT_STATUS_ERROR)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT, "The marketplace could not make the report “%s”", name);
      return FALSE;
    }

  if (report->download_url == NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                   "The report “%s” has no file: the marketplace keeps files for 90 days", name);
      return FALSE;
    }

  return TRUE;
}

static void
report_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwCloudblue *self = g_task_get_source_object (task);
  TwDownload *download = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TwAnswer) answer = tw_marketplace_get_finish (TW_MARKETPLACE (source), result, &error);

  if (answer == NULL || !check_report (TW_REPORT (answer->resource), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  tw_transport_download_async (tw_session_get_transport (tw_cloudblue_get_session (self)),
                               TW_REPORT (answer->resource)->download_url, download->stream, download->progress,
                               download->progress_data, g_task_get_cancellable (task), downloaded_cb,
                               g_object_ref (task));
}

/**
 * tw_cloudblue_download_async:
 * @marketplace: a #TwCloudblue
 * @report_id: id of a report
 * @stream: where its file goes
 * @progress: (nullable): called as it grows
 * @progress_data: data for @progress
 * @cancellable: (nullable): cancels it
 * @callback: called when all of it is in @stream
 * @user_data: data for @callback
 *
 * Implements tw_marketplace_download_async().
 */
void
tw_cloudblue_download_async (TwMarketplace       *marketplace,
                             const char          *report_id,
                             GOutputStream       *stream,
                             TwProgressFunc       progress,
                             gpointer             progress_data,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (marketplace, cancellable, callback, user_data);
  TwDownload *download = g_new0 (TwDownload, 1);

  download->stream = g_object_ref (stream);
  download->progress = progress;
  download->progress_data = progress_data;
  g_task_set_source_tag (task, tw_cloudblue_download_async);
  g_task_set_task_data (task, download, (GDestroyNotify) download_free);

  /* The list can lack the link, and links expire: it is asked for anew (observed). */
  tw_marketplace_get_async (marketplace, TW_KIND_REPORT, report_id, TW_PRIORITY_PERSON, cancellable, report_cb, task);
}

/**
 * tw_cloudblue_download_finish:
 * @marketplace: a #TwCloudblue
 * @result: the result
 * @error: %TW_ERROR_CONFLICT when there is no file yet, %TW_ERROR_NOT_FOUND when there is none any more
 *
 * Returns: the file's size in bytes, -1 on failure
 */
goffset
tw_cloudblue_download_finish (TwMarketplace  *marketplace,
                              GAsyncResult   *result,
                              GError        **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
