/* tw-journal-mask.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-mask-private.h"

#include "base/tw-json-writer.h"

#include <string.h>

#define PASSWORD_TYPE "password"

/* Parameters are open sets: their names are the vendors', so a secret is also known by what it is called. */
static const char *const secret_words[] = { "password", "passwd", "passphrase", "pwd", "secret" };

static gboolean
sounds_secret (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (secret_words); i++)
    if (strstr (lower, secret_words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* A parameter is an object of `name` and `value`; the marketplace marks passwords by their `type`. */
static gboolean
is_secret_parameter (TwJson     *object,
                     GHashTable *secrets)
{
  g_autofree char *name = tw_json_dup_member_text (object, "name");
  g_autofree char *type = tw_json_dup_member_text (object, "type");

  if (g_strcmp0 (type, PASSWORD_TYPE) == 0)
    return TRUE;

  return name != NULL && (sounds_secret (name) || g_hash_table_contains (secrets, name));
}

static void
write_masked (TwJsonWriter *writer,
              TwJson       *json,
              GHashTable   *secrets)
{
  if (tw_json_get_kind (json) == TW_JSON_ARRAY)
    {
      tw_json_writer_begin_array (writer);
      for (guint i = 0; i < tw_json_get_length (json); i++)
        write_masked (writer, tw_json_get_element (json, i), secrets);
      tw_json_writer_end_array (writer);
    }
  else if (tw_json_get_kind (json) == TW_JSON_OBJECT)
    {
      gboolean secret = is_secret_parameter (json, secrets);
      g_auto (GStrv) names = tw_json_list_members (json);

      tw_json_writer_begin_object (writer);
      for (guint i = 0; names[i] != NULL; i++)
        {
          TwJson *value = tw_json_get_member (json, names[i]);
          gboolean is_value = strcmp (names[i], "value") == 0 || strcmp (names[i], "structured_value") == 0;

          tw_json_writer_name (writer, names[i]);
          if (tw_json_get_kind (value) != TW_JSON_NULL && ((secret && is_value) || sounds_secret (names[i])))
            tw_json_writer_string (writer, TW_JOURNAL_MASK);
          else
            write_masked (writer, value, secrets);
        }
      tw_json_writer_end_object (writer);
    }
  else
    tw_json_writer_json (writer, json);
}

/**
 * tw_journal_list_secrets:
 * @body: what is going to be sent
 *
 * Neither a request nor its answer says which parameters are passwords: the marketplace said so when it
 * checked them, and the request's parameters remember.
 *
 * Returns: (transfer full) (element-type utf8 utf8): a set of the names of parameters that are passwords
 */
GHashTable *
tw_journal_list_secrets (TwResource *body)
{
  GHashTable *secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *lines = TW_IS_ORDER (body) ? TW_ORDER (body)->products : NULL;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      GPtrArray *parameters = ((TwOrderLine *) g_ptr_array_index (lines, i))->parameters;

      for (guint j = 0; parameters != NULL && j < parameters->len; j++)
        {
          TwParameter *parameter = g_ptr_array_index (parameters, j);

          if (g_strcmp0 (parameter->type, PASSWORD_TYPE) == 0 && parameter->name != NULL)
            g_hash_table_add (secrets, g_strdup (parameter->name));
        }
    }

  return secrets;
}

/**
 * tw_journal_mask:
 * @json: what goes into the journal
 * @secrets: (element-type utf8 utf8): names of parameters that are passwords
 *
 * Replaces the values of password parameters, and of members called like one, by `"***"`.
 *
 * Returns: (transfer full): the same without secrets
 */
TwJson *
tw_journal_mask (TwJson     *json,
                 GHashTable *secrets)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);

  write_masked (writer, json, secrets);

  return tw_json_writer_steal_json (writer);
}
