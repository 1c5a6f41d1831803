/* tw-report-download.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-report-download.h"

/*
 * The report is written beside its place under another name, and moved there once it is whole: a broken download
 * leaves neither half a file nor harm to an older one.
 */
typedef struct
{
  TwMarketplace  *marketplace;
  char           *report_id;
  GFile          *file;
  GFile          *part;
  TwProgressFunc  progress;
  gpointer        progress_data;
  goffset         size;
  GError         *error;
} Download;

static void
download_free (Download *download)
{
  g_object_unref (download->marketplace);
  g_free (download->report_id);
  g_object_unref (download->file);
  g_object_unref (download->part);
  g_clear_error (&download->error);
  g_free (download);
}

static GFile *
make_part_file (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *part_name = g_strdup_printf (".%s.%.8s.part", name, unique);

  return folder != NULL ? g_file_get_child (folder, part_name) : g_object_ref (file);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Download *download = g_task_get_task_data (task);

  g_file_delete_finish (G_FILE (source), result, NULL);
  g_task_return_error (task, g_steal_pointer (&download->error));
}

/* Ends with @error, which is taken, after the part is gone. */
static void
fail (GTask  *task,
      GError *error)
{
  Download *download = g_task_get_task_data (task);

  download->error = error;
  g_file_delete_async (download->part, G_PRIORITY_DEFAULT, NULL, removed_cb, task);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Download *download = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_file_move_finish (G_FILE (source), result, &error))
    fail (g_steal_pointer (&task), error);
  else
    g_task_return_int (task, download->size);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Download *download = g_task_get_task_data (task);
  GError *error = NULL;

  g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error);
  if (download->error != NULL)
    {
      g_clear_error (&error);
      fail (g_steal_pointer (&task), g_steal_pointer (&download->error));
    }
  else if (error != NULL)
    fail (g_steal_pointer (&task), error);
  else
    g_file_move_async (download->part, download->file, G_FILE_COPY_OVERWRITE, G_PRIORITY_DEFAULT,
                       g_task_get_cancellable (task), NULL, NULL, moved_cb, g_object_ref (task));
}

typedef struct
{
  GTask         *task;
  GOutputStream *stream;
} Written;

static void
downloaded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autofree Written *written = user_data;
  g_autoptr (GOutputStream) stream = written->stream;
  Download *download = g_task_get_task_data (written->task);

  download->size = tw_marketplace_download_finish (TW_MARKETPLACE (source), result, &download->error);
  g_output_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, closed_cb, written->task);
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Download *download = g_task_get_task_data (task);
  GError *error = NULL;
  GFileOutputStream *stream = g_file_create_finish (G_FILE (source), result, &error);
  Written *written;

  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  written = g_new0 (Written, 1);
  written->task = g_object_ref (task);
  written->stream = G_OUTPUT_STREAM (stream);
  tw_marketplace_download_async (download->marketplace, download->report_id, written->stream, download->progress,
                                 download->progress_data, g_task_get_cancellable (task), downloaded_cb, written);
}

/**
 * tw_report_download_async:
 * @marketplace: where the report is
 * @report_id: id of a completed report
 * @file: where to save it; replaced
 * @progress: (nullable) (scope async): called as it comes
 * @progress_data: data for @progress; must stay until @callback
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: data for @callback
 */
void
tw_report_download_async (TwMarketplace       *marketplace,
                          const char          *report_id,
                          GFile               *file,
                          TwProgressFunc       progress,
                          gpointer             progress_data,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Download *download = g_new0 (Download, 1);

  g_task_set_source_tag (task, tw_report_download_async);
  download->marketplace = g_object_ref (marketplace);
  download->report_id = g_strdup (report_id);
  download->file = g_object_ref (file);
  download->part = make_part_file (file);
  download->progress = progress;
  download->progress_data = progress_data;
  g_task_set_task_data (task, download, (GDestroyNotify) download_free);

  g_file_create_async (download->part, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT, cancellable, created_cb,
                       g_object_ref (task));
}

/**
 * tw_report_download_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: size of the file in bytes, -1 on error
 */
goffset
tw_report_download_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
