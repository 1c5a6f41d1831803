/* tw-cli-search.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-columns.h"
#include "cli/tw-cli-grid.h"
#include "cli/tw-cli-list.h"
#include "cli/tw-cli-show.h"
#include "cli/tw-cli-value.h"

/* Hits shown of each kind unless told otherwise. */
#define LIMIT 10

static char *
join_words (const TwCliArgs *args)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < tw_cli_args_get_n_words (args); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "", tw_cli_args_get_word (args, i));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
print_json (GPtrArray *hits)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (TRUE);

  tw_json_writer_begin_object (writer);
  for (guint i = 0; i < hits->len; i++)
    {
      const TwMirrorHits *found = g_ptr_array_index (hits, i);

      tw_json_writer_name (writer, tw_kind_to_string (found->kind));
      tw_json_writer_begin_object (writer);
      tw_json_writer_name (writer, "total");
      tw_json_writer_int (writer, found->total);
      tw_json_writer_name (writer, "hits");
      tw_json_writer_begin_array (writer);
      for (guint k = 0; k < found->entries->len; k++)
        {
          TwMirrorEntry *entry = g_ptr_array_index (found->entries, k);

          tw_resource_write_json (entry->resource, writer, TW_JSON_VIEW_SHOW);
        }
      tw_json_writer_end_array (writer);
      tw_json_writer_end_object (writer);
    }
  tw_json_writer_end_object (writer);

  tw_cli_show_json (writer);
}

static void
print_heading (const TwMirrorHits *found)
{
  /* Translators: what was found, and how many: “Customers: 3”. */
  g_autofree char *line = g_strdup_printf (_("%s: %lu"), tw_cli_kind_get_title (found->kind), (gulong) found->total);

  tw_cli_output_write (tw_cli_output_get_style (stdout, TW_CLI_STYLE_BOLD));
  tw_cli_output_write (line);
  tw_cli_output_write (tw_cli_output_end_style (stdout, TW_CLI_STYLE_BOLD));
  tw_cli_output_write ("\n");
}

static void
print_hits (const TwMirrorHits *found)
{
  g_autoptr (GPtrArray) columns = tw_cli_columns_parse (tw_kind_get_resource_type (found->kind),
                                                        tw_cli_kind_get_columns (found->kind), NULL);
  g_autoptr (TwCliGrid) grid = tw_cli_grid_new ();

  tw_cli_grid_set_indent (grid, 2);
  for (guint i = 0; i < columns->len; i++)
    {
      const TwCliColumn *column = g_ptr_array_index (columns, i);

      tw_cli_grid_add_column (grid, NULL, tw_cli_column_is_number (column));
      if (!tw_cli_column_is_text (column))
        tw_cli_grid_keep_whole (grid);
    }

  for (guint k = 0; k < found->entries->len; k++)
    for (guint i = 0; i < columns->len; i++)
      {
        TwMirrorEntry *entry = g_ptr_array_index (found->entries, k);
        TwCliStyle style;
        g_autofree char *text = tw_cli_column_dup_display (g_ptr_array_index (columns, i), entry->resource,
                                                           entry->customer_name, &style);

        tw_cli_grid_add_styled (grid, text, style);
      }

  print_heading (found);
  tw_cli_grid_print (grid, stdout);
}

static TwExit
search (TwCli            *cli,
        const TwCliArgs  *args,
        GError          **error)
{
  TwClient *client = tw_cli_open_lists (cli, args, error);
  g_autofree char *words = join_words (args);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  if (client == NULL)
    return TW_EXIT_FAILED;

  tw_mirror_search_async (tw_client_get_mirror (client), words, (guint) tw_cli_args_get_number (args, "limit", LIMIT),
                          tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  hits = tw_mirror_search_finish (tw_client_get_mirror (client), result, error);
  if (hits == NULL)
    return TW_EXIT_FAILED;

  if (tw_cli_args_has (args, "json"))
    {
      print_json (hits);
      return TW_EXIT_DONE;
    }

  for (guint i = 0; i < hits->len; i++)
    print_hits (g_ptr_array_index (hits, i));
  if (hits->len == 0)
    tw_cli_note (_("Nothing was found in the local copy."));

  return TW_EXIT_DONE;
}

static const TwCliOption search_options[] = {
  { "limit", TW_CLI_NUMBER, N_("N"), N_("Show so many of each kind; 10 unless told otherwise") },
  { NULL },
};

const TwCliVerb tw_cli_search_verbs[] = {
  { NULL, N_("WORDS…"), N_("Find anything by words"),
    N_("Looks through all lists in the local copy. Each word must begin a word of what is found; accents and case "
       "do not matter. What is named exactly, by an id, an MPN or a PO number, comes first."),
    { search_options },
    { "search heron", "search SO048 --json" },
    search },
  { NULL },
};
