/* test-account.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"
#include "marketplace/tw-account.h"

#include <string.h>

static TwAccount *
create_account (const char *name)
{
  TwAccount *account = tw_account_new (name, TW_ACCOUNT_CLOUDBLUE);

  g_object_set (account, "url", "https://api.cloud.im/marketplace/na", "marketplace", "us", "username", "me.api", NULL);

  return account;
}

static void
assert_refused (TwAccount  *account,
                const char *field)
{
  g_autoptr (GError) error = NULL;
  TwFieldError *refused = NULL;

  g_assert_false (tw_account_check (account, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
  g_assert_cmpuint (tw_error_get_fields (error)->len, ==, 1);
  refused = g_ptr_array_index (tw_error_get_fields (error), 0);
  g_assert_cmpstr (refused->field, ==, field);
}

static void
test_defaults (void)
{
  TwAccount *account = tw_account_new ("a", TW_ACCOUNT_CLOUDBLUE);

  g_assert_cmpuint (tw_account_get_calls_per_minute (account), ==, 60);
  g_assert_cmpuint (tw_account_get_calls_per_day (account), ==, 5000);
  g_assert_cmpuint (tw_account_get_settle_after (account), ==, 300);
  g_assert_cmpuint (tw_account_get_full_sync_every (account), ==, 24 * 60 * 60);
  g_assert_false (tw_account_is_demo (account));
  g_assert_null (tw_account_get_url (account));
  g_assert_null (tw_account_get_client_id (account));
  g_assert_finalize_object (account);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  guint *count = user_data;

  (*count)++;
}

/* Empty is absent: a form cannot tell them apart. */
static void
test_properties (void)
{
  TwAccount *account = create_account ("a");
  guint count = 0;

  g_signal_connect (account, "notify", G_CALLBACK (count_cb), &count);
  g_object_set (account, "realm", "", "ca-file", NULL, "username", "me.api", "calls-per-day", 5000, NULL);
  g_assert_cmpuint (count, ==, 0);
  g_object_set (account, "username", "you.api", "calls-per-day", 0, NULL);
  g_assert_cmpuint (count, ==, 2);
  g_object_set (account, "username", "", NULL);
  g_assert_cmpuint (count, ==, 3);
  g_assert_null (tw_account_get_username (account));
  g_assert_finalize_object (account);
}

static void
test_check (void)
{
  TwAccount *account = create_account ("Ingram US");
  TwAccount *hosted = tw_account_new ("Hosted", TW_ACCOUNT_CLOUDBLUE_HOSTED);
  static const char * const urls[] = { NULL, "api.cloud.im", "not an address", "https://[::1" };
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_account_check (account, &error));
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_object_set (account, "url", urls[i], NULL);
      assert_refused (account, "url");
    }
  g_object_set (account, "url", "https://api.cloud.im", "username", NULL, NULL);
  assert_refused (account, "username");
  g_object_set (account, "username", "me", "marketplace", NULL, NULL);
  assert_refused (account, "marketplace");

  /* A hosted tenant has a realm instead of a marketplace code. */
  g_object_set (hosted, "url", "https://host.example", "username", "me", NULL);
  assert_refused (hosted, "realm");
  g_object_set (hosted, "realm", "tenant", NULL);
  g_assert_true (tw_account_check (hosted, &error));

  g_assert_finalize_object (account);
  g_assert_finalize_object (hosted);
}

static void
test_names (void)
{
  g_autofree char *longest = g_strnfill (64, 'x');
  g_autofree char *too_long = g_strnfill (65, 'x');
  const char *good[] = { "a", "Ingram US", "México", "acme.com", "100 %", "a=b;c", "#1", longest };
  const char *bad[] = { NULL, "", ".", "..", ".hidden", "a/b", "../../etc", "a\\b", "[x]", "a]", "a\nb", "a\tb", "\x01",
                        "a\x7f", " a", "a ", " ", "\u200b", "a\u202e", "\xff", too_long };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      TwAccount *account = create_account (good[i]);

      g_assert_true (tw_account_check (account, NULL));
      g_assert_finalize_object (account);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      TwAccount *account = create_account (bad[i]);

      assert_refused (account, "name");
      g_assert_finalize_object (account);
    }
}

/* Each account has files of its own, inside the folder, whatever its name. */
static void
test_paths (void)
{
  static const char * const names[] = { "a", "A b", "A%20b", "a/b", "../x", "México", "100 %" };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "tradewind", NULL);
  g_autofree char *data = g_build_filename (g_get_user_data_dir (), "tradewind", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      TwAccount *account = tw_account_new (names[i], TW_ACCOUNT_CLOUDBLUE);
      char *mirror = tw_account_dup_mirror_path (account);
      char *records = tw_account_dup_records_path (account);
      g_autofree char *mirror_folder = g_path_get_dirname (mirror);
      g_autofree char *records_folder = g_path_get_dirname (records);

      g_assert_cmpstr (mirror_folder, ==, cache);
      g_assert_cmpstr (records_folder, ==, data);
      g_assert_true (g_str_has_suffix (mirror, ".mirror.db"));
      g_assert_true (g_str_has_suffix (records, ".records.db"));
      g_assert_true (g_hash_table_add (seen, mirror));
      g_assert_true (g_hash_table_add (seen, records));
      g_assert_finalize_object (account);
    }
}

static void
test_choices (void)
{
  guint n_urls;
  guint n_codes;
  const TwChoice *urls = tw_account_list_known_urls (&n_urls);
  const TwChoice *codes = tw_account_list_known_marketplaces (&n_codes);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_urls; i++)
    {
      TwAccount *account = create_account ("a");

      g_object_set (account, "url", urls[i].code, NULL);
      g_assert_true (tw_account_check (account, NULL));
      g_assert_true (g_str_has_prefix (urls[i].code, "https://"));
      g_assert_cmpuint (strlen (urls[i].label), >, 0);
      g_assert_finalize_object (account);
    }

  g_assert_cmpstr (codes[0].code, ==, "us");
  for (guint i = 0; i < n_codes; i++)
    {
      g_assert_true (g_hash_table_add (seen, (gpointer) codes[i].code));
      g_assert_cmpuint (strlen (codes[i].label), >, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/marketplace/account/defaults", test_defaults);
  g_test_add_func ("/marketplace/account/properties", test_properties);
  g_test_add_func ("/marketplace/account/check", test_check);
  g_test_add_func ("/marketplace/account/names", test_names);
  g_test_add_func ("/marketplace/account/paths", test_paths);
  g_test_add_func ("/marketplace/account/choices", test_choices);

  return g_test_run ();
}
