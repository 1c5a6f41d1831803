/* tw-csv.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-csv.h"

#include "base/tw-decimal.h"

#include <string.h>

/* What spreadsheets take for the start of a formula, also behind the tab or line break that they strip. */
#define FORMULA_STARTS "=+-@\t\r"

struct _TwCsvWriter
{
  GString  *text;
  gboolean  in_row;
};

static gboolean
is_number (const char *text)
{
  TwDecimal number;

  return tw_decimal_parse (text, &number, NULL);
}

/**
 * tw_csv_writer_new:
 *
 * Returns: (transfer full): a new writer
 */
TwCsvWriter *
tw_csv_writer_new (void)
{
  TwCsvWriter *self = g_new0 (TwCsvWriter, 1);

  self->text = g_string_new (NULL);

  return self;
}

/**
 * tw_csv_writer_free:
 * @self: (transfer full): a writer
 */
void
tw_csv_writer_free (TwCsvWriter *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * tw_csv_writer_add_cell:
 * @self: a writer
 * @text: (nullable): UTF-8 text; %NULL is an empty cell
 *
 * Adds a cell to the row. Text that starts like a formula and is no number gets an apostrophe in front, which
 * spreadsheets do not show.
 */
void
tw_csv_writer_add_cell (TwCsvWriter *self,
                        const char  *text)
{
  gboolean is_formula;

  if (self->in_row)
    g_string_append_c (self->text, ',');
  self->in_row = TRUE;

  if (text == NULL || *text == '\0')
    return;

  is_formula = strchr (FORMULA_STARTS, *text) != NULL && !is_number (text);
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      if (is_formula)
        g_string_append_c (self->text, '\'');
      g_string_append (self->text, text);
      return;
    }

  g_string_append (self->text, is_formula ? "\"'" : "\"");
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (self->text, '"');
      g_string_append_c (self->text, *p);
    }
  g_string_append_c (self->text, '"');
}

/**
 * tw_csv_writer_end_row:
 * @self: a writer with at least one cell in its row
 */
void
tw_csv_writer_end_row (TwCsvWriter *self)
{
  g_return_if_fail (self->in_row);

  g_string_append (self->text, "\r\n");
  self->in_row = FALSE;
}

/**
 * tw_csv_writer_steal_chunk:
 * @self: a writer
 *
 * Returns: (transfer full): what was written since the last call
 */
char *
tw_csv_writer_steal_chunk (TwCsvWriter *self)
{
  GString *text = g_steal_pointer (&self->text);

  self->text = g_string_new (NULL);

  return g_string_free (text, FALSE);
}
