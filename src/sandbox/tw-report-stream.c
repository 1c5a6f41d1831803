/* tw-report-stream.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-report-stream.h"
#include "sandbox/tw-report-writer.h"

/* A chunk is handed out once it has this many bytes: few enough that memory stays small and other calls get
 * their turn, enough that the cost of a chunk is its rows. */
#define CHUNK_SIZE (64 * 1024)

typedef enum
{
  STATE_BEFORE,
  STATE_ROWS,
  STATE_AFTER,
} StreamState;

struct _TwReportStream
{
  const TwReportWriterClass *klass;
  TwReportWriter             writer;
  TwReportRowFunc            next_row;
  gpointer                   source;
  GDestroyNotify             free_source;
  StreamState                state;
};

static const struct
{
  const char                *name;
  const char                *content_type;
  const TwReportWriterClass *klass;
} formats[] = {
  [TW_REPORT_CSV] = { "csv", "text/csv; charset=utf-8", &tw_report_csv_class },
  [TW_REPORT_XLSX] = { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                       &tw_report_xlsx_class },
  [TW_REPORT_JSON] = { "json", "application/json", &tw_report_json_class },
  [TW_REPORT_XML] = { "xml", "application/xml", &tw_report_xml_class },
};

static gboolean
tw_report_stream_step (TwReportStream  *self,
                       GError         **error)
{
  gconstpointer row;

  switch (self->state)
    {
    case STATE_BEFORE:
      self->state = STATE_ROWS;
      return self->klass->begin (&self->writer, error);

    case STATE_ROWS:
      row = self->next_row (self->source);
      if (row == NULL)
        {
          self->state = STATE_AFTER;
          return self->klass->end (&self->writer, error);
        }
      if (!self->klass->row (&self->writer, row, error))
        return FALSE;
      self->writer.rows++;
      return TRUE;

    case STATE_AFTER:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * tw_report_format_parse:
 * @text: a format's name, in any case: the marketplace writes both "xlsx" and "XLSX"
 * @out: (out): the format; untouched on failure
 *
 * Reads the name of a file format.
 *
 * Returns: whether it is one of the four
 */
gboolean
tw_report_format_parse (const char     *text,
                        TwReportFormat *out)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (text, formats[i].name) == 0)
      {
        *out = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * tw_report_format_content_type:
 * @format: a format
 *
 * Returns: the value of the Content-Type header of such a file
 */
const char *
tw_report_format_content_type (TwReportFormat format)
{
  g_return_val_if_fail (format < G_N_ELEMENTS (formats), NULL);

  return formats[format].content_type;
}

/**
 * tw_report_stream_new:
 * @format: the file's format
 * @columns: (transfer none): what the structs of @next_row hold; must outlive the stream
 * @next_row: makes one row after another
 * @source: (transfer full): passed to @next_row
 * @free_source: (nullable): frees @source
 *
 * Prepares a report file. Nothing is made before tw_report_stream_next() asks for it, so a file of any length
 * takes the memory of one chunk.
 *
 * Returns: (transfer full): the stream, to be used from one thread
 */
TwReportStream *
tw_report_stream_new (TwReportFormat           format,
                      const TwReportColumnSet *columns,
                      TwReportRowFunc          next_row,
                      gpointer                 source,
                      GDestroyNotify           free_source)
{
  TwReportStream *self;

  g_return_val_if_fail (format < G_N_ELEMENTS (formats), NULL);
  g_return_val_if_fail (columns != NULL && columns->n_columns > 0, NULL);
  g_return_val_if_fail (next_row != NULL, NULL);

  self = g_new0 (TwReportStream, 1);
  self->klass = formats[format].klass;
  self->writer.columns = columns;
  self->writer.out = g_string_sized_new (CHUNK_SIZE + CHUNK_SIZE / 4);
  self->writer.cell = g_string_new (NULL);
  self->next_row = next_row;
  self->source = source;
  self->free_source = free_source;

  return self;
}

/**
 * tw_report_stream_next:
 * @self: the stream
 * @chunk: (out) (transfer full) (nullable): the file's next bytes, never empty; %NULL after the last ones
 * @error: return location
 *
 * Makes the next part of the file. After an error the stream can only be freed.
 *
 * Returns: %FALSE when a writer failed
 */
gboolean
tw_report_stream_next (TwReportStream  *self,
                       GBytes         **chunk,
                       GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (chunk != NULL, FALSE);

  *chunk = NULL;

  while (self->state != STATE_AFTER && self->writer.out->len < CHUNK_SIZE)
    if (!tw_report_stream_step (self, error))
      return FALSE;

  if (self->writer.out->len > 0)
    {
      *chunk = g_bytes_new (self->writer.out->str, self->writer.out->len);
      g_string_truncate (self->writer.out, 0);
    }

  return TRUE;
}

/**
 * tw_report_stream_free:
 * @self: (transfer full) (nullable): the stream
 *
 * Frees a stream and its source of rows, at whatever point it is.
 */
void
tw_report_stream_free (TwReportStream *self)
{
  if (self == NULL)
    return;

  if (self->klass->clear != NULL)
    self->klass->clear (&self->writer);
  if (self->free_source != NULL)
    self->free_source (self->source);
  g_string_free (self->writer.out, TRUE);
  g_string_free (self->writer.cell, TRUE);
  g_free (self);
}
