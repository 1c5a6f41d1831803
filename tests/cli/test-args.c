/* test-args.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/tw-cli-args.h"

#include <gio/gio.h>
#include <string.h>

#define WORDS(...) ((const char *const[]) { "tradewind-cli", __VA_ARGS__, NULL })

static TwCliArgs *
parse (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  TwCliArgs *args = tw_cli_args_parse (words, &error);

  g_assert_no_error (error);
  g_assert_nonnull (args);

  return args;
}

static void
refuse (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwCliArgs) args = tw_cli_args_parse (words, &error);

  g_assert_null (args);
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_OPTION_ERROR);
  g_assert_cmpint (tw_error_to_exit (error), ==, TW_EXIT_USAGE);
}

static void
test_places (void)
{
  g_autoptr (TwCliArgs) before = parse (WORDS ("--account", "shop", "--json", "order", "show", "7"));
  g_autoptr (TwCliArgs) behind = parse (WORDS ("order", "show", "7", "--json", "--account=shop"));
  g_autoptr (TwCliArgs) between = parse (WORDS ("order", "show", "--json", "7", "--account", "shop"));
  const TwCliArgs *all[] = { before, behind, between };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_assert_cmpstr (tw_cli_args_get_group (all[i])->name, ==, "order");
      g_assert_cmpstr (tw_cli_args_get_verb (all[i])->name, ==, "show");
      g_assert_cmpstr (tw_cli_args_get (all[i], "account"), ==, "shop");
      g_assert_true (tw_cli_args_has (all[i], "json"));
      g_assert_false (tw_cli_args_has (all[i], "verbose"));
      g_assert_cmpuint (tw_cli_args_get_n_words (all[i]), ==, 1);
      g_assert_cmpstr (tw_cli_args_get_word (all[i], 0), ==, "7");
      g_assert_null (tw_cli_args_get_word (all[i], 1));
    }
}

static void
test_seconds (void)
{
  g_autoptr (TwCliArgs) bare = parse (WORDS ("order", "cancel", "--wait", "7"));
  g_autoptr (TwCliArgs) last = parse (WORDS ("order", "cancel", "7", "--wait"));
  g_autoptr (TwCliArgs) given = parse (WORDS ("order", "cancel", "--wait=30", "7"));
  g_autoptr (TwCliArgs) none = parse (WORDS ("order", "cancel", "7", "--po", "--wait"));
  g_autoptr (TwCliArgs) odd = parse (WORDS ("order", "cancel", "7", "--po", "--json=1"));

  g_assert_cmpstr (tw_cli_args_get_word (bare, 0), ==, "7");
  g_assert_cmpint (tw_cli_args_get_number (bare, "wait", 600), ==, 600);
  g_assert_true (tw_cli_args_has (last, "wait"));
  g_assert_cmpint (tw_cli_args_get_number (last, "wait", 600), ==, 600);
  g_assert_cmpint (tw_cli_args_get_number (given, "wait", 600), ==, 30);
  g_assert_false (tw_cli_args_has (none, "wait"));
  g_assert_cmpstr (tw_cli_args_get (none, "po"), ==, "--wait");
  g_assert_cmpstr (tw_cli_args_get (odd, "po"), ==, "--json=1");
  refuse (WORDS ("order", "cancel", "7", "--wait=soon"));
}

static void
test_values (void)
{
  g_autoptr (TwCliArgs) args = parse (WORDS ("order", "place", "--customer", "1", "--line", "A=1", "--line=B=2",
                                             "--param", "domain=größe.example", "--data", "-"));
  g_autoptr (TwCliArgs) output = parse (WORDS ("report", "download", "--latest", "-o", "x.csv"));
  const char *const *lines = tw_cli_args_get_all (args, "line");

  g_assert_cmpstr (lines[0], ==, "A=1");
  g_assert_cmpstr (lines[1], ==, "B=2");
  g_assert_null (lines[2]);
  g_assert_cmpstr (tw_cli_args_get_all (args, "param")[0], ==, "domain=größe.example");
  g_assert_null (tw_cli_args_get_all (output, "line")[0]);
  g_assert_cmpstr (tw_cli_args_get (args, "data"), ==, "-");
  g_assert_cmpstr (tw_cli_args_get (output, "output"), ==, "x.csv");
  g_assert_null (tw_cli_args_get_word (output, 0));
}

static void
test_dashes (void)
{
  g_autoptr (TwCliArgs) args = parse (WORDS ("search", "one", "--", "--json", "two"));

  g_assert_false (tw_cli_args_has (args, "json"));
  g_assert_cmpuint (tw_cli_args_get_n_words (args), ==, 3);
  g_assert_cmpstr (tw_cli_args_get_word (args, 1), ==, "--json");
}

static void
test_help (void)
{
  g_autoptr (TwCliArgs) program = parse (WORDS ("--help"));
  g_autoptr (TwCliArgs) group = parse (WORDS ("order", "--help"));
  g_autoptr (TwCliArgs) verb = parse (WORDS ("order", "show", "-h"));
  g_autoptr (TwCliArgs) version = parse (WORDS ("--version"));

  g_assert_true (tw_cli_args_has (program, "help"));
  g_assert_null (tw_cli_args_get_group (program));
  g_assert_nonnull (tw_cli_args_get_group (group));
  g_assert_null (tw_cli_args_get_verb (group));
  g_assert_nonnull (tw_cli_args_get_verb (verb));
  g_assert_true (tw_cli_args_has (version, "version"));
}

static void
test_refusals (void)
{
  const char *const nothing[] = { "tradewind-cli", NULL };

  refuse (nothing);
  refuse (WORDS ("nothing"));
  refuse (WORDS ("order"));
  refuse (WORDS ("order", "nothing"));
  refuse (WORDS ("order", "show"));
  refuse (WORDS ("order", "show", "1", "2"));
  refuse (WORDS ("order", "show", "1", "--customer", "2"));
  refuse (WORDS ("--customer", "2", "order", "list"));
  refuse (WORDS ("order", "list", "--customer"));
  refuse (WORDS ("order", "list", "--customer", "1", "--customer", "2"));
  refuse (WORDS ("order", "list", "--status", "lost"));
  refuse (WORDS ("order", "list", "--since", "yesterday"));
  refuse (WORDS ("order", "list", "--limit", "-1"));
  refuse (WORDS ("order", "list", "--json=no"));
  refuse (WORDS ("order", "cancel", "1", "--yes=no"));
  refuse (WORDS ("search"));
}

/* What every command must declare: what it does, an example, and options whose names are taken once. */
static void
test_table (void)
{
  for (const TwCliGroup *group = tw_cli_groups; group->name != NULL; group++)
    {
      g_assert_nonnull (group->summary);
      for (const TwCliVerb *verb = group->verbs; verb->run != NULL; verb++)
        {
          g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

          g_assert_nonnull (verb->summary);
          g_assert_nonnull (verb->examples[0]);
          g_assert_null (verb->options[TW_CLI_MAX_OPTION_SETS]);
          for (guint i = 0; i <= TW_CLI_MAX_OPTION_SETS; i++)
            for (const TwCliOption *option = i == 0 ? tw_cli_global_options : verb->options[i - 1];
                 option != NULL && option->name != NULL;
                 option++)
              {
                g_assert_nonnull (option->help);
                g_assert_true ((option->value != NULL) == (option->kind != TW_CLI_FLAG));
                g_assert_true (g_hash_table_add (names, (gpointer) option->name));
              }
        }
    }
}

/* The examples of the help must be commands that there are. */
static void
test_examples (void)
{
  for (const TwCliGroup *group = tw_cli_groups; group->name != NULL; group++)
    for (const TwCliVerb *verb = group->verbs; verb->run != NULL; verb++)
      for (const char *const *example = verb->examples; *example != NULL; example++)
        {
          g_autofree char *command = g_strconcat ("tradewind-cli ", *example, NULL);
          g_auto (GStrv) words = NULL;
          g_autoptr (TwCliArgs) args = NULL;
          char *redirection = strpbrk (command, "<>");

          if (redirection != NULL)
            *redirection = '\0';
          g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
          args = parse ((const char *const *) words);
          g_assert_true (tw_cli_args_get_verb (args) == verb);
        }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/args/places", test_places);
  g_test_add_func ("/args/seconds", test_seconds);
  g_test_add_func ("/args/values", test_values);
  g_test_add_func ("/args/dashes", test_dashes);
  g_test_add_func ("/args/help", test_help);
  g_test_add_func ("/args/refusals", test_refusals);
  g_test_add_func ("/args/table", test_table);
  g_test_add_func ("/args/examples", test_examples);

  return g_test_run ();
}
