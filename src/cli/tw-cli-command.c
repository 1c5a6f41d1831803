/* tw-cli-command.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-command.h"

#include <glib/gi18n.h>
#include <string.h>

const TwCliOption tw_cli_global_options[] = {
  { "account", TW_CLI_TEXT, N_("NAME"), N_("Use this account; otherwise the only one, or the default one") },
  { "json", TW_CLI_FLAG, NULL, N_("Print the result as one JSON document") },
  { "verbose", TW_CLI_FLAG, NULL, N_("Tell on the standard error which calls are made") },
  { "help", TW_CLI_FLAG, NULL, N_("Explain the program, a group or a command, and end"), NULL, 'h' },
  { "version", TW_CLI_FLAG, NULL, N_("Print the version and end") },
  { NULL },
};

const TwCliGroup tw_cli_groups[] = {
  { "account", N_("The marketplaces you are connected to"), tw_cli_account_verbs },
  { "sync", N_("Bring the local copy of the marketplace’s lists up to date"), tw_cli_sync_verbs },
  { "customer", N_("Customers"), tw_cli_customer_verbs },
  { "order", N_("Orders: sales, changes of seats, renewals and cancellations"), tw_cli_order_verbs },
  { "subscription", N_("Subscriptions"), tw_cli_subscription_verbs },
  { "product", N_("The catalogue"), tw_cli_product_verbs },
  { "plan", N_("Service plans"), tw_cli_plan_verbs },
  { "reseller", N_("Resellers below you, their customers and orders"), tw_cli_reseller_verbs },
  { "report", N_("Reports of the marketplace, such as the lines of its invoices"), tw_cli_report_verbs },
  { "journal", N_("What was sent to the marketplace, and what became of it"), tw_cli_journal_verbs },
  { "records", N_("What exists nowhere else: back it up, take it to another computer"), tw_cli_records_verbs },
  { "search", N_("Find anything by words"), tw_cli_search_verbs },
  { "request", N_("Send any request to the marketplace’s API"), tw_cli_request_verbs },
  { NULL },
};

/**
 * tw_cli_find_group:
 * @name: a word of the command line
 *
 * Returns: (transfer none) (nullable): the group
 */
const TwCliGroup *
tw_cli_find_group (const char *name)
{
  for (const TwCliGroup *group = tw_cli_groups; group->name != NULL; group++)
    if (strcmp (group->name, name) == 0)
      return group;

  return NULL;
}

/**
 * tw_cli_group_is_command:
 * @group: a group
 *
 * Returns: whether it is a command by itself, without verbs
 */
gboolean
tw_cli_group_is_command (const TwCliGroup *group)
{
  return group->verbs[0].name == NULL;
}

/**
 * tw_cli_group_find_verb:
 * @group: a group with verbs
 * @name: a word of the command line
 *
 * Returns: (transfer none) (nullable): the verb
 */
const TwCliVerb *
tw_cli_group_find_verb (const TwCliGroup *group,
                        const char       *name)
{
  for (const TwCliVerb *verb = group->verbs; verb->run != NULL; verb++)
    if (g_strcmp0 (verb->name, name) == 0)
      return verb;

  return NULL;
}

/**
 * tw_cli_verb_find_option:
 * @verb: (nullable): a verb; %NULL for what all of them take
 * @name: an option's name, without dashes, or its letter
 *
 * Returns: (transfer none) (nullable): the option
 */
const TwCliOption *
tw_cli_verb_find_option (const TwCliVerb *verb,
                         const char      *name)
{
  for (guint i = 0; i <= TW_CLI_MAX_OPTION_SETS; i++)
    {
      const TwCliOption *options = i == 0 ? tw_cli_global_options : verb != NULL ? verb->options[i - 1] : NULL;

      for (const TwCliOption *option = options; option != NULL && option->name != NULL; option++)
        if (strcmp (option->name, name) == 0 || (name[0] == option->letter && name[0] != '\0' && name[1] == '\0'))
          return option;
    }

  return NULL;
}

/**
 * tw_cli_verb_count_arguments:
 * @verb: a verb
 * @least: (out): how many arguments it needs
 * @most: (out): how many it takes
 */
void
tw_cli_verb_count_arguments (const TwCliVerb *verb,
                             guint           *least,
                             guint           *most)
{
  g_auto (GStrv) words = g_strsplit (verb->arguments != NULL ? verb->arguments : "", " ", -1);

  *least = *most = 0;
  for (char **word = words; *word != NULL && **word != '\0'; word++)
    {
      if (**word != '[')
        (*least)++;
      *most = g_str_has_suffix (*word, "…") ? G_MAXUINT : *most + 1;
    }
}

/**
 * tw_cli_option_takes_value:
 * @option: an option
 *
 * Returns: whether a value must follow it
 */
gboolean
tw_cli_option_takes_value (const TwCliOption *option)
{
  return option->kind != TW_CLI_FLAG && option->kind != TW_CLI_SECONDS;
}

/**
 * tw_cli_option_dup_usage:
 * @option: an option
 *
 * Returns: (transfer full): how it is written: `--limit N`, `--wait[=SECONDS]`, `-h, --help`
 */
char *
tw_cli_option_dup_usage (const TwCliOption *option)
{
  GString *usage = g_string_new (NULL);

  if (option->letter != '\0')
    g_string_append_printf (usage, "-%c, ", option->letter);
  g_string_append_printf (usage, "--%s", option->name);
  if (option->kind == TW_CLI_SECONDS)
    g_string_append_printf (usage, "[=%s]", _(option->value));
  else if (option->kind != TW_CLI_FLAG)
    g_string_append_printf (usage, " %s", _(option->value));

  return g_string_free (usage, FALSE);
}

/**
 * tw_cli_option_dup_values:
 * @option: an option
 *
 * Returns: (transfer full) (nullable): the values there are, or that are known to be in use, separated by spaces
 */
char *
tw_cli_option_dup_values (const TwCliOption *option)
{
  if (option->dup_known != NULL)
    return option->dup_known ();

  return g_strdup (option->choices);
}

/**
 * tw_cli_option_dup_help:
 * @option: an option
 *
 * Returns: (transfer full): what it does, and which values it takes
 */
char *
tw_cli_option_dup_help (const TwCliOption *option)
{
  g_autofree char *values = tw_cli_option_dup_values (option);

  if (values == NULL)
    return g_strdup (_(option->help));

  /* Translators: what an option does, and values that are in use. */
  if (option->dup_known != NULL)
    return g_strdup_printf (_("%s (such as %s)"), _(option->help), values);

  return g_strdup_printf ("%s (%s)", _(option->help), values);
}
