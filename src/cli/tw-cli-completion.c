/* tw-cli-completion.c
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

static void
append_options (GString           *words,
                const TwCliOption *options)
{
  for (const TwCliOption *option = options; option != NULL && option->name != NULL; option++)
    g_string_append_printf (words, "%s--%s", words->len > 0 ? " " : "", option->name);
}

/* What may stand for the argument of a verb, where more is known of it than its name. */
static const char *
get_argument_script (const TwCliVerb *verb)
{
  if (verb->arguments == NULL)
    return "";
  if (strstr (verb->arguments, "FILE") != NULL)
    return " [[ $current != -* ]] && { compopt -o default; return; }";
  if (strstr (verb->arguments, "NAME") != NULL)
    return " [[ $current != -* ]] && { words=$(_tradewind_cli_accounts); only=1; }";

  return "";
}

/* `order place` → the words that may follow. */
static void
append_verb (GString          *script,
             const TwCliGroup *group,
             const TwCliVerb  *verb)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < TW_CLI_MAX_OPTION_SETS; i++)
    append_options (words, verb->options[i]);
  g_string_append_printf (script, "    '%s%s%s') words='%s';%s ;;\n", group->name, verb->name != NULL ? " " : "",
                          verb->name != NULL ? verb->name : "", words->str, get_argument_script (verb));
}

static void
append_groups (GString *script)
{
  g_autoptr (GString) names = g_string_new (NULL);

  g_string_append (script, "  case $group in\n");
  for (const TwCliGroup *group = tw_cli_groups; group->name != NULL; group++)
    {
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", group->name);
      if (tw_cli_group_is_command (group))
        continue;

      g_string_append_printf (script, "    %s) verbs='", group->name);
      for (const TwCliVerb *verb = group->verbs; verb->run != NULL; verb++)
        g_string_append_printf (script, "%s%s", verb > group->verbs ? " " : "", verb->name);
      g_string_append (script, "' ;;\n");
    }
  g_string_append_printf (script, "    '') words='%s' ;;\n  esac\n", names->str);
}

/* An option behind its command, also by its letter. */
static char *
dup_pattern (const char        *command,
             const TwCliOption *option)
{
  if (option->letter == 0)
    return g_strdup_printf ("'%s --%s'", command, option->name);

  return g_strdup_printf ("'%s --%s' | '%s -%c'", command, option->name, command, option->letter);
}

/* The values that an option of one command takes. */
static void
append_choices (GString          *script,
                const TwCliGroup *group,
                const TwCliVerb  *verb)
{
  for (guint i = 0; i < TW_CLI_MAX_OPTION_SETS; i++)
    for (const TwCliOption *option = verb->options[i]; option != NULL && option->name != NULL; option++)
      {
        g_autofree char *command = g_strdup_printf ("%s%s%s", group->name, verb->name != NULL ? " " : "",
                                                    verb->name != NULL ? verb->name : "");

        g_autofree char *values = tw_cli_option_dup_values (option);

        g_autofree char *pattern = dup_pattern (command, option);

        if (values != NULL)
          g_string_append_printf (script, "    %s) words='%s' ;;\n", pattern, values);
        else if (option->kind == TW_CLI_FILE)
          g_string_append_printf (script, "    %s) compopt -o default; return ;;\n", pattern);
        else if (tw_cli_option_takes_value (option))
          g_string_append_printf (script, "    %s) return ;;\n", pattern);
      }
}

/**
 * tw_cli_print_completion:
 *
 * Prints a script that completes the program's command lines in bash.
 */
void
tw_cli_print_completion (void)
{
  g_autoptr (GString) script = g_string_new (NULL);
  g_autoptr (GString) globals = g_string_new (NULL);

  append_options (globals, tw_cli_global_options);

  g_string_append (script,
                   "# bash completion for tradewind-cli\n"
                   "\n"
                   "_tradewind_cli_accounts ()\n"
                   "{\n"
                   "  tradewind-cli account list --json 2> /dev/null |\n"
                   "    sed -n 's/^    \"name\": \"\\([^\"\\\\]*\\)\",*$/\\1/p'\n"
                   "}\n"
                   "\n"
                   "_tradewind_cli ()\n"
                   "{\n"
                   "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
                   "  local group='' verb='' verbs='' words='' only='' word i\n"
                   "\n"
                   "  COMPREPLY=()\n"
                   "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
                   "    word=${COMP_WORDS[i]}\n"
                   "    case $word in\n"
                   "      --account) ((i++)) ;;\n"
                   "      -*) ;;\n"
                   "      *) if [[ -z $group ]]; then group=$word; elif [[ -z $verb ]]; then verb=$word; fi ;;\n"
                   "    esac\n"
                   "  done\n"
                   "  if [[ $previous == --account ]]; then\n"
                   "    mapfile -t COMPREPLY < <(compgen -W \"$(_tradewind_cli_accounts)\" -- \"$current\")\n"
                   "    return\n"
                   "  fi\n"
                   "\n");
  append_groups (script);
  g_string_append (script,
                   "  if [[ -n $verbs && -z $verb ]]; then\n"
                   "    words=$verbs\n"
                   "  elif [[ -z $verbs ]]; then\n"
                   "    verb=''\n"
                   "  fi\n"
                   "\n"
                   "  case \"$group${verb:+ $verb} $previous\" in\n");
  for (const TwCliGroup *group = tw_cli_groups; group->name != NULL; group++)
    for (const TwCliVerb *verb = group->verbs; verb->run != NULL; verb++)
      append_choices (script, group, verb);
  g_string_append (script,
                   "  esac\n"
                   "  if [[ -n $words ]]; then\n"
                   "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
                   "    [[ $current != -* ]] && return\n"
                   "  fi\n"
                   "\n"
                   "  case \"$group${verb:+ $verb}\" in\n");
  for (const TwCliGroup *group = tw_cli_groups; group->name != NULL; group++)
    for (const TwCliVerb *verb = group->verbs; verb->run != NULL; verb++)
      append_verb (script, group, verb);
  g_string_append_printf (script,
                          "  esac\n"
                          "  [[ -z $only ]] && words+=' %s'\n"
                          "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
                          "}\n"
                          "\n"
                          "complete -F _tradewind_cli tradewind-cli\n",
                          globals->str);

  tw_cli_output_write (script->str);
}
