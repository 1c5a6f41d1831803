/* tw-cli-args.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-args-private.h"

/**
 * tw_cli_set_usage_error:
 * @error: return location
 * @format: a translated sentence
 * @...: what goes into it
 *
 * Sets an error that says the command line is wrong (exit code 2).
 */
void
tw_cli_set_usage_error (GError     **error,
                        const char  *format,
                        ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
}

/**
 * tw_cli_args_new:
 *
 * Returns: (transfer full): arguments without anything given
 */
TwCliArgs *
tw_cli_args_new (void)
{
  TwCliArgs *self = g_new0 (TwCliArgs, 1);

  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->words = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * tw_cli_args_free:
 * @self: (transfer full): arguments
 */
void
tw_cli_args_free (TwCliArgs *self)
{
  g_hash_table_unref (self->given);
  g_ptr_array_unref (self->words);
  g_free (self);
}

/**
 * tw_cli_args_get_group:
 * @self: arguments
 *
 * Returns: (transfer none) (nullable): the group; %NULL when help or the version was asked for without one
 */
const TwCliGroup *
tw_cli_args_get_group (const TwCliArgs *self)
{
  return self->group;
}

/**
 * tw_cli_args_get_verb:
 * @self: arguments
 *
 * Returns: (transfer none) (nullable): the verb; %NULL when help or the version was asked for without one
 */
const TwCliVerb *
tw_cli_args_get_verb (const TwCliArgs *self)
{
  return self->verb;
}

/**
 * tw_cli_args_has:
 * @self: arguments
 * @option: an option's name, without dashes
 *
 * Returns: whether it was given
 */
gboolean
tw_cli_args_has (const TwCliArgs *self,
                 const char      *option)
{
  return g_hash_table_contains (self->given, option);
}

/**
 * tw_cli_args_get:
 * @self: arguments
 * @option: an option's name, without dashes
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
tw_cli_args_get (const TwCliArgs *self,
                 const char      *option)
{
  GPtrArray *values = g_hash_table_lookup (self->given, option);

  return values != NULL ? g_ptr_array_index (values, 0) : NULL;
}

/**
 * tw_cli_args_get_all:
 * @self: arguments
 * @option: name of an option that may come several times
 *
 * Returns: (transfer none) (array zero-terminated=1): its values, in their order
 */
const char * const *
tw_cli_args_get_all (const TwCliArgs *self,
                     const char      *option)
{
  static const char *const none[] = { NULL };
  GPtrArray *values = g_hash_table_lookup (self->given, option);

  return values != NULL ? (const char *const *) values->pdata : none;
}

/**
 * tw_cli_args_get_number:
 * @self: arguments
 * @option: name of an option that takes a number or seconds
 * @fallback: what it is when it has no value
 *
 * Returns: its value
 */
gint64
tw_cli_args_get_number (const TwCliArgs *self,
                        const char      *option,
                        gint64           fallback)
{
  const char *value = tw_cli_args_get (self, option);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : fallback;
}

/**
 * tw_cli_args_get_n_words:
 * @self: arguments
 *
 * Returns: how many arguments there are that are no options
 */
guint
tw_cli_args_get_n_words (const TwCliArgs *self)
{
  return self->words->len;
}

/**
 * tw_cli_args_get_word:
 * @self: arguments
 * @position: which, from 0
 *
 * Returns: (transfer none) (nullable): the argument
 */
const char *
tw_cli_args_get_word (const TwCliArgs *self,
                      guint            position)
{
  return position < self->words->len ? g_ptr_array_index (self->words, position) : NULL;
}
