/* tw-cli-grid.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-grid.h"

#include "cli/tw-cli-text.h"

#define GAP 2
#define NARROWEST 6

typedef struct
{
  char     *title; /* (nullable) */
  gboolean  to_the_right;
  gboolean  is_whole; /* each cell is shown as it is or not at all */
  guint     width;
} Column;

typedef struct
{
  char       *text;
  TwCliStyle  style;
} Cell;

struct _TwCliGrid
{
  GArray   *columns; /* Column */
  GArray   *cells;   /* Cell, row by row */
  guint     indent;
  guint     n_shown; /* columns that the terminal has room for */
  gboolean  wraps_last;
};

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->title);
}

static void
cell_clear (gpointer data)
{
  Cell *cell = data;

  g_free (cell->text);
}

/* The widest of the columns shown that may be cut; %NULL when all are at their narrowest. */
static Column *
find_widest (TwCliGrid *self)
{
  Column *widest = NULL;

  for (guint i = 0; i < self->n_shown; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);

      if (column->width > NARROWEST && !column->is_whole && (widest == NULL || column->width > widest->width))
        widest = column;
    }

  return widest;
}

/*
 * The width in which most cells of a column are whole, within @room; 0 when most of them need more. A few long ids
 * are no reason to hide all others.
 */
static guint
find_width_for_most (TwCliGrid *self,
                     guint      index,
                     guint      room)
{
  const Column *column = &g_array_index (self->columns, Column, index);
  guint width = column->title != NULL ? MIN (tw_cli_text_width (column->title), room) : 0;
  guint n_whole = 0;
  guint n_cut = 0;

  for (guint i = index; i < self->cells->len; i += self->columns->len)
    {
      guint cell_width = tw_cli_text_width (g_array_index (self->cells, Cell, i).text);

      if (cell_width > room)
        n_cut++;
      else if (cell_width > 0)
        n_whole++;
      if (cell_width <= room)
        width = MAX (width, cell_width);
    }

  return n_whole > n_cut ? width : 0;
}

/* Shows the columns there is room for once texts are cut as far as they may be; the first one always. */
static void
choose_columns (TwCliGrid *self,
                guint      available)
{
  guint used = self->indent;

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);
      guint gap = i > 0 ? GAP : 0;
      guint needed = column->is_whole ? column->width : MIN (column->width, NARROWEST);

      if (used + gap + needed > available && i > 0)
        {
          needed = column->is_whole && used + gap < available ? find_width_for_most (self, i, available - used - gap)
                                                              : 0;
          if (needed == 0)
            return;
          column->width = needed;
        }
      used += gap + needed;
      self->n_shown = i + 1;
    }
}

/* Leaves out the last columns when there is no room for all, and cuts texts until the others fit. */
static void
fit_columns (TwCliGrid *self,
             guint      available)
{
  guint total = self->indent;
  Column *first = &g_array_index (self->columns, Column, 0);

  choose_columns (self, available);
  for (guint i = 0; i < self->n_shown; i++)
    total += g_array_index (self->columns, Column, i).width + (i > 0 ? GAP : 0);

  for (Column *column = find_widest (self); total > available && column != NULL; column = find_widest (self))
    {
      column->width--;
      total--;
    }

  if (total > available)
    first->width = available > self->indent ? available - self->indent : 1;
}

static gboolean
has_titles (TwCliGrid *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, Column, i).title != NULL)
      return TRUE;

  return FALSE;
}

/* A cell's text for its column, @used columns from the left: cut, or going on below itself. */
static char *
fit_cell (TwCliGrid  *self,
          guint       index,
          const char *text,
          guint       used)
{
  const Column *column = &g_array_index (self->columns, Column, index);
  guint width = MAX (column->width, 1);
  g_autofree char *wrapped = NULL;

  if (column->is_whole && index > 0 && tw_cli_text_width (text) > width)
    return g_strdup ("…");
  if (!self->wraps_last || index + 1 < self->columns->len || tw_cli_text_width (text) <= width)
    return tw_cli_text_fit (text, width);

  wrapped = tw_cli_text_wrap (text, used, used + width);

  return g_strdup (g_strchomp (wrapped) + used);
}

static void
print_row (TwCliGrid   *self,
           const Cell  *cells,
           FILE        *stream)
{
  guint n_cells = self->n_shown;
  guint used = self->indent;

  /* Nothing stands behind the last cell with text, blanks neither. */
  while (n_cells > 0 && *cells[n_cells - 1].text == '\0')
    n_cells--;

  fprintf (stream, "%*s", n_cells > 0 ? (int) self->indent : 0, "");
  for (guint i = 0; i < n_cells; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      gboolean is_last = i + 1 == n_cells;
      g_autofree char *fitted = fit_cell (self, i, cells[i].text, used);
      guint padding = is_last && !column->to_the_right ? 0 : column->width - tw_cli_text_width (fitted);

      fprintf (stream, "%*s%*s%s%s%s", i > 0 ? GAP : 0, "", column->to_the_right ? (int) padding : 0, "",
               tw_cli_output_get_style (stream, cells[i].style), fitted,
               tw_cli_output_end_style (stream, cells[i].style));
      if (!column->to_the_right && !is_last)
        fprintf (stream, "%*s", (int) padding, "");
      used += column->width + GAP;
    }
  fputc ('\n', stream);
}

/**
 * tw_cli_grid_new:
 *
 * Returns: (transfer full): a new table without columns
 */
TwCliGrid *
tw_cli_grid_new (void)
{
  TwCliGrid *self = g_new0 (TwCliGrid, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, cell_clear);

  return self;
}

/**
 * tw_cli_grid_free:
 * @self: (transfer full): a table
 */
void
tw_cli_grid_free (TwCliGrid *self)
{
  g_array_unref (self->columns);
  g_array_unref (self->cells);
  g_free (self);
}

/**
 * tw_cli_grid_set_indent:
 * @self: a table
 * @indent: columns left free at the start of each line
 */
void
tw_cli_grid_set_indent (TwCliGrid *self,
                        guint      indent)
{
  self->indent = indent;
}

/**
 * tw_cli_grid_add_column:
 * @self: a table without cells
 * @title: (nullable): its title; when all are %NULL, no titles are printed
 * @to_the_right: whether its cells are numbers
 */
void
tw_cli_grid_add_column (TwCliGrid  *self,
                        const char *title,
                        gboolean    to_the_right)
{
  Column column = { NULL, to_the_right, FALSE, 0 };

  g_return_if_fail (self->cells->len == 0);

  if (title != NULL)
    {
      column.title = tw_cli_text_clean (title, -1, FALSE);
      column.width = tw_cli_text_width (column.title);
    }
  g_array_append_val (self->columns, column);
}

/**
 * tw_cli_grid_keep_whole:
 * @self: a table with a column
 *
 * Has the cells of the last column shown whole or not at all: half an id or half a date is of no use to anybody, and
 * half an amount is another amount.
 */
void
tw_cli_grid_keep_whole (TwCliGrid *self)
{
  g_return_if_fail (self->columns->len > 0);

  g_array_index (self->columns, Column, self->columns->len - 1).is_whole = TRUE;
}

/**
 * tw_cli_grid_wrap_last:
 * @self: a table
 *
 * Has long texts of the last column go on below themselves instead of being cut: for what is read, not skimmed.
 */
void
tw_cli_grid_wrap_last (TwCliGrid *self)
{
  self->wraps_last = TRUE;
}

/**
 * tw_cli_grid_add_cell:
 * @self: a table
 * @text: (nullable): text of the next cell, from anywhere
 */
void
tw_cli_grid_add_cell (TwCliGrid  *self,
                      const char *text)
{
  tw_cli_grid_add_styled (self, text, TW_CLI_STYLE_PLAIN);
}

/**
 * tw_cli_grid_add_styled:
 * @self: a table
 * @text: (nullable): text of the next cell, from anywhere
 * @style: how it is set apart
 *
 * Adds a cell; when a row is full the next one begins.
 */
void
tw_cli_grid_add_styled (TwCliGrid  *self,
                        const char *text,
                        TwCliStyle  style)
{
  Cell cell = { tw_cli_text_clean (text != NULL ? text : "", -1, FALSE), style };
  Column *column;

  g_return_if_fail (self->columns->len > 0);

  column = &g_array_index (self->columns, Column, self->cells->len % self->columns->len);
  column->width = MAX (column->width, tw_cli_text_width (cell.text));
  g_array_append_val (self->cells, cell);
}

/**
 * tw_cli_grid_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows it has
 */
guint
tw_cli_grid_get_n_rows (TwCliGrid *self)
{
  return self->cells->len / self->columns->len;
}

/**
 * tw_cli_grid_print:
 * @self: a table
 * @stream: standard output or standard error
 *
 * On a terminal that is too narrow texts are cut; where that is not enough, the last columns are left out.
 */
void
tw_cli_grid_print (TwCliGrid *self,
                   FILE      *stream)
{
  guint available = tw_cli_output_get_width (stream);
  g_autofree Cell *titles = g_new0 (Cell, self->columns->len);

  g_return_if_fail (self->columns->len > 0);

  fit_columns (self, available);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *title = g_array_index (self->columns, Column, i).title;

      titles[i].text = (char *) (title != NULL ? title : "");
      titles[i].style = TW_CLI_STYLE_BOLD;
    }
  if (has_titles (self))
    print_row (self, titles, stream);

  for (guint i = 0; i + self->columns->len <= self->cells->len; i += self->columns->len)
    print_row (self, &g_array_index (self->cells, Cell, i), stream);
}
