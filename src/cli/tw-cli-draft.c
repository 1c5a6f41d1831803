/* tw-cli-draft.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-draft.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/tw-cli-body.h"
#include "cli/tw-cli-input.h"

#define TYPE_PASSWORD "password"

const TwCliOption tw_cli_draft_options[] = {
  { "data", TW_CLI_FILE, N_("FILE|-"), N_("Read the order from a JSON file, or from the standard input") },
  { "customer", TW_CLI_TEXT, N_("ID"), N_("Whom it is for") },
  { "line", TW_CLI_TEXTS, N_("MPN=QTY"), N_("A product and how many of it; may be given several times") },
  { "term", TW_CLI_TEXT, N_("PERIOD"), N_("Term of the products, such as P1Y") },
  { "billing", TW_CLI_TEXT, N_("PERIOD"), N_("How often they are billed, such as P1M") },
  { "vendor", TW_CLI_TEXT, N_("NAME"), N_("Vendor of the products, where several have the same MPN") },
  { "param", TW_CLI_TEXTS, N_("NAME=VALUE"),
    N_("An activation parameter of the products; may be given several times") },
  { "secret-param", TW_CLI_TEXTS, N_("NAME"),
    N_("An activation parameter whose value is asked for, or stands in a line of the standard input; may be given "
       "several times") },
  { NULL },
};

/* Options that say something of which the file says all. */
static const char *const parts[] = { "line", "term", "billing", "vendor", "param", "secret-param", NULL };

static TwOrderDraft *
new_from_file (TwCli            *cli,
               const TwCliArgs  *args,
               GError          **error)
{
  g_autoptr (TwResource) order = NULL;

  for (const char *const *part = parts; *part != NULL; part++)
    if (tw_cli_args_has (args, *part))
      {
        tw_cli_set_usage_error (error, _("--data names the whole order: --%s does not go with it"), *part);
        return NULL;
      }

  order = tw_cli_body_new (cli, args, TW_TYPE_ORDER, TW_JSON_VIEW_CREATE, error);
  if (order == NULL)
    return NULL;
  if (tw_cli_args_get (args, "customer") != NULL)
    g_object_set (order, "customer-id", tw_cli_args_get (args, "customer"), NULL);

  return tw_order_draft_new_from_order (TW_ORDER (order));
}

/* The values come in the order of the names, from people one by one. */
static gboolean
read_secrets (TwCli               *cli,
              const char * const  *names,
              char               **values,
              GError             **error)
{
  guint n_names = g_strv_length ((char **) names);

  if (!tw_cli_input_is_terminal ())
    {
      if (!tw_cli_input_read_lines (cli, n_names, values, error))
        return FALSE;
      if (n_names > 0 && values[n_names - 1] == NULL)
        {
          tw_cli_set_usage_error (error, _("The standard input has no line for each --secret-param"));
          return FALSE;
        }
      return TRUE;
    }

  for (guint i = 0; i < n_names; i++)
    if ((values[i] = tw_cli_input_ask_secret (cli, names[i], error)) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
add_secrets (TwCli            *cli,
             TwOrderDraft     *draft,
             const TwCliArgs  *args,
             GError          **error)
{
  const char *const *names = tw_cli_args_get_all (args, "secret-param");
  guint n_names = g_strv_length ((char **) names);
  g_autofree char **values = g_new0 (char *, n_names + 1);
  gboolean done = n_names == 0 || read_secrets (cli, names, values, error);

  for (guint i = 0; i < n_names; i++)
    {
      if (done)
        tw_order_draft_set_parameter (draft, names[i], values[i]);
      tw_cli_input_wipe (values[i]);
    }

  return done;
}

/* What the person typed wrong is wrong usage; what is wrong with the order is said when it is resolved. */
static gboolean
fill (TwOrderDraft     *draft,
      const TwCliArgs  *args,
      GError          **error)
{
  const char *term = tw_cli_args_get (args, "term");
  const char *billing = tw_cli_args_get (args, "billing");

  for (const char *const *line = tw_cli_args_get_all (args, "line"); *line != NULL; line++)
    if (!tw_order_draft_add_line_text (draft, *line, error))
      return FALSE;
  for (const char *const *param = tw_cli_args_get_all (args, "param"); *param != NULL; param++)
    if (!tw_order_draft_add_parameter_text (draft, *param, error))
      return FALSE;
  if (tw_cli_args_get (args, "vendor") != NULL)
    tw_order_draft_set_vendor (draft, tw_cli_args_get (args, "vendor"));

  return (term == NULL || tw_order_draft_set_term (draft, term, error)) &&
         (billing == NULL || tw_order_draft_set_billing (draft, billing, error));
}

/**
 * tw_cli_draft_new_sales:
 * @cli: the run
 * @args: what was given
 * @error: a usage error
 *
 * Returns: (transfer full): the order that the options describe, or that `--data` names
 */
TwOrderDraft *
tw_cli_draft_new_sales (TwCli            *cli,
                        const TwCliArgs  *args,
                        GError          **error)
{
  const char *customer = tw_cli_args_get (args, "customer");
  g_autoptr (TwOrderDraft) draft = NULL;
  g_autoptr (GError) local_error = NULL;

  if (tw_cli_args_has (args, "data"))
    return new_from_file (cli, args, error);

  if (customer == NULL || !tw_cli_args_has (args, "line"))
    {
      tw_cli_set_usage_error (error, _("An order needs --customer and at least one --line, or --data"));
      return NULL;
    }

  draft = tw_order_draft_new_sales (customer);
  if (!fill (draft, args, &local_error))
    {
      tw_cli_set_usage_error (error, "%s", local_error->message);
      return NULL;
    }

  return add_secrets (cli, draft, args, error) ? g_steal_pointer (&draft) : NULL;
}

static gboolean
is_in_arguments (const TwCliArgs *args,
                 const char      *name)
{
  gsize length = strlen (name);

  for (const char *const *param = tw_cli_args_get_all (args, "param"); *param != NULL; param++)
    if (strncmp (*param, name, length) == 0 && (*param)[length] == '=')
      return TRUE;

  return FALSE;
}

/**
 * tw_cli_draft_check_secrets:
 * @args: what was given
 * @parameters: (nullable) (element-type TwParameter): parameters, with the types that the marketplace told
 * @error: a usage error that names the safe way
 *
 * Every program of this computer can read the arguments of every other, and shells keep them.
 *
 * Returns: whether no password stood in the arguments
 */
gboolean
tw_cli_draft_check_secrets (const TwCliArgs  *args,
                            GPtrArray        *parameters,
                            GError          **error)
{
  for (guint i = 0; parameters != NULL && i < parameters->len; i++)
    {
      TwParameter *parameter = g_ptr_array_index (parameters, i);

      if (g_strcmp0 (parameter->type, TYPE_PASSWORD) != 0 || parameter->name == NULL ||
          !is_in_arguments (args, parameter->name))
        continue;

      tw_cli_set_usage_error (error, _("%s is a password, and others can read the arguments of a program: give it "
                                       "with --secret-param %s, or the order with --data -"),
                              parameter->name, parameter->name);
      return FALSE;
    }

  return TRUE;
}

/**
 * tw_cli_draft_resolve:
 * @cli: the run
 * @args: what was given
 * @draft: an order
 * @error: return location
 *
 * Returns: (transfer full): the exact request, each line naming one product of the catalogue
 */
TwOrder *
tw_cli_draft_resolve (TwCli            *cli,
                      const TwCliArgs  *args,
                      TwOrderDraft     *draft,
                      GError          **error)
{
  TwClient *client = tw_cli_connect (cli, args, error);
  g_autoptr (GAsyncResult) result = NULL;

  if (client == NULL)
    return NULL;

  tw_order_draft_resolve_async (draft, tw_client_get_marketplace (client), tw_client_get_mirror (client),
                                tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);

  return tw_order_draft_resolve_finish (draft, result, error);
}
