/* tw-account-file.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-account-file-private.h"

static const char * const text_keys[] = { "url", "marketplace", "realm", "username", "ca-file", "client-id" };
static const char * const number_keys[] = { "calls-per-minute", "calls-per-day", "settle-after",
                                            "full-sync-every" };

/* The first thing that is wrong with an account is its problem. */
G_GNUC_PRINTF (2, 3)
static void
set_problem (TwAccount  *account,
             const char *format,
             ...)
{
  g_autofree char *problem = NULL;
  va_list values;

  if (tw_account_get_problem (account) != NULL)
    return;

  va_start (values, format);
  problem = g_strdup_vprintf (format, values);
  va_end (values);
  g_object_set (account, "problem", problem, NULL);
}

static TwAccount *
read_type (GKeyFile   *file,
           const char *name)
{
  g_autofree char *text = g_key_file_get_string (file, name, "type", NULL);
  g_autoptr (GEnumClass) types = g_type_class_ref (TW_TYPE_ACCOUNT_TYPE);
  const GEnumValue *type = g_enum_get_value_by_nick (types, text != NULL ? text : "");
  TwAccount *account = tw_account_new (name, type != NULL ? type->value : TW_ACCOUNT_UNKNOWN);

  if (tw_account_get_account_type (account) == TW_ACCOUNT_UNKNOWN)
    {
      g_object_set (account, "type-name", text, NULL);
      set_problem (account, "type “%s” is not known to this version", text != NULL ? text : "");
    }

  return account;
}

/**
 * tw_account_read_group:
 * @file: the file of accounts
 * @name: an account's name
 *
 * What cannot be used is told by tw_account_get_problem(), so that one account does not stand in the way of others.
 *
 * Returns: (transfer full): the account
 */
TwAccount *
tw_account_read_group (GKeyFile   *file,
                       const char *name)
{
  TwAccount *account = read_type (file, name);

  for (guint i = 0; i < G_N_ELEMENTS (text_keys); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      if (!g_key_file_has_key (file, name, text_keys[i], NULL))
        continue;

      text = g_key_file_get_string (file, name, text_keys[i], &error);
      if (error != NULL)
        set_problem (account, "%s is not a text", text_keys[i]);
      else
        g_object_set (account, text_keys[i], text, NULL);
    }

  for (guint i = 0; i < G_N_ELEMENTS (number_keys); i++)
    {
      g_autoptr (GError) error = NULL;
      int number;

      if (!g_key_file_has_key (file, name, number_keys[i], NULL))
        continue;

      number = g_key_file_get_integer (file, name, number_keys[i], &error);
      if (error != NULL || number < 0)
        set_problem (account, "%s is not a number of 0 or more", number_keys[i]);
      else
        g_object_set (account, number_keys[i], (guint) number, NULL);
    }

  return account;
}

/**
 * tw_account_write_group:
 * @self: an account without a problem
 * @file: the file of accounts
 *
 * Writes what is known of the account; keys that only other versions know stay.
 */
void
tw_account_write_group (TwAccount *self,
                        GKeyFile  *file)
{
  const char *name = tw_account_get_name (self);
  g_autoptr (GEnumClass) types = g_type_class_ref (TW_TYPE_ACCOUNT_TYPE);

  g_key_file_set_string (file, name, "type",
                         g_enum_get_value (types, tw_account_get_account_type (self))->value_nick);
  for (guint i = 0; i < G_N_ELEMENTS (text_keys); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (self, text_keys[i], &text, NULL);
      if (text != NULL)
        g_key_file_set_string (file, name, text_keys[i], text);
      else
        g_key_file_remove_key (file, name, text_keys[i], NULL);
    }

  for (guint i = 0; i < G_N_ELEMENTS (number_keys); i++)
    {
      guint number;

      g_object_get (self, number_keys[i], &number, NULL);
      g_key_file_set_integer (file, name, number_keys[i], (int) MIN (number, (guint) G_MAXINT));
    }
}
