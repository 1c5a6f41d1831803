/* main.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "cli/tw-cli.h"
#include "cli/tw-cli-help.h"
#include "cli/tw-cli-output.h"

/* What the build makes files of; neither is a command for people. */
static gboolean
print_generated (const char *what)
{
  if (g_strcmp0 (what, "--generate-completion") == 0)
    tw_cli_print_completion ();
  else if (g_strcmp0 (what, "--generate-manual") == 0)
    tw_cli_print_manual ();
  else
    return FALSE;

  return TRUE;
}

static TwExit
run (const TwCliArgs  *args,
     GError          **error)
{
  const TwCliVerb *verb = tw_cli_args_get_verb (args);
  g_autoptr (TwCli) cli = NULL;

  if (tw_cli_args_has (args, "help"))
    {
      tw_cli_help_print (tw_cli_args_get_group (args), verb);
      return TW_EXIT_DONE;
    }
  if (tw_cli_args_has (args, "version"))
    {
      tw_cli_output_write ("tradewind-cli " TW_VERSION "\n");
      return TW_EXIT_DONE;
    }

  cli = tw_cli_new ();

  return verb->run (cli, args, error);
}

/* An account that could not be added has no password to replace, and no lists that were read before. */
static gboolean
adds_account (const TwCliArgs *args)
{
  const TwCliVerb *verb = tw_cli_args_get_verb (args);

  return tw_cli_args_get_group (args)->verbs == tw_cli_account_verbs && verb != NULL && g_str_equal (verb->name, "add");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TwCliArgs) args = NULL;
  g_autoptr (GError) error = NULL;
  TwExit exit = TW_EXIT_FAILED;

  /* Before there is a language: what is built must not depend on the builder's. */
  if (argc == 2 && print_generated (argv[1]))
    return tw_cli_output_flush (NULL) ? TW_EXIT_DONE : TW_EXIT_FAILED;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  args = tw_cli_args_parse ((const char *const *) argv, &error);
  tw_cli_output_init (args != NULL && tw_cli_args_has (args, "verbose"));
  if (args != NULL)
    exit = run (args, &error);
  if (error == NULL)
    tw_cli_output_flush (&error);
  else
    tw_cli_output_flush (NULL);

  if (error != NULL)
    {
      tw_cli_report_error (error, args == NULL || !adds_account (args));
      return tw_error_to_exit (error);
    }

  return exit;
}
