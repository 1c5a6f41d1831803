/* tw-cli-product.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/tw-cli-draft.h"
#include "cli/tw-cli-grid.h"
#include "cli/tw-cli-list.h"
#include "cli/tw-cli-show.h"
#include "cli/tw-cli-value.h"

static void
print_json (GPtrArray *checks)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (TRUE);

  tw_json_writer_begin_array (writer);
  for (guint i = 0; i < checks->len; i++)
    tw_resource_write_json (g_ptr_array_index (checks, i), writer, TW_JSON_VIEW_SHOW);
  tw_json_writer_end_array (writer);

  tw_cli_show_json (writer);
}

/* The values there are; each may have a label beside it. */
static char *
dup_choices (TwParameter *parameter)
{
  g_autoptr (GString) choices = g_string_new (NULL);

  for (guint i = 0; parameter->value_choices != NULL && i < tw_json_get_length (parameter->value_choices); i++)
    {
      TwJson *choice = tw_json_get_element (parameter->value_choices, i);
      TwJson *value = tw_json_get_kind (choice) == TW_JSON_OBJECT ? tw_json_get_member (choice, "value") : choice;
      g_autofree char *text = value != NULL ? tw_json_dup_text (value) : NULL;

      if (text != NULL)
        g_string_append_printf (choices, "%s%s", choices->len > 0 ? ", " : "", text);
    }

  return g_string_free (g_steal_pointer (&choices), FALSE);
}

static void
add_parameter (TwCliGrid        *grid,
               TwParameterCheck *check,
               TwParameter      *parameter)
{
  g_autofree char *value = tw_parameter_dup_value (parameter);
  g_autofree char *result = tw_resource_dup_text (TW_RESOURCE (parameter), "result");
  g_autofree char *choices = dup_choices (parameter);

  tw_cli_grid_add_cell (grid, check->mpn);
  tw_cli_grid_add_cell (grid, parameter->name);
  tw_cli_grid_add_cell (grid, value);
  tw_cli_grid_add_styled (grid, result, tw_cli_value_get_style ("result", result));
  tw_cli_grid_add_cell (grid, parameter->value_error != NULL ? parameter->value_error : parameter->message);
  tw_cli_grid_add_cell (grid, choices);
}

static void
print_table (GPtrArray *checks)
{
  g_autoptr (TwCliGrid) grid = tw_cli_grid_new ();

  tw_cli_grid_add_column (grid, _("MPN"), FALSE);
  tw_cli_grid_add_column (grid, _("Parameter"), FALSE);
  tw_cli_grid_add_column (grid, _("Value"), FALSE);
  tw_cli_grid_add_column (grid, _("Result"), FALSE);
  tw_cli_grid_add_column (grid, _("Message"), FALSE);
  tw_cli_grid_add_column (grid, _("Choices"), FALSE);

  for (guint i = 0; i < checks->len; i++)
    {
      TwParameterCheck *check = g_ptr_array_index (checks, i);

      for (guint k = 0; check->parameters != NULL && k < check->parameters->len; k++)
        add_parameter (grid, check, g_ptr_array_index (check->parameters, k));
    }

  if (tw_cli_grid_get_n_rows (grid) > 0)
    tw_cli_grid_print (grid, stdout);
  else
    tw_cli_note (_("These products take no activation parameters."));
}

/* What must not be shown, and whether anything was refused. */
static gboolean
review (GPtrArray *checks)
{
  gboolean passed = TRUE;

  for (guint i = 0; i < checks->len; i++)
    {
      TwParameterCheck *check = g_ptr_array_index (checks, i);

      for (guint k = 0; check->parameters != NULL && k < check->parameters->len; k++)
        {
          TwParameter *parameter = g_ptr_array_index (check->parameters, k);

          if (parameter->result == TW_VALIDATION_ERROR)
            passed = FALSE;
          if (g_strcmp0 (parameter->type, "password") == 0)
            {
              tw_resource_unset (TW_RESOURCE (parameter), "value");
              tw_resource_unset (TW_RESOURCE (parameter), "structured_value");
            }
        }
    }

  return passed;
}

static TwExit
validate (TwCli            *cli,
          const TwCliArgs  *args,
          GError          **error)
{
  g_autoptr (TwOrderDraft) draft = tw_cli_draft_new_sales (cli, args, error);
  g_autoptr (TwOrder) request = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  TwClient *client;
  gboolean passed;

  if (draft == NULL || (client = tw_cli_connect (cli, args, error)) == NULL ||
      (request = tw_cli_draft_resolve (cli, args, draft, error)) == NULL)
    return TW_EXIT_FAILED;

  tw_marketplace_validate_async (tw_client_get_marketplace (client), request, tw_cli_get_cancellable (cli),
                                 tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  checks = tw_marketplace_validate_finish (tw_client_get_marketplace (client), result, error);
  if (checks == NULL)
    return TW_EXIT_FAILED;
  for (guint i = 0; i < checks->len; i++)
    if (!tw_cli_draft_check_secrets (args, ((TwParameterCheck *) g_ptr_array_index (checks, i))->parameters, error))
      return TW_EXIT_USAGE;

  passed = review (checks);
  if (tw_cli_args_has (args, "json"))
    print_json (checks);
  else
    print_table (checks);

  return passed ? TW_EXIT_DONE : TW_EXIT_REFUSED;
}

static const TwCliOption filters[] = {
  { "mpn", TW_CLI_TEXT, N_("MPN"), N_("Only products with this MPN") },
  { "vendor", TW_CLI_TEXT, N_("NAME"), N_("Only products of this vendor") },
  { NULL },
};

const TwCliVerb tw_cli_product_verbs[] = {
  { "list", NULL, N_("List the products of the catalogue by name"), NULL,
    { filters, tw_cli_list_options, tw_cli_rows_options },
    { "product list --text \"business premium\"" }, tw_cli_list, TW_KIND_PRODUCT },
  { "validate", NULL, N_("Have the marketplace check the activation parameters of products"),
    N_("Tells which parameters the products need, which values they take, and what is wrong with those given.\n"
       "Exits with 5 when the marketplace finds an error."),
    { tw_cli_draft_options },
    { "product validate --customer 1002417 --line MST-CFQ7TTC0LH18=1 --param domain=heron.example" }, validate },
  { NULL },
};
