/* tw-cli-help.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-help.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-output.h"
#include "cli/tw-cli-text.h"

#define LINE_WIDTH 100
#define USAGE_WIDTH 28

static void
print_text (const char *text,
            guint       indent)
{
  g_autofree char *wrapped = tw_cli_text_wrap (text, indent, MIN (LINE_WIDTH, tw_cli_output_get_width (stdout)));

  tw_cli_output_write (wrapped);
}

static void
print_heading (const char *heading)
{
  g_autofree char *line = g_strdup_printf ("\n%s%s%s\n", tw_cli_output_get_style (stdout, TW_CLI_STYLE_BOLD), heading,
                                           tw_cli_output_end_style (stdout, TW_CLI_STYLE_BOLD));

  tw_cli_output_write (line);
}

/* A word or an option on the left, what it means on the right. */
static void
print_item (const char *item,
            const char *meaning)
{
  guint width = tw_cli_text_width (item);
  g_autofree char *wrapped = tw_cli_text_wrap (meaning, USAGE_WIDTH + 4,
                                               MIN (LINE_WIDTH, tw_cli_output_get_width (stdout)));
  g_autofree char *line = NULL;

  if (width <= USAGE_WIDTH)
    line = g_strdup_printf ("  %s%*s%s", item, (int) (USAGE_WIDTH - width + 2), "", wrapped + USAGE_WIDTH + 4);
  else
    line = g_strdup_printf ("  %s\n%s", item, wrapped);
  tw_cli_output_write (line);
}

G_GNUC_PRINTF (1, 2)
static void
print_hint (const char *format,
            ...)
{
  g_autofree char *hint = NULL;
  va_list values;

  va_start (values, format);
  hint = g_strdup_vprintf (format, values);
  va_end (values);
  tw_cli_output_write ("\n");
  print_text (hint, 0);
}

static void
print_options (const TwCliOption *options)
{
  for (const TwCliOption *option = options; option != NULL && option->name != NULL; option++)
    {
      g_autofree char *usage = tw_cli_option_dup_usage (option);
      g_autofree char *meaning = tw_cli_option_dup_help (option);

      print_item (usage, meaning);
    }
}

static void
print_usage (const TwCliGroup *group,
             const TwCliVerb  *verb)
{
  g_autoptr (GString) usage = g_string_new (_("Usage:"));

  g_string_append (usage, " tradewind-cli");
  if (group == NULL)
    g_string_append_printf (usage, " %s", _("[OPTION…] COMMAND …"));
  else
    g_string_append_printf (usage, " %s", group->name);
  if (group != NULL && verb == NULL)
    g_string_append_printf (usage, " %s", _("VERB …"));
  if (verb != NULL && verb->name != NULL)
    g_string_append_printf (usage, " %s", verb->name);
  if (verb != NULL && verb->arguments != NULL)
    g_string_append_printf (usage, " %s", _(verb->arguments));
  if (verb != NULL)
    g_string_append_printf (usage, " %s", _("[OPTION…]"));
  g_string_append (usage, "\n\n");

  tw_cli_output_write (usage->str);
}

static void
print_verb (const TwCliVerb *verb)
{
  print_text (_(verb->summary), 0);
  if (verb->help != NULL)
    {
      tw_cli_output_write ("\n");
      print_text (_(verb->help), 0);
    }

  if (verb->options[0] != NULL)
    {
      print_heading (_("Options"));
      for (guint i = 0; i < TW_CLI_MAX_OPTION_SETS; i++)
        print_options (verb->options[i]);
    }

  print_heading (_("Examples"));
  for (const char *const *example = verb->examples; *example != NULL; example++)
    {
      tw_cli_output_write ("  tradewind-cli ");
      tw_cli_output_write (*example);
      tw_cli_output_write ("\n");
    }
}

static void
print_group (const TwCliGroup *group)
{
  print_text (_(group->summary), 0);

  print_heading (_("Verbs"));
  for (const TwCliVerb *verb = group->verbs; verb->run != NULL; verb++)
    {
      g_autofree char *usage = verb->arguments != NULL ? g_strdup_printf ("%s %s", verb->name, _(verb->arguments))
                                                       : g_strdup (verb->name);

      print_item (usage, _(verb->summary));
    }
  print_hint (_("“tradewind-cli %s VERB --help” explains a verb and its options."), group->name);

  print_heading (_("Examples"));
  for (const TwCliVerb *verb = group->verbs; verb->run != NULL; verb++)
    {
      tw_cli_output_write ("  tradewind-cli ");
      tw_cli_output_write (verb->examples[0]);
      tw_cli_output_write ("\n");
    }
}

static void
print_program (void)
{
  print_text (_("Works with a cloud marketplace from scripts and the terminal: customers, orders, subscriptions, "
                "reports."),
              0);

  print_heading (_("Commands"));
  for (const TwCliGroup *group = tw_cli_groups; group->name != NULL; group++)
    print_item (group->name, _(group->summary));
  print_hint ("%s", _("“tradewind-cli COMMAND --help” explains a command, “man tradewind-cli” all of them."));

  print_heading (_("Examples"));
  for (const TwCliGroup *group = tw_cli_groups; group->name != NULL; group++)
    {
      tw_cli_output_write ("  tradewind-cli ");
      tw_cli_output_write (group->verbs[0].examples[0]);
      tw_cli_output_write ("\n");
    }
}

/**
 * tw_cli_help_print:
 * @group: (nullable): a group; %NULL for the program
 * @verb: (nullable): one of its verbs; %NULL for the whole group
 *
 * Prints what they are for and what they take.
 */
void
tw_cli_help_print (const TwCliGroup *group,
                   const TwCliVerb  *verb)
{
  print_usage (group, verb);
  if (verb != NULL)
    print_verb (verb);
  else if (group != NULL)
    print_group (group);
  else
    print_program ();

  print_heading (_("Options of all commands"));
  print_options (tw_cli_global_options);
}
