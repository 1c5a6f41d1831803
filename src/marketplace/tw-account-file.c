/* tw-account-file.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-account-file-private.h"

#include "base/tw-error.h"

static const char * const text_keys[] = { "url", "marketplace", "realm", "username", "ca-file", "client-id" };
static const char * const number_keys[] = { "calls-per-minute", "calls-per-day", "settle-after",
                                            "full-sync-every" };

/**
 * tw_account_read_group:
 * @file: the file of accounts
 * @name: an account's name
 * @path: where the file is, for errors
 * @error: %TW_ERROR_STORE naming file, account and key
 *
 * Returns: (transfer full): the account
 */
TwAccount *
tw_account_read_group (GKeyFile    *file,
                       const char  *name,
                       const char  *path,
                       GError     **error)
{
  g_autoptr (TwAccount) account = NULL;
  g_autofree char *type_text = g_key_file_get_string (file, name, "type", NULL);
  g_autoptr (GEnumClass) types = g_type_class_ref (TW_TYPE_ACCOUNT_TYPE);
  GEnumValue *type = g_enum_get_value_by_nick (types, type_text != NULL ? type_text : "");

  if (type == NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_STORE, "“%s”, account “%s”: type “%s” is not known to this version",
                   path, name, type_text != NULL ? type_text : "");
      return NULL;
    }

  account = tw_account_new (name, type->value);
  for (guint i = 0; i < G_N_ELEMENTS (text_keys); i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autofree char *text = NULL;

      if (!g_key_file_has_key (file, name, text_keys[i], NULL))
        continue;

      text = g_key_file_get_string (file, name, text_keys[i], &local_error);
      if (local_error != NULL)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_STORE, "“%s”, account “%s”: %s is not a text", path, name,
                       text_keys[i]);
          return NULL;
        }
      g_object_set (account, text_keys[i], text, NULL);
    }

  for (guint i = 0; i < G_N_ELEMENTS (number_keys); i++)
    {
      g_autoptr (GError) local_error = NULL;
      int number;

      if (!g_key_file_has_key (file, name, number_keys[i], NULL))
        continue;

      number = g_key_file_get_integer (file, name, number_keys[i], &local_error);
      if (local_error != NULL || number < 0)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_STORE, "“%s”, account “%s”: %s is not a number of 0 or more",
                       path, name, number_keys[i]);
          return NULL;
        }
      g_object_set (account, number_keys[i], (guint) number, NULL);
    }

  return g_steal_pointer (&account);
}

/**
 * tw_account_write_group:
 * @self: an account
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
