/* tw-cli-parse.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-args-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tw-date.h"

/* Texts are UTF-8 whatever the locale is: cron has none, and names have accents there too. */
static char *
dup_utf8 (const char  *word,
          GError     **error)
{
  if (g_utf8_validate (word, -1, NULL))
    return g_strdup (word);

  return g_locale_to_utf8 (word, -1, NULL, NULL, error);
}

static gboolean
check_choice (const TwCliOption  *option,
              const char         *value,
              GError            **error)
{
  g_auto (GStrv) choices = g_strsplit (option->choices, " ", -1);
  g_autofree char *list = NULL;

  if (g_strv_contains ((const char *const *) choices, value))
    return TRUE;

  list = g_strjoinv (", ", choices);
  tw_cli_set_usage_error (error, _("--%s takes one of %s, not “%s”"), option->name, list, value);

  return FALSE;
}

static gboolean
check_value (const TwCliOption  *option,
             const char         *value,
             GError            **error)
{
  g_autoptr (GError) local_error = NULL;
  guint64 number;
  GDate date;

  if (option->choices != NULL)
    return check_choice (option, value, error);

  switch (option->kind)
    {
    case TW_CLI_NUMBER:
    case TW_CLI_SECONDS:
      if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT, &number, NULL))
        return TRUE;
      tw_cli_set_usage_error (error, _("--%s takes a whole number, not “%s”"), option->name, value);
      return FALSE;
    case TW_CLI_DATE:
      if (tw_date_parse (value, &date, &local_error))
        return TRUE;
      tw_cli_set_usage_error (error, "--%s: %s", option->name, local_error->message);
      return FALSE;
    case TW_CLI_FLAG:
    case TW_CLI_TEXT:
    case TW_CLI_TEXTS:
    case TW_CLI_FILE:
    default:
      return TRUE;
    }
}

static gboolean
option_given_cb (const char  *name,
                 const char  *value,
                 gpointer     data,
                 GError     **error)
{
  TwCliArgs *self = data;
  const TwCliOption *option = tw_cli_verb_find_option (self->verb, name + strspn (name, "-"));
  GPtrArray *values = g_hash_table_lookup (self->given, option->name);
  g_autofree char *text = NULL;

  if (values == NULL)
    {
      values = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (values, NULL);
      g_hash_table_insert (self->given, (gpointer) option->name, values);
    }
  else if (option->kind != TW_CLI_TEXTS && option->kind != TW_CLI_FLAG)
    {
      tw_cli_set_usage_error (error, _("--%s is given twice"), option->name);
      return FALSE;
    }

  if (value == NULL || (option->kind == TW_CLI_SECONDS && *value == '\0'))
    return TRUE;

  /* File names are bytes. */
  text = option->kind == TW_CLI_FILE ? g_strdup (value) : dup_utf8 (value, error);
  if (text == NULL || !check_value (option, text, error))
    return FALSE;
  g_ptr_array_insert (values, (int) values->len - 1, g_steal_pointer (&text));

  return TRUE;
}

static void
add_entries (GArray            *entries,
             const TwCliOption *options)
{
  for (const TwCliOption *option = options; option != NULL && option->name != NULL; option++)
    {
      GOptionEntry entry = { option->name, option->letter, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK,
                             option_given_cb, "", NULL };

      if (option->kind == TW_CLI_FLAG)
        entry.flags = G_OPTION_FLAG_NO_ARG;
      else if (option->kind == TW_CLI_SECONDS)
        entry.flags |= G_OPTION_FLAG_OPTIONAL_ARG;
      g_array_append_val (entries, entry);
    }
}

/* GOption takes `--yes=no` for `--yes`. */
static gboolean
check_flag (const TwCliVerb  *verb,
            const char       *word,
            GError          **error)
{
  const char *sign = strchr (word, '=');
  g_autofree char *name = sign != NULL ? g_strndup (word + 2, sign - word - 2) : NULL;
  const TwCliOption *option = name != NULL ? tw_cli_verb_find_option (verb, name) : NULL;

  if (option == NULL || option->kind != TW_CLI_FLAG)
    return TRUE;

  tw_cli_set_usage_error (error, _("--%s takes no value"), option->name);

  return FALSE;
}

/*
 * A lone `--wait` would swallow the word behind it. An empty value after an equals sign says the same without
 * doing so.
 */
static gboolean
prepare_words (const TwCliVerb  *verb,
               char            **words,
               GError          **error)
{
  for (char **word = words + 1; *word != NULL && strcmp (*word, "--") != 0; word++)
    {
      const TwCliOption *option = NULL;

      /* What follows a command is not read before the command is known. */
      if (**word != '-' && verb == NULL)
        break;
      if (!g_str_has_prefix (*word, "--"))
        continue;
      if (!check_flag (verb, *word, error))
        return FALSE;

      option = tw_cli_verb_find_option (verb, *word + 2);
      if (option != NULL && option->kind == TW_CLI_SECONDS)
        {
          char *closed = g_strconcat (*word, "=", NULL);

          g_free (*word);
          *word = closed;
        }
      else if (option != NULL && tw_cli_option_takes_value (option) && word[1] != NULL)
        {
          word++;
        }
    }

  return TRUE;
}

/* Reads the options of @verb (of all verbs, when there is none yet) out of @words, and leaves the rest there. */
static gboolean
parse_options (TwCliArgs   *self,
               char      ***words,
               gboolean     to_first_word,
               GError     **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_auto (GStrv) rest = NULL;
  GOptionGroup *group = g_option_group_new ("main", NULL, NULL, self, NULL);
  GOptionEntry remaining = { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL };

  add_entries (entries, tw_cli_global_options);
  for (guint i = 0; self->verb != NULL && i < TW_CLI_MAX_OPTION_SETS; i++)
    add_entries (entries, self->verb->options[i]);
  if (!to_first_word)
    g_array_append_val (entries, remaining);

  g_option_group_add_entries (group, (GOptionEntry *) entries->data);
  g_option_context_set_main_group (context, group);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, to_first_word);

  if (!prepare_words (self->verb, *words, error) || !g_option_context_parse_strv (context, words, error))
    return FALSE;

  for (char **word = rest; word != NULL && *word != NULL; word++)
    {
      char *text = dup_utf8 (*word, error);

      if (text == NULL)
        return FALSE;
      g_ptr_array_add (self->words, text);
    }

  return TRUE;
}

static gboolean
check_words (TwCliArgs  *self,
             GError    **error)
{
  guint least, most;

  tw_cli_verb_count_arguments (self->verb, &least, &most);
  if (self->words->len < least)
    {
      tw_cli_set_usage_error (error, _("An argument is missing: %s"), _(self->verb->arguments));
      return FALSE;
    }
  if (self->words->len > most)
    {
      tw_cli_set_usage_error (error, _("“%s” is one argument too many"),
                              tw_cli_args_get_word (self, most));
      return FALSE;
    }

  return TRUE;
}

/* What ends without doing anything, wherever it stands. */
static gboolean
asks_for_text (TwCliArgs *self)
{
  return tw_cli_args_has (self, "help") || tw_cli_args_has (self, "version");
}

static gboolean
find_verb (TwCliArgs    *self,
           char       ***words,
           GError      **error)
{
  char **at = *words + 1;

  if (at[0] == NULL)
    return TRUE;

  self->group = tw_cli_find_group (at[0]);
  if (self->group == NULL)
    {
      tw_cli_set_usage_error (error, _("There is no command “%s”; see “tradewind-cli --help”"), at[0]);
      return FALSE;
    }

  if (tw_cli_group_is_command (self->group))
    self->verb = self->group->verbs;
  else if (at[1] != NULL && at[1][0] != '-')
    self->verb = tw_cli_group_find_verb (self->group, at[1]);
  else
    return TRUE;

  if (self->verb == NULL)
    {
      tw_cli_set_usage_error (error, _("There is no “%s %s”; see “tradewind-cli %s --help”"), at[0], at[1], at[0]);
      return FALSE;
    }

  return TRUE;
}

static char **
drop_words (char  **words,
            guint   count)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, words[0]);
  for (guint i = 1 + count; i <= g_strv_length (words) - 1; i++)
    g_strv_builder_add (builder, words[i]);

  return g_strv_builder_end (builder);
}

/**
 * tw_cli_args_parse:
 * @words: (array zero-terminated=1): the command line, the program's name first
 * @error: %G_OPTION_ERROR
 *
 * Returns: (transfer full): what was given
 */
TwCliArgs *
tw_cli_args_parse (const char * const  *words,
                   GError             **error)
{
  g_autoptr (TwCliArgs) self = tw_cli_args_new ();
  g_auto (GStrv) left = g_strdupv ((char **) words);
  char **behind;

  if (!parse_options (self, &left, TRUE, error) || !find_verb (self, &left, error))
    return NULL;

  if (self->group != NULL)
    {
      behind = drop_words (left, self->verb == NULL || self->verb->name == NULL ? 1 : 2);
      g_strfreev (left);
      left = behind;
      if (!parse_options (self, &left, FALSE, error))
        return NULL;
    }

  if (asks_for_text (self))
    return g_steal_pointer (&self);

  if (self->group == NULL)
    {
      tw_cli_set_usage_error (error, _("A command is missing; see “tradewind-cli --help”"));
      return NULL;
    }
  if (self->verb == NULL)
    {
      tw_cli_set_usage_error (error, _("A verb is missing; see “tradewind-cli %s --help”"), self->group->name);
      return NULL;
    }
  if (!check_words (self, error))
    return NULL;

  return g_steal_pointer (&self);
}
