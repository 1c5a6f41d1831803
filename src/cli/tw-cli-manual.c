/* tw-cli-manual.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-help.h"

#include <string.h>

#include "cli/tw-cli-output.h"

/* The manual is in English: it is made once, when the program is built. */

static const struct
{
  TwExit      exit;
  const char *meaning;
} exits[] = {
  { TW_EXIT_DONE, "Done." },
  { TW_EXIT_FAILED, "Failed." },
  { TW_EXIT_USAGE, "Wrong usage." },
  { TW_EXIT_SIGN_IN, "Sign-in is needed, or was refused." },
  { TW_EXIT_OUT_OF_REACH, "The marketplace or the network is out of reach." },
  { TW_EXIT_REFUSED, "Refused by the marketplace." },
  { TW_EXIT_UNKNOWN, "The outcome of a change is not known; see “journal list”." },
};

static const struct
{
  const char *path;
  const char *meaning;
} files[] = {
  { "$XDG_CONFIG_HOME/tradewind/accounts.ini", "The accounts, without their secrets." },
  { "$XDG_CACHE_HOME/tradewind/ACCOUNT.mirror.db",
    "The copy of the marketplace’s lists. It can be deleted at any time." },
  { "$XDG_DATA_HOME/tradewind/ACCOUNT.records.db", "The journal of what was sent. Keep it." },
  { "$XDG_STATE_HOME/tradewind/budget/", "How many calls were used, a file for each subscription key." },
};

/* Text for troff: dashes are dashes, and no line starts a request by accident. */
static void
append_text (GString    *page,
             const char *text)
{
  gboolean at_start = TRUE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (at_start && (*p == '.' || *p == '\''))
        g_string_append (page, "\\&");
      at_start = *p == '\n';

      if (*p == '\\')
        g_string_append (page, "\\e");
      else if (*p == '-')
        g_string_append (page, "\\-");
      else if (*p == '\n')
        g_string_append (page, "\n.PP\n");
      else
        g_string_append_c (page, *p);
    }
  g_string_append_c (page, '\n');
}

static void
append_item (GString    *page,
             const char *item,
             const char *meaning)
{
  g_string_append (page, ".TP\n.B ");
  append_text (page, item);
  append_text (page, meaning);
}

static void
append_options (GString           *page,
                const TwCliOption *options)
{
  for (const TwCliOption *option = options; option != NULL && option->name != NULL; option++)
    {
      g_autofree char *usage = tw_cli_option_dup_usage (option);
      g_autofree char *meaning = tw_cli_option_dup_help (option);
      g_autofree char *sentence = g_strconcat (meaning, ".", NULL);

      append_item (page, usage, sentence);
    }
}

static void
append_verb (GString          *page,
             const TwCliGroup *group,
             const TwCliVerb  *verb)
{
  g_autofree char *heading = g_strdup_printf ("%s%s%s%s%s", group->name, verb->name != NULL ? " " : "",
                                              verb->name != NULL ? verb->name : "", verb->arguments != NULL ? " " : "",
                                              verb->arguments != NULL ? verb->arguments : "");
  g_autofree char *summary = g_strdup_printf ("%s.", verb->summary);

  g_string_append (page, ".SS ");
  append_text (page, heading);
  append_text (page, summary);
  if (verb->help != NULL)
    {
      g_string_append (page, ".PP\n");
      append_text (page, verb->help);
    }
  for (guint i = 0; i < TW_CLI_MAX_OPTION_SETS; i++)
    append_options (page, verb->options[i]);

  g_string_append (page, ".PP\n.nf\n.RS\n");
  for (const char *const *example = verb->examples; *example != NULL; example++)
    {
      g_string_append (page, "tradewind\\-cli ");
      append_text (page, *example);
    }
  g_string_append (page, ".RE\n.fi\n");
}

/**
 * tw_cli_print_manual:
 *
 * Prints the manual page, tradewind-cli(1).
 */
void
tw_cli_print_manual (void)
{
  g_autoptr (GString) page = g_string_new (NULL);

  g_string_append (page,
                   ".TH TRADEWIND\\-CLI 1 \"\" \"Tradewind " TW_VERSION "\" \"User Commands\"\n"
                   ".nh\n.ad l\n"
                   ".SH NAME\n"
                   "tradewind\\-cli \\- work with a cloud marketplace from scripts and the terminal\n"
                   ".SH SYNOPSIS\n"
                   ".B tradewind\\-cli\n"
                   "[\\fIOPTION\\fR…] \\fICOMMAND\\fR [\\fIVERB\\fR] [\\fIARGUMENT\\fR…] [\\fIOPTION\\fR…]\n"
                   ".SH DESCRIPTION\n");
  append_text (page,
               "The command-line twin of Tradewind: the same accounts, the same local copy of the marketplace’s lists, "
               "the same drafts, checks and journal.\n"
               "The standard output carries the result and nothing else: a table for people, with --json one JSON "
               "document (lists are arrays, amounts are objects of amount and currency, members are named as in the "
               "marketplace’s API), with --csv CSV. Messages and progress go to the standard error.\n"
               "Lists read the local copy; “sync” brings it up to date. Passwords come from the keyring, the terminal "
               "or the standard input, never from an argument or the environment.");

  g_string_append (page, ".SH OPTIONS\n");
  append_options (page, tw_cli_global_options);

  g_string_append (page, ".SH COMMANDS\n");
  for (const TwCliGroup *group = tw_cli_groups; group->name != NULL; group++)
    for (const TwCliVerb *verb = group->verbs; verb->run != NULL; verb++)
      append_verb (page, group, verb);

  g_string_append (page, ".SH EXIT STATUS\n");
  for (guint i = 0; i < G_N_ELEMENTS (exits); i++)
    {
      g_autofree char *code = g_strdup_printf ("%d", exits[i].exit);

      append_item (page, code, exits[i].meaning);
    }

  g_string_append (page, ".SH ENVIRONMENT\n");
  append_item (page, "NO_COLOR", "When set, nothing is coloured.");

  g_string_append (page, ".SH FILES\n");
  append_text (page, "Where a variable is not set, its folder is ~/.config, ~/.cache, ~/.local/share or ~/.local/state.");
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    append_item (page, files[i].path, files[i].meaning);

  tw_cli_output_write (page->str);
}
