/* tw-cli-rows.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tw-csv.h"
#include "cli/tw-cli-columns.h"
#include "cli/tw-cli-grid.h"
#include "cli/tw-cli-value.h"

const TwCliOption tw_cli_rows_options[] = {
  { "columns", TW_CLI_TEXT, N_("A,B,C"), N_("Print these columns: names of fields, or paths such as address.city") },
  { "csv", TW_CLI_FLAG, NULL, N_("Print CSV, for spreadsheets and programs") },
  { "limit", TW_CLI_NUMBER, N_("N"), N_("Print at most so many rows; otherwise all") },
  { NULL },
};

struct _TwCliRows
{
  GPtrArray    *columns; /* TwCliColumn */
  TwJsonWriter *json;    /* one of these three */
  TwCsvWriter  *csv;
  TwCliGrid    *grid;
  guint         n_rows;
};

/**
 * tw_cli_rows_new:
 * @args: what was given
 * @type: the rows' type
 * @table_columns: columns of a table, unless others are asked for
 * @csv_columns: columns of CSV, unless others are asked for
 * @error: a usage error
 *
 * Returns: (transfer full): a printer of rows in the form that was asked for
 */
TwCliRows *
tw_cli_rows_new (const TwCliArgs  *args,
                 GType             type,
                 const char       *table_columns,
                 const char       *csv_columns,
                 GError          **error)
{
  g_autoptr (TwCliRows) self = g_new0 (TwCliRows, 1);
  const char *columns = tw_cli_args_get (args, "columns");
  gboolean csv = tw_cli_args_has (args, "csv");

  if (tw_cli_args_has (args, "json") && (csv || columns != NULL))
    {
      tw_cli_set_usage_error (error, _("--json prints whole objects: --%s does not go with it"),
                              csv ? "csv" : "columns");
      return NULL;
    }

  if (columns == NULL)
    columns = csv ? csv_columns : table_columns;
  self->columns = tw_cli_columns_parse (type, columns, error);
  if (self->columns == NULL)
    return NULL;

  if (tw_cli_args_has (args, "json"))
    self->json = tw_json_writer_new (TRUE);
  else if (csv)
    self->csv = tw_csv_writer_new ();
  else
    self->grid = tw_cli_grid_new ();

  return g_steal_pointer (&self);
}

/**
 * tw_cli_rows_free:
 * @self: (transfer full): a printer of rows
 */
void
tw_cli_rows_free (TwCliRows *self)
{
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->json, tw_json_writer_free);
  g_clear_pointer (&self->csv, tw_csv_writer_free);
  g_clear_pointer (&self->grid, tw_cli_grid_free);
  g_free (self);
}

static void
write_json (TwCliRows *self)
{
  g_autofree char *chunk = tw_json_writer_steal_chunk (self->json);

  tw_cli_output_write_json (chunk);
}

static void
write_csv (TwCliRows *self)
{
  g_autofree char *chunk = NULL;

  tw_csv_writer_end_row (self->csv);
  chunk = tw_csv_writer_steal_chunk (self->csv);
  tw_cli_output_write_data (chunk, strlen (chunk));
}

/**
 * tw_cli_rows_begin:
 * @self: a printer of rows
 *
 * Prints what stands before the first row.
 */
void
tw_cli_rows_begin (TwCliRows *self)
{
  if (self->json != NULL)
    {
      tw_json_writer_begin_array (self->json);
      return;
    }

  for (guint i = 0; i < self->columns->len; i++)
    {
      const TwCliColumn *column = g_ptr_array_index (self->columns, i);
      const char *name = tw_cli_column_get_name (column);

      if (self->csv != NULL)
        {
          tw_csv_writer_add_cell (self->csv, name);
          continue;
        }

      tw_cli_grid_add_column (self->grid, tw_cli_value_get_title (name), tw_cli_column_is_number (column));
      if (!tw_cli_column_is_text (column))
        tw_cli_grid_keep_whole (self->grid);
    }

  if (self->csv != NULL)
    write_csv (self);
}

/**
 * tw_cli_rows_add:
 * @self: a printer of rows, begun
 * @resource: a row
 * @customer_name: (nullable): name of the row's customer
 */
void
tw_cli_rows_add (TwCliRows  *self,
                 TwResource *resource,
                 const char *customer_name)
{
  self->n_rows++;
  if (self->json != NULL)
    {
      tw_resource_write_json (resource, self->json, TW_JSON_VIEW_SHOW);
      write_json (self);
      return;
    }

  for (guint i = 0; i < self->columns->len; i++)
    {
      const TwCliColumn *column = g_ptr_array_index (self->columns, i);
      g_autofree char *text = NULL;
      TwCliStyle style;

      if (self->csv != NULL)
        {
          text = tw_cli_column_dup_text (column, resource, customer_name);
          tw_csv_writer_add_cell (self->csv, text);
        }
      else
        {
          text = tw_cli_column_dup_display (column, resource, customer_name, &style);
          tw_cli_grid_add_styled (self->grid, text, style);
        }
    }

  if (self->csv != NULL)
    write_csv (self);
}

/**
 * tw_cli_rows_end:
 * @self: a printer of rows, begun
 *
 * Prints what is left.
 */
void
tw_cli_rows_end (TwCliRows *self)
{
  if (self->json != NULL)
    {
      tw_json_writer_end_array (self->json);
      write_json (self);
      tw_cli_output_write ("\n");
    }
  else if (self->grid != NULL && self->n_rows > 0)
    {
      tw_cli_grid_print (self->grid, stdout);
    }
}

/**
 * tw_cli_rows_get_n_rows:
 * @self: a printer of rows
 *
 * Returns: how many rows were added
 */
guint
tw_cli_rows_get_n_rows (TwCliRows *self)
{
  return self->n_rows;
}
