/* tw-report-value.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-report-columns.h"

#include <string.h>

/**
 * tw_report_column_read:
 * @self: a column
 * @row: (transfer none): the struct of a row
 * @value: (out caller-allocates): the cell's value; its text is valid as long as @row and @value
 *
 * Reads one cell.
 */
void
tw_report_column_read (const TwReportColumn *self,
                       gconstpointer         row,
                       TwReportValue        *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (row != NULL);
  g_return_if_fail (value != NULL);

  memset (value, 0, sizeof *value);
  value->kind = self->kind;
  self->read (self, row, value);

  if (self->kind == TW_REPORT_TEXT && (value->text == NULL || *value->text == '\0'))
    value->empty = TRUE;
  if (self->kind == TW_REPORT_DATE && !g_date_valid (&value->date))
    value->empty = TRUE;
}

/**
 * tw_report_value_append_text:
 * @self: a value
 * @text: what to append to
 *
 * Appends the value as the text formats write it: days as YYYY-MM-DD, decimals with all the digits they have, an
 * empty cell as nothing.
 */
void
tw_report_value_append_text (const TwReportValue *self,
                             GString             *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  if (self->empty)
    return;

  switch (self->kind)
    {
    case TW_REPORT_TEXT:
      g_string_append (text, self->text);
      break;

    case TW_REPORT_INT:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, self->integer);
      break;

    case TW_REPORT_DATE:
      g_string_append_printf (text, "%04u-%02u-%02u", g_date_get_year (&self->date),
                              g_date_get_month (&self->date), g_date_get_day (&self->date));
      break;

    case TW_REPORT_NUMBER:
      {
        g_autofree char *digits = tw_decimal_to_string (self->decimal);

        g_string_append (text, digits);
      }
      break;

    default:
      g_return_if_reached ();
    }
}
